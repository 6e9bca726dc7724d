package hy

import "strings"

// The costs of an edit between two skeletons, in twentieths of a letter.
const (
	letterCost = 20
	vowelCost  = 8 // one vowel for another
	lengthCost = 3 // for each letter that one word is longer
)

// sounds are the letters that engines and people take for one another, the
// first standing for all: the three rows of stops, voiced and voiceless
// fricatives, and the two letters of e, o and r.
var sounds = soundTable("բպփ գկքղխ դտթ ձծց սզ ջճչ ժշ վֆ եէ ոօ րռ")

func soundTable(groups string) map[rune]rune {
	out := map[rune]rune{}
	for _, group := range strings.Fields(groups) {
		first := []rune(group)[0]
		for _, r := range group {
			out[r] = first
		}
	}
	return out
}

// skeleton is a folded word as it sounds to someone who hears no difference
// within a group of sounds: without հ, յ and ը, and without doubling. The
// vowel ու is u.
func skeleton(folded string) []rune {
	var out []rune
	for _, r := range strings.ReplaceAll(folded, "ու", "u") {
		if one, ok := sounds[r]; ok {
			r = one
		}
		switch {
		case r == 'հ' || r == 'յ' || r == 'ը' || r == 'ւ' || r == '-' || isSpace(r):
		case len(out) > 0 && out[len(out)-1] == r:
		default:
			out = append(out, r)
		}
	}
	return out
}

// longestWord bounds what is compared, in sounds; what is longer is no name.
const longestWord = 80

// distance is the cheapest way to edit one skeleton into the other, in
// twentieths of a letter.
func distance(a, b []rune) int {
	if longest := max(len(a), len(b)); longest > longestWord {
		return longest * letterCost
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j * letterCost
	}
	for _, x := range a {
		diagonal := row[0]
		row[0] += letterCost
		for j, y := range b {
			cheapest := min(diagonal+substitution(x, y), row[j]+letterCost, row[j+1]+letterCost)
			diagonal, row[j+1] = row[j+1], cheapest
		}
	}
	return row[len(b)]
}

func substitution(x, y rune) int {
	switch {
	case x == y:
		return 0
	case isSoundVowel(x) && isSoundVowel(y):
		return vowelCost
	}
	return letterCost
}

// isSoundVowel says that r is a vowel of a skeleton.
func isSoundVowel(r rune) bool { return isVowel(r) || r == 'u' }

// apart is how far two skeletons are from each other: 0 for the same sound, 1
// for nothing in common.
func apart(a, b []rune) float64 {
	longest := max(len(a), len(b))
	if longest == 0 {
		return 1
	}
	return float64(distance(a, b)) / float64(longest*letterCost)
}
