package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"targman/pipeline/aligned"
	"targman/pipeline/fsys"
)

// readReference reads people's translations from an aligned file, by their
// sources. Of two for one source the first counts.
func (c *comparing) readReference() (map[string]string, error) {
	name := c.reference
	fault := func(err error) error { return usage(fmt.Errorf("--reference: read %s: %w", name, err)) }
	f, err := os.Open(name)
	if err != nil {
		return nil, usage(fmt.Errorf("--reference: read %s: %w; check the name", name, fsys.Cause(err)))
	}
	defer f.Close()
	r, err := aligned.Open(name, f, aligned.Options{Source: c.cfg.Source, Target: c.cfg.Targets[0], Strict: true})
	if err != nil {
		return nil, fault(err)
	}
	out := map[string]string{}
	for {
		u, err := r.Next()
		switch {
		case errors.Is(err, io.EOF) && len(out) == 0:
			return nil, fault(fmt.Errorf("no unit has a translation from %s into %s", c.cfg.Source, c.cfg.Targets[0]))
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fault(err)
		}
		for _, source := range []string{plain(u.Original), plain(u.Source)} {
			if text := plain(u.Target); source != "" && text != "" && out[source] == "" {
				out[source] = text
			}
		}
	}
}
