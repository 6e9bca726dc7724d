package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"targman/pipeline/lang"
)

// fit says why two documents cannot be a couple, before anything is compared:
// they are the same, or one is in the other's language.
func (a *Aligner) fit(source, target *side) error {
	if same(source, target) {
		return fmt.Errorf("align %s with %s: %w", source.art.Path, target.art.Path, errSame)
	}
	return wrongLanguage(source, target, a.Source, a.Target)
}

// same goes by the words: the sentences of a document are not the same when
// they are cut by the rules of another language.
func same(a, b *side) bool { return slices.Equal(a.words(), b.words()) }

func (s *side) words() []string {
	var out []string
	for i := range s.text {
		out = append(out, strings.Fields(s.unit(i).Source.Text)...)
	}
	return out
}

// wrongLanguage goes by letters, so it says nothing of languages that share
// them.
func wrongLanguage(source, target *side, from, to lang.Pack) error {
	if from.Letters == nil || to.Letters == nil || from.Letters == to.Letters {
		return nil
	}
	strange := func(s *side, own, other lang.Pack) bool {
		mine, theirs := 0, 0
		for i := range s.text {
			for _, r := range s.unit(i).Source.Text {
				switch {
				case unicode.Is(own.Letters, r):
					mine++
				case unicode.Is(other.Letters, r):
					theirs++
				}
			}
		}
		return theirs > mine
	}
	first, second := strange(source, from, to), strange(target, to, from)
	switch {
	case first && second:
		return fmt.Errorf("align %s with %s: they are in each other's language; name the %s document first", source.art.Path, target.art.Path, from.Tag)
	case first:
		return fmt.Errorf("align %s: most of its letters are of %s, and it should be in %s; name a document in that language", source.art.Path, to.Tag, from.Tag)
	case second:
		return fmt.Errorf("align %s: most of its letters are of %s, and it should be in %s; name a document in that language", target.art.Path, from.Tag, to.Tag)
	}
	return nil
}
