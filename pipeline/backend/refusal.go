package backend

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// Refusals remember, from run to run, the questions that an engine has refused or
// whose answers never passed the gate, so that nobody pays for them again before
// something has changed.
type Refusals interface {
	// Refused gives the reasons for those of the keys that were given up.
	Refused(ctx context.Context, keys []string) (map[string]string, error)
	// Refuse keeps reasons by key.
	Refuse(ctx context.Context, engine string, reasons map[string]string) error
}

// question hashes all that an engine's answer to one segment depends on; Setup is
// the engine's configuration.
func (c *Client) question(r Request, s Segment) string {
	s = s.alone()
	s.ID, s.Article, s.Before, s.After, s.Examples = "", "", "", "", nil
	info := c.Info()
	data, _ := json.Marshal([]any{info.Name, info.Model, c.Setup, promptVersion, repairPromptVersion, r.Source, r.Target, r.Style, s}) // plain data: never fails
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// remembers says that refusals of the engine are kept. Where asking costs nothing
// they are not: a program of the user's may answer better the next time.
func (c *Client) remembers() bool { return c.Refusals != nil && c.Info().Unit != NoUnit }

// refused has the reasons, by the ids of segments, of those that are known to be
// refused.
func (c *Client) refused(ctx context.Context, r Request, segments []Segment) (map[string]string, error) {
	if !c.remembers() || c.Retry {
		return nil, nil
	}
	keys := make([]string, len(segments))
	for i, s := range segments {
		keys[i] = c.question(r, s)
	}
	reasons, err := c.Refusals.Refused(ctx, keys)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i, s := range segments {
		if why, ok := reasons[keys[i]]; ok {
			out[s.ID] = why
		}
	}
	return out, nil
}

// unrefused are the segments that are not known to be refused. The reasons of the
// others are noted.
func (a *asking) unrefused(ctx context.Context, segments []Segment) ([]Segment, error) {
	reasons, err := a.client.refused(ctx, a.request, segments)
	for id, why := range reasons {
		a.reasons[id] = Failure{Reason: fmt.Sprintf("%s was not asked again, because an earlier run came to this: %s", a.client.Info().Name, why), Kind: Refused}
	}
	return without(segments, reasons), err
}

func without(segments []Segment, reasons map[string]string) []Segment {
	return slices.DeleteFunc(slices.Clone(segments), func(s Segment) bool {
		_, ok := reasons[s.ID]
		return ok
	})
}

// remember keeps the refusals of segments that were asked for alone in the end. An
// engine that was given up has told nothing about the texts.
func (a *asking) remember(ctx context.Context) error {
	if !a.client.remembers() || a.client.breaker.given() != nil {
		return nil
	}
	reasons := map[string]string{}
	for _, s := range a.request.Segments {
		if f, ok := a.reasons[s.ID]; ok && f.alone && !a.done[s.ID] {
			reasons[a.client.question(a.request, s)] = f.Reason
		}
	}
	if len(reasons) == 0 {
		return nil
	}
	return a.client.Refusals.Refuse(ctx, a.client.Info().Name, reasons)
}
