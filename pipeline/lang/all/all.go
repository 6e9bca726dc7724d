// Package all lists the language packs.
package all

import (
	"targman/pipeline/lang"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
)

// Packs returns a new set of all packs by their tag.
func Packs() map[string]lang.Pack {
	out := map[string]lang.Pack{}
	for _, p := range []lang.Pack{en.Pack(), hy.Pack()} {
		out[p.Tag] = p
	}
	return out
}
