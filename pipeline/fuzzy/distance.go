package fuzzy

// pattern is a text that others are compared with.
type pattern struct {
	tokens
	fold, exact matcher
}

func (q *pattern) set(t *tokens) {
	q.tokens = *t
	q.fold.set(t.words)
	q.exact.set(t.exact)
}

// matcher computes the Levenshtein distance of one sequence to many. Up to 64
// tokens it takes one step for each token of the other one: G. Myers, A fast
// bit-vector algorithm for approximate string matching, Journal of the ACM 46
// (1999), in the form of H. Hyyrö, A bit-vector algorithm for computing
// Levenshtein and Damerau edit distances, Nordic Journal of Computing 10 (2003).
type matcher struct {
	of []uint64
	// keys and places are a hash table: at which places of the sequence, as
	// bits, a token stands.
	keys, places [tableSize]uint64
}

const (
	wordBits  = 64
	tableSize = 2 * wordBits
)

func (m *matcher) set(of []uint64) {
	m.of = of
	if len(of) > wordBits {
		return
	}
	m.places = [tableSize]uint64{}
	for i, k := range of {
		s := m.slot(k)
		m.keys[s] = k
		m.places[s] |= 1 << i
	}
}

// slot is where the token is in the table, or would be. The table is never
// more than half full.
func (m *matcher) slot(k uint64) uint64 {
	s := k >> 32 % tableSize
	for m.places[s] != 0 && m.keys[s] != k {
		s = (s + 1) % tableSize
	}
	return s
}

// distance is the least number of tokens to insert, delete or replace.
func (m *matcher) distance(other []uint64) int {
	n := len(m.of)
	if n == 0 || n > wordBits {
		return distance(m.of, other)
	}
	plus, minus, d := ^uint64(0), uint64(0), n
	last := uint64(1) << (n - 1)
	for _, k := range other {
		eq := m.places[m.slot(k)]
		vertical := eq | minus
		horizontal := (((eq & plus) + plus) ^ plus) | eq
		up, down := minus|^(horizontal|plus), plus&horizontal
		if up&last != 0 {
			d++
		} else if down&last != 0 {
			d--
		}
		up, down = up<<1|1, down<<1
		plus, minus = down|^(vertical|up), up&vertical
	}
	return d
}

// distance is the Levenshtein distance, cell by cell.
func distance(a, b []uint64) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	var few [64]int
	row := few[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
