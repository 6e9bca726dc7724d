package hy

import (
	"strings"
	"testing"
	"unicode"

	"targman/pipeline/lang"
)

func TestSplitter(t *testing.T) {
	split, err := Pack().Splitter(lang.Custom{Exceptions: []string{"Yahoo!", "Արա՛ գործ։"}})
	if err != nil {
		t.Fatal(err)
	}
	// A bar stands where a sentence begins.
	for _, c := range []struct{ name, text string }{
		{"full stops", "Նա եկավ։ |Մենք գնացինք։"},
		{"colons for full stops", "Նա եկավ: |Մենք գնացինք:"},
		{"colon before a small letter", "Եկան երեքը: հայր, մայր, որդի։"},
		{"no space behind", "Նա եկավ։|Մենք գնացինք։"},
		{"time", "Ժամը 10։30-ին եկավ։ |Ժամը 10:30-ին գնաց։"},
		{"mijaket and speech", "Նա ասաց. «Կգամ»։ |Եվ եկավ։"},
		{"marks inside words", "Ո՞ւր ես գնում, Արա՛մ։ |Տո՜ւն։"},
		{"stop inside quotes", "Նա ասաց. «Կգամ։ |Սպասիր։» |Եվ եկավ։"},
		{"reporter behind quotes", "«Կգամ։» - ասաց նա։ |Եվ եկավ։"},
		{"reporter without a dash", "«Կգամ։» ասաց նա։ |Եվ եկավ։"},
		{"quote begins", "Նա եկավ։ |«Բարև»,- ասաց։"},
		{"ellipsis within", "Նա... եկավ։ |Եվ... գնաց..."},
		{"ellipsis at the end", "Նա լռեց… |Հետո խոսեց։"},
		{"three dots at the end", "Նա լռեց... |Հետո խոսեց։"},
		{"foreign marks", "Who? |Նա եկավ! |Մենք էլ։"},
		{"lines", "Վերնագիր\n|Նա եկավ։\n\n|Մենք գնացինք։"},
		{"brackets", "Նա եկավ (երեկ։) |Մենք գնացինք։"},
		{"exception", "Yahoo! Ընկերությունը վաճառվեց։ |Այո։"},
		{"Armenian exception", "Արա՛ գործ։ Հետո խոսիր։"},
		{"initials", "Ա. Բ. Ավագյանը եկավ։ |Նա խոսեց։"},
		{"stop alone", "։"},
		{"empty", ""},
	} {
		text := strings.ReplaceAll(c.text, "|", "")
		got := text
		breaks := split(text)
		for i := len(breaks) - 1; i >= 0; i-- {
			got = got[:breaks[i]] + "|" + got[breaks[i]:]
		}
		if got != c.text {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.text)
		}
	}
}

func TestSplitterRefuses(t *testing.T) {
	_, err := Pack().Splitter(lang.Custom{Abbreviations: []string{"թ.", " "}})
	if err == nil || !strings.Contains(err.Error(), "empty entry") {
		t.Errorf("got %v, want an error that names the empty entry", err)
	}
}

func FuzzSplitter(f *testing.F) {
	f.Add("Նա եկավ։ Մենք: «Գնանք։» - ասաց...\n\nԱյո՞։")
	split, err := Pack().Splitter(lang.Custom{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, at := range split(text) {
			if at <= last || at >= len(text) {
				t.Fatalf("break at %d behind %d in %d bytes", at, last, len(text))
			}
			if r := []rune(text[at:])[0]; unicode.IsSpace(r) {
				t.Fatalf("a sentence begins with space at %d", at)
			}
			last = at
		}
	})
}
