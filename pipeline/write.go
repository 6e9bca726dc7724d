package pipeline

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/write"
)

// writersPerWorker is how many articles are written at once for each worker: a
// writer mostly waits for the disk.
const writersPerWorker = 2

// writeAll writes the windows that arrive, each article's files at once and
// whole, and closes the channel it returns when it is done. An article that
// cannot be written fails alone; when the folder itself takes nothing more the
// run is stopped, because every further translation would be spent in vain.
func (l *Line) writeAll(ctx context.Context, in <-chan []*job, known *journal, sum *Summary, stop context.CancelCauseFunc) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for window := range in {
			if err := l.writeWindow(ctx, window, known, sum); err != nil {
				stop(err)
			}
			if l.Progress != nil {
				l.Progress(sum.Count)
			}
		}
	}()
	return done
}

func (l *Line) writeWindow(ctx context.Context, jobs []*job, known *journal, sum *Summary) error {
	var g errgroup.Group
	g.SetLimit(writersPerWorker * l.Workers)
	for _, j := range jobs {
		g.Go(func() error { return l.write(j, known, sum) })
	}
	err := g.Wait()
	for _, j := range jobs {
		sum.add(j)
	}
	return errors.Join(err, sum.timed("write", func() error {
		if err := l.Sink.Sync(); err != nil {
			return err
		}
		return known.record(ctx, jobs)
	}))
}

// write writes one article; it returns an error only when the folder takes
// nothing more.
func (l *Line) write(j *job, known *journal, sum *Summary) error {
	if j.err != nil || j.summary.Unchanged {
		return nil
	}
	j.summary.count(j)
	return sum.timed("write", func() error {
		d := l.Doc
		d.Article, d.Units = j.art, j.units
		was := slices.DeleteFunc(known.outputs(j.input), func(f write.File) bool { return l.Merged[f.Name] })
		res, err := l.Sink.Write(&d, was...)
		j.summary.Files = res.Files
		if err == nil {
			return nil
		}
		j.err = err
		if full := (*write.StorageError)(nil); errors.As(err, &full) {
			return err
		}
		return nil
	})
}
