package aligned

import (
	"regexp"

	"targman/pipeline/bitext"
)

// omegatTag is a tag by which OmegaT shows an inline code: letters and a number,
// as <b0>, </b0> and <b0/>. Its own memories have them as text.
var omegatTag = regexp.MustCompile(`<(/?)(\p{Ll}+[0-9]{1,6})(/?)>`)

// omegatPieces makes codes of the tags in a text.
func omegatPieces(ps []piece) (out []piece) {
	for _, p := range ps {
		if p.code != nil {
			out = append(out, p)
			continue
		}
		at := 0
		for _, m := range omegatTag.FindAllStringSubmatchIndex(p.text, -1) {
			if m[0] > at {
				out = append(out, piece{text: p.text[at:m[0]]})
			}
			at = m[1]
			c := &code{names: []string{p.text[m[4]:m[5]]}, sure: true, raw: p.text[m[0]:m[1]], kind: bitext.Open}
			switch {
			case m[3] > m[2]:
				c.kind = bitext.Close
			case m[7] > m[6]:
				c.kind = bitext.Alone
			}
			out = append(out, piece{code: c})
		}
		if at < len(p.text) {
			out = append(out, piece{text: p.text[at:]})
		}
	}
	return out
}
