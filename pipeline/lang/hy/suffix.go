package hy

import "strings"

// suffix is an ending as engines write it behind a name or a placeholder that
// they take for a word, and the cell it means.
type suffix struct {
	text string
	cell Cell
}

// suffixes are those endings, the longest first, of whatever class the engine
// took the name for.
var suffixes = suffixTable(`
ներինը pl dat def
ներին  pl dat def
ներից  pl abl ind
ներով  pl ins ind
ներում pl loc ind
ների   pl dat ind
ները   pl nom def
ներն   pl nom def
ներ    pl nom ind
ությանը sg dat def
ությամբ sg ins ind
ության  sg dat ind
յում sg loc ind
վում sg loc ind
ում  sg loc ind
յով  sg ins ind
վով  sg ins ind
ով   sg ins ind
յից  sg abl ind
վից  sg abl ind
ուց  sg abl ind
ից   sg abl ind
ինը  sg dat def
յին  sg dat def
վին  sg dat def
ուն  sg dat def
ին   sg dat def
յի   sg dat ind
վի   sg dat ind
ու   sg dat ind
ի    sg dat ind
ը    sg nom def
ն    sg nom def
ս    sg nom 1
դ    sg nom 2
`)

func suffixTable(rows string) []suffix {
	var out []suffix
	for row := range strings.Lines(strings.TrimSpace(rows)) {
		f := strings.Fields(row)
		out = append(out, suffix{f[0], Cell{Case(f[2]), Number(f[1]), Det(f[3])}})
	}
	return out
}
