package write

import (
	"fmt"

	"targman/pipeline/bitext"
	cells "targman/pipeline/cell"
)

// The inline codes in a cell: ⟦1⟧ opens or stands alone, ⟦/1⟧ closes.
const (
	codeStart = "⟦"
	codeEnd   = "⟧"
)

// appendContent appends what a cell says for text with inline codes.
func appendContent(b []byte, c bitext.Content) []byte {
	if len(c.Codes) == 0 {
		return cells.Append(b, c.Text)
	}
	for _, p := range tokens(nil, c, nil) {
		switch {
		case p.code == nil:
			b = cells.Append(b, p.text)
		case p.code.Kind == bitext.Close:
			b = fmt.Appendf(b, codeStart+"/%d"+codeEnd, p.code.ID)
		default:
			b = fmt.Appendf(b, codeStart+"%d"+codeEnd, p.code.ID)
		}
	}
	return b
}
