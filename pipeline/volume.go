package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// Volume is an amount of text.
type Volume struct {
	Segments int `json:"segments"`
	// Words are what stands between white space and has a letter or a digit in
	// it; Characters are code points with the white space between words. Inline
	// codes are neither.
	Words      int `json:"words"`
	Characters int `json:"characters"`
}

// add takes in a segment.
func (v *Volume) add(text string) {
	v.Segments++
	v.Characters += utf8.RuneCountInString(text) - strings.Count(text, bitext.Object)
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			v.Words++
		}
	}
}

// Plus is the sum of both.
func (v Volume) Plus(w Volume) Volume {
	return Volume{v.Segments + w.Segments, v.Words + w.Words, v.Characters + w.Characters}
}

// Volumes are volumes by class.
type Volumes map[Class]Volume

func (vs Volumes) add(c Class, text string) {
	v := vs[c]
	v.add(text)
	vs[c] = v
}

// Sum is everything that is to be translated: all classes but NotForUse.
func (vs Volumes) Sum() (sum Volume) {
	for c, v := range vs {
		if c != NotForUse {
			sum = sum.Plus(v)
		}
	}
	return sum
}

// Rates are the parts of a word that the classes count for in weighted words: .6
// where 60 % are paid. A class that is not named counts whole, one that is not
// translated not at all.
type Rates map[Class]float64

// Of is the rate of a class.
func (r Rates) Of(c Class) float64 {
	rate, ok := r[c]
	switch {
	case c == NotForUse:
		return 0
	case !ok:
		return 1
	}
	return rate
}

// Weigh is the number of weighted words.
func (r Rates) Weigh(vs Volumes) (words float64) {
	for _, c := range Classes() {
		words += r.Of(c) * float64(vs[c].Words)
	}
	return words
}
