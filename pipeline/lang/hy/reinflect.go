package hy

import (
	"strings"

	"targman/pipeline/lang"
)

// strange is how far a surface may be from the lemma before it is taken for
// another word altogether.
const strange = 0.6

// reinflect is lang.Pack.Reinflect. A mark inside the surface is kept, and so
// are capitals.
func (f *finder) reinflect(e lang.Entry, surface, next string) (string, bool) {
	surface = strings.TrimSpace(surface)
	l := soundLemma(e)
	cell, ok := f.cellOf(e, l, surface)
	if !ok {
		return "", false
	}
	form, ok := Decline(l, cell, next)
	if !ok {
		return "", false
	}
	return inGuise(l, form, surface), true
}

// inGuise gives a form the capitals and the mark of what it replaces.
func inGuise(l Lemma, form, surface string) string {
	if p, _, ok := paradigmOf(l); isAcronym(surface) && ok && p.joint == "" {
		form = Upper(form)
	}
	return marked(form, surface)
}

// cellOf reads the cell of a surface.
func (f *finder) cellOf(e lang.Entry, l Lemma, surface string) (Cell, bool) {
	if n := placeholder(surface); n > 0 {
		return suffixOf(strings.TrimPrefix(fold(surface[n:]), "-"))
	}
	if cell, ok := f.recognised(e, surface); ok {
		return cell, true
	}
	s, target := scan(surface), lastAtom(l.Text)
	word, ending, joined := s.lastWord(len(s.atoms))
	sp, ok := bestSplit(word, target)
	if own, is := irregularSplit(l, word, target); is && (!ok || own.score < sp.score) {
		sp, ok = own, true
	}
	if joined {
		sp.far = apart(skeleton(word), skeleton(target))
		sp.cell, _ = suffixOf(ending)
	}
	return sp.cell, ok && sp.far < strange
}

// recognised is the cell of a surface that is a form of the entry already, a
// malformed one for example. A form of two cells is left to the splits.
func (f *finder) recognised(e lang.Entry, surface string) (Cell, bool) {
	found := f.find(surface, []lang.Entry{e})
	if len(found) != 1 || found[0].Start != 0 || found[0].End != len(surface) {
		return Cell{}, false
	}
	c := Cell{Case(found[0].Case), Number(found[0].Number), Det(found[0].Det)}
	return c, c.Case != "" && c.Number != "" && c.Det != ""
}

// lastAtom is the last word of a text, folded, or "".
func lastAtom(text string) string {
	s := scan(text)
	word, _, _ := s.lastWord(len(s.atoms))
	return word
}

// lastWord is the last word before atom end, folded, and the ending that a
// hyphen joins to it, if that is one.
func (s *scanned) lastWord(end int) (word, ending string, joined bool) {
	if end == 0 {
		return "", "", false
	}
	a := s.atoms[end-1]
	word = s.Text[a.start:a.end]
	if end < 2 || !strings.HasSuffix(s.gap(end-1), "-") || hasSpace(s.gap(end-1)) {
		return word, "", false
	}
	b := s.atoms[end-2]
	if _, ok := suffixOf(word); !ok || !s.small(a, b.start) {
		return word, "", false
	}
	return s.Text[b.start:b.end], word, true
}

// small says that an atom begins with a small letter, or that the word at
// start before it has none either.
func (s *scanned) small(a atom, start int) bool {
	return !s.upper(a.start) || s.capitals(start, a.end)
}

// irregularSplit reads a word as a form of a lemma that changes its stem, by
// comparing it with every form.
func irregularSplit(l Lemma, word, target string) (best split, ok bool) {
	if !strings.HasPrefix(string(l.Class), stemPrefix) && l.declension().irregular[target] == nil {
		return split{}, false
	}
	got := skeleton(word)
	for _, c := range []Case{Nominative, Dative, Ablative, Instrumental, Locative} {
		for _, d := range []Det{Indefinite, Definite} {
			form, has := Decline(l, Cell{c, Singular, d}, "")
			if !has {
				continue
			}
			form = lastAtom(form)
			want := skeleton(form)
			sp := split{stem: form, cell: Cell{c, Singular, d}, far: apart(got, want)}
			sp.score = distance(got, want) + lengthCost*gapOf(word, form)
			if strings.HasSuffix(word, "ը") != strings.HasSuffix(form, "ը") {
				sp.score += letterCost // the article, which has no sound of its own
			}
			if !ok || sp.score < best.score {
				best, ok = sp, true
			}
		}
	}
	return best, ok
}
