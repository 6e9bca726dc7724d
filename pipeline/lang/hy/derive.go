package hy

import (
	"slices"
	"strings"
)

// derivations make another word of a name: an adjective, an inhabitant.
var derivations = []string{"յան", "ական", "ային", "եցի", "ացի", "ցի", "բնակ"}

// rootEnds are what a name may lose before a derivation: Գերմանիա,
// գերմանական; Անկարա, անկարացի; Վրաստան, վրացի.
var rootEnds = []string{"ություն", "ստան", "իա", "ա", "ի", "ու", "ո", "ե"}

// derived says that a word is derived from the target or is a longer name, and
// no misspelling of it: Արցախյան of Արցախ, Ալիևա of Ալիև. stem is the word as
// read for a form of the target.
func derived(word, target, stem string) bool {
	doubled := slices.Equal(skeleton(stem), skeleton(target))
	if strings.HasPrefix(word, target) && len(stem) > len(target) && !doubled {
		return true
	}
	roots := rootsOf(target)
	adjective := !strings.HasSuffix(target, "ան")
	limit := min(apart(skeleton(stem), skeleton(target)), nearLimit)
	for _, sp := range splits(word) {
		if adjective && strings.HasSuffix(sp.stem, "ական") {
			return true // whatever it is an adjective of
		}
		for _, d := range derivations {
			base, ok := strings.CutSuffix(sp.stem, d)
			if !ok || base == "" || strings.HasSuffix(target, d) {
				continue
			}
			for _, root := range roots {
				if apart(skeleton(base), skeleton(root)) < limit || base == root && !(d == "յան" && endsInVowel(base)) {
					return true
				}
			}
		}
	}
	return false
}

// rootsOf are a name and what a derivation may leave of it.
func rootsOf(target string) []string {
	out := []string{target}
	for _, end := range rootEnds {
		if root, ok := strings.CutSuffix(target, end); ok && root != "" {
			out = append(out, root)
		}
	}
	return out
}
