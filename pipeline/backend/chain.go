package backend

import (
	"context"
	"errors"
	"strings"
)

// Chain asks several engines: what the first cannot give, for whatever reason,
// the next is asked for. Each segment has its own order of engines.
type Chain struct {
	clients []*Client
	route   func(Segment) []*Client
}

// NewChain makes a chain of the clients. route gives the engines for a segment,
// the first to be asked first; nil is all of them.
func NewChain(clients []*Client, route func(Segment) []*Client) *Chain {
	if route == nil {
		route = func(Segment) []*Client { return clients }
	}
	return &Chain{clients, route}
}

// Info is the first engine's; the chain takes instructions when any of its
// engines does.
func (c *Chain) Info() Info {
	info := c.clients[0].Info()
	for _, k := range c.clients {
		info.Instructs = info.Instructs || k.Info().Instructs
	}
	return info
}

// Err is why segments may be missing: an engine was given up, or nothing of it
// could ever be used. A cap of ours comes before other reasons.
func (c *Chain) Err() error {
	all := c.Errs()
	for _, e := range all {
		if e.Kind == Budget {
			return e
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return nil
}

// Errs are the errors of the engines that were given up.
func (c *Chain) Errs() (all []*Error) {
	for _, k := range c.clients {
		if e := k.Err(); e != nil {
			all = append(all, e)
		}
	}
	return all
}

// Translate is Client.Translate over the engines of each segment's route. A
// segment with a note goes to engines that take instructions alone.
func (c *Chain) Translate(ctx context.Context, r Request, deliver func(Reply) error) ([]Failure, error) {
	failed := map[string]Failure{}
	var off error
	for _, g := range c.groups(r.Segments) {
		part := r
		part.Segments = g.segments
		if err := g.ask(ctx, part, deliver, failed); err != nil {
			given, ok := errors.AsType[*Error](err)
			if !ok {
				return inOrder(r.Segments, failed), err
			}
			off = given
		}
	}
	return inOrder(r.Segments, failed), off
}

// group are segments with the same route.
type group struct {
	route    []*Client
	segments []Segment
}

func (c *Chain) groups(segments []Segment) []*group {
	var out []*group
	at := map[string]*group{}
	for _, s := range segments {
		var route []*Client
		var names strings.Builder
		for _, k := range c.route(s) {
			if s.Note == "" || k.Info().Instructs {
				route = append(route, k)
				names.WriteString(k.Info().Name + " ")
			}
		}
		g := at[names.String()]
		if g == nil {
			g = &group{route: route}
			at[names.String()], out = g, append(out, g)
		}
		g.segments = append(g.segments, s)
	}
	return out
}

// ask asks the engines of the group one after another. The error is that of the
// last engine that was given up while segments were missing, or what stopped the
// line.
func (g *group) ask(ctx context.Context, r Request, deliver func(Reply) error, failed map[string]Failure) error {
	for _, s := range r.Segments {
		failed[s.ID] = Failure{ID: s.ID, Reason: "no engine was asked", Kind: Temporary}
	}
	var off error
	for n, k := range g.route {
		if n > 0 && ctx.Err() != nil {
			break
		}
		failures, err := k.Translate(ctx, drafted(r, k), deliver)
		if _, ok := errors.AsType[*Error](err); err != nil && !ok {
			return err
		}
		left := map[string]bool{}
		for _, f := range failures {
			if before := failed[f.ID]; n > 0 && before.Reason != f.Reason {
				f.Reason = before.Reason + "; then " + f.Reason
			}
			failed[f.ID], left[f.ID] = f, true
		}
		var next []Segment
		for _, s := range r.Segments {
			switch {
			case !left[s.ID]:
				delete(failed, s.ID)
			case failed[s.ID].Batch == "": // else it was asked for, and an answer will come
				next = append(next, s)
			}
		}
		if len(next) == 0 {
			return nil
		}
		r.Segments = next
		if err != nil {
			off = err
		}
	}
	return off
}

// drafted is the request without drafts for an engine that repairs none.
func drafted(r Request, k *Client) Request {
	if k.Info().Repairs {
		return r
	}
	segments := make([]Segment, len(r.Segments))
	for i, s := range r.Segments {
		s.Draft = ""
		segments[i] = s
	}
	r.Segments = segments
	return r
}

func inOrder(segments []Segment, failed map[string]Failure) (out []Failure) {
	for _, s := range segments {
		if f, ok := failed[s.ID]; ok {
			out = append(out, f)
		}
	}
	return out
}
