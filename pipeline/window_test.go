package pipeline

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/lang"
	"targman/pipeline/lang/en"
	"targman/pipeline/memory"
)

// TestWindows cuts articles of all sizes: each comes once and in its turn, and no
// window goes on after the article that fills it.
func TestWindows(t *testing.T) {
	breaks, err := en.Pack().Splitter(lang.Custom{})
	if err != nil {
		t.Fatal(err)
	}
	line := func(workers int) *Line {
		return &Line{Pair: memory.Pair{Source: "en", Target: "hy"}, Breaks: breaks, Names: new(glossary.Glossary).Matcher("en"), Workers: workers}
	}
	for name, sentences := range map[string]func(i int) int{
		"small":      func(int) int { return 1 },
		"large":      func(int) int { return windowUnits },
		"of a third": func(int) int { return windowUnits/3 + 1 },
		"mixed":      func(i int) int { return 1 + i%7*windowUnits/9 },
		"unreadable": func(int) int { return 0 },
	} {
		for _, workers := range []int{1, 3} {
			count := 5
			if name == "small" || name == "unreadable" {
				count = 2*windowArticles + 1
			}
			checkWindows(t, name, line(workers), count, sentences)
		}
	}
}

func checkWindows(t *testing.T, name string, l *Line, count int, sentences func(i int) int) {
	t.Helper()
	var inputs []Input
	for i := range count {
		text := strings.Repeat("One more word. ", sentences(i))
		inputs = append(inputs, Input{Path: fmt.Sprintf("%d.txt", i), Name: fmt.Sprint(i), Load: func() ([]byte, error) { return []byte(text), nil }})
	}
	next := 0
	for jobs := range l.prepareAll(context.Background(), inputs, nil, newSummary(l.Pair)) {
		units := 0
		for _, j := range jobs {
			if units >= windowUnits {
				t.Errorf("%s: article %d came into a window that was full with %d units", name, next, units)
			}
			if j.input.Name != fmt.Sprint(next) || len(j.units) != sentences(next) {
				t.Errorf("%s: article %s with %d units, want %d with %d", name, j.input.Name, len(j.units), next, sentences(next))
			}
			next, units = next+1, units+len(j.units)
		}
		if full := len(jobs) == windowArticles || units >= windowUnits; len(jobs) > windowArticles || !full && next < count {
			t.Errorf("%s: a window of %d articles with %d units", name, len(jobs), units)
		}
	}
	if next != count {
		t.Errorf("%s: %d articles, want %d", name, next, count)
	}
}
