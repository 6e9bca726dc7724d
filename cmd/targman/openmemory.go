package main

import (
	"errors"
	"fmt"
	"strings"

	"targman/pipeline/memory"
)

// memoryOf opens the memory of the configuration, and says what it brought back
// from its spool.
func (p *program) memoryOf(cfg *loaded, o memory.Options) (*memory.Memory, error) {
	o.Network = cfg.Memory.Network
	m, err := memory.Open(cfg.Memory.File, o)
	if err != nil {
		return nil, err
	}
	p.tellReplayed(m)
	return m, nil
}

func (p *program) withMemory(cfg *loaded, o memory.Options, do func(m *memory.Memory) error) error {
	m, err := p.memoryOf(cfg, o)
	if err != nil {
		return err
	}
	return errors.Join(do(m), m.Close())
}

// tellReplayed warns of what the memory had lost.
func (p *program) tellReplayed(m *memory.Memory) {
	r := m.Replayed()
	if r.Commits == 0 && r.Damaged == 0 {
		return
	}
	p.warn(p.text("memory.replayed", map[string]any{"Count": r.Units, "Commits": r.Commits, "File": m.Path()}))
	if r.Damaged > 0 {
		p.warn(p.text("memory.replayed-damaged", map[string]any{"Count": r.Damaged, "File": m.Path()}))
	}
	if len(r.Lost) > 0 {
		p.warn(p.text("memory.replayed-lost", map[string]any{"Changes": strings.Join(r.Lost, ", "), "File": m.Path()}))
	}
}

// rowRoom is how much of the disk a translation takes at most while it is kept,
// in bytes: the pages of two indexes and its own bytes, in the log and the spool.
const rowRoom = 12 << 10

// mostReserve is as much as is ever set aside without being asked for.
const mostReserve = 256 << 20

// reserve sets room aside for four times as many answers as can be under way.
func (t *translation) reserve(m *memory.Memory) error {
	room := int64(0)
	for _, c := range t.engines.clients {
		limits := c.Info().Limits
		room = max(room, int64(max(1, limits.Calls))*int64(max(1, limits.Segments))*rowRoom*4)
	}
	if err := m.Reserve(max(int64(t.cfg.Memory.Reserve), min(room, mostReserve))); err != nil {
		return fmt.Errorf("nothing was paid for: %w", err)
	}
	return nil
}
