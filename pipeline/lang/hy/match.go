package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// match adds the places where the pattern stands to hits.
func (p *pattern) match(s *scanned, entry int, hits []hit) []hit {
	first := p.stem
	if len(p.words) > 0 {
		first = p.words[0]
	}
	for i, a := range s.atoms {
		if !strings.HasPrefix(s.Text[a.start:], first) || !p.begins(s, i) {
			continue
		}
		if h, ok := p.last(s, i+len(p.words)); ok {
			h.pattern, h.entry, h.from, h.start = p, entry, i, a.start-len(p.head)
			hits = append(hits, h)
		}
	}
	return hits
}

// begins says that all but the last word of the pattern stands at atom i, in
// the right case. The later part of a compound counts if it has a capital:
// ալ-Ասադ.
func (p *pattern) begins(s *scanned, i int) bool {
	start := s.atoms[i].start
	if i+len(p.words) >= len(s.atoms) || !strings.HasSuffix(s.Text[:start], p.head) {
		return false
	}
	inside := p.head == "" && i > 0 && s.gap(i) == "-"
	if (p.upper || inside) && !s.upper(start) {
		return false
	}
	for k, w := range p.words {
		a := s.atoms[i+k]
		if s.Text[a.start:a.end] != w || !sameGap(s.gap(i+k+1), p.gaps[k]) {
			return false
		}
	}
	return true
}

// last reads the last word, which is atom j and, if a hyphen joins it, the
// atom behind it. The longer form wins.
func (p *pattern) last(s *scanned, j int) (hit, bool) {
	a := s.atoms[j]
	if !strings.HasPrefix(s.Text[a.start:], p.stem) {
		return hit{}, false
	}
	pos := a.start + len(p.stem)
	if p.caps && !s.capitals(a.start, pos) {
		return hit{}, false
	}
	end := max(pos, a.end)
	if j+1 < len(s.atoms) && p.joins(s.Text[end:s.atoms[j+1].start]) {
		if h, ok := p.ending(s, pos, s.atoms[j+1].end, j+2); ok {
			return h, true
		}
	}
	return p.ending(s, pos, end, j+1)
}

// joins says that an atom behind the given gap may be an ending.
func (p *pattern) joins(gap string) bool { return gap == "-" || gap == "" && p.tail != "" }

// ending reads what stands between the stem and end, next being the atom that
// follows.
func (p *pattern) ending(s *scanned, pos, end, next int) (hit, bool) {
	rest := s.Text[pos:end]
	r, ok := p.ends[rest]
	if !ok || !s.free(end, next) {
		return hit{}, false
	}
	if r.bad && p.joint && rest[0] != '-' {
		// Capitals behind an acronym make another acronym.
		first, _ := utf8.DecodeRuneInString(s.source[s.Start(pos):])
		if !unicode.IsLower(first) {
			return hit{}, false
		}
	}
	r.low = r.low || p.short
	return hit{reading: r, to: next, end: end}, true
}

// free says that a name may end here: what a hyphen joins to it begins with a
// capital or a digit (Ռուսաստան-Թուրքիա, Լոնդոն-2012, but not Երևան-կենտրոն).
func (s *scanned) free(end, next int) bool {
	if next >= len(s.atoms) {
		return true
	}
	switch at := s.atoms[next].start; s.Text[end:at] {
	case "-":
		return s.upper(at) || isDigit(rune(s.Text[at]))
	case "":
		return false
	}
	return true
}
