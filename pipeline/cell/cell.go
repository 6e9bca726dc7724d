// Package cell says what stands in a cell of the program's tables: how text is
// spelled there and read again (docs/FORMATS.md, tsv, rules 1 and 2). It opens
// nothing. Start at Append and Text.
package cell

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Append appends what a cell says for plain text: a backslash and a code
// bracket get a backslash before them; tabs, line breaks and every other
// character that some reader of tables takes for the end of a cell or a line
// become an escape.
func Append(b []byte, s string) []byte {
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

// Guarded says that a finished cell gets an apostrophe before it, so that no
// spreadsheet reads it as a formula, or as a quoted cell that swallows what
// comes after it. What stands before the first letter that shows does not
// count: blanks, invisible characters, and apostrophes, so that taking one
// apostrophe off gives the cell back.
// https://owasp.org/www-community/attacks/CSV_Injection
func Guarded(cell []byte) bool {
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

// Unguard takes off the apostrophe that Guarded asks for.
func Unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && Guarded([]byte(rest)) {
		return rest
	}
	return cell
}

// Mark is an escape or an inline code in a cell. Its groups are the slash of a
// code that closes, and the number of a code, which no escape has.
var Mark = regexp.MustCompile(`\\(?:[tnr\\]|⟦|u[0-9A-F]{4})|⟦(/?)([0-9]{1,9})⟧`)

// Unescape is what an escape stands for.
func Unescape(s string) string {
	switch s[1:] {
	case "t":
		return "\t"
	case "n":
		return "\n"
	case "r":
		return "\r"
	case `\`, "⟦":
		return s[1:]
	}
	n, err := strconv.ParseUint(s[2:], 16, 16)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return s
	}
	return string(rune(n))
}

// Text is what a cell without inline codes says; codes stay as they are.
func Text(cell string) string {
	if !strings.Contains(cell, `\`) {
		return cell
	}
	return Mark.ReplaceAllStringFunc(cell, func(s string) string {
		if s[0] != '\\' {
			return s
		}
		return Unescape(s)
	})
}
