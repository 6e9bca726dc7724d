package check

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

var quotes = Check{
	ID:       "quotes",
	MQM:      "linguistic-conventions/punctuation",
	Severity: bitext.Info,
	About:    "The document does not close as many quotations as it opens. A single segment may well not: quotations span sentences.",
	runAll: func(d *document) {
		open, shut := d.target.Quotes[0], d.target.Quotes[1]
		if open == "" || open == shut {
			return
		}
		opened, closed := 0, 0
		odd := -1 // the unit from which on something is open, or that closed too much
		for i, u := range d.units {
			depth := opened - closed
			opened += strings.Count(u.Target.Text, open)
			closed += strings.Count(u.Target.Text, shut)
			switch now := opened - closed; {
			case now == 0:
				odd = -1
			case odd < 0, depth <= 0 && now > 0:
				odd = i
			}
		}
		if odd >= 0 {
			d.find(odd, fmt.Sprintf("the document has %d %s and %d %s; look here first", opened, open, closed, shut))
		}
	},
}
