//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	output "targman/pipeline/write"
)

// findings are the promises that were found broken, by the name of the figure
// that counts them.
type findings map[string][]string

func (f findings) add(name, format string, args ...any) {
	f[name] = append(f[name], fmt.Sprintf(format, args...))
}

// note says of everything that was found how it came to that.
func (f findings) note(format string, args ...any) {
	for _, list := range f {
		for i := range list {
			list[i] += "; " + fmt.Sprintf(format, args...)
		}
	}
}

// The figures that count broken promises. Each must stay zero.
const (
	lost      = "lost"       // translations or calls that had been committed
	wrong     = "wrong"      // translations that the engine did not give
	torn      = "torn"       // outputs that are no version an article ever had
	corrupt   = "corrupt"    // damage in the memory's file
	overpaid  = "overpaid"   // characters or calls paid again beyond what may have been under way
	hidden    = "hidden"     // calls or characters that were billed and are not in the ledger
	leftover  = "leftover"   // temporary files that the next whole run left
	stuck     = "stuck"      // runs after a fault that did not end well
	exitCodes = "exit codes" // exit codes other than the documented one
)

// inspect looks at everything the program left when its process is gone, and
// remembers what the memory holds.
func (s *site) inspect(f findings) (*state, error) {
	if err := s.engine.quiet(); err != nil {
		return nil, err
	}
	st, err := readState(s.memory())
	if err != nil {
		return nil, err
	}
	for _, d := range st.damage {
		f.add(corrupt, "%s", d)
	}
	if !st.unreadable {
		s.checkMemory(f, st)
		checkLedger(f, st, s.engine.billed())
	}
	return st, s.checkOutputs(f)
}

// checkMemory compares what the memory holds with what it held before and with
// what the engine says.
func (s *site) checkMemory(f findings, st *state) {
	for text, target := range s.kept {
		if st.kept[text] != target {
			f.add(lost, "the memory had %q for %q and has %q", target, text, st.kept[text])
		}
	}
	for text, target := range st.kept {
		if want, err := answer(text); err != nil || target != want {
			f.add(wrong, "the memory has %q for %q, the engine said %q", target, text, want)
		}
	}
	s.kept = st.kept
}

// checkLedger holds the ledger against the engine's bill.
func checkLedger(f findings, st *state, b bill) {
	for _, fault := range b.faults {
		f.add(wrong, "the engine was sent %s", fault)
	}
	if st.calls < b.calls || st.characters < b.characters {
		f.add(hidden, "the ledger has %d calls with %d characters, the engine has billed %d with %d", st.calls, st.characters, b.calls, b.characters)
	}
	if again := b.repaid(); again > st.unknown {
		f.add(overpaid, "%d characters were paid again, but only %d may have been under way", again, st.unknown)
	}
	if st.open > underWay {
		f.add(overpaid, "%d calls were left open, but only %d may be under way", st.open, underWay)
	}
}

// checkOutputs holds every output against the versions that its article had. What
// stood there once may change, but not go.
func (s *site) checkOutputs(f findings) error {
	root, stand := s.outputs(), map[string]bool{}
	err := filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil
		case err != nil || e.IsDir() || temporary(file):
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, file)
		stand[name] = true
		end := filepath.Ext(name)
		// A run that was killed has noted nothing of what it wrote: the next one
		// takes that for somebody's work and keeps it.
		versions := s.articles[output.Unedited(strings.TrimSuffix(name, end))]
		if !slices.ContainsFunc(versions, func(v version) bool { return v.is(end, string(data)) }) {
			f.add(torn, "%s, %d bytes, is none of the %d versions of its article", name, len(data), len(versions))
		}
		return nil
	})
	for name := range s.stood {
		if !stand[name] {
			f.add(lost, "the output %s stood there and is gone", name)
		}
	}
	s.stood = stand
	return err
}

// is says that an output of that kind is the version, whole.
func (v version) is(end, text string) bool {
	switch end {
	case ".txt":
		return text == v.translated()
	case ".tsv":
		return slices.Equal(pairsOf(text), v.pairs())
	}
	return false
}

// pairs are the sentences with their translations.
func (v version) pairs() (list []string) {
	for _, s := range v.sentences() {
		t, _ := answer(s) // made of the dictionary's words
		list = append(list, s+"\t"+t)
	}
	return list
}

// pairsOf are the columns source and target of an aligned table, nil if it is not
// whole.
func pairsOf(table string) (list []string) {
	if !strings.HasPrefix(table, "id\tkind\t") || !strings.HasSuffix(table, "\n") {
		return nil
	}
	for _, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 10 {
			return nil
		}
		list = append(list, cells[5]+"\t"+cells[6])
	}
	return list
}

var temporaryName = regexp.MustCompile(`^\..+\.tmp-`)

func temporary(file string) bool { return temporaryName.MatchString(filepath.Base(file)) }

// leftovers are the temporary files of a project.
func (s *site) leftovers() (list []string) {
	_ = filepath.WalkDir(s.data, func(file string, _ fs.DirEntry, err error) error {
		if err == nil && temporary(file) {
			list = append(list, file)
		}
		return nil
	})
	return list
}
