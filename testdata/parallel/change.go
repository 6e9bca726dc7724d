package parallel

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sourceClauses and targetClauses are where a clause begins, with what stays of
// it when it becomes a sentence of its own.
var (
	sourceClauses = map[string]string{", and ": "", ", but ": "But ", ", which ": "This ", ", while ": "Meanwhile ", ", because ": "Because ", ", so ": "So ", " and ": "", " when ": "When ", " after ": "After "}
	targetClauses = map[string]string{", և ": "", ", իսկ ": "", ", բայց ": "Բայց ", ", սակայն ": "Սակայն ", ", որը ": "Այն ", ", որոնք ": "Դրանք ", ", քանի որ ": "Քանզի ", ", երբ ": "Այդ ժամանակ ", " և ": "", ", որ ": ""}
)

// leastClause is how many words either half of a split sentence has.
const leastClause = 3

// cut splits a sentence at the clause that is nearest to its middle, or leaves
// it whole.
func cut(text, stop string, clauses map[string]string) []string {
	best, which := -1, ""
	for clause := range clauses {
		for from := 0; ; {
			n := strings.Index(text[from:], clause)
			if n < 0 {
				break
			}
			at := from + n
			from = at + len(clause)
			if len(strings.Fields(text[:at])) < leastClause || len(strings.Fields(text[from:])) < leastClause || strings.Count(text[:at], "«") != strings.Count(text[:at], "»") || strings.Count(text[:at], "“") != strings.Count(text[:at], "”") {
				continue
			}
			if best < 0 || distance(at, len(text)) < distance(best, len(text)) || at == best && clause < which {
				best, which = at, clause
			}
		}
	}
	if best < 0 {
		return []string{text}
	}
	return []string{text[:best] + stop, capital(clauses[which] + text[best+len(which):])}
}

func distance(at, length int) int { return max(at-length/2, length/2-at) }

// joined makes one sentence of two.
func joined(a, b, stop, with string) string {
	if !strings.HasSuffix(a, stop) || strings.HasPrefix(b, "«") || strings.HasPrefix(b, "“") {
		return a[:len(strings.TrimRight(a, stop))] + "; " + b
	}
	return strings.TrimSuffix(a, stop) + with + small(b)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// spellings are letters that writers take for each other in foreign names.
var spellings = map[rune]rune{'տ': 'թ', 'թ': 'տ', 'կ': 'ք', 'ք': 'կ', 'ր': 'ռ', 'ռ': 'ր', 'ե': 'է', 'է': 'ե', 'օ': 'ո', 'ղ': 'գ', 'ծ': 'ց', 'պ': 'փ', 'փ': 'պ'}

// changed is a sentence of the target as another translator would have it:
// names spelled another way, clauses in another order.
func (m *maker) changed(text string) string {
	if m.happens(m.rates.Turn) {
		text = turned(text)
	}
	list := strings.Split(text, " ")
	for i, w := range list {
		if i > 0 && m.happens(m.rates.Respell) {
			list[i] = respelled(w)
		}
	}
	return strings.Join(list, " ")
}

// turned puts the second clause of a sentence first.
func turned(text string) string {
	body, ok := strings.CutSuffix(text, "։")
	a, b, two := strings.Cut(body, ", ")
	if !ok || !two || strings.ContainsAny(body, "«»") || len(strings.Fields(a)) < leastClause || len(strings.Fields(b)) < leastClause {
		return text
	}
	return capital(b) + ", " + small(a) + "։"
}

// respelled is a name with its first letter that may be another, but for the
// capital.
func respelled(word string) string {
	letters := []rune(word)
	if !unicode.IsUpper(letters0(letters)) {
		return word
	}
	for i, r := range letters[1:] {
		if other, ok := spellings[r]; ok {
			letters[i+1] = other
			break
		}
	}
	return string(letters)
}

func letters0(letters []rune) rune {
	if len(letters) == 0 {
		return 0
	}
	return letters[0]
}
