// Package vendors has servers that speak as the services of translation engines
// do: their addresses, headers, bodies and errors, written from the vendors'
// documentation. They translate every text as Render does. Tests of engines and
// of the command run against them; nothing else does.
package vendors

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Key is the one key that every server knows. It may show up nowhere but in the
// header that the vendor wants it in.
const Key = "sk-canary/7f3a9cQx0LwZ"

// Render is what a text is translated as.
func Render(text string) string { return "«" + text + "»" }

// Fault is an answer that is none, as the vendor gives it.
type Fault struct {
	Name   string
	Status int
	Body   string
	// Header are lines such as "Retry-After: 1".
	Header []string
	// Kind is what it means, in the words of backend.Kind.
	Kind string
}

// Write sends the fault.
func (f Fault) Write(w http.ResponseWriter) {
	for _, line := range f.Header {
		name, value, _ := strings.Cut(line, ": ")
		w.Header().Set(name, value)
	}
	if f.Status != 0 {
		w.WriteHeader(f.Status)
	}
	_, _ = io.WriteString(w, f.Body) // a client that has hung up is no fault of the server
}

// Asked is what a call asked for.
type Asked struct {
	Request *http.Request
	Body    []byte
	// Texts are those to be translated, as they stand on the wire.
	Texts []string
	// Keys name the texts for a model; other services go by position.
	Keys []string
	// Answer is a body with answers in the vendor's form.
	Answer func(answers []string) string
	// Say is a body with what a model says and why it stops, in the vendor's word
	// for it.
	Say func(content, end string) string
}

// Rendered is the answer as it should be.
func (a Asked) Rendered() string {
	out := make([]string, len(a.Texts))
	for i, t := range a.Texts {
		out[i] = Render(t)
	}
	return a.Answer(out)
}

// Turn answers one call.
type Turn func(w http.ResponseWriter, a Asked)

// Good answers as it should be.
func Good(w http.ResponseWriter, a Asked) { _, _ = io.WriteString(w, a.Rendered()) }

// Bad answers with a fault.
func Bad(f Fault) Turn { return func(w http.ResponseWriter, _ Asked) { f.Write(w) } }

// Vendor is one service.
type Vendor struct {
	Name string
	// known says whether a call has the key where the vendor wants it.
	known func(r *http.Request, body []byte) bool
	// read takes a call apart; its error says what is wrong with it.
	read func(r *http.Request, body []byte) (Asked, error)
	// others are paths beside the one for translations.
	others map[string]func(s *Server) string
	// Stranger is the answer to a wrong key.
	Stranger Fault
	// Faults are further answers that the vendor documents.
	Faults []Fault
	// Ends are the vendor's words for the ends of a model's answer: "done", "cut",
	// "refused".
	Ends map[string]string
}

// Vendors are all services.
func Vendors() []Vendor {
	return []Vendor{openAI(), anthropic(), gemini(), ollama(), deepL(), google(), googleV2(), azure(), azure3(), amazon(), yandex(), libreTranslate(), modernMT()}
}

// Named is the vendor with the name.
func Named(name string) Vendor {
	for _, v := range Vendors() {
		if v.Name == name {
			return v
		}
	}
	panic("no vendor " + name)
}

// Server is a service on this machine.
type Server struct {
	*httptest.Server
	vendor Vendor

	mu    sync.Mutex
	calls int
	texts int
	days
}

// Start runs a service. Call n for translations gets turn n; the last turn is
// for all that follow. A call that no vendor would take fails the test.
func (v Vendor) Start(t testing.TB, turns ...Turn) *Server {
	t.Helper()
	s := &Server{vendor: v}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("%s: read call: %v", v.Name, err)
		}
		if v.Name == "google" && r.URL.Path == "/token" {
			if err := assertion(body, s.URL+"/token"); err != nil {
				http.Error(w, text(object{"error": "invalid_grant", "error_description": err.Error()}), http.StatusBadRequest)
				return
			}
			_, _ = io.WriteString(w, text(object{"access_token": Token, "token_type": "Bearer", "expires_in": 3600}))
			return
		}
		if other, ok := v.others[r.Method+" "+r.URL.Path]; ok {
			_, _ = io.WriteString(w, other(s))
			return
		}
		if !v.known(r, body) {
			no := v.Stranger // some vendors repeat what they were sent
			no.Body = strings.ReplaceAll(no.Body, Key, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
			no.Write(w)
			return
		}
		if s.batchCall(w, r, body) {
			return
		}
		asked, err := v.read(r, body)
		if err != nil {
			t.Errorf("%s: %s %s: %v: %.500s", v.Name, r.Method, r.URL, err, body)
			http.Error(w, err.Error(), http.StatusTeapot)
			return
		}
		asked.Request, asked.Body = r, body
		turns[min(s.count(len(asked.Texts)), len(turns))-1](w, asked)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *Server) count(texts int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	s.texts += texts
	return s.calls
}

// Calls is how many calls for translations there were with the right key, and
// Texts how many texts they had.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Texts counts the texts of all calls.
func (s *Server) Texts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.texts
}

// object is a JSON object.
type object = map[string]any

func text(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return b.String()
}

// strict reads JSON and refuses fields that the vendor does not know.
func strict(body []byte, into any) error {
	dec := json.NewDecoder(strings.NewReader(string(body)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	return nil
}

// at says whether a call goes where it should.
func at(r *http.Request, path string) error {
	if r.Method != http.MethodPost || r.URL.Path != path || !strings.Contains(r.Header.Get("Content-Type"), "json") {
		return fmt.Errorf("%s %s with type %q, want POST %s with JSON", r.Method, r.URL.Path, r.Header.Get("Content-Type"), path)
	}
	return nil
}

// has says that a header has a value.
func has(name, value string) func(*http.Request, []byte) bool {
	return func(r *http.Request, _ []byte) bool { return r.Header.Get(name) == value }
}
