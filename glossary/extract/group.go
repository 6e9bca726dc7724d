package extract

import (
	"slices"
	"strings"
)

// group is the mentions of one name.
type group struct {
	mentions []mention
	// full is the longest name of the group, in words.
	full []string
}

// shortestSound is how long a key has to be for two spellings to be one name by
// it, in letters.
const shortestSound = 5

// groups puts mentions together: by sound, a plural with its singular, and a
// surname with the one full name that ends in it.
func (x *extraction) groups() []*group {
	by := map[string]*group{}
	var keys []string
	for _, m := range x.found {
		key := keyOf(m.text)
		g := by[key]
		if g == nil {
			g = &group{}
			by[key], keys = g, append(keys, key)
		}
		g.mentions = append(g.mentions, m)
		if len(m.words) > len(g.full) {
			g.full = m.words
		}
	}
	gone := map[string]bool{}
	for _, key := range keys {
		if to, ok := x.host(key, by, keys); ok && !gone[to] {
			if key == to+"s" {
				by[key].singular()
			}
			by[to].mentions = append(by[to].mentions, by[key].mentions...)
			gone[key] = true
		}
	}
	var out []*group
	for _, key := range keys {
		if !gone[key] {
			out = append(out, by[key])
		}
	}
	return out
}

// singular takes the ending off the mentions of a plural.
func (g *group) singular() {
	for i := range g.mentions {
		g.mentions[i].text = strings.TrimSuffix(g.mentions[i].text, "s")
	}
}

func keyOf(text string) string {
	if s := sound(text); len([]rune(s)) >= shortestSound {
		return s
	}
	return fold(text)
}

// host is the key of the name that a shorter one belongs to.
func (x *extraction) host(key string, by map[string]*group, keys []string) (string, bool) {
	if stem, ok := strings.CutSuffix(key, "s"); ok && by[stem] != nil && len(stem) >= shortestSound {
		return stem, true
	}
	if strings.Contains(key, " ") {
		return "", false
	}
	found := ""
	for _, other := range keys {
		words := by[other].full
		if len(words) < 2 || len(words) > 4 || slices.ContainsFunc(words, func(w string) bool { return x.isBody(word{text: w}) }) {
			continue
		}
		if keyOf(words[len(words)-1]) != key {
			continue
		}
		if found != "" {
			return "", false // Two persons of one surname.
		}
		found = other
	}
	return found, found != ""
}
