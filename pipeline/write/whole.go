package write

import (
	"strings"

	"targman/pipeline/bitext"
)

// whole is the content of a block with the targets of its units in place of
// their originals. What stands between the units stays, and so do the codes
// that belong to none of them: a format spells a block in one piece, because
// quotes, emphasis and links may go around several sentences.
func whole(b *bitext.Block, units []bitext.Unit) bitext.Content {
	j := joiner{block: b}
	for i := range units {
		j.unit(&units[i])
	}
	j.upTo(len(b.Codes), len(b.Text))
	return bitext.Content{Text: j.words.String(), Codes: j.codes}
}

// joiner puts the content of a block together.
type joiner struct {
	block *bitext.Block
	words strings.Builder
	codes []bitext.Code
	// at is the place in the block's text, code the first of its codes that is
	// not taken.
	at, code int
}

// unit adds what stands before the unit, and the unit.
func (j *joiner) unit(u *bitext.Unit) {
	n := strings.Index(j.block.Text[j.at:], u.Original.Text)
	if n < 0 {
		return
	}
	start := j.at + n
	code := j.code
	for code < len(j.block.Codes) && !j.begins(u, code, start) {
		code++
	}
	j.upTo(code, start)
	target := u.Target
	if !u.Translated() {
		target = u.Original
	}
	for _, c := range target.Codes {
		c.At += j.words.Len()
		j.codes = append(j.codes, c)
	}
	j.words.WriteString(target.Text)
	j.at, j.code = start+len(u.Original.Text), code+len(u.Original.Codes)
}

// begins says that the code of the block is the first of the unit's, or, where
// that has none, stands behind its start.
func (j *joiner) begins(u *bitext.Unit, code, start int) bool {
	c := j.block.Codes[code]
	if len(u.Original.Codes) == 0 {
		return c.At > start
	}
	first := u.Original.Codes[0]
	return c.ID == first.ID && c.Kind == first.Kind
}

// upTo adds the text and the codes of the block before the given places.
func (j *joiner) upTo(code, text int) {
	for ; j.code < code; j.code++ {
		c := j.block.Codes[j.code]
		j.text(c.At)
		c.At = j.words.Len()
		j.codes = append(j.codes, c)
	}
	j.text(text)
}

func (j *joiner) text(to int) {
	j.words.WriteString(j.block.Text[j.at:max(j.at, to)])
	j.at = max(j.at, to)
}
