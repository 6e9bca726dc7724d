package pipeline

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/bitext"
	"targman/pipeline/protect"
	"targman/pipeline/read"
	"targman/pipeline/split"
)

// ErrEmpty is the error of an article in which there is nothing to translate.
var ErrEmpty = errors.New("there is no text in it; leave it out")

// prepareEach prepares as many articles at once as there are workers, and gives
// each in its turn; no more than twice as many wait for theirs.
func (l *Line) prepareEach(ctx context.Context, inputs []Input, known *journal, sum *Summary) <-chan chan *job {
	turns := make(chan chan *job, 2*l.Workers)
	go func() {
		defer close(turns)
		var g errgroup.Group
		g.SetLimit(l.Workers)
		for _, in := range inputs {
			if ctx.Err() != nil {
				return
			}
			turn := make(chan *job, 1)
			turns <- turn
			g.Go(func() error {
				turn <- l.prepare(in, known, sum)
				return nil // each job carries its own error
			})
		}
	}()
	return turns
}

// prepare takes one article through read, split and match.
func (l *Line) prepare(in Input, known *journal, sum *Summary) *job {
	j := &job{input: in, summary: newArticle(in)}
	j.err = sum.timed("read", func() error { return l.read(j, known) })
	if j.err != nil || j.summary.Unchanged {
		return j
	}
	if j.err = l.cut(j, sum); j.err != nil {
		j.units = nil
		return j
	}
	if len(j.units) == 0 {
		j.err = fmt.Errorf("read %s: %w", in.Path, ErrEmpty)
	} else if why := j.art.Meta.Whole; why != "" {
		j.units[0].Find(bitext.Finding{ID: "whole-page", Severity: bitext.Info, Message: "the whole page was taken: " + why})
	}
	return j
}

// cut takes an article that is read through split and match.
func (l *Line) cut(j *job, sum *Summary) (err error) {
	defer survive(j.input.Path, &err)
	err = sum.timed("split", func() (err error) {
		if j.units, err = split.Article(j.art, l.Breaks, l.Read.MaxSegments); err != nil {
			err = fmt.Errorf("read %s: %w", j.input.Path, err)
		}
		return err
	})
	if err != nil {
		return err
	}
	return sum.timed("match", func() error { return l.matchAll(j) })
}

// survive makes an error of a panic: what breaks on one hostile document must
// not end the run.
func survive(path string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("read %s: the reader broke on this document (%v); please report it", path, p)
	}
}

func (l *Line) read(j *job, known *journal) (err error) {
	data, err := j.input.Load()
	if err != nil || known.unchanged(j, data) {
		return err
	}
	j.summary.Bytes = len(data)
	if known != nil {
		j.fingerprints = map[bool]string{true: known.fingerprint(j.input, data, true), false: known.fingerprint(j.input, data, false)}
	}
	defer survive(j.input.Path, &err)
	o := l.Read
	o.URL = j.input.URL
	if j.art, err = read.Article(j.input.Path, j.input.Name, data, o); err == nil {
		j.summary.URL = j.art.Meta.URL
	}
	return err
}

// namesPerSegment is how many names the segments of an article may have on
// average: the outputs tell about each of them.
const namesPerSegment = 3

// matchAll finds the names in every unit, puts the canonical spelling in, and
// then tells each unit its neighbours.
func (l *Line) matchAll(j *job) error {
	names, most := 0, namesPerSegment*l.Read.MaxSegments
	for i := range j.units {
		u := &j.units[i]
		u.State = bitext.Initial
		if u.Kind == bitext.Furniture || u.Kind == bitext.UI {
			continue
		}
		l.match(u)
		if names += len(u.Terms); most > 0 && names > most {
			return fmt.Errorf("read %s: found more than %d names of the glossary, expected less; raise read.max_segments or cut it up", j.input.Path, most)
		}
	}
	var last *bitext.Unit
	for i := range j.units {
		u := &j.units[i]
		if u.Kind == bitext.Furniture || u.Kind == bitext.UI || u.Kind == bitext.Duplicate {
			continue
		}
		if last != nil {
			u.Before, last.After = last.Source.Text, u.Source.Text
		}
		last = u
	}
	j.background = newBackground(j.units, j.art.Meta)
	j.finished = make([]bool, len(j.units))
	j.hidden = make([]protect.Hidden, len(j.units))
	for i := range j.units {
		j.hidden[i] = protect.Hide(j.units[i].Source)
	}
	return nil
}
