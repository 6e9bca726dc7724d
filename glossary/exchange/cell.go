package exchange

import (
	"regexp"
	"strings"
)

// formula is a cell that a spreadsheet takes for a formula, or one that looks as
// if an apostrophe had been put before such a cell
// (https://owasp.org/www-community/attacks/CSV_Injection).
var formula = regexp.MustCompile(`^['\s\p{Cf}]*[=+\-@|＝＋－＠｜]|^['\p{Cf}]*[\t\r]`)

// guard puts an apostrophe before what a spreadsheet would take for a formula.
func (o Options) guard(cell string) string {
	if !o.Raw && formula.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

// unguard takes the apostrophe off again.
func (o Options) unguard(cell string) string {
	rest, ok := strings.CutPrefix(cell, "'")
	if ok && !o.Raw && formula.MatchString(rest) {
		return rest
	}
	return cell
}

// listMark stands between the items of a list in a cell.
const listMark = "|"

var escapeItem = strings.NewReplacer(`\`, `\\`, listMark, `\`+listMark)

// joinList writes a list into a cell.
func joinList(items []string) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = escapeItem.Replace(item)
	}
	return strings.Join(out, listMark)
}

// splitList reads it again. Space around an item does not count: people put it
// there.
func splitList(cell string) []string {
	var out []string
	var item strings.Builder
	flush := func() {
		if s := strings.TrimSpace(item.String()); s != "" {
			out = append(out, s)
		}
		item.Reset()
	}
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell):
			i++
			item.WriteByte(cell[i])
		case cell[i] == listMark[0]:
			flush()
		default:
			item.WriteByte(cell[i])
		}
	}
	flush()
	return out
}
