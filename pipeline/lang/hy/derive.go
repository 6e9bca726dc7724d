package hy

import "strings"

// derivations make another word of a name: an adjective, an inhabitant.
var derivations = []string{"յան", "ական", "ային", "եցի", "ացի", "ցի", "բնակ"}

// derived says that a word is derived from the target or is a longer name, and
// no misspelling of it: Արցախյան of Արցախ, Ալիևա of Ալիև. stem is the word as
// read for a form of the target.
func derived(word, target, stem string) bool {
	if strings.HasPrefix(word, target) && len(stem) > len(target) {
		return true
	}
	want := skeleton(target)
	root := skeleton(strings.TrimSuffix(target, "ություն"))
	limit := min(apart(skeleton(stem), want), nearLimit)
	for _, sp := range splits(word) {
		for _, d := range derivations {
			base, ok := strings.CutSuffix(sp.stem, d)
			if !ok || base == "" || strings.HasSuffix(target, d) {
				continue
			}
			if got := skeleton(base); min(apart(got, want), apart(got, root)) < limit {
				return true
			}
		}
	}
	return false
}
