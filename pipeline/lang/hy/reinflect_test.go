package hy

import (
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// entryOf is an entry of the reference table.
func entryOf(lemma string) lang.Entry {
	return lang.Entry{Lemma: lemma, Class: string(byHand[lemma])}
}

func TestInflect(t *testing.T) {
	for _, c := range []struct {
		name, entry string
		cell        lang.Cell
		next, want  string
	}{
		{"a cell", "Լավրով", lang.Cell{Case: "dat", Number: "sg", Det: "def"}, "", "Լավրովին"},
		{"the article before a vowel", "Լավրով", lang.Cell{Case: "nom", Number: "sg", Det: "def"}, " ասաց", "Լավրովն"},
		{"the article before a comma", "Լավրով", lang.Cell{Case: "nom", Number: "sg", Det: "def"}, ", ասաց", "Լավրովը"},
		{"nothing asked", "Լավրով", lang.Cell{}, "", "Լավրով"},
		{"only the case asked", "Բաքու=UV", lang.Cell{Case: "abl"}, "", "Բաքվից"},
		{"a plural", "Ալիև", lang.Cell{Case: "dat", Number: "pl"}, "", "Ալիևների"},
		{"a class that does not exist", "Անկարա=ZZ", lang.Cell{Case: "loc"}, "", "Անկարայում"},
		{"an article that does not exist", "Լավրով", lang.Cell{Case: "loc", Det: "def"}, "", ""},
		{"a case that does not exist", "Լավրով", lang.Cell{Case: "voc"}, "", ""},
		{"no letters", "?", lang.Cell{}, "", ""},
	} {
		got, ok := Pack().Inflect(entries(c.entry)[0], c.cell, c.next)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, ok, c.want)
		}
	}
}

// Every suffix of a singular behind a placeholder gives the form of the
// reference table, with a hyphen and without one.
func TestPlaceholdersWithEverySuffix(t *testing.T) {
	column := map[string]int{"": 0, "ը": 1, "ն": 1, "ի": 3, "յի": 3, "վի": 3, "ու": 3, "ության": 3,
		"ին": 4, "յին": 4, "վին": 4, "ուն": 4, "ությանը": 4, "ինը": 4, "ից": 5, "յից": 5, "վից": 5, "ուց": 5,
		"ով": 6, "յով": 6, "վով": 6, "ությամբ": 6, "ում": 7, "յում": 7, "վում": 7}
	reinflect := Pack().Reinflect
	for _, row := range referenceForms(t) {
		for suffix, i := range column {
			for _, surface := range []string{"⟦1⟧" + suffix, "⟦12⟧-" + suffix, "⟦3⟧֊" + suffix} {
				if got, ok := reinflect(entryOf(row[0]), surface, ""); !ok || got != row[i] {
					t.Errorf("%s as %s: got %q, want %q", row[0], surface, got, row[i])
				}
			}
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for _, c := range []struct{ name, entry, surface, next, want string }{
		{"the article before a vowel", "Լավրով", "⟦1⟧ը", " ասաց", "Լավրովն"},
		{"plural", "Ալիև", "⟦1⟧ներ", "", "Ալիևներ"},
		{"plural, article", "Ալիև", "⟦1⟧ները", "", "Ալիևները"},
		{"plural, article before a vowel", "Ալիև", "⟦1⟧ներն", " են", "Ալիևներն"},
		{"plural, genitive", "Ալիև", "⟦1⟧ների", "", "Ալիևների"},
		{"plural, dative", "Ալիև", "⟦1⟧ներին", "", "Ալիևներին"},
		{"plural, that of", "Ալիև", "⟦1⟧ներինը", "", "Ալիևներին"},
		{"plural, ablative", "Ալիև", "⟦1⟧-ներից", "", "Ալիևներից"},
		{"plural, instrumental", "Ալիև", "⟦1⟧ներով", "", "Ալիևներով"},
		{"plural, locative", "Ալիև", "⟦1⟧ներում", "", "Ալիևներում"},
		{"plural of an acronym", "ԱՄՆ", "⟦1⟧ներից", "", "ԱՄՆ-ներից"},
		{"my", "Լավրով", "⟦1⟧ս", "", "Լավրովս"},
		{"your", "Անկարա", "⟦1⟧դ", "", "Անկարադ"},
		{"a mark", "Լավրով", "⟦1⟧ի՞ն", "", "Լավրովի՞ն"},
		{"an unknown ending", "Լավրով", "⟦1⟧յան", "", ""},
		{"more than an ending", "Լավրով", "⟦1⟧ի տուն", "", ""},
	} {
		got, ok := Pack().Reinflect(entries(c.entry)[0], c.surface, c.next)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, ok, c.want)
		}
	}
}

func TestReinflect(t *testing.T) {
	for _, c := range []struct{ name, entry, surface, next, want string }{
		{"another name-final vowel", "Չավուշօղլու/person", "Կավուսօղլուին", "", "Չավուշօղլուին"},
		{"the article and not the name", "Զախարովա/person", "Զաքարովան", "", "Զախարովան"},
		{"a rare genitive", "Շոյգու/person", "Շոիգույի", "", "Շոյգուի"},
		{"the name and not the article", "Էրդողան/person", "Էրդոգան", "", "Էրդողան"},
		{"the article anew", "Էրդողան/person", "Էրդոգանն", " հայտնեց", "Էրդողանը"},
		{"the article before a vowel", "Լավրով/person", "Լավռովը", " ասաց", "Լավրովն"},
		{"two words", "Լեռնային Ղարաբաղ/place", "Լեռնաին Կարաբախում", "", "Լեռնային Ղարաբաղում"},
		{"one word for two", "Նյու Յորք/place", "Նյույորքից", "", "Նյու Յորքից"},
		{"the second part of a compound", "Տեր-Պետրոսյան/person", "Տեր-Բեդրոսյանին", "", "Տեր-Պետրոսյանին"},
		{"the classical spelling of an ending", "Եվրոպական միություն/organisation", "Եվրոպական միութեան", "", "Եվրոպական միության"},
		{"the classical spelling of a name", "Պետրոսյան/person", "Պետրոսեանին", "", "Պետրոսյանին"},
		{"no classical spelling", "Կորեա/place", "Գորեայից", "", "Կորեայից"},
		{"an ending behind a hyphen", "Լավրով/person", "Լավռով-ին", "", "Լավրովին"},
		{"an acronym", "ՆԱՏՕ", "ՆԱՏՈ-ի", "", "ՆԱՏՕ-ի"},
		{"an acronym with the ending joined", "ՆԱՏՕ", "ՆԱՏՈից", "", "ՆԱՏՕ-ից"},
		{"a Latin name", "Reuters", "Reuter-ից", "", "Reuters-ից"},
		{"a name in quotes", "«Գազպրոմ»/org", "«Գասպրոմ»-ից", "", "«Գազպրոմ»-ից"},
		{"-ություն", "Եվրամիություն/org", "Եվրոմիության", "", "Եվրամիության"},
		{"-ություն, instrumental", "Եվրամիություն/org", "Եվրոմիությամբ", "", "Եվրամիությամբ"},
		{"-ի that changes", "Գյումրի=IU/place", "Գյումռուց", "", "Գյումրուց"},
		{"-ի that changes, article", "Գյումրի=IU/place", "Կյումրուն", "", "Գյումրուն"},
		{"-ու that drops", "Բաքու=UV/place", "Պաքվից", "", "Բաքվից"},
		{"-ու that drops, kept", "Բաքու=UV/place", "Պաքուից", "", "Բաքվից"},
		{"a stem of its own", "Դավիթ=stem:Դավթ/person", "Դավտին", "", "Դավթին"},
		{"a native word", "Սպիտակ տուն/org", "Սպիտակ թնից", "", "Սպիտակ տնից"},
		{"a plural name", "Միացյալ Նահանգներ/place", "Միացեալ Նահանկներում", "", "Միացյալ Նահանգներում"},
		{"a mark", "Լավրով/person", "Լավռո՞վը", "", "Լավրո՞վը"},
		{"capitals", "Թուրքիա/place", "ԹՈՒՐԿԻԱՅԻ", "", "ԹՈՒՐՔԻԱՅԻ"},
		{"a good form", "Լավրով/person", "Լավրովից", "", "Լավրովից"},
		{"a form of another class", "Թուրքիա/place", "Թուրքիաի", "", "Թուրքիայի"},
		{"a variant that is not written", "Շոյգու/person", "Շոյգույից", "", "Շոյգուից"},
		{"a form of two cells", "Սպիտակ տուն/org", "Սպիտակ տանը", "", "Սպիտակ տանը"},

		{"another name", "Լավրով/person", "Անկարային", "", ""},
		{"no word", "Լավրով/person", "«»", "", ""},
		{"nothing", "Լավրով/person", "", "", ""},
		{"no lemma", "", "Լավրովին", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Pack().Reinflect(entries(c.entry)[0], c.surface, c.next)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("got %q, %v, want %q", got, ok, c.want)
			}
		})
	}
}

// Mishearings are what engines do to names: each changes the first letter that
// it can.
var mishearings = [][2]string{{"վ", "ֆ"}, {"ք", "կ"}, {"ր", "ռ"}, {"ե", "է"}, {"ա", "ո"}, {"բ", "պ"}, {"տ", "թ"}, {"շ", "ժ"}, {"ղ", "գ"}}

// A misspelled form of the reference table comes out as the form itself.
func TestMisspelledReferenceForms(t *testing.T) {
	p := Pack()
	tried, wrong := 0, 0
	for _, row := range referenceForms(t) {
		for i, c := range columns {
			if c.next != "" {
				continue
			}
			for _, m := range mishearings {
				at := strings.Index(row[0], m[0])
				if at < 1 {
					continue
				}
				lemma := lang.Entry{Lemma: row[0], Class: string(byHand[row[0]])}
				surface := strings.Replace(row[i+1], m[0], m[1], 1)
				if !strings.HasPrefix(row[i+1], row[0][:at+len(m[0])]) {
					continue // the letter is one of those that change
				}
				tried++
				if got, ok := p.Reinflect(lemma, surface, c.next); !ok || got != row[i+1] {
					wrong++
					t.Logf("%s as %s: got %q, want %q", row[0], surface, got, row[i+1])
				}
			}
		}
	}
	if tried < 400 || wrong*100 > tried {
		t.Errorf("%d of %d misspelled forms came out wrong, want at most 1 in 100", wrong, tried)
	}
}

func FuzzReinflect(f *testing.F) {
	f.Add("Լավրով", "", "⟦1⟧-ին", "ասաց")
	f.Add("Սպիտակ տուն", "", "Սպիտակ թա՞նը", "")
	f.Add("«Գազպրոմ»", "stem:Գ", "ԳԱՍՊՐՈՄ-Ի", "\xff")
	p := Pack()
	f.Fuzz(func(t *testing.T, lemma, class, surface, next string) {
		e := lang.Entry{Lemma: lemma, Class: class}
		form, ok := p.Reinflect(e, surface, next)
		if ok != (form != "") || utf8.ValidString(lemma+surface) && !utf8.ValidString(form) {
			t.Errorf("got %q, %v", form, ok)
		}
		text, end := surface+next, 0
		for _, c := range p.Near(text, e, nil) {
			if c.Start < 0 || c.End <= c.Start || c.End > len(text) || c.Distance < 0 || c.Distance >= nearLimit || c.Well == "" {
				t.Errorf("%q in %q: %+v", lemma, text, c)
			}
			end = max(end, c.End)
		}
	})
}

// The term has changed and the class has stayed: the automatic one is taken.
func TestClassOfAnotherEnding(t *testing.T) {
	e := lang.Entry{Lemma: "Չավուշյան", Kind: "person", Class: "U"}
	if got, ok := Pack().Inflect(e, lang.Cell{Case: "dat"}, ""); !ok || got != "Չավուշյանի" {
		t.Errorf("got %q, %v; want Չավուշյանի", got, ok)
	}
}
