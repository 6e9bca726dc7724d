package read

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"
)

// countBusy finds the characters that could pair: two in the text, or one in
// the text and one in a code.
func (w *mdWriter) countBusy() {
	var count [256]int
	for i := range len(w.c.Text) {
		count[w.c.Text[i]]++
	}
	for _, k := range w.c.Codes {
		switch {
		case mdIsMark(k):
			// Underscores may become asterisks.
			count[k.Raw[0]] += 2
			count['*'] += 2
		case strings.Contains(k.Raw, "`"):
			count['`'] += 2
		}
	}
	for _, c := range "*_~`" {
		w.busy[c] = count[c] > 1
	}
}

// needsEscape says whether the ASCII character at the offset would be markup
// if it stood as it is.
func (w *mdWriter) needsEscape(at int) bool {
	c, next := w.c.Text[at], w.after(at+1)
	if w.style.strict && (strings.IndexByte("\\`*_[]<>~!|#", c) >= 0 || len(w.out) == w.line && util.IsPunct(c)) {
		return true
	}
	if w.fenced && (c == '=' || c == ':' && util.IsSpace(next)) {
		return true
	}
	switch c {
	case '\\':
		return util.IsPunct(next)
	case '*', '_', '~':
		return w.busy[c] && !w.idle(at, next) || w.opensLine(at)
	case '`':
		return w.busy[c]
	case '[':
		return next == '^'
	case ']':
		return strings.IndexByte("([:", next) >= 0
	case '<':
		return util.IsAlphaNumeric(next) && !util.IsNumeric(next) || strings.IndexByte("/!?", next) >= 0
	case '&':
		_, n := mdReference(w.c.Text[at:])
		return n > 0
	case '!':
		return next == '['
	case '|':
		return w.form == mdCell || w.opensLine(at)
	case ':':
		return w.form == mdFlow && bytes.HasSuffix(w.out, []byte("]")) || w.opensLine(at)
	case '#':
		return w.opensLine(at) || w.closesHeading(at)
	case '>', '-', '+', '=', '"', '\'', '(':
		return w.opensLine(at)
	case '.', ')':
		return w.numbersLine(at, next)
	}
	return false
}

// idle says that a mark has space on both sides, or is an underscore inside a
// word: it can mark nothing.
func (w *mdWriter) idle(at int, next byte) bool {
	before := byte('\n')
	if len(w.out) > 0 {
		before = w.out[len(w.out)-1]
	}
	if w.c.Text[at] == '_' && util.IsAlphaNumeric(before) && util.IsAlphaNumeric(next) {
		return true
	}
	return util.IsSpace(before) && util.IsSpace(next)
}

// opensLine says that the character stands first in its line and would make it
// a heading, a list, a quote, a thematic break, an underline, the second line
// of a table, or the title of a link definition.
func (w *mdWriter) opensLine(at int) bool {
	if !w.flush || len(w.out) != w.line {
		return false
	}
	rest, _, _ := strings.Cut(w.c.Text[at:], "\n")
	// A line below another one may turn both into something else.
	only := func(set string) bool { return (w.from > 0 || w.below) && strings.Trim(rest, set+" \t") == "" }
	switch c := rest[0]; c {
	case '>':
		return true
	case '#':
		n := len(rest) - len(strings.TrimLeft(rest, "#"))
		return n <= 6 && util.IsSpace(w.after(at+n))
	case '-', '+', '*':
		return util.IsSpace(w.after(at+1)) || mdThematic(rest) || only("-:|")
	case '_':
		return mdThematic(rest)
	case '=':
		return only("=")
	case ':', '|':
		return only("-:|")
	case '"', '\'', '(':
		return w.defined && w.from == 0
	}
	return false
}

// mdThematic says that the line consists of three or more of its first
// character: https://spec.commonmark.org/0.31.2/#thematic-breaks.
func mdThematic(line string) bool {
	return strings.Count(line, line[:1]) >= 3 && strings.Trim(line, line[:1]+" \t") == ""
}

// closesHeading says that the number sign ends a heading and would be taken
// for its closing sequence.
func (w *mdWriter) closesHeading(at int) bool {
	return w.form == mdATX && w.after(at+1) == '\n'
}

// numbersLine says that only digits stand before the character in its line:
// together they would number a list.
func (w *mdWriter) numbersLine(at int, next byte) bool {
	digits := w.c.Text[w.from:at]
	return w.flush && len(digits) > 0 && len(digits) < 10 && strings.Trim(digits, "0123456789") == "" &&
		string(w.out[w.line:]) == digits && util.IsSpace(next)
}
