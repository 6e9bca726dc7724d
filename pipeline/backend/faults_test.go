package backend

import (
	"context"
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
	"unicode/utf8"

	"targman/pipeline/money"
	"targman/testdata/vendors"
)

const faultBatch, faultCalls = 8, 2

// shape is the wire of one engine: its counterpart of package vendors.
type shape struct{ vendors.Vendor }

func shapes() (out []shape) {
	for _, v := range vendors.Vendors() {
		out = append(out, shape{v})
	}
	return out
}

// model says that the wire has ids.
func (s shape) model() bool { return s.Ends != nil }

// engine waits 300 ms for an answer, or as long as it is told.
func (s shape) engine(t testing.TB, url string, wait ...time.Duration) Engine {
	wait = append([]time.Duration{300 * time.Millisecond}, wait...)
	return makeEngine(t, s.Name, vendorOptions(t, s.Name, url, faultBatch, faultCalls, wait...))
}

// wire is one call: its texts, and how answers to it are written.
type wire struct {
	vendors.Asked
	items []item
	done  string // the vendor's word for the end of a model's answer
	// secret is what the call is signed with.
	secret string
}

// item is a text by the id that the wire has for it.
type item struct{ id, text string }

func newWire(s shape, a vendors.Asked) wire {
	w := wire{Asked: a, done: s.Ends["done"], secret: secretOf(s.Vendor)}
	for i, text := range a.Texts {
		id := fmt.Sprint(i)
		if len(a.Keys) > 0 {
			id = a.Keys[i]
		}
		w.items = append(w.items, item{id, text})
	}
	return w
}

// write writes answers: a model's by their ids, the others in their order.
func (w wire) write(items []item) string {
	if len(w.Keys) == 0 {
		var texts []string
		for _, i := range items {
			texts = append(texts, i.text)
		}
		return w.Answer(texts)
	}
	var o object
	for _, i := range items {
		o = append(o, member{i.id, i.text})
	}
	return w.Say(text(o), w.done)
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

var (
	sentence   = regexp.MustCompile(`Sentence ([0-9]{3}) of the article has some more words\.`)
	inArmenian = "Հոդվածի նախադասություն, համար ${1}։"
)

// armenian is what a good service answers, whatever stands for codes on the wire.
func armenian(source string) string { return sentence.ReplaceAllString(source, inArmenian) }

// faultMode is something that a service does wrong. free calls are not billed;
// exit is how a run ends when it never stops: 0, 3 or 5, and exits where the wire
// makes a difference. whole says that nothing of an answer can be used.
type faultMode struct {
	name  string
	free  bool
	whole bool
	exit  int
	act   func(w http.ResponseWriter, c wire)
}

// wait is how long an engine waits for an answer: only a fault that never ends
// has to be short, and on a busy machine a free call that is cut off would count.
func (m faultMode) wait() []time.Duration {
	if m.free {
		return []time.Duration{time.Minute}
	}
	return nil
}

func answersWith(code int, body string, headers ...string) func(http.ResponseWriter, wire) {
	return func(w http.ResponseWriter, _ wire) {
		status(code, body, headers...)(w, call{})
	}
}

// first changes the answer to the first text of a call.
func first(change func(string) string) func(http.ResponseWriter, wire) {
	return func(w http.ResponseWriter, c wire) {
		out := good(c.items)
		out[0].text = change(c.items[0].text)
		send(w, c.write(out))
	}
}

func good(items []item) []item {
	out := make([]item, len(items))
	for i, it := range items {
		out[i] = item{it.id, armenian(it.text)}
	}
	return out
}

func cutOff(raw string) func(http.ResponseWriter, wire) {
	return func(w http.ResponseWriter, _ wire) { hangUp(raw)(w, call{}) }
}

var faultModes = []faultMode{
	{"good", false, false, 0, func(w http.ResponseWriter, c wire) { send(w, c.write(good(c.items))) }},
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
	{"500", false, true, 5, func(w http.ResponseWriter, c wire) { status(500, "oops "+c.secret)(w, call{}) }},
	{"502", false, true, 5, answersWith(502, "<html>")},
	{"504", false, true, 5, answersWith(504, "")},
	{"408", false, true, 5, answersWith(408, "")},
	{"a reset", false, true, 5, cutOff("")},
	{"half a header", false, true, 5, cutOff("HTTP/1.1 200 OK\r\nContent-Le")},
	{"half a body", false, true, 5, cutOff("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")},
	{"no HTTP", false, true, 5, cutOff("SSH-2.0-x\r\n\r\n")},
	{"no end of it", false, true, 5, answersWith(200, strings.Repeat(" ", 2<<20))},
	{"no answer at all", false, true, 5, func(_ http.ResponseWriter, c wire) { <-c.Request.Context().Done() }},
	// Not to be used.
	{"a page", false, true, 5, answersWith(200, "<!doctype html><title>Log in</title>", "Content-Type: text/html")},
	{"nothing", false, true, 5, answersWith(200, "")},
	{"null", false, true, 5, answersWith(200, "null")},
	{"another schema", false, true, 5, answersWith(200, `{"result":["a"]}`)},
	{"cut JSON", false, true, 5, func(w http.ResponseWriter, c wire) {
		send(w, c.write(good(c.items))[:30])
	}},
	// Partly to be used; a wire without ids shows a wrong number alone.
	{"one is missing", false, false, 3, func(w http.ResponseWriter, c wire) {
		send(w, c.write(good(c.items)[1:]))
	}},
	{"one too many", false, false, 0, func(w http.ResponseWriter, c wire) {
		send(w, c.write(append(good(c.items), item{"s99", "ավելորդ"})))
	}},
	{"one twice", false, false, 3, func(w http.ResponseWriter, c wire) {
		send(w, c.write(append(good(c.items), item{c.items[0].id, "այլ բան"})))
	}},
	{"in another order", false, false, 0, func(w http.ResponseWriter, c wire) {
		out := good(c.items)
		for i := range len(out) / 2 {
			j := len(out) - 1 - i
			out[i], out[j] = out[j], out[i]
		}
		send(w, c.write(out))
	}},
	// Texts not to be used.
	{"a placeholder dropped", false, false, 3, first(func(s string) string { _, text, _ := strings.Cut(armenian(s), "Հ"); return "Հ" + text + "⟧" })},
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
// bills: each call once, a millionth for each character where a service counts
// them, and the segments in it.
type faultServer struct {
	*vendors.Server
	mu              sync.Mutex
	calls, segments int
	billed          money.Amount
}

// faultPrice is one for a call.
var faultPrice = money.Price{Call: 1_000_000, Characters: 1}

func newFaultServer(t testing.TB, s shape, m faultMode, firstCalls int) *faultServer {
	f := &faultServer{}
	f.Server = s.Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		c := newWire(s, a)
		f.mu.Lock()
		f.calls++
		act, free := m.act, m.free
		if firstCalls > 0 && f.calls > firstCalls {
			act, free = faultModes[0].act, false
		}
		if !free {
			u := Usage{Requests: 1}
			for _, text := range a.Texts {
				if !s.model() && s.Name != "libretranslate" {
					u.Characters += utf8.RuneCountInString(text)
				}
			}
			f.billed += faultPrice.Cost(u)
			f.segments += len(a.Texts)
		}
		f.mu.Unlock()
		act(w, c)
	})
	f.Config.ErrorLog = quiet()
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
func (s shape) run(t *testing.T, url string, most money.Amount, wait ...time.Duration) (got asked, ledger *books, exit int) {
	c := client(s.engine(t, url, wait...))
	ledger = &books{most: most, cost: map[int64]money.Amount{}}
	c.Ledger, c.Price, c.Canary = ledger, faultPrice, "run-canary"
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
		hideAll(t, err.Error())
	}
	for _, f := range failures {
		hideAll(t, f.Reason)
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
	for _, s := range shapes() {
		for _, m := range faultModes {
			for _, firstCalls := range []int{2, 0} {
				t.Run(fmt.Sprintf("%s/%s/first %d", s.Name, m.name, firstCalls), func(t *testing.T) {
					t.Parallel()
					server := newFaultServer(t, s, m, firstCalls)
					const plenty = 1000
					got, ledger, exit := s.run(t, server.URL, plenty*money.AmountOf(1), m.wait()...)
					server.Close() // a call that the client has left may still be counted
					if ledger.sum() < server.billed || ledger.open != 0 {
						t.Errorf("the ledger says %s, the service %s; %d calls are open", ledger.sum(), server.billed, ledger.open)
					}
					if m.free && firstCalls == 0 && ledger.sum() != 0 {
						t.Errorf("the ledger says %s for calls that are free", ledger.sum())
					}
					if m.whole && firstCalls == 0 && server.segments > 2*faultBatch*faultCalls {
						t.Errorf("%d segments were paid for, want at most two batches a worker", server.segments)
					}
					if want := s.exit(m); firstCalls == 0 && exit != want {
						t.Errorf("exit code %d, want %d; %d delivered", exit, want, len(got.texts))
					}
					if firstCalls == 0 {
						return
					}
					poor := newFaultServer(t, s, m, 0)
					_, ledger, _ = s.run(t, poor.URL, threeCalls)
					poor.Close()
					if sum := ledger.sum(); sum > threeCalls || sum < poor.billed {
						t.Errorf("the ledger says %s with a cap of %s, the service %s", sum, threeCalls, poor.billed)
					}
				})
			}
		}
	}
}

// threeCalls pays for three calls and the characters in them.
const threeCalls = money.Amount(3_100_000)

// exit is how a run ends when the fault stays. A wire without ids cannot tell
// which text is missing or too many, and shows a swap as texts that do not fit.
func (s shape) exit(m faultMode) int {
	if s.model() {
		return m.exit
	}
	switch m.name {
	case "in another order":
		return 0 // each is asked for alone in the end
	case "one is missing", "one too many", "one twice":
		return 5
	}
	if s.Name == "amazon" && m.exit == 3 {
		return 5 // each call has one text, so nothing is ever usable
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
	for _, s := range shapes() {
		for _, url := range []string{"http://127.0.0.1:1", unknown.URL} {
			if _, ledger, exit := s.run(t, url, money.AmountOf(100), time.Minute); exit != 5 || ledger.sum() != 0 {
				t.Errorf("%s: exit code %d, and the ledger says %s", s.Name, exit, ledger.sum())
			}
		}
	}
}

// TestBudget ends with a cap: what could be paid is delivered.
func TestBudget(t *testing.T) {
	t.Parallel()
	for _, s := range shapes() {
		server := newFaultServer(t, s, faultModes[0], 0)
		got, ledger, exit := s.run(t, server.URL, threeCalls)
		batch := faultBatch
		if s.Name == "amazon" {
			batch = 1
		}
		if exit != 4 || len(got.texts) != 3*batch || ledger.sum() > threeCalls || ledger.sum() < server.billed {
			t.Errorf("%s: exit code %d, %d delivered, %s spent", s.Name, exit, len(got.texts), ledger.sum())
		}
	}
}

// TestChain falls over from each fault to an engine that works.
func TestChain(t *testing.T) {
	t.Parallel()
	for _, m := range faultModes[1:] {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			first, second := shape{vendors.Named("openai")}, shape{vendors.Named("deepl")}
			bad, well := newFaultServer(t, first, m, 0), newFaultServer(t, second, faultModes[0], 0)
			var clients []*Client
			clients = append(clients, client(first.engine(t, bad.URL)), client(second.engine(t, well.URL)))
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
				if r.Engine != "openai" && r.Engine != "deepl" {
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
