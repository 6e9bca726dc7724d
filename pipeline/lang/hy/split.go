package hy

import (
	"strings"
	"unicode/utf8"
)

// split is a way to read a word that may be misspelled as the last word of a
// lemma with an ending.
type split struct {
	// stem is the word without the ending, folded, as a nominative.
	stem string
	cell Cell
	// score orders the splits of a word, in twentieths of a letter, less being
	// better; far is how far stem is from the lemma, 0 to 1.
	score int
	far   float64
	// ending is what was cut off.
	ending string
}

// doubt is what speaks against reading a misspelled word so. The last letters
// of most words in a sentence are an ending, and a final ը is the article; a
// vowel before the article -ն is one of the name.
func (sp *split) doubt(target string) int {
	const some = lengthCost + 1
	switch {
	case sp.stem == target:
	case sp.ending == "" && strings.HasSuffix(sp.stem, "ը") && !strings.HasSuffix(target, "ը"):
		return letterCost
	case sp.ending == "", sp.ending == "ն" && endsInVowel(sp.stem) && !endsInVowel(target):
		return some
	}
	return 0
}

// elided reads a word as a form of a name that has lost its last vowel before
// the ending: Թուրքիի for Թուրքիայի.
func elided(word, target string) []split {
	last, n := utf8.DecodeLastRuneInString(target)
	if !isVowel(last) || last == 'ի' || last == 'ը' {
		return nil
	}
	var out []split
	for _, s := range suffixes {
		if stem, ok := strings.CutSuffix(word, s.text); ok && (s.text == "ի" || s.text == "ին") {
			out = append(out, split{stem: stem + target[len(target)-n:], cell: s.cell, score: elisionCost, ending: s.text})
		}
	}
	return out
}

// elisionCost is that of the vowel, less than that of another one in its place.
const elisionCost = vowelCost - 2

// bestSplit reads a folded word as a form of target, a folded last word. That
// what is compared is the stem keeps the last letters of a name from being
// taken for an ending: the ն of Էրդողան belongs to it, that of Զախարովան is
// the article.
func bestSplit(word, target string) (best split, ok bool) {
	want, ways := skeleton(target), append(elided(word, target), splits(word)...)
	if modern := reformed.Replace(word); modern != word {
		ways = append(ways, splits(modern)...)
	}
	for _, sp := range ways {
		got := skeleton(sp.stem)
		if len(got) == 0 {
			continue
		}
		sp.score += distance(got, want) + lengthCost*gapOf(sp.stem, target)
		sp.score += sp.doubt(target)
		sp.far = apart(got, want)
		if !ok || sp.score < best.score { // suffixes come longest first
			best, ok = sp, true
		}
	}
	return best, ok
}

// reformed spells what a folded word may have of the classical spelling in the
// reformed one: -ութիւն is -ություն, -ութեան -ության, and -եան -յան
// (Dum-Tragut 2009, on orthography).
var reformed = strings.NewReplacer("իւ", "յու", "եա", "յա")

// splits are all ways to cut an ending off, the longest ending first, the
// empty one last. The score is the penalty for endings that do not suit their
// stem.
func splits(word string) []split {
	var out []split
	for _, s := range suffixes {
		if stem, ok := strings.CutSuffix(word, s.text); ok && stem != "" {
			out = append(out, split{stem: whole(stem, s.text), cell: s.cell, score: penalty(stem, s.text), ending: s.text})
		}
	}
	return append(out, split{stem: word, cell: Cell{Nominative, Singular, Indefinite}})
}

// whole gives a stem the letters back that its ending has replaced.
func whole(stem, ending string) string {
	switch {
	case ending == "ու" || ending == "ուն" || ending == "ուց":
		return stem + "ի"
	case strings.HasPrefix(ending, "վ"):
		return stem + "ու"
	case strings.HasPrefix(ending, "ությ"):
		return stem + "ություն"
	}
	return stem
}

func penalty(stem, ending string) int {
	if strings.HasPrefix(ending, "յ") && !endsInVowel(stem) || ending == "ը" && endsInVowel(stem) {
		return letterCost
	}
	return 0
}

// gapOf is the difference in length, in letters.
func gapOf(a, b string) int {
	n := utf8.RuneCountInString(a) - utf8.RuneCountInString(b)
	return max(n, -n)
}

// suffixOf is the cell of a folded ending, whole.
func suffixOf(ending string) (Cell, bool) {
	if ending == "" {
		return Cell{Nominative, Singular, Indefinite}, true
	}
	for _, s := range suffixes {
		if s.text == ending {
			return s.cell, true
		}
	}
	return Cell{}, false
}
