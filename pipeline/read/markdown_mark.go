package read

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"targman/pipeline/bitext"
)

// mdIsMark says that the code is a mark of emphasis or strikethrough.
func mdIsMark(c bitext.Code) bool {
	return c.Kind != bitext.Alone && c.Raw != "" && strings.Trim(c.Raw, c.Raw[:1]) == "" &&
		strings.IndexByte("*_~", c.Raw[0]) >= 0
}

// mdMarkTag are the HTML elements that the marks stand for.
var mdMarkTag = map[string]string{
	"*": "em", "_": "em", "**": "strong", "__": "strong", "~": "del", "~~": "del",
}

// mark writes a mark of emphasis that stands at the offset.
func (w *mdWriter) mark(c bitext.Code, at int) {
	raw, tag := c.Raw, mdMarkTag[c.Raw]
	switch {
	case w.style.html && tag != "" && c.Kind == bitext.Open:
		w.raw("<" + tag + ">")
		return
	case w.style.html && tag != "":
		w.raw("</" + tag + ">")
		return
	case w.style.swap && w.stray[c.ID] && raw[0] == '_':
		raw = strings.Repeat("*", len(raw))
	}
	before, after := w.runeBefore(raw[0]), w.runeAfter(at)
	if !mdFlanks(raw[0], before, after, c.Kind == bitext.Open) {
		w.stray[c.ID] = true
		if w.style.pad {
			w.padMark(raw, before, after, c.Kind == bitext.Open)
			return
		}
	}
	w.raw(raw)
}

// padMark writes a mark that does not flank. A space on its inner side becomes
// a reference, and so, where the inner side is punctuation, does the letter on
// the outer side: the mark then stands between two punctuation characters.
func (w *mdWriter) padMark(raw string, before, after rune, open bool) {
	inner, outer := before, after
	if open {
		inner, outer = after, before
	}
	space := util.IsSpaceRune(inner)
	letter := !util.IsSpaceRune(outer) && !util.IsPunctRune(outer)
	if open && letter || !open && space {
		w.padLast()
	}
	w.raw(raw)
	w.pad = open && space || !open && letter
}

// runeBefore is the character before a run of the given mark.
func (w *mdWriter) runeBefore(mark byte) rune {
	end := len(w.out)
	for end > w.line && w.out[end-1] == mark {
		end--
	}
	if end == w.line {
		return '\n'
	}
	r, _ := utf8.DecodeLastRune(w.out[w.line:end])
	return r
}

// runeAfter is the first character of what comes after the codes that are
// marks, or of the next other code.
func (w *mdWriter) runeAfter(at int) rune {
	for _, c := range w.c.Codes[w.next:] {
		if c.At > at {
			break
		}
		if !mdIsMark(c) && c.Raw != "" {
			r, _ := utf8.DecodeRuneInString(c.Raw)
			return r
		}
	}
	if at >= len(w.c.Text) {
		return '\n'
	}
	r, _ := utf8.DecodeRuneInString(w.c.Text[at:])
	return r
}

// mdFlanks says whether a run of marks between the two characters can open, or
// close, emphasis: https://spec.commonmark.org/0.31.2/#can-open-emphasis.
func mdFlanks(mark byte, before, after rune, open bool) bool {
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	switch {
	case mark == '_' && open:
		return left && (!right || punctBefore)
	case mark == '_':
		return right && (!left || punctAfter)
	case open:
		return left
	}
	return right
}
