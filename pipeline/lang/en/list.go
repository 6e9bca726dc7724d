package en

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// marker counts an item of a list: "2.", "2)", "2.)", "(2)", the same with a
// small letter, or a bullet.
type marker struct {
	bullet rune
	// count is the number, or the letter with a as 1.
	count  int
	letter bool
	// opening and closing stand around the count, with the space after it.
	opening, closing string
}

// nextItem is where the next item of the list begins whose marker stands at
// start, or the end of the line. A marker within a line counts only where the
// line begins with the one before it, and where a capital follows: prose is
// full of numbers.
func nextItem(line string, start int) int {
	m, at, ok := readMarker(line, skip(line, start, isGap))
	if !ok {
		return len(line)
	}
	want := m.next()
	for {
		n := strings.Index(line[at:], want)
		if n < 0 {
			return len(line)
		}
		item := at + n + 1
		at = item + len(want) - 1
		if m.bullet > 0 || capitalAt(line, at) {
			return item
		}
	}
}

// lettered says that "b) Text" or "(b) Text" stands at i.
func lettered(text string, i int) bool {
	m, after, ok := readMarker(text, i)
	return ok && m.letter && m.closing == ") " && capitalAt(text, after)
}

func capitalAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isUpper(r)
}

// readMarker reads the marker at i and gives the position after it.
func readMarker(line string, i int) (m marker, after int, ok bool) {
	r, n := utf8.DecodeRuneInString(line[i:])
	if isBullet(r) {
		return marker{bullet: r}, i + n, true
	}
	closings := []string{".) ", ". ", ") "}
	if r == '(' {
		m.opening, i, closings = "(", i+1, closings[2:]
	}
	after = m.readCount(line, i)
	for _, m.closing = range closings {
		if strings.HasPrefix(line[after:], m.closing) {
			return m, after + len(m.closing), 0 < m.count && m.count < 100
		}
	}
	return m, i, false
}

// readCount reads a number or a small letter other than z, after which no
// letter follows, and gives the position after it.
func (m *marker) readCount(line string, i int) int {
	if i < len(line) && 'a' <= line[i] && line[i] < 'z' {
		m.letter, m.count = true, int(line[i]-'a')+1
		return i + 1
	}
	end := skip(line, i, isDigit)
	m.count, _ = strconv.Atoi(line[i:end])
	return end
}

// next is the spelling of the marker that follows, with the space before it.
func (m marker) next() string {
	count := strconv.Itoa(m.count + 1)
	switch {
	case m.bullet > 0:
		return " " + string(m.bullet)
	case m.letter:
		count = string(rune('a' + m.count))
	}
	return " " + m.opening + count + m.closing
}
