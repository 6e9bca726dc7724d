package settle_test

import (
	"slices"
	"strings"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/settle"
)

// coded is a content written with <n> and </n> for codes and <n/> for an
// object.
func coded(t *testing.T, s string) bitext.Content {
	t.Helper()
	var c bitext.Content
	for {
		before, rest, found := strings.Cut(s, "<")
		c.Text += before
		if !found {
			return c
		}
		tag, after, _ := strings.Cut(rest, ">")
		k := bitext.Code{At: len(c.Text), Kind: bitext.Open, Raw: "<" + tag + ">"}
		switch {
		case strings.HasPrefix(tag, "/"):
			k.Kind = bitext.Close
		case strings.HasSuffix(tag, "/"):
			k.Kind = bitext.Alone
			c.Text += bitext.Object
		}
		k.ID = int(strings.Trim(tag, "/")[0] - '0')
		c.Codes = append(c.Codes, k)
		s = after
	}
}

// show writes a content as coded reads it.
func show(c bitext.Content) string {
	var out strings.Builder
	at := 0
	for _, k := range c.Codes {
		out.WriteString(strings.TrimPrefix(c.Text[at:k.At], bitext.Object))
		out.WriteString(k.Raw)
		at = k.At
	}
	out.WriteString(strings.TrimPrefix(c.Text[at:], bitext.Object))
	return out.String()
}

func TestCodesKeepTheirPlaces(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct{ name, source, target, want, ids string }{
		{"around the name", "Lavrov left.", "<1>Լավռովը</1> մեկնեց։", "<1>Լավրովը</1> մեկնեց։", ""},
		{"behind a longer name", "Cavusoglu left.", "Կավուսօղլուն <1>մեկնեց</1>։", "Չավուշօղլուն <1>մեկնեց</1>։", ""},
		{"between two repairs", "Lavrov met Akar.", "Լավռովը <1>հանդիպեց</1> Ակարին<2/>։", "Լավրովը <1>հանդիպեց</1> Աքարին<2/>։", ""},
		{"between the words of a right name", "Sergei Lavrov left.", "<1>Սերգեյ</1> Լավրովը մեկնեց։", "<1>Սերգեյ</1> Լավրովը մեկնեց։", ""},
		{"between name and ending", "Lavrov left.", "<1>Լավռով</1>ը մեկնեց։", "<1>Լավռով</1>ը մեկնեց։", "term-forbidden"},
		{"inside a misspelled name", "Akar left.", "Աք<1>առը</1> մեկնեց։", "Աք<1>առը</1> մեկնեց։", "term-wrong"},
		{"inside a name left in English", "Lavrov left.", "Lav<1>rov</1>-ը մեկնեց։", "Lav<1>rov</1>-ը մեկնեց։", "term-wrong"},
		{"inside a hyphenated name", "Lavrov left.", "<1>Լավրով</1>-ը մեկնեց։", "<1>Լավրով</1>-ը մեկնեց։", "term-malformed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := unitOf(g, c.source, "")
			u.Target = coded(t, c.target)
			s.Unit(&u)
			if got := show(u.Target); got != c.want || strings.Join(ids(&u), " ") != c.ids {
				t.Errorf("settled %q to %q with %v, want %q with %q", c.target, got, u.Findings, c.want, c.ids)
			}
		})
	}
}

func TestPeopleAreNotCorrected(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct {
		name   string
		change func(u *bitext.Unit)
	}{
		{"written by a person", func(u *bitext.Unit) { u.Provenance.Human = true }},
		{"reviewed", func(u *bitext.Unit) { u.State = bitext.Reviewed }},
		{"final", func(u *bitext.Unit) { u.State = bitext.Final }},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, r := range bed(t) {
				u := unitOf(g, r.source, r.damaged)
				c.change(&u)
				s.Unit(&u)
				if u.Target.Text != r.damaged {
					t.Errorf("line %d: %q became %q", r.line, r.damaged, u.Target.Text)
				}
				if r.damaged != r.good && len(u.Findings) == 0 {
					t.Errorf("line %d: nothing was said of %q", r.line, r.damaged)
				}
			}
		})
	}
}

func TestFindings(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct {
		name, source, target string
		human                bool
		want                 bitext.Finding
	}{
		{"repaired", "Lavrov left.", "Լավռովը մեկնեց։", false, bitext.Finding{ID: "term-repaired", Severity: bitext.Info,
			Message: `"Լավռովը" → "Լավրովը"`}},
		{"missing", "Lavrov left.", "Նա մեկնեց։", false, bitext.Finding{ID: "term-missing", Severity: bitext.Warn,
			Message: `Lavrov (lavrov): no form of "Լավրով" was found`}},
		{"ambiguous", "Putin left.", "Պուդինը և Բուտինը մեկնեցին։", false, bitext.Finding{ID: "term-ambiguous", Severity: bitext.Warn,
			Message: `Putin (putin): no form of "Պուտին" was found; it may be any of ["Պուդինը" "Բուտինը"]`}},
		{"forbidden", "Lavrov left.", "Լավռովը մեկնեց։", true, bitext.Finding{ID: "term-forbidden", Severity: bitext.Error,
			Message: `Lavrov (lavrov): "Լավռովը" should be "Լավրովը"`}},
		{"wrong", "Erdogan left.", "Երդողանը մեկնեց։", true, bitext.Finding{ID: "term-wrong", Severity: bitext.Error,
			Message: `Erdogan (erdogan): "Երդողանը" should be "Էրդողանը"`}},
		{"without a form", "Lavrov supporters left.", "Lavrov-ականները մեկնեցին։", false, bitext.Finding{ID: "term-wrong", Severity: bitext.Error,
			Message: `Lavrov (lavrov): "Lavrov-ականները" stands where a form of "Լավրով" is expected`}},
		{"malformed", "NATO agreed.", "ՆԱՏՕն համաձայնեց։", true, bitext.Finding{ID: "term-malformed", Severity: bitext.Warn,
			Message: `NATO (nato): "ՆԱՏՕն" should be "ՆԱՏՕ-ն"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := unitOf(g, c.source, c.target)
			u.Provenance.Human = c.human
			s.Unit(&u)
			if !slices.Equal(u.Findings, []bitext.Finding{c.want}) {
				t.Errorf("findings of %q are %+v, want %+v", c.target, u.Findings, c.want)
			}
		})
	}
}

func TestFoundForms(t *testing.T) {
	g, s := settler(t)
	u := unitOf(g, "Cavusoglu left Ankara; Cavusoglu slept.", "Կավուսօղլուն մեկնեց Անկարայից։")
	s.Unit(&u)
	type found struct{ concept, text, spelling, cas string }
	var got []found
	for _, term := range u.Terms {
		for i, span := range term.Found {
			f := term.Forms[i]
			got = append(got, found{term.Concept, span.Of(u.Target.Text), f.Spelling, f.Case + " " + f.Number + " " + f.Det})
		}
	}
	want := []found{
		{"cavusoglu", "Չավուշօղլուն", "Չավուշօղլու", "nom sg def"},
		{"ankara", "Անկարայից", "Անկարա", "abl sg ind"},
		{"cavusoglu", "Չավուշօղլուն", "Չավուշօղլու", "nom sg def"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

func TestWhatStaysStanding(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct{ name, source, target, ids string }{
		{"an address", "Lavrov wrote.", "Լավրովը գրեց lavrov@example.org հասցեից։", ""},
		{"a hashtag where the name is missing", "Lavrov wrote.", "Նա գրեց #Lavrov պիտակով։", "term-missing"},
		{"a web address where the name is missing", "Lavrov wrote.", "Տես https://example.org/Lavrov էջը։", "term-missing"},
		{"a word of an English title", "Turkey wrote.", "«Turkey Today» թերթը գրեց։", "term-wrong"},
		{"the original in brackets", "Lavrov wrote.", "Լավրովը (Lavrov) գրեց։", ""},
		{"brackets of the text", "Lavrov wrote ⟦1⟧.", "Լավրովը գրեց ⟦1⟧։", ""},
		{"a placeholder that stands for no name", "Lavrov wrote.", "Լավրովը գրեց ⟦7⟧։", ""},
		{"a title that the source has too", "Turkey Today wrote.", "«Turkey Today»-ն գրեց։", ""},
		{"a name in front of a kept one", "The Turkey Today paper wrote.", "Turkey Today-ը գրեց։", ""},
		{"a longer name that begins alike", "Iran waited.", "Տիկին Իրանյանը սպասեց։", "term-missing"},
		{"an adjective", "Iran’s company waited.", "Իրանական ընկերությունը սպասեց։", "term-derived"},
		{"an adjective of another word of the source", "Iran and the Iranian press waited.", "Իրանական մամուլը սպասեց։", "term-missing"},
		{"a people", "Turkey waited.", "Թուրքերին սպասեցին։", "term-derived"},
		{"not a letter", "Lavrov wrote.", "… — 7։", "term-missing"},
		{"the name of a kept concept in English text", "Reuters wrote.", "Գրում է Reuters-ը։", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := unitOf(g, c.source, c.target)
			s.Unit(&u)
			if u.Target.Text != c.target || strings.Join(ids(&u), " ") != c.ids {
				t.Errorf("%q became %q with %v, want it unchanged with %q", c.target, u.Target.Text, u.Findings, c.ids)
			}
		})
	}
}

func TestDocumentSaysWhereSpellingsDiffer(t *testing.T) {
	g, s := settler(t)
	for _, c := range []struct {
		name    string
		targets []string
		want    []string // by unit, the spelling that is told of
	}{
		{"one spelling", []string{"ԵՄ-ն սպասում է։", "ԵՄ-ում սպասում են։"}, []string{"", ""}},
		{"the preferred one is the measure", []string{"ԵՄ-ն սպասում է։", "Եվրոպական միությունը սպասում է։"}, []string{`"ԵՄ"`, ""}},
		{"else the first is", []string{"ԵՄ-ն սպասում է։", "Եվրամիությունը սպասում է։"}, []string{"", `"Եվրամիություն"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var units []bitext.Unit
			for _, target := range c.targets {
				u := unitOf(g, "The European Union waits.", target)
				s.Unit(&u)
				units = append(units, u)
			}
			s.Document(units)
			for i, u := range units {
				told := len(u.Findings) == 1 && u.Findings[0].ID == "term-inconsistent" && u.Findings[0].Severity == bitext.Style &&
					strings.Contains(u.Findings[0].Message, c.want[i])
				if c.want[i] == "" && len(u.Findings) > 0 || c.want[i] != "" && !told {
					t.Errorf("findings of %q are %v, want one of %s", u.Target.Text, u.Findings, c.want[i])
				}
			}
		})
	}
}

// TestSurnameAlone has a full name and a surname, which are not two spellings.
func TestSurnameAlone(t *testing.T) {
	g, s := settler(t)
	units := []bitext.Unit{
		unitOf(g, "Sergei Lavrov left.", "Սերգեյ Լավրովը մեկնեց։"),
		unitOf(g, "Lavrov slept.", "Լավրովը քնեց։"),
	}
	for i := range units {
		s.Unit(&units[i])
	}
	s.Document(units)
	for _, u := range units {
		if len(u.Findings) > 0 {
			t.Errorf("findings of %q are %v, want none", u.Target.Text, u.Findings)
		}
	}
}

func TestReasons(t *testing.T) {
	g, s := settler(t)
	u := unitOf(g, "Lavrov and Putin met Erdogan.", "Պուդինն ու Բուտինը հանդիպեցին Lavrov-ականներին։")
	reasons := s.Unit(&u)
	want := `The agreed translation of "Lavrov" is "Լավրով", in the form that the sentence needs; instead of it stood: Lavrov-ականներին.
The agreed translation of "Putin" is "Պուտին", in the form that the sentence needs; instead of it stood: Պուդինն, Բուտինը.
The agreed translation of "Erdogan" is "Էրդողան", in the form that the sentence needs; it was missing.`
	if got := settle.Note(reasons); got != want {
		t.Errorf("note is\n%s\nwant\n%s", got, want)
	}
}

// TestPackWithoutForms has a language that knows no forms: the bare spelling is
// found and nothing is repaired.
func TestPackWithoutForms(t *testing.T) {
	g := names(t)
	s := settle.New(g, "en", "hy", lang.Pack{Tag: "hy"})
	u := unitOf(g, "Lavrov met Akar.", "Լավրով հանդիպեց Ակար։")
	s.Unit(&u)
	if len(u.Terms[0].Found) != 1 || len(u.Terms[1].Found) != 0 || u.Target.Text != "Լավրով հանդիպեց Ակար։" {
		t.Errorf("found %v in %q", u.Terms, u.Target.Text)
	}
	if got := ids(&u); !slices.Equal(got, []string{"term-forbidden"}) {
		t.Errorf("findings are %v", u.Findings)
	}
}
