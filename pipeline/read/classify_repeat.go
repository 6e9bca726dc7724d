package read

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// A text this long does not stand twice by chance: in runes and in words. A
// shorter one may be an answer in an interview or a name in a list.
const (
	repeatRunes = 20
	repeatWords = 3
)

// classifyRepeats marks the blocks that repeat the block before them, or any
// earlier headline or caption, furniture aside. The texts must be the same
// letter by letter: a repeat takes the translation of the first segment by
// segment, and an engine that changes nothing must give the document back.
func classifyRepeats(blocks []bitext.Block) {
	seen := map[string]int{}
	last := -1
	for i := range blocks {
		b := &blocks[i]
		if !kept(b) {
			continue
		}
		of := earlier(blocks, i, last, seen)
		switch {
		case of >= 0 && tellsApart(b.Text):
			b.Of, b.Reason = of, fmt.Sprintf("repeat: the same text as the %s in block %d", blocks[of].Kind, of+1)
			b.Kind = bitext.Duplicate
		case b.Kind == bitext.Headline || b.Kind == bitext.Caption:
			seen[b.Text] = i
		}
		last = i
	}
}

// earlier is the block that block i repeats, or -1; last is the one before it.
func earlier(blocks []bitext.Block, i, last int, seen map[string]int) int {
	b := &blocks[i]
	if last >= 0 && blocks[last].Text == b.Text {
		if blocks[last].Kind == bitext.Duplicate {
			last = blocks[last].Of
		}
		if sameCodes(b, &blocks[last]) {
			return last
		}
	}
	if of, ok := seen[b.Text]; ok && sameCodes(b, &blocks[of]) {
		return of
	}
	return -1
}

// tellsApart says that the text is too long to stand twice by chance.
func tellsApart(text string) bool {
	return len(text) >= repeatRunes && utf8.RuneCountInString(text) >= repeatRunes &&
		strings.Count(text, " ") >= repeatWords-1
}

// sameCodes says that both blocks have the same markup in the same places, so
// that a translation of the one fits the other.
func sameCodes(a, b *bitext.Block) bool {
	if !a.Content.Equal(b.Content) {
		return false
	}
	for i := range a.Codes {
		if a.Codes[i].Raw != b.Codes[i].Raw {
			return false
		}
	}
	return true
}
