package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// mdWriter spells one content.
type mdWriter struct {
	c     bitext.Content
	form  mdForm
	style mdStyle
	// defined and flush are those of mdShape, fenced is that of mdDoc.
	defined, flush, fenced bool
	// below says that the first line of the content is not that of the
	// paragraph, which begins with a forced break.
	below bool
	// breaks are the spellings of the line breaks, in order; the last one
	// serves for all that follow.
	breaks []string
	// stray are the ids of the marks that would not be marks at their place.
	stray map[int]bool
	// busy are the characters that could pair with another one of their kind.
	busy [utf8.RuneSelf]bool

	out []byte
	// line is where in out the words of the line begin, from where in the
	// text.
	line, from int
	// next is the first code that is not yet written.
	next int
	// broken is the number of breaks that are written.
	broken int
	// plain is where in out the last character began that stands as it is,
	// or -1.
	plain int
	// pad asks for the next character as a reference.
	pad bool
}

func (d *mdDoc) writer(b *bitext.Block, shape mdShape, c bitext.Content) *mdWriter {
	w := &mdWriter{
		c: c, form: shape.form, defined: shape.defined, flush: shape.flush, fenced: d.fenced,
		below: strings.Contains(d.src[shape.head:b.Span.Start], "\n"),
		stray: map[int]bool{}, out: make([]byte, 0, len(c.Text)+len(c.Text)/4),
	}
	for _, r := range b.Runs {
		if r.Text.Of(b.Text) != bitext.Break {
			continue
		}
		s := r.Source.Of(d.src)
		if s[0] == '<' && strings.Contains(s, "\n") {
			// A container may stand in the middle of the tag.
			s = "<br>"
		}
		w.breaks = append(w.breaks, s)
	}
	if len(w.breaks) == 0 {
		w.breaks = []string{d.lineBreak(shape)}
	}
	w.countBusy()
	return w
}

// lineBreak is a hard line break for a block that has had none: a backslash, a
// line end and what the containers want before the next line.
func (d *mdDoc) lineBreak(shape mdShape) string {
	if shape.form.oneLine() {
		return "<br>"
	}
	prefix := strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, d.before(shape.head))
	return "\\" + d.eol + prefix
}

// write spells the content in the given style. A probe has its breaks without
// containers.
func (w *mdWriter) write(style mdStyle, probe bool) string {
	w.style, w.out, w.line, w.from, w.next, w.broken, w.plain, w.pad = style, w.out[:0], 0, 0, 0, 0, -1, false
	for at := 0; ; {
		at = w.codes(at)
		if at >= len(w.c.Text) {
			return string(w.out)
		}
		if w.c.Text[at] == '\n' {
			w.lineBreak(probe)
			at++
			w.from = at
			continue
		}
		at += w.char(at)
	}
}

// codes writes the codes that stand at the offset, and returns the offset
// after the object of the last one, if it has one.
func (w *mdWriter) codes(at int) int {
	for w.next < len(w.c.Codes) && (w.c.Codes[w.next].At <= at || at >= len(w.c.Text)) {
		c := w.c.Codes[w.next]
		w.next++
		if mdIsMark(c) {
			w.mark(c, at)
		} else {
			w.raw(c.Raw)
		}
		last := w.next == len(w.c.Codes) || w.c.Codes[w.next].At > at
		if last && c.Kind == bitext.Alone && strings.HasPrefix(w.c.Text[min(at, len(w.c.Text)):], bitext.Object) {
			at += len(bitext.Object)
		}
	}
	return at
}

func (w *mdWriter) raw(s string) {
	w.out = append(w.out, s...)
	w.plain, w.pad = -1, false
}

// lineBreak writes a forced break.
func (w *mdWriter) lineBreak(probe bool) {
	s := w.breaks[min(w.broken, len(w.breaks)-1)]
	w.broken++
	if w.style.html {
		s = "<br>"
	}
	if strings.Contains(s, "\n") {
		if probe {
			s, _, _ = strings.Cut(s, "\n")
			s += "\n"
		}
		w.line = len(w.out) + len(s)
	}
	w.raw(s)
}

// char writes the character at the offset and returns its length.
func (w *mdWriter) char(at int) int {
	r, n := utf8.DecodeRuneInString(w.c.Text[at:])
	c := w.c.Text[at]
	pad := w.pad
	w.pad = false
	switch {
	case pad, c < ' ' && c != '\t', mdSpace(c) && (len(w.out) == w.line || w.after(at+1) == '\n'):
		w.reference(r)
	case c == '\\' && w.after(at+1) == '\n':
		w.reference(r)
	case c < utf8.RuneSelf && w.needsEscape(at):
		w.out = append(w.out, '\\', c)
		w.plain = -1
	default:
		w.plain = len(w.out)
		w.out = append(w.out, w.c.Text[at:at+n]...)
	}
	return n
}

// reference writes the character as a numeric reference.
func (w *mdWriter) reference(r rune) {
	w.out = append(w.out, "&#"...)
	w.out = strconv.AppendInt(w.out, int64(r), 10)
	w.out = append(w.out, ';')
	w.plain = -1
}

// padLast turns the last character into a reference, if it stands as it is.
func (w *mdWriter) padLast() {
	if w.plain < 0 {
		return
	}
	r, _ := utf8.DecodeRune(w.out[w.plain:])
	w.out = w.out[:w.plain]
	w.reference(r)
}

// after is the byte that will follow the text before the offset: a line feed
// at the end.
func (w *mdWriter) after(at int) byte {
	for _, c := range w.c.Codes[w.next:] {
		if c.At > at {
			break
		}
		if c.Raw != "" {
			return c.Raw[0]
		}
	}
	if at < len(w.c.Text) {
		return w.c.Text[at]
	}
	return '\n'
}

func mdSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' }
