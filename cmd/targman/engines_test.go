package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"targman/testdata/vendors"
)

// blocks are the least that each engine's block needs, beside url and key.
var blocks = map[string]string{
	"openai": "model: small", "anthropic": "model: small", "gemini": "model: small", "ollama": "model: small",
	"deepl": "", "google-v2": "api: v2", "azure": "region: westeurope", "azure-3": "region: westeurope\n    api: \"3.0\"",
	"amazon": "region: eu-test-1\n    key_id_env: VENDOR_ID", "yandex": "", "libretranslate": "", "modernmt": "",
}

// TestVendors translates an article with each engine against its counterpart:
// with a wrong key, with the right one in a file, and again, which costs nothing.
// No file and no message ever has the key.
func TestVendors(t *testing.T) {
	for vendor, block := range blocks {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			name, _, _ := strings.Cut(vendor, "-")
			server := vendors.Named(vendor).Start(t, func(w http.ResponseWriter, a vendors.Asked) { fmt.Fprint(w, a.Answer(hellos(len(a.Texts)))) })
			url := server.URL
			if name == "openai" {
				url += "/v1"
			}
			folder := project(t, map[string]string{
				"config.yaml": fmt.Sprintf("backend: %s\nbackends:\n  %s:\n    url: %s\n    key_env: VENDOR_KEY\n    %s\n", name, name, url, block),
				"a.txt":       "Hello.\n\nGood day.\n",
			})
			call := func(key string, args ...string) ended {
				c := command(t, folder, args...)
				c.Env = append(c.Env, "VENDOR_KEY="+key, "VENDOR_ID="+vendors.KeyID)
				return end(t, c)
			}
			wrong := call("sk-wrong", "translate", "a.txt")
			wrong.want(t, exitEngine, "ask engine "+name+": ", "VENDOR_KEY")
			if strings.Contains(wrong.out+wrong.err, "sk-wrong") {
				t.Errorf("the key was printed:\n%s%s", wrong.out, wrong.err)
			}
			said := []ended{call(vendors.Key, "translate", "a.txt")}
			said[0].want(t, exitDone)
			if got := text(filepath.Join(folder, "out/hy/a.txt")); got != "Բարև։\n\nԲարև։\n" {
				t.Errorf("the document is %q", got)
			}
			paid := server.Calls()
			said = append(said, call(vendors.Key, "translate", "--force", "a.txt"), call(vendors.Key, "config", "show"))
			said[1].want(t, exitDone)
			if server.Calls() != paid {
				t.Errorf("%d calls more for what the memory has", server.Calls()-paid)
			}
			for _, s := range said {
				if strings.Contains(s.out+s.err, vendors.Key) {
					t.Errorf("the key was printed:\n%s%s", s.out, s.err)
				}
			}
			nowhere(t, folder, vendors.Key)
		})
	}
}

// TestBatches hands an article in at half price, ends without the answer, and
// collects it with the next run, which pays nothing twice.
func TestBatches(t *testing.T) {
	for _, vendor := range []string{"openai", "anthropic"} {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			good := func(w http.ResponseWriter, a vendors.Asked) { fmt.Fprint(w, a.Answer(hellos(len(a.Texts)))) }
			server := vendors.Named(vendor).Start(t, good)
			day := vendors.Day{Polls: 2, End: "completed", Turns: []vendors.Turn{good}}
			server.Live(day)
			url := server.URL
			if vendor == "openai" {
				url += "/v1"
			}
			folder := project(t, map[string]string{
				"config.yaml": fmt.Sprintf("backend: %s\nbackends:\n  %s:\n    url: %s\n    key_env: VENDOR_KEY\n    model: small\n    batch_mode: true\nmoney:\n  prices:\n    - {engine: %s, date: \"2026-11-01\", input: 1, output: 1}\n", vendor, vendor, url, vendor),
				"a.txt":       "Hello.\n\nGood day.\n",
			})
			call := func(args ...string) ended {
				c := command(t, folder, args...)
				c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
				return end(t, c)
			}
			for range 2 {
				e := call("translate", "a.txt")
				if e.want(t, exitFindings); !strings.Contains(e.err, "batch batch_1 of engine "+vendor+" is under way; run again to collect it") {
					t.Errorf("it said %s", e.err)
				}
			}
			call("usage", "--by", "state").want(t, exitDone)
			call("translate", "a.txt").want(t, exitDone)
			call("translate", "--force", "a.txt").want(t, exitDone)
			if got := text(filepath.Join(folder, "out/hy/a.txt")); got != "Բարև։\n\nԲարև։\n" {
				t.Errorf("the document is %q", got)
			}
			if n, lines := server.Batches(); n != 1 || lines != 1 || server.Calls() != 0 {
				t.Errorf("%d batches of %d calls, and %d calls beside them", n, lines, server.Calls())
			}
			u := call("usage", "--by", "state", "--format", "json")
			if u.want(t, exitDone); strings.Contains(u.out, "intent") || strings.Contains(u.out, "unknown") || !strings.Contains(u.out, "done") {
				t.Errorf("the ledger: %s", u.out)
			}
			nowhere(t, folder, vendors.Key)
		})
	}
}

// hellos makes n answers.
func hellos(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "Բարև։"
	}
	return out
}

// nowhere fails when a file of the folder holds the text.
func nowhere(t *testing.T, folder, secret string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if strings.Contains(string(data), secret) {
			t.Errorf("the key stands in %s", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestKeys reads keys from files and credentials.
func TestKeys(t *testing.T) {
	server := vendors.Named("deepl").Start(t, func(w http.ResponseWriter, a vendors.Asked) { fmt.Fprint(w, a.Answer(hellos(len(a.Texts)))) })
	folder := project(t, map[string]string{"a.txt": "Hello.\n", "loose": vendors.Key, "empty": "", "creds/deepl": vendors.Key, "big": strings.Repeat("k", mostKey+1)})
	for name, mode := range map[string]fs.FileMode{"loose": 0o644, "empty": 0o600, "big": 0o600} {
		if err := os.Chmod(filepath.Join(folder, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "tight"), []byte(vendors.Key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, x := range []struct {
		name, block, credentials string
		exit                     int
		says                     string
	}{
		{"a file that others may read", "key_file: loose", "", exitUsage, "config.yaml:5: backends.deepl.key_file: others may read or write"},
		{"no such file", "key_file: none", "", exitUsage, "no such file"},
		{"an empty file", "key_file: empty", "", exitUsage, "is empty"},
		{"a file that is too big", "key_file: big", "", exitUsage, "a key is shorter"},
		{"a file", "key_file: tight", "", exitDone, ""},
		{"no systemd", "key_credential: deepl", "", exitUsage, "LoadCredential=deepl"},
		{"no such credential", "key_credential: other", "creds", exitUsage, "no such file"},
		{"a path for a credential", "key_credential: ../tight", "creds", exitUsage, "is no name of a credential"},
		{"a credential", "key_credential: deepl", "creds", exitDone, ""},
		{"both", "key_file: tight\n    key_credential: deepl", "creds", exitUsage, "are both set; keep one"},
		{"a prompt for an engine that has none", "prompt: x", "", exitUsage, "unknown key"},
		{"batches of an engine that takes none", "key_file: tight\n  gemini:\n    model: m\n    batch_mode: true\nroutes:\n  - kinds: [headline]\n    backend: gemini", "", exitUsage, "takes no batches"},
		{"batches for more than they cost", "key_file: tight\n  anthropic:\n    model: m\n    batch_price: 2\nroutes:\n  - kinds: [headline]\n    backend: anthropic", "", exitUsage, "backends.anthropic.batch_price"},
	} {
		t.Run(x.name, func(t *testing.T) {
			config := fmt.Sprintf("backend: deepl\nbackends:\n  deepl:\n    url: %s\n    %s\n", server.URL, x.block)
			if err := os.WriteFile(filepath.Join(folder, "config.yaml"), []byte(config), 0o666); err != nil {
				t.Fatal(err)
			}
			c := command(t, folder, "translate", "a.txt", "--memory", fmt.Sprintf("m%d.db", i), "--out", fmt.Sprintf("out%d", i))
			if x.credentials != "" {
				c.Env = append(c.Env, credentialsEnv+"="+filepath.Join(folder, x.credentials))
			}
			e := end(t, c)
			if x.says == "" {
				e.want(t, x.exit)
			} else {
				e.want(t, x.exit, x.says)
			}
			if strings.Contains(e.out+e.err, vendors.Key) {
				t.Errorf("the key was printed:\n%s%s", e.out, e.err)
			}
		})
	}
}

// TestOwnPrompt has instructions of a user's, whose hash is the version.
func TestOwnPrompt(t *testing.T) {
	var asked string
	server := vendors.Named("openai").Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		asked = string(a.Body)
		fmt.Fprint(w, a.Answer(hellos(len(a.Texts))))
	})
	folder := project(t, map[string]string{"a.txt": "Hello.\n", "config.yaml": "backend: openai\nbackends:\n  openai:\n    url: " + server.URL + "/v1\n    model: small\n    key_env: VENDOR_KEY\n    prompt: mine.txt\n"})
	call := func(args ...string) ended {
		c := command(t, folder, args...)
		c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
		return end(t, c)
	}
	call("translate", "a.txt").want(t, exitUsage, "config.yaml:7: backends.openai.prompt: read mine.txt", "targman config prompt")
	shipped := call("config", "prompt")
	shipped.want(t, exitDone)
	if err := os.WriteFile(filepath.Join(folder, "mine.txt"), []byte("MINE {target}\n"+shipped.out), 0o666); err != nil {
		t.Fatal(err)
	}
	call("translate", "a.txt").want(t, exitDone)
	if !strings.Contains(asked, "MINE hy") {
		t.Errorf("asked with %.300s", asked)
	}
	if rows := text(filepath.Join(folder, "out/hy/a.jsonl")); !strings.Contains(rows, `"own-`) {
		t.Errorf("the version of the prompt is not in %s", rows)
	}
	call("config", "prompt", "repair").want(t, exitDone)
}
