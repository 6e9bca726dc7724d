package backend

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"sync/atomic"
	"testing"
)

// call is what a chat server was asked.
type call struct {
	request  *http.Request
	user     string            // the user's message
	segments map[string]string // texts by key
	keys     []string          // ascending
}

// turn answers one call.
type turn func(w http.ResponseWriter, c call)

// chatServer is the counterpart of the openai engine. Call n gets turn n; the
// last turn is for all that follow.
type chatServer struct {
	*httptest.Server
	calls atomic.Int32
}

func newChatServer(t testing.TB, turns ...turn) *chatServer {
	t.Helper()
	s := &chatServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := readCall(t, r)
		turns[min(int(s.calls.Add(1)), len(turns))-1](w, c)
	}))
	t.Cleanup(s.Close)
	return s
}

// engine makes an engine for the server.
func (s *chatServer) engine(t testing.TB, change ...func(*OpenAIOptions)) *OpenAI {
	t.Helper()
	o := OpenAIOptions{Service: Service{URL: s.URL + "/v1", Key: canary, KeyFrom: "the environment variable CHAT_KEY", Calls: 1},
		LLMOptions: LLMOptions{Model: "small", Batch: 4, Temperature: 0.2, Schema: "schema"}, MaxTokens: "max_tokens"}
	for _, f := range change {
		f(&o)
	}
	e, err := NewOpenAI(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// readCall reads a call as strictly as a server would, and more.
func readCall(t testing.TB, r *http.Request) call {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Errorf("read call: %v", err)
	}
	var chat struct {
		Model       string   `json:"model"`
		Temperature *float64 `json:"temperature"`
		MaxTokens   int      `json:"max_tokens"`
		Messages    []struct{ Role, Content string }
		Format      *struct {
			Type   string
			Schema struct {
				Name   string
				Strict bool
				Schema struct {
					Type       string
					Properties map[string]struct{ Type string }
					Required   []string
					Additional *bool `json:"additionalProperties"`
				}
			} `json:"json_schema"`
		} `json:"response_format"`
	}
	if err := json.Unmarshal(body, &chat); err != nil {
		t.Errorf("a call is not JSON: %v", err)
	}
	if r.Method != "POST" || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%s %s with type %q", r.Method, r.URL, r.Header.Get("Content-Type"))
	}
	if len(chat.Messages) != 2 || chat.Messages[0].Role != "system" || chat.Messages[1].Role != "user" || chat.Model != "small" || chat.Temperature == nil || chat.MaxTokens == 0 {
		t.Errorf("a call lacks something: %.300s", body)
		panic(http.ErrAbortHandler)
	}
	c := call{request: r, user: chat.Messages[1].Content}
	var message struct{ Segments map[string]string }
	if err := json.Unmarshal([]byte(c.user), &message); err != nil {
		t.Errorf("the user's message is not JSON: %v", err)
	}
	c.segments = message.Segments
	for k := range c.segments {
		c.keys = append(c.keys, k)
	}
	sort.Slice(c.keys, func(i, j int) bool {
		return len(c.keys[i]) < len(c.keys[j]) || len(c.keys[i]) == len(c.keys[j]) && c.keys[i] < c.keys[j]
	})
	if f := chat.Format; f != nil && f.Type == "json_schema" {
		s := f.Schema.Schema
		if !f.Schema.Strict || f.Schema.Name == "" || s.Type != "object" || s.Additional == nil || *s.Additional ||
			len(s.Properties) != len(c.keys) || strings.Join(s.Required, " ") != strings.Join(c.keys, " ") {
			t.Errorf("schema %+v for the keys %v", f, c.keys)
		}
	}
	return c
}

// answer is the JSON object with the keys given, or all, rendered.
func (c call) answer(keys ...string) object {
	if len(keys) == 0 {
		keys = c.keys
	}
	var out object
	for _, k := range keys {
		out = append(out, member{k, rendered(c.segments[k])})
	}
	return out
}

func text(v any) string {
	out, err := plainJSON(v)
	if err != nil {
		panic(err)
	}
	return string(out)
}

// chat is a body with the given content and finish reason.
func chat(content, finish string) string {
	return text(object{{"id", "x"}, {"object", "chat.completion"}, {"model", "small-2026"}, {"choices", []object{
		{{"index", 0}, {"finish_reason", finish}, {"message", object{{"role", "assistant"}, {"content", content}}}}}}})
}

// all answers as it should be.
func all(w http.ResponseWriter, c call) { send(w, chat(text(c.answer()), "stop")) }

// says answers with the given content.
func says(f func(c call) string) turn {
	return func(w http.ResponseWriter, c call) { send(w, chat(f(c), "stop")) }
}

// status answers with a status, headers as "Name: value", and a body.
func status(code int, body string, headers ...string) turn {
	return func(w http.ResponseWriter, _ call) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(code)
		send(w, body)
	}
}

// send writes a body; a client that has hung up is no fault of the server.
func send(w io.Writer, body string) { _, _ = io.WriteString(w, body) }

// failed is an error as OpenAI writes it; the message shows the key, as some
// servers do.
func failed(code, kind string) string {
	return fmt.Sprintf(`{"error":{"message":"Incorrect: %s","type":%q,"param":null,"code":%q}}`, canary, kind, code)
}

// quiet is for servers that are meant to fail.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
