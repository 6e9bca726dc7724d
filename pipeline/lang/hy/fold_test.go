package hy

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"small letters", "ԵՐԵՎԱՆ", "երեվան"},
		{"ev as a letter", "Երևան", "երեվան"},
		{"ev in the classical way", "Երեւան", "երեվան"},
		{"ev in capitals, classical", "ԵՐԵՒԱՆ", "երեվան"},
		{"question mark inside a word", "Լավրո՞վը", "լավրովը"},
		{"mark between the two parts of ու", "ինչո՞ւ", "ինչու"},
		{"all three marks", "ա՛ բե՜ գո՞", "ա բե գո"},
		{"the vowel ու stays", "Շուշի", "շուշի"},
		{"Armenian hyphen", "ԱՄՆ֊ում", "ամն-ում"},
		{"no-break hyphen", "ԱՄՆ‑ում", "ամն-ում"},
		{"en dash", "ԱՄՆ–ում", "ամն-ում"},
		{"zero-width space", "Լավ\u200bրով", "լավրով"},
		{"decomposed letters", "Ma\u0308rz", "märz"},
		{"bad bytes", "Ա\xffԲ", "ա\ufffdբ"},
		{"nothing", "", ""},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("%s: fold(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestFoldLeadsBack(t *testing.T) {
	const text = "Ի՞նչ ասաց Երևա\u200bնը Ma\u0308rz-ին։"
	f := Fold(text)
	for _, c := range []struct{ folded, want string }{
		{"ինչ", "Ի՞նչ"},
		{"երեվանը", "Երևա\u200bնը"},
		{"märz-ին", "Ma\u0308rz-ին"},
	} {
		i := indexOf(t, f.Text, c.folded)
		if got := text[f.Start(i):f.End(i+len(c.folded))]; got != c.want {
			t.Errorf("%q leads back to %q, want %q", c.folded, got, c.want)
		}
	}
	if got := Fold("Անկարա՞").End(len("անկարա")); got != len("Անկարա՞") {
		t.Errorf("a mark on the last letter is left out: end %d", got)
	}
}

func TestFoldOffsetsAscend(t *testing.T) {
	f := Fold("Եւ Երեւանը՝ «ՀԱՄԱԿԱՐԳ֊ը», a\u0301\u0302 \xff և")
	for i := 1; i <= len(f.Text); i++ {
		if f.Start(i) < f.Start(i-1) || f.End(i) < f.End(i-1) || f.End(i) > len(f.source) {
			t.Fatalf("offsets of byte %d go back", i)
		}
	}
}

func TestUpperAndTitle(t *testing.T) {
	for _, c := range []struct{ in, upper, title string }{
		{"երևան", "ԵՐԵՎԱՆ", "Երևան"},
		{"և", "ԵՎ", "Եվ"},
		{"ուղևոր", "ՈՒՂԵՎՈՐ", "Ուղևոր"},
		{"", "", ""},
	} {
		if got := Upper(c.in); got != c.upper {
			t.Errorf("Upper(%q) = %q, want %q", c.in, got, c.upper)
		}
		if got := Title(c.in); got != c.title {
			t.Errorf("Title(%q) = %q, want %q", c.in, got, c.title)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Երեւանը՝ և ինչո՞ւ")
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if len(folded.at) != len(folded.Text) {
			t.Fatalf("%d offsets for %d bytes", len(folded.at), len(folded.Text))
		}
		if again := fold(folded.Text); utf8.ValidString(s) && again != folded.Text {
			t.Errorf("folding twice gives %q, once %q", again, folded.Text)
		}
		for i := range folded.Text {
			if folded.Start(i) > len(s) || folded.End(i) > len(s) {
				t.Fatalf("byte %d leads out of the text", i)
			}
		}
	})
}
