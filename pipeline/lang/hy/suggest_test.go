package hy

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSuggest(t *testing.T) {
	for _, c := range []struct{ name, hint, want string }{
		{"Lavrov", "ru", "Լավրով"},
		{"Zakharova", "ru", "Զախարովա"},
		{"Shoigu", "ru", "Շոյգու"},
		{"Peskov", "ru", "Պեսկով"},
		{"Medvedev", "ru", "Մեդվեդև"},
		{"Zelensky", "ru", "Զելենսկի"},
		{"Zelenskiy", "ru", "Զելենսկի"},
		{"Solov'ev", "ru", "Սոլովև"},
		{"Васильев", "ru-Cyrl", "Վասիլիև"},
		{"Сергей Лавров", "ru-Cyrl", "Սերգեյ Լավրով"},
		{"Лавров", "en", "Լավրով"},
		{"Erdoğan", "tr", "Էրդողան"},
		{"Çavuşoğlu", "tr", "Չավուշօղլու"},
		{"ÇAVUŞOĞLU", "tr", "Չավուշօղլու"},
		{"Akar", "tr", "Աքար"},
		{"Antalya", "tr", "Անթալիա"},
		{"Şimşek", "tr", "Շիմշեք"},
		{"İzmir", "tr", "Իզմիր"},
		{"IŞIK", "tr", "Ըշըք"},
		{"Davutoglu", "tr-ascii", "Դավութօղլու"},
		{"Erdogan", "tr-ascii", "Էրդողան"},
		{"John Smith", "en", "Ջոն Սմիթ"},
		{"Boris Johnson", "en", "Բորիս Ջոնսոն"},
		{"Hillary Clinton", "en", "Հիլարի Քլինթոն"},
		{"Hilary Swank", "en", "Հիլարի Սվանկ"},
		{"O'Brien", "en", "Օ'Բրիեն"},
		{"Steven", "en", "Սթիվեն"},
		{"Anne-Marie", "en", "Էնն-Մարի"},
		{"van der Bellen", "und", "վան դեր Բելեն"},
		{"Schröder", "und", "Շրոդեր"},
		{"Morales", "", "Մորալես"},
		{"Morales", "xx", "Մորալես"},
		{"Merkel", "de", "Մերկել"},
		{"Evo", "und", "Էվո"},
		{"Uribe", "und", "Ուրիբե"},
	} {
		got := suggest(c.name, c.hint)
		if len(got) == 0 || len(got) > suggestions || got[0] != c.want {
			t.Errorf("%s (%s): got %q, want %q first", c.name, c.hint, got, c.want)
		}
	}
}

func TestSuggestRanks(t *testing.T) {
	for _, c := range []struct{ name, hint, among string }{
		{"Clinton", "en", "Քլինթոն Քլինտոն"},
		{"Cavus", "tr-ascii", "Չավուս"},
		{"Macron", "und", "Մակրոն"},
		{"Nikolsky", "ru", "Նիկոլսկի"},
	} {
		got := suggest(c.name, c.hint)
		for _, want := range strings.Fields(c.among) {
			if !slices.Contains(got, want) {
				t.Errorf("%s (%s): %q is not among %q", c.name, c.hint, want, got)
			}
		}
	}
}

func TestSuggestNothing(t *testing.T) {
	for _, name := range []string{"", " ", "123", "...", "Ελλάδα", "\xff", strings.Repeat("Lavrov", 100), strings.Repeat("a ", 100)} {
		if got := suggest(name, "en"); len(got) > 0 {
			t.Errorf("%q: got %q", name, got)
		}
	}
}

func TestTranslitFiles(t *testing.T) {
	tables, err := readTranslit(translitRules)
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"en", "und", "tr", "tr-ascii", "ru", "ru-Cyrl"} {
		if tables[tag] == nil {
			t.Fatalf("no rules for %s", tag)
		}
		alphabet := "abcdefghijklmnopqrstuvwxyz"
		if tag == "ru-Cyrl" {
			alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
		}
		for _, letter := range alphabet {
			if !tables[tag].letters[letter] {
				t.Errorf("%s: no rule for %c", tag, letter)
			}
		}
	}
	names := readNames(translitNames)
	if len(names) < 150 {
		t.Errorf("%d names, want at least 150", len(names))
	}
	for name, options := range names {
		for _, o := range options {
			if strings.IndexFunc(o.text, func(r rune) bool { return !isArmenian(r) }) >= 0 || !isUpper([]rune(o.text)[0]) {
				t.Errorf("%s: %q is no Armenian name", name, o.text)
			}
		}
	}
}

func TestReadRuleFaults(t *testing.T) {
	for _, field := range []string{"a", "=ա", "a=", "a/[_=ա", "a/_(=ա"} {
		if _, err := readTranslit("[en]\n" + field); err == nil {
			t.Errorf("%q is read", field)
		}
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("Çavuşoğlu O'Neil-Смит", "tr")
	f.Add("ÅÉİI ß", "tr-ascii")
	f.Fuzz(func(t *testing.T, name, hint string) {
		got := suggest(name, hint)
		if len(got) > suggestions {
			t.Errorf("%q: %q", name, got)
		}
		for i, s := range got {
			if s == "" || !utf8.ValidString(s) || slices.Contains(got[:i], s) || strings.IndexFunc(s, unicode.IsControl) >= 0 && strings.IndexFunc(name, unicode.IsControl) < 0 {
				t.Errorf("%q: %q", name, got)
			}
		}
	})
}
