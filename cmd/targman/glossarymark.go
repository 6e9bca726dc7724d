package main

import "strings"

// longestMarked bounds, in words, a text in which changes are marked.
const longestMarked = 600

// marked writes a text with the words set off that another one has not got. show
// is given stretches of it, changed or not.
func marked(text, other string, show func(text string, changed bool) string) string {
	a, b := strings.SplitAfter(text, " "), strings.SplitAfter(other, " ")
	if len(a) > longestMarked || len(b) > longestMarked {
		return show(text, false)
	}
	same := common(a, b)
	var out strings.Builder
	for i := 0; i < len(a); {
		k := i
		for k < len(a) && same[k] == same[i] {
			k++
		}
		stretch := strings.Join(a[i:k], "")
		if same[i] {
			out.WriteString(show(stretch, false))
		} else {
			words := strings.TrimRight(stretch, " ")
			out.WriteString(show(words, true) + stretch[len(words):])
		}
		i = k
	}
	return out.String()
}

// common says which words of a belong to a longest sequence that b has too.
func common(a, b []string) []bool {
	length := make([][]int, len(a)+1) // of what is common to a[i:] and b[j:]
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if strings.TrimSpace(a[i]) == strings.TrimSpace(b[j]) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	same := make([]bool, len(a))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case strings.TrimSpace(a[i]) == strings.TrimSpace(b[j]):
			same[i] = true
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return same
}
