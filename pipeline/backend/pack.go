package backend

// pack cuts segments into batches, in order, each within the limits. A segment
// that is too long for any call is alone in its batch: the engine says so.
func pack(segments []Segment, l Limits) [][]Segment {
	var out [][]Segment
	for len(segments) > 0 {
		n := fitting(segments, l)
		out = append(out, segments[:n])
		segments = segments[n:]
	}
	return out
}

// fitting is how many of the first segments one call takes.
func fitting(segments []Segment, l Limits) int {
	n, bytes := 0, 0
	for n < len(segments) && (l.Segments <= 0 || n < l.Segments) {
		bytes += len(segments[n].Text)
		if n > 0 && l.Bytes > 0 && bytes > l.Bytes {
			break
		}
		n++
	}
	if !l.PowersOfTwo {
		return n
	}
	size := 1
	for size*2 <= n {
		size *= 2
	}
	return size
}
