package fuzzy

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScore(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       int
	}{
		{"the same", "The talks went on.", "The talks went on.", 100},
		{"nothing", "", "", 100},
		{"nothing against something", "", "Talks.", 0},
		{"another number", "It opened in 2019.", "It opened in 2020.", 99},
		{"two other numbers", "From 3 to 5 people.", "From 4 to 6 people.", 98},
		{"numbers swapped", "From 3 to 5 people.", "From 5 to 3 people.", 98},
		{"another mark", "The talks went on.", "The talks went on!", 99},
		{"a mark less", "The talks, they say, went on.", "The talks they say went on.", 98},
		{"a capital", "The Talks went on.", "The talks went on.", 99},
		{"a code more", "The ⟦1⟧talks⟦2⟧ went on.", "The talks went on.", 98},
		{"spaces", "The talks  went on.", "The talks went on.", 99},
		{"at least 95 with the same words", "A B C D E F G 1 2 3 4.", "a b c d e f g 5 6 7 8!", 95},
		{"one word of four", "The talks went on.", "The talks went off.", 75},
		{"one word of thirty is below 95", "a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd",
			"a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc ee", 94},
		{"a word and a number", "The talks of 2019 went on.", "The talks of 2020 went off.", 82},
		{"a word more", "The talks went on.", "The long talks went on.", 80},
		{"half", "Talks went on.", "Talks were held on Monday.", 40},
		{"ordinals are words", "The 1st of May.", "The 2nd of May.", 75},
		{"an apostrophe is in the word", "He didn’t say.", "He did say.", 66},
		{"no word", "…", "!", 0},
		{"Armenian capitals", "Բանակցությունները շարունակվեցին։", "բանակցությունները շարունակվեցին։", 99},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Score(c.a, c.b); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
			if got := Score(c.b, c.a); got != c.want {
				t.Errorf("the other way round: got %d, want %d", got, c.want)
			}
		})
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		inA, inB []string
	}{
		{"The talks went on.", "The talks went on.", nil, nil},
		{"It opened in 2019.", "It opened in 2020.", []string{"2019"}, []string{"2020"}},
		{"The long talks went on.", "The talks went on!", []string{"long", "."}, []string{"!"}},
		{"Lavrov spoke in Ankara.", "Mevlut Cavusoglu spoke in Ankara.", []string{"Lavrov"}, []string{"Mevlut Cavusoglu"}},
		{"", "New.", nil, []string{"New."}},
	} {
		a, b := Diff(c.a, c.b)
		if diff := cmp.Diff([][]string{c.inA, c.inB}, [][]string{cut(c.a, a), cut(c.b, b)}); diff != "" {
			t.Errorf("%q, %q (-want +got):\n%s", c.a, c.b, diff)
		}
	}
}

func cut(text string, spans []Span) (out []string) {
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

// FuzzScore holds the score to what it promises of any two texts.
func FuzzScore(f *testing.F) {
	f.Add("The talks of 2019 went on.", "The ⟦1⟧talks⟦2⟧ of 2,020 went off!")
	f.Add("", "\xff⟦")
	f.Add("İstanbul’da 3.,4 1st", "istanbul’DA 3,4. 2nd")
	f.Fuzz(func(t *testing.T, a, b string) {
		s, r := Score(a, b), Score(b, a)
		if s != r {
			t.Errorf("Score(%q, %q) is %d, the other way round %d", a, b, s, r)
		}
		if s < 0 || s > 100 || (s == 100) != (a == b) {
			t.Errorf("Score(%q, %q) is %d", a, b, s)
		}
		inA, inB := Diff(a, b)
		for text, spans := range map[string][]Span{a: inA, b: inB} {
			at := 0
			for _, x := range spans {
				if x.Start < at || x.End <= x.Start || x.End > len(text) {
					t.Fatalf("Diff(%q, %q): span %v of %q", a, b, x, text)
				}
				at = x.End
			}
			if a == b && len(spans) > 0 {
				t.Errorf("%q differs from itself at %v", a, spans)
			}
		}
		x := build([]string{a, b, "The talks went on."})
		if hits := x.Find(a, 1, 3); a != b && s > 0 && s < 95 && len(b) < 100 && len(hits) == 0 {
			t.Errorf("%q is not found for %q, which scores %d", b, a, s)
		}
	})
}
