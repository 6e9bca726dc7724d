package backend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"targman/pipeline/money"
)

// shapes say how each engine's service speaks; add a line for an engine.
var shapes = []shape{
	{"openai", func(t testing.TB, url string) Engine {
		e, err := NewOpenAI(OpenAIOptions{Service: Service{URL: url + "/v1", Key: canary, Timeout: 200 * time.Millisecond, Calls: faultCalls},
			LLMOptions: LLMOptions{Model: "small", Batch: faultBatch}, Schema: "schema", MaxTokens: "max_tokens"})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}, func(t testing.TB, r *http.Request) []item {
		c := readCall(t, r)
		var out []item
		for _, k := range c.keys {
			out = append(out, item{k, c.segments[k]})
		}
		return out
	}, func(items []item) string {
		var o object
		for _, i := range items {
			o = append(o, member{i.id, i.text})
		}
		return chat(text(o), "stop")
	}},
	{"positional", func(t testing.TB, url string) Engine {
		s, err := newService("positional", Service{URL: url, Key: canary, Timeout: 200 * time.Millisecond, Calls: faultCalls})
		if err != nil {
			t.Fatal(err)
		}
		return &positional{s}
	}, func(t testing.TB, r *http.Request) (out []item) {
		var body struct{ Text []string }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		for i, text := range body.Text {
			out = append(out, item{fmt.Sprint(i), text})
		}
		return out
	}, func(items []item) string {
		list := []object{}
		for _, i := range items {
			list = append(list, object{{"text", i.text}})
		}
		return text(object{{"translations", list}})
	}},
}

const faultBatch, faultCalls = 8, 2

// shape is an engine and how its service reads a call and writes an answer.
type shape struct {
	name   string
	engine func(t testing.TB, url string) Engine
	read   func(t testing.TB, r *http.Request) []item
	write  func(items []item) string
}

// item is a text by the id that the wire has for it.
type item struct{ id, text string }

// positional is an engine over a wire without ids.
type positional struct{ *service }

func (p *positional) Info() Info {
	return Info{Name: "positional", Positional: true, Unit: Characters, Limits: Limits{Segments: faultBatch, Calls: faultCalls}}
}

func (p *positional) Translate(ctx context.Context, r Request) (Reply, error) {
	texts := []string{}
	for _, s := range r.Segments {
		texts = append(texts, s.Text)
	}
	var out struct{ Translations []struct{ Text string } }
	h, err := p.post(ctx, "", object{{"text", texts}}, &out)
	if err != nil {
		return Reply{}, err
	}
	reply := p.begin(h)
	if len(out.Translations) != len(texts) {
		return p.failed(reply, BadReply, "", fmt.Errorf("%d answers for %d texts", len(out.Translations), len(texts)))
	}
	for i, tr := range out.Translations {
		reply.Results = append(reply.Results, Result{r.Segments[i].ID, tr.Text})
	}
	return reply, nil
}

// faultSegments are five batches; each text has a number, every second one a
// placeholder.
func faultSegments() []Segment {
	segs := segments(5 * faultBatch)
	for i := range segs {
		segs[i].Article = "a"
		segs[i].Text = fmt.Sprintf("Sentence %d of the article has some more words.", 100+i)
		if i%2 == 0 {
			segs[i].Text = "⟦1⟧" + segs[i].Text + "⟦2⟧"
		}
	}
	return segs
}

var hundreds = regexp.MustCompile(`[0-9]{3}`)

// armenian is what a good service answers.
func armenian(source string) string {
	out := "Հոդվածի նախադասություն, համար " + hundreds.FindString(source) + "։"
	if p := placeholder.FindAllString(source, -1); len(p) == 2 {
		out = p[0] + out + p[1]
	}
	return out
}

// faultMode is something that a service does wrong. free calls are not billed;
// exit is how a run ends when it never stops: 0, 3 or 5, and exits where the wire
// makes a difference. whole says that nothing of an answer can be used.
type faultMode struct {
	name  string
	free  bool
	whole bool
	exit  int
	act   func(w http.ResponseWriter, r *http.Request, s shape, items []item)
}

func answersWith(code int, body string, headers ...string) func(http.ResponseWriter, *http.Request, shape, []item) {
	return func(w http.ResponseWriter, _ *http.Request, _ shape, _ []item) {
		status(code, body, headers...)(w, call{})
	}
}

// first changes the answer to the first text of a call.
func first(change func(string) string) func(http.ResponseWriter, *http.Request, shape, []item) {
	return func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		out := good(items)
		out[0].text = change(items[0].text)
		send(w, s.write(out))
	}
}

func good(items []item) []item {
	out := make([]item, len(items))
	for i, it := range items {
		out[i] = item{it.id, armenian(it.text)}
	}
	return out
}

func cutOff(raw string) func(http.ResponseWriter, *http.Request, shape, []item) {
	return func(w http.ResponseWriter, _ *http.Request, _ shape, _ []item) { hangUp(raw)(w, call{}) }
}

var faultModes = []faultMode{
	{"good", false, false, 0, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) { send(w, s.write(good(items))) }},
	// Free.
	{"429", true, true, 5, answersWith(429, "")},
	{"429 in seconds", true, true, 5, answersWith(429, "", "Retry-After: 0")},
	{"429 until a date", true, true, 5, answersWith(429, "", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT")},
	{"429 in milliseconds", true, true, 5, answersWith(429, "", "Retry-After-Ms: 1")},
	{"429 with rubbish", true, true, 5, answersWith(429, "", "Retry-After: soon")},
	{"429 for an hour", true, true, 5, answersWith(429, "", "Retry-After: 3600")},
	{"503 with a wait", true, true, 5, answersWith(503, "", "Retry-After: 0")},
	{"529", true, true, 5, answersWith(529, "")},
	// Final.
	{"402", true, true, 5, answersWith(402, "")},
	{"456", true, true, 5, answersWith(456, `{"message":"Quota exceeded"}`)},
	{"429 quota", true, true, 5, answersWith(429, failed("insufficient_quota", ""))},
	{"400", true, true, 5, answersWith(400, "{}")},
	{"401", true, true, 5, answersWith(401, "")},
	{"403", true, true, 5, answersWith(403, "<html>")},
	{"404", true, true, 5, answersWith(404, "")},
	{"301", true, true, 5, answersWith(301, "", "Location: /elsewhere")},
	{"307", true, true, 5, answersWith(307, "", "Location: http://127.0.0.1:1/")},
	{"413", true, true, 5, answersWith(413, "<html>")},
	// Nobody knows.
	{"500", false, true, 5, answersWith(500, "oops "+canary)},
	{"502", false, true, 5, answersWith(502, "<html>")},
	{"504", false, true, 5, answersWith(504, "")},
	{"408", false, true, 5, answersWith(408, "")},
	{"a reset", false, true, 5, cutOff("")},
	{"half a header", false, true, 5, cutOff("HTTP/1.1 200 OK\r\nContent-Le")},
	{"half a body", false, true, 5, cutOff("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")},
	{"no HTTP", false, true, 5, cutOff("SSH-2.0-x\r\n\r\n")},
	{"no end of it", false, true, 5, answersWith(200, strings.Repeat(" ", 2<<20))},
	{"no answer at all", false, true, 5, func(_ http.ResponseWriter, r *http.Request, _ shape, _ []item) { <-r.Context().Done() }},
	// Not to be used.
	{"a page", false, true, 5, answersWith(200, "<!doctype html><title>Log in</title>", "Content-Type: text/html")},
	{"nothing", false, true, 5, answersWith(200, "")},
	{"null", false, true, 5, answersWith(200, "null")},
	{"another schema", false, true, 5, answersWith(200, `{"result":["a"]}`)},
	{"cut JSON", false, true, 5, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		send(w, s.write(good(items))[:30])
	}},
	// Partly to be used; a wire without ids shows a wrong number alone.
	{"one is missing", false, false, 3, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		send(w, s.write(good(items)[1:]))
	}},
	{"one too many", false, false, 0, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		send(w, s.write(append(good(items), item{"s99", "ավելորդ"})))
	}},
	{"one twice", false, false, 3, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		send(w, s.write(append(good(items), item{items[0].id, "այլ բան"})))
	}},
	{"in another order", false, false, 0, func(w http.ResponseWriter, _ *http.Request, s shape, items []item) {
		out := good(items)
		for i := range len(out) / 2 {
			j := len(out) - 1 - i
			out[i], out[j] = out[j], out[i]
		}
		send(w, s.write(out))
	}},
	// Texts not to be used.
	{"a placeholder dropped", false, false, 3, first(func(s string) string { return strings.Replace(armenian(s), "⟧", "", 1) + "⟧" })},
	{"a placeholder doubled", false, false, 3, first(func(s string) string { return armenian(s) + "⟦1⟧⟦1⟧" })},
	{"the source again", false, false, 3, first(func(s string) string { return s })},
	{"an empty text", false, false, 3, first(func(string) string { return "" })},
	{"a control", false, false, 3, first(func(s string) string { return armenian(s) + "\x00" })},
	{"no end of a text", false, false, 3, first(func(s string) string { return strings.Repeat(armenian(s), 20) })},
	{"a refusal", false, false, 3, first(func(string) string {
		return "Ներողություն, բայց ես չեմ կարող թարգմանել այս տեքստը։"
	})},
	{"the instructions", false, false, 3, first(func(s string) string { return armenian(s) + " run-canary" })},
	{"Markdown", false, false, 3, first(func(s string) string { return "**" + armenian(s) + "**" })},
	{"another language", false, false, 3, first(func(string) string { return "Voici la phrase numéro cent de cet article, traduite." })},
	{"a look-alike", false, false, 3, first(func(s string) string { return armenian(s) + "о" })},
}

// faultServer does a fault in the first calls, or always, and counts what it
// bills: each call once, and the segments in it.
type faultServer struct {
	*httptest.Server
	mu              sync.Mutex
	calls, segments int
	billed          int
}

func newFaultServer(t testing.TB, s shape, m faultMode, firstCalls int) *faultServer {
	f := &faultServer{}
	f.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		items := s.read(t, r)
		f.mu.Lock()
		f.calls++
		act, free := m.act, m.free
		if firstCalls > 0 && f.calls > firstCalls {
			act, free = faultModes[0].act, false
		}
		if !free {
			f.billed++
			f.segments += len(items)
		}
		f.mu.Unlock()
		act(w, r, s, items)
	}))
	f.Config.ErrorLog = quiet()
	f.Start()
	t.Cleanup(f.Close)
	return f
}

// books is a ledger in memory, with a cap in calls.
type books struct {
	mu   sync.Mutex
	most money.Amount
	cost map[int64]money.Amount
	open int
}

func (b *books) sum() (n money.Amount) {
	for _, c := range b.cost {
		n += c
	}
	return n
}

func (b *books) Book(_ context.Context, c money.Call) (int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sum()+c.Cost > b.most {
		return 0, &money.CapError{Span: "run", Cap: b.most, Spent: b.sum(), Asked: c.Cost, Currency: "XTS"}
	}
	id := int64(len(b.cost) + 1)
	b.cost[id] = c.Cost
	b.open++
	return id, nil
}

func (b *books) Settle(_ context.Context, s money.Settlement) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s.ID != 0 {
		b.cost[s.ID] = s.Cost
		b.open--
	}
	return nil
}

// run asks for the segments over a fault server and returns how a run would end.
func (s shape) run(t *testing.T, url string, most money.Amount) (got asked, ledger *books, exit int) {
	e := s.engine(t, url)
	defer e.Close()
	c := client(e)
	ledger = &books{most: most, cost: map[int64]money.Amount{}}
	c.Ledger, c.Price, c.Canary = ledger, money.Price{Call: 1_000_000}, "run-canary"
	got = asked{texts: map[string]string{}, failures: map[string]string{}}
	segs := faultSegments()
	gate := Gate{Source: unicode.Latin, Target: unicode.Armenian, TargetRefusals: []string{"ներողություն, բայց ես չեմ կարող"}}
	failures, err := c.Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segs, Gate: gate}, func(r Reply) error {
		for _, res := range r.Results {
			got.texts[res.ID] = res.Text
		}
		return ledger.Settle(t.Context(), r.Bill)
	})
	if err != nil {
		hidden(t, err.Error())
	}
	for _, f := range failures {
		hidden(t, f.Reason)
	}
	for _, seg := range segs {
		if text, ok := got.texts[seg.ID]; ok && text != armenian(seg.Text) {
			t.Errorf("segment %s is %q: a wrong text passed", seg.ID, text)
		}
	}
	if len(got.texts)+len(failures) != len(segs) {
		t.Errorf("%d delivered and %d failed of %d", len(got.texts), len(failures), len(segs))
	}
	switch failing := c.Err(); {
	case len(failures) == 0:
		return got, ledger, 0
	case failing != nil && failing.Kind == Budget:
		return got, ledger, 4
	case failing != nil:
		return got, ledger, 5
	}
	return got, ledger, 3
}

// TestFaults lets the service of each shape do each fault in its first two
// calls, or always, with plenty of money and with little.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, s := range shapes {
		for _, m := range faultModes {
			for _, firstCalls := range []int{2, 0} {
				t.Run(fmt.Sprintf("%s/%s/first %d", s.name, m.name, firstCalls), func(t *testing.T) {
					t.Parallel()
					server := newFaultServer(t, s, m, firstCalls)
					const plenty = 1000
					got, ledger, exit := s.run(t, server.URL, plenty*money.AmountOf(1))
					if billed := money.AmountOf(float64(server.billed)); ledger.sum() < billed || ledger.open != 0 {
						t.Errorf("the ledger says %s, the service %s; %d calls are open", ledger.sum(), billed, ledger.open)
					}
					if m.whole && firstCalls == 0 && server.segments > 2*faultBatch*faultCalls {
						t.Errorf("%d segments were paid for, want at most two batches a worker", server.segments)
					}
					if want := s.exit(m); firstCalls == 0 && exit != want {
						t.Errorf("exit code %d, want %d; %d delivered", exit, want, len(got.texts))
					}
					poor := newFaultServer(t, s, m, firstCalls)
					_, ledger, _ = s.run(t, poor.URL, 3*money.AmountOf(1))
					if sum := ledger.sum(); sum > 3*money.AmountOf(1) || sum < money.AmountOf(float64(poor.billed)) {
						t.Errorf("the ledger says %s with a cap of three, the service %d", sum, poor.billed)
					}
				})
			}
		}
	}
}

// exit is how a run ends when the fault stays. A wire without ids cannot tell
// which text is missing or too many, and shows a swap as texts that do not fit.
func (s shape) exit(m faultMode) int {
	if s.name == "openai" {
		return m.exit
	}
	switch m.name {
	case "one is missing", "one too many", "one twice":
		return 5
	case "in another order":
		return 0 // each is asked for alone in the end
	}
	return m.exit
}

// TestNotSent has nobody at the address, and one whose certificate is nobody's.
func TestNotSent(t *testing.T) {
	t.Parallel()
	unknown := httptest.NewUnstartedServer(nil)
	unknown.Config.ErrorLog = quiet()
	unknown.StartTLS()
	defer unknown.Close()
	for _, s := range shapes {
		for _, url := range []string{"http://127.0.0.1:1", unknown.URL} {
			if _, ledger, exit := s.run(t, url, money.AmountOf(100)); exit != 5 || ledger.sum() != 0 {
				t.Errorf("%s: exit code %d, and the ledger says %s", s.name, exit, ledger.sum())
			}
		}
	}
}

// TestBudget ends with a cap: what could be paid is delivered.
func TestBudget(t *testing.T) {
	t.Parallel()
	for _, s := range shapes {
		server := newFaultServer(t, s, faultModes[0], 0)
		got, ledger, exit := s.run(t, server.URL, 3*money.AmountOf(1))
		if exit != 4 || len(got.texts) != 3*faultBatch || ledger.sum() != 3*money.AmountOf(1) {
			t.Errorf("%s: exit code %d, %d delivered, %s spent", s.name, exit, len(got.texts), ledger.sum())
		}
	}
}

// TestChain falls over from each fault to an engine that works.
func TestChain(t *testing.T) {
	t.Parallel()
	for _, m := range faultModes[1:] {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			bad, well := newFaultServer(t, shapes[0], m, 0), newFaultServer(t, shapes[1], faultModes[0], 0)
			var clients []*Client
			for i, url := range []string{bad.URL, well.URL} {
				e := shapes[i].engine(t, url)
				defer e.Close()
				clients = append(clients, client(e))
			}
			texts := map[string]string{}
			gate := Gate{Source: unicode.Latin, Target: unicode.Armenian, TargetRefusals: []string{"ներողություն, բայց ես չեմ կարող"}}
			clients[0].Canary = "run-canary"
			failures, err := NewChain(clients, nil).Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: faultSegments(), Gate: gate}, func(r Reply) error {
				for _, res := range r.Results {
					if _, twice := texts[res.ID]; twice {
						t.Errorf("segment %s is delivered twice", res.ID)
					}
					texts[res.ID] = res.Text
				}
				if r.Engine != "openai" && r.Engine != "positional" {
					t.Errorf("the engine is %q", r.Engine)
				}
				return nil
			})
			if given, ok := errors.AsType[*Error](err); len(failures) > 0 || err != nil && !ok || len(texts) != 5*faultBatch {
				t.Errorf("%d delivered, failures %v, error %v %v", len(texts), failures, err, given)
			}
			for _, seg := range faultSegments() {
				if texts[seg.ID] != armenian(seg.Text) {
					t.Errorf("segment %s is %q", seg.ID, texts[seg.ID])
				}
			}
		})
	}
}
