package backend

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// TestLadder lets an engine do anything at random, call by call. Each segment
// is delivered once with its own text or fails once with a reason (ask sees to
// that), no call is larger than allowed, and the bill has a limit.
func TestLadder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		segs := segments(rapid.IntRange(1, 20).Draw(rt, "segments"))
		limits := Limits{
			Segments:    rapid.IntRange(1, 8).Draw(rt, "batch"),
			PowersOfTwo: rapid.Bool().Draw(rt, "powers of two"),
		}
		moods := rapid.SliceOfN(rapid.SampledFrom(whims), 1, 12).Draw(rt, "whims")
		paid := 0
		e := &scripted{info: Info{Limits: limits}, reply: func(n int, r Request) (Reply, error) {
			if len(r.Segments) > limits.Segments {
				rt.Errorf("%d segments in a call, want at most %d", len(r.Segments), limits.Segments)
			}
			mood := moods[n%len(moods)]
			if mood.kind != Temporary {
				paid += len(r.Segments)
			}
			return mood.reply(r)
		}}
		got := ask(t, client(e), segs)
		for id, text := range got.texts {
			if want := rendered(fmt.Sprintf("Sentence %s of the article.", id)); text != want {
				rt.Errorf("segment %s is %q, want %q", id, text, want)
			}
		}
		// Each halving asks for a segment once more, and so does each of three
		// rounds at each size; sizes are 8, 4, 2 and 1.
		if most := 3 * 4 * len(segs); paid > most {
			rt.Errorf("%d segments were asked for to have %d, want at most %d", paid, len(segs), most)
		}
	})
}

// whim is something that an engine may do.
type whim struct {
	name  string
	kind  Kind
	reply func(r Request) (Reply, error)
}

func (w whim) String() string { return w.name }

var whims = []whim{
	{"all", BadReply, func(r Request) (Reply, error) { return answers(r), nil }},
	{"first", BadReply, func(r Request) (Reply, error) { return answers(r, r.Segments[0].ID), nil }},
	{"last, then error", BadReply, func(r Request) (Reply, error) {
		return answers(r, r.Segments[len(r.Segments)-1].ID), broken(BadReply)
	}},
	{"nothing", BadReply, func(Request) (Reply, error) { return Reply{}, nil }},
	{"moved by one", BadReply, func(r Request) (Reply, error) {
		out := answers(r)
		for i := range out.Results {
			out.Results[i].ID = segments(30)[i+1].ID
			out.Results[i].Text = ""
		}
		return out, nil
	}},
	{"twice", BadReply, func(r Request) (Reply, error) {
		out := answers(r)
		out.Results = append(out.Results, Result{r.Segments[0].ID, "something else"})
		return out, nil
	}},
	{"cut", TooLong, func(r Request) (Reply, error) { return answers(r, r.Segments[0].ID), broken(TooLong) }},
	{"too long", TooLong, func(Request) (Reply, error) { return Reply{}, broken(TooLong) }},
	{"busy", Temporary, func(Request) (Reply, error) { return Reply{}, broken(Temporary) }},
	{"refused", Refused, func(Request) (Reply, error) { return Reply{}, broken(Refused) }},
}
