package pipeline

import "context"

// A window has so many articles at most, enough for one transaction to be worth
// its disk flush, and ends with the article that gives it so many units: a handful
// of windows are on their way at once, and must fit in memory even when every
// article is of the largest size.
const (
	windowArticles = 64
	windowUnits    = 10_000
)

// prepareAll takes the inputs through read, split and match, and gives them in
// order, window by window. The channel closes at the end of the inputs or of ctx.
func (l *Line) prepareAll(ctx context.Context, inputs []Input, known *journal, sum *Summary) <-chan []*job {
	out := make(chan []*job, 1)
	go func() {
		defer close(out)
		var window []*job
		units := 0
		for turn := range l.prepareEach(ctx, inputs, known, sum) {
			j := <-turn
			window, units = append(window, j), units+len(j.units)
			if len(window) == windowArticles || units >= windowUnits {
				out <- window
				window, units = nil, 0
			}
		}
		if len(window) > 0 {
			out <- window
		}
	}()
	return out
}
