package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// pattern is a name made ready to be found. All but its last word is frozen.
type pattern struct {
	lemma Lemma
	// head is the punctuation before the first word, folded like all the rest.
	head string
	// words are the frozen words, and gaps what stands behind each.
	words, gaps []string
	// stem is the last word without the letters that change, and with the tail.
	stem string
	// tail is the punctuation behind the last word: the » of «Գազպրոմ».
	tail string
	// ends are the endings that may follow the stem.
	ends endings
	// joint: the endings are joined by a hyphen.
	joint bool
	// upper: the name begins with a capital. caps: its last word is written in
	// capitals. short: it is so short that it may be something else.
	upper, caps, short bool
}

// hit is a place where a pattern stands.
type hit struct {
	*pattern
	reading
	entry int
	// from and to are atoms, start and end offsets into Folded.Text; half-open.
	from, to, start, end int
}

// compile makes the patterns of an entry: its lemma, the name inside the
// quotes if the lemma has them (endings stand within them as well: «Գազպրոմի»),
// and its extra forms as they are.
func (f *finder) compile(e lang.Entry) []*pattern {
	var out []*pattern
	if p := f.inflecting(LemmaOf(e)); p != nil {
		out = append(out, p)
		if p.head == "«" && p.tail == "»" {
			e.Lemma = strings.Trim(strings.TrimSpace(e.Lemma), "«»")
			out = append(out, f.inflecting(LemmaOf(e)))
		}
	}
	for _, form := range e.Extra {
		if p := frozen(Lemma{Text: strings.TrimSpace(form), Kind: e.Kind}); p != nil {
			p.ends = endings{"": reading{}}
			out = append(out, p)
		}
	}
	return out
}

// inflecting is the pattern of a lemma with its endings, or nil if it holds no
// word.
func (f *finder) inflecting(l Lemma) *pattern {
	if _, ok := ClassOf(l); !ok {
		l.Class = ""
	}
	p := frozen(l)
	if p == nil {
		return nil
	}
	p.ends = endings{"": reading{cell: Cell{Nominative, Singular, Indefinite}}}
	para, class, ok := paradigmOf(l)
	if !ok {
		return p
	}
	stem, cut := strings.CutSuffix(p.stem, para.drop)
	if !cut || stem == "" {
		return p
	}
	p.ends = f.endings(endingsKey{para, endsInVowel(p.stem), l.Kind == kindPerson, l.Plural})
	p.joint = para.joint != ""
	p.short = class == Consonant && len(p.words) == 0 && syllables(p.stem) == 1 && letterCount(p.stem) <= 3
	p.stem = stem
	return p
}

// frozen is the pattern of a text as it stands, without endings.
func frozen(l Lemma) *pattern {
	s := scan(l.Text)
	if len(s.atoms) == 0 {
		return nil
	}
	last := len(s.atoms) - 1
	p := &pattern{
		lemma: l,
		head:  s.Text[:s.atoms[0].start],
		stem:  s.Text[s.atoms[last].start:],
		tail:  s.Text[s.atoms[last].end:],
		upper: s.upper(s.atoms[0].start),
	}
	first, _ := utf8.DecodeRuneInString(p.stem)
	p.caps = isAcronym(lastWord(l.Text)) && unicode.IsLetter(first)
	for i, a := range s.atoms[:last] {
		p.words = append(p.words, s.Text[a.start:a.end])
		p.gaps = append(p.gaps, s.gap(i+1))
	}
	return p
}

// letterCount counts the letters of a folded word, ու being one.
func letterCount(folded string) int {
	return utf8.RuneCountInString(strings.ReplaceAll(folded, "ու", "u"))
}
