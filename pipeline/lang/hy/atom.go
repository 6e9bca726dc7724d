package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atom is a run of word characters, in byte offsets into Folded.Text. A hyphen
// is never part of an atom: ԱՄՆ-ում is two.
type atom struct{ start, end int }

// scanned is a text ready to be searched.
type scanned struct {
	Folded
	atoms []atom
}

// scan folds a text and cuts it into atoms. Placeholders such as ⟦12⟧ hold
// none.
func scan(text string) scanned {
	s := scanned{Folded: Fold(text)}
	s.atoms = make([]atom, 0, len(s.Text)/10+2)
	start := -1
	for i := 0; i < len(s.Text); {
		r, n := utf8.DecodeRuneInString(s.Text[i:])
		switch word := isWord(r); {
		case word && start < 0:
			start = i
		case !word && start >= 0:
			s.atoms = append(s.atoms, atom{start, i})
			start = -1
		}
		i += max(n, placeholder(s.Text[i:]))
	}
	if start >= 0 {
		s.atoms = append(s.atoms, atom{start, len(s.Text)})
	}
	return s
}

// placeholder is the length in bytes of the placeholder that text begins with,
// or 0.
func placeholder(text string) int {
	inner, ok := strings.CutPrefix(text, "⟦")
	if !ok {
		return 0
	}
	end := strings.IndexFunc(inner, func(r rune) bool { return !isDigit(r) })
	if end <= 0 || !strings.HasPrefix(inner[end:], "⟧") {
		return 0
	}
	return len("⟦") + end + len("⟧")
}

// gap is what stands between atom i-1 and atom i.
func (s *scanned) gap(i int) string { return s.Text[s.atoms[i-1].end:s.atoms[i].start] }

// upper says that the word at the given offset begins with a capital.
func (s *scanned) upper(at int) bool {
	r, _ := utf8.DecodeRuneInString(s.source[s.Start(at):])
	return unicode.IsUpper(r)
}

// capitals says that no small letter stands between the given offsets. Ու is one
// letter, of which the press often writes the first half alone as a capital:
// ՈւԵՖԱ.
func (s *scanned) capitals(start, end int) bool {
	var last rune
	for _, r := range s.source[s.Start(start):s.End(end)] {
		if unicode.IsLower(r) && (r != 'ւ' || last != 'Ո') {
			return false
		}
		last = r
	}
	return true
}

// sameGap says that two gaps are equal, any run of white space being equal to
// any other.
func sameGap(a, b string) bool {
	return a == b || strings.Join(strings.FieldsFunc(a, isSpace), " ") ==
		strings.Join(strings.FieldsFunc(b, isSpace), " ") && hasSpace(a) == hasSpace(b)
}

func hasSpace(s string) bool { return strings.IndexFunc(s, isSpace) >= 0 }
