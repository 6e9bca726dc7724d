package settle

import "unicode"

// longestName bounds, in letters, what is compared; what is longer is no name.
const longestName = 80

// unlike is how much two words differ in writing, 0 for not at all and 1 for
// wholly: the letters to be put in, left out or changed to make one the other,
// by the length of the longer. Capitals, marks and hyphens do not count.
// (Levenshtein, Binary codes capable of correcting deletions, insertions and
// reversals, 1966.)
func unlike(a, b string) float64 {
	x, y := letters(a), letters(b)
	longest := max(len(x), len(y))
	if longest == 0 || longest > longestName {
		return 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := i
		row[0] = i + 1
		for j, q := range y {
			change := diagonal
			if r != q {
				change++
			}
			diagonal, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return float64(row[len(y)]) / float64(longest)
}

// letters are those of a text, small, and its spaces.
func letters(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}
