package aligned

import (
	"strings"

	"targman/pipeline/bitext"
	cells "targman/pipeline/cell"
)

// cellPieces reads the text of a cell with its inline codes.
func cellPieces(cell string) ([]piece, error) {
	if !strings.ContainsAny(cell, `\⟦`) {
		return []piece{{text: cell}}, nil
	}
	var out []piece
	marks := cells.Mark.FindAllStringSubmatchIndex(cell, -1)
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
			out = append(out, piece{text: cells.Unescape(cell[m[0]:m[1]])})
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
