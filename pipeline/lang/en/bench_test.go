package en

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/sentences"

	"targman/pipeline/lang"
)

// news is made-up prose of about the given size: one paragraph a line, of
// sentences with names, numbers, quotes and abbreviations.
func news(size int) string {
	rnd := rand.New(rand.NewPCG(1, 2))
	who := []string{"Mr. Petrosyan", "The ministry", "Gen. Stone", "A spokeswoman for Acme Inc.", "The U.S. Embassy", "Anna Lee", "Bo E. Ek", "Residents"}
	did := []string{"said", "confirmed", "denied", "repeated on Thursday", "wrote in a letter", "told reporters in Yerevan"}
	what := []string{"that 4.5 percent of the funds were spent", "that the border would open on Jan. 5", "that “the talks go on”",
		"that two people were hurt, one of them badly", "that the bridge, closed for repairs since last spring, is safe", "nothing more"}
	end := []string{".", ".", ".", ".", ".”", "!", "?", "..."}
	pick := func(from []string) string { return from[rnd.IntN(len(from))] }
	var b strings.Builder
	for b.Len() < size {
		for range 2 + rnd.IntN(4) {
			b.WriteString(pick(who) + " " + pick(did) + " " + pick(what) + ", and " + strings.ToLower(pick(who)) + " " + pick(did) + " " + pick(what) + pick(end) + " ")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func BenchmarkSplitter(b *testing.B) {
	f, text := splits(b, lang.Custom{}), news(1<<20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f(text)
	}
}

// BenchmarkPlain is the Unicode rules alone, for comparison.
func BenchmarkPlain(b *testing.B) {
	text := news(1 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for it := sentences.FromString(text); it.Next(); {
			_ = it.End()
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	f := splits(b, lang.Custom{})
	for _, unit := range hostile {
		text := strings.Repeat(unit, 1<<16/len(unit))
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				f(text)
			}
		})
	}
}
