package pipeline_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
	"targman/pipeline/write"
	"targman/testdata/parallel"
)

// shelf keeps the documents that are written.
type shelf struct{ docs []write.Doc }

func (s *shelf) Write(d *write.Doc, _ ...write.File) (write.Result, error) {
	s.docs = append(s.docs, *d)
	return write.Result{}, nil
}
func (s *shelf) Stands(write.File) bool { return false }
func (s *shelf) Sync() error            { return nil }

// drawer is a memory that takes entries.
type drawer struct{ entries []memory.Entry }

func (d *drawer) Recall(context.Context, memory.Pair, string, []memory.Query) ([]memory.Match, error) {
	return nil, nil
}
func (d *drawer) Keep(_ context.Context, _ memory.Pair, es []memory.Entry) error {
	d.entries = append(d.entries, es...)
	return nil
}

func newAligner(t testing.TB) (*pipeline.Aligner, *shelf, *drawer) {
	t.Helper()
	names, err := glossary.Load(root + "/glossary")
	if err != nil {
		t.Fatal(err)
	}
	packs := all.Packs()
	from, err := packs["en"].Splitter(lang.Custom{})
	if err != nil {
		t.Fatal(err)
	}
	to, err := packs["hy"].Splitter(lang.Custom{})
	if err != nil {
		t.Fatal(err)
	}
	out, kept := &shelf{}, &drawer{}
	return &pipeline.Aligner{TargetBreaks: to, Keep: true, Least: 0.7, Line: &pipeline.Line{
		Pair: memory.Pair{Source: "en", Target: "hy"}, Source: packs["en"], Target: packs["hy"], Breaks: from,
		Names: names.Matcher("en"), Glossary: names, Workers: 1, Sink: out, Memory: kept,
	}}, out, kept
}

func couple(ext, source, target string) []pipeline.Couple {
	in := func(name, text string) pipeline.Input {
		return pipeline.Input{Path: name + ext, Name: "a", Load: func() ([]byte, error) { return []byte(text), nil }}
	}
	return []pipeline.Couple{{Source: in("a.en", source), Target: in("a.hy", target)}}
}

// text writes sentences as plain text; with paragraphs an empty line stands
// before each that opens one.
func text(list []parallel.Sentence, paragraphs bool) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 && s.Opens && paragraphs {
			b.WriteString("\n\n")
		} else if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// allOf is all text of one side, without white space.
func allOf(d *write.Doc, side func(*bitext.Unit) string) string {
	var b strings.Builder
	for i := range d.Units {
		b.WriteString(strings.Join(strings.Fields(side(&d.Units[i])), ""))
	}
	return b.String()
}

func TestAlignedDocumentsLoseNothing(t *testing.T) {
	for _, paragraphs := range []bool{true, false} { // one huge paragraph each
		for seed := range uint64(4) {
			d := parallel.Make(rand.New(rand.NewPCG(seed, 9)), parallel.Articles(), 60, parallel.Usual)
			a, out, kept := newAligner(t)
			source, target := text(d.Source, paragraphs), text(d.Target, paragraphs)
			rs, err := a.Run(t.Context(), couple(".txt", source, target))
			if err != nil || rs[0].Err() != nil || rs[0].Verdict != "related" || len(out.docs) != 1 {
				t.Fatalf("%+v, %v", rs, err)
			}
			r, doc := rs[0], &out.docs[0]
			if got, want := allOf(doc, func(u *bitext.Unit) string { return u.Original.Text }), strings.Join(strings.Fields(source), ""); got != want {
				t.Errorf("the source is not whole or not in order:\n%s\n%s", got, want)
			}
			if got, want := allOf(doc, func(u *bitext.Unit) string { return u.Target.Text }), strings.Join(strings.Fields(target), ""); got != want {
				t.Errorf("the target is not whole or not in order:\n%s\n%s", got, want)
			}
			if r.Kept != len(kept.entries) || r.Kept == 0 || r.Kept > r.Pairs-r.Review {
				t.Errorf("%d of %d pairs were kept, %d entries", r.Kept, r.Pairs, len(kept.entries))
			}
			for _, e := range kept.entries {
				if e.Origin != bitext.FromAlign || e.State != bitext.Translated || e.Score < 70 || e.Score > 100 || e.Provenance.Human || e.Text == "" || e.Target == "" {
					t.Errorf("kept: %+v", e)
				}
			}
			conformUnits(t, doc)
		}
	}
}

// conformUnits checks what every format takes for granted.
func conformUnits(t *testing.T, d *write.Doc) {
	t.Helper()
	seen := map[string]bool{}
	for i := range d.Units {
		u := &d.Units[i]
		if seen[u.ID] || i > 0 && u.Block < d.Units[i-1].Block || u.Block >= len(d.Article.Blocks) {
			t.Errorf("%s stands in block %d of %d, or twice", u.ID, u.Block, len(d.Article.Blocks))
		}
		seen[u.ID] = true
		if !strings.Contains(d.Article.Blocks[u.Block].Text, u.Original.Text) {
			t.Errorf("%s: %q is not in its block", u.ID, u.Original.Text)
		}
	}
}

func TestAlignBadInput(t *testing.T) {
	articles := parallel.Articles()
	english := func(n int) (out string) {
		for _, s := range articles[n] {
			out += s.Source + " "
		}
		return out
	}
	armenian := func(n int) (out string) {
		for _, s := range articles[n] {
			out += s.Target + " "
		}
		return out
	}
	cases := map[string]struct{ source, target, error, verdict string }{
		"translation":     {english(0), armenian(0), "", "related"},
		"no translation":  {english(0), armenian(1), "", "unrelated"},
		"too short":       {"Hello.", "Բարև։", "", "unknown"},
		"empty source":    {"", armenian(0), "there is no text in it", ""},
		"empty target":    {english(0), " \n\n ", "there is no text in it", ""},
		"identical":       {english(0), english(0), "both documents have the same text", ""},
		"swapped":         {armenian(0), english(0), "name the en document first", ""},
		"wrong target":    {english(0), english(1), "a.hy.txt: most of its letters are of en", ""},
		"wrong source":    {armenian(1), armenian(0), "a.en.txt: most of its letters are of hy", ""},
		"no letters":      {"12 + 3", "45", "there is no text in it", ""},
		"one word to all": {"Yerevan.", armenian(0), "", "unknown"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a, out, kept := newAligner(t)
			rs, err := a.Run(t.Context(), couple(".txt", c.source, c.target))
			if err != nil {
				t.Fatal(err)
			}
			if r := rs[0]; r.Verdict != c.verdict || !strings.Contains(r.Error, c.error) || (r.Error == "") != (c.error == "") {
				t.Errorf("got %q, %q", r.Verdict, r.Error)
			}
			if c.verdict != "related" && len(kept.entries) > 0 {
				t.Errorf("%d pairs went into the memory", len(kept.entries))
			}
			if written := c.verdict == "related" || c.verdict == "unknown"; written != (len(out.docs) == 1) {
				t.Errorf("%d documents were written", len(out.docs))
			}
		})
	}
}

func TestAlignKeepsCodesThatBothHave(t *testing.T) {
	a, out, _ := newAligner(t)
	source := `<p>The mayor of <b>Gyumri</b> opened a <a href="/x">tram line</a> of 6 kilometres in 1988.</p><p>It <i>cost</i> 22 million euros.</p>`
	target := `<p>1988 թվականին <b>Գյումրիի</b> քաղաքապետը բացել է տրամվայի 6 կիլոմետր երկարությամբ <a href="/y">գիծ</a>։</p><p>Այն արժեցել է 22 միլիոն <img src="e.png" alt="e"> եվրո։</p>`
	a.Read.WholeDocument = true
	rs, err := a.Run(t.Context(), couple(".html", source, target))
	if err != nil || rs[0].Err() != nil {
		t.Fatal(rs, err)
	}
	got := ""
	for _, u := range out.docs[0].Units {
		got += fmt.Sprintf("%d %d %d; ", len(u.Source.Codes), len(u.Target.Codes), strings.Count(u.Target.Text, bitext.Object))
		for _, f := range u.Findings {
			if f.ID == "placeholders" {
				t.Errorf("%s: %s", u.ID, f.Message)
			}
		}
	}
	if want := "4 4 0; 0 0 0; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// BenchmarkAlignDocuments takes 10,000 sentences each side, in one paragraph.
func BenchmarkAlignDocuments(b *testing.B) {
	d := parallel.Make(rand.New(rand.NewPCG(1, 9)), parallel.Articles(), 10_000, parallel.Usual)
	source, target := text(d.Source, false), text(d.Target, false)
	b.ReportAllocs()
	for b.Loop() {
		a, _, _ := newAligner(b)
		if rs, err := a.Run(b.Context(), couple(".txt", source, target)); err != nil || rs[0].Verdict != "related" {
			b.Fatal(rs, err)
		}
	}
	b.ReportMetric(float64(len(d.Source)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
