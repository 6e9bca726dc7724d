package aligned

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// unguard takes off the apostrophe that keeps a spreadsheet from reading a
// formula; docs/FORMATS.md, tsv, rule 1.
func unguard(cell string) string {
	rest, ok := strings.CutPrefix(cell, "'")
	if !ok {
		return cell
	}
	for i, r := range rest {
		switch r {
		case '=', '+', '-', '@', '|', '"', '＝', '＋', '－', '＠', '｜', '＂':
			return rest
		case '\\':
			if strings.HasPrefix(rest[i:], `\t`) || strings.HasPrefix(rest[i:], `\r`) {
				return rest
			}
			return cell
		case '\'', ' ':
			continue
		}
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return cell
		}
	}
	return cell
}

// mark is an escape or an inline code in a cell; rules 2 and 3.
var mark = regexp.MustCompile(`\\(?:[tnr\\]|⟦|u[0-9A-F]{4})|⟦(/?)([0-9]{1,9})⟧`)

// cellPieces reads the text of a cell with its inline codes.
func cellPieces(cell string) ([]piece, error) {
	if !strings.ContainsAny(cell, `\⟦`) {
		return []piece{{text: cell}}, nil
	}
	var out []piece
	marks := mark.FindAllStringSubmatchIndex(cell, -1)
	closed := map[string]bool{}
	for _, m := range marks {
		if m[3] > m[2] {
			closed[cell[m[4]:m[5]]] = true
		}
	}
	codes, at := 0, 0
	for _, m := range marks {
		out = append(out, piece{text: cell[at:m[0]]})
		at = m[1]
		if m[4] < 0 {
			out = append(out, piece{text: unescape(cell[m[0]:m[1]])})
			continue
		}
		if codes++; codes > maxCodes {
			return nil, found("more than %d inline codes in a cell, expected less", maxCodes)
		}
		out = append(out, piece{code: cellCode(cell[m[0]:m[1]], cell[m[4]:m[5]], m[3] > m[2], closed)})
	}
	return append(out, piece{text: cell[at:]}), nil
}

// cellCode is a code of a cell: it opens where the cell has its end too.
func cellCode(raw, id string, closes bool, closed map[string]bool) *code {
	c := &code{names: []string{id}, sure: true, raw: raw}
	switch {
	case closes:
		c.kind = bitext.Close
	case closed[id]:
		c.kind = bitext.Open
	default:
		c.names[0] = "alone " + id
	}
	return c
}

func unescape(s string) string {
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

// plainCell is a cell without codes.
func plainCell(cell string) string {
	return mark.ReplaceAllStringFunc(cell, func(s string) string {
		if s[0] != '\\' {
			return s
		}
		return unescape(s)
	})
}
