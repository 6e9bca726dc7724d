package glossary

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// comment is one in a file. The YAML library loses some of them and moves
// others, so they are looked for here; it only says where the scalars are, in
// which a # is none.
type comment struct {
	// line and column count from 1, the column in bytes.
	line, column int
	// text begins with #.
	text string
	// alone says that nothing else stands in the line.
	alone bool
}

// scan is a file on the way to its comments.
type scan struct {
	text string
	// starts are the offsets of the lines.
	starts []int
	// inert marks the bytes of scalars, as pairs of start and end, ascending.
	inert [][2]int
	// last is where offset was asked for last: line, column and answer.
	last [3]int
}

// newScan splits the text into lines and marks the scalars of the tree.
func newScan(text string, tree *yaml.Node) *scan {
	s := &scan{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	if tree != nil {
		s.mark(tree, 0)
	}
	return s
}

// mark goes through the tree in the order of the text; indent is how far a
// block scalar has to be indented at least, less one.
func (s *scan) mark(n *yaml.Node, indent int) {
	switch n.Kind {
	case yaml.SequenceNode:
		for _, item := range n.Content {
			s.mark(item, n.Column-1)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			s.mark(n.Content[i], n.Column-1)
			s.mark(n.Content[i+1], n.Column-1)
		}
	case yaml.ScalarNode:
		if start, end := s.extent(n, indent); end > start {
			s.inert = append(s.inert, [2]int{start, end})
		}
	}
}

// extent is where a scalar's text stands, as far as a # may be in it.
func (s *scan) extent(n *yaml.Node, indent int) (start, end int) {
	at := s.offset(n)
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return s.quoted(at, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return s.quoted(at, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return s.block(n.Line, indent)
	case strings.HasPrefix(s.text[at:], n.Value):
		return at, at + len(n.Value)
	}
	return at, at
}

// offset is that of a node, whose column counts characters. Nodes are asked for
// in their order, so that counting goes on from the last one in the line.
func (s *scan) offset(n *yaml.Node) int {
	if s.last[0] != n.Line || s.last[1] > n.Column {
		s.last = [3]int{n.Line, 1, s.start(n.Line)}
	}
	for ; s.last[1] < n.Column; s.last[1]++ {
		_, size := utf8.DecodeRuneInString(s.text[s.last[2]:])
		s.last[2] += size
	}
	return s.last[2]
}

// start is the offset of a line, or the end of the text.
func (s *scan) start(line int) int {
	if line > len(s.starts) {
		return len(s.text)
	}
	return s.starts[line-1]
}

// quoted is the extent of the quoted scalar at or after the offset.
func (s *scan) quoted(at int, mark byte) (start, end int) {
	i := strings.IndexByte(s.text[at:], mark)
	if i < 0 {
		return at, at
	}
	start = at + i
	for i := start + 1; i < len(s.text); i++ {
		switch {
		case s.text[i] == '\\' && mark == '"':
			i++
		case s.text[i] == mark && mark == '\'' && strings.HasPrefix(s.text[i+1:], "'"):
			i++
		case s.text[i] == mark:
			return start, i + 1
		}
	}
	return start, len(s.text)
}

// block is the extent of the block scalar whose header stands in a line: the
// lines after it that are blank or indented further.
func (s *scan) block(line, indent int) (start, end int) {
	start = s.start(line + 1)
	for line++; line <= len(s.starts); line++ {
		text := strings.TrimRight(s.text[s.start(line):s.start(line+1)], " \r\n")
		if deep := len(text) - len(strings.TrimLeft(text, " ")); text != "" && deep <= indent {
			break
		}
	}
	return start, s.start(line)
}

// comments finds every comment, ascending.
func (s *scan) comments() []comment {
	var out []comment
	inert := s.inert
	for line := 1; line <= len(s.starts); line++ {
		start, end := s.start(line), s.start(line+1)
		for i := start; i < end; i++ {
			for len(inert) > 0 && inert[0][1] <= i {
				inert = inert[1:]
			}
			if len(inert) > 0 && inert[0][0] <= i {
				i = inert[0][1] - 1
				continue
			}
			if s.text[i] != '#' || !s.mayComment(i, start) {
				continue
			}
			before := strings.Trim(s.text[start:i], " ")
			out = append(out, comment{line, i - start + 1, strings.TrimRight(s.text[i:end], " \r\n"), before == "" || before == "-"})
			break
		}
	}
	return out
}

// mayComment says that a # at the offset begins a comment: it does at the
// start of a line, after a space, and, for the YAML library, after a bracket,
// a comma or a closing quotation mark.
func (s *scan) mayComment(i, start int) bool {
	return i == start || strings.IndexByte(" ,[]{}\"'", s.text[i-1]) >= 0
}

// blank says that a line has nothing but space.
func (s *scan) blank(line int) bool {
	return strings.TrimSpace(s.text[s.start(line):s.start(line+1)]) == ""
}
