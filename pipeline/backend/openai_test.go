package backend

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// openAIFaults are what servers do, with a batch of four segments. calls is
// the bill, kind that of the error, reason what the last failure says.
var openAIFaults = []struct {
	name      string
	turns     []turn
	calls     int32
	delivered string
	kind      string
	reason    string
}{
	{"as it should be", []turn{all}, 1, "1 2 3 4", "", ""},

	// Statuses.
	{"301", []turn{status(301, "", "Location: /v1/chat/completions")}, 1, "", "set-up", "redirects are not followed"},
	{"307", []turn{status(307, "", "Location: http://127.0.0.1:1/")}, 1, "", "set-up", "redirects are not followed"},
	{"304", []turn{status(304, "")}, 1, "", "set-up", "304 Not Modified"},
	{"204", []turn{status(204, "")}, 1, "", "set-up", "204 No Content"},
	{"400", []turn{status(400, failed("invalid_value", "invalid_request_error"))}, 1, "", "set-up", "check backends.openai"},
	{"401", []turn{status(401, failed("invalid_api_key", "invalid_request_error"))}, 1, "", "not allowed", "check the key in the environment variable CHAT_KEY"},
	{"402", []turn{status(402, "")}, 1, "", "quota used up", "402 Payment Required"},
	{"403", []turn{status(403, "{}")}, 1, "", "not allowed", "403 Forbidden"},
	{"404", []turn{status(404, `{"error":"model not found"}`)}, 1, "", "set-up", "model not found"},
	{"405, 409, 422", []turn{status(422, "<html>")}, 1, "", "set-up", "422"},
	{"408, then all", []turn{status(408, ""), all}, 4, "1 2 3 4", "", ""},
	{"408", []turn{status(408, "")}, 2, "", "", "408 Request Timeout"},
	{"429, then all", []turn{status(429, failed("rate_limit_exceeded", "requests")), all}, 2, "1 2 3 4", "", ""},
	{"429 without a body", []turn{status(429, "")}, 4, "", "", "429 Too Many Requests"},
	{"429, wait none", []turn{status(429, failed("slow_down", ""), "Retry-After: 0"), all}, 2, "1 2 3 4", "", ""},
	{"429, wait a millisecond", []turn{status(429, "", "Retry-After: 9999", "Retry-After-Ms: 1"), all}, 2, "1 2 3 4", "", ""},
	{"429, wait until a date that is past", []turn{status(429, "", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"), all}, 2, "1 2 3 4", "", ""},
	{"429, wait rubbish", []turn{status(429, "", "Retry-After: soon"), all}, 2, "1 2 3 4", "", ""},
	{"429, wait an hour", []turn{status(429, "", "Retry-After: 3600")}, 1, "", "temporary", "asks to wait 1h0m0s, so run again after that"},
	{"429, wait until a far date", []turn{status(429, "", "Retry-After: Tue, 01 Jan 2999 00:00:00 GMT")}, 1, "", "temporary", "run again after that"},
	{"429, wait for ever", []turn{status(429, "", "Retry-After: 99999999999999999999")}, 1, "", "temporary", "run again after that"},
	{"429 insufficient_quota", []turn{status(429, failed("insufficient_quota", "insufficient_quota"))}, 1, "", "quota used up", "429"},
	{"429 insufficient_quota in the type", []turn{status(429, `{"error":{"type":"insufficient_quota","code":429}}`)}, 1, "", "quota used up", "429"},
	{"500, then all", []turn{status(500, "oops"), all}, 4, "1 2 3 4", "", ""},
	{"500", []turn{status(500, "oops "+canary)}, 2, "", "", "500 Internal Server Error: oops [secret]"},
	{"500, the key with its slash escaped", []turn{status(500, strings.ReplaceAll(canary, "/", `\/`))}, 2, "", "", "500 Internal Server Error: [secret]"},
	{"502", []turn{status(502, "<html><title>Bad\n gateway</title>")}, 2, "", "", "<html><title>Bad gateway</title>"},
	{"504", []turn{status(504, "")}, 2, "", "", "504"},
	{"503", []turn{status(503, failed("server_is_overloaded", "")), status(503, "", "Retry-After: 0"), status(529, ""), all}, 4, "1 2 3 4", "", ""},
	{"503 for ever", []turn{status(503, "")}, 4, "", "", "503 Service Unavailable"},

	// Too long.
	{"413, then halves", []turn{status(413, "<html>"), all}, 3, "1 2 3 4", "", ""},
	{"413 for ever", []turn{status(413, "")}, 6, "", "", "a smaller backends.openai.batch"},
	{"context_length_exceeded", []turn{status(400, failed("context_length_exceeded", "invalid_request_error")), all}, 3, "1 2 3 4", "", ""},
	{"exceed_context_size_error", []turn{status(400, `{"error":{"code":400,"type":"exceed_context_size_error","n_ctx":512}}`), all}, 3, "1 2 3 4", "", ""},
	{"an overflow in words", []turn{status(400, `{"object":"error","message":"This model's maximum context length is 4096 tokens."}`), all}, 3, "1 2 3 4", "", ""},
	{"cut at its length", []turn{func(w http.ResponseWriter, c call) {
		send(w, chat(strings.TrimSuffix(text(c.answer()), `»"}`), "length"))
	}, all}, 2, "1 2 3 4", "", ""},
	{"cut at nothing", []turn{func(w http.ResponseWriter, _ call) { send(w, chat("", "length")) }, all}, 3, "1 2 3 4", "", ""},
	{"cut for ever", []turn{func(w http.ResponseWriter, _ call) { send(w, chat("{", "length")) }}, 8, "", "bad reply", "cut off at its length limit"},

	// Refusals.
	{"refusal", []turn{func(w http.ResponseWriter, _ call) {
		send(w, `{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I can't, `+canary+`."}}]}`)
	}}, 3, "", "", "the model refused: I can't, [secret]."},
	{"content_filter", []turn{func(w http.ResponseWriter, _ call) { send(w, chat("", "content_filter")) }}, 3, "", "", "the model refused"},
	{"400 content_filter", []turn{status(400, failed("content_filter", ""))}, 3, "", "", "400 Bad Request"},

	// Bodies that are none, with 200.
	{"a page", []turn{status(200, "<!doctype html><title>Log in</title>", "Content-Type: text/html")}, 2, "", "", "no chat completion"},
	{"nothing", []turn{status(200, "")}, 2, "", "", "no chat completion"},
	{"null", []turn{status(200, "null")}, 2, "", "", "no choices"},
	{"an error", []turn{status(200, `{"error":"no model loaded"}`)}, 2, "", "", "no choices"},
	{"half a body", []turn{status(200, chat("{}", "stop")[:40])}, 2, "", "", "no chat completion"},
	{"an array for a text", []turn{status(200, `{"choices":[{"message":{"content":[]}}]}`)}, 2, "", "", "no chat completion"},
	{"no content", []turn{status(200, `{"choices":[{"message":{}}]}`)}, 2, "", "", "no JSON object"},
	{"the wrong type", []turn{func(w http.ResponseWriter, c call) {
		w.Header().Set("Content-Type", "text/plain")
		all(w, c)
	}}, 1, "1 2 3 4", "", ""},
	{"far too much", []turn{status(200, strings.Repeat(" ", 2<<20))}, 2, "", "", "more than"},
	{"a key in the model's name", []turn{func(w http.ResponseWriter, c call) {
		send(w, strings.Replace(chat(text(c.answer()), "stop"), "small-2026", canary, 1))
	}}, 1, "1 2 3 4", "", ""},

	// Contents that are none.
	{"a code fence", []turn{says(func(c call) string { return "```json\n" + text(c.answer()) + "\n```" })}, 1, "1 2 3 4", "", ""},
	{"words around it", []turn{says(func(c call) string { return "Here {you} are:\n" + text(c.answer()) + "\n\nAsk {me}!" })}, 1, "1 2 3 4", "", ""},
	{"thoughts before it", []turn{says(func(c call) string {
		return `<think>Perhaps {"s1": "no"}.</think>` + text(c.answer()) + " "
	})}, 1, "1 2 3 4", "", ""},
	{"no object", []turn{says(func(call) string { return "I am sorry, but" })}, 2, "", "", "no JSON object"},
	{"a cut object", []turn{says(func(c call) string { return strings.TrimSuffix(text(c.answer()), `»"}`) }), all}, 2, "1 2 3 4", "", ""},
	{"a list", []turn{says(func(c call) string { return text([]object{c.answer()}) })}, 1, "1 2 3 4", "", ""},
	{"texts one level down", []turn{says(func(c call) string { return text(object{{"segments", c.answer()}}) })}, 2, "", "", "no JSON object"},
	{"the prompt again", []turn{says(func(c call) string { return c.user })}, 2, "", "", "no JSON object"},
	{"half the prompt again", []turn{says(func(c call) string { return c.user[:len(c.user)-9] })}, 2, "", "", "unexpected EOF"},
	{"missing keys", []turn{says(func(c call) string { return text(c.answer("s1", "s3")) }), all}, 2, "1 2 3 4", "", ""},
	{"a key that is always missing", []turn{says(func(c call) string { return text(append(object{{"x", 1}}, c.answer()[1:]...)) })},
		3, "2 3 4", "", "no JSON object"},
	{"extra keys", []turn{says(func(c call) string { return text(append(c.answer(), member{"s5", "x"}, member{"note", "y"})) })}, 1, "1 2 3 4", "", ""},
	{"a key twice, alike", []turn{says(func(c call) string { return text(append(c.answer(), c.answer("s1")...)) })}, 1, "1 2 3 4", "", ""},
	{"a key twice, differently", []turn{says(func(c call) string { return text(append(c.answer(), member{"s1", "x"})) }), all}, 2, "1 2 3 4", "", ""},
	{"two objects that differ", []turn{says(func(c call) string { return text(object{{"s1", "draft"}}) + text(c.answer()) }), all}, 2, "1 2 3 4", "", ""},
	{"null", []turn{says(func(c call) string { return text(append(object{{"s1", nil}}, c.answer()[1:]...)) }), all}, 2, "1 2 3 4", "", ""},
	{"a number and an object", []turn{says(func(c call) string {
		return text(append(object{{"s1", 7}, {"s2", object{{"text", "x"}}}}, c.answer()[2:]...))
	}), all}, 2, "1 2 3 4", "", ""},
	{"an empty text", []turn{says(func(c call) string { return text(append(object{{"s1", "\n"}}, c.answer()[1:]...)) })}, 3, "2 3 4", "", "the answer is empty"},
	{"half a character", []turn{says(func(c call) string { return `{"s1":"\ud835"` + text(c.answer()[1:])[0:0] + `}` })}, 2, "", "", "U+FFFD"},
	{"a placeholder from nowhere", []turn{says(func(c call) string { return text(append(object{{"s1", "⟦1⟧"}}, c.answer()[1:]...)) })}, 3, "2 3 4", "", `placeholders ["⟦1⟧"]`},
	{"an endless text", []turn{says(func(c call) string {
		return text(append(object{{"s1", strings.Repeat("ha", 1000)}}, c.answer()[1:]...))
	})}, 3, "2 3 4", "", "far too long"},

	// The line.
	{"hung up before an answer", []turn{hangUp("")}, 2, "", "", ""},
	{"hung up, then all", []turn{hangUp(""), all}, 4, "1 2 3 4", "", ""},
	{"hung up in the header", []turn{hangUp("HTTP/1.1 200 OK\r\nContent-Le")}, 2, "", "", ""},
	{"hung up in the body", []turn{hangUp("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")}, 2, "", "", "read answer: unexpected EOF"},
	{"no HTTP", []turn{hangUp("SSH-2.0-x\r\n\r\n")}, 2, "", "", "malformed HTTP"},
}

// hangUp sends raw bytes and closes the connection.
func hangUp(raw string) turn {
	return func(w http.ResponseWriter, _ call) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		if raw == "" {
			_ = conn.(*net.TCPConn).SetLinger(0) // a reset instead of an end
		}
		send(conn, raw)
		conn.Close()
	}
}

func TestOpenAIFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range openAIFaults {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newChatServer(t, tt.turns...)
			got := ask(t, client(s.engine(t)), segments(4))
			if got.ids(4) != tt.delivered || s.calls.Load() != tt.calls || got.kind() != tt.kind {
				t.Errorf("delivered %q in %d calls with error %v, want %q in %d with %q: %v",
					got.ids(4), s.calls.Load(), got.err, tt.delivered, tt.calls, tt.kind, got.failures)
			}
			if !strings.Contains(got.failures["1"], tt.reason) {
				t.Errorf("reason %q, want %q in it", got.failures["1"], tt.reason)
			}
			for _, seg := range segments(4) {
				if text, ok := got.texts[seg.ID]; ok && text != rendered(seg.Text) {
					t.Errorf("segment %s is %q, want %q", seg.ID, text, rendered(seg.Text))
				}
			}
		})
	}
}

// TestOpenAIRedirect has a second server that would like the key.
func TestOpenAIRedirect(t *testing.T) {
	t.Parallel()
	for _, code := range []int{301, 302, 303, 307, 308} {
		thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			t.Errorf("%d was followed with %v", code, r.Header)
		}))
		defer thief.Close()
		s := newChatServer(t, status(code, "", "Location: "+thief.URL))
		if got := ask(t, client(s.engine(t)), segments(1)); got.kind() != "set-up" {
			t.Errorf("%d: error %v, want set-up", code, got.err)
		}
	}
}

// TestOpenAIHangs has a server that never answers, and one that never ends.
func TestOpenAIHangs(t *testing.T) {
	t.Parallel()
	silent := func(_ http.ResponseWriter, c call) { <-c.request.Context().Done() }
	endless := func(w http.ResponseWriter, c call) {
		send(w, "{")
		_ = http.NewResponseController(w).Flush()
		silent(w, c)
	}
	for _, tt := range []struct {
		name, reason string
		turn         turn
	}{
		{"silent", "raise backends.openai.timeout", silent},
		{"endless", "read answer", endless},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newChatServer(t, tt.turn)
			got := ask(t, client(s.engine(t, func(o *OpenAIOptions) { o.Timeout = 50 * time.Millisecond })), segments(4))
			if s.calls.Load() != 2 || got.err != nil || !strings.Contains(got.failures["1"], tt.reason) {
				t.Errorf("%d calls, error %v, failures %v", s.calls.Load(), got.err, got.failures)
			}
		})
	}
}

// TestOpenAINotSent has servers that a call does not reach.
func TestOpenAINotSent(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(nil)
	closed.Close()
	unknown := httptest.NewUnstartedServer(nil)
	unknown.Config.ErrorLog = quiet()
	unknown.StartTLS()
	defer unknown.Close()
	plain := httptest.NewServer(nil)
	defer plain.Close()
	for _, tt := range []struct {
		name, url    string
		calls        int32
		kind, reason string
	}{
		{"nobody listens", closed.URL, 4, "", "connection refused; check backends.openai.url"},
		{"no such host", "http://localhost:1/", 4, "", "refused"},
		{"a certificate of nobody", unknown.URL, 1, "set-up", "certificate"},
		{"https where http is spoken", strings.Replace(plain.URL, "http:", "https:", 1), 1, "set-up", "HTTP response to HTTPS client"},
		{"a key in the address", closed.URL + "/?key=" + canary, 4, "", "refused"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewOpenAI(OpenAIOptions{Service: Service{URL: tt.url, Key: canary}, LLMOptions: LLMOptions{Batch: 4}})
			if err != nil {
				t.Fatal(err)
			}
			w := &watched{Engine: e}
			got := ask(t, client(w), segments(4))
			if w.calls.Load() != tt.calls || got.kind() != tt.kind || !strings.Contains(got.failures["1"], tt.reason) {
				t.Errorf("%d calls, error %v, failures %v, want %d calls and %q", w.calls.Load(), got.err, got.failures, tt.calls, tt.reason)
			}
		})
	}
}

// TestOpenAIGivenUp counts what a server that always fails costs.
func TestOpenAIGivenUp(t *testing.T) {
	t.Parallel()
	s := newChatServer(t, status(500, ""))
	c := client(s.engine(t))
	for range 2 {
		if got := ask(t, c, segments(40)); s.calls.Load() != 4 || got.kind() != "no answer" {
			t.Errorf("error %v after %d calls, want no answer after one batch and three single segments", got.err, s.calls.Load())
		}
	}
}

func TestNewOpenAI(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, url, key, want string }{
		{"https", "https://api.example.org/v1", "", ""},
		{"this machine", "http://127.0.0.1:8080/v1/", "", ""},
		{"this machine by name", "http://LocalHost:8080/v1", "", ""},
		{"this machine in IPv6", "http://[::1]:8080/v1", "", ""},
		{"a line end after the key", "https://api.example.org/v1", "sk-1\n", ""},
		{"nothing", "", "", "is no address"},
		{"no scheme", "api.example.org/v1", "", "is no address"},
		{"another scheme", "ftp://127.0.0.1/v1", "", "is no address"},
		{"no URL", "http://" + canary + "\x7f@h", "", "is no address"},
		{"a password", "https://me:secret@api.example.org/v1", "", "holds a user name"},
		{"plain http", "http://api.example.org/v1?key=" + canary, "", "plain http; use https"},
		{"a key of two words", "https://api.example.org/v1", canary + " x", "the key in the environment variable CHAT_KEY has blanks"},
		{"a key with a line end inside", "https://api.example.org/v1", canary + "\r\nX-Evil: 1", "the key in the environment variable CHAT_KEY has blanks"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewOpenAI(OpenAIOptions{Service: Service{URL: tt.url, Key: Secret(tt.key), KeyFrom: "the environment variable CHAT_KEY"}})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
			if err != nil {
				hidden(t, err.Error())
			}
		})
	}
	if _, err := NewOpenAI(OpenAIOptions{Service: Service{URL: "http://api.example.org", AllowHTTP: true}}); err != nil {
		t.Errorf("plain http that is allowed: %v", err)
	}
}

// TestOpenAICall looks at what is sent.
func TestOpenAICall(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(*OpenAIOptions)
		sent   string // header Authorization
		body   []string
		never  string
	}{
		{"a schema", func(*OpenAIOptions) {}, "Bearer " + canary, []string{`"response_format":{"json_schema"`, `"max_tokens":`, `"temperature":0.2`}, "json_object"},
		{"an object", func(o *OpenAIOptions) { o.Schema = "object" }, "Bearer " + canary, []string{`"response_format":{"type":"json_object"}`}, "json_schema"},
		{"nothing asked", func(o *OpenAIOptions) { o.Schema = "none"; o.MaxTokens = "" }, "Bearer " + canary, nil, "response_format"},
		{"OpenAI's own name", func(o *OpenAIOptions) { o.MaxTokens = "max_completion_tokens" }, "Bearer " + canary, []string{`"max_completion_tokens":`}, `"max_tokens"`},
		{"no key", func(o *OpenAIOptions) { o.Key = "" }, "", nil, canary},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var header string
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				header = r.Header.Get("Authorization")
				send(w, chat(`{"s1":"x"}`, "stop"))
			}))
			defer s.Close()
			o := OpenAIOptions{Service: Service{URL: s.URL + "/v1", Key: canary}, LLMOptions: LLMOptions{Model: "small", Temperature: 0.2, Schema: "schema"}, MaxTokens: "max_tokens"}
			tt.change(&o)
			e, err := NewOpenAI(o)
			if err != nil {
				t.Fatal(err)
			}
			if reply, err := e.Translate(t.Context(), Request{Segments: segments(1)}); err != nil || reply.Model != "small-2026" || reply.Prompt != promptVersion {
				t.Errorf("reply %+v, error %v", reply, err)
			}
			body := text(e.body(Request{Segments: segments(1)}))
			if header != tt.sent {
				t.Errorf("Authorization %q, want %q", header, tt.sent)
			}
			for _, part := range tt.body {
				if !strings.Contains(body, part) {
					t.Errorf("%q is not in %s", part, body)
				}
			}
			if strings.Contains(body, tt.never) {
				t.Errorf("%q is in %s", tt.never, body)
			}
		})
	}
}

func TestNetworkKind(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want Kind
	}{
		{"an unknown host", &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x"}}, Temporary},
		{"a proxy that is away", &net.OpError{Op: "proxyconnect", Err: errors.New("refused")}, Temporary},
		{"a reset", &net.OpError{Op: "read", Err: errors.New("connection reset by peer")}, Ambiguous},
		{"a bad certificate", fmt.Errorf("x: %w", &tls.CertificateVerificationError{Err: errors.New("expired")}), Setup},
		{"anything", errors.New("EOF"), Ambiguous},
	} {
		if got := networkKind(tt.err); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	const date = "Date: Mon, 06 Jul 2026 10:00:00 GMT"
	for _, tt := range []struct {
		name    string
		headers []string
		want    time.Duration
	}{
		{"nothing", nil, 0},
		{"seconds", []string{"Retry-After: 120"}, 2 * time.Minute},
		{"seconds with blanks", []string{"Retry-After:  7 "}, 7 * time.Second},
		{"a date by the server's clock", []string{date, "Retry-After: Mon, 06 Jul 2026 10:05:00 GMT"}, 5 * time.Minute},
		{"a date that is past", []string{date, "Retry-After: Mon, 06 Jul 2026 09:00:00 GMT"}, 0},
		{"milliseconds before seconds", []string{"Retry-After: 9", "Retry-After-Ms: 1500"}, 1500 * time.Millisecond},
		{"a minus", []string{"Retry-After: -5"}, 0},
		{"a fraction", []string{"Retry-After: 1.5"}, 0},
		{"words", []string{"Retry-After: later"}, 0},
	} {
		h := http.Header{}
		for _, line := range tt.headers {
			name, value, _ := strings.Cut(line, ": ")
			h.Set(name, value)
		}
		if got := retryAfter(h); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	for _, endless := range []string{"99999999999", "99999999999999999999"} {
		if got := retryAfter(http.Header{"Retry-After": {endless}}); got < 24*365*time.Hour {
			t.Errorf("%s seconds: %s, want very long", endless, got)
		}
	}
}
