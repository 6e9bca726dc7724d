package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"targman/glossary"
	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/read"
	"targman/pipeline/split"
	"targman/pipeline/write"
)

// TestWorkersMakeNoDifference writes the same bytes with one worker and eight.
func TestWorkersMakeNoDifference(t *testing.T) {
	outputs := func(workers int) map[string]string {
		w := newWorkshop(t)
		w.formats = everything()
		l := w.line(&engine{answer: shouted})
		l.Workers = workers
		w.must(l, append(project(t), many(several)...))
		return w.written()
	}
	same(t, outputs(8), outputs(1))
}

// several are more articles than travel together, lots more than are under way
// at once.
const (
	several = 70
	lots    = 320
)

// many are short articles that share a sentence.
func many(n int) []pipeline.Input {
	var out []pipeline.Input
	for i := range n {
		out = append(out, input(fmt.Sprintf("many/%d.txt", i), fmt.Sprintf("This is article number %d.\n\nAll of them share this.\n", i)))
	}
	return out
}

// TestSecondRunTouchesNothing: nothing has changed, so nobody is asked, and no
// file is written.
func TestSecondRunTouchesNothing(t *testing.T) {
	w, e := newWorkshop(t), &engine{answer: shouted}
	w.formats = everything()
	w.must(w.line(e), project(t))
	before, bytes, paid := w.times(), w.written(), len(e.asked)
	sum := w.must(w.line(e), project(t))
	for _, a := range sum.Articles {
		if !a.Unchanged || a.Segments == 0 || len(a.Files) != len(w.formats) {
			t.Errorf("%s: unchanged %v, %d segments, %d files", a.Path, a.Unchanged, a.Segments, len(a.Files))
		}
	}
	if !maps.Equal(w.times(), before) {
		t.Error("an output was touched")
	}
	if len(e.asked) != paid {
		t.Errorf("%d texts were asked for again", len(e.asked)-paid)
	}

	t.Run("and doing it anew gives the same bytes", func(t *testing.T) {
		l := w.line(e)
		l.Journal = nil
		sum := w.must(l, project(t))
		for _, a := range sum.Articles {
			if a.Unchanged {
				t.Errorf("%s was passed over", a.Path)
			}
			for _, f := range a.Files {
				if f.Changed {
					t.Errorf("%s was written", f.Name)
				}
			}
		}
		same(t, w.written(), bytes)
		if len(e.asked) != paid {
			t.Errorf("%d texts were asked for again", len(e.asked)-paid)
		}
	})
	t.Run("but an output that has changed is made good, and kept", func(t *testing.T) {
		name := slices.Sorted(maps.Keys(bytes))[0]
		if err := os.WriteFile(path.Join(w.folder, name), []byte("scribble"), 0o644); err != nil {
			t.Fatal(err)
		}
		sum := w.must(w.line(e), project(t))
		if len(sum.Edited) != 1 || w.written()[sum.Edited[0]] != "scribble" {
			t.Fatalf("what somebody wrote is kept as %q", sum.Edited)
		}
		if err := os.Remove(path.Join(w.folder, sum.Edited[0])); err != nil {
			t.Fatal(err)
		}
		same(t, w.written(), bytes)
	})
	t.Run("and a new article leaves the others alone", func(t *testing.T) {
		before := w.times()
		w.must(w.line(e), append(project(t), input("new.txt", "Something new.\n")))
		after := w.times()
		if len(after) != len(before)+len(w.formats) {
			t.Errorf("%d outputs, want %d more than %d", len(after), len(w.formats), len(before))
		}
		for name, time := range before {
			if !after[name].Equal(time) {
				t.Errorf("%s was touched", name)
			}
		}
		if n := len(e.asked); n != paid+1 {
			t.Errorf("%d texts were asked for, want one", n-paid)
		}
	})
}

// TestChangesAreNoticed: a finished article is done again when anything has
// changed that its outputs depend on, and only then.
func TestChangesAreNoticed(t *testing.T) {
	unit := func(text, target string, human bool) func(*workshop, *pipeline.Line) {
		return func(w *workshop, l *pipeline.Line) {
			entry := memory.Entry{Query: memory.Query{Text: text}, Target: target, State: bitext.Translated,
				Provenance: bitext.Provenance{Human: human, Time: "2026-02-03T04:05:06Z"}}
			if err := w.memory.Keep(ctx, l.Pair, []memory.Entry{entry}); err != nil {
				t.Fatal(err)
			}
		}
	}
	const known, open = "Known.\n", "Known.\n\nUnknown.\n"
	for _, x := range []struct {
		name         string
		first, again string
		change       func(*workshop, *pipeline.Line)
		unchanged    bool
	}{
		{"nothing", known, known, func(*workshop, *pipeline.Line) {}, true},
		{"nothing, and segments are open", open, open, func(*workshop, *pipeline.Line) {}, true},
		{"the article", known, open, func(*workshop, *pipeline.Line) {}, false},
		{"the settings", known, known, func(_ *workshop, l *pipeline.Line) { l.Fingerprint = "other" }, false},
		{"a person's work", known, known, unit("Known.", "Հայտնի։", true), false},
		{"a machine's work, and all is translated", known, known, unit("Other.", "Այլ։", false), true},
		{"a machine's work, and segments are open", open, open, unit("Unknown.", "Անհայտ։", false), false},
		{"an engine, and segments are open", open, open, func(_ *workshop, l *pipeline.Line) { l.Backend = &engine{} }, false},
		{"an engine, and all is translated", known, known, func(_ *workshop, l *pipeline.Line) { l.Backend = &engine{} }, true},
	} {
		t.Run(x.name, func(t *testing.T) {
			w := newWorkshop(t)
			l := w.line(nil)
			unit("Known.", "Ծանոթ։", false)(w, l)
			w.must(l, []pipeline.Input{input("a.txt", x.first)})
			l = w.line(nil)
			x.change(w, l)
			sum := w.must(l, []pipeline.Input{input("a.txt", x.again)})
			if got := sum.Articles[0].Unchanged; got != x.unchanged {
				t.Errorf("unchanged %v, want %v", got, x.unchanged)
			}
		})
	}
}

// TestIdentity takes every document of the project through an engine that gives
// the source back: the same bytes come out.
func TestIdentity(t *testing.T) {
	w := newWorkshop(t)
	l := w.line(&engine{})
	l.Target.Polish = nil // it would set the marks of the target language
	l.Glossary, l.Names = none(t)
	l.Read = read.Options{WholeDocument: true}
	inputs := stored(t, "../testdata/articles", "read/testdata/text", "read/testdata/html", "read/testdata/markdown")
	sum := w.must(l, inputs)
	got := w.written()
	for i, a := range sum.Articles {
		if a.Untranslated > 0 || a.Origins["backend:test"]+a.Origins["memory:machine"]+a.Origins["memory:context"] == 0 {
			t.Errorf("%s: %d segments untranslated of %d", a.Path, a.Untranslated, a.Segments)
		}
		want, err := inputs[i].Load()
		if err != nil {
			t.Fatal(err)
		}
		if out := got[a.Name+path.Ext(a.Path)]; out != string(want) {
			t.Errorf("%s came back as\n%q\nwant\n%q", a.Path, out, want)
		}
	}
}

// none is a glossary without a name.
func none(t *testing.T) (*glossary.Glossary, *glossary.Matcher) {
	t.Helper()
	g, err := glossary.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g, g.Matcher("en")
}

// rows are the cells of an aligned file, without its header.
func rows(t *testing.T, tsv string) [][]string {
	t.Helper()
	var out [][]string
	for line := range strings.Lines(tsv) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	if len(out) == 0 || !slices.Equal(out[0], strings.Fields("id kind state origin score source target terms findings stamp")) {
		t.Fatalf("no header: %.80q", tsv)
	}
	return out[1:]
}

// TestOneRowForEachSegment: every segment of every article has exactly one row,
// in the order of the article, whether it is translated or not.
func TestOneRowForEachSegment(t *testing.T) {
	for name, e := range map[string]*engine{"translated": {answer: shouted}, "asking nobody": nil} {
		t.Run(name, func(t *testing.T) {
			w := newWorkshop(t)
			l := w.line(e)
			inputs := project(t)
			w.must(l, inputs)
			got := w.written()
			for _, in := range inputs {
				data, err := in.Load()
				if err != nil {
					t.Fatal(err)
				}
				art, err := read.Article(in.Path, in.Name, data, l.Read)
				if err != nil {
					t.Fatal(err)
				}
				var ids, want []string
				for _, r := range rows(t, got[in.Name+".tsv"]) {
					if len(r) != 10 {
						t.Fatalf("%s: %d cells in %q", in.Name, len(r), r)
					}
					ids = append(ids, r[0]+" "+r[1])
				}
				units, err := split.Article(art, l.Breaks, 0)
				if err != nil {
					t.Fatal(err)
				}
				for _, u := range units {
					want = append(want, u.ID+" "+string(u.Kind))
				}
				if !slices.Equal(ids, want) || len(want) == 0 {
					t.Errorf("%s has the rows\n%q\nwant\n%q", in.Name, ids, want)
				}
			}
		})
	}
}

// page has one of each: interface, headline, furniture, a caption that stands
// twice, paragraphs.
const page = `Accessibility links

A headline

A photo of the town hall in the old part of the city, taken last year.

A photo of the town hall in the old part of the city, taken last year.

The rain came late. The rain came late.

XS

SM
`

// TestOnlyNewTextIsAskedFor: furniture, duplicates and strings of the interface
// never reach the engine, and every text is sent once, however often and in
// however many articles it stands.
func TestOnlyNewTextIsAskedFor(t *testing.T) {
	w, e := newWorkshop(t), &engine{answer: shouted}
	w.must(w.line(e), append([]pipeline.Input{input("page.txt", page), input("again.txt", page)}, many(several)...))
	kinds := map[string]int{}
	for _, r := range rows(t, w.written()["page.tsv"]) {
		kinds[r[1]]++
		if r[1] == "furniture" && r[6] != "" || r[1] != "furniture" && r[6] == "" {
			t.Errorf("%s %s has the target %q", r[0], r[1], r[6])
		}
	}
	for _, kind := range []string{"ui", "headline", "duplicate", "paragraph", "furniture"} {
		if kinds[kind] == 0 {
			t.Errorf("the page shows no %s: %v", kind, kinds)
		}
	}
	times := map[string]int{}
	for _, text := range e.asked {
		times[text]++
		if times[text] > 1 {
			t.Errorf("%q was asked for again", text)
		}
	}
	for _, never := range []string{"Accessibility links", "XS", "SM"} {
		if times[never] > 0 {
			t.Errorf("%q was asked for", never)
		}
	}
	if want := 3 + several + 1; len(e.asked) != want {
		t.Errorf("%d texts were asked for, want %d: %q", len(e.asked), want, e.asked[:min(8, len(e.asked))])
	}
}

// TestEngineThatGivesUp: the line goes on without it, writes what it has, names
// the error once, and the next run asks for the rest only.
func TestEngineThatGivesUp(t *testing.T) {
	down := &backend.Error{Engine: "test", Kind: backend.Quota, Err: errors.New("nothing left")}
	w := newWorkshop(t)
	bad := &engine{answer: shouted, fault: func(asked int) error {
		if asked >= 4 {
			return down
		}
		return nil
	}}
	sum, err := w.run(ctx, w.line(bad), many(several))
	if err != nil {
		t.Fatalf("the run was stopped: %v", err)
	}
	if sum.Engine != down.Error() || !errors.Is(sum.EngineErr(), down) {
		t.Errorf("the summary says %q of the engine, want %q", sum.Engine, down)
	}
	total := sum.Total
	if len(sum.Articles) != several || sum.Failed() > 0 || sum.Left != 0 {
		t.Errorf("%d articles, %d failed, %d left", len(sum.Articles), sum.Failed(), sum.Left)
	}
	if total.Untranslated == 0 || total.Untranslated == total.Segments {
		t.Errorf("%d of %d segments are untranslated", total.Untranslated, total.Segments)
	}
	if n := len(w.written()); n != several*len(w.formats) {
		t.Errorf("%d outputs, want those of every article", n)
	}
	good := &engine{answer: shouted}
	sum = w.must(w.line(good), many(several))
	if sum.Total.Untranslated > 0 || sum.Engine != "" {
		t.Errorf("with a good engine %d segments stay untranslated; %q", sum.Total.Untranslated, sum.Engine)
	}
	if n := len(bad.asked) + len(good.asked); n != several+1 {
		t.Errorf("%d texts were paid for, want one for each article and one more", n)
	}
}

// TestInterruptedRun: what has arrived is kept, whole articles are written, the
// rest is counted, and the next run goes on without paying again.
func TestInterruptedRun(t *testing.T) {
	for _, at := range []int{0, 1, 2, 40, 66} {
		t.Run(fmt.Sprintf("at text %d", at), func(t *testing.T) {
			w := newWorkshop(t)
			stopped, stop := context.WithCancel(ctx)
			defer stop()
			if at == 0 {
				stop()
			}
			n := 0
			first := &engine{answer: func(text string) string {
				if n++; n == at {
					stop() // while the call is under way: it lands all the same
				}
				return shouted(text)
			}}
			sum, err := w.run(stopped, w.line(first), many(several))
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("the run ended with %v", err)
			}
			if sum.Left+len(sum.Articles) != several || sum.Failed() > 0 || sum.Engine != "" {
				t.Errorf("%d articles and %d left, want %d in all; %d failed; %q", len(sum.Articles), sum.Left, several, sum.Failed(), sum.Engine)
			}
			if n := sum.Total.Untranslated; n > 0 {
				t.Errorf("%d segments were written untranslated", n)
			}
			if len(first.asked) != at {
				t.Errorf("%d texts were asked for after the interruption", len(first.asked)-at)
			}
			second := &engine{answer: shouted}
			w.must(w.line(second), many(several))
			if n := len(first.asked) + len(second.asked); n != several+1 {
				t.Errorf("%d + %d texts were paid for, want one for each article and one more", len(first.asked), len(second.asked))
			}

			straight := newWorkshop(t)
			straight.must(straight.line(&engine{answer: shouted}), many(several))
			same(t, w.written(), straight.written())
		})
	}
}

// brokenMemory cannot keep anything.
type brokenMemory struct{ pipeline.Memory }

var errBroken = errors.New("the disk is gone")

func (brokenMemory) Keep(context.Context, memory.Pair, []memory.Entry) error { return errBroken }

// TestMemoryThatFails stops the run, for everything from then on would be paid
// for in vain; also when it was interrupted at the same time.
func TestMemoryThatFails(t *testing.T) {
	for _, interrupted := range []bool{false, true} {
		w := newWorkshop(t)
		stopped, stop := context.WithCancel(ctx)
		e := &engine{answer: func(text string) string {
			if interrupted {
				stop()
			}
			return shouted(text)
		}}
		l := w.line(e)
		l.Memory = brokenMemory{w.memory}
		sum, err := w.run(stopped, l, many(several))
		stop()
		if !errors.Is(err, errBroken) {
			t.Errorf("interrupted %v: the run ended with %v", interrupted, err)
		}
		if len(e.asked) > 2 {
			t.Errorf("%d texts were asked for after the fault", len(e.asked)-2)
		}
		if sum.Left != several {
			t.Errorf("%d articles are left, want all", sum.Left)
		}
	}
}

// fullSink takes a number of articles and then no more.
type fullSink struct {
	pipeline.Sink
	room atomic.Int32
}

func (f *fullSink) Write(d *write.Doc, _ ...write.File) (write.Result, error) {
	if f.room.Add(-1) < 0 {
		return write.Result{}, &write.StorageError{Path: d.Article.Name, Err: syscall.ENOSPC}
	}
	return f.Sink.Write(d)
}

// TestFolderThatIsFull stops the run; what was translated is kept.
func TestFolderThatIsFull(t *testing.T) {
	w, e := newWorkshop(t), &engine{answer: shouted}
	sink, err := write.Open(w.folder, w.formats)
	if err != nil {
		t.Fatal(err)
	}
	l := w.line(e)
	full := &fullSink{Sink: sink}
	full.room.Store(10)
	l.Sink = full
	sum, err := l.Run(ctx, many(lots))
	if _, ok := errors.AsType[*write.StorageError](err); !ok {
		t.Fatalf("the run ended with %v", err)
	}
	if sum.Left == 0 || sum.Left+len(sum.Articles) != lots {
		t.Errorf("%d articles and %d left, want %d in all and some left", len(sum.Articles), sum.Left, lots)
	}
	if err := sink.Close(); err != nil {
		t.Fatal(err)
	}
	again := &engine{answer: shouted}
	w.must(w.line(again), many(lots))
	if n := len(e.asked) + len(again.asked); n != lots+1 {
		t.Errorf("%d + %d texts were paid for, want one for each article and one more", len(e.asked), len(again.asked))
	}
}

// TestArticlesFailAlone: what cannot be loaded, read or translated is that
// article's error, in the order of the inputs.
func TestArticlesFailAlone(t *testing.T) {
	w := newWorkshop(t)
	broken := pipeline.Input{Path: "gone.txt", Name: "gone", Load: func() ([]byte, error) { return nil, os.ErrNotExist }}
	inputs := []pipeline.Input{input("a.txt", "One.\n"), broken, input("empty.txt", " \n"), input("nul.txt", "a\x00b\n"),
		input("x.pdf", "%PDF-1.7\n"), input("../up.txt", "Two.\n"), input("z.txt", "Three.\n")}
	sum, err := w.run(ctx, w.line(&engine{answer: shouted}), inputs)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range sum.Articles {
		got = append(got, fmt.Sprintf("%s %v", a.Path, a.Error != ""))
	}
	want := []string{"a.txt false", "gone.txt true", "empty.txt true", "nul.txt true", "x.pdf true", "../up.txt true", "z.txt false"}
	if !slices.Equal(got, want) || sum.Failed() != 5 {
		t.Errorf("got %q, %d failed; want %q, 5", got, sum.Failed(), want)
	}
	if !errors.Is(sum.Articles[2].Err(), pipeline.ErrEmpty) {
		t.Errorf("empty.txt: %v", sum.Articles[2].Err())
	}
	if n := len(w.written()); n != 2*len(w.formats) {
		t.Errorf("%d outputs, want those of two articles", n)
	}
}

// TestStagesAreNamed: what is timed has a name, and what has a name is timed.
func TestStagesAreNamed(t *testing.T) {
	w := newWorkshop(t)
	sum := w.must(w.line(&engine{answer: shouted}), project(t))
	if got, want := slices.Sorted(maps.Keys(sum.Stages)), slices.Sorted(slices.Values(pipeline.Stages())); !slices.Equal(got, want) {
		t.Errorf("timed are %q, named are %q", got, want)
	}
}

// TestAnalysisCountsWhatARunFinds adds up to the segments of a run, class by
// class, and leaves no trace.
func TestAnalysisCountsWhatARunFinds(t *testing.T) {
	w, e := newWorkshop(t), &engine{answer: shouted}
	inputs := append(project(t), input("page.txt", page))
	analyse := func() *pipeline.Analysis {
		t.Helper()
		a, err := w.line(nil).Analyse(ctx, inputs)
		if err != nil || a.Failed() > 0 {
			t.Fatal(err, a.Failed())
		}
		return a
	}
	before := analyse()
	again := analyse()
	if !maps.Equal(before.Total, again.Total) {
		t.Errorf("a second analysis differs: %v, %v", again.Total, before.Total)
	}
	sum := w.must(w.line(e), inputs)
	segments := 0
	for _, class := range pipeline.Classes() {
		segments += before.Total[class].Segments
	}
	if total := sum.Total; segments != total.Segments || before.Total[pipeline.NotForUse].Segments != total.Furniture {
		t.Errorf("analysed %d segments, %d not for use; the run found %d, %d", segments,
			before.Total[pipeline.NotForUse].Segments, total.Segments, total.Furniture)
	}
	if n := before.Total[pipeline.New].Segments; n != len(e.asked) {
		t.Errorf("%d segments are new, and %d were asked for", n, len(e.asked))
	}
	if n := analyse().Total[pipeline.New].Segments; n != 0 {
		t.Errorf("after the run %d segments are new", n)
	}
}
