package read

// pairUp finds for each opening item its closing one and the other way round;
// -1 is none. Pairs are properly nested: of overlapping ones, as in
// "<b><i></b></i>", the inner one is no pair.
func pairUp(items []item) []int {
	pairs := make([]int, len(items))
	var open []int
	count := map[string]int{}
	for i, it := range items {
		pairs[i] = -1
		switch {
		case it.sort == isOpening:
			open = append(open, i)
			count[it.name]++
		case it.sort == isClosing && count[it.name] > 0:
			for matched := false; !matched; {
				o := open[len(open)-1]
				open = open[:len(open)-1]
				count[items[o].name]--
				if matched = items[o].name == it.name; matched {
					pairs[o], pairs[i] = i, o
				}
			}
		}
	}
	return pairs
}

// widen takes into a block, from the items first to last, the tags around them
// whose partner is among these. A pair around the whole block stays outside.
func widen(pairs []int, first, last int) (lo, hi int) {
	lo, hi = first, last
	for i := first - 1; i >= 0; i-- {
		if first <= pairs[i] && pairs[i] <= last {
			lo = i
		}
	}
	for i := last + 1; i < len(pairs); i++ {
		if first <= pairs[i] && pairs[i] <= last {
			hi = i
		}
	}
	return lo, hi
}
