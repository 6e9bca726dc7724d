//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// editPlaces is how many places a person and the machines write to.
const editPlaces = 400

var editPair = memory.Pair{Source: "en", Target: "hy"}

// edits has a person record n edits while two processes commit machine text to
// the same places, more often than the person by half as much again or more.
func edits(b *bench, r *result, n int) error {
	r.promise("edits overwritten", lost, corrupt)
	folder, err := os.MkdirTemp(b.work, "edits-")
	if err != nil {
		return err
	}
	file := filepath.Join(folder, "memory.db")
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	var machines []*exec.Cmd
	for i := range 2 {
		c, err := b.startMachine(file, b.seed+uint64(i), n*5/3)
		if err != nil {
			return err
		}
		defer func() { _ = c.Process.Kill() }() // it has ended by then if all went well
		machines = append(machines, c)
	}
	last, err := record(m, r, b.random("edits"), n)
	if err != nil {
		return err
	}
	for _, c := range machines {
		if err := c.Wait(); err != nil {
			return fmt.Errorf("a process that commits: %w", err)
		}
		r.count("commits of machine text", n*5/3)
	}
	return compareEdits(file, r, last)
}

// startMachine starts this program again as a process that commits.
func (b *bench) startMachine(file string, seed uint64, n int) (*exec.Cmd, error) {
	c := exec.Command(b.self, "machine", file, strconv.FormatUint(seed, 10), strconv.Itoa(n))
	c.Stderr = os.Stderr
	return c, c.Start()
}

// machine is what the process does.
func machine(args []string) error {
	seed, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	m, err := memory.Open(args[0], memory.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	rnd := rand.New(rand.NewPCG(seed, 3))
	for i := range n {
		e := memory.Entry{Query: editPlace(rnd.IntN(editPlaces)), Target: fmt.Sprintf("machine %d.%d", seed, i),
			State: bitext.Translated, Origin: "backend:loopback", Provenance: bitext.Provenance{Engine: "loopback"}}
		if _, err := keep(m, e); err != nil {
			return err
		}
	}
	return nil
}

// keep tries again when another writer was before it all the time: SQLite lets
// nobody queue. Nothing was kept then, and whoever records is told so.
func keep(m *memory.Memory, e memory.Entry) (refused int, err error) {
	for ; refused < 20; refused++ {
		err = m.Keep(context.Background(), editPair, []memory.Entry{e})
		if memory.KindOf(err) != memory.Locked {
			break
		}
	}
	return refused, err
}

func editPlace(i int) memory.Query {
	return memory.Query{Text: sentence(uint64(i)), Before: sentence(uint64(i + 1)), Article: "a", Unit: strconv.Itoa(i)}
}

// record is the person at work. After each edit another one is looked at: it has
// to stand as it was recorded.
func record(m *memory.Memory, r *result, rnd *rand.Rand, n int) (last map[int]string, err error) {
	ctx := context.Background()
	last = map[int]string{}
	for r.step = range n {
		i := rnd.IntN(editPlaces)
		e := memory.Entry{Query: editPlace(i), Target: fmt.Sprintf("person %d", r.step), State: bitext.Reviewed,
			Origin: bitext.FromHuman, Provenance: bitext.Provenance{Human: true, By: "a person"}}
		refused, err := keep(m, e)
		if err != nil {
			return nil, err
		}
		r.count("edits that were refused at first", refused)
		last[i] = e.Target
		r.count("edits", 1)
		if j := rnd.IntN(editPlaces); last[j] != "" {
			found, err := m.Recall(ctx, editPair, "", []memory.Query{editPlace(j)})
			if err != nil {
				return nil, err
			}
			if found[0].Target != last[j] || !found[0].Provenance.Human {
				r.take(findings{"edits overwritten": {fmt.Sprintf("%q became %q", last[j], found[0].Target)}})
			}
		}
	}
	return last, nil
}

// compareEdits reads the file, and wants the last edit of each place and nothing
// that nobody wrote.
func compareEdits(file string, r *result, last map[int]string) error {
	st, err := readState(file)
	if err != nil {
		return err
	}
	f := findings{}
	for _, d := range st.damage {
		f.add(corrupt, "%s", d)
	}
	for i, want := range last {
		if got := st.kept[sentence(uint64(i))]; got != want {
			f.add(lost, "place %d has %q, the person wrote %q last", i, got, want)
		}
	}
	r.count("places that a person wrote to", len(last))
	r.count("places", len(st.kept))
	r.take(f)
	return nil
}
