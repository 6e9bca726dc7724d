package protect

import (
	"strconv"

	"targman/pipeline/bitext"
)

// Of is a text that Hide has made, as the memory has it. Nothing is known of
// what was hidden: each placeholder stands for a code that takes no room.
func Of(text string) Hidden {
	h := Hidden{Text: text}
	most := 0
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	for n := 1; n <= most; n++ {
		h.parts = append(h.parts, part{code: &bitext.Code{ID: n, Kind: bitext.Alone}})
	}
	return h
}
