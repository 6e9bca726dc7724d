package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"targman/testdata/vendors"
)

// misplaced is a secret that somebody wrote into the configuration.
const misplaced = "hunter2hunter2"

// TestNoSecretIsTold has a server that says the key back, a key in the
// configuration where none belongs, and looks for both in everything that a run
// leaves or tells.
func TestNoSecretIsTold(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error":{"message":"bad key %s","code":"invalid_api_key"}}`, vendors.Key)
	}))
	defer server.Close()
	folder := project(t, map[string]string{
		"config.yaml": "backend: openai\nbackends:\n  openai: {url: \"" + server.URL + "/v1\", model: m, key_env: MY_KEY}\n  command: {run: [x, --token=" + misplaced + "]}\n" +
			"report: {files: [r.html, r.md, r.json], metrics: m.prom}\nhooks: {done: {run: [sh, -c, 'cat >told; env >>told'], on: [always]}}\n",
		"a.txt": "Hello.\n",
	})
	told := &told{t: t, folder: folder}
	for _, format := range []string{logJSON, logText} {
		told.run("translate", "--log-format", format, "--log-level", "debug", "a.txt")
	}
	if n := strings.Count(told.said.String(), "MY_KEY"); n < 2 {
		t.Fatalf("the key was not refused:\n%s", told.said.String())
	}
	for _, args := range []string{"status", "status --json", "runs --json", "runs show"} {
		told.run(strings.Fields(args)...)
	}
	told.files(10)
	told.without(vendors.Key, misplaced)
}

// TestNoSecretStays has a server that translates and says the key back wherever
// an answer has room for it: in the model's name, in headers, in errors between
// the answers. Whatever the program then writes, prints or backs up is looked
// through for the key in each form that it takes.
func TestNoSecretStays(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	server := vendors.Named("openai").Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		w.Header().Set("X-Request-Id", vendors.Key)
		w.Header().Set("Set-Cookie", "key="+vendors.Key)
		if calls.Add(1)%3 == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			fmt.Fprintf(w, `{"error":{"message":"key %s: %s","code":%q}}`, vendors.Key, url.QueryEscape(vendors.Key), vendors.Key)
			return
		}
		fmt.Fprint(w, strings.ReplaceAll(a.Answer(hellos(len(a.Texts))), "small-2026", vendors.Key))
	})
	folder := project(t, map[string]string{
		"config.yaml": "input: [in]\nbackend: openai\nbackends:\n  openai: {url: \"" + server.URL + "/v1\", model: small, key_env: MY_KEY}\n  command: {run: [x, --token=" + misplaced + ", --password, " + misplaced + "]}\n" +
			"glossary: [glossary]\nreport: {files: [r.html, r.md, r.json], metrics: m.prom}\nhooks: {done: {run: [sh, -c, 'cat >told; env >>told'], on: [always]}}\noutput: {formats: [document, tsv, jsonl, tmx, xlf, xlf12, bilingual]}\n",
		"glossary/names.yaml": hostileGlossary, "in/a.txt": "Hello.\n", "in/b.md": "# Good day\n\nHello again, *friends*.\n", "made/.keep": "",
	})
	told := &told{t: t, folder: folder}
	for _, args := range []string{
		"translate --log-format json --log-level debug", "translate --log-format text --log-level debug --retry", "translate --dry-run", "translate --json --force",
		"memory export -o memory.tmx", "memory export -o memory.tsv", "memory export -o memory.jsonl", "memory export", "memory check", "memory backup", "memory stats", "memory lookup Hello.",
		"runs", "runs --json", "runs show", "runs show --json", "status", "status --json", "usage", "usage --by engine --format csv", "usage --by article --format json",
		"config show", "config show --json", "config prompt",
		"schedule --systemd --program /bin/true", "schedule --systemd --program /bin/true --out made", "schedule --cron --program /bin/true", "man", "man translate", "backends", "backends list --json",
		"backends probe openai", "backends probe openai --json", "backends test openai", "backends test openai --json", "backends test command",
		"compare --backends openai,pseudo", "compare --backends openai,pseudo --format html", "analyse", "analyse --format html", "check out/hy/a.tsv", "check --format html out/hy/a.tsv",
		"export omegat made/omegat", "glossary lint", "translate --backend nothing", "translate in/none.txt",
	} {
		told.run(strings.Fields(args)...)
	}
	put(t, filepath.Join(folder, "config.yaml"), strings.Replace(text(filepath.Join(folder, "config.yaml")), server.URL+"/v1", "http://u:"+misplaced+"@127.0.0.1:1/v1?key="+vendors.Key, 1))
	for _, args := range []string{"translate --force --retry", "backends test openai", "config show"} {
		told.run(strings.Fields(args)...)
	}
	if !strings.Contains(told.said.String(), "Բարև") || calls.Load() < 8 {
		t.Errorf("nothing was translated, %d calls:\n%.3000s", calls.Load(), told.said.String())
	}
	told.files(40)
	told.without(vendors.Key, misplaced)
}

// told is what a project's runs have told.
type told struct {
	t      *testing.T
	folder string
	said   strings.Builder
}

func (d *told) run(args ...string) {
	d.t.Helper()
	c := command(d.t, d.folder, args...)
	c.Env = append(c.Env, "MY_KEY="+vendors.Key)
	e := end(d.t, c)
	fmt.Fprintf(&d.said, "$ %s\n%s%s", strings.Join(args, " "), e.out, e.err)
}

// files adds what stands in the folder but the configuration: at least so many
// files.
func (d *told) files(least int) {
	d.t.Helper()
	n := 0
	err := filepath.WalkDir(d.folder, func(name string, f os.DirEntry, err error) error {
		if err == nil && f.Type().IsRegular() && f.Name() != "config.yaml" {
			n++
			fmt.Fprintf(&d.said, "file %s\n%s", name, text(name))
		}
		return err
	})
	if err != nil || n < least {
		d.t.Errorf("%d files, want %d; %v", n, least, err)
	}
}

// without fails where a secret is told.
func (d *told) without(secrets ...string) {
	d.t.Helper()
	for _, secret := range secrets {
		for _, leak := range leaks(d.said.String(), secret) {
			d.t.Error(leak)
		}
	}
}

// leaks are the places where a secret stands as it is, or in the form of JSON, of
// an address or of base64.
func leaks(said, secret string) (found []string) {
	for _, form := range []string{secret, strings.ReplaceAll(secret, "/", `\/`), url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
		if i := strings.Index(said, form); i >= 0 {
			from := max(strings.LastIndex(said[:i], "\n$ "), strings.LastIndex(said[:i], "\nfile "))
			found = append(found, fmt.Sprintf("%s is told by %.80q: %.300q", form, said[from+1:], said[max(0, i-100):]))
		}
	}
	return found
}

func TestLeaks(t *testing.T) {
	for said, want := range map[string]int{
		"$ x\nno key": 0, "a=" + vendors.Key: 1, "?key=sk-canary%2F7f3a9cQx0LwZ": 1, `{"k":"sk-canary\/7f3a9cQx0LwZ"}`: 1, "Basic c2stY2FuYXJ5LzdmM2E5Y1F4MEx3Wg==": 1,
	} {
		if got := leaks(said, vendors.Key); len(got) != want {
			t.Errorf("%q: %q, want %d", said, got, want)
		}
	}
}
