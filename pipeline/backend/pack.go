package backend

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// pack cuts segments into batches, each within the limits, and as few as it can.
// Neighbours stay together in their order, so that an engine sees them as they
// stand in the article, unless fewer calls can be had by filling gaps. A segment
// that is too long for any call is alone in its batch: the engine says so.
func pack(segments []Segment, l Limits, density float64) [][]Segment {
	room := roomFor(l, density)
	inOrder := packInOrder(segments, room, l.PowersOfTwo)
	if l.PowersOfTwo || len(inOrder) <= room.least(segments) {
		return inOrder
	}
	if filled := packFirstFit(segments, room); len(filled) < len(inOrder) {
		return filled
	}
	return inOrder
}

// load is what a batch holds, or may hold where zero is no limit.
type load struct{ segments, bytes, characters int }

// roomFor is what one call takes.
func roomFor(l Limits, density float64) load {
	if density <= 0 {
		density = defaultDensity
	}
	out := load{max(0, l.Segments), max(0, l.Bytes), max(0, l.Characters)}
	if most := int(float64(l.Tokens) * density); l.Tokens > 0 && (out.characters == 0 || most < out.characters) {
		out.characters = max(1, most)
	}
	return out
}

// defaultDensity is the number of characters of English in a token.
const defaultDensity = 4

func loadOf(s Segment) load { return load{1, len(s.Text), utf8.RuneCountInString(s.Text)} }

func (room load) plus(l load) load {
	return load{room.segments + l.segments, room.bytes + l.bytes, room.characters + l.characters}
}

// takes says that the load is within the room, or is one segment.
func (room load) takes(l load) bool {
	fits := func(n, most int) bool { return most == 0 || n <= most }
	return l.segments == 1 || fits(l.segments, room.segments) && fits(l.bytes, room.bytes) && fits(l.characters, room.characters)
}

// least is a number of batches that no packing can do without.
func (room load) least(segments []Segment) int {
	var all load
	for _, s := range segments {
		all = all.plus(loadOf(s))
	}
	n := min(1, len(segments))
	for _, d := range [][2]int{{all.segments, room.segments}, {all.bytes, room.bytes}, {all.characters, room.characters}} {
		if d[1] > 0 {
			n = max(n, (d[0]+d[1]-1)/d[1])
		}
	}
	return n
}

func packInOrder(segments []Segment, room load, powers bool) [][]Segment {
	var out [][]Segment
	for len(segments) > 0 {
		n := fitting(segments, room)
		if powers {
			n = powerOfTwo(n)
		}
		out = append(out, segments[:n])
		segments = segments[n:]
	}
	return out
}

// fitting is how many of the first segments one call takes.
func fitting(segments []Segment, room load) int {
	var l load
	for n, s := range segments {
		if l = l.plus(loadOf(s)); !room.takes(l) {
			return n
		}
	}
	return len(segments)
}

// powerOfTwo is the greatest that is no more than n.
func powerOfTwo(n int) int {
	size := 1
	for size*2 <= n {
		size *= 2
	}
	return size
}

// packFirstFit puts each segment, the longest first, into the first batch that
// has room for it. Inside a batch the order of the segments is kept.
func packFirstFit(segments []Segment, room load) [][]Segment {
	order := make([]int, len(segments))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(segments[b].Text), len(segments[a].Text)) })
	var bins [][]int
	var loads []load
	for _, i := range order {
		l := loadOf(segments[i])
		at := slices.IndexFunc(loads, func(have load) bool { return room.takes(have.plus(l)) })
		if at < 0 {
			at = len(bins)
			bins, loads = append(bins, nil), append(loads, load{})
		}
		bins[at], loads[at] = append(bins[at], i), loads[at].plus(l)
	}
	out := make([][]Segment, len(bins))
	slices.SortFunc(bins, func(a, b []int) int { return cmp.Compare(slices.Min(a), slices.Min(b)) })
	for n, bin := range bins {
		slices.Sort(bin)
		for _, i := range bin {
			out[n] = append(out[n], segments[i])
		}
	}
	return out
}
