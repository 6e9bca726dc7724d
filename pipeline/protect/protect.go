// Package protect hides what no engine may touch behind placeholders, and puts
// it back: inline codes, addresses, and the placeholder brackets themselves.
// Hide and Restore are an inverse pair. The package never changes words.
package protect

import (
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// The brackets of a placeholder. They are rare enough in articles to be kept
// by engines as they are; where an article has them they are hidden too.
const (
	open  = "⟦"
	close = "⟧"
)

// Hidden is a segment as an engine and the memory see it.
type Hidden struct {
	// Text has a placeholder ⟦1⟧, ⟦2⟧, … for each thing hidden, numbered from
	// the start of the segment.
	Text string
	// parts are what the placeholders stand for, part n-1 for ⟦n⟧.
	parts []part
}

// part is one thing hidden: a code, or literal text.
type part struct {
	code    *bitext.Code
	object  bool // the code has an Object in the text
	literal string
}

// Count is the number of placeholders.
func (h Hidden) Count() int { return len(h.parts) }

// Hide replaces the codes of c, its web and mail addresses and its literal
// brackets by placeholders.
func Hide(c bitext.Content) Hidden {
	if len(c.Codes) == 0 && !suspicious(c.Text) {
		return Hidden{Text: c.Text}
	}
	h := hider{}
	at := 0
	for i := range c.Codes {
		code := &c.Codes[i]
		h.text(c.Text[at:code.At])
		at = code.At
		object := code.Kind == bitext.Alone && strings.HasPrefix(c.Text[at:], bitext.Object) && !objectTaken(c.Codes[i+1:], at)
		if object {
			at += len(bitext.Object)
		}
		h.add(part{code: code, object: object})
	}
	h.text(c.Text[at:])
	return Hidden{Text: h.out.String(), parts: h.parts}
}

// objectTaken says that a later code stands on the object at the offset: of a
// comment and an image behind it, the image is what a reader sees.
func objectTaken(later []bitext.Code, at int) bool {
	for _, c := range later {
		if c.At > at {
			return false
		}
		if c.Kind == bitext.Alone {
			return true
		}
	}
	return false
}

type hider struct {
	out   strings.Builder
	parts []part
}

func (h *hider) add(p part) {
	h.parts = append(h.parts, p)
	h.out.WriteString(open)
	h.out.WriteString(strconv.Itoa(len(h.parts)))
	h.out.WriteString(close)
}

// text writes plain text with its literals hidden.
func (h *hider) text(s string) {
	for l := literalsOf(s); ; {
		before, literal := l.next()
		h.out.WriteString(before)
		if literal == "" {
			return
		}
		h.add(part{literal: literal})
	}
}
