package main

import (
	"errors"

	"targman/pipeline/backend"
)

// engineNames are the engines that can be asked.
func engineNames() []string {
	var out []string
	for _, e := range backend.Engines() {
		out = append(out, e.Name)
	}
	return out
}

// ready sees that there is an engine of the name and that its block is filled in,
// whether or not the configuration uses it.
func (t *translation) ready(name string) error {
	if err := known("backend", name, engineNames()...); err != nil {
		return err
	}
	v := validation{l: t.cfg}
	v.backend(name)
	return usage(errors.Join(v.faults...))
}
