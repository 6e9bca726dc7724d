package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/glossary"
	"targman/glossary/extract"
	"targman/pipeline/lang"
)

// testWords are enough of a language for the tests.
func testWords() *lang.NameWords {
	set := func(words string) map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(words) {
			out[w] = true
		}
		return out
	}
	return &lang.NameWords{
		Ordinary: set("the a he it this after talks"), Titles: set("mr mrs president foreign minister secretary general state"),
		Dates: set("monday july"), Peoples: set("turkish armenian russian"), Organisations: set("bank ministry organization union"),
		Places: set("lake river"), Links: set("of for the in"), Joins: set("and"), Articles: set("the"), Particles: set("van von der al"),
		Whereabouts: set("in near"), Speech: set("said told"),
		Endings: map[string][]string{"ru": {"ov", "ova", "sky"}, "tr": {"oglu"}}, Letters: map[string]string{"tr": "ğış"},
	}
}

func find(t *testing.T, known string, sentences ...string) []extract.Candidate {
	t.Helper()
	g, err := glossary.Parse(glossary.File{Name: "known.yaml", Data: []byte(known)})
	if err != nil {
		t.Fatal(err)
	}
	var in []extract.Sentence
	for _, s := range sentences {
		text, title := strings.CutPrefix(s, "# ")
		in = append(in, extract.Sentence{Text: text, Where: "a", Title: title})
	}
	var out []extract.Candidate
	for _, c := range extract.Extract(in, extract.Options{Words: testWords(), Known: g.Matcher("en"),
		Taken: func(id string) bool { _, ok := g.Concept(id); return ok }}) {
		if c.Confidence >= 0.5 {
			out = append(out, c)
		}
	}
	return out
}

func TestExtract(t *testing.T) {
	const known = "- {id: yerevan, kind: place, en: {canonical: Yerevan}, source: x}\n"
	for _, c := range []struct {
		name      string
		sentences []string
		want      string
	}{
		{"a person with a title and a full name", []string{"The talks with Mevlut Cavusoglu ended.", "He asked Mr Cavusoglu.", "Cavusoglu's answer came."},
			"Mevlut+Cavusoglu person tr 3"},
		{"spellings of one name", []string{"He met Zakharova and then Zaharova.", "It was Zakharova again."}, "Zakharova other ru 3"},
		{"accents and hyphens", []string{"He saw Erdoğan, then Erdogan, near Nagorno-Karabakh and in Nagorno Karabakh."},
			"Nagorno Karabakh place und 2; Erdoğan other tr 2"},
		{"a plural", []string{"He knows Petrossov well, and the Petrossovs know him."}, "Petrossov other ru 2"},
		{"two of one surname are two", []string{"He met Anna Petrossov, Boris Petrossov and Petrossov."}, "Anna+Petrossov person ru 1; Boris+Petrossov person ru 1; Petrossov other ru 1"},
		{"what the glossary knows", []string{"He lives in Yerevan, near Lake Sevan."}, "Lake Sevan place und 1"},
		{"a people and a date", []string{"The Turkish Foreign Minister Hakan Fidan came on Monday in July."}, "Hakan+Fidan person und 1"},
		{"a people before a body", []string{"He called the Russian Foreign Ministry of Yerevan."}, "Russian Foreign Ministry organisation und 1"},
		{"a long title", []string{"He met Secretary of State Antony Blinken."}, "Antony+Blinken person und 1"},
		{"a title of another name", []string{"It was said that it was NATO Secretary-General Jens Stoltenberg."}, "Jens+Stoltenberg person und 1; NATO organisation und 1"},
		{"a body with links", []string{"He left the Organization for Peace and Trade in Vienna."}, "Organization for Peace and Trade in Vienna organisation und 1"},
		{"particles", []string{"He met Ursula von der Leyen."}, "Ursula+von der Leyen person und 1"},
		{"ordinary words at the beginning", []string{"Bread is dear.", "Cheap bread is gone.", "The cheap talks."}, ""},
		{"words of a headline", []string{"# New Prices For Bread And Water Rise"}, ""},
		{"a dateline", []string{"GENEVA (AP) — The talks ended.", "They came to Geneva."}, "Geneva other und 2"},
		{"a word in quotation marks", []string{"He said: “Perhaps he will.”"}, ""},
		{"the pronoun", []string{"What I said is what I know."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, x := range find(t, known, c.sentences...) {
				name := x.Name
				if x.Given != "" {
					name = x.Given + "+" + x.Name
				}
				got = append(got, fmt.Sprint(name, " ", x.Kind, " ", x.Hint, " ", x.Count))
			}
			if text := strings.Join(got, "; "); text != c.want {
				t.Errorf("got  %s\nwant %s", text, c.want)
			}
		})
	}
}

// TestIDs gives every candidate an id of its own.
func TestIDs(t *testing.T) {
	const known = "- {id: sevan, kind: place, en: {canonical: Sevana}, source: x}\n"
	got := find(t, known, "He knows Sevan.")
	if len(got) != 1 || got[0].ID == "sevan" || got[0].ID == "" {
		t.Errorf("got %+v", got)
	}
}

func FuzzExtract(f *testing.F) {
	f.Add("He met Mr. J. R. O'Brien-Smith's Ministry of X and Y.", true)
	f.Add("“The’s. U.S.A. ’ -A-a", false)
	f.Fuzz(func(t *testing.T, text string, title bool) {
		if !utf8.ValidString(text) {
			return
		}
		in := []extract.Sentence{{Text: text, Title: title}, {Text: text}}
		for _, c := range extract.Extract(in, extract.Options{Words: testWords()}) {
			if c.Name == "" || c.ID == "" || c.Count < 1 || c.Confidence <= 0 || c.Confidence > 1 || len(c.Spellings) == 0 {
				t.Errorf("%+v", c)
			}
		}
	})
}
