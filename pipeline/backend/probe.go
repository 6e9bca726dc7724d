package backend

import "context"

// Probe asks the service what it can do, where it tells; ok says whether it does.
// It costs no translation, so it is not booked. An error is a *Error.
func (c *Client) Probe(ctx context.Context, source, target string) (found Capabilities, ok bool, err error) {
	p, ok := c.engine.(Prober)
	if !ok {
		return found, false, nil
	}
	found, err = p.Probe(ctx, source, target)
	if err != nil {
		err = asError(c.Info().Name, err)
	}
	return found, true, err
}
