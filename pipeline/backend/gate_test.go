package backend

import (
	"strings"
	"testing"
	"unicode"
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

// TestUnusual passes good answers to texts that are no plain sentences, and
// stops bad ones that look like them.
func TestUnusual(t *testing.T) {
	gate := Gate{Source: unicode.Latin, Target: unicode.Armenian, SourceRefusals: []string{"i'm sorry, but"}, TargetRefusals: []string{"ներողություն, բայց ես չեմ կարող"}}
	for _, tt := range []struct{ name, source, answer, want string }{
		{"a headline", "Rain", "Անձրև", ""},
		{"a headline that is a name", "Reuters", "Reuters", ""},
		{"all capitals", "BREAKING: TALKS FAIL IN GENEVA", "ՇՏԱՊ. ԲԱՆԱԿՑՈՒԹՅՈՒՆՆԵՐԸ ԺՆԵՎՈՒՄ ՁԱԽՈՂՎԵՑԻՆ", ""},
		{"a title with foreign names", "Mercedes-Benz, BMW and Volkswagen", "Mercedes-Benz, BMW և Volkswagen", ""},
		{"a list of names", "John Smith, Mary Brown, Peter Jones, Anna White", "Ջոն Սմիթ, Մերի Բրաուն, Փիթեր Ջոնս, Աննա Ուայթ", ""},
		{"a list of names as they are", "John Smith, Mary Brown, Peter Jones, Anna White", "John Smith, Mary Brown, Peter Jones, Anna White", ""},
		{"numbers", "12 345 | 67.8 % | 2024-11-30", "12 345 | 67,8 % | 30.11.2024", ""},
		{"numbers as they are", "12 345 | 67.8 % | 2024-11-30", "12 345 | 67.8 % | 2024-11-30", ""},
		{"a score", "3-1 (0-0)", "3:1 (0:0)", ""},
		{"a link", "https://www.example.org/news/world/long-path-of-an-article?id=3", "https://www.example.org/news/world/long-path-of-an-article?id=3", ""},
		{"several links", "www.example.org/alpha www.example.com/beta example.net/gamma-delta", "www.example.org/alpha www.example.com/beta example.net/gamma-delta", ""},
		{"a path", "docs/notes/first.txt and second.txt or third.txt", "docs/notes/first.txt և second.txt կամ third.txt", ""},
		{"an address and an account", "press@example.org, @newsdesk_hy", "press@example.org, @newsdesk_hy", ""},
		{"Latin in a sentence", "He quoted “sic transit gloria mundi” and left the hall.", "Նա մեջբերեց «sic transit gloria mundi» խոսքերը և դուրս եկավ դահլիճից։", ""},
		{"Cyrillic of the source", "The paper «Вести» wrote about it.", "«Вести» թերթը գրել է այդ մասին։", ""},
		{"Cyrillic made Armenian", "The paper «Вести» wrote about it.", "«Վեստի» թերթը գրել է այդ մասին։", ""},
		{"Greek and Chinese of the source", "Words like λόγος and 道 are hard to translate.", "λόγος և 道 նման բառերը դժվար է թարգմանել։", ""},
		{"Armenian in the source", "The word «բարև» means hello.", "«Բարև» բառը նշանակում է ողջույն։", ""},
		{"an apology of the source", "“I’m sorry, but I can’t go,” she said.", "«Ներողություն, բայց ես չեմ կարող գնալ»,- ասաց նա։", ""},
		{"an emoji", "🎉", "🎉", ""},
		{"a time", "At 6:30 p.m. on May 5", "Մայիսի 5-ին՝ ժամը 18:30-ին", ""},
		{"an echo", "He left the hall early.", "He left the hall early.", "source again"},
		{"an echo in other marks", "He left the hall early.", "«He left the hall early»", "source again"},
		{"an echo with a link", "He wrote on example.org that he left the hall.", "He wrote on example.org that he left the hall.", "source again"},
		{"English of its own", "He left the hall early in the evening.", "He departed from the hall quite early.", "not in the target language"},
		{"a few words of English", "He left the hall early in the evening.", "He went off then.", "0 of 11 letters"},
		{"a few words of an echo", "The quick note says that they left.", "The quick note says", "not in the target language"},
		{"marks for words", "He left early.", "— …", "no words"},
		{"marks for a mark", "(c)", "©", ""},
		{"a number for words", "Twenty twenty six", "2026", ""},
		{"a link that is new", "He left the hall early.", "Նա դուրս եկավ դահլիճից https://example.org/", "https://"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := Segment{ID: "1", Text: tt.source}
			g := gatekeeper{gate: gate, canary: "canary", segments: []Segment{s}, answers: map[string]string{"1": tt.answer}}
			if got := g.fault(s, tt.answer); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("fault = %q, want %q in it", got, tt.want)
			}
		})
	}
}
