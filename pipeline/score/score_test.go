package score

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.Abs(got-want) > by {
		t.Errorf("%s = %.7f, want %.7f", what, got, want)
	}
}

// TestChrFPublished compares with values that sacreBLEU's own tests publish
// (test/test_chrf.py, beta 3).
func TestChrFPublished(t *testing.T) {
	for _, c := range []struct {
		space                  bool
		translation, reference []string
		want                   float64
	}{
		{false, []string{"a"}, []string{"a"}, 100},
		{false, []string{""}, []string{"reference"}, 0},
		{false, []string{"a b c"}, []string{"a b c"}, 100},
		{false, []string{"a b c"}, []string{"abc"}, 100},
		{false, []string{"a", "b"}, []string{"a", "c"}, 50},
		{false, []string{"aa"}, []string{"ab"}, 25},
		{true, []string{"Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich."},
			[]string{"Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich."}, 67.3481606},
		{true, []string{"risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists ."},
			[]string{"risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists ."}, 65.2414427},
	} {
		var pairs []Pair
		for i := range c.translation {
			pairs = append(pairs, Pair{c.translation[i], []string{c.reference[i]}})
		}
		near(t, c.translation[0], chrF{order: 6, beta: 3, space: c.space}.corpus(pairs), c.want, 1e-4)
	}
}

// TestChrF2ByHand: of "abcd" against "abce" 3 of 4 letters, 2 of 3 pairs, 1 of 2
// triples and 0 of 1 four are right, on either side: the mean is 23/48.
func TestChrF2ByHand(t *testing.T) {
	got := ChrF2([]Pair{{"ab cd", []string{"abce"}}})
	near(t, "chrF2", got.Value, 100*23.0/48, 1e-9)
	if want := "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.5.1"; got.Signature != want {
		t.Errorf("signature %s, want %s", got.Signature, want)
	}
	// "a" against "ab": precision 1, recall 1/2, weight 4: 5·½ / (4+½).
	near(t, "chrF2 of a short one", ChrF2([]Pair{{"a", []string{"ab"}}}).Value, 100*2.5/4.5, 1e-9)
}

// The example of sacreBLEU's tests (test/test_bleu.py).
var published = []Pair{
	{"The dog bit the man.", []string{"The dog bit the man.", "The dog had bit the man."}},
	{"It wasn't surprising.", []string{"It was not unexpected.", "No one was surprised."}},
	{"The man had just bitten him.", []string{"The man bit him first.", "The man had bitten the dog."}},
}

func TestBLEUPublished(t *testing.T) {
	got := BLEU(published)
	near(t, "BLEU", got.Value, 48.530827, 1e-6)
	if want := "nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.5.1"; got.Signature != want {
		t.Errorf("signature %s, want %s", got.Signature, want)
	}
	var none []Pair
	for _, p := range published {
		none = append(none, Pair{"", p.References})
	}
	near(t, "BLEU of nothing", BLEU(none).Value, 0, 0)
	s := bleuSums{[4]int{9, 7, 5, 3}, [4]int{10, 8, 6, 4}, 11, 11}
	near(t, "BLEU of counts", s.score(), 83.75922397, 1e-6)
}

// TestBLEUByHand: 3 of 4 words, 2 of 3, 1 of 2, and none of 1, which counts as a
// half: the fourth root of 3/4 · 2/3 · 1/2 · 1/2.
func TestBLEUByHand(t *testing.T) {
	near(t, "smoothed", BLEU([]Pair{{"a b c d", []string{"a b c e"}}}).Value, 100*math.Pow(0.125, 0.25), 1e-9)
	near(t, "short", BLEU([]Pair{{"a b c d", []string{"a b c d e"}}}).Value, 100*math.Exp(1-5.0/4), 1e-9)
}

// TestTokens13a has what the rules of mteval-v13a say, worked by hand.
func TestTokens13a(t *testing.T) {
	for text, want := range map[string]string{
		"Hello, world.":                "Hello , world .",
		"in 1,000.5 of $5-10 (it's)":   "in 1,000.5 of $ 5 - 10 ( it's )",
		"a-b U.S. &quot;x&quot; &amp;": `a-b U . S . " x " &`,
		"Ողջո՛ւյն, աշխա՛րհ։":           "Ողջո՛ւյն , աշխա՛րհ։",
		"  ":                           "",
	} {
		if got := strings.Join(tokens13a(text), " "); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestScoresKeepTheirBounds: from 0 to 100, 100 for the reference itself, and
// no matter in which order the pairs come.
func TestScoresKeepTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`([ա-ֆa-c0-9.,-]{1,5} ){0,8}`)
		pairs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Pair {
			return Pair{words.Draw(t, "translation"), rapid.SliceOfN(words, 1, 2).Draw(t, "references")}
		})).Draw(t, "pairs")
		for _, measure := range []func([]Pair) Score{ChrF2, BLEU} {
			got := measure(pairs)
			if !(got.Value >= 0 && got.Value <= 100+1e-9) {
				t.Fatalf("%v for %q", got, pairs)
			}
			turned := make([]Pair, len(pairs))
			for i, p := range pairs {
				turned[len(pairs)-1-i] = p
			}
			if other := measure(turned); math.Abs(other.Value-got.Value) > 1e-9 {
				t.Fatalf("%v, and turned around %v", got, other)
			}
		}
		for i, p := range pairs {
			pairs[i].Translation = p.References[0]
		}
		if got := ChrF2(pairs); got.Value != 0 && math.Abs(got.Value-100) > 1e-9 {
			t.Fatalf("the references themselves have %v", got)
		}
	})
}
