package write

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// The inline codes in a cell: ⟦1⟧ opens or stands alone, ⟦/1⟧ closes.
const (
	codeStart = "⟦"
	codeEnd   = "⟧"
)

// appendText appends what a cell says for plain text: a backslash and a code
// bracket get a backslash before them; tabs, line breaks and every other
// character that some reader of tables takes for the end of a cell or a line
// become an escape.
func appendText(b []byte, s string) []byte {
	plain := 0
	for i, r := range s {
		esc := escape(r)
		if esc == "" {
			continue
		}
		b = append(append(b, s[plain:i]...), esc...)
		plain = i + utf8.RuneLen(r)
	}
	return append(b, s[plain:]...)
}

// escape is how a cell spells r, empty where it stands for itself.
func escape(r rune) string {
	switch {
	case r >= ' ' && r < '\\':
		return ""
	case r == '\\':
		return `\\`
	case r == '\t':
		return `\t`
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '⟦':
		return `\⟦`
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0x2028, r == 0x2029:
		return fmt.Sprintf(`\u%04X`, r)
	}
	return ""
}

// appendContent appends what a cell says for text with inline codes.
func appendContent(b []byte, c bitext.Content) []byte {
	if len(c.Codes) == 0 {
		return appendText(b, c.Text)
	}
	for _, p := range tokens(nil, c, nil) {
		switch {
		case p.code == nil:
			b = appendText(b, p.text)
		case p.code.Kind == bitext.Close:
			b = fmt.Appendf(b, codeStart+"/%d"+codeEnd, p.code.ID)
		default:
			b = fmt.Appendf(b, codeStart+"%d"+codeEnd, p.code.ID)
		}
	}
	return b
}

// guarded says that a finished cell gets an apostrophe before it, so that no
// spreadsheet reads it as a formula, or as a quoted cell that swallows what
// comes after it. What stands before the first letter that shows does not
// count: blanks, invisible characters, and apostrophes, so that taking one
// apostrophe off gives the cell back.
// https://owasp.org/www-community/attacks/CSV_Injection
func guarded(cell []byte) bool {
	for i := 0; i < len(cell); {
		r, n := utf8.DecodeRune(cell[i:])
		i += n
		switch r {
		case '=', '+', '-', '@', '|', '"', '＝', '＋', '－', '＠', '｜', '＂':
			return true
		case '\\': // a tab or a carriage return
			return i < len(cell) && (cell[i] == 't' || cell[i] == 'r')
		case '\'', ' ':
			continue
		}
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return false
}
