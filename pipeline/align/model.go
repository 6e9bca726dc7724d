package align

import (
	"math"
	"slices"
)

// model is what is known of two documents while they are being aligned.
type model struct {
	source, target document
	// words of either side.
	vocabularies [2]vocabulary
	// known are the pairs of words that a lexicon has, and lexicon those with
	// what was learned: for each word of the source its translations.
	known   []entry
	lexicon [][]entry
	// postings are the places of each word, and of each mark, in the target.
	postings, marked [][]posting
	// weights of the marks.
	weights []float64
	lengths lengthModel
	borders borderModel
}

// document is one side.
type document struct {
	words   [][]int32
	marks   [][]int32
	lengths []float64
	// opens says that a sentence is the first of its paragraph.
	opens []bool
	// turns says that a sentence is of another kind than the one before it.
	turns []bool
	// covered is how many words of a sentence the lexicon has.
	covered []int
	// unmatched is the cost of a sentence's marks when none of them is on the
	// other side.
	unmatched []float64
}

// posting is a place of a word: the at-th of a sentence.
type posting struct {
	sentence int32
	at       uint16
}

func newModel(source, target []Sentence, known *Lexicon) *model {
	m := &model{borders: defaultBorders}
	m.source, m.target = m.document(source, 0), m.document(target, 1)
	m.lengths = newLengthModel(m.source.lengths, m.target.lengths)
	m.postings = post(m.target.words, len(m.vocabularies[1].words))
	m.known = known.between(&m.vocabularies[0], &m.vocabularies[1])
	m.use(m.known)
	m.mark(source, target)
	return m
}

func (m *model) document(sentences []Sentence, side int) document {
	d := document{words: m.vocabularies[side].numbered(sentences)}
	for i, s := range sentences {
		d.lengths = append(d.lengths, length(s.Text))
		d.opens = append(d.opens, i == 0 || s.Paragraph != sentences[i-1].Paragraph)
		d.turns = append(d.turns, i > 0 && s.Kind != sentences[i-1].Kind)
	}
	return d
}

func post(words [][]int32, size int) [][]posting {
	out := make([][]posting, size)
	for j, list := range words {
		for at, w := range list {
			out[w] = append(out[w], posting{int32(j), uint16(min(at, math.MaxUint16))})
		}
	}
	return out
}

const (
	// strongest bounds the weight of a mark, in nats: two sentences may name the
	// same place by chance.
	strongest = 3.5
	// lost is the share of its weight that a mark costs when it is not in the
	// translation, which may say "he" for a name.
	lost = 0.35
)

// mark weighs the marks: what stands in every sentence says nothing, what
// stands in one says all. What one document has alone says nothing either.
func (m *model) mark(source, target []Sentence) {
	var v vocabulary
	in := [2]map[int32]int{{}, {}}
	for side, sentences := range [][]Sentence{source, target} {
		d := [...]*document{&m.source, &m.target}[side]
		for _, s := range sentences {
			var ids []int32
			for _, mark := range s.Marks {
				ids = append(ids, v.id(mark))
			}
			slices.Sort(ids)
			ids = slices.Compact(ids)
			for _, id := range ids {
				in[side][id]++
			}
			d.marks = append(d.marks, ids)
		}
	}
	all := float64(len(source) + len(target))
	for id := range int32(len(v.words)) {
		weight := 0.0
		if in[0][id] > 0 && in[1][id] > 0 {
			weight = min(strongest, max(0, math.Log((all+2)/float64(in[0][id]+in[1][id]+1))))
		}
		m.weights = append(m.weights, weight)
	}
	m.source.unmatch(m.weights)
	m.target.unmatch(m.weights)
	m.marked = post(m.target.marks, len(v.words))
}

func (d *document) unmatch(weights []float64) {
	for _, marks := range d.marks {
		cost := 0.0
		for _, id := range marks {
			cost -= lost * weights[id]
		}
		d.unmatched = append(d.unmatched, cost)
	}
}

// use makes the lexicon of entries; of two for the same words the greater
// ratio counts. Equal words are translations of each other: a name in the
// letters of the source.
func (m *model) use(entries []entry) {
	m.lexicon = make([][]entry, len(m.vocabularies[0].words))
	add := func(e entry) {
		list := m.lexicon[e.source]
		if i := slices.IndexFunc(list, func(o entry) bool { return o.target == e.target }); i >= 0 {
			list[i].ratio = max(list[i].ratio, e.ratio)
			return
		}
		m.lexicon[e.source] = append(list, e)
	}
	for _, e := range entries {
		add(e)
	}
	for s, word := range m.vocabularies[0].words {
		if t, ok := m.vocabularies[1].ids[word]; ok {
			add(entry{int32(s), t, sameWord})
		}
	}
	m.cover()
}

func (m *model) cover() {
	sources, targets := make([]bool, len(m.vocabularies[0].words)), make([]bool, len(m.vocabularies[1].words))
	for s, list := range m.lexicon {
		for _, e := range list {
			sources[s], targets[e.target] = true, true
		}
	}
	m.source.cover(sources)
	m.target.cover(targets)
}

func (d *document) cover(known []bool) {
	d.covered = make([]int, len(d.words))
	for i, list := range d.words {
		for _, w := range list {
			if known[w] {
				d.covered[i]++
			}
		}
	}
}

// sameWord is the ratio of a word that stands on both sides.
const sameWord = 50

// learn learns words from a path, and how the lengths and paragraphs of the
// documents agree.
func (m *model) learn(path []bead) {
	var beads []training
	for _, b := range path {
		if !b.linked() {
			continue
		}
		beads = append(beads, training{
			slices.Concat(m.source.words[b.i : b.i+b.a]...), slices.Concat(m.target.words[b.j : b.j+b.b]...)})
	}
	learned := train(beads, len(m.vocabularies[0].words), len(m.vocabularies[1].words))
	m.use(append(learned, m.known...))
	m.lengths = m.lengths.fitted(path)
	m.borders = newBorderModel(path, m.source.opens, m.target.opens)
}
