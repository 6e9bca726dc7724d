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
func (t *translation) progress(articles int, target string) bar {
	if t.quiet || t.json || !terminal(t.err) {
		return bar{}
	}
	c := mpb.New(mpb.WithOutput(t.err), mpb.WithWidth(40), mpb.WithRefreshRate(100*time.Millisecond))
	return bar{c, c.AddBar(int64(articles), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(t.cfg.Source+" → "+target+"  "), decor.CountersNoUnit("%d / %d")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)))}
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
