package pipeline

import (
	"cmp"
	"path"
	"strings"

	"targman/pipeline/bitext"
)

// newMerger sorts returned segments by the articles that they are of.
func newMerger(l *Line, inputs []Input, units []Returned, o Merging) *merger {
	m := &merger{line: l, o: o, sheets: map[string][]*sheet{}, loose: map[string][]*slip{}, taken: map[place]string{},
		out: Merged{Target: l.Pair.Target, Segments: len(units), Changes: []Change{}, Left: []Left{}}}
	shelf := newShelf(inputs)
	needed := map[int]bool{}
	open := map[[2]string]*sheet{}
	for i := range units {
		s := &slip{Returned: &units[i]}
		s.key, s.text = bitext.Marked(s.Source, s.Target)
		s.key, s.text = spaced(s.key), strings.TrimSpace(s.text)
		m.slips = append(m.slips, s)
		at, ok := shelf.find(cmp.Or(s.Document, s.Hint))
		if !ok {
			if s.Document == "" {
				m.loose[s.key] = append(m.loose[s.key], s)
			}
			continue
		}
		needed[at], s.fits = true, true
		p := inputs[at].Path
		sh := open[[2]string{p, s.File}]
		if sh == nil {
			sh = &sheet{}
			open[[2]string{p, s.File}] = sh
			m.sheets[p] = append(m.sheets[p], sh)
		}
		sh.slips = append(sh.slips, s)
	}
	for i := range inputs {
		if len(m.loose) > 0 || needed[i] {
			m.inputs = append(m.inputs, inputs[i])
		}
	}
	return m
}

// spaced is a source without what tools do to its white space.
func spaced(marked string) string { return strings.Join(strings.Fields(marked), " ") }

// shelf finds articles by what aligned files call them.
type shelf struct {
	exact map[string]int
	// ends are the last parts of names, -1 where several articles share one.
	ends map[string]int
}

func newShelf(inputs []Input) shelf {
	s := shelf{map[string]int{}, map[string]int{}}
	for i, in := range inputs {
		for _, name := range []string{in.Name + path.Ext(in.Path), in.Name} {
			if _, ok := s.exact[name]; !ok {
				s.exact[name] = i
			}
			end := path.Base(name)
			if _, ok := s.ends[end]; ok && s.ends[end] != i {
				s.ends[end] = -1
			} else {
				s.ends[end] = i
			}
		}
	}
	return s
}

// find is the index of the article that a file means: by its name below the
// input folder, with or without extension, or by the last part of its name
// where only one article has that.
func (s shelf) find(document string) (int, bool) {
	document = strings.ReplaceAll(document, `\`, "/")
	if i, ok := s.exact[document]; ok {
		return i, true
	}
	i, ok := s.ends[path.Base(document)]
	return i, ok && i >= 0
}

// ledger is an article in which returned segments are looked for.
type ledger struct {
	job *job
	// keys are the sources of its units, ids their indices by id, and places by
	// source.
	keys   []string
	ids    map[string]int
	places map[string][]int
}

func newLedger(j *job) *ledger {
	a := &ledger{job: j, ids: map[string]int{}, places: map[string][]int{}}
	for i := range j.units {
		key, _ := bitext.Marked(j.units[i].Source, bitext.Content{})
		key = spaced(key)
		a.keys = append(a.keys, key)
		a.ids[j.units[i].ID] = i
		a.places[key] = append(a.places[key], i)
	}
	return a
}

// find is the free unit with the source of the segment at n and the most of its
// neighbours; of equals the first. It is -1 when there is none.
func (a *ledger) find(slips []*slip, n int, taken []bool) int {
	best, most := -1, -1
	for _, i := range a.places[slips[n].key] {
		if taken[i] {
			continue
		}
		same := 0
		if i > 0 && n > 0 && a.keys[i-1] == slips[n-1].key {
			same++
		}
		if i+1 < len(a.keys) && n+1 < len(slips) && a.keys[i+1] == slips[n+1].key {
			same++
		}
		if same > most {
			best, most = i, same
		}
	}
	return best
}
