package read

import (
	"fmt"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// Text reads plain text, above all news text as copied from a site: a line is
// a block, lines that were wrapped by hand are one block, and the marks of
// lists ("- ") and quotes ("> ") stay outside the blocks.
func Text() Format {
	return Format{
		Name:       "text",
		Extensions: []string{".txt", ".text", ""},
		Read:       readText,
	}
}

func readText(src string, o Options) (Parsed, error) {
	count := func(end string) int { return strings.Count(src, end) }
	if most := linesPerBlock * o.MaxSegments; most > 0 && count("\n")+count("\r")-count("\r\n") > most {
		return Parsed{}, fmt.Errorf("found more than %d lines; raise read.max_segments or cut it up", most)
	}
	lines := textLines(src)
	wrap := joinWrapped(src, lines)
	blocks := 0
	for _, joined := range wrap {
		if !joined {
			blocks++
		}
	}
	if err := o.admit(blocks); err != nil {
		return Parsed{}, err
	}
	p := Parsed{Plain: true, Spell: spellText, Blocks: make([]bitext.Block, blocks)}
	// A line has one run, and so has the break before it.
	runs := make([]bitext.Run, 0, 2*len(lines)-blocks)
	at := 0
	for i := range p.Blocks {
		end := at + 1
		for end < len(lines) && wrap[end] {
			end++
		}
		runs = textBlock(&p.Blocks[i], src, lines[at:end], runs)
		at = end
	}
	return p, nil
}

// spellText writes content as it is: text has no markup.
func spellText(_ *bitext.Block, c bitext.Content) string { return c.Text }

// line is a line of text that is not blank.
type line struct {
	// start and end are its words, without marks and surrounding space, into
	// the source.
	start, end int
	// left is where the line begins, into the source.
	left int
	kind bitext.Kind
	// below says that the line stands right below the one before, without a
	// blank line between.
	below bool
}

// textLines finds the lines that are not blank. Line ends are LF, CR LF and
// CR.
func textLines(src string) []line {
	lines := make([]line, 0, len(src)/64+1)
	below := false
	for at := 0; at < len(src); {
		end, next := lineEnd(src, at)
		l, ok := textLine(src, at, end)
		if ok {
			l.below = below
			lines = append(lines, l)
		}
		below, at = ok, next
	}
	return lines
}

// lineEnd gives where the line that begins at the offset ends and where the
// next one begins.
func lineEnd(src string, at int) (end, next int) {
	n := strings.IndexAny(src[at:], "\r\n")
	if n < 0 {
		return len(src), len(src)
	}
	end = at + n
	if strings.HasPrefix(src[end:], "\r\n") {
		return end, end + 2
	}
	return end, end + 1
}

// textLine finds the words of a line and its mark.
func textLine(src string, at, end int) (line, bool) {
	body := strings.TrimRightFunc(src[at:end], unicode.IsSpace)
	words := strings.TrimLeftFunc(body, unicode.IsSpace)
	if words == "" {
		return line{}, false
	}
	n, kind := textMark(words)
	end = at + len(body)
	return line{start: end - len(words) + n, end: end, left: at, kind: kind}, true
}

// textBlock makes one block of lines that belong together. Its runs are taken
// from the given slice, which grows.
func textBlock(b *bitext.Block, src string, lines []line, runs []bitext.Run) []bitext.Run {
	first, last := lines[0], lines[len(lines)-1]
	b.Kind = first.kind
	b.Span = bitext.Span{Start: first.start, End: last.end}
	from := len(runs)
	if len(lines) == 1 {
		b.Text = b.Span.Of(src)
		runs = append(runs, bitext.Run{Text: bitext.Span{End: len(b.Text)}, Source: b.Span})
	} else {
		b.Text, runs = joinLines(src, lines, runs)
	}
	b.Runs = runs[from:len(runs):len(runs)]
	return runs
}

// joinLines puts one space for each line break, none inside a compound.
func joinLines(src string, lines []line, runs []bitext.Run) (string, []bitext.Run) {
	var text strings.Builder
	add := func(words string, source bitext.Span) {
		at := text.Len()
		text.WriteString(words)
		runs = append(runs, bitext.Run{Text: bitext.Span{Start: at, End: text.Len()}, Source: source})
	}
	for i, l := range lines {
		if i > 0 && !hyphenated(src, lines[i-1], l) {
			add(" ", bitext.Span{Start: lines[i-1].end, End: l.start})
		}
		words := bitext.Span{Start: l.start, End: l.end}
		add(words.Of(src), words)
	}
	return text.String(), runs
}
