package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// number is a number in digits that stands in a text.
type number struct {
	text string
	// start and end are into the side's text; end is behind a power of ten.
	start, end int
	// values are what it may mean: 1,234 is 1234 in one language and 1.234 in
	// another. A power of ten behind it is in.
	values []float64
	// base is the first value without the power of ten.
	base float64
	// parts are the values of its groups of digits (30.06.2021).
	parts []float64
	// afternoon says that it is an hour that counts from noon.
	afternoon bool
}

const digits = "0123456789"

// powers of ten, by the sense of the word behind a number.
var powers = map[string]float64{
	lang.SenseThousand: 1e3, lang.SenseMillion: 1e6, lang.SenseBillion: 1e9, lang.SenseTrillion: 1e12,
}

// numbersIn lists the numbers of a text: digits with decimal or group
// separators between them (41.5, 30,000, 30 000); words are those with a sense.
func numbersIn(text string, words []lang.Word) []number {
	var out []number
	for at := strings.IndexAny(text, digits); at >= 0; {
		n := parse(text, at)
		for len(words) > 0 && words[0].Start < n.end {
			words = words[1:]
		}
		if len(words) > 0 && adjacent(text[n.end:words[0].Start]) {
			n.follow(text, words[0])
		}
		out = append(out, n)
		next := strings.IndexAny(text[n.end:], digits)
		if next < 0 {
			break
		}
		at = n.end + next
	}
	return out
}

// adjacent says that what stands between a number and a word keeps them
// together.
func adjacent(between string) bool {
	return between == "" || between == " " || between == "-" || between == "\u00A0" || between == "\u202F"
}

// follow takes in the word behind the number.
func (n *number) follow(text string, w lang.Word) {
	if w.Sense == lang.SenseAfternoon {
		n.afternoon = true
		return
	}
	power, ok := powers[w.Sense]
	if !ok {
		return
	}
	if w.End-w.Start > 1 { // a single letter may mean something else: 5 m
		for i := range n.values {
			n.values[i] *= power
		}
	} else {
		n.values = append(n.values, n.base*power)
	}
	n.end = w.End
	n.text = text[n.start:n.end]
}

// parse reads the number that begins at the offset.
func parse(text string, at int) number {
	n := number{start: at, end: at + numberLen(text[at:])}
	n.text = text[n.start:n.end]
	groups := strings.FieldsFunc(n.text, func(r rune) bool { return r < '0' || r > '9' })
	for _, g := range groups {
		n.parts = append(n.parts, value(g, ""))
	}
	last := groups[len(groups)-1]
	before := strings.Join(groups[:len(groups)-1], "")
	mark, other := marks(n.text, len(last))
	switch grouped := threes(groups); {
	case mark == 0:
		n.values = []float64{value(last, "")}
	case mark != '.' && mark != ',':
		n.values = []float64{value(before+last, "")}
	case other != 0 && other != mark, len(groups) == 2 && !grouped: // 1,234.56 and 2.8
		n.values = []float64{value(before, last)}
	case len(groups) == 2: // 1,234
		n.values = []float64{value(before+last, ""), value(before, last)}
	case grouped:
		n.values = []float64{value(before+last, "")}
	}
	if len(n.values) > 0 {
		n.base = n.values[0]
	}
	return n
}

// marks are the last separator in a number and the first one; 0 without any.
func marks(text string, last int) (mark, other rune) {
	if len(text) == last {
		return 0, 0
	}
	mark, _ = utf8.DecodeLastRuneInString(text[:len(text)-last])
	other, _ = utf8.DecodeRuneInString(text[digitRun(text):])
	return mark, other
}

// threes says that the groups are those of thousands: three digits in each but
// the first, which has one to three and is not 0.
func threes(groups []string) bool {
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return len(groups[0]) <= 3 && strings.Trim(groups[0], "0") != ""
}

func value(whole, fraction string) float64 {
	f, _ := strconv.ParseFloat(whole+"."+fraction, 64) // digits: too many are infinite
	return f
}

// numberLen is the length of the number that the text begins with. A blank
// groups thousands only.
func numberLen(text string) int {
	n := digitRun(text)
	blank := n <= 3
	for {
		mark, size := utf8.DecodeRuneInString(text[n:])
		run := digitRun(text[n+size:])
		switch mark {
		case '.', ',':
			if run == 0 {
				return n
			}
			blank = false
		case ' ', '\u00A0', '\u202F':
			if run != 3 || !blank {
				return n
			}
		default:
			return n
		}
		n += size + run
	}
}

func digitRun(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}
