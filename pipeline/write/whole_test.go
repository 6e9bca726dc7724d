package write

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

func TestWhole(t *testing.T) {
	fx := fixture{Codes: map[int][3]string{1: {"[", "](u)", "link"}, 2: {"*", "*", "fmt"}, 3: {"![x](y)", "", "image"}}}
	for _, c := range []struct {
		name, block, want string
		// units are originals and targets; an empty target is none.
		units [][2]string
	}{
		{"one unit", "One.", "Մեկ։", [][2]string{{"One.", "Մեկ։"}}},
		{"two units and the gap", "One.  Two.", "Մեկ։  Երկու։", [][2]string{{"One.", "Մեկ։"}, {"Two.", "Երկու։"}}},
		{"one that is not translated", "One. Two.", "One. Երկու։", [][2]string{{"One.", ""}, {"Two.", "Երկու։"}}},
		{"a link around the block", "⟦1⟧One.⟦/1⟧", "[Մեկ։](u)", [][2]string{{"One.", "Մեկ։"}}},
		{"emphasis around two units", "⟦2⟧One. Two.⟦/2⟧", "*Մեկ։ Երկու։*", [][2]string{{"⟦2⟧One.", "⟦2⟧Մեկ։"}, {"Two.⟦/2⟧", "Երկու։⟦/2⟧"}}},
		{"a unit whose codes have moved", "⟦2⟧One⟦/2⟧ ⟦1⟧two⟦/1⟧.", "[երկու](u) *մեկ*։",
			[][2]string{{"⟦2⟧One⟦/2⟧ ⟦1⟧two⟦/1⟧.", "⟦1⟧երկու⟦/1⟧ ⟦2⟧մեկ⟦/2⟧։"}}},
		{"codes between two units", "One.⟦2⟧ ⟦/2⟧⟦1⟧Two.⟦/1⟧", "Մեկ։* *[Երկու։](u)", [][2]string{{"One.", "Մեկ։"}, {"Two.", "Երկու։"}}},
		{"an image before the text", "⟦3/⟧ One.", "![x](y) Մեկ։", [][2]string{{"⟦3/⟧ One.", "⟦3/⟧ Մեկ։"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := bitext.Block{Content: fx.content(t, c.block)}
			var units []bitext.Unit
			for _, u := range c.units {
				units = append(units, bitext.Unit{Original: fx.content(t, u[0]), Target: fx.content(t, u[1])})
			}
			if got := spell(&b, whole(&b, units)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A value in quotes that holds two sentences keeps one pair of quotes.
func TestDocumentSpellsABlockInOnePiece(t *testing.T) {
	src := `title: "One. Two."`
	d := &Doc{Source: "en", Target: "hy", Article: &bitext.Article{
		Source: src, Encoding: bitext.Encoding{Charset: "utf-8"},
		Blocks: []bitext.Block{{Kind: bitext.Headline, Span: bitext.Span{Start: 7, End: 18}, Content: bitext.Content{Text: "One. Two."}}},
		Spell:  func(_ *bitext.Block, c bitext.Content) string { return `"` + c.Text + `"` },
	}, Units: []bitext.Unit{
		{ID: "1.1", Span: bitext.Span{Start: 8, End: 12}, Original: bitext.Content{Text: "One."}, Target: bitext.Content{Text: "Un."}},
		{ID: "1.2", Span: bitext.Span{Start: 13, End: 17}, Original: bitext.Content{Text: "Two."}, Target: bitext.Content{Text: "Deux."}},
	}}
	var out strings.Builder
	if err := document(&out, d); err != nil || out.String() != `title: "Un. Deux."` {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
