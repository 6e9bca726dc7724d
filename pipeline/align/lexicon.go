package align

// Lexicon says how much more often than by chance a word of one language
// stands in the translation of a sentence with a word of the other. It does not
// change, so goroutines may share it.
type Lexicon struct {
	ratios map[string][]translation
}

// translation is a word with its ratio: 1 is chance.
type translation struct {
	word  string
	ratio float32
}

// Known is a sentence with its translation, such as a memory has.
type Known struct{ Source, Target string }

// Learn makes a lexicon of sentences whose translations are known.
func Learn(pairs []Known) *Lexicon {
	var source, target vocabulary
	beads := make([]training, len(pairs))
	for i, p := range pairs {
		for _, w := range words(p.Source) {
			beads[i].source = append(beads[i].source, source.id(w))
		}
		for _, w := range words(p.Target) {
			beads[i].target = append(beads[i].target, target.id(w))
		}
	}
	l := &Lexicon{ratios: map[string][]translation{}}
	for _, e := range train(beads, len(source.words), len(target.words)) {
		s := source.words[e.source]
		l.ratios[s] = append(l.ratios[s], translation{target.words[e.target], e.ratio})
	}
	return l
}

// mirrored is the lexicon of the other direction.
func (l *Lexicon) mirrored() *Lexicon {
	if l == nil {
		return nil
	}
	out := &Lexicon{ratios: map[string][]translation{}}
	for s, list := range l.ratios {
		for _, t := range list {
			out.ratios[t.word] = append(out.ratios[t.word], translation{s, t.ratio})
		}
	}
	return out
}

// between is the lexicon of the words of two documents.
func (l *Lexicon) between(source, target *vocabulary) []entry {
	if l == nil {
		return nil
	}
	var out []entry
	for s, word := range source.words {
		for _, t := range l.ratios[word] {
			if id, ok := target.ids[t.word]; ok {
				out = append(out, entry{int32(s), id, t.ratio})
			}
		}
	}
	return out
}
