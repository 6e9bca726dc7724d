package score

import (
	"fmt"
	"strings"
	"unicode"
)

// chrF is the character n-gram F-score (Popović 2015, https://aclanthology.org/W15-3049).
type chrF struct {
	order int     // longest n-gram
	beta  float64 // weight of recall
	space bool    // whether white space counts
}

// chrF2 weighs recall twice as much as precision (Popović 2016,
// https://aclanthology.org/W16-2341), without words and without white space.
var chrF2 = chrF{order: 6, beta: 2}

// ChrF2 is chrF2 over all pairs: counts are added up before they are divided. Of
// several references the one that fits best counts. No pair makes 0.
func ChrF2(pairs []Pair) Score {
	return Score{chrF2.corpus(pairs), fmt.Sprintf("nrefs:%s|case:mixed|eff:yes|nc:%d|nw:0|space:no|version:%s", references(pairs), chrF2.order, follows)}
}

// matches are, for one length of n-gram, how many the translation has, how many
// the reference has, and how many are in both.
type matches struct{ translation, reference, both int }

func (c chrF) corpus(pairs []Pair) float64 {
	sums := make([]matches, c.order)
	for _, p := range pairs {
		for i, m := range c.best(p) {
			sums[i].translation += m.translation
			sums[i].reference += m.reference
			sums[i].both += m.both
		}
	}
	return c.score(sums)
}

// best are the counts against the reference with the best score; the first of
// equals.
func (c chrF) best(p Pair) []matches {
	var best []matches
	top := -1.0
	for _, r := range p.References {
		counts := c.counts(p.Translation, r)
		if s := c.score(counts); s > top {
			best, top = counts, s
		}
	}
	return best
}

func (c chrF) counts(translation, reference string) []matches {
	t, r := c.letters(translation), c.letters(reference)
	out := make([]matches, c.order)
	join := func(part []rune) string { return string(part) }
	for i := range out {
		theirs := grams(r, i+1, join)
		both, all := common(grams(t, i+1, join), theirs)
		_, reference := common(theirs, nil)
		if reference == 0 {
			all = 0 // nothing could have matched
		}
		out[i] = matches{all, reference, both}
	}
	return out
}

func (c chrF) letters(text string) []rune {
	if !c.space {
		text = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, text)
	}
	return []rune(text)
}

// score is the F-score of the mean precision and the mean recall, over the
// lengths that both sides have n-grams of.
func (c chrF) score(sums []matches) float64 {
	precision, recall, lengths := 0.0, 0.0, 0.0
	for _, m := range sums {
		if m.translation > 0 && m.reference > 0 {
			precision += float64(m.both) / float64(m.translation)
			recall += float64(m.both) / float64(m.reference)
			lengths++
		}
	}
	if precision+recall == 0 {
		return 0
	}
	precision, recall = precision/lengths, recall/lengths
	weight := c.beta * c.beta
	return 100 * (1 + weight) * precision * recall / (weight*precision + recall)
}
