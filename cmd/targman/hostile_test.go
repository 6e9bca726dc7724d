package main

import (
	"bufio"
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// hostileFolder has a file for each threat and index.yaml, which says what is
// to come of it.
const hostileFolder = "../../testdata/hostile"

// hostileFile is an entry of the index.
type hostileFile struct {
	// File is in the folder, or made by the maker of that name.
	File string
	// As is the file's name in the project; File where it is empty.
	As string
	// Threat is a section of docs/SECURITY.md.
	Threat string
	// Must says what must happen.
	Must string
	// Config is the project's configuration.
	Config string
	// Times is how many times the maker repeats itself.
	Times int
	// Hole makes the file 1 GB long; what is not written takes no room.
	Hole bool
	Runs []hostileRun
}

// hostileRun is a call of the program.
type hostileRun struct {
	// Do are the arguments; FILE is the file.
	Do   string
	Exit int
	// Says is in what is printed.
	Says string
	// Not is neither printed nor in any file that is written.
	Not string
}

// What a document may take at most.
const (
	mostMemory = 256 << 20
	mostCPU    = 5 * time.Second
)

// hostileConfig is the configuration of entries without one: an engine that
// gives everything back, and every output.
const hostileConfig = `source: en
targets: [hy]
backend: pseudo
glossary: [glossary]
output: {formats: [document, tsv, jsonl, tmx, xlf, xlf12, bilingual]}
`

const hostileGlossary = `- id: yerevan
  kind: place
  en: {canonical: Yerevan}
  hy: {preferred: Երևան}
  source: https://example.org/yerevan
`

// outside is a file beside the project that nothing may read.
const outside = "CANARY-7f3a9c\n"

func hostileIndex(t *testing.T) (list []hostileFile) {
	t.Helper()
	dec := yaml.NewDecoder(strings.NewReader(text(filepath.Join(hostileFolder, "index.yaml"))))
	dec.KnownFields(true)
	if err := dec.Decode(&list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestHostile takes every file of the index through the commands that read it,
// each in a process of its own. The race detector sees those that are kept: it
// would take minutes for the large ones, and races do not depend on size.
func TestHostile(t *testing.T) {
	for _, h := range hostileIndex(t) {
		if slow > 1 && (h.Times > 0 || h.Hole) {
			continue
		}
		t.Run(h.File, func(t *testing.T) {
			t.Parallel()
			h.test(t)
		})
	}
}

func (h *hostileFile) test(t *testing.T) {
	box := t.TempDir()
	folder := filepath.Join(box, "project")
	put(t, filepath.Join(box, "outside.txt"), outside)
	put(t, filepath.Join(folder, "config.yaml"), cmp.Or(h.Config, hostileConfig))
	put(t, filepath.Join(folder, "glossary/names.yaml"), hostileGlossary)
	put(t, filepath.Join(folder, "prose.txt"), strings.Repeat("One more word, and the end of it. ", 2000)+"\n")
	name := cmp.Or(h.As, h.File)
	h.place(t, filepath.Join(folder, name))
	before := filesBelow(t, box)
	for _, r := range h.Runs {
		args := strings.Fields(r.Do)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "FILE", name)
		}
		e, u := gauged(t, folder, args...)
		t.Logf("%s: exit %d, %d ms, %d MB: %.300s", r.Do, e.code, u.CPU.Milliseconds(), u.RSS>>20, e.err)
		h.judge(t, r, e, u)
	}
	h.inside(t, box, before)
}

// judge holds an end to what the entry says.
func (h *hostileFile) judge(t *testing.T, r hostileRun, e ended, u used) {
	t.Helper()
	if e.code != r.Exit {
		t.Errorf("%s: exit code %d, want %d\n%.2000s", r.Do, e.code, r.Exit, e.out+e.err)
	}
	if !strings.Contains(e.out+e.err, r.Says) {
		t.Errorf("%s: not said: %q\n%.2000s", r.Do, r.Says, e.out+e.err)
	}
	for _, bad := range []string{"panic:", "goroutine ", "runtime error", "fatal error", strings.TrimSpace(outside)} {
		if strings.Contains(e.out+e.err, bad) {
			t.Errorf("%s: %q in\n%.2000s", r.Do, bad, e.out+e.err)
		}
	}
	if n := len(e.err); n > 64<<10 {
		t.Errorf("%s: %d bytes of messages", r.Do, n)
	}
	if u.Signal != 0 {
		t.Errorf("%s: ended by %v", r.Do, u.Signal)
	}
	if u.CPU > mostCPU*slow {
		t.Errorf("%s: took %v, more than %v", r.Do, u.CPU, mostCPU*slow)
	}
	if u.RSS > mostMemory*slow {
		t.Errorf("%s: took %d MB of memory, more than %d", r.Do, u.RSS>>20, mostMemory*slow>>20)
	}
}

// place puts the file into a project.
func (h *hostileFile) place(t *testing.T, to string) {
	t.Helper()
	if data, err := os.ReadFile(filepath.Join(hostileFolder, h.File)); err == nil {
		put(t, to, string(data))
		return
	}
	put(t, to, "")
	f, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	hostileMakers[h.File](w, h.Times)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if h.Hole {
		if err := f.Truncate(1 << 30); err != nil {
			t.Fatal(err)
		}
	}
}

// filesBelow are the files below a folder.
func filesBelow(t *testing.T, folder string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(folder, p)
			out[filepath.ToSlash(rel)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// inside fails on a file that is new outside the folders for outputs and state,
// and on one that holds what the program was not to read.
func (h *hostileFile) inside(t *testing.T, box string, before map[string]bool) {
	t.Helper()
	for name := range filesBelow(t, box) {
		if before[name] {
			continue
		}
		if !strings.HasPrefix(name, "project/out/") && !strings.HasPrefix(name, "project/state/") {
			t.Errorf("written outside: %s", name)
		}
		data, err := os.ReadFile(filepath.Join(box, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(strings.TrimSpace(outside))) {
			t.Errorf("%s has what stands outside the project", name)
		}
		for _, r := range h.Runs {
			if r.Not != "" && bytes.Contains(data, []byte(r.Not)) {
				t.Errorf("%s has %q", name, r.Not)
			}
		}
	}
}

// TestHostileIndex finds files and makers that no entry is for, and entries
// without either.
func TestHostileIndex(t *testing.T) {
	files, err := os.ReadDir(hostileFolder)
	if err != nil {
		t.Fatal(err)
	}
	var stored, listed []string
	for _, f := range files {
		if n := f.Name(); !slices.Contains([]string{"index.yaml", "README.md", "payloads.txt", "formulas.tsv"}, n) {
			stored = append(stored, n)
		}
	}
	for _, h := range hostileIndex(t) {
		if slices.Contains(listed, h.File) {
			t.Errorf("%s is listed twice", h.File)
		}
		listed = append(listed, h.File)
		if slices.Contains(stored, h.File) == (hostileMakers[h.File] != nil) {
			t.Errorf("%s is neither a file nor a maker, or both", h.File)
		}
		if h.Threat == "" || h.Must == "" || len(h.Runs) == 0 {
			t.Errorf("%s: an entry has threat, must and runs", h.File)
		}
	}
	for _, f := range stored {
		if !slices.Contains(listed, f) {
			t.Errorf("%s is in no entry", f)
		}
	}
	for f := range hostileMakers {
		if !slices.Contains(listed, f) {
			t.Errorf("the maker of %s is in no entry", f)
		}
	}
}
