package backend

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/testdata/vendors"
)

type fixture struct {
	start    func(t testing.TB, batch, calls int) Options
	rendered func(text string) string
}

// fixtures start the counterpart of each engine and make the engine, with the
// given batch size and number of calls at once where it has such settings. A
// counterpart renders each text.
var fixtures = map[string]fixture{
	"pseudo": {
		start:    func(testing.TB, int, int) Options { return Options{Pseudo: PseudoOptions{Expand: 1.3}} },
		rendered: NewPseudo(PseudoOptions{Expand: 1.3}).pseudo,
	},
	"command": {
		start: func(_ testing.TB, batch, calls int) Options {
			return Options{Command: CommandOptions{Run: run("good"), Timeout: time.Minute, Batch: batch, Calls: calls}}
		},
		rendered: rendered,
	},
	"openai": {
		start: func(t testing.TB, batch, calls int) Options {
			s := newChatServer(t, all)
			return Options{OpenAI: OpenAIOptions{Service: Service{URL: s.URL + "/v1", Key: canary, Timeout: time.Minute, Calls: calls},
				LLMOptions: LLMOptions{Model: "small", Batch: batch, Schema: "schema"}, MaxTokens: "max_tokens"}}
		},
		rendered: rendered,
	},
	"anthropic": online("anthropic"), "gemini": online("gemini"), "ollama": online("ollama"), "deepl": online("deepl"),
	"google": online("google"), "azure": online("azure"), "amazon": online("amazon"), "yandex": online("yandex"),
	"libretranslate": online("libretranslate"), "modernmt": online("modernmt"),
}

// online is a fixture with the vendor's counterpart.
func online(vendor string) fixture {
	return fixture{rendered: vendors.Render, start: func(t testing.TB, batch, calls int) Options {
		return vendorOptions(t, vendor, vendors.Named(vendor).Start(t, vendors.Good).URL, batch, calls)
	}}
}

// TestConformance holds every engine of the table to the same promises.
func TestConformance(t *testing.T) {
	var names []string
	for _, kind := range Engines() {
		names = append(names, kind.Name)
		f, ok := fixtures[kind.Name]
		if !ok {
			t.Errorf("engine %s has no fixture", kind.Name)
			continue
		}
		for _, c := range conformance {
			t.Run(kind.Name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				c.test(t, subject{
					name: kind.Name,
					make: func(batch, calls int) *watched {
						e, err := kind.New(f.start(t, batch, calls))
						if err != nil {
							t.Fatal(err)
						}
						t.Cleanup(func() { e.Close() })
						return &watched{Engine: e}
					},
					rendered: f.rendered,
				})
			})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fixtures)) {
		if !slices.Contains(names, name) {
			t.Errorf("fixture %s has no engine", name)
		}
	}
}

// subject is an engine under test.
type subject struct {
	name     string
	make     func(batch, calls int) *watched
	rendered func(text string) string
}

// answers fails the test unless each segment has its own answer.
func (s subject) answers(t *testing.T, c *Client, segs []Segment) {
	t.Helper()
	got := ask(t, c, segs)
	if got.err != nil {
		t.Errorf("error %v", got.err)
	}
	for _, seg := range segs {
		if text, want := got.texts[seg.ID], s.rendered(seg.Text); text != want {
			t.Errorf("segment %q is %.80q, want %.80q: %s", seg.ID, text, want, got.failures[seg.ID])
		}
	}
}

var conformance = []struct {
	name string
	test func(t *testing.T, s subject)
}{
	{"its name is the table's", func(t *testing.T, s subject) {
		if got := s.make(1, 1).Info().Name; got != s.name {
			t.Errorf("Info().Name = %q, want %q", got, s.name)
		}
	}},
	{"each id exactly once", func(t *testing.T, s subject) {
		segs := segments(20)
		segs[3].ID, segs[4].ID, segs[5].ID = "a b", "ու", `"}`
		s.answers(t, client(s.make(8, 2)), segs)
	}},
	{"placeholders are kept", func(t *testing.T, s subject) {
		segs := segments(4)
		segs[0].Text = "⟦1⟧She⟦2⟧ wrote to ⟦3⟧."
		segs[1].Text = "⟦1⟧"
		segs[2].Text = "⟦2⟧⟦1⟧ twelve: ⟦12⟧"
		s.answers(t, client(s.make(8, 1)), segs)
	}},
	{"big batches", func(t *testing.T, s subject) {
		s.answers(t, client(s.make(512, 2)), segments(3000))
	}},
	{"any text", func(t *testing.T, s subject) {
		var segs []Segment
		for i, text := range []string{
			"Թուրքիայի նախագահը «Ազատություն» կուսակցությո՞ւնն է։", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☕️", "שלום (عالم) \u200fabc\u202bdef\u202c",
			`He said "no": {"s1": "x"}, \u0041 \n`, "a\u2028b\tc", "e\u0301\u0323 Å ﬁ", "<b>R&D</b> & Söhne", "1", "\U0001F1E6\U0001F1F2 𝔄𐎀", "}]}\"",
			longText(s.make(16, 1).Info().Limits),
		} {
			segs = append(segs, Segment{ID: fmt.Sprint(i), Text: text, Before: text, After: text, Terms: []Term{{Source: text, Target: text}}})
		}
		s.answers(t, client(s.make(16, 1)), segs)
	}},
	{"an empty request", func(t *testing.T, s subject) {
		e := s.make(8, 1)
		if got := ask(t, client(e), nil); got.err != nil || e.calls.Load() != 0 {
			t.Errorf("error %v, %d calls, want none", got.err, e.calls.Load())
		}
	}},
	{"as many calls at once as allowed", func(t *testing.T, s subject) {
		e := s.make(4, 3)
		limits := e.Info().Limits
		most, batch := max(1, limits.Calls), max(1, limits.Segments)
		c := client(&crowd{Engine: e, most: most, t: t})
		s.answers(t, c, segments(2*most*batch))
	}},
	{"a context that has ended", func(t *testing.T, s subject) {
		e := s.make(4, 2)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		got := askWith(t, ctx, client(e), segments(20), func(Reply) error { return nil })
		if len(got.texts) != 0 || e.calls.Load() != 0 || got.err != nil {
			t.Errorf("%d delivered in %d calls with error %v, want none", len(got.texts), e.calls.Load(), got.err)
		}
		_, _ = e.Engine.Translate(ctx, Request{Source: "en", Target: "hy", Segments: segments(1)}) // returns
	}},
	{"a context that ends during a call", func(t *testing.T, s subject) {
		e := s.make(4, 1)
		n := max(1, e.Info().Limits.Segments)
		ctx, cancel := context.WithCancel(t.Context())
		w := &watched{Engine: &before{Engine: e, do: cancel}}
		got := askWith(t, ctx, client(w), segments(3*n), func(Reply) error { return nil })
		if len(got.texts) != n || w.calls.Load() != 1 {
			t.Errorf("%d delivered in %d calls, want the %d of the call under way", len(got.texts), w.calls.Load(), n)
		}
	}},
	{"several calls of the engine itself", func(t *testing.T, s subject) {
		e := s.make(4, 4)
		var g sync.WaitGroup
		for range 4 {
			g.Go(func() {
				reply, err := e.Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segments(4)})
				if err != nil || len(reply.Results) != 4 {
					t.Errorf("%d answers, error %v, want 4", len(reply.Results), err)
				}
			})
		}
		g.Wait()
	}},
	{"two times Close", func(t *testing.T, s subject) {
		e := s.make(4, 1)
		ask(t, client(e), segments(1))
		for range 2 {
			if err := e.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
	}},
	{"a key that does not show", func(t *testing.T, s subject) {
		hidden(t, fmt.Sprintf("%v %+v %#v", s.make(1, 1).Engine, s.make(1, 1).Engine, s.make(1, 1).Engine))
	}},
}

// longText is longer than any sentence, and as long as the engine takes.
func longText(l Limits) string {
	text := strings.Repeat("A long sentence of an article that does not end. ", 2000)
	for _, most := range []int{l.SegmentCharacters, l.SegmentBytes} {
		if most > 0 {
			text = text[:min(len(text), most)]
		}
	}
	return strings.TrimSpace(text)
}

// crowd lets calls go on in groups of as many as are allowed at once, so that
// fewer at once never end.
type crowd struct {
	Engine
	most int
	t    *testing.T

	mu             sync.Mutex
	under, arrived int
	release        chan struct{}
}

func (c *crowd) Translate(ctx context.Context, r Request) (Reply, error) {
	<-c.arrive()
	defer func() {
		c.mu.Lock()
		c.under--
		c.mu.Unlock()
	}()
	return c.Engine.Translate(ctx, r)
}

// arrive returns what is closed when the caller's group is complete.
func (c *crowd) arrive() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.under++; c.under > c.most {
		c.t.Errorf("%d calls at once, want at most %d", c.under, c.most)
	}
	if c.arrived%c.most == 0 {
		c.release = make(chan struct{})
	}
	if c.arrived++; c.arrived%c.most == 0 {
		close(c.release)
	}
	return c.release
}

// before does something when a call is under way.
type before struct {
	Engine
	do func()
}

func (b *before) Translate(ctx context.Context, r Request) (Reply, error) {
	b.do()
	return b.Engine.Translate(ctx, r)
}
