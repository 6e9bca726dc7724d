package memory

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/testdata/corpus"
)

// indexing opens a memory that keeps the index of any number of texts.
func indexing(t *testing.T, path string, o Options) *Memory {
	t.Helper()
	m := openAt(t, path, o)
	m.leastKept = 1
	return m
}

// similarTo are the best candidates for texts.
func similarTo(t *testing.T, m *Memory, texts []string) (out [][]string) {
	t.Helper()
	found, err := m.Similar(ctx, enHy, texts, 50, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range found {
		var told []string
		for _, c := range list {
			told = append(told, fmt.Sprint(c.Score, c.Text, c.Target))
		}
		out = append(out, told)
	}
	return out
}

// fromFile says whether the index of the file is taken.
func fromFile(t *testing.T, m *Memory) bool {
	t.Helper()
	n, err := m.indexed(ctx, enHy)
	if err != nil {
		t.Fatal(err)
	}
	return m.readIndex(enHy, n) != nil
}

func madeUp(s *corpus.Sentences, n int) (es []Entry) {
	var text string
	for i := range n {
		if i%3 == 0 {
			text = s.Next()
		} else {
			text = s.Edit(text, 1)
		}
		es = append(es, Entry{Query: Query{Text: text}, Target: "Թ. " + text, State: "translated", Origin: "human"})
	}
	return es
}

// resembling are texts that are like some of the entries.
func resembling(s *corpus.Sentences, es []Entry) (out []string) {
	for range 20 {
		out = append(out, s.Edit(es[s.IntN(len(es))].Text, 1))
	}
	for _, e := range es[max(0, len(es)-5):] {
		out = append(out, s.Edit(e.Text, 1))
	}
	return out
}

// TestIndexFile keeps the index, finds it again, and finds the same with it.
func TestIndexFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	s := corpus.NewSentences(1, 40)
	m := indexing(t, path, Options{})
	es := madeUp(s, 80)
	keep(t, m, es...)
	asked := resembling(s, es)
	want := similarTo(t, m, asked)
	if len(slices.Concat(want...)) == 0 || !fromFile(t, m) {
		t.Fatalf("found %v, from a file: %t", want, fromFile(t, m))
	}
	again := indexing(t, path, Options{ReadOnly: true})
	if diff := cmp.Diff(want, similarTo(t, again, asked)); diff != "" {
		t.Errorf("with the file (-without +with):\n%s", diff)
	}
}

// TestIndexFileIsNotTrusted changes, cuts and mistakes the file: nothing else is
// ever found, and the next writer makes it anew.
func TestIndexFileIsNotTrusted(t *testing.T) {
	dir := t.TempDir()
	s := corpus.NewSentences(1, 40)
	path, other := filepath.Join(dir, "memory.db"), filepath.Join(dir, "other.db")
	var es []Entry
	for _, p := range []string{other, path} {
		m := indexing(t, p, Options{})
		es = madeUp(s, 60)
		keep(t, m, es...)
		similarTo(t, m, []string{"A text."})
	}
	name := func(path string) string { return path + ".en-hy.fuzzy" }
	good, err := os.ReadFile(name(path))
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(name(other))
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(i int) []byte {
		bad := slices.Clone(good)
		bad[i] ^= 1
		return bad
	}
	asked := resembling(s, es)
	want := similarTo(t, indexing(t, path, Options{}), asked)
	for what, bad := range map[string][]byte{
		"of another memory": foreign, "empty": {}, "cut": good[:len(good)-1], "longer": append(slices.Clone(good), 0),
		"another version": flipped(14), "a flipped bit in the middle": flipped(len(good) / 2), "a flipped last bit": flipped(len(good) - 1),
	} {
		if err := os.WriteFile(name(path), bad, 0o644); err != nil {
			t.Fatal(err)
		}
		m := indexing(t, path, Options{ReadOnly: true})
		if fromFile(t, m) {
			t.Errorf("%s: it was taken for the index", what)
		}
		if diff := cmp.Diff(want, similarTo(t, m, asked)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		if now, _ := os.ReadFile(name(path)); !slices.Equal(now, bad) {
			t.Errorf("%s: a reader has changed the file", what)
		}
		if w := indexing(t, path, Options{}); len(slices.Concat(similarTo(t, w, asked)...)) == 0 || !fromFile(t, w) {
			t.Errorf("%s: it was not made anew", what)
		}
	}
	if files := listing(t, dir); slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, ".tmp") }) {
		t.Errorf("left behind: %v", files)
	}
}

// TestIndexIsLeft writes no file where none may or can be written, and tells
// nobody: the index is there all the same.
func TestIndexIsLeft(t *testing.T) {
	for what, prepare := range map[string]func(path string) Options{
		"a copy":         func(path string) Options { return Options{IndexOf: path + ".original"} },
		"no place there": func(path string) Options { _ = os.Mkdir(path+".en-hy.fuzzy", 0o755); return Options{} },
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "memory.db")
			m := indexing(t, path, prepare(path))
			s := corpus.NewSentences(1, 20)
			es := madeUp(s, 60)
			keep(t, m, es...)
			before := listing(t, dir)
			if found := similarTo(t, m, resembling(s, es)); len(slices.Concat(found...)) == 0 {
				t.Error("nothing found")
			}
			if diff := cmp.Diff(before, listing(t, dir)); diff != "" {
				t.Errorf("files (-before +after):\n%s", diff)
			}
		})
	}
	m := openAt(t, filepath.Join(t.TempDir(), "few.db"), Options{})
	keep(t, m, madeUp(corpus.NewSentences(1, 20), 60)...)
	if similarTo(t, m, []string{"A text."}); fromFile(t, m) {
		t.Error("the index of 60 texts was kept")
	}
}

// TestIndexFollowsTheMemory does to a memory whatever may be done to it, in any
// order, and compares with a memory that never had a file.
func TestIndexFollowsTheMemory(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "memory.db"), filepath.Join(dir, "backup.db")
	s, r := corpus.NewSentences(3, 25), rand.New(rand.NewPCG(1, 2))
	m := indexing(t, path, Options{})
	es := madeUp(s, 50)
	keep(t, m, es...)
	used, found := 0, 0
	steps := map[string]func(){
		"keep": func() {
			more := madeUp(s, 1+r.IntN(9))
			es = append(es, more...)
			keep(t, m, more...)
		},
		"remove": func() {
			var list []Stored
			_ = m.Each(ctx, func(s Stored) error { list = append(list, s); return nil })
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			// The last one too: its id is given again.
			slices.SortStableFunc(list[:3], func(a, b Stored) int { return int(b.ID - a.ID) })
			if _, err := m.Remove(ctx, append(list[:2], newest(list))); err != nil {
				t.Fatal(err)
			}
			more := madeUp(s, 3)
			es = append(es, more...)
			keep(t, m, more...)
		},
		"revise": func() {
			units := swept(t, m, "", false)
			u := units[r.IntN(len(units))]
			rev := Revision{Old: u, New: u.Entry}
			rev.New.Text = s.Next()
			es = append(es, rev.New)
			if _, err := m.Revise(ctx, enHy, []Revision{rev}, Glossary{Fingerprint: "x"}); err != nil {
				t.Fatal(err)
			}
		},
		"backup": func() {
			if _, err := m.Backup(ctx, backup); err != nil {
				t.Fatal(err)
			}
		},
		"restore": func() {
			if _, err := os.Stat(backup); err != nil {
				return
			}
			_ = m.Close()
			if _, err := Restore(ctx, path, backup, filepath.Join(dir, fmt.Sprint("aside", r.Int64()))); err != nil {
				t.Fatal(err)
			}
			m = indexing(t, path, Options{})
		},
		"damage": func() {
			if data, err := os.ReadFile(path + ".en-hy.fuzzy"); err == nil {
				data[r.IntN(len(data))] ^= 4
				_ = os.WriteFile(path+".en-hy.fuzzy", data, 0o644)
			}
		},
	}
	names := []string{"keep", "keep", "keep", "remove", "revise", "backup", "restore", "damage"}
	for i := range 60 {
		step := names[r.IntN(len(names))]
		steps[step]()
		_ = m.Close()
		m = indexing(t, path, Options{})
		if fromFile(t, m) {
			used++
		}
		asked := resembling(s, es)
		got := similarTo(t, m, asked)
		found += len(slices.Concat(got...))
		without := openAt(t, path, Options{ReadOnly: true})
		without.path = filepath.Join(dir, "nothing")
		if diff := cmp.Diff(similarTo(t, without, asked), got); diff != "" {
			t.Fatalf("step %d, %s (-without a file +with):\n%s", i, step, diff)
		}
		_ = without.Close()
	}
	if used < 10 || found < 100 {
		t.Errorf("the file was good %d times of 60, and %d texts were found; this test does not test much", used, found)
	}
	if h, err := m.Check(ctx); err != nil || !h.Sound() {
		t.Errorf("Check = %+v, %v", h, err)
	}
}

func newest(list []Stored) Stored {
	return slices.MaxFunc(list, func(a, b Stored) int { return int(a.ID - b.ID) })
}
