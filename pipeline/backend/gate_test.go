package backend

import (
	"strings"
	"testing"
)

func TestFault(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, tt := range []struct{ name, source, answer, want string }{
		{"a translation", "He left.", "Նա գնաց։", ""},
		{"empty", "He left.", "", "empty"},
		{"not UTF-8", "He left.", "Նա \xd5", "not valid UTF-8"},
		{"a control", "He left.", "Նա\x07", "U+0007"},
		{"a line break", "He left.", "Նա\nգնաց", "U+000A"},
		{"a line break as in the source", "He\nleft.", "Նա\nգնաց", ""},
		{"a tab", "He left.", "Նա\tգնաց", ""},
		{"a C1 control", "He left.", "Նա\u0085", "U+0085"},
		{"a line separator", "He left.", "Նա\u2028", "U+2028"},
		{"turned around", "He left.", "Նա \u202eգնաց", "U+202E"},
		{"isolated", "He left.", "Նա \u2066գնաց", "U+2066"},
		{"isolated as in the source", "He \u2066left\u2069.", "Նա \u2066գնաց\u2069", ""},
		{"a mark of lost text", "He left.", "Նա գնա\uFFFD", "U+FFFD"},
		{"an object", "He left.", "\uFFFC", "U+FFFC"},
		{"a byte order mark", "He left.", "\uFEFFՆա", "U+FEFF"},
		{"private use", "He left.", "\uE000", "U+E000"},
		{"private use beyond", "He left.", "\U0010FFFD", "U+10FFFD"},
		{"a noncharacter", "He left.", "\U0001FFFE", "U+1FFFE"},
		{"tags", "He left.", "\U000E0041", "U+E0041"},
		{"a flag made of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 won", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 հաղթեց", ""},
		{"an emoji with a joiner", "He left.", "👩‍🚀 ☕️", ""},
		{"joiners and marks that spelling needs", "He left.", "می\u200cخواهم \u200f\u061c", ""},
		{"a CJK variant", "He left.", "葛\U000E0100", ""},
		{"far too long", long, strings.Repeat(long, 9), "far too long"},
		{"long, but short", "Hm", strings.Repeat("ա", 150), ""},
		{"a placeholder kept", "⟦1⟧He⟦2⟧ left.", "⟦2⟧Նա⟦1⟧ գնաց։", ""},
		{"a placeholder with blanks", "⟦1⟧He left.", "⟦ 1 ⟧Նա գնաց։", ""},
		{"a placeholder lost", "⟦1⟧He⟦2⟧ left.", "⟦1⟧Նա գնաց։", `placeholders ["⟦1⟧"], the source ["⟦1⟧" "⟦2⟧"]`},
		{"a placeholder doubled", "⟦1⟧He left.", "⟦1⟧Նա⟦1⟧ գնաց։", "placeholders"},
		{"a placeholder changed", "⟦1⟧He left.", "⟦2⟧Նա գնաց։", "placeholders"},
		{"a placeholder broken", "⟦1⟧He left.", "⟦1Նա գնաց։", "placeholders"},
		{"a bracket too many", "⟦1⟧He left.", "⟦1⟧Նա⟧ գնաց։", "placeholders"},
		{"a bracket of its own", "He left.", "⟦Նա⟧ գնաց։", "placeholders"},
		{"broken brackets as in the source", "⟧He⟦ left.", "⟧Նա⟦ գնաց։", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := formFault(Segment{Text: tt.source}, tt.answer, false); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("formFault = %q, want %q in it", got, tt.want)
			}
		})
	}
}

// FuzzFault accepts every text as its own answer.
func FuzzFault(f *testing.F) {
	f.Add("He left.", "⟦1⟧")
	f.Add("⟦⟦1⟧\u202e", "\x00")
	f.Fuzz(func(t *testing.T, source, answer string) {
		source = strings.ToValidUTF8(source, "?")
		if got := formFault(Segment{Text: source}, source, false); source != "" && got != "" {
			t.Errorf("%q is no answer to itself: %s", source, got)
		}
		if formFault(Segment{Text: source}, answer, false) == "" && strings.Count(source, opening) != strings.Count(answer, opening) {
			t.Errorf("%q passes for %q", answer, source)
		}
	})
}
