package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// Sentences makes up sentences for measuring a translation memory, and edits
// them as life does. Words are drawn from a vocabulary whose frequencies fall
// as 1/rank (G. K. Zipf, 1949), so that a few stand in almost every sentence
// and most are rare; names and numbers stand in between. The same seed gives
// the same sentences.
type Sentences struct {
	r     *rand.Rand
	words []string
	// sums are the frequencies added up, for drawing.
	sums []float64
}

// NewSentences makes a source with a vocabulary of so many words.
func NewSentences(seed uint64, vocabulary int) *Sentences {
	s := &Sentences{r: rand.New(rand.NewPCG(seed, 7))}
	seen := map[string]bool{}
	sum := 0.0
	for len(s.words) < vocabulary {
		// Frequent words are short, as in any language.
		w := s.coin(1 + s.r.IntN(2) + int(math.Log10(float64(len(s.words)+1))/2))
		if seen[w] {
			continue
		}
		seen[w] = true
		sum += 1 / float64(len(s.words)+1)
		s.words, s.sums = append(s.words, w), append(s.sums, sum)
	}
	return s
}

// coin makes a word of so many syllables.
func (s *Sentences) coin(syllables int) string {
	const onset, nucleus, coda = "bcdfghjklmnprstvwz", "aeiou", "nrstlmd"
	var b strings.Builder
	for range syllables {
		b.WriteByte(onset[s.r.IntN(len(onset))])
		b.WriteByte(nucleus[s.r.IntN(len(nucleus))])
		if s.r.IntN(2) == 0 {
			b.WriteByte(coda[s.r.IntN(len(coda))])
		}
	}
	return b.String()
}

func (s *Sentences) word() string {
	x := s.r.Float64() * s.sums[len(s.sums)-1]
	lo, hi := 0, len(s.sums)-1
	for lo < hi {
		if mid := (lo + hi) / 2; s.sums[mid] < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return s.words[lo]
}

func (s *Sentences) number() string { return fmt.Sprint(1 + s.r.IntN(3000)) }

func (s *Sentences) name() string {
	w := s.words[s.r.IntN(len(s.words))]
	return strings.ToUpper(w[:1]) + w[1:]
}

// Next makes a sentence of 3 to 40 words, 15 in the middle.
func (s *Sentences) Next() string {
	n := min(max(int(15*math.Exp(0.5*s.r.NormFloat64())), 3), 40)
	words := make([]string, n)
	for i := range words {
		switch x := s.r.IntN(100); {
		case x < 5:
			words[i] = s.number()
		case x < 15:
			words[i] = s.name()
		default:
			words[i] = s.word()
		}
		if i < n-1 && s.r.IntN(12) == 0 {
			words[i] += ","
		}
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ") + "."
}

// Edit changes a sentence in so many places: a word for another (4 in 10), one
// more (2), one less (2), another number (1) or another name (1).
func (s *Sentences) Edit(sentence string, edits int) string {
	words := strings.Fields(strings.TrimSuffix(sentence, "."))
	for range edits {
		i := s.r.IntN(len(words))
		switch x := s.r.IntN(10); {
		case x < 4:
			words[i] = s.word()
		case x < 6:
			words = append(words[:i], append([]string{s.word()}, words[i:]...)...)
		case x < 8 && len(words) > 1:
			words = append(words[:i], words[i+1:]...)
		case x < 9:
			s.replace(words, i, s.number(), func(c byte) bool { return c >= '0' && c <= '9' })
		default:
			s.replace(words, i, s.name(), func(c byte) bool { return c >= 'A' && c <= 'Z' })
		}
	}
	return strings.Join(words, " ") + "."
}

// replace puts a word in the place of the first of its kind from i on, or at i.
func (s *Sentences) replace(words []string, i int, with string, kind func(byte) bool) {
	for j := range words {
		if k := (i + j) % len(words); kind(words[k][0]) {
			words[k] = with
			return
		}
	}
	words[i] = with
}

// IntN is a number below n from the same source, for choices of the caller.
func (s *Sentences) IntN(n int) int { return s.r.IntN(n) }
