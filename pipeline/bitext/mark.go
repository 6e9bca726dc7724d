package bitext

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
	"golang.org/x/text/unicode/norm"
)

// Stamp is a short hash of a translation. Aligned files carry it beside the
// text, so that a file that comes back tells which segments were changed since
// it was written. It is empty where there is no translation.
func Stamp(source, target Content) string {
	_, t := Marked(source, target)
	if t = strings.TrimSpace(t); t == "" {
		return ""
	}
	return fmt.Sprintf("%016x", xxh3.HashString(t))
}

// Marked writes a source and its translation with their codes in the text, as
// ⟦1⟧ and ⟦/1⟧, numbered in order of appearance in the source. Two segments that
// say the same look the same then, whatever ids their codes have and whatever a
// file could not hold: the text is in NFC, objects have no letter of their own, and a character that
// XML forbids is U+FFFD.
func Marked(source, target Content) (s, t string) {
	m := marker{}
	return m.text(source), m.text(target)
}

// marker gives the ids of codes their numbers.
type marker map[int]int

func (m marker) text(c Content) string {
	var b strings.Builder
	at := 0
	for _, k := range c.Codes {
		to := min(max(at, k.At), len(c.Text)) // codes out of order or range lose no text
		plain(&b, c.Text[at:to])
		at = to
		if k.Kind == Alone && at == k.At && strings.HasPrefix(c.Text[at:], Object) {
			at += len(Object)
		}
		m.code(&b, k)
	}
	plain(&b, c.Text[at:])
	return norm.NFC.String(b.String())
}

func (m marker) code(b *strings.Builder, k Code) {
	if m[k.ID] == 0 {
		m[k.ID] = len(m) + 1
	}
	b.WriteString("⟦")
	if k.Kind == Close {
		b.WriteByte('/')
	}
	b.WriteString(strconv.Itoa(m[k.ID]))
	b.WriteString("⟧")
}

// plain writes text without what XML forbids: https://www.w3.org/TR/xml/#charsets
func plain(b *strings.Builder, s string) {
	for _, r := range s {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
}
