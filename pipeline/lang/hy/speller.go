package hy

import (
	_ "embed" // for the rules and the names
	"strings"
	"sync"
	"unicode"
)

var (
	//go:embed translit/rules.txt
	translitRules string
	//go:embed translit/names.txt
	translitNames string
)

// speller spells the names of one language.
type speller struct {
	table *translit
	// names are those that are looked up, in small letters.
	names map[string][]spelling
}

// spellers are read once, at the first name. A fault in the shipped files is a
// fault of the program.
var spellers = sync.OnceValue(func() map[string]*speller {
	tables, err := readTranslit(translitRules)
	if err != nil {
		panic(err)
	}
	out := map[string]*speller{}
	for tag, table := range tables {
		s := &speller{table: table}
		if tag == "en" || tag == "und" {
			s.names = readNames(translitNames)
		}
		// Russian keeps the doubled letters that it writes.
		table.single = !strings.HasPrefix(tag, "ru")
		table.turkish = tag == "tr"
		out[tag] = s
	}
	return out
})

// spellerFor is the speller for a name. Its script counts for more than the
// hint.
func spellerFor(name, hint string) *speller {
	all := spellers()
	hint = strings.ToLower(strings.TrimSpace(hint))
	cyrillic := strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
	switch {
	case cyrillic:
		return all["ru-Cyrl"]
	case strings.HasPrefix(hint, "ru"):
		return all["ru"]
	}
	if s := all[hint]; s != nil {
		return s
	}
	return all["und"]
}
