package backend

import "context"

// Probe asks the service what it can do, where it tells; ok says whether it does.
// That is free and not booked; the few small calls that find out how to ask for
// JSON are. What was found counts beside an error, which is a *Error or the
// ledger's.
func (c *Client) Probe(ctx context.Context, source, target string) (found Capabilities, ok bool, err error) {
	p, ok := c.engine.(Prober)
	if !ok {
		return found, false, nil
	}
	found, err = p.Probe(ctx, source, target)
	if err != nil {
		e := asError(c.Info().Name, err)
		if e.Kind == Auth || e.Kind == Quota || c.Forms() == 0 {
			return found, true, e
		}
		found.Notes = append(found.Notes, e.Error()) // many servers tell nothing
	}
	return found, true, c.forms(ctx, source, target, &found)
}
