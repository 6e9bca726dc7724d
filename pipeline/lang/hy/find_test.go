package hy

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"targman/pipeline/lang"
)

func indexOf(t *testing.T, text, part string) int {
	t.Helper()
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in %q", part, text)
	}
	return i
}

// entries makes entries from lemmas; "=" sets the class, "/" the kind.
func entries(lemmas ...string) []lang.Entry {
	var out []lang.Entry
	for _, l := range lemmas {
		l, kind, _ := strings.Cut(l, "/")
		l, class, _ := strings.Cut(l, "=")
		out = append(out, lang.Entry{Lemma: l, Kind: kind, Class: class})
	}
	return out
}

// show writes what was found: "Լավրովին dat sg def", "!well" and "low".
func showFound(text string, found []lang.Found) string {
	var out []string
	for _, f := range found {
		s := strings.TrimRight(fmt.Sprintf("%s %s %s %s", text[f.Start:f.End], f.Case, f.Number, f.Det), " ")
		if f.Malformed {
			s += " !" + f.Well
		}
		if f.Low {
			s += " low"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		entries    []lang.Entry
		want       string
	}{
		{"bare", "Լավրով", entries("Լավրով"), "Լավրով nom sg ind"},
		{"with the article", "Լավրովը խոսեց։", entries("Լավրով"), "Լավրովը nom sg def"},
		{"twice", "Լավրովին և Լավրովից", entries("Լավրով"), "Լավրովին dat sg def; Լավրովից abl sg ind"},
		{"mark inside", "Լավրո՞վը եկավ։", entries("Լավրով"), "Լավրո՞վը nom sg def"},
		{"mark on the last letter", "Անկարայո՞ւմ, թե՞ Անկարա՞", entries("Անկարա"), "Անկարայո՞ւմ loc sg ind; Անկարա՞ nom sg ind"},
		{"capitals", "ԵՐԵՎԱՆԻ ՆԱԽԱԳԾԵՐԸ", entries("Երևան"), "ԵՐԵՎԱՆԻ dat sg ind"},
		{"classical ev", "Երեւանում", entries("Երևան"), "Երեւանում loc sg ind"},
		{"small letter", "երևանում", entries("Երևան"), ""},
		{"small lemma at the start", "Խորհրդարանը քվեարկեց", entries("խորհրդարան"), "Խորհրդարանը nom sg def"},
		{"several words", "Լեռնային Ղարաբաղում", entries("Լեռնային Ղարաբաղ"), "Լեռնային Ղարաբաղում loc sg ind"},
		{"several words, no-break space", "Նյու\u00a0Յորքից", entries("Նյու Յորք"), "Նյու\u00a0Յորքից abl sg ind"},
		{"several words with another between", "Նյու մեծ Յորք", entries("Նյու Յորք"), ""},
		{"first word inflected", "Նյուի Յորքից", entries("Նյու Յորք"), ""},
		{"longest wins", "Լեռնային Ղարաբաղի և Ղարաբաղի", entries("Ղարաբաղ", "Լեռնային Ղարաբաղ"),
			"Լեռնային Ղարաբաղի dat sg ind; Ղարաբաղի dat sg ind"},
		{"several words with ու at the end", "Հայաստանի Հանրապետությանը", entries("Հայաստանի Հանրապետություն"),
			"Հայաստանի Հանրապետությանը dat sg def"},
		{"acronym", "ԱՄՆ-ում և ՄԱԿ-ը", entries("ԱՄՆ", "ՄԱԿ"), "ԱՄՆ-ում loc sg ind; ՄԱԿ-ը nom sg def"},
		{"acronym, both articles", "ԱՄՆ-ը, ՄԱԿ-ն", entries("ԱՄՆ", "ՄԱԿ"), "ԱՄՆ-ը nom sg def; ՄԱԿ-ն nom sg def"},
		{"acronym, bare", "ԱՄՆ նախագահը", entries("ԱՄՆ"), "ԱՄՆ nom sg ind"},
		{"acronym against a verb", "Ես եմ։ Եմ։", entries("ԵՄ"), ""},
		{"Armenian hyphen", "ԱՄՆ֊ում", entries("ԱՄՆ"), "ԱՄՆ֊ում loc sg ind"},
		{"no-break hyphen", "ԱՄՆ‑ից", entries("ԱՄՆ"), "ԱՄՆ‑ից abl sg ind"},
		{"en dash", "ԱՄՆ–ի", entries("ԱՄՆ"), "ԱՄՆ–ի dat sg ind"},
		{"Latin name", "Reuters-ից", entries("Reuters"), "Reuters-ից abl sg ind"},
		{"Latin capitals against a word", "who, WHO-ն", entries("WHO"), "WHO-ն nom sg def"},
		{"digits", "ՄիԳ-29-ով", entries("ՄիԳ-29"), "ՄիԳ-29-ով ins sg ind"},
		{"quotes", "«Գազպրոմ»-ի և «Գազպրոմ»", entries("«Գազպրոմ»"), "«Գազպրոմ»-ի dat sg ind; «Գազպրոմ» nom sg ind"},
		{"ending inside the quotes", "«Գազպրոմի» տնօրենը", entries("«Գազպրոմ»"), "Գազպրոմի dat sg ind"},
		{"plural lemma", "Միացյալ Նահանգներից", entries("Միացյալ Նահանգներ"), "Միացյալ Նահանգներից abl pl ind"},
		{"compound of two names", "Ռուսաստան-Թուրքիա", entries("Ռուսաստան", "Թուրքիա"),
			"Ռուսաստան nom sg ind; Թուրքիա nom sg ind"},
		{"later part of a compound", "ալ-Ասադին", entries("Ասադ"), "Ասադին dat sg def"},
		{"lemma with a hyphen", "Տեր-Պետրոսյանի", entries("Տեր-Պետրոսյան"), "Տեր-Պետրոսյանի dat sg ind"},
		{"a year behind", "Լոնդոն-2012 խաղերը", entries("Լոնդոն"), "Լոնդոն nom sg ind"},
		{"capitals with a small half of ու", "ՈւԵՖԱ-ի որոշումը", entries("ՈՒԵՖԱ"), "ՈւԵՖԱ-ի dat sg ind"},
		{"behind a mistyped quotation mark", "ՙԲոլիվիան սպասում է՚", entries("Բոլիվիա"), "Բոլիվիան nom sg def"},
		{"long small tail", "Երևան-կենտրոն", entries("Երևան"), ""},
		{"placeholder", "⟦29⟧ և 29", entries("29"), "29 nom sg ind"},
		{"that of", "Ադրբեջանինը", entries("Ադրբեջան"), "Ադրբեջանինը dat sg def"},
		{"that of, acronym", "ՄԱԿ-ինը", entries("ՄԱԿ"), "ՄԱԿ-ինը dat sg def"},
		{"shared form of two cells", "Սպիտակ տանը", entries("Սպիտակ տուն"), "Սպիտակ տանը  sg"},
		{"my", "Երևանումս", entries("Երևան"), "Երևանումս loc sg 1 low"},
		{"rare variant", "Շոյգույի", entries("Շոյգու"), "Շոյգույի dat sg ind low"},
		{"very short name", "Մեյը", entries("Մեյ"), "Մեյը nom sg def low"},
		{"short name of two words", "Թերեզա Մեյը", entries("Թերեզա Մեյ"), "Թերեզա Մեյը nom sg def"},
		{"plural of a short person", "Փիթեր", entries("Փիթ/person"), ""},
		{"plural of a short thing", "բանկերը", entries("բանկ"), "բանկերը nom pl def"},
		{"shared form of two names", "Ջիվանի", entries("Ջիվան", "Ջիվանի"), "Ջիվանի nom sg ind low"},
		{"next to marks", "(Լավրով), «Լավրովի», Լավրովը։", entries("Լավրով"),
			"Լավրով nom sg ind; Լավրովի dat sg ind; Լավրովը nom sg def"},
		{"extra form", "Սյունյաց աշխարհ", []lang.Entry{{Lemma: "Սյունիք", Extra: []string{"Սյունյաց"}}}, "Սյունյաց"},
		{"extra form inflected is another word", "Սյունյացի", []lang.Entry{{Lemma: "Սյունիք", Extra: []string{"Սյունյաց"}}}, ""},
		{"unknown class falls back", "Երևանում", entries("Երևան=Q"), "Երևանում loc sg ind"},
		{"only punctuation", "« »", entries("«»"), ""},
		{"lemma that is all ending", "Ու, ում, վի", entries("Ու"), "Ու nom sg ind"},
	} {
		if got := showFound(c.text, Pack().Find(c.text, c.entries)); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

func TestFindRejects(t *testing.T) {
	for _, c := range []struct{ lemma, text string }{
		{"Արցախ", "Արցախյան"}, {"Եվրոպա", "Եվրոպական"}, {"Ամերիկա", "Ամերիկացի"}, {"Ամերիկա", "Ամերիկայի՞ն"},
		{"ՀՀ", "ՀՀԿ"}, {"ՀՀ", "ՀՀՇ-ի"}, {"Լոնդոն", "Լոնդոնդերի"}, {"Իսրայել", "Իսրայելյան"}, {"Ալիև", "Ալիևա"},
		{"Մեյ", "Մեյր"}, {"Երևան", "Երևանաբնակ"}, {"Երևան", "Երևանցի"}, {"Գյումրի=IU", "Գյումրեցի"},
		{"Բաքու=UV", "Բաքվեցի"}, {"ԱՄՆ", "ԱՄՆՈՒՄ"}, {"Փարիզ", "մերձփարիզյան"}, {"Կիև", "Կիևյան"},
	} {
		found := Pack().Find(c.text, entries(c.lemma))
		if c.text == "Ամերիկայի՞ն" { // the one that is a form
			if len(found) != 1 {
				t.Errorf("%s is not found in %s", c.lemma, c.text)
			}
			continue
		}
		if len(found) > 0 {
			t.Errorf("%s is found in %s: %s", c.lemma, c.text, showFound(c.text, found))
		}
	}
}

func TestFindMalformed(t *testing.T) {
	for _, c := range []struct{ name, lemma, text, want string }{
		{"hyphen after a name", "Լավրով", "Լավրով-ի խոսքը", "Լավրով-ի dat sg ind !Լավրովի"},
		{"hyphen after a vowel", "Անկարա", "Անկարա-ում", "Անկարա-ում loc sg ind !Անկարայում"},
		{"hyphen and the class's own vowel", "Բաքու=UV", "Բաքու-ում", "Բաքու-ում loc sg ind !Բաքվում"},
		{"hyphen before the copula", "Լավրով", "Լավրով-ը է", "Լավրով-ը nom sg def !Լավրովն"},
		{"no hyphen after an acronym", "ԱՄՆ", "ԱՄՆում", "ԱՄՆում loc sg ind !ԱՄՆ-ում"},
		{"no hyphen, article", "ՆԱՏՕ", "ՆԱՏՕն", "ՆԱՏՕն nom sg def !ՆԱՏՕ-ն"},
		{"acronym with a glide", "ՆԱՏՕ", "ՆԱՏՕ-յի", "ՆԱՏՕ-յի dat sg ind !ՆԱՏՕ-ի"},
		{"Latin without a hyphen", "Reuters", "Reutersին", "Reutersին dat sg def !Reuters-ին"},
		{"quotes without a hyphen", "«Գազպրոմ»", "«Գազպրոմ»ից", "«Գազպրոմ»ից abl sg ind !«Գազպրոմ»-ից"},
		{"missing glide", "Թուրքիա", "Թուրքիաի", "Թուրքիաի dat sg ind !Թուրքիայի"},
		{"wrong article", "Անկարա", "Անկարաը", "Անկարաը nom sg def !Անկարան"},
		{"kept vowel", "Անվտանգության խորհուրդ", "Անվտանգության խորհուրդի", "Անվտանգության խորհուրդի dat sg ind !Անվտանգության խորհրդի"},
		{"capitals", "Լավրով", "ԼԱՎՐՈՎ-Ի", "ԼԱՎՐՈՎ-Ի dat sg ind !ԼԱՎՐՈՎԻ"},
		{"plural lemma", "Միացյալ Նահանգներ", "Միացյալ Նահանգներ-ի", "Միացյալ Նահանգներ-ի dat pl ind !Միացյալ Նահանգների"},
	} {
		if got := showFound(c.text, Pack().Find(c.text, entries(c.lemma))); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Every malformed form has a right spelling, and that one is well formed.
func TestMalformedFormsAreMended(t *testing.T) {
	pack := Pack()
	n := 0
	for _, row := range referenceForms(t) {
		e := []lang.Entry{{Lemma: row[0], Class: string(byHand[row[0]])}}
		for _, s := range suffixes {
			for _, form := range []string{row[0] + s.text, row[0] + "-" + s.text} {
				for _, f := range pack.Find(form, e) {
					if !f.Malformed {
						continue
					}
					n++
					if again := pack.Find(f.Well, e); len(again) != 1 || again[0].Malformed {
						t.Errorf("%s is mended to %q, which is read as %+v", form, f.Well, again)
					}
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d malformed forms were seen", n)
	}
}

func TestFindTellsSharedFormsApart(t *testing.T) {
	text := "Ջիվանիի և Ջիվանի ընկերը"
	found := Pack().Find(text, entries("Ջիվան", "Ջիվանի"))
	if len(found) != 2 || found[0].Entry != 1 || found[1].Entry != 0 {
		t.Errorf("got %+v, want one form of each", found)
	}
}

func TestFindForgets(t *testing.T) {
	f := newFinder()
	for i := range remembered + 10 {
		f.find("Երևանում", []lang.Entry{{Lemma: fmt.Sprintf("Երևան %d", i), Class: fmt.Sprintf("stem:Երև%d", i%7)}})
	}
	if len(f.patterns) > remembered || len(f.ends) > remembered {
		t.Errorf("remembers %d patterns and %d endings, want at most %d", len(f.patterns), len(f.ends), remembered)
	}
}

func TestFindInParallel(t *testing.T) {
	find := Pack().Find
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 200 {
				e := entries(fmt.Sprintf("Քաղաք%c", 'ա'+rune((i+g)%30)), "Լավրով")
				if got := find("Այսօր Լավրովին տեսան։", e); len(got) != 1 {
					t.Errorf("got %+v", got)
				}
			}
		})
	}
	wg.Wait()
}

func TestFindLongLine(t *testing.T) {
	text := strings.Repeat("Լավրովը Անկարայում է։ ", 1<<20/40)
	if got := len(Pack().Find(text, entries("Լավրով", "Անկարա"))); got != 2*(1<<20/40) {
		t.Errorf("found %d names, want %d", got, 2*(1<<20/40))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Լավրո՞վը՝ «Գազպրոմ»-ի ԱՄՆում", "Լավրով", "«Գազպրոմ»")
	f.Add("X»Y", "X»", "»Y")
	f.Add("Yahoo !", "Yahoo !", "\u0080\xff")
	f.Add("a\u0301 Բաքվում\xff", "Բաքու", "á")
	find := Pack().Find
	f.Fuzz(func(t *testing.T, text, a, b string) {
		es := []lang.Entry{{Lemma: a, Class: "UV"}, {Lemma: b, Kind: "person"}, {Lemma: a + " " + b, Extra: []string{b}}, {Lemma: "ԱՄՆ"}}
		end := 0
		for _, x := range find(text, es) {
			if x.Start < end || x.End <= x.Start || x.End > len(text) || x.Entry < 0 || x.Entry >= len(es) {
				t.Fatalf("found %+v in a text of %d bytes behind %d", x, len(text), end)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[x.Start:x.End]) {
				t.Fatalf("%+v cuts a character", x)
			}
			end = x.End
		}
	})
}
