package protect

import (
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

func TestHide(t *testing.T) {
	pair := func(at, end int) []bitext.Code {
		return []bitext.Code{
			{ID: 1, Kind: bitext.Open, At: at, Raw: "<b>"},
			{ID: 1, Kind: bitext.Close, At: end, Raw: "</b>"},
		}
	}
	image := bitext.Code{ID: 2, Kind: bitext.Alone, At: 4, Raw: "![x](y)"}
	for _, c := range []struct {
		name string
		in   bitext.Content
		want string
	}{
		{"plain text", bitext.Content{Text: "He left."}, "He left."},
		{"a pair", bitext.Content{Text: "He left.", Codes: pair(3, 7)}, "He ⟦1⟧left⟦2⟧."},
		{"an object", bitext.Content{Text: "See " + bitext.Object + ".", Codes: []bitext.Code{image}}, "See ⟦1⟧."},
		{"an address", bitext.Content{Text: "See https://example.org/a_(b)."}, "See ⟦1⟧."},
		{"an address in brackets", bitext.Content{Text: "It (www.example.org) is."}, "It (⟦1⟧) is."},
		{"a mail address", bitext.Content{Text: "Write to a.b@example.org, please."}, "Write to ⟦1⟧, please."},
		{"an Armenian full stop after an address", bitext.Content{Text: "Տես https://example.org։"}, "Տես ⟦1⟧։"},
		{"literal brackets", bitext.Content{Text: "a ⟦1⟧ b"}, "a ⟦1⟧1⟦2⟧ b"},
		{"a comment before an object", bitext.Content{Text: "a " + bitext.Object + "b", Codes: []bitext.Code{
			{ID: 1, Kind: bitext.Alone, At: 2, Raw: "<!---->"}, {ID: 2, Kind: bitext.Alone, At: 2, Raw: "<img>"},
		}}, "a ⟦1⟧⟦2⟧b"},
		{"a stray object", bitext.Content{Text: "a " + bitext.Object}, "a ⟦1⟧"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := Hide(c.in)
			if h.Text != c.want {
				t.Errorf("Hide = %q, want %q", h.Text, c.want)
			}
			back, findings := h.Restore(h.Text)
			if !back.Equal(c.in) || len(findings) > 0 {
				t.Errorf("Restore(Hide) = %+v, %v, want %+v", back, findings, c.in)
			}
		})
	}
}

func TestRestoreRepairs(t *testing.T) {
	in := bitext.Content{Text: "He left Rome.", Codes: []bitext.Code{
		{ID: 1, Kind: bitext.Open, At: 3, Raw: "<b>"},
		{ID: 1, Kind: bitext.Close, At: 7, Raw: "</b>"},
		{ID: 2, Kind: bitext.Alone, At: 12, Raw: "<wbr>"},
	}}
	for _, c := range []struct {
		name, text, want string
		codes            int
		ids              string
	}{
		{"moved codes are fine", "Rome⟦3⟧ ⟦1⟧left⟦2⟧ he.", "Rome left he.", 3, ""},
		{"blanks inside a placeholder", "⟦ 1 ⟧left⟦2 ⟧ ⟦3⟧", "left ", 3, ""},
		{"a lost partner goes with its other half", "⟦1⟧left ⟦3⟧", "left ", 1, "code-missing"},
		{"a doubled placeholder counts once", "⟦1⟧left⟦2⟧⟦2⟧⟦3⟧", "left", 3, "code-doubled"},
		{"an unknown placeholder is deleted", "⟦1⟧left⟦2⟧⟦3⟧⟦9⟧", "left", 3, "code-unknown"},
		{"a pair the wrong way round is left out", "⟦2⟧left⟦1⟧⟦3⟧", "left", 1, "code-order"},
		{"number zero is unknown", "⟦1⟧⟦2⟧⟦3⟧⟦0⟧", "", 3, "code-unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, findings := Hide(in).Restore(c.text)
			var ids []string
			for _, f := range findings {
				ids = append(ids, f.ID)
			}
			if got.Text != c.want || len(got.Codes) != c.codes || strings.Join(ids, " ") != c.ids {
				t.Errorf("Restore(%q) = %q with %d codes, findings %v; want %q, %d, %q",
					c.text, got.Text, len(got.Codes), ids, c.want, c.codes, c.ids)
			}
		})
	}
}

func FuzzRestore(f *testing.F) {
	f.Add("He left https://a.example/x, ⟦1⟧ \uFFFC a@b.am", "⟦1⟧ ⟦3⟧ ⟦2⟧⟦2⟧ ⟦99⟧", 3, 7)
	f.Fuzz(func(t *testing.T, text, reply string, at, end int) {
		if !utf8.ValidString(text) || at < 0 || at > end || end > len(text) ||
			!utf8.ValidString(text[:at]) || !utf8.ValidString(text[:end]) {
			return
		}
		in := bitext.Content{Text: text, Codes: []bitext.Code{
			{ID: 1, Kind: bitext.Open, At: at}, {ID: 1, Kind: bitext.Close, At: end},
		}}
		h := Hide(in)
		if back, findings := h.Restore(h.Text); !back.Equal(in) || len(findings) > 0 {
			t.Fatalf("Restore(Hide(%q)) = %q %+v, findings %v", text, back.Text, back.Codes, findings)
		}
		back, _ := h.Restore(reply)
		depth := 0
		for _, c := range back.Codes {
			if c.At < 0 || c.At > len(back.Text) {
				t.Fatalf("code at %d outside %q", c.At, back.Text)
			}
			if depth += map[bitext.CodeKind]int{bitext.Open: 1, bitext.Close: -1}[c.Kind]; depth < 0 {
				t.Fatalf("codes not well formed in %q: %+v", back.Text, back.Codes)
			}
		}
		if depth != 0 {
			t.Fatalf("a code is left open in %q", back.Text)
		}
	})
}
