//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// tooth is a bug that is put into a copy of the product's sources, and the harness
// that has to catch it. No switch for it stands in the product itself.
type tooth struct {
	name    string
	changes []change
	// harness catches it within so many steps.
	harness string
	steps   int
}

// change is made to a file, below the module, that has the text before exactly
// once.
type change struct{ file, before, after string }

// teeth are the seeded bugs.
var teeth = []tooth{
	{"commit late", []change{{"pipeline/backend/client.go",
		"\tfor reply := range a.arrived {\n",
		"\tvar late []Reply\n\tfor reply := range a.arrived {\n\t\tlate = append(late, reply)\n\t}\n\tfor _, reply := range late {\n"}},
		"kill", 60},
	{"pay without having booked", []change{{"pipeline/memory/ledger.go",
		"\treturn id, l.m.spoolBehind(", "\tif id > 0 {\n\t\treturn id, nil\n\t}\n\treturn id, l.m.spoolBehind("}},
		"kill", 20},
	{"commit without syncing", []change{{"pipeline/memory/name.go",
		`"synchronous(FULL)"`, `"synchronous(OFF)"`}},
		"power", 60},
	{"write outputs without syncing", []change{{"pipeline/write/disk.go",
		"\treturn f.Sync()\n", "\treturn nil\n"}},
		"power", 60},
	{"write outputs in place", []change{{"pipeline/write/batch.go",
		"\ttemp := tempName(name, random)\n\tf, err := b.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)\n",
		"\t_ = random\n\ttemp := name\n\tf, err := b.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)\n"}},
		"sweep", 10},
	{"leave temporary files", []change{{"pipeline/write/leftover.go",
		"\t\treturn root.Remove(path)\n", "\t\treturn nil\n"}},
		"kill", 150},
	{"break calls off at a signal", []change{{"pipeline/backend/try.go",
		"c.engine.Translate(context.WithoutCancel(ctx), r)", "c.engine.Translate(ctx, r)"}},
		"signals", 60},
	{"work although it is locked", []change{{"cmd/targman/lock.go",
		"if ok, err = l.TryLock(); !ok", "if ok, err = true, nil; !ok"}},
		"locks", 3},
	{"overwrite what a person wrote", []change{
		{"pipeline/memory/keep.go", "\tcase its && !mine:\n", "\tcase false && its && !mine:\n"},
		{"pipeline/memory/keeper.go", "excluded.human >= unit.human", "excluded.human >= 0"}},
		"edits", 300},
}

// The figures of teeth.
const notCaught = "seeded bugs not caught"

// bite seeds each bug in turn, and wants it caught.
func bite(b *bench, r *result, _ int) error {
	r.promise(notCaught)
	for i, t := range teeth {
		r.step = i + 1
		step, err := b.bite(t)
		if err != nil {
			return fmt.Errorf("the bug %q: %w", t.name, err)
		}
		r.count("seeded bugs", 1)
		f := findings{}
		if step == 0 {
			f.add(notCaught, "%q: %s did not find it in %d steps", t.name, t.harness, t.steps)
		} else {
			r.count(fmt.Sprintf("%s: steps until %s caught it", t.name, t.harness), step)
		}
		r.take(f)
	}
	return nil
}

// bite says in which step the bug was caught, 0 if it was not.
func (b *bench) bite(t tooth) (step int, err error) {
	folder, err := os.MkdirTemp(b.work, "tooth-")
	if err != nil {
		return 0, err
	}
	defer remove(folder)
	overlay, err := t.overlay(b.root, folder)
	if err != nil {
		return 0, err
	}
	sick := *b
	sick.enough = true
	command, program := "targman", &sick.program
	if t.harness == "edits" { // the processes that commit are not targman's
		command, program = "targman-torture", &sick.self
	}
	*program = filepath.Join(folder, command)
	if err := sick.build(*program, command, "-overlay", overlay); err != nil {
		return 0, err
	}
	h, ok := named(t.harness)
	if !ok {
		return 0, fmt.Errorf("there is no harness %q", t.harness)
	}
	r, err := sick.do(h, t.steps)
	if err != nil || r.kept() {
		return 0, err
	}
	return r.step, nil
}

func named(name string) (harness, bool) {
	for _, h := range harnesses {
		if h.name == name {
			return h, true
		}
	}
	return harness{}, false
}

// overlay writes the changed sources and the file that tells the compiler of them.
func (t tooth) overlay(root, folder string) (string, error) {
	replace := map[string]string{}
	for i, c := range t.changes {
		file := filepath.Join(root, filepath.FromSlash(c.file))
		source, err := c.make(file)
		if err != nil {
			return "", err
		}
		replace[file] = filepath.Join(folder, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(replace[file], source, 0o666); err != nil {
			return "", err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o666)
}

// make is the source with the change made.
func (c change) make(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if n := strings.Count(string(data), c.before); n != 1 {
		return nil, fmt.Errorf("%s has the text to replace %d times, want once: %q", c.file, n, c.before)
	}
	return []byte(strings.Replace(string(data), c.before, c.after, 1)), nil
}
