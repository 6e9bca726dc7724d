package settle_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/lang/hy"
	"targman/pipeline/settle"
)

// FuzzUnit settles any text for any source: nothing panics, settling twice is
// settling once, and what stands in the text stays in order.
func FuzzUnit(f *testing.F) {
	for _, r := range bed(f) {
		f.Add(r.source, r.damaged, len(r.damaged)/3, false)
	}
	f.Add("Lavrov ⟦1⟧ Cavusoglu Reuters NATO", "⟦1⟧⟦2⟧-ի Lavrov Çavuşoğlu-ն ՆԱՏՕի \uFFFC Լա\u0301վռո՞վ", 7, false)
	f.Add("Lavrov", "Լավռով\xffը Lav\x00rov", 3, true)
	g, s := settler(f)
	f.Fuzz(func(t *testing.T, source, target string, at int, human bool) {
		u := unitOf(g, source, target)
		u.Provenance.Human = human
		if at >= 0 && at <= len(target) && (at == len(target) || utf8.RuneStart(target[at])) {
			u.Target.Codes = []bitext.Code{{ID: 1, Kind: bitext.Open, At: at}, {ID: 1, Kind: bitext.Close, At: len(target)}}
		}
		s.Unit(&u)
		if human && u.Target.Text != target {
			t.Fatalf("%q of a person became %q", target, u.Target.Text)
		}
		checkContent(t, &u)
		twice := unitOf(g, source, u.Target.Text)
		twice.Provenance.Human, twice.Target.Codes = human, slices.Clone(u.Target.Codes)
		s.Unit(&twice)
		if !twice.Target.Equal(u.Target) || !slices.Equal(ids(&twice), ids(&u)) {
			t.Fatalf("%q settled once is %q %v, twice %q %v", target, u.Target.Text, ids(&u), twice.Target.Text, ids(&twice))
		}
	})
}

func checkContent(t *testing.T, u *bitext.Unit) {
	t.Helper()
	text, last := u.Target.Text, 0
	for _, c := range u.Target.Codes {
		if c.At < last || c.At > len(text) {
			t.Fatalf("a code stands at %d of %q, after %d", c.At, text, last)
		}
		last = c.At
	}
	for _, term := range u.Terms {
		if len(term.Found) != len(term.Forms) {
			t.Fatalf("%s has %d places and %d forms", term.Concept, len(term.Found), len(term.Forms))
		}
		for _, span := range term.Found {
			if span.Start < 0 || span.Start >= span.End || span.End > len(text) {
				t.Fatalf("%s stands at %v of %q", term.Concept, span, text)
			}
		}
	}
}

// TestLongLine has up to a megabyte without a break, with names at its ends.
func TestLongLine(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct{ name, filling string }{
		{"words", strings.Repeat("և այլն, ", 1<<20/15)},
		{"capitals", strings.Repeat("Հայտնի ", 1<<17/13)},
		{"one word", strings.Repeat("ա", 1<<19)},
		{"names", strings.Repeat("Լավռովին ", 1<<17/17)},
		{"English", strings.Repeat("Lavrov met ", 1<<17/11)},
		{"brackets", strings.Repeat("⟦1⟧", 1<<17/7)},
		{"hyphens", strings.Repeat("Ա-", 1<<17/3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := unitOf(g, "Lavrov and Cavusoglu met in Nagorno-Karabakh.", "Լավռովն ու "+c.filling+" Կավուսօղլուն։")
			s.Unit(&u)
			if !strings.HasPrefix(u.Target.Text, "Լավրով") || !strings.HasSuffix(u.Target.Text, "Չավուշօղլուն։") {
				t.Error("the names at the ends were not put right")
			}
		})
	}
}

// TestStrangeTerms has terms that are hardly names.
func TestStrangeTerms(t *testing.T) {
	s := settle.New(names(t), "en", "hy", hy.Pack())
	for _, target := range []string{"…", "։", "-", " ", "«»", "7", "Ա", "⟦1⟧", "\xff", "\u0301", strings.Repeat("Երկար ", 200), strings.Repeat("Ե", 1<<20)} {
		u := bitext.Unit{State: bitext.Translated, Source: bitext.Content{Text: "Strange"}, Target: bitext.Content{Text: "Սա " + target + " է։"},
			Terms: []bitext.Term{{Concept: "strange", Canonical: "Strange", Target: target, Kind: "other", Class: "none"}}}
		before := u.Target.Text
		if s.Unit(&u); u.Target.Text != before {
			t.Errorf("%.40q became %.40q", before, u.Target.Text)
		}
	}
}
