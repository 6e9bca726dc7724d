package score

import (
	"fmt"
	"math"
	"strings"
)

// bleuOrder is the longest n-gram of words that BLEU looks at.
const bleuOrder = 4

// BLEU is BLEU over all pairs (Papineni et al. 2002, https://aclanthology.org/P02-1040),
// with the tokens of mteval-v13a and exponential smoothing (Chen and Cherry 2014,
// method 3, https://aclanthology.org/W14-3346). No pair makes 0. It says little of
// single segments, and of Armenian less than chrF does: 13a knows no Armenian
// punctuation.
func BLEU(pairs []Pair) Score {
	var s bleuSums
	for _, p := range pairs {
		s.add(p)
	}
	return Score{s.score(), fmt.Sprintf("nrefs:%s|case:mixed|eff:no|tok:13a|smooth:exp|version:%s", references(pairs), follows)}
}

// bleuSums are what BLEU is computed from: n-grams that are right, all n-grams,
// and words.
type bleuSums struct {
	right, all             [bleuOrder]int
	translation, reference int
}

func (s *bleuSums) add(p Pair) {
	words := tokens13a(p.Translation)
	s.translation += len(words)
	nearest := -1
	var refs [][]string
	for _, r := range p.References {
		ref := tokens13a(r)
		refs = append(refs, ref)
		if nearest < 0 || nearer(len(words), len(ref), nearest) {
			nearest = len(ref)
		}
	}
	s.reference += max(0, nearest)
	join := func(part []string) string { return strings.Join(part, " ") }
	for n := range bleuOrder {
		theirs := map[string]int{}
		for _, ref := range refs {
			for g, k := range grams(ref, n+1, join) {
				theirs[g] = max(theirs[g], k)
			}
		}
		right, all := common(grams(words, n+1, join), theirs)
		s.right[n] += right
		s.all[n] += all
	}
}

// nearer says that length a is nearer to n than b is, or as near and shorter.
func nearer(n, a, b int) bool {
	x, y := max(n-a, a-n), max(n-b, b-n)
	return x < y || x == y && a < b
}

// score multiplies the geometric mean of the precisions with the penalty for
// being short. A precision of none gets half of what the one before got.
func (s *bleuSums) score() float64 {
	if s.right == [bleuOrder]int{} {
		return 0
	}
	sum, smooth := 0.0, 1.0
	for n := range bleuOrder {
		right := float64(s.right[n])
		switch {
		case s.all[n] == 0:
			return 0 // no text is so long: undefined
		case right == 0:
			smooth /= 2
			right = smooth
		}
		sum += math.Log(100 * right / float64(s.all[n]))
	}
	penalty := 1.0
	if s.translation < s.reference {
		penalty = math.Exp(1 - float64(s.reference)/float64(s.translation))
	}
	return penalty * math.Exp(sum/bleuOrder)
}
