package parallel

// Score counts what was found of the gold links.
type Score struct {
	// Strict counts links that are found whole, Pairs pairs of sentences.
	Strict, Pairs Count
}

// Count is found and to be found, and what is both.
type Count struct{ Found, Gold, Right int }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return 2 * float64(c.Right) / float64(max(1, c.Found+c.Gold)) }

// Precision is the share of what was found that is right.
func (c Count) Precision() float64 { return float64(c.Right) / float64(max(1, c.Found)) }

// Recall is the share of what was to be found.
func (c Count) Recall() float64 { return float64(c.Right) / float64(max(1, c.Gold)) }

func (c *Count) add(found, gold, right int) {
	c.Found, c.Gold, c.Right = c.Found+found, c.Gold+gold, c.Right+right
}

// Add counts the links found in a document, none of which has an empty side.
func (s *Score) Add(d *Document, found []Link) {
	whole := map[Link]bool{}
	pairs := map[[2]int]bool{}
	for _, l := range d.Gold {
		whole[l] = true
		l.each(func(p [2]int) { pairs[p] = true })
	}
	right, all, hit := 0, 0, 0
	for _, l := range found {
		if whole[l] {
			right++
		}
		l.each(func(p [2]int) {
			all++
			if pairs[p] {
				hit++
			}
		})
	}
	s.Strict.add(len(found), len(d.Gold), right)
	s.Pairs.add(all, len(pairs), hit)
}

func (l Link) each(visit func([2]int)) {
	for i := l.SourceFrom; i < l.SourceTo; i++ {
		for j := l.TargetFrom; j < l.TargetTo; j++ {
			visit([2]int{i, j})
		}
	}
}
