package backend

import (
	"context"
	"fmt"

	"targman/pipeline/bitext"
	"targman/pipeline/money"
)

// Former is an engine whose server may not know each way to ask for JSON: Forms
// are the ways, the strictest first, and Form is the engine asking that way; its
// Close is the engine's own.
type Former interface {
	Engine
	Estimator
	Forms() []string
	Form(name string) Former
}

// Forms is how many calls Probe makes at most to find out how to ask for JSON.
func (c *Client) Forms() int {
	if f, ok := c.engine.(Former); ok {
		return len(f.Forms())
	}
	return 0
}

// forms tries the ways to ask for JSON, one small booked call each, up to the
// first that brings an answer.
func (c *Client) forms(ctx context.Context, source, target string, found *Capabilities) error {
	f, ok := c.engine.(Former)
	if !ok {
		return nil
	}
	r := Request{Source: source, Target: target, Segments: []Segment{{ID: "1", Text: "Good morning.", Kind: bitext.Paragraph, Article: "backends probe"}}}
	for _, name := range f.Forms() {
		reply, failure, err := c.small(ctx, f.Form(name), r)
		switch {
		case err != nil:
			return err
		case failure != nil && failure.Kind != BadReply && failure.Kind != Setup:
			return failure // it is not the way of asking
		case failure != nil:
			found.Notes = append(found.Notes, fmt.Sprintf("JSON asked for by %q brings no usable answer: %v", name, failure))
			continue
		}
		found.JSON = name
		found.Notes = append(found.Notes, "a system message is accepted")
		if reply.Usage.Told() {
			found.Notes = append(found.Notes, "the server tells how many tokens a call came to")
		} else {
			found.Notes = append(found.Notes, "the server does not tell how many tokens a call came to, so each counts with the most that it can be")
		}
		return nil
	}
	return nil
}

// small makes one call by an engine that asks as the client's own does not; it is
// booked and settled like any other.
func (c *Client) small(ctx context.Context, e Former, r Request) (Reply, *Error, error) {
	most := e.Estimate(r)
	if !c.limiter.wait(ctx, units(most, c.Info().Unit)) {
		return Reply{}, c.interrupted(ctx), nil
	}
	id, refused, err := c.book(ctx, r, most)
	if refused != nil || err != nil {
		return Reply{}, refused, err
	}
	reply, err := e.Translate(context.WithoutCancel(ctx), r)
	var failure *Error
	if err != nil {
		failure = asError(c.Info().Name, err)
	}
	bill := c.bill(id, reply, failure, most)
	if failure == nil && len(reply.Results) > 0 {
		bill.State = money.Done
	}
	return reply, failure, c.settle(ctx, bill)
}
