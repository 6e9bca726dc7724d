package write

import (
	"slices"
	"strings"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// token is a stretch of text, an inline code standing in it, or the start or
// the end of a marked span.
type token struct {
	kind tokenKind
	// text is set for text. A code has none: the Object that it may take in
	// Content.Text is its own.
	text string
	code *bitext.Code
	// at is where the token starts in Content.Text, in bytes.
	at int
	// mark is the index of the span that starts or ends here.
	mark int
}

type tokenKind uint8

const (
	isText tokenKind = iota
	isCode
	isStart
	isEnd
)

// tokens cuts content at its codes and at the borders of the marked spans,
// which are ascending and disjoint, and appends what it finds to out. A span
// starts inside the codes around it and outside the codes within it, as far as
// the codes allow.
func tokens(out []token, c bitext.Content, marks []bitext.Span) []token {
	t := tokenizer{out: out, c: c, marks: marks}
	pos := 0
	for i := range c.Codes {
		code := &c.Codes[i]
		// A code that an engine's reply has put outside the text stands at the
		// nearest end.
		at := min(max(code.At, pos), len(c.Text))
		t.text(pos, at)
		pos = at
		if code.Kind == bitext.Alone && code.At == at && strings.HasPrefix(c.Text[at:], bitext.Object) {
			pos += len(bitext.Object)
		}
		t.code(code, at, pos)
	}
	t.text(pos, len(c.Text))
	return t.out
}

type tokenizer struct {
	out   []token
	c     bitext.Content
	marks []bitext.Span
	// next is the mark that starts next, or the one we are in.
	next int
	in   bool
}

// text adds the text from start to end.
func (t *tokenizer) text(start, end int) {
	for start < end {
		stop := end
		if t.in {
			stop = min(end, max(start, t.marks[t.next].End))
		} else if t.next < len(t.marks) {
			stop = min(end, max(start, t.marks[t.next].Start))
		}
		if stop > start {
			t.out = append(t.out, token{kind: isText, text: t.c.Text[start:stop], at: start})
		}
		start = stop
		t.endMark(start)
		if start < end {
			t.startMark(start)
		}
	}
}

// code adds a code that takes the bytes from at to end of the text.
func (t *tokenizer) code(code *bitext.Code, at, end int) {
	if end > at {
		t.startMark(end - 1)
	}
	tok := token{kind: isCode, code: code, at: at}
	if last := len(t.out) - 1; last >= 0 && t.out[last].kind == isEnd && t.out[last].at == at && t.closesWithin(code) {
		t.out = slices.Insert(t.out, last, tok)
		return
	}
	t.out = append(t.out, tok)
	t.endMark(end)
}

// closesWithin says that the code closes one that was opened inside the mark
// that has just ended.
func (t *tokenizer) closesWithin(code *bitext.Code) bool {
	open, ok := t.find(code.ID, bitext.Open)
	return code.Kind == bitext.Close && ok && open > t.marks[t.next-1].Start
}

func (t *tokenizer) startMark(pos int) {
	if t.in || t.next >= len(t.marks) || t.marks[t.next].Start > pos {
		return
	}
	t.in = true
	i, m := len(t.out), t.marks[t.next]
	for i > 0 && t.opensWithin(t.out[i-1], m) {
		i--
	}
	t.out = slices.Insert(t.out, i, token{kind: isStart, at: m.Start, mark: t.next})
}

// opensWithin says that the token is a code at the start of the mark that
// closes before the mark ends.
func (t *tokenizer) opensWithin(tok token, m bitext.Span) bool {
	if tok.kind != isCode || tok.code.Kind != bitext.Open || tok.at != m.Start {
		return false
	}
	end, ok := t.find(tok.code.ID, bitext.Close)
	return ok && end < m.End
}

func (t *tokenizer) endMark(pos int) {
	if t.in && t.marks[t.next].End <= pos {
		t.out = append(t.out, token{kind: isEnd, at: pos, mark: t.next})
		t.in = false
		t.next++
	}
}

// find is where the code stands in the text.
func (t *tokenizer) find(id int, kind bitext.CodeKind) (at int, ok bool) {
	for i := range t.c.Codes {
		if c := &t.c.Codes[i]; c.ID == id && c.Kind == kind {
			return c.At, true
		}
	}
	return 0, false
}

// inside keeps a span within a text and says whether something that can be
// marked is left of it.
func inside(s bitext.Span, text string) (bitext.Span, bool) {
	s.Start, s.End = max(s.Start, 0), min(s.End, len(text))
	if s.Start >= s.End || !utf8.RuneStart(text[s.Start]) {
		return bitext.Span{}, false
	}
	return s, s.End == len(text) || utf8.RuneStart(text[s.End])
}

// paired says that the code at i has its partner on the right side of it, and
// that both stand once among the tokens.
func paired(ts []token, i int) bool {
	opens, closes, inOrder := 0, 0, true
	for j := range ts {
		c := ts[j].code
		if c == nil || c.ID != ts[i].code.ID {
			continue
		}
		switch c.Kind {
		case bitext.Open:
			opens++
			inOrder = inOrder && closes == 0
		case bitext.Close:
			closes++
		}
	}
	return opens == 1 && closes == 1 && inOrder
}
