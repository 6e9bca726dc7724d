package fuzzy

// Span is a half-open range of byte offsets.
type Span struct{ Start, End int }

// maxDiff is the number of tokens of both texts, multiplied, above which Diff
// marks them whole.
const maxDiff = 1 << 20

// Diff gives the words, numbers, inline codes and marks of each text that stand
// in the way of its being the other; ascending, neighbours joined.
func Diff(a, b string) (inA, inB []Span) {
	x, y := all(a), all(b)
	if len(x)*len(y) > maxDiff {
		return spans(x, make([]bool, len(x))), spans(y, make([]bool, len(y)))
	}
	keepA, keepB := common(x, y)
	return spans(x, keepA), spans(y, keepB)
}

func all(text string) (out []token) {
	for at := 0; ; {
		t, ok := next(text, at)
		if !ok {
			return out
		}
		out = append(out, t)
		at = t.end
	}
}

// common marks a longest common subsequence in both.
func common(x, y []token) (keepX, keepY []bool) {
	width := len(y) + 1
	long := make([]int32, (len(x)+1)*width)
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			best := max(long[(i+1)*width+j], long[i*width+j+1])
			if x[i].exact == y[j].exact {
				best = max(best, long[(i+1)*width+j+1]+1)
			}
			long[i*width+j] = best
		}
	}
	keepX, keepY = make([]bool, len(x)), make([]bool, len(y))
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i].exact == y[j].exact && long[i*width+j] == long[(i+1)*width+j+1]+1:
			keepX[i], keepY[j] = true, true
			i, j = i+1, j+1
		case long[(i+1)*width+j] >= long[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return keepX, keepY
}

// spans are those of the tokens that are not kept.
func spans(ts []token, keep []bool) (out []Span) {
	for i, t := range ts {
		switch {
		case keep[i]:
		case i > 0 && !keep[i-1]:
			out[len(out)-1].End = t.end
		default:
			out = append(out, Span{t.start, t.end})
		}
	}
	return out
}
