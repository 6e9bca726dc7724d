package backend

import (
	"context"
	"slices"

	"targman/pipeline/money"
)

// Forecast is what a request would come to with one engine.
type Forecast struct {
	Engine string `json:"engine"`
	Calls  int    `json:"calls"`
	// Usage and Cost are the most that the calls can come to.
	Usage Usage        `json:"usage"`
	Cost  money.Amount `json:"cost_millionths"`
}

// Forecast says what the request would come to if each engine answered at once
// all that it is asked for: what it is known to refuse the next of the route is
// asked for. It asks nobody.
func (c *Chain) Forecast(ctx context.Context, r Request) ([]Forecast, error) {
	sums := map[string]*Forecast{}
	for _, g := range c.groups(r.Segments) {
		open := g.segments
		for _, k := range g.route {
			refused, err := k.refused(ctx, r, open)
			if err != nil {
				return nil, err
			}
			if ask := without(open, refused); len(ask) > 0 {
				name := k.Info().Name
				if sums[name] == nil {
					sums[name] = &Forecast{Engine: name}
				}
				r.Segments = ask
				k.foresee(r, sums[name])
			}
			open = slices.DeleteFunc(slices.Clone(open), func(s Segment) bool {
				_, ok := refused[s.ID]
				return !ok
			})
		}
	}
	var out []Forecast
	for _, k := range c.clients {
		if f := sums[k.Info().Name]; f != nil {
			out = append(out, *f)
		}
	}
	return out, nil
}

// foresee adds the calls of a request up.
func (c *Client) foresee(r Request, f *Forecast) {
	info := c.Info()
	price := c.Price
	if c.Batches != nil {
		price = c.Batches.Price
	}
	for _, batch := range pack(r.Segments, info.Limits, info.Density) {
		r.Segments = batch
		most := c.estimate(r)
		f.Calls++
		f.Usage = f.Usage.Plus(most)
		f.Cost += price.Cost(most)
	}
}
