package main

import (
	"encoding/json"
	"fmt"
	"os"

	"targman/pipeline/backend"
	"targman/pipeline/fsys"
)

// probedKey is what the findings of a probe are known by.
func (t *translation) probedKey(info backend.Info) string {
	return fmt.Sprintf("%s %s %s-%s", info.Name, info.Model, t.cfg.Source, t.cfg.Targets[0])
}

// probedFile is where findings are kept: beside the memory.
func probedFile(cfg *loaded) string { return cfg.Memory.File + ".probes.json" }

// readProbed reads the findings of earlier probes; what cannot be read is none,
// for a probe brings it back.
func readProbed(cfg *loaded) map[string]probed {
	out := map[string]probed{}
	data, err := os.ReadFile(probedFile(cfg))
	if err != nil || json.Unmarshal(data, &out) != nil {
		return map[string]probed{}
	}
	return out
}

// writeProbed adds findings to the file, which appears whole or not at all.
func (t *translation) writeProbed(info backend.Info, found probed) error {
	all := readProbed(t.cfg)
	all[t.probedKey(info)] = found
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	name := probedFile(t.cfg)
	if err := fsys.Replace(name, append(data, '\n')); err != nil {
		return fmt.Errorf("write findings to %s: %w", name, fsys.Cause(err))
	}
	return nil
}
