package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func list() *Wordlist {
	return NewWordlist(map[string]string{
		"month-5": "May", "percent": "percent %", "afternoon": "pm", "USD": "$", "km": "km kilomet*", "": "kilometrage", "month-6": "հունիս*",
	})
}

func TestWordlist(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a whole word", "5 km", "km:km"},
		{"part of a word", "5 kmx", ""},
		{"the beginning of a word", "two kilometres", "km:kilometres"},
		{"a longer entry takes it out", "the kilometrage", ""},
		{"a capital that is there", "in May", "month-5:May"},
		{"a capital that is not", "it may", ""},
		{"capitals throughout", "9 MAY 2020", "month-5:MAY"},
		{"lower case in capitals", "PERCENT", "percent:PERCENT"},
		{"behind a digit", "7km", "km:km"},
		{"with a mark over a vowel", "հունի՞սին", "month-6:հունի՞սին"},
		{"a mark behind the word", "հունիս՝ 5", "month-6:հունիս"},
		{"signs", "$5m, 7%km", "USD:$ percent:% km:km"},
		{"points of an abbreviation", "5 p.m. J. May", "afternoon:p.m month-5:May"},
		{"broken letters", "\xff km \xd5", "km:km"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range list().Find(nil, c.text) {
				got = append(got, w.Sense+":"+c.text[w.Start:w.End])
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("Find(%q) = %q, want %q", c.text, s, c.want)
			}
		})
	}
	if got := (*Wordlist)(nil).Find(nil, "5 km"); got != nil {
		t.Errorf("a nil list found %v", got)
	}
}

func FuzzWordlist(f *testing.F) {
	f.Add("9 May, 5 km, հունի՞սին \xff")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, w := range list().Find(nil, text) {
			if w.Start < at || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%q: %v after %d", text, w, at)
			}
			if r, _ := utf8.DecodeRuneInString(text[w.Start:]); r == utf8.RuneError {
				t.Fatalf("%q: %v begins inside a letter", text, w)
			}
			at = w.End
		}
	})
}
