package glossary

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// hit is a Match in short: what stands there, the concept, what should stand.
type hit struct {
	Seen, ID, Canonical string
	Given               bool
}

func hits(text string, ms []Match) []hit {
	var out []hit
	for _, m := range ms {
		out = append(out, hit{text[m.Start:m.End], m.Concept.ID, m.Canonical, m.Given})
	}
	return out
}

func TestMatchShipped(t *testing.T) {
	m := shipped(t).Matcher("en")
	for _, tt := range []struct {
		name, text string
		want       []hit
	}{
		{"no name", "Nobody of note spoke on Thursday.", nil},
		{"canonical", "Cavusoglu spoke.", []hit{{"Cavusoglu", "cavusoglu", "Cavusoglu", false}}},
		{"all accents", "Çavuşoğlu spoke.", []hit{{"Çavuşoğlu", "cavusoglu", "Cavusoglu", false}}},
		{"some accents", "Cavuşoğlu spoke.", []hit{{"Cavuşoğlu", "cavusoglu", "Cavusoglu", false}}},
		{"decomposed accents", "C\u0327avus\u0327og\u0306lu spoke.", []hit{{"C\u0327avus\u0327og\u0306lu", "cavusoglu", "Cavusoglu", false}}},
		{"listed variant", "Chavushoglu spoke.", []hit{{"Chavushoglu", "cavusoglu", "Cavusoglu", false}}},
		{"given name", "Mevlüt Çavuşoğlu spoke.", []hit{{"Mevlüt Çavuşoğlu", "cavusoglu", "Mevlut Cavusoglu", true}}},
		{"initial", "M. Cavusoglu spoke.", []hit{{"M. Cavusoglu", "cavusoglu", "Mevlut Cavusoglu", true}}},
		{"initial without space", "By M.Cavusoglu.", []hit{{"M.Cavusoglu", "cavusoglu", "Mevlut Cavusoglu", true}}},
		{"two initials", "R.T. Erdoğan and R. T. Erdogan.", []hit{
			{"R.T. Erdoğan", "erdogan", "Recep Tayyip Erdogan", true}, {"R. T. Erdogan", "erdogan", "Recep Tayyip Erdogan", true}}},
		{"part of the given name", "Tayyip Erdogan left.", []hit{{"Tayyip Erdogan", "erdogan", "Recep Tayyip Erdogan", true}}},
		{"somebody else's given name", "Hunter Biden left.", []hit{{"Biden", "biden", "Biden", false}}},
		{"family name first", "Xi, Xi Jinping and XI.", []hit{{"Xi", "xi-jinping", "Xi", false}, {"Xi Jinping", "xi-jinping", "Xi Jinping", true}}},
		{"small first letter", "Von der Leyen met Ursula von der Leyen.", []hit{
			{"Von der Leyen", "von-der-leyen", "Von der Leyen", false}, {"Ursula von der Leyen", "von-der-leyen", "Ursula von der Leyen", true}}},
		{"straight possessive", "Lavrov's talks", []hit{{"Lavrov", "lavrov", "Lavrov", false}}},
		{"curly possessive", "Turkey’s Mevlut Cavusoglu’s", []hit{
			{"Turkey", "turkey", "Turkey", false}, {"Mevlut Cavusoglu", "cavusoglu", "Mevlut Cavusoglu", true}}},
		{"possessive of a plural", "the United States’ view, the Netherlands' view", []hit{
			{"United States", "united-states", "United States", false}, {"Netherlands", "netherlands", "Netherlands", false}}},
		{"capital possessive", "TURKEY'S VIEW", []hit{{"TURKEY", "turkey", "TURKEY", false}}},
		{"hyphen", "Nagorno-Karabakh.", []hit{{"Nagorno-Karabakh", "nagorno-karabakh", "Nagorno-Karabakh", false}}},
		{"en dash", "Nagorno–Karabakh.", []hit{{"Nagorno–Karabakh", "nagorno-karabakh", "Nagorno-Karabakh", false}}},
		{"non-breaking hyphen", "Nagorno\u2011Karabakh.", []hit{{"Nagorno\u2011Karabakh", "nagorno-karabakh", "Nagorno-Karabakh", false}}},
		{"space for hyphen", "Nagorno Karabakh.", []hit{{"Nagorno Karabakh", "nagorno-karabakh", "Nagorno-Karabakh", false}}},
		{"hyphen for space", "White-House staff", []hit{{"White-House", "white-house", "White House", false}}},
		{"other spelling", "Nagorny Karabakh.", []hit{{"Nagorny Karabakh", "nagorno-karabakh", "Nagorno-Karabakh", false}}},
		{"shorter name alone", "Karabakh.", []hit{{"Karabakh", "karabakh", "Karabakh", false}}},
		{"longest wins", "the Republic of Armenia and Armenia", []hit{
			{"Republic of Armenia", "republic-of-armenia", "Republic of Armenia", false}, {"Armenia", "armenia", "Armenia", false}}},
		{"compound of two names", "Russia-Turkey talks, a US-led force", []hit{
			{"Russia", "russia", "Russia", false}, {"Turkey", "turkey", "Turkey", false}, {"US", "united-states", "US", false}}},
		{"demonyms are other words", "Turkish, Armenian, Russians, Karabakhi", nil},
		{"whole words", "Moscowite Putinism Turkeys NATOs", nil},
		{"small letters", "a turkey sandwich for us in paris", nil},
		{"one small letter of two", "the White house and white House", nil},
		{"capitals", "TURKEY -- SERGEI LAVROV (L)", []hit{{"TURKEY", "turkey", "TURKEY", false}, {"SERGEI LAVROV", "lavrov", "SERGEI LAVROV", true}}},
		{"capitals of a variant", "NAGORNY KARABAKH", []hit{{"NAGORNY KARABAKH", "nagorno-karabakh", "NAGORNO-KARABAKH", false}}},
		{"surname in capitals", "Mevlüt ÇAVUŞOĞLU", []hit{{"Mevlüt ÇAVUŞOĞLU", "cavusoglu", "Mevlut Cavusoglu", true}}},
		{"acronym", "The US, the EU and the UN.", []hit{
			{"US", "united-states", "US", false}, {"EU", "european-union", "EU", false}, {"UN", "united-nations", "UN", false}}},
		{"acronym in small letters", "Us and eu and un.", nil},
		{"acronym with stops", "U.S. troops, the U.N.'s, U.S.-led", []hit{
			{"U.S.", "united-states", "U.S.", false}, {"U.N.", "united-nations", "U.N.", false}, {"U.S.", "united-states", "U.S.", false}}},
		{"acronym at the end", "in the U.S.", []hit{{"U.S", "united-states", "U.S", false}}},
		{"acronym at the end of a line", "in the U.S.\nThen", []hit{{"U.S", "united-states", "U.S", false}}},
		{"acronym as a word", "Nato and NATO", []hit{{"Nato", "nato", "NATO", false}, {"NATO", "nato", "NATO", false}}},
		{"stop inside a name", "said NEWS.am.", []hit{{"NEWS.am", "news-am", "NEWS.am", false}}},
		{"no space after a stop", "in Ankara.Lavrov left", []hit{{"Ankara", "ankara", "Ankara", false}, {"Lavrov", "lavrov", "Lavrov", false}}},
		{"addresses", "see https://example.org/Turkey or www.Turkey.com, Lavrov@mid.example, #Karabakh, @Lavrov, x_Turkey_y", nil},
		{"double and no-break space", "White  House, New\u00A0York", []hit{
			{"White  House", "white-house", "White House", false}, {"New\u00A0York", "new-york", "New York", false}}},
		{"line break and tab", "White\nHouse New\tYork", nil},
		{"inline object", "White\uFFFCHouse, Turkey\uFFFC", []hit{{"Turkey", "turkey", "Turkey", false}}},
		{"soft hyphen", "Cavus\u00ADoglu spoke", []hit{{"Cavus\u00ADoglu", "cavusoglu", "Cavusoglu", false}}},
		{"curly quotes", "“Lavrov” and ‘Putin’", []hit{{"Lavrov", "lavrov", "Lavrov", false}, {"Putin", "putin", "Putin", false}}},
		{"broken bytes", "\xffTurkey\xfe\x00Russia\x80", []hit{{"Turkey", "turkey", "Turkey", false}, {"Russia", "russia", "Russia", false}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, hits(tt.text, m.Match(tt.text))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// A page of the kind the program is made for names these.
func TestMatchNamesOfAPage(t *testing.T) {
	text := "The Kremlin said that Russia's Sergei Lavrov, Sergei Shoigu and Vladimir Putin would call Turkey's " +
		"Mevlut Cavusoglu, Hulusi Akar and Recep Tayyip Erdogan, from Moscow to Ankara and Antalya, about Armenia, " +
		"Azerbaijan and Nagorno-Karabakh; Karabakh also came up, Maria Zakharova added."
	want := strings.Fields("kremlin russia lavrov shoigu putin turkey cavusoglu akar erdogan moscow ankara antalya " +
		"armenia azerbaijan nagorno-karabakh karabakh zakharova")
	var got []string
	for _, m := range shipped(t).Matcher("en").Match(text) {
		got = append(got, m.Concept.ID)
		if seen := text[m.Start:m.End]; seen != m.Canonical {
			t.Errorf("%q is to become %q; it is canonical", seen, m.Canonical)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Every spelling in the files is found as the concept it belongs to.
func TestMatchEverySpelling(t *testing.T) {
	g := shipped(t)
	m := g.Matcher("en")
	for _, c := range g.Concepts() {
		surfaces(c, "en", func(s surface) {
			text := "(" + s.text + ")"
			got := m.Match(text)
			if len(got) != 1 || got[0].Concept != c || got[0].Given != s.given {
				t.Errorf("%s: %q gives %v", c.ID, s.text, hits(text, got))
			}
		})
	}
}

func TestMatchExactCase(t *testing.T) {
	g, err := loadText(t, `
- id: ipad
  kind: product
  case: exact
  keep: true
  en: {canonical: iPad Mini, variants: [i-Pad Mini]}
  source: made up
`)
	if err != nil {
		t.Fatal(err)
	}
	text := "iPad Mini, ipad mini, IPAD MINI, iPad mini, i-Pad Mini, Ipád Mini, iPád Mini"
	want := []hit{{"iPad Mini", "ipad", "iPad Mini", false}, {"i-Pad Mini", "ipad", "iPad Mini", false}, {"iPád Mini", "ipad", "iPad Mini", false}}
	if diff := cmp.Diff(want, hits(text, g.Matcher("en").Match(text))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMatchCanonicalWithFinalStop(t *testing.T) {
	g, err := loadText(t, `
- id: usa
  kind: place
  en: {canonical: U.S., variants: [USA, Kennedy Jr]}
  source: made up
`)
	if err != nil {
		t.Fatal(err)
	}
	text := "the USA. The USA and U.S. aid"
	want := []hit{{"USA", "usa", "U.S", false}, {"USA", "usa", "U.S.", false}, {"U.S.", "usa", "U.S.", false}}
	if diff := cmp.Diff(want, hits(text, g.Matcher("en").Match(text))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMatcherLocales(t *testing.T) {
	g := shipped(t)
	for locale, want := range map[string]int{"en": 1, "en-GB": 1, "en-x-any": 1, "fr": 0, "": 0} {
		if got := len(g.Matcher(locale).Match("In Ankara")); got != want {
			t.Errorf("%q: got %d matches, want %d", locale, got, want)
		}
	}
}

// hostile are texts that invite quadratic work when they are repeated.
var hostile = map[string]string{
	"one word": "a", "accents": "é", "stops": "U.S.", "acronyms at an end": "U.S. ", "apostrophes": "U'",
	"capital words": "United ", "spaces": " ", "marks": "\u0301", "hyphens": "A-", "urls": "://", "broken": "\xf0",
	"closing marks": "U.S.)", "joiners": "A\u00AD",
}

func TestMatchHostileText(t *testing.T) {
	m := shipped(t).Matcher("en")
	for name, unit := range hostile {
		t.Run(name, func(t *testing.T) {
			text, last := strings.Repeat(unit, 1<<18/len(unit)), 0
			for _, f := range m.Match(text) {
				if f.Start < last || f.End <= f.Start || f.End > len(text) {
					t.Fatalf("match at %d..%d after %d in %d bytes", f.Start, f.End, last, len(text))
				}
				last = f.End
			}
		})
	}
}

// BenchmarkMatchHostile shows whether time grows with the text: the MB/s of
// both lengths are alike.
func BenchmarkMatchHostile(b *testing.B) {
	m := shipped(b).Matcher("en")
	for name, unit := range hostile {
		for _, size := range []int{1 << 15, 1 << 18} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%s/%dKB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					m.Match(text)
				}
			})
		}
	}
}

func FuzzMatch(f *testing.F) {
	m := shipped(f).Matcher("en")
	for _, s := range []string{
		"Çavuşoğlu’s U.S. tour", "M. CAVUSOGLU in the U.S.A.", "Nagorny–Karabakh\uFFFC", "Von der Leyen", "\xff\x00Nato",
		"R.T.Erdogan's", "the UN.", "https://x/Turkey Turkey", "J.-D. Vance", "Xi XI Jinping", "Kremlin's's", "USA-U.S.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkMatch(t, m, text) })
}

// checkMatch checks what holds for any text: the matches lie in it one after
// the other, and once their canonical spellings stand there the same concepts
// are found and nothing more is to be changed.
func checkMatch(t *testing.T, m *Matcher, text string) {
	t.Helper()
	first := m.Match(text)
	checkSpans(t, text, first)
	canonical := canonicalised(text, first)
	second := m.Match(canonical)
	checkSpans(t, canonical, second)
	if a, b := ids(first), ids(second); !cmp.Equal(a, b) {
		t.Errorf("%q has %v, canonicalised %q has %v", text, a, canonical, b)
	}
	if again := canonicalised(canonical, second); again != canonical {
		t.Errorf("%q becomes %q when canonicalised again", canonical, again)
	}
}

// Spellings thrown together with what stands between words.
func TestMatchMixedSpellings(t *testing.T) {
	g := shipped(t)
	var spellings []string
	for _, c := range g.Concepts() {
		surfaces(c, "en", func(s surface) { spellings = append(spellings, s.text) })
	}
	between := strings.Split(" |, |. |.|-|–|’s |'s-|\n|\uFFFC|\u00A0| the | of |\u00AD|/|  | US-|” “|...| (", "|")
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(5) {
			s := spellings[r.IntN(len(spellings))]
			switch r.IntN(6) {
			case 0:
				s = strings.ToUpper(s)
			case 1:
				s = norm.NFD.String(s)
			case 2:
				words := strings.Fields(s)
				s = words[r.IntN(len(words))]
			}
			b.WriteString(s + between[r.IntN(len(between))])
		}
		checkMatch(t, g.Matcher("en"), b.String())
		found += len(g.Matcher("en").Match(b.String()))
	}
	if found < 20_000 {
		t.Errorf("got %d matches, want one a text at least", found)
	}
}

func checkSpans(t *testing.T, text string, ms []Match) {
	t.Helper()
	end := 0
	for _, m := range ms {
		if m.Start < end || m.End <= m.Start || m.End > len(text) || m.Canonical == "" || m.Concept == nil {
			t.Fatalf("%q: bad match %+v after %d", text, m, end)
		}
		end = m.End
	}
}

func canonicalised(text string, ms []Match) string {
	var b strings.Builder
	end := 0
	for _, m := range ms {
		b.WriteString(text[end:m.Start])
		b.WriteString(m.Canonical)
		end = m.End
	}
	return b.String() + text[end:]
}

func ids(ms []Match) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Concept.ID)
	}
	return out
}
