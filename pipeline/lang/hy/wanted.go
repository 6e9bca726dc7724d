package hy

import (
	"strings"
	"unicode"

	"targman/pipeline/lang"
)

// How far from the lemma a place may be: as a whole, in one of several words,
// and where its words are joined or parted otherwise than the lemma's. What
// has two sounds or less must have the same.
const (
	nearLimit  = 0.30
	wordLimit  = 0.40
	otherLimit = 0.20
	fewSounds  = 2
	// mostWords bounds a name.
	mostWords = 16
)

// wanted is a name whose misspellings are looked for.
type wanted struct {
	lemma Lemma
	// words are its words, folded, and upper says which have a capital.
	words []string
	upper []bool
	// caps: it is an acronym and stands in capitals only.
	caps bool
}

// wantedName is an entry as a name, or nil if it has no capital. A name in
// quotes is looked for inside them.
func wantedName(e lang.Entry) *wanted {
	if inner := strings.TrimSpace(e.Lemma); strings.HasPrefix(inner, "«") && strings.HasSuffix(inner, "»") {
		e.Lemma = strings.Trim(inner, "«»")
	}
	w := &wanted{lemma: soundLemma(e), caps: isAcronym(lastWord(strings.TrimSpace(e.Lemma)))}
	if strings.IndexFunc(w.lemma.Text, unicode.IsUpper) < 0 {
		return nil
	}
	s := scan(w.lemma.Text)
	for _, a := range s.atoms {
		w.words = append(w.words, s.Text[a.start:a.end])
		w.upper = append(w.upper, s.upper(a.start))
	}
	if len(w.words) == 0 || len(w.words) > mostWords {
		return nil
	}
	return w
}

// guess is a candidate and its atoms, from the first to before the last.
type guess struct {
	lang.Candidate
	from, to int
}

// at reads the n atoms from i on as the name.
func (w *wanted) at(s *scanned, i, n int) (guess, bool) {
	if !w.stands(s, i, n) {
		return guess{}, false
	}
	words, ending, end := w.cut(s, i, n)
	if !s.free(s.atoms[end-1].end, end) || n == 1 && grammarWords[words[0]] {
		return guess{}, false
	}
	cell, far, ok := w.compare(words, ending)
	if !ok {
		return guess{}, false
	}
	g := guess{from: i, to: end}
	g.Start, g.End, g.Cell, g.Distance = s.Start(s.atoms[i].start), s.End(s.atoms[end-1].end), cell.named(), far
	form, ok := Decline(w.lemma, cell, s.source[g.End:])
	g.Well = inGuise(w.lemma, form, s.source[g.Start:g.End])
	return g, ok
}

// stands says that the n atoms from i on may be a name: nothing but a space or
// a hyphen between them, and capitals where the name has them.
func (w *wanted) stands(s *scanned, i, n int) bool {
	for k := range n {
		upper := n != len(w.words) || w.upper[k]
		if upper && !s.upper(s.atoms[i+k].start) {
			return false
		}
		if k > 0 && s.gap(i+k) != "-" && strings.TrimFunc(s.gap(i+k), isSpace) != "" {
			return false
		}
	}
	return true
}

// cut gives the words of the n atoms from i on, the ending that is joined to
// the last by a hyphen or by a change from capitals to small letters, and the
// atom that follows.
func (w *wanted) cut(s *scanned, i, n int) (words []string, ending string, end int) {
	for _, a := range s.atoms[i : i+n] {
		words = append(words, s.Text[a.start:a.end])
	}
	if end = i + n; end < len(s.atoms) && s.gap(end) == "-" {
		if _, ending, joined := s.lastWord(end + 1); joined {
			return words, ending, end + 1
		}
	}
	if last := s.atoms[end-1]; w.caps {
		for at := range s.Text[last.start:last.end] {
			if at += last.start; at > last.start && !s.upper(at) {
				words[n-1] = s.Text[last.start:at]
				return words, s.Text[at:last.end], end
			}
		}
	}
	return words, "", end
}

// compare says how far words are from the name, and in which cell they are. An
// ending, if there is one, has been cut off already.
func (w *wanted) compare(words []string, ending string) (Cell, float64, bool) {
	got, want := words, w.words
	limit := nearLimit
	if len(got) != len(want) {
		got, want, limit = []string{strings.Join(got, "")}, []string{strings.Join(want, "")}, otherLimit
	}
	last := len(got) - 1
	from, to, cell, ok := w.pair(got[last], want[last], ending)
	if !ok {
		return Cell{}, 0, false
	}
	cost, length := 0, 0
	for k := range want {
		a, b := got[k], want[k]
		if k == last {
			a, b = from, to
		}
		c, n := w.cost(a, b)
		if float64(c) > wordLimit*float64(n*letterCost) {
			return Cell{}, 0, false
		}
		cost, length = cost+c, length+n
	}
	far := float64(cost) / float64(length*letterCost)
	ok = far < limit && (length > fewSounds || cost == 0) && !derived(got[last], want[last], from)
	return cell, far, ok
}

// pair gives what is to be compared of the last word and of the name's: the
// words without endings, or the whole forms where an ending changes the stem.
func (w *wanted) pair(word, target, ending string) (a, b string, c Cell, ok bool) {
	if ending != "" || w.caps {
		c, ok = suffixOf(ending)
		return word, target, c, ok
	}
	sp, ok := bestSplit(word, target)
	if own, is := irregularSplit(w.lemma, word, target); is && (!ok || own.score < sp.score) {
		return word, own.stem, own.cell, true
	}
	return sp.stem, target, sp.cell, ok
}

// cost is the distance of two words and the length of the longer one, at
// least 1. The letters of an acronym are compared one by one.
func (w *wanted) cost(a, b string) (cost, length int) {
	x, y := skeleton(a), skeleton(b)
	if w.caps {
		x, y = acronymLetters(a), acronymLetters(b)
	}
	return distance(x, y), max(len(x), len(y), 1)
}

func acronymLetters(folded string) []rune {
	return []rune(strings.NewReplacer("է", "ե", "օ", "ո").Replace(folded))
}
