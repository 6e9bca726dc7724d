package main

import (
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar shows how far a run is; the zero value shows nothing.
type bar struct {
	container *mpb.Progress
	bar       *mpb.Bar
}

// progress makes the bar of a run, on a terminal only.
func (t *translation) progress(articles int, title string) bar {
	if t.quiet || t.json || !terminal(t.err) {
		return bar{}
	}
	c := mpb.New(mpb.WithOutput(t.err), mpb.WithWidth(40), mpb.WithRefreshRate(100*time.Millisecond))
	return bar{c, c.AddBar(int64(articles), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(title+"  "), decor.CountersNoUnit("%d / %d")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)))}
}

// of sets how far the run is, of how many.
func (b bar) of(done, all int) {
	if b.bar != nil {
		b.bar.SetTotal(int64(all), false)
		b.set(done)
	}
}

func (b bar) set(articles int) {
	if b.bar != nil {
		b.bar.SetCurrent(int64(articles))
	}
}

// end takes the bar away and waits for the terminal to be quiet.
func (b bar) end() {
	if b.bar != nil {
		b.bar.Abort(true)
		b.container.Wait()
	}
}
