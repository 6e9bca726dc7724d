package main

import (
	"context"
	"fmt"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/testdata/corpus"
)

var pair = memory.Pair{Source: "en", Target: "hy"}

// perArticle is how many units an article has, perBatch how many are kept at
// once.
const perArticle, perBatch = 30, 3000

// fill makes a memory of the texts, each with itself in Armenian letters as the
// translation of a person.
func fill(file string, texts []string) error {
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		return err
	}
	for start := 0; start < len(texts); start += perBatch {
		if err := m.Keep(context.Background(), pair, entries(texts, start, min(start+perBatch, len(texts)))); err != nil {
			return err
		}
	}
	return m.Close()
}

func entries(texts []string, start, end int) []memory.Entry {
	es := make([]memory.Entry, 0, end-start)
	for i := start; i < end; i++ {
		e := memory.Entry{
			Query:  memory.Query{Text: texts[i], Article: fmt.Sprintf("news/%06d", i/perArticle), Unit: fmt.Sprintf("%d.1", i%perArticle+1)},
			Target: corpus.Turned(texts[i]), State: bitext.Reviewed, Origin: bitext.FromHuman,
			Provenance: bitext.Provenance{Human: true, By: "bench", Time: "2026-01-02T03:04:05Z"},
		}
		if i%perArticle > 0 {
			e.Before = texts[i-1]
		}
		if i%perArticle < perArticle-1 && i+1 < len(texts) {
			e.After = texts[i+1]
		}
		es = append(es, e)
	}
	return es
}

// document is an article of the sentences, a paragraph of each: an edited one may
// begin with a small letter, and would else be taken for the end of another.
func document(sentences []string) string { return strings.Join(sentences, "\n\n") + "\n" }
