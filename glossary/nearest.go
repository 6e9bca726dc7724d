package glossary

// nearest is the word most like s, or "" when none is near: more than a third
// of its letters (and more than one) would have to change.
func nearest(s string, words []string) string {
	best, near := "", 0
	for _, w := range words {
		if n := Edits(s, w); n <= max(1, len(w)/3) && (best == "" || n < near) {
			best, near = w, n
		}
	}
	return best
}

// Edits is the number of bytes to insert, remove or replace to turn a into b
// (Levenshtein).
func Edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
