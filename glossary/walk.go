package glossary

// walk is the search for the longest term that begins at one word.
type walk struct {
	m     *Matcher
	text  string
	words [MaxTermWords]span
	n     int
	hash  uint64
	key   []byte
	buf   [2 * MaxTermBytes]byte
	// best is the longest term so far, or nil, with the end of its last word.
	best *entry
	end  int
	// resume is where the search goes on after it.
	resume int
	// inPlural says that the last word is read without the ending of a plural;
	// bestPlural that the best term was found like that.
	inPlural, bestPlural bool
}

type span struct{ start, end int }

// longest finds the longest term that begins with the word at i.
func (w *walk) longest(i int) bool {
	w.n, w.hash, w.key, w.best = 0, hashSeed, w.buf[:0], nil
	for w.n < MaxTermWords {
		end := wordEnd(w.text, i)
		if end-i > maxWordBytes || !w.word(span{i, end}) {
			break
		}
		next, ok := gap(w.text, w.text[i:end], end)
		if !ok {
			break
		}
		w.hash = hashByte(w.hash, ' ')
		w.key = append(w.key, ' ')
		i = next
	}
	return w.best != nil
}

// word takes one more word; false says that no term goes on after it.
func (w *walk) word(s span) bool {
	word, mark := w.text[s.start:s.end], len(w.key)
	w.n++
	if stem, ok := w.m.stem(word); ok {
		w.words[w.n-1] = span{s.start, s.start + len(stem)}
		w.key = appendFold(w.key, stem)
		w.look(hashBytes(w.hash, w.key[mark:]), s.end)
	}
	w.words[w.n-1] = s
	w.plural(s, mark)
	w.key = appendFold(w.key[:mark], word)
	w.hash = hashBytes(w.hash, w.key[mark:])
	return w.look(w.hash, s.end)
}

// look takes the term that ends at the last word, if there is one, and says
// whether a longer one may follow. resume is where the whole word ends.
func (w *walk) look(hash uint64, resume int) (more bool) {
	found, p := false, w.m.index.probe(hash)
	for ref := w.m.index.next(&p); ref != 0; ref = w.m.index.next(&p) {
		switch {
		case ref == wayRef:
			more = true
		case !found && w.accepts(ref-termRef):
			found = true
			w.best, w.end, w.resume, w.bestPlural = &w.m.entries[ref-termRef], w.words[w.n-1].end, resume, w.inPlural
		}
	}
	return more
}

// accepts says that the words read so far are the entry, in the case it asks
// for.
func (w *walk) accepts(i uint32) bool {
	e := &w.m.entries[i]
	if int(e.words) != w.n || e.key != string(w.key) || w.inPlural && !e.mayBePlural() {
		return false
	}
	if e.concept.Case == Exact {
		return sameCase(w.m.exact[i], w.text[w.words[0].start:w.words[w.n-1].end])
	}
	for k, s := range w.words[:w.n] {
		if !need(e.needs >> (2 * k) & 3).meets(w.text[s.start:s.end]) {
			return false
		}
	}
	return true
}
