package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// Lines that were wrapped by hand are this long, in columns.
const (
	minWrap = 50
	maxWrap = 90
)

// slack is by how many columns the lines of a wrapped paragraph may be shorter
// than the margin would allow: some editors balance them.
const slack = 8

// joinWrapped says of each line whether it continues the one before. A line
// break counts as soft when the next word would not have fit on the line.
// Since lines of a list can look like that by chance, a chain of soft breaks
// also needs a break in the middle of a sentence, before a small letter. Where
// a document has such chains, their margin vouches for the others.
func joinWrapped(src string, lines []line) []bool {
	w := wrapper{src: src, lines: lines, wrap: make([]bool, len(lines))}
	w.groups(func(group bitext.Span, widest int) {
		w.chains(group, widest-slack, func(chain bitext.Span) {
			if w.midSentence(chain) {
				w.join(chain)
				w.margin = max(w.margin, widest)
			}
		})
	})
	if w.margin > 0 {
		w.groups(func(group bitext.Span, _ int) { w.chains(group, w.margin, w.join) })
	}
	return w.wrap
}

type wrapper struct {
	src   string
	lines []line
	wrap  []bool
	// margin is the widest line, in columns, of the paragraphs that surely are
	// wrapped; 0 when there are none.
	margin int
}

// groups calls yield with each run of lines that have no blank line between
// them, as a span of indices, and the length of its longest line that may be
// wrapped, in columns.
func (w *wrapper) groups(yield func(group bitext.Span, widest int)) {
	for i := 0; i < len(w.lines); {
		end := i + 1
		for end < len(w.lines) && w.lines[end].below {
			end++
		}
		if end > i+1 {
			widest := 0
			for k := i; k < end; k++ {
				widest = max(widest, w.columns(k))
			}
			yield(bitext.Span{Start: i, End: end}, widest)
		}
		i = end
	}
}

// chains calls yield with each run of lines in the group that hang together by
// soft breaks.
func (w *wrapper) chains(group bitext.Span, margin int, yield func(chain bitext.Span)) {
	for i := group.Start; i < group.End; {
		end := i + 1
		for end < group.End && w.soft(end, margin) {
			end++
		}
		if end > i+1 {
			yield(bitext.Span{Start: i, End: end})
		}
		i = end
	}
}

// soft says that the break before line i can be one that the margin, in
// columns, made.
func (w *wrapper) soft(i, margin int) bool {
	a, b := w.lines[i-1], w.lines[i]
	if b.kind == bitext.ListItem || (a.kind == bitext.Quote) != (b.kind == bitext.Quote) {
		return false
	}
	wide, next := w.columns(i-1), w.columns(i)
	if wide < minWrap || wide > maxWrap || next == 0 || next > maxWrap {
		return false
	}
	// An indented line begins a paragraph.
	if b.start-b.left > a.start-a.left {
		return false
	}
	text := w.text(i)
	word, _, _ := strings.Cut(text, " ")
	return wide+1+utf8.RuneCountInString(word) > margin && text != w.text(i-1) && !hasDateline(text)
}

// midSentence says that one of the breaks in the chain is in the middle of a
// sentence.
func (w *wrapper) midSentence(chain bitext.Span) bool {
	for i := chain.Start + 1; i < chain.End; i++ {
		if startsLower(w.text(i)) && !endsSentence(w.text(i-1)) {
			return true
		}
	}
	return false
}

func (w *wrapper) join(chain bitext.Span) {
	for i := chain.Start + 1; i < chain.End; i++ {
		w.wrap[i] = true
	}
}

func (w *wrapper) text(i int) string { return w.src[w.lines[i].start:w.lines[i].end] }

// columns is the length of line i with its mark and indent, or 0 if it is too
// long to be wrapped.
func (w *wrapper) columns(i int) int {
	l := w.lines[i]
	if l.end-l.left > maxWrap*utf8.UTFMax {
		return 0
	}
	n := utf8.RuneCountInString(w.src[l.left:l.end])
	if n > maxWrap {
		return 0
	}
	return n
}

// hyphenated says that the line break is inside a compound ("well-" and
// "known"), where no space belongs.
func hyphenated(src string, a, b line) bool {
	before, ok := strings.CutSuffix(src[a.start:a.end], "-")
	last, _ := utf8.DecodeLastRuneInString(before)
	return ok && unicode.IsLetter(last) && startsLower(src[b.start:b.end])
}

func startsLower(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}
