package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// key is a key whose place is the Authorization header and nowhere else.
const key = "sk-test-0123456789abcdefCANARY"

// chat is a server with the OpenAI chat interface. It translates every text of
// a call as the same word, and knows nobody without the key.
func chat(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+key {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"error":{"message":"no such key"}}`)
			return
		}
		var asked struct {
			Messages []struct{ Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || r.URL.Path != "/v1/chat/completions" {
			t.Errorf("asked for %s: %v", r.URL, err)
		}
		var message struct{ Segments map[string]string }
		if err := json.Unmarshal([]byte(asked.Messages[len(asked.Messages)-1].Content), &message); err != nil {
			t.Errorf("asked with %q", asked.Messages)
		}
		answers := map[string]string{}
		for id := range message.Segments {
			answers[id] = "Բարև։"
		}
		content, _ := json.Marshal(answers)
		_ = json.NewEncoder(w).Encode(map[string]any{"model": "small-1", "choices": []any{map[string]any{
			"finish_reason": "stop", "message": map[string]string{"role": "assistant", "content": string(content)}}}})
	}))
	t.Cleanup(s.Close)
	return s
}

// TestOpenAIServer translates through a server, with the key in the variable
// that the configuration names; no file and no message ever has it.
func TestOpenAIServer(t *testing.T) {
	folder := project(t, map[string]string{
		"config.yaml": "backend: openai\nbackends:\n  openai:\n    url: " + chat(t).URL + "/v1\n    model: small\n    key_env: CHAT_KEY\n",
		"a.txt":       "Hello.\n\nGood day.\n",
	})
	call := func(key string, args ...string) ended {
		c := command(t, folder, args...)
		c.Env = append(c.Env, "CHAT_KEY="+key)
		return end(t, c)
	}
	e := call("sk-wrong", "translate", "a.txt")
	e.want(t, exitEngine, "ask engine openai: ", "CHAT_KEY")
	if !strings.Contains(e.out, "2 untranslated") {
		t.Errorf("the summary:\n%s", e.out)
	}
	e = call(key, "translate", "a.txt")
	e.want(t, exitDone)
	if got := text(filepath.Join(folder, "out/hy/a.txt")); got != "Բարև։\n\nԲարև։\n" {
		t.Errorf("the document is %q", got)
	}
	show := call(key, "config", "show")
	for _, said := range []string{e.out, e.err, show.out, show.err} {
		if strings.Contains(said, "CANARY") {
			t.Errorf("the key was printed:\n%s", said)
		}
	}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if strings.Contains(string(data), "CANARY") {
			t.Errorf("the key stands in %s", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestShippedArticles runs the project as it is shipped: its configuration ends
// well, and all of its articles together show what the memory has not got.
func TestShippedArticles(t *testing.T) {
	folder, root := t.TempDir(), "../.."
	to := []string{"--out", filepath.Join(folder, "out"), "--memory", filepath.Join(folder, "m.db")}
	e := end(t, command(t, root, append([]string{"translate"}, to...)...))
	e.want(t, exitDone)
	if !strings.Contains(e.out, "3 articles") || strings.Contains(e.out, "untranslated") {
		t.Errorf("the summary:\n%s", e.out)
	}
	e = end(t, command(t, root, append([]string{"translate", "testdata/articles"}, to...)...))
	e.want(t, exitFindings)
	if !strings.Contains(e.out, "8 articles") || !strings.Contains(e.out, "Next: choose an engine") {
		t.Errorf("the summary:\n%s", e.out)
	}
}
