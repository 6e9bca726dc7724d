package protect

import (
	"testing"

	"targman/pipeline/bitext"
)

func TestAgain(t *testing.T) {
	source := bitext.Content{Text: "He left Rome, see https://example.org or a@b.am" + bitext.Object + ".", Codes: []bitext.Code{
		{ID: 1, Kind: bitext.Open, At: 3, Raw: "<b>"},
		{ID: 1, Kind: bitext.Close, At: 7, Raw: "</b>"},
		{ID: 2, Kind: bitext.Alone, At: 47, Raw: "<img>"},
	}}
	h := Hide(source)
	for _, c := range []struct{ name, reply string }{
		{"in the order of the source", "⟦1⟧left⟦2⟧ Rome ⟦3⟧ ⟦4⟧ ⟦5⟧"},
		{"in another order", "⟦5⟧ ⟦4⟧ Rome ⟦3⟧ ⟦1⟧left⟦2⟧"},
		{"side by side", "⟦1⟧⟦5⟧⟦2⟧⟦4⟧ ⟦3⟧"},
	} {
		t.Run(c.name, func(t *testing.T) {
			content, _ := h.Restore(c.reply)
			if got, ok := h.Again(content); got != c.reply || !ok {
				t.Errorf("Again(Restore(%q)) = %q, %t", c.reply, got, ok)
			}
		})
	}
}

func TestAgainRefuses(t *testing.T) {
	object := bitext.Content{Text: bitext.Object, Codes: []bitext.Code{{ID: 1, Kind: bitext.Alone}}}
	for _, c := range []struct {
		name    string
		source  bitext.Content
		changed bitext.Content
	}{
		{"a code of nowhere", object, bitext.Content{Text: "a", Codes: []bitext.Code{{ID: 9}}}},
		{"a code that is missing", object, bitext.Content{Text: "a"}},
		{"addresses run together", bitext.Content{Text: "a@b.am c@d.am"}, bitext.Content{Text: "a@b.amc@d.am"}},
		{"an object that is gone", object, bitext.Content{Text: "a", Codes: object.Codes}},
		{"brackets where there were none", bitext.Content{Text: "a"}, bitext.Content{Text: "⟦1⟧"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := Hide(c.source).Again(c.changed); ok {
				t.Errorf("Again = %q, want it refused", got)
			}
		})
	}
}

func FuzzAgain(f *testing.F) {
	f.Add("He left https://a.example/x, ⟦1⟧ \uFFFC a@b.am", "⟦1⟧ ⟦3⟧ ⟦2⟧⟦2⟧ ⟦99⟧", "Rome")
	f.Fuzz(func(t *testing.T, text, reply, more string) {
		h := Hide(bitext.Content{Text: text, Codes: []bitext.Code{{ID: 1, Kind: bitext.Open}, {ID: 1, Kind: bitext.Close, At: len(text)}}})
		c, _ := h.Restore(reply)
		c.Text += more
		hidden, ok := h.Again(c)
		if !ok {
			return
		}
		if back, _ := h.Restore(hidden); !back.Equal(c) {
			t.Fatalf("Restore(Again(%+v)) = %+v", c, back)
		}
	})
}
