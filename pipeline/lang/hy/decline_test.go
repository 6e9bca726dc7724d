package hy

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"targman/pipeline/lang"
)

// byHand are the classes that are not found by themselves.
var byHand = map[string]Class{"Գյումրի": ChangingI, "Բաքու": DroppingU}

// lemmaOf is a lemma of the reference table.
func lemmaOf(text string) Lemma {
	return LemmaOf(lang.Entry{Lemma: text, Class: string(byHand[text])})
}

// referenceForms reads testdata/forms.txt: a header, then a lemma a line.
func referenceForms(t *testing.T) [][]string {
	t.Helper()
	b, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		rows = append(rows, strings.Split(line, "|"))
	}
	if len(rows) != 37 {
		t.Fatalf("got %d lemmas, want 37", len(rows))
	}
	return rows
}

// columns are the cells of the reference table.
var columns = []struct {
	cell Cell
	next string
}{
	{Cell{Nominative, Singular, Definite}, ""},
	{Cell{Nominative, Singular, Definite}, "է"},
	{Cell{Dative, Singular, Indefinite}, ""},
	{Cell{Dative, Singular, Definite}, ""},
	{Cell{Ablative, Singular, Indefinite}, ""},
	{Cell{Instrumental, Singular, Indefinite}, ""},
	{Cell{Locative, Singular, Indefinite}, ""},
}

func TestReferenceForms(t *testing.T) {
	for _, row := range referenceForms(t) {
		for i, c := range columns {
			got, ok := Decline(lemmaOf(row[0]), c.cell, c.next)
			if !ok || got != row[i+1] {
				t.Errorf("%s, %v before %q: got %q, want %q", row[0], c.cell, c.next, got, row[i+1])
			}
		}
	}
}

func TestReferenceFormsAreFound(t *testing.T) {
	find := Pack().Find
	for _, row := range referenceForms(t) {
		entry := lang.Entry{Lemma: row[0], Class: string(byHand[row[0]])}
		for i, c := range columns {
			text := "Այսօր " + row[i+1] + " " + c.next + " բոլորի համար։"
			got := find(text, []lang.Entry{entry})
			if len(got) != 1 || text[got[0].Start:got[0].End] != row[i+1] || got[0].Malformed {
				t.Errorf("%s: %s is not found as it should: %+v", row[0], row[i+1], got)
				continue
			}
			if f := got[0]; f.Case != "" && f.Case != string(c.cell.Case) {
				t.Errorf("%s: %s is read as %s, want %s", row[0], row[i+1], f.Case, c.cell.Case)
			}
		}
	}
}

func TestArticle(t *testing.T) {
	def := Cell{Nominative, Singular, Definite}
	for _, c := range []struct{ name, lemma, next, want string }{
		{"before a vowel", "Լավրով", "ասաց", "Լավրովն"},
		{"before the copula", "Լավրով", "է", "Լավրովն"},
		{"before the copula with a mark", "Լավրով", "է՞", "Լավրովն"},
		{"before a plural copula", "Լավրով", "էին", "Լավրովն"},
		{"before ենք, which is a copula", "Լավրով", "ենք", "Լավրովն"},
		{"before իսկ", "Լավրով", "իսկ", "Լավրովն"},
		{"before ուզում", "Լավրով", "ուզում", "Լավրովն"},
		{"before a capital vowel", "Լավրով", "Անկարայում", "Լավրովն"},
		{"before a consonant", "Լավրով", "հայտարարեց", "Լավրովը"},
		{"before ե, which is read ye", "Լավրով", "երեկ", "Լավրովը"},
		{"before ո, which is read vo", "Լավրով", "որոշեց", "Լավրովը"},
		{"before և, which is read yev", "Լավրով", "և", "Լավրովը"},
		{"before ես, which may be I", "Լավրով", "ես", "Լավրովը"},
		{"before a comma and a vowel", "Լավրով", ", ասաց", "Լավրովը"},
		{"before the rest of the sentence", "Լավրով", " ասաց, որ գալու է։", "Լավրովն"},
		{"before a quotation", "Լավրով", " «Ազատություն»", "Լավրովը"},
		{"behind a vowel", "Անկարա", "հայտարարեց", "Անկարան"},
		{"letters, before a consonant", "ԱՄՆ", "հայտարարեց", "ԱՄՆ-ն"},
		{"acronym read as a word", "ՄԱԿ", "հայտարարեց", "ՄԱԿ-ը"},
		{"acronym read as a word, vowel", "ՄԱԿ", "ասաց", "ՄԱԿ-ն"},
		{"Latin consonant", "BBC", "հայտնում", "BBC-ը"},
		{"Latin vowel", "Toyota", "հայտնում", "Toyota-ն"},
		{"Latin y behind a vowel", "eBay", "հայտնում", "eBay-ը"},
		{"digits", "ՄիԳ-29", "թռավ", "ՄիԳ-29-ը"},
		{"quotes", "«Գազպրոմ»", "հայտնեց", "«Գազպրոմ»-ը"},
		{"quotes behind a vowel", "«Պրավդա»", "հայտնեց", "«Պրավդա»-ն"},
	} {
		if got, ok := Decline(LemmaOf(lang.Entry{Lemma: c.lemma}), def, c.next); !ok || got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDeclineFurther(t *testing.T) {
	for _, c := range []struct {
		name string
		l    Lemma
		cell Cell
		want string
	}{
		{"plural", Lemma{Text: "Լավրով"}, Cell{Nominative, Plural, Definite}, "Լավրովները"},
		{"plural dative", Lemma{Text: "նախարար"}, Cell{Dative, Plural, Definite}, "նախարարներին"},
		{"plural of one syllable", Lemma{Text: "բանկ"}, Cell{Dative, Plural, Indefinite}, "բանկերի"},
		{"plural with a lost vowel", Lemma{Text: "երկիր"}, Cell{Locative, Plural, Indefinite}, "երկրներում"},
		{"plural of a compound", Lemma{Text: "համաձայնագիր"}, Cell{Nominative, Plural, Indefinite}, "համաձայնագրեր"},
		{"plural of an acronym", Lemma{Text: "ՀԿ"}, Cell{Dative, Plural, Indefinite}, "ՀԿ-ների"},
		{"plural lemma takes no further plural", Lemma{Text: "Միացյալ Նահանգներ", Plural: true}, Cell{Dative, Plural, Indefinite}, "Միացյալ Նահանգների"},
		{"my", Lemma{Text: "Երևան"}, Cell{Locative, Singular, First}, "Երևանումս"},
		{"your, acronym", Lemma{Text: "ԱՄՆ"}, Cell{Nominative, Singular, Second}, "ԱՄՆ-դ"},
		{"man's name in -ություն", Lemma{Text: "Հարություն", Kind: "person"}, Cell{Dative, Singular, Indefinite}, "Հարությունի"},
		{"given name that loses a vowel", Lemma{Text: "Դավիթ", Kind: "person"}, Cell{Dative, Singular, Definite}, "Դավթին"},
		{"the same, declined in full by hand", Lemma{Text: "Դավիթ", Class: "C"}, Cell{Dative, Singular, Definite}, "Դավիթին"},
		{"own stem", Lemma{Text: "Գրիգոր Նարեկ", Class: "stem:Նարկ"}, Cell{Ablative, Singular, Indefinite}, "Գրիգոր Նարկից"},
		{"hyphenated name", Lemma{Text: "Տեր-Պետրոսյան"}, Cell{Dative, Singular, Definite}, "Տեր-Պետրոսյանին"},
		{"class in small letters", Lemma{Text: "Բաքու", Class: "uv"}, Cell{Dative, Singular, Indefinite}, "Բաքվի"},
		{"island", Lemma{Text: "Կույս կղզի"}, Cell{Dative, Singular, Indefinite}, "Կույս կղզու"},
		{"church", Lemma{Text: "Առաքելական եկեղեցի"}, Cell{Dative, Singular, Definite}, "Առաքելական եկեղեցուն"},
		{"ending in ev", Lemma{Text: "Մեդվեդև"}, Cell{Dative, Plural, Indefinite}, "Մեդվեդևների"},
	} {
		if got, ok := Decline(c.l, c.cell, ""); !ok || got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDeclineRefuses(t *testing.T) {
	good := Cell{Nominative, Singular, Indefinite}
	for _, c := range []struct {
		name string
		l    Lemma
		cell Cell
	}{
		{"article on the ablative", Lemma{Text: "Երևան"}, Cell{Ablative, Singular, Definite}},
		{"no such case", Lemma{Text: "Երևան"}, Cell{"voc", Singular, Indefinite}},
		{"no such number", Lemma{Text: "Երևան"}, Cell{Dative, "du", Indefinite}},
		{"no such determination", Lemma{Text: "Երևան"}, Cell{Dative, Singular, "3"}},
		{"no such class", Lemma{Text: "Երևան", Class: "Q"}, good},
		{"class of other letters", Lemma{Text: "Երևան", Class: "UV"}, good},
		{"empty stem", Lemma{Text: "Երևան", Class: "stem:"}, good},
		{"empty lemma", Lemma{}, good},
		{"only punctuation", Lemma{Text: "« »"}, good},
	} {
		if got, ok := Decline(c.l, c.cell, ""); ok {
			t.Errorf("%s: got %q, want nothing", c.name, got)
		}
	}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		lemma, kind string
		want        Class
	}{
		{"Կիև", "place", Consonant}, {"Դուբայ", "place", Consonant}, {"Թուրքիա", "place", VowelA},
		{"Մեքսիկո", "place", VowelO}, {"Աբե", "person", VowelE}, {"Շոյգու", "person", VowelU},
		{"Ռոհանի", "person", VowelI}, {"Զելենսկի", "person", ChangingI}, {"Նարեկացի", "person", ChangingI},
		{"Եվրամիություն", "organisation", Tyun}, {"Հարություն", "person", Consonant},
		{"ԱՄՆ", "place", Acronym}, {"ԵԱՏՄ", "organisation", Acronym}, {"ՌԴ", "place", Acronym}, {"ՀԴԲ", "", Acronym},
		{"ՄԱԿ", "organisation", AcronymSay}, {"ՆԱՏՕ", "", AcronymSay}, {"ՏԱՍՍ", "", AcronymSay},
		{"ՀԱՊԿ", "", AcronymSay}, {"ՅՈՒՆԵՍԿՕ", "", AcronymSay},
		{"Reuters", "organisation", Latin}, {"«Գազպրոմ»", "organisation", Latin},
	} {
		if got, ok := ClassOf(Lemma{Text: c.lemma, Kind: c.kind}); !ok || got != c.want {
			t.Errorf("%s: got %q, want %q", c.lemma, got, c.want)
		}
	}
}

// Every form that is made is recognised, in the cell it was made for.
func TestEveryFormIsFound(t *testing.T) {
	find := Pack().Find
	lemmas := []lang.Entry{
		{Lemma: "Դավիթ", Kind: "person"}, {Lemma: "Բաքու", Class: "UV"}, {Lemma: "«Գազպրոմ»"}, {Lemma: "ՄիԳ-29"},
		{Lemma: "Վալերի", Class: "stem:Վալեր"}, {Lemma: "Քիմ Չեն Ըն", Kind: "person"}, {Lemma: "խումբ"}, {Lemma: "օրենսգիրք"},
	}
	for _, row := range referenceForms(t) {
		lemmas = append(lemmas, lang.Entry{Lemma: row[0], Class: string(byHand[row[0]])})
	}
	n := 0
	for _, e := range lemmas {
		for _, cs := range []Case{Nominative, Dative, Ablative, Instrumental, Locative} {
			for _, num := range []Number{Singular, Plural} {
				for _, det := range []Det{Indefinite, Definite, First, Second} {
					cell := Cell{cs, num, det}
					form, ok := Decline(LemmaOf(e), cell, "")
					if !ok || num == Plural && e.Kind == "person" && strings.Contains(form, "Ըներ") {
						continue
					}
					n++
					if msg := mustFind(find, e, cell, form); msg != "" {
						t.Error(msg)
					}
				}
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d forms were made", n)
	}
}

func mustFind(find func(string, []lang.Entry) []lang.Found, e lang.Entry, cell Cell, form string) string {
	for _, text := range []string{form, "Այսօր " + form + " հիշեցին։", Upper("այսօր " + form + " հիշեցին։")} {
		got := find(text, []lang.Entry{e})
		if len(got) != 1 || got[0].Malformed {
			return fmt.Sprintf("%s: %v %q is not found in %q: %+v", e.Lemma, cell, form, text, got)
		}
		f := got[0]
		agree := func(a, b string) bool { return a == "" || a == b }
		number := string(cell.Number)
		if LemmaOf(e).Plural {
			number = string(Plural)
		}
		if !agree(f.Case, string(cell.Case)) || !agree(f.Number, number) || !agree(f.Det, string(cell.Det)) {
			if !f.Low {
				return fmt.Sprintf("%s: %v %q is read as %+v", e.Lemma, cell, form, f)
			}
		}
	}
	return ""
}
