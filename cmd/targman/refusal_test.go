package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"targman/testdata/vendors"
)

// TestRefused has an engine that never translates one of two sentences: it is
// asked for that in the first run only, until something changes.
func TestRefused(t *testing.T) {
	for _, vendor := range []string{"deepl", "openai"} {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			server := vendors.Named(vendor).Start(t, func(w http.ResponseWriter, a vendors.Asked) {
				out := hellos(len(a.Texts))
				for i, text := range a.Texts {
					if strings.Contains(text, "Good day") {
						out[i] = "Good day to all of you out there."
					}
				}
				fmt.Fprint(w, a.Answer(out))
			})
			url := server.URL + map[string]string{"openai": "/v1"}[vendor]
			config := fmt.Sprintf("backend: %s\nbackends:\n  %s:\n    url: %s\n    key_env: VENDOR_KEY\n    %s\n", vendor, vendor, url, blocks[vendor])
			folder := project(t, map[string]string{"config.yaml": config, "a.txt": "Hello.\n\nGood day to all of you out there.\n"})
			for _, x := range []struct {
				name   string
				change string
				args   []string
				asks   bool
				says   string
			}{
				{"at first", "", nil, true, "the answer is the source again"},
				{"again", "", nil, false, vendor + " was not asked again, because an earlier run came to this: the answer is the source again"},
				{"by hand", "", []string{"--retry"}, true, "the answer is the source again"},
				{"all anew", "", []string{"--force"}, true, "the answer is the source again"},
				{"still", "", nil, false, "was not asked again"},
				{"with another setting", "    timeout: 61s\n", nil, true, "the answer is the source again"},
				{"and again", "", nil, false, "was not asked again"},
			} {
				if x.change != "" {
					config += x.change
					if err := os.WriteFile(filepath.Join(folder, "config.yaml"), []byte(config), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				before := server.Calls()
				c := command(t, folder, append([]string{"translate", "a.txt"}, x.args...)...)
				c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
				e := end(t, c)
				e.want(t, exitFindings)
				if asked := server.Calls() > before; asked != x.asks || !strings.Contains(e.out, x.says) {
					t.Errorf("%s: asked %t, want %t; it says:\n%s", x.name, asked, x.asks, e.out)
				}
			}
			for _, x := range []struct {
				args  []string
				calls int
			}{{nil, 0}, {[]string{"--retry"}, 1}} {
				c := command(t, folder, append([]string{"translate", "--dry-run", "--json", "a.txt"}, x.args...)...)
				c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
				if e := end(t, c); strings.Count(e.out, `"calls": 1`) != x.calls {
					t.Errorf("with %q the forecast is %s%s", x.args, e.out, e.err)
				}
			}
			if rows := text(filepath.Join(folder, "out/hy/a.jsonl")); strings.Count(rows, `"not-translated"`) != 1 {
				t.Errorf("the open segment is not listed: %s", rows)
			}
		})
	}
}
