package backend

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cenkalti/backoff/v5"
)

// canary stands for a key wherever one is given; it may show up nowhere.
const canary = "sk-canary/7f3a9c"

// segments makes n segments with the ids 1 to n.
func segments(n int) []Segment {
	out := make([]Segment, n)
	for i := range out {
		out[i] = Segment{ID: strconv.Itoa(i + 1), Text: fmt.Sprintf("Sentence %d of the article.", i+1)}
	}
	return out
}

// rendered is what the counterparts of all engines answer.
func rendered(text string) string { return "«" + text + "»" }

// client makes a client that does not wait.
func client(e Engine) *Client {
	c := NewClient(e)
	c.Backoff = func() backoff.BackOff { return &backoff.ZeroBackOff{} }
	return c
}

// watched counts the calls of an engine.
type watched struct {
	Engine
	calls atomic.Int32
}

func (w *watched) Translate(ctx context.Context, r Request) (Reply, error) {
	w.calls.Add(1)
	return w.Engine.Translate(ctx, r)
}

// asked is what came of one request.
type asked struct {
	texts    map[string]string // what was delivered, by id
	failures map[string]string // reasons, by id
	err      error
}

// ask asks for the segments and fails the test when one is delivered twice, is
// neither delivered nor failed, or when the canary shows.
func ask(t testing.TB, c *Client, segs []Segment) asked {
	t.Helper()
	return askWith(t, t.Context(), c, segs, func(Reply) error { return nil })
}

func askWith(t testing.TB, ctx context.Context, c *Client, segs []Segment, deliver func(Reply) error) asked {
	t.Helper()
	out := asked{texts: map[string]string{}, failures: map[string]string{}}
	var busy atomic.Bool
	failures, err := c.Translate(ctx, Request{Source: "en", Target: "hy", Segments: segs}, func(r Reply) error {
		if !busy.CompareAndSwap(false, true) {
			t.Error("deliver is called twice at a time")
		}
		defer busy.Store(false)
		for _, res := range r.Results {
			if _, ok := out.texts[res.ID]; ok {
				t.Errorf("segment %s is delivered twice", res.ID)
			}
			out.texts[res.ID] = res.Text
		}
		hidden(t, fmt.Sprintf("%+v", r))
		return deliver(r)
	})
	out.err = err
	if err != nil {
		hidden(t, err.Error())
	}
	for _, f := range failures {
		out.failures[f.ID] = f.Reason
		hidden(t, f.Reason)
		if f.Reason == "" {
			t.Errorf("segment %s failed without a reason", f.ID)
		}
	}
	for _, s := range segs {
		_, had := out.texts[s.ID]
		_, failed := out.failures[s.ID]
		if had == failed {
			t.Errorf("segment %s: delivered %t, failed %t", s.ID, had, failed)
		}
	}
	if len(out.texts)+len(out.failures) != len(segs) || len(failures) != len(out.failures) {
		t.Errorf("%d delivered and %d failed, want %d segments", len(out.texts), len(failures), len(segs))
	}
	return out
}

// ids are those delivered of n, in order: "1 2 4".
func (a asked) ids(n int) string {
	var out []string
	for _, s := range segments(n) {
		if _, ok := a.texts[s.ID]; ok {
			out = append(out, s.ID)
		}
	}
	return strings.Join(out, " ")
}

// kind is that of the error, as a word; empty when there is none.
func (a asked) kind() string {
	if e, ok := errors.AsType[*Error](a.err); ok {
		return e.Kind.String()
	}
	if a.err != nil {
		return a.err.Error()
	}
	return ""
}

func hidden(t testing.TB, text string) {
	t.Helper()
	if strings.Contains(text, canary) {
		t.Errorf("the key shows: %s", text)
	}
}

// scripted is an engine whose answer to each call is a function's. Its calls
// are noted by the ids asked for.
type scripted struct {
	info  Info
	reply func(call int, r Request) (Reply, error)

	mu    sync.Mutex
	calls []string
}

func (s *scripted) Info() Info   { return s.info }
func (s *scripted) Close() error { return nil }

func (s *scripted) Translate(_ context.Context, r Request) (Reply, error) {
	var ids []string
	for _, seg := range r.Segments {
		ids = append(ids, seg.ID)
	}
	s.mu.Lock()
	s.calls = append(s.calls, strings.Join(ids, " "))
	n := len(s.calls)
	s.mu.Unlock()
	return s.reply(n, r)
}

// answers renders the segments with the given ids, or all.
func answers(r Request, ids ...string) Reply {
	var out Reply
	for _, s := range r.Segments {
		if len(ids) == 0 || strings.Contains(" "+strings.Join(ids, " ")+" ", " "+s.ID+" ") {
			out.Results = append(out.Results, Result{s.ID, rendered(s.Text)})
		}
	}
	return out
}

// broken is an engine's error of the given kind.
func broken(k Kind) error { return &Error{Engine: "scripted", Kind: k, Err: errors.New("broken")} }
