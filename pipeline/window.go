package pipeline

// windowArticles is how many articles travel together: enough for one
// transaction to be worth its disk flush, few enough to hold in memory even
// when every article is of the largest size.
const windowArticles = 64

// windows cuts the inputs into windows, in order.
func windows(inputs []Input) [][]Input {
	var out [][]Input
	for len(inputs) > 0 {
		n := min(windowArticles, len(inputs))
		out = append(out, inputs[:n])
		inputs = inputs[n:]
	}
	return out
}
