package backend

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/pipeline/money"
	"targman/testdata/vendors"
)

// shelf is a ledger that remembers batches.
type shelf struct {
	books
	guard   sync.Mutex // of what follows
	held    []money.Held
	settled map[int64]money.Settlement
}

func newShelf(most money.Amount) *shelf {
	return &shelf{books: books{most: most, cost: map[int64]money.Amount{}}, settled: map[int64]money.Settlement{}}
}

func (s *shelf) Hold(_ context.Context, calls []money.Held) error {
	s.guard.Lock()
	defer s.guard.Unlock()
	s.held = append(s.held, calls...)
	return nil
}

func (s *shelf) Held(context.Context, string, string, string) ([]money.Held, error) {
	s.guard.Lock()
	defer s.guard.Unlock()
	return slices.Clone(s.held), nil
}

func (s *shelf) Settle(ctx context.Context, b money.Settlement) error {
	s.guard.Lock()
	defer s.guard.Unlock()
	s.held = slices.DeleteFunc(s.held, func(h money.Held) bool { return h.Call == b.ID })
	s.settled[b.ID] = b
	return s.books.Settle(ctx, b)
}

// run is one run of the program: it asks for segments and says which came, and
// why the others did not.
func (s *shelf) run(t *testing.T, v vendors.Vendor, server *vendors.Server, wait time.Duration, segs []Segment) (string, []Failure, *Client) {
	t.Helper()
	c := client(makeEngine(t, v.Name, vendorOptions(t, v.Name, server.URL, 2, 1)))
	c.Ledger, c.Price, c.Canary = s, money.Price{Call: 1_000_000}, "run-canary"
	c.Batches = &Batches{Wait: wait, Price: c.Price.Times(0.5), Store: s}
	var ids []string
	failures, err := c.Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segs}, func(r Reply) error {
		for _, res := range r.Results {
			if !strings.HasPrefix(res.ID, "held-") {
				ids = append(ids, res.ID)
			}
		}
		return s.Settle(t.Context(), r.Bill)
	})
	if _, ours := errors.AsType[*Error](err); err != nil && !ours {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return strings.Join(ids, " "), failures, c
}

// eachBatcher runs a test for each service that takes batches.
func eachBatcher(t *testing.T, test func(t *testing.T, v vendors.Vendor, server *vendors.Server)) {
	for _, name := range []string{"openai", "anthropic"} {
		t.Run(name, func(t *testing.T) {
			v := vendors.Named(name)
			test(t, v, v.Start(t, vendors.Good))
		})
	}
}

func day(d vendors.Day) vendors.Day {
	if d.End == "" {
		d.End = "completed"
	}
	if len(d.Turns) == 0 {
		d.Turns = []vendors.Turn{vendors.Good}
	}
	return d
}

// TestBatchFates has what can become of a batch of two calls with two segments
// each. beside are the calls at the full price, second what a second run gets of
// a batch that goes well then.
func TestBatchFates(t *testing.T) {
	tooLong := vendors.Bad(vendors.Fault{Status: 400, Body: `{"type":"error","error":{"type":"invalid_request_error","code":"context_length_exceeded","message":"prompt is too long"}}`})
	for _, x := range []struct {
		name    string
		day     vendors.Day
		got     string
		beside  int
		reason  string
		second  string
		batches int
	}{
		{"all goes well", vendors.Day{}, "1 2 3 4", 0, "", "", 1},
		{"all goes well after a while", vendors.Day{Polls: 3}, "1 2 3 4", 0, "", "", 1},
		{"one call failed", vendors.Day{Turns: []vendors.Turn{tooLong, vendors.Good}}, "1 2 3 4", 1, "", "", 1},
		{"one call without a line", vendors.Day{Fates: []string{"lost"}}, "1 2 3 4", 1, "", "", 1},
		{"one call too late", vendors.Day{End: "expired", Fates: []string{"", "expired"}}, "1 2", 0, "run again to hand it in anew", "3 4", 2},
		{"cancelled before the first", vendors.Day{End: "cancelled", Fates: []string{"canceled", "canceled"}}, "", 0, "run again to hand it in anew", "1 2 3 4", 2},
		{"the service forgets it", vendors.Day{Gone: true}, "", 0, "is gone", "1 2 3 4", 2},
		{"no batch is taken", vendors.Day{Submit: &vendors.Fault{Status: 401, Body: `{"error":{"type":"authentication_error"}}`}}, "", 0, "check the key", "1 2 3 4", 1},
		{"nobody knows whether it was taken", vendors.Day{Submit: &vendors.Fault{Status: 500, Body: `{}`}}, "", 0, "500", "1 2 3 4", 1},
	} {
		t.Run(x.name, func(t *testing.T) {
			eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
				server.Live(day(x.day))
				ledger := newShelf(100_000_000)
				got, failures, _ := ledger.run(t, v, server, time.Minute, segments(4))
				if got != x.got || server.Calls() != x.beside || x.reason != "" && (len(failures) == 0 || !strings.Contains(failures[0].Reason, x.reason)) {
					t.Errorf("got %q and %d calls beside, failures %+v", got, server.Calls(), failures)
				}
				if ledger.open != 0 || len(ledger.held) != 0 {
					t.Errorf("%d calls open, held %v", ledger.open, ledger.held)
				}
				var open []Segment
				for _, f := range failures {
					open = append(open, segments(4)[f.ID[0]-'1'])
				}
				server.Live(day(vendors.Day{}))
				got, _, _ = ledger.run(t, v, server, time.Minute, open)
				if n, _ := server.Batches(); got != x.second || n != x.batches {
					t.Errorf("then got %q, after %d batches", got, n)
				}
			})
		})
	}
}

// TestBatchAgain ends runs while a batch is under way: the next ones hand
// nothing in twice, whatever else they are asked for, and it is paid once.
func TestBatchAgain(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		ledger := newShelf(100_000_000)
		server.Live(day(vendors.Day{Polls: 1000}))
		segs := segments(4)
		segs[1].Text = "Twice ⟦1⟧."
		segs[2].Text = "Thrice ⟦1⟧ and ⟦2⟧."
		for range 3 {
			got, failures, c := ledger.run(t, v, server, 0, segs)
			if got != "" || len(failures) != 4 || failures[0].Batch != "batch_1" || c.Err() != nil || !slices.Equal(c.Left(), []string{"batch_1"}) {
				t.Fatalf("got %q, failures %+v, error %v", got, failures, c.Err())
			}
		}
		server.Live(day(vendors.Day{}))
		// Another order, other ids, one segment that was not handed in, and one
		// that nobody wants any more.
		mixed := []Segment{segs[2], {Text: "New."}, segs[0], segs[1]}
		for i := range mixed {
			mixed[i].ID = string(rune('1' + i))
		}
		got, failures, c := ledger.run(t, v, server, time.Minute, mixed)
		if got != "1 2 3 4" || len(failures) != 0 || c.Left() != nil {
			t.Errorf("got %q, failures %+v", got, failures)
		}
		if n, lines := server.Batches(); n != 2 || lines != 3 || server.Calls() != 0 || len(ledger.held) != 0 {
			t.Errorf("%d batches of %d calls, %d beside them, held %v", n, lines, server.Calls(), ledger.held)
		}
		if sum := ledger.sum(); sum != 1_500_000 {
			t.Errorf("three calls at half price of 1 came to %s", sum)
		}
	})
}

// TestBatchUnwanted leaves what nobody asks for with the service.
func TestBatchUnwanted(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		ledger := newShelf(100_000_000)
		server.Live(day(vendors.Day{Polls: 1000}))
		ledger.run(t, v, server, 0, segments(4))
		server.Live(day(vendors.Day{}))
		if got, _, _ := ledger.run(t, v, server, 0, segments(1)); got != "1" || len(ledger.held) != 1 {
			t.Errorf("got %q, held %v", got, ledger.held)
		}
		if got, _, _ := ledger.run(t, v, server, 0, segments(4)[2:]); got != "3 4" || len(ledger.held) != 0 {
			t.Errorf("got %q, held %v", got, ledger.held)
		}
	})
}

// TestBatchNotes asks at once where somebody waits for a better answer.
func TestBatchNotes(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		server.Live(day(vendors.Day{}))
		segs := segments(1)
		segs[0].Note = "The name was wrong."
		got, _, _ := newShelf(100_000_000).run(t, v, server, 0, segs)
		if n, _ := server.Batches(); got != "1" || n != 0 || server.Calls() != 1 {
			t.Errorf("got %q with %d batches", got, n)
		}
	})
}

// TestBatchCap hands in what the cap allows.
func TestBatchCap(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		server.Live(day(vendors.Day{}))
		got, failures, c := newShelf(1_200_000).run(t, v, server, time.Minute, segments(8))
		if got != "1 2 3 4" || len(failures) != 4 || c.Err() == nil || c.Err().Kind != Budget {
			t.Errorf("got %q, failures %+v, error %v", got, failures, c.Err())
		}
	})
}

// TestBatchChain asks no other engine for what a batch will bring.
func TestBatchChain(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		server.Live(day(vendors.Day{Polls: 1000}))
		ledger := newShelf(100_000_000)
		c := client(makeEngine(t, v.Name, vendorOptions(t, v.Name, server.URL, 2, 1)))
		c.Ledger, c.Batches = ledger, &Batches{Store: ledger}
		next := client(NewPseudo(PseudoOptions{}))
		failures, err := NewChain([]*Client{c, next}, nil).Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segments(4)}, func(Reply) error {
			t.Error("another engine was asked")
			return nil
		})
		if err != nil || len(failures) != 4 {
			t.Errorf("failures %+v, error %v", failures, err)
		}
	})
}

// TestBatchSameText has one text between different neighbours: each is handed in,
// and each is collected by the run after the one that did not wait.
func TestBatchSameText(t *testing.T) {
	eachBatcher(t, func(t *testing.T, v vendors.Vendor, server *vendors.Server) {
		segs := segments(3)
		segs[2].Text, segs[2].Before = segs[0].Text, "Elsewhere."
		server.Live(day(vendors.Day{Polls: 1000}))
		ledger := newShelf(100_000_000)
		if got, _, _ := ledger.run(t, v, server, 0, segs); got != "" {
			t.Errorf("got %q at once", got)
		}
		server.Live(day(vendors.Day{}))
		if got, failures, _ := ledger.run(t, v, server, time.Minute, segs); got != "1 2 3" {
			t.Errorf("got %q, failures %+v", got, failures)
		}
	})
}
