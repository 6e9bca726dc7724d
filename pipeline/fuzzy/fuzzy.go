// Package fuzzy says how alike two texts are, as translation tools count it,
// and finds among a million texts those that are most like a given one. It
// knows no language and no memory, keeps nothing and opens nothing. Start at
// Score, then Builder and Index.Find.
package fuzzy

// The scores, in percent. Identical texts have Same. Texts with the same words
// have at least Minor, however much numbers, inline codes, capitals and marks
// differ; texts with other words have less.
const (
	Same  = 100
	Minor = 95
)

// maxWords is the length, in words, above which texts are only the same or not:
// the work grows with the square of it, and no sentence is that long.
const maxWords = 512

// Score says how alike two texts are, from 0 to 100. With words and numbers as
// the units, any number standing for any other and capitals for small letters,
// let D be the least number of words to insert, delete or replace that turns
// one text into the other, and L the number of words of the longer one. Then
// 100·(L−D)/L, rounded down and at most 94 unless D is 0, is diminished by one
// point, five at most, for each number and each capital that differs, for each
// inline code and for each mark to insert, delete or replace. Different texts
// have at most 99. Score(a, b) is Score(b, a).
func Score(a, b string) int {
	var q Query
	var t Text
	q.Set(a)
	t.Set(b)
	return q.Score(&t)
}

// Text is a text cut into words, numbers, inline codes and marks.
type Text struct {
	text string
	tokens
}

// Set cuts another text.
func (t *Text) Set(text string) {
	t.text = text
	t.read(text)
}

// Query is a text that many others are compared with.
type Query struct {
	text string
	pattern
}

// Set takes another text for the query.
func (q *Query) Set(text string) {
	var t tokens
	t.read(text)
	q.text = text
	q.set(&t)
}

// Score is Score of the query's text and another one.
func (q *Query) Score(t *Text) int {
	if q.text == t.text {
		return Same
	}
	return q.score(&t.tokens)
}

// score compares the pattern's text with another one that differs from it.
func (q *pattern) score(t *tokens) int {
	longer := max(len(q.words), len(t.words))
	if longer == 0 || longer > maxWords {
		return 0
	}
	d := q.fold.distance(t.words)
	base := whole(longer, d)
	if base == 0 {
		return 0
	}
	points := q.exact.distance(t.exact) - d
	points += distance(q.marks, t.marks) + distance(q.codes, t.codes)
	if d == 0 {
		points = max(points, 1) // the texts differ, if only in their spaces
	}
	return max(base-min(points, Same-Minor), 0)
}

// whole is the score of d edits in as many words, before the points.
func whole(words, d int) int {
	if d == 0 {
		return Same
	}
	return min(100*(words-d)/words, Minor-1)
}
