// Package score measures translations against those of people: chrF2 and BLEU
// over a corpus, with the parameters that sacreBLEU takes by default (Post 2018,
// "A Call for Clarity in Reporting BLEU Scores", https://aclanthology.org/W18-6319;
// https://github.com/mjpost/sacrebleu), so that figures can be compared with
// published ones. It knows no language and keeps nothing.
package score

import "fmt"

// Pair is a translation and what people made of the same text, one or more.
type Pair struct {
	Translation string
	References  []string
}

// Score is a figure and how it was computed.
type Score struct {
	// Value is from 0 to 100.
	Value float64 `json:"value"`
	// Signature is written as sacreBLEU writes it, so that two figures with the
	// same signature can be compared. The version is that of sacreBLEU whose rules
	// are followed.
	Signature string `json:"signature"`
}

// follows is the version of sacreBLEU whose definitions these are.
const follows = "2.5.1"

// references is the signature's word for how many references a pair has.
func references(pairs []Pair) string {
	n := 1
	for i, p := range pairs {
		if i > 0 && len(p.References) != n {
			return "var"
		}
		n = len(p.References)
	}
	return fmt.Sprint(n)
}

// grams counts the stretches of n neighbours, each as one string.
func grams[T any](items []T, n int, join func([]T) string) map[string]int {
	out := map[string]int{}
	for i := 0; i+n <= len(items); i++ {
		out[join(items[i:i+n])]++
	}
	return out
}

// common is how many of the stretches of a are in b, each as often as it is in
// both, and all is how many stretches a has.
func common(a, b map[string]int) (shared, all int) {
	for g, n := range a {
		all += n
		shared += min(n, b[g])
	}
	return shared, all
}
