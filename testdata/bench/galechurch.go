package main

import (
	"math"
	"slices"
	"unicode"

	"targman/pipeline/align"
	"targman/testdata/parallel"
)

// galeChurch is the program of Gale and Church, "A Program for Aligning
// Sentences in Bilingual Corpora" (https://aclanthology.org/J93-1004/), with
// their numbers, but for the ratio of lengths, which is that of the documents.
func galeChurch(source, target []align.Sentence) []parallel.Link {
	const variance = 6.8
	s, t := lengths(source), lengths(target)
	ratio := (t[len(target)] + 1) / (s[len(source)] + 1)
	type step struct {
		cost float64
		a, b int
	}
	kinds := []struct {
		a, b int
		p    float64
	}{{1, 1, 0.89}, {1, 0, 0.0099 / 2}, {0, 1, 0.0099 / 2}, {2, 1, 0.089 / 2}, {1, 2, 0.089 / 2}, {2, 2, 0.011}}
	best := make([][]step, len(source)+1)
	for i := range best {
		best[i] = make([]step, len(target)+1)
		for j := range best[i] {
			if i == 0 && j == 0 {
				continue
			}
			best[i][j].cost = math.Inf(1)
			for _, k := range kinds {
				if i < k.a || j < k.b {
					continue
				}
				ls, lt := (s[i]-s[i-k.a])*ratio, t[j]-t[j-k.b]
				delta := math.Abs(lt-ls) / math.Sqrt(variance*max(1, (ls+lt)/2))
				cost := best[i-k.a][j-k.b].cost - math.Log(k.p) - math.Log(max(1e-12, math.Erfc(delta/math.Sqrt2)))
				if cost < best[i][j].cost {
					best[i][j] = step{cost, k.a, k.b}
				}
			}
		}
	}
	var out []parallel.Link
	for i, j := len(source), len(target); i > 0 || j > 0; {
		k := best[i][j]
		if k.a > 0 && k.b > 0 {
			out = append(out, parallel.Link{SourceFrom: i - k.a, SourceTo: i, TargetFrom: j - k.b, TargetTo: j})
		}
		i, j = i-k.a, j-k.b
	}
	slices.Reverse(out)
	return out
}

func lengths(list []align.Sentence) []float64 {
	out := make([]float64, len(list)+1)
	for i, s := range list {
		out[i+1] = out[i]
		for _, r := range s.Text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				out[i+1]++
			}
		}
	}
	return out
}
