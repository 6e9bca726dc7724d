package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoSecretIsTold has a server that says the key back, a key in the
// configuration where none belongs, and looks for both in everything that a run
// leaves or tells.
func TestNoSecretIsTold(t *testing.T) {
	const key, misplaced = "Canary7Key0f9TheEngine4Abc", "hunter2hunter2"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error":{"message":"bad key %s","code":"invalid_api_key"}}`, key)
	}))
	defer server.Close()
	folder := project(t, map[string]string{
		"config.yaml": "backend: openai\nbackends:\n  openai: {url: " + server.URL + "/v1, model: m, key_env: MY_KEY}\n  command: {run: [x, --token=" + misplaced + "]}\n" +
			"report: {files: [r.html, r.md, r.json], metrics: m.prom}\nhooks: {done: {run: [sh, -c, 'cat >told; env >>told'], on: [always]}}\n",
		"a.txt": "Hello.\n",
	})
	var said strings.Builder
	for _, format := range []string{logJSON, logText} {
		c := command(t, folder, "translate", "--log-format", format, "--log-level", "debug", "a.txt")
		c.Env = append(c.Env, "MY_KEY="+key)
		e := end(t, c)
		if e.code != exitEngine {
			t.Fatalf("exit code %d\n%s", e.code, e.err)
		}
		said.WriteString(e.out + e.err)
	}
	for _, args := range [][]string{{"status"}, {"status", "--json"}, {"runs", "--json"}, {"runs", "show"}} {
		e := end(t, command(t, folder, args...))
		said.WriteString(e.out + e.err)
	}
	files := 0
	err := filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && d.Name() != "config.yaml" {
			files++
			said.WriteString(text(name))
		}
		return err
	})
	if err != nil || files < 10 {
		t.Fatalf("%d files, %v", files, err)
	}
	for _, secret := range []string{key, misplaced} {
		if i := strings.Index(said.String(), secret); i >= 0 {
			t.Errorf("%s is told: %.200s", secret, said.String()[max(0, i-80):])
		}
	}
}
