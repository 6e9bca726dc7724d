package main

import (
	"fmt"
	"path/filepath"

	"targman/testdata/corpus"
)

// unchanged measures a run over articles that an earlier one has done.
func (b *bench) unchanged() ([]figure, error) {
	folder, err := b.project("unchanged")
	if err != nil {
		return nil, err
	}
	if err := corpus.Write(filepath.Join(folder, "in"), b.articles, b.seed); err != nil {
		return nil, err
	}
	var runs [3]process
	for i := range runs {
		if runs[i], err = b.targman(folder, "translate", "--quiet", "--backend", "pseudo", "--fail-on", "never"); err != nil {
			return nil, err
		}
		fmt.Fprintf(b.log, "run %d: %s\n", i+1, runs[i])
	}
	best := runs[1]
	if runs[2].Wall < best.Wall {
		best = runs[2]
	}
	return []figure{{"whole run over " + count(b.articles) + " articles of which none has changed", "1 s", best.String(), ""}}, nil
}
