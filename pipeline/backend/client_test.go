package backend

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestClientLadder asks a scripted engine for four segments in one batch.
func TestClientLadder(t *testing.T) {
	for _, tt := range []struct {
		name      string
		reply     func(call int, r Request) (Reply, error)
		calls     string // the ids of each call
		delivered string
		reason    string // of segment 1
	}{
		{"all at once", func(_ int, r Request) (Reply, error) { return answers(r), nil },
			"1 2 3 4", "1 2 3 4", ""},
		{"in another order", func(_ int, r Request) (Reply, error) {
			all := answers(r).Results
			return Reply{Results: []Result{all[2], all[0], all[3], all[1]}}, nil
		}, "1 2 3 4", "1 2 3 4", ""},
		{"ids of others", func(_ int, r Request) (Reply, error) {
			return Reply{Results: []Result{{"5", "a"}, {"6", "b"}, {"7", "c"}, {"8", "d"}}}, nil
		}, "1 2 3 4|1", "", "left this segment out"},
		{"the missing together, then alone", func(n int, r Request) (Reply, error) {
			return answers(r, []string{"3", "none", "1", "2", "4"}[n-1]), nil
		}, "1 2 3 4|1 2 4|1|2|4", "1 2 3 4", ""},
		{"one never comes", func(_ int, r Request) (Reply, error) { return answers(r, "2", "3", "4"), nil },
			"1 2 3 4|1|1", "2 3 4", "left this segment out"},
		{"an error, then one, then the rest", func(n int, r Request) (Reply, error) {
			if n == 1 {
				return Reply{}, broken(BadReply)
			}
			return answers(r), nil
		}, "1 2 3 4|1|2 3 4", "1 2 3 4", ""},
		{"nothing useful is not taken apart", func(int, Request) (Reply, error) { return Reply{}, broken(BadReply) },
			"1 2 3 4|1", "", "broken"},
		{"the rest is bad once more", func(n int, r Request) (Reply, error) {
			if len(r.Segments) > 1 {
				return Reply{}, broken(Ambiguous)
			}
			return answers(r), nil
		}, "1 2 3 4|1|2 3 4", "1", ""},
		{"away amid a batch", func(n int, r Request) (Reply, error) {
			if n == 1 {
				return answers(r, "1"), nil
			}
			return Reply{}, broken(Temporary)
		}, "1 2 3 4|2 3 4|2 3 4|2 3 4|2 3 4", "1", ""},
		{"away before the last ones alone", func(n int, r Request) (Reply, error) {
			if n <= 2 {
				return answers(r, "1"), nil
			}
			return Reply{}, broken(Temporary)
		}, "1 2 3 4|2 3 4|2|2|2|2", "1", ""},
		{"answers before an error count", func(n int, r Request) (Reply, error) {
			if n == 1 {
				return answers(r, "2", "4"), broken(BadReply)
			}
			return answers(r), nil
		}, "1 2 3 4|1 3", "1 2 3 4", ""},
		{"nothing is lost by an error after all answers", func(_ int, r Request) (Reply, error) {
			return answers(r), broken(BadReply)
		}, "1 2 3 4", "1 2 3 4", ""},
		{"a refusal is not sent again", func(int, Request) (Reply, error) { return Reply{}, broken(Refused) },
			"1 2 3 4|1|2", "", "broken"},
		{"one of several is refused", func(_ int, r Request) (Reply, error) {
			if r.Segments[0].ID == "1" {
				return Reply{}, broken(Refused)
			}
			return answers(r), nil
		}, "1 2 3 4|1|2|3 4", "2 3 4", "broken"},
		{"an error of no kind is a bad reply", func(int, Request) (Reply, error) { return Reply{}, errors.New("odd") },
			"1 2 3 4|1", "", "ask engine scripted: odd"},
		{"four tries where it is free", func(int, Request) (Reply, error) { return Reply{}, broken(Temporary) },
			"1 2 3 4|1 2 3 4|1 2 3 4|1 2 3 4", "", "broken"},
		{"not free when something came", func(n int, r Request) (Reply, error) {
			if n == 1 {
				return answers(r, "1", "2", "3"), broken(Temporary)
			}
			return answers(r), nil
		}, "1 2 3 4|4", "1 2 3 4", ""},
		{"halved until it fits", func(_ int, r Request) (Reply, error) {
			if len(r.Segments) > 1 {
				return Reply{}, broken(TooLong)
			}
			return answers(r), nil
		}, "1 2 3 4|1 2|1|2|3|4", "1 2 3 4", ""},
		{"one is too long by itself", func(_ int, r Request) (Reply, error) {
			if r.Segments[0].ID == "1" {
				return Reply{}, broken(TooLong)
			}
			return answers(r), nil
		}, "1 2 3 4|1 2|1|2|3|4", "2 3 4", "broken"},
		{"one turns out too long when alone", func(n int, r Request) (Reply, error) {
			switch n {
			case 1:
				return answers(r, "3", "4"), nil
			case 2:
				return Reply{}, nil
			case 3:
				return Reply{}, broken(TooLong)
			}
			return answers(r), nil
		}, "1 2 3 4|1 2|1|2", "2 3 4", "broken"},
		{"what came of a cut answer is kept", func(n int, r Request) (Reply, error) {
			if n == 1 {
				return answers(r, "1"), broken(TooLong)
			}
			return answers(r), nil
		}, "1 2 3 4|2 3|4", "1 2 3 4", ""},
		{"two answers that differ", func(n int, r Request) (Reply, error) {
			out := answers(r)
			if n == 1 {
				out.Results = append(out.Results, Result{"1", "something else"}, Result{"2", " " + rendered("Sentence 2 of the article.") + "\n"})
			}
			return out, nil
		}, "1 2 3 4|1", "1 2 3 4", ""},
		{"two answers that differ, always", func(_ int, r Request) (Reply, error) {
			out := answers(r)
			out.Results = append(out.Results, Result{"1", "b"}, out.Results[0])
			return out, nil
		}, "1 2 3 4|1|1", "2 3 4", "twice, differently"},
		{"a fault of one answer", func(_ int, r Request) (Reply, error) {
			out := answers(r, "2", "3", "4")
			out.Results = append(out.Results, Result{"1", "  "})
			return out, nil
		}, "1 2 3 4|1|1", "2 3 4", "the answer is empty"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := &scripted{info: Info{Name: "scripted"}, reply: tt.reply}
			got := ask(t, client(e), segments(4))
			if calls := strings.Join(e.calls, "|"); calls != tt.calls {
				t.Errorf("calls %s, want %s", calls, tt.calls)
			}
			if got.ids(4) != tt.delivered || got.err != nil {
				t.Errorf("delivered %q with error %v, want %q", got.ids(4), got.err, tt.delivered)
			}
			if !strings.Contains(got.failures["1"], tt.reason) {
				t.Errorf("reason %q, want %q in it", got.failures["1"], tt.reason)
			}
			for id, text := range got.texts {
				if want := rendered("Sentence " + id + " of the article."); text != want {
					t.Errorf("segment %s is %q, want %q", id, text, want)
				}
			}
		})
	}
}

// TestClientPowersOfTwo keeps to the sizes that the engine allows, whatever is
// missing.
func TestClientPowersOfTwo(t *testing.T) {
	e := &scripted{info: Info{Limits: Limits{Segments: 8, PowersOfTwo: true}}, reply: func(n int, r Request) (Reply, error) {
		if n == 1 {
			return answers(r, "1"), nil
		}
		return answers(r), nil
	}}
	ask(t, client(e), segments(11))
	if got, want := strings.Join(e.calls, "|"), "1 2 3 4 5 6 7 8|2 3 4 5|6 7|8|9 10|11"; got != want {
		t.Errorf("calls %s, want %s", got, want)
	}
}

// TestClientGivesUp asks for single segments, one batch each.
func TestClientGivesUp(t *testing.T) {
	good := func(r Request) (Reply, error) { return answers(r), nil }
	bad := func(k Kind) (Reply, error) { return Reply{}, broken(k) }
	for _, tt := range []struct {
		name  string
		reply func(r Request) (Reply, error)
		calls string
		kind  string
	}{
		{"a final error", func(Request) (Reply, error) { return bad(Auth) }, "1", "not allowed"},
		{"a final error with all answers", func(r Request) (Reply, error) { return answers(r), broken(Quota) }, "1", "quota used up"},
		{"three bad batches", func(Request) (Reply, error) { return bad(BadReply) }, "1 1 2 2 3 3", "bad reply"},
		{"three batches that are never served", func(Request) (Reply, error) { return bad(Temporary) },
			"1 1 1 1 2 2 2 2 3 3 3 3", "temporary"},
		{"three batches without a usable answer", func(Request) (Reply, error) { return Reply{}, nil }, "1 1 2 2 3 3", "bad reply"},
		{"a wait that is too long", func(Request) (Reply, error) {
			return Reply{}, &Error{Kind: Temporary, After: longestWait + time.Second, Err: errors.New("busy")}
		}, "1", "temporary"},
		{"one in three is good", func(r Request) (Reply, error) {
			if r.Segments[0].ID == "3" || r.Segments[0].ID == "6" {
				return good(r)
			}
			return bad(BadReply)
		}, "1 1 2 2 3 4 4 5 5 6 7 7", ""},
		{"refusals say nothing of the engine", func(Request) (Reply, error) { return bad(Refused) }, "1 2 3 4 5 6 7", ""},
		{"nor do texts that are too long", func(Request) (Reply, error) { return bad(TooLong) }, "1 2 3 4 5 6 7", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := &scripted{info: Info{Limits: Limits{Segments: 1}}, reply: func(_ int, r Request) (Reply, error) { return tt.reply(r) }}
			c := client(e)
			first := ask(t, c, segments(7))
			if calls := strings.Join(e.calls, " "); calls != tt.calls || first.kind() != tt.kind {
				t.Errorf("calls %s with error %v, want %s with %q", calls, first.err, tt.calls, tt.kind)
			}
			if tt.kind == "" {
				return
			}
			if reason := first.failures["7"]; reason != first.err.Error() {
				t.Errorf("reason of what was not asked: %q, want %q", reason, first.err)
			}
			before := len(e.calls)
			if again := ask(t, c, segments(7)); !errors.Is(again.err, first.err) || len(e.calls) != before {
				t.Errorf("the engine was asked again: error %v, %d calls more", again.err, len(e.calls)-before)
			}
		})
	}
}

// TestClientPoison has one segment that spoils its batch: the rest of the run
// goes on.
func TestClientPoison(t *testing.T) {
	e := &scripted{info: Info{Limits: Limits{Segments: 1}}, reply: func(_ int, r Request) (Reply, error) {
		if r.Segments[0].ID == "1" {
			return Reply{Results: []Result{{"1", "\x00"}}}, nil
		}
		return answers(r), nil
	}}
	got := ask(t, client(e), segments(5))
	if got.ids(5) != "2 3 4 5" || got.err != nil || !strings.Contains(got.failures["1"], "U+0000") {
		t.Errorf("delivered %q with error %v, failures %v", got.ids(5), got.err, got.failures)
	}
}

// TestClientWaits measures in a world where waiting takes no time.
func TestClientWaits(t *testing.T) {
	busy := func(after time.Duration) (Reply, error) {
		return Reply{}, &Error{Kind: Temporary, After: after, Err: errors.New("busy")}
	}
	for _, tt := range []struct {
		name        string
		first       func() (Reply, error)
		least, most time.Duration
	}{
		{"as long as the engine asks, and a little", func() (Reply, error) { return busy(7 * time.Second) }, 7 * time.Second, 8 * time.Second},
		{"ten minutes", func() (Reply, error) { return busy(longestWait) }, longestWait, longestWait + time.Second},
		{"by itself when the engine does not say", func() (Reply, error) { return busy(0) }, time.Millisecond, time.Second},
		{"before it pays twice", func() (Reply, error) { return Reply{}, broken(BadReply) }, time.Millisecond, time.Second},
		{"for nothing at all, too", func() (Reply, error) { return Reply{}, nil }, 0, time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := &scripted{reply: func(n int, r Request) (Reply, error) {
					if n == 1 {
						return tt.first()
					}
					return answers(r), nil
				}}
				start := time.Now()
				got := ask(t, NewClient(e), segments(1))
				if took := time.Since(start); took < tt.least || took > tt.most {
					t.Errorf("waited %s, want between %s and %s", took, tt.least, tt.most)
				}
				if got.ids(1) != "1" || len(e.calls) != 2 {
					t.Errorf("delivered %q in %d calls, want it in 2", got.ids(1), len(e.calls))
				}
			})
		})
	}
}

// TestClientInterrupted ends the context while the client waits for a busy
// engine: it returns at once, and the engine is not to blame.
func TestClientInterrupted(t *testing.T) {
	for _, kind := range []Kind{Temporary, BadReply} {
		t.Run(kind.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				e := &scripted{info: Info{Limits: Limits{Segments: 1, Calls: 3}}, reply: func(_ int, r Request) (Reply, error) {
					if time.Since(start) >= 10*time.Second {
						return answers(r), nil
					}
					return Reply{}, &Error{Kind: kind, After: time.Minute, Err: errors.New("busy")}
				}}
				c := NewClient(e)
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				got := askWith(t, ctx, c, segments(9), func(Reply) error { return nil })
				if took := time.Since(start); took != 10*time.Second {
					t.Errorf("returned after %s, want 10s", took)
				}
				if len(e.calls) == 0 || len(e.calls) > 3 || got.err != nil || got.failures["9"] != "the engine was not asked" {
					t.Errorf("%d calls, error %v, failures %v", len(e.calls), got.err, got.failures)
				}
				if again := ask(t, c, segments(9)); again.ids(9) != "1 2 3 4 5 6 7 8 9" {
					t.Errorf("delivered %q after that, error %v", again.ids(9), again.err)
				}
			})
		})
	}
}

// TestClientDeliverFails stops asking, but what was under way is delivered too:
// no more than another call for each that may be made at once.
func TestClientDeliverFails(t *testing.T) {
	full := errors.New("disk full")
	e := &scripted{info: Info{Limits: Limits{Segments: 1, Calls: 3}}, reply: func(_ int, r Request) (Reply, error) { return answers(r), nil }}
	got := askWith(t, t.Context(), client(e), segments(900), func(Reply) error { return full })
	if !errors.Is(got.err, full) || len(got.texts) != len(e.calls) || len(e.calls) > 9 {
		t.Errorf("error %v, %d delivered in %d calls, want %v and all of at most 9", got.err, len(got.texts), len(e.calls), full)
	}
}

// TestClientManyAtOnce uses one client for several requests at once.
func TestClientManyAtOnce(t *testing.T) {
	e := &scripted{info: Info{Limits: Limits{Segments: 3, Calls: 4}}, reply: func(n int, r Request) (Reply, error) {
		if n%5 == 0 {
			return Reply{}, broken(BadReply)
		}
		return answers(r), nil
	}}
	c := client(e)
	var g sync.WaitGroup
	for range 4 {
		g.Go(func() { ask(t, c, segments(100)) })
	}
	g.Wait()
}
