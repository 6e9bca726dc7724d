package glossary

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Put writes concepts into a file: one whose id is there takes the place of
// that block and keeps its comments, any other goes before the first one with
// a greater id. Every other byte stays as it is; only a file whose concepts are
// not blocks of lines, one below the other, is laid out anew as Format does.
// What is wrong between concepts is left to Lint.
func Put(f File, concepts []*Concept) ([]byte, error) {
	var bad problems
	g := outline(f, bad.report)
	if g == nil {
		return nil, bad.err()
	}
	return put(f, g, concepts)
}

func put(f File, g *page, concepts []*Concept) ([]byte, error) {
	e := editor{page: g, lines: bytes.SplitAfter(f.Data, []byte("\n")), end: "\n",
		instead: map[int]*part{}, before: map[int][]*part{}}
	if bytes.Contains(f.Data, []byte("\r\n")) {
		e.end = "\r\n"
	}
	want, comments := e.place(concepts), g.commentsOf()
	out := e.bytes()
	if err := holds(File{f.Name, out}, want, comments); err == nil {
		return out, nil
	}
	out = e.anew()
	return out, holds(File{f.Name, out}, want, comments)
}

// editor puts concepts between the lines of a file.
type editor struct {
	page  *page
	lines [][]byte
	// end is how lines of the file end.
	end string
	// instead are what takes the place of a block, and before what goes before
	// it, both by the block's index; before the number of blocks is the end.
	instead map[int]*part
	before  map[int][]*part
}

// place finds the place of each concept and returns what the file should say
// then.
func (e *editor) place(concepts []*Concept) *page {
	blocks := e.page.blocks
	at := make(map[string]int, len(blocks))
	greatest := make([]string, len(blocks)) // of the blocks so far
	want := map[string]*Concept{}
	for i, b := range blocks {
		id := b.id()
		greatest[i] = id
		if i > 0 {
			greatest[i] = max(id, greatest[i-1])
		}
		if _, twice := at[id]; !twice {
			at[id] = i
		}
	}
	sorted := slices.Clone(concepts)
	slices.SortStableFunc(sorted, func(a, b *Concept) int { return strings.Compare(a.ID, b.ID) })
	for _, c := range sorted {
		want[c.ID] = c
		if i, ok := at[c.ID]; ok {
			e.instead[i] = c.part().graft(blocks[i])
			continue
		}
		i := sort.Search(len(blocks), func(i int) bool { return greatest[i] > c.ID })
		e.before[i] = append(e.before[i], c.part())
	}
	out := &page{}
	for _, c := range e.page.concepts {
		if changed, ok := want[c.ID]; ok {
			c = changed
			delete(want, c.ID)
		}
		out.concepts = append(out.concepts, c)
	}
	for _, c := range sorted {
		if _, added := want[c.ID]; added {
			out.concepts = append(out.concepts, c)
		}
	}
	return out
}

// bytes is the file with the concepts in it.
func (e *editor) bytes() []byte {
	var out bytes.Buffer
	at := 0
	for i, b := range e.page.blocks {
		if b.from-1 < at { // Two concepts share a line; holds will see it.
			continue
		}
		for ; at < b.from-1; at++ {
			out.Write(e.lines[at])
		}
		for _, p := range e.before[i] {
			out.WriteString(e.text(p) + e.end)
		}
		if p := e.instead[i]; p != nil {
			out.WriteString(e.text(p))
			at = e.after(i)
		}
	}
	for ; at < len(e.lines); at++ {
		out.Write(e.lines[at])
	}
	for _, p := range e.before[len(e.page.blocks)] {
		out.Truncate(len(bytes.TrimRight(out.Bytes(), " \r\n")))
		if out.Len() > 0 {
			out.WriteString(e.end + e.end)
		}
		out.WriteString(e.text(p))
	}
	return out.Bytes()
}

func (e *editor) text(p *part) string { return strings.ReplaceAll(string(p.lines()), "\n", e.end) }

// after is the index of the first line behind a block.
func (e *editor) after(i int) int {
	at, foot := len(e.lines), 0
	if i+1 < len(e.page.blocks) {
		at = e.page.blocks[i+1].from - 1
	} else {
		foot = len(closed(e.page.foot))
	}
	for at > 0 {
		line := bytes.TrimSpace(e.lines[at-1])
		switch {
		case len(line) == 0:
		case foot > 0 && line[0] == '#':
			foot--
		default:
			return at
		}
		at--
	}
	return at
}

// anew lays out the whole file.
func (e *editor) anew() []byte {
	g := e.page
	for i, p := range e.instead {
		g.blocks[i] = p
	}
	for _, parts := range e.before {
		g.blocks = append(g.blocks, parts...)
	}
	g.sort()
	return g.bytes()
}

// graft gives a part the comments of an older one.
func (p *part) graft(old *part) *part {
	out := *p
	out.head, out.foot, out.tail = old.head, old.foot, cmp.Or(old.tail, p.tail)
	out.parts = slices.Clone(p.parts)
	for i, q := range out.parts {
		was := old.find(q.key)
		if q.key == "" {
			was = old.item(q.text)
		}
		if was != nil {
			out.parts[i] = q.graft(was)
		}
	}
	return &out
}

// holds says what is wrong with a file that should say what a page does and
// have its comments.
func holds(f File, want *page, comments []string) error {
	var bad problems
	is := outline(f, bad.report)
	switch {
	case is == nil:
		return bad.err()
	case len(is.concepts) != len(want.concepts):
		return fmt.Errorf("write into %s: it would have %d concepts and not %d", f.Name, len(is.concepts), len(want.concepts))
	case is.fingerprint() != want.fingerprint():
		return fmt.Errorf("write into %s: a concept reads back as another one", f.Name)
	case !slices.Equal(is.commentsOf(), comments):
		return fmt.Errorf("write into %s: a comment would be lost; move comments to lines of their own above the keys they are about", f.Name)
	}
	return nil
}
