package write

import (
	"strconv"

	"targman/pipeline/bitext"
)

// layout decides how the inline codes and the marked terms of one XLIFF unit
// are spelled: which code is whose partner, what each is called, and whether
// it is one element around its content or a start and an end (section 4.7.2).
type layout struct {
	parts []part
	// source and target are the tokens of each part.
	source, target [][]xlfToken
	// data is the spelling of the codes, each once.
	data []string
	// entries are the glossary's concepts, each once.
	entries []entry
	// apart holds the ids of codes and marks that are spelled as a start and
	// an end, because they cross another or span parts.
	apart map[string]bool
	// used holds the ids that are taken, with how often they were asked for.
	used map[string]int
}

// part is a segment or, without a unit, what stands between two.
type part struct {
	unit           *bitext.Unit
	source, target bitext.Content
	translated     bool
}

// xlfToken is a token with its place in the unit.
type xlfToken struct {
	token
	// id is the element's, or that of the element it ends.
	id string
	// data is the index of a code's spelling.
	data int
	// isolated says that a code's partner is not in the unit.
	isolated bool
	// term is set on the start of a marked term; entry is the id of its entry.
	term  *bitext.Term
	entry string
}

func newLayout(parts []part) *layout {
	l := &layout{parts: parts, apart: map[string]bool{}, used: map[string]int{}}
	for i := range parts {
		p := &parts[i]
		var source, target []termSpan
		if p.unit != nil {
			source, target = sourceTerms(p.unit), targetTerms(p.unit)
		}
		l.source = append(l.source, l.tokens(p, p.source, source))
		l.target = append(l.target, l.tokens(p, p.target, target))
	}
	l.name(l.source, nil)
	l.name(l.target, l.source)
	l.cross(l.source)
	l.cross(l.target)
	return l
}

func (l *layout) tokens(p *part, c bitext.Content, ts []termSpan) []xlfToken {
	plain := tokens(nil, c, spans(ts))
	out := make([]xlfToken, len(plain))
	for i, t := range plain {
		out[i].token = t
		switch t.kind {
		case isCode:
			out[i].data = l.spelling(t.code.Raw)
		case isStart:
			out[i].term = &p.unit.Terms[ts[t.mark].term]
		}
	}
	return out
}

func (l *layout) spelling(raw string) int {
	for i, d := range l.data {
		if d == raw {
			return i
		}
	}
	l.data = append(l.data, raw)
	return len(l.data) - 1
}

// name gives every code and mark of one side its id. On the target side an
// element takes the id of the one it stands for in the source of the same
// part; every other id is new (section 4.3.1.21).
func (l *layout) name(side, sources [][]xlfToken) {
	open := map[int]*xlfToken{}
	for i := range side {
		var free []xlfToken
		if sources != nil {
			free = append(free, sources[i]...)
		}
		mark := ""
		for j := range side[i] {
			t := &side[i][j]
			switch t.kind {
			case isStart:
				t.id = l.claim(free, t, "m")
				t.entry = l.entry(t, sources == nil)
				mark = t.id
			case isEnd:
				t.id = mark
			case isCode:
				l.nameCode(t, free, open)
			}
		}
	}
	for _, t := range open {
		t.isolated = true
		l.apart[t.id] = true
	}
}

// nameCode names a code; open holds the opening codes that wait for their
// partner.
func (l *layout) nameCode(t *xlfToken, free []xlfToken, open map[int]*xlfToken) {
	id := t.code.ID
	switch start := open[id]; {
	case t.code.Kind == bitext.Close && start != nil:
		t.id = start.id
		delete(open, id)
		return
	case t.code.Kind == bitext.Close:
		t.isolated = true
	case t.code.Kind == bitext.Open && start != nil:
		start.isolated = true // opened twice: the first one stays alone
		l.apart[start.id] = true
	}
	t.id = l.claim(free, t, "c"+strconv.Itoa(id))
	if t.isolated {
		l.apart[t.id] = true
	}
	if t.code.Kind == bitext.Open {
		open[id] = t
	}
}

// claim takes the id of the free token that t stands for, or a new one.
func (l *layout) claim(free []xlfToken, t *xlfToken, base string) string {
	for i := range free {
		if f := &free[i]; f.id != "" && f.stands(t) {
			id := f.id
			f.id = ""
			return id
		}
	}
	if t.kind == isStart {
		base += strconv.Itoa(l.used[base] + 1)
		l.used["m"]++
	}
	return l.fresh(base)
}

// stands says that t in the target is what f is in the source, and the same
// element.
func (f *xlfToken) stands(t *xlfToken) bool {
	if f.kind != t.kind {
		return false
	}
	if f.kind == isStart {
		return f.term == t.term
	}
	return f.code.ID == t.code.ID && f.code.Kind == t.code.Kind && (f.code.Kind != bitext.Close || f.isolated)
}

// fresh is an id that nothing in the unit has. A segment's id has a dot
// between two numbers, so it is none of these.
func (l *layout) fresh(base string) string {
	l.used[base]++
	if n := l.used[base]; n > 1 {
		return l.fresh(base + "-" + strconv.Itoa(n))
	}
	return base
}

// entry is the id of the glossary entry that a mark refers to, if it has one.
// Entries refer to marks in the source, so only those make new ones.
func (l *layout) entry(t *xlfToken, create bool) string {
	for _, e := range l.entries {
		if e.term.Concept == t.term.Concept {
			return e.id
		}
	}
	e := entry{"g" + strconv.Itoa(len(l.entries)+1), t.id, t.term}
	if !create || !e.complete() {
		return ""
	}
	l.entries = append(l.entries, e)
	return e.id
}

// cross finds the elements that cannot be one element around their content:
// within a part, whatever is open above the start of what ends.
func (l *layout) cross(side [][]xlfToken) {
	for _, part := range side {
		var stack []string
		for i := range part {
			switch t := &part[i]; {
			case t.kind == isStart, t.kind == isCode && t.code.Kind == bitext.Open && !t.isolated:
				stack = append(stack, t.id)
			case t.kind == isEnd, t.kind == isCode && t.code.Kind == bitext.Close && !t.isolated:
				stack = l.pop(stack, t.id)
			}
		}
		for _, id := range stack { // what ends in another part
			l.apart[id] = true
		}
	}
}

// pop takes id off the stack. When it is not on top, it crosses all above it;
// when it is not there at all, it began in another part.
func (l *layout) pop(stack []string, id string) []string {
	for i := len(stack) - 1; i >= 0; i-- {
		if stack[i] != id {
			continue
		}
		if i < len(stack)-1 {
			for _, other := range stack[i:] {
				l.apart[other] = true
			}
		}
		return append(stack[:i], stack[i+1:]...)
	}
	l.apart[id] = true
	return stack
}
