package write

import (
	"unicode/utf8"
)

// markup writes XML. It is the one place here that knows how XML is spelled:
// names go in as they are, everything else escaped. It writes into memory and
// so has no errors.
// https://www.w3.org/TR/xml/
type markup struct {
	out []byte
	// odd writes a character that XML forbids into running text; nil stands
	// for U+FFFD.
	odd func(m *markup, r rune)
}

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// open starts an element. The attributes are pairs of a name and a value; one
// without a value is left out.
func (m *markup) open(name string, attrs ...string) {
	m.tag(name, attrs)
	m.out = append(m.out, '>')
}

// empty writes an element without content.
func (m *markup) empty(name string, attrs ...string) {
	m.tag(name, attrs)
	m.out = append(m.out, '/', '>')
}

func (m *markup) tag(name string, attrs []string) {
	m.out = append(append(m.out, '<'), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		m.out = append(append(append(m.out, ' '), attrs[i]...), '=', '"')
		m.escape(attrs[i+1], nil)
		m.out = append(m.out, '"')
	}
}

// close ends an element.
func (m *markup) close(name string) {
	m.out = append(append(append(m.out, '<', '/'), name...), '>')
}

// text writes running text.
func (m *markup) text(s string) { m.escape(s, m.odd) }

// element writes an element that holds nothing but text.
func (m *markup) element(name, text string, attrs ...string) {
	m.open(name, attrs...)
	m.text(text)
	m.close(name)
}

// line starts a new line, indented; only for between elements that hold no
// text.
func (m *markup) line(depth int) {
	m.out = append(m.out, '\n')
	for range depth {
		m.out = append(m.out, ' ', ' ')
	}
}

func (m *markup) escape(s string, odd func(*markup, rune)) {
	plain := 0
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < utf8.RuneSelf && asIs[c] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= utf8.RuneSelf && (r != utf8.RuneError || n > 1) && r != 0xFFFE && r != 0xFFFF {
			i += n
			continue
		}
		m.out = append(m.out, s[plain:i]...)
		m.special(r, odd)
		i += n
		plain = i
	}
	m.out = append(m.out, s[plain:]...)
}

// asIs are the ASCII characters that mean themselves everywhere.
var asIs = func() (t [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != '"'
	}
	return t
}()

// special writes a character that cannot stand for itself. White space but the
// blank is written as a number, because a reader makes blanks of it in
// attributes, and a line feed of a carriage return everywhere.
func (m *markup) special(r rune, odd func(*markup, rune)) {
	switch r {
	case '&':
		m.out = append(m.out, "&amp;"...)
	case '<':
		m.out = append(m.out, "&lt;"...)
	case '>':
		m.out = append(m.out, "&gt;"...)
	case '"':
		m.out = append(m.out, "&quot;"...)
	case '\t':
		m.out = append(m.out, "&#9;"...)
	case '\n':
		m.out = append(m.out, "&#10;"...)
	case '\r':
		m.out = append(m.out, "&#13;"...)
	default:
		if odd == nil || r == utf8.RuneError {
			m.out = utf8.AppendRune(m.out, utf8.RuneError)
			return
		}
		odd(m, r)
	}
}
