package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"targman/testdata/corpus"
)

// pretranslate measures a run over articles of edited sentences.
func (b *bench) pretranslate() ([]figure, error) {
	folder, err := b.project("pretranslate")
	if err != nil {
		return nil, err
	}
	s := corpus.NewSentences(b.seed, 200_000)
	var texts []string
	for range b.units {
		texts = append(texts, s.Next())
	}
	if err := fill(filepath.Join(folder, "memory.db"), texts); err != nil {
		return nil, err
	}
	const each = 100
	for i, article := range chunks(queries(s, texts, b.segments), each) {
		if err := os.WriteFile(filepath.Join(folder, "in", fmt.Sprintf("article-%03d.txt", i)), []byte(document(article)), 0o644); err != nil {
			return nil, err
		}
	}
	p, err := b.targman(folder, "translate", "--quiet")
	if err != nil {
		return nil, err
	}
	segments, suggestions, err := written(folder)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(b.log, "%s; %d segments with %d suggestions\n", p, segments, suggestions)
	if segments != b.segments || suggestions == 0 {
		return nil, fmt.Errorf("found %d segments and %d suggestions in the outputs, expected %d and some", segments, suggestions, b.segments)
	}
	return []figure{{fmt.Sprintf("whole run over %s segments, memory of %s, similar texts from 70 %%", count(b.segments), count(b.units)), "5 s, 300 MB", fmt.Sprintf("%s; %s suggestions", p, count(suggestions)),
		"OmegaT in console mode 5.0 s and 573 MB, exact matches only; the Translate Toolkit some 775 s"}}, nil
}

func chunks(list []string, n int) (out [][]string) {
	for ; len(list) > n; list = list[n:] {
		out = append(out, list[:n])
	}
	return append(out, list)
}

// written counts in the outputs.
func written(folder string) (segments, suggestions int, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "out", "hy", "*.xlf"))
	if err != nil {
		return 0, 0, err
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return 0, 0, err
		}
		segments += bytes.Count(data, []byte("<segment "))
		suggestions += bytes.Count(data, []byte("<mtc:match "))
	}
	return segments, suggestions, nil
}
