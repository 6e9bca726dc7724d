package memory

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/pipeline/bitext"
)

var ctx = context.Background()

// noon is the time of the tests' clock.
var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func at(t time.Time) Options { return Options{Clock: func() time.Time { return t }} }

func openAt(tb testing.TB, path string, o Options) *Memory {
	tb.Helper()
	m, err := Open(path, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { m.Close() })
	return m
}

func fresh(tb testing.TB) *Memory {
	tb.Helper()
	return openAt(tb, filepath.Join(tb.TempDir(), "memory.db"), at(noon))
}

func keep(tb testing.TB, m *Memory, es ...Entry) {
	tb.Helper()
	if err := m.Keep(ctx, enHy, es); err != nil {
		tb.Fatal(err)
	}
}

func recallOne(tb testing.TB, m *Memory, engine string, q Query) Match {
	tb.Helper()
	ms, err := m.Recall(ctx, enHy, engine, []Query{q})
	if err != nil || len(ms) != 1 {
		tb.Fatalf("Recall = %d matches, %v; want 1", len(ms), err)
	}
	return ms[0]
}

func listing(tb testing.TB, dir string) []string {
	tb.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestOpenCreatesFileAndFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b", "100%?#", "memory.db")
	m := openAt(t, path, at(noon))
	keep(t, m, entryN(1))
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if got := listing(t, filepath.Dir(path)); !slices.Equal(got, []string{"memory.db", "memory.db.spool"}) {
		t.Errorf("files after Close = %q, want memory.db and its spool alone", got)
	}
	m = openAt(t, path, at(noon))
	if n, err := m.Count(ctx, enHy); n != 1 || err != nil {
		t.Errorf("Count after reopening = %d, %v; want 1", n, err)
	}
}

func TestOpenRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	keep(t, openAt(t, "state dir/memory.db", at(noon)), entryN(1))
	if _, err := os.Stat(filepath.Join("state dir", "memory.db")); err != nil {
		t.Error(err)
	}
}

func TestDurabilitySettings(t *testing.T) {
	m := fresh(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "busy_timeout": "10000", "trusted_schema": "0"} {
		var got string
		if err := m.write.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("PRAGMA %s = %q, %v; want %q", pragma, got, err, want)
		}
	}
}

// TestWritersTakeTurns begins no transaction while another writer has one: it
// would fail half way otherwise.
func TestWritersTakeTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := at(noon)
	o.Wait = time.Millisecond
	if other, err := Open(path, o); KindOf(err) != Locked {
		if err == nil {
			other.Close()
		}
		t.Errorf("Open = %v, want kind Locked", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	keep(t, openAt(t, path, o), entryN(1))
}

func TestReadOnlyCreatesNothing(t *testing.T) {
	t.Run("missing file reads as empty", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "none")
		m := openAt(t, filepath.Join(dir, "memory.db"), Options{ReadOnly: true})
		if got := recallOne(t, m, "", entryN(1).Query); got.Found {
			t.Errorf("Recall = %+v, want nothing", got)
		}
		if all, err := m.AllDone(ctx, enHy); len(all) != 0 || err != nil {
			t.Errorf("AllDone = %v, %v; want nothing", all, err)
		}
		if n, err := m.Count(ctx, enHy); n != 0 || err != nil {
			t.Errorf("Count = %d, %v; want 0", n, err)
		}
		if u, h, err := m.Revision(ctx); u != 0 || h != 0 || err != nil {
			t.Errorf("Revision = %d, %d, %v; want 0, 0", u, h, err)
		}
		if x, err := m.Export(ctx, enHy, Format{}, new(bytes.Buffer), nil); x.Written != 0 || err != nil {
			t.Errorf("Export = %v, %v; want nothing", x, err)
		}
		if err := m.Keep(ctx, enHy, []Entry{entryN(1)}); KindOf(err) != Denied {
			t.Errorf("Keep = %v, want an error of kind Denied", err)
		}
		if err := m.SetDone(ctx, enHy, map[string]Done{"a": {}}); KindOf(err) != Denied {
			t.Errorf("SetDone = %v, want an error of kind Denied", err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the folder was created: %v", err)
		}
	})
	t.Run("closed memory", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "memory.db")
		m := openAt(t, path, at(noon))
		keep(t, m, entryN(1))
		m.Close()
		m = openAt(t, path, Options{ReadOnly: true})
		if got := recallOne(t, m, "", entryN(1).Query); !got.Found {
			t.Error("Recall found nothing")
		}
		if got := listing(t, filepath.Dir(path)); !slices.Equal(got, []string{"memory.db", "memory.db.spool"}) {
			t.Errorf("files while open = %q, want memory.db and its spool alone", got)
		}
	})
	t.Run("memory that another has open", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "memory.db")
		w := openAt(t, path, at(noon))
		keep(t, w, entryN(1))
		before := listing(t, filepath.Dir(path))
		m := openAt(t, path, Options{ReadOnly: true})
		if got := recallOne(t, m, "", entryN(1).Query); !got.Found {
			t.Error("Recall found nothing")
		}
		keep(t, w, entryN(2))
		if got := recallOne(t, m, "", entryN(2).Query); !got.Found {
			t.Error("Recall did not see what was kept meanwhile")
		}
		m.Close()
		if got := listing(t, filepath.Dir(path)); !slices.Equal(got, before) {
			t.Errorf("files = %q, want %q", got, before)
		}
	})
	t.Run("empty file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "memory.db")
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		m := openAt(t, path, Options{ReadOnly: true})
		if got := recallOne(t, m, "", entryN(1).Query); got.Found {
			t.Errorf("Recall = %+v, want nothing", got)
		}
	})
}

// database makes a file with the given statements in it.
func database(statements ...string) func(t *testing.T, path string) {
	return func(t *testing.T, path string) {
		db, err := sql.Open("sqlite", name(path, url.Values{}))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func content(b []byte) func(t *testing.T, path string) {
	return func(t *testing.T, path string) {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// valid is the content of a memory with n units.
func valid(t *testing.T, n int) []byte {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	fill(t, m, 0, n, 100)
	m.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOpenRefuses(t *testing.T) {
	good := valid(t, 100)
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		kind Kind
		says string
	}{
		{"a text file", content([]byte("id\tkind\tstate\n")), Corrupt, "move it away"},
		{"a long text file", content(bytes.Repeat([]byte("all work and no play\n"), 5000)), Corrupt, "move it away"},
		{"a file cut in half", content(good[:len(good)/2]), Corrupt, "move it away"},
		{"a file with a damaged header", content(append([]byte("XXXXXX"), good[6:]...)), Corrupt, "move it away"},
		{"a file whose first page is zero", content(append(make([]byte, 4096), good[4096:]...)), Corrupt, "move it away"},
		{"a database of another program", database("CREATE TABLE track (id INTEGER)"), Foreign, "name another file"},
		{"a database with another mark", database("PRAGMA application_id = 7"), Foreign, "name another file"},
		{"a newer memory", database("PRAGMA application_id = 1952935277", "PRAGMA user_version = 99", "CREATE TABLE unit (id)"),
			Newer, fmt.Sprintf("found schema 99, expected at most %d", len(migrations))},
		{"a folder", func(t *testing.T, path string) { os.Mkdir(path, 0o755) }, Denied, "name another file"},
	} {
		for _, ro := range []bool{false, true} {
			t.Run(c.name+map[bool]string{true: " for reading"}[ro], func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "memory.db")
				c.make(t, path)
				before, _ := os.ReadFile(path)
				m, err := Open(path, Options{ReadOnly: ro})
				if err == nil {
					m.Close()
					t.Fatal("Open succeeded, want an error")
				}
				var e *Error
				if !errors.As(err, &e) || e.Kind != c.kind || e.Path != path {
					t.Errorf("Open = %#v (%v), want kind %d", err, err, c.kind)
				}
				if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
					t.Errorf("Open = %q, want one line with %q", err, c.says)
				}
				if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
					t.Error("the file was changed")
				}
				if got := listing(t, filepath.Dir(path)); len(got) != 1 {
					t.Errorf("files = %q, want the one", got)
				}
			})
		}
	}
}

func TestOpenRefusesBadFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	content(nil)(t, file)
	if _, err := Open(filepath.Join(file, "memory.db"), Options{}); KindOf(err) != Denied {
		t.Errorf("Open below a file = %v, want kind Denied", err)
	}
}

// TestDamageIsNeverRecalled flips bytes all over the file: a translation comes
// back as it was kept or not at all.
func TestDamageIsNeverRecalled(t *testing.T) {
	const units, flips = 60, 50
	good := valid(t, units)
	var qs []Query
	for i := range units {
		qs = append(qs, entryN(i).Query)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	refused, damaged := 0, 0
	path := filepath.Join(t.TempDir(), "memory.db")
	for range flips {
		bad := bytes.Clone(good)
		bad[rnd.IntN(len(bad))] ^= byte(1 << rnd.IntN(8))
		content(bad)(t, path)
		m, err := Open(path, at(noon))
		if err != nil {
			if k := KindOf(err); k == Other {
				t.Fatalf("Open = %v, want a kind", err)
			}
			refused++
			continue
		}
		ms, err := m.Recall(ctx, enHy, "", qs)
		if err != nil && KindOf(err) != Corrupt {
			t.Fatalf("Recall = %v, want kind Corrupt", err)
		}
		for i, got := range ms {
			if want := entryN(i); got.Found && (got.Target != want.Target || got.State != want.State || got.Provenance.Human) {
				t.Fatalf("Recall = %+v, want %+v or nothing", got, want)
			}
		}
		damaged += len(m.Damaged())
		m.Close()
	}
	if damaged == 0 {
		t.Error("no flip damaged a row: the test tests nothing")
	}
	t.Logf("%d flips: %d refused at opening, %d damaged rows noticed", flips, refused, damaged)
}

func TestDamagedRow(t *testing.T) {
	m := fresh(t)
	e := entryN(1)
	keep(t, m, e)
	if _, err := m.write.Exec("UPDATE unit SET target = 'Սխալ'"); err != nil {
		t.Fatal(err)
	}
	if got := recallOne(t, m, "", e.Query); got.Found {
		t.Errorf("Recall = %+v, want nothing", got)
	}
	if got := m.Damaged(); !slices.Equal(got, []int64{1}) {
		t.Errorf("Damaged = %v, want [1]", got)
	}
	var b bytes.Buffer
	if x, err := m.Export(ctx, enHy, Format{}, &b, nil); err != nil || x.Written != 0 || x.Skipped[damagedRow] != 1 {
		t.Errorf("Export = %+v, %v; want one damaged row", x, err)
	}
	other := e
	other.After = "Another sentence."
	other.Target = "Ուրիշ"
	keep(t, m, other)
	if got := recallOne(t, m, "", e.Query); got.Target != "Ուրիշ" || got.Score != MachineScore {
		t.Errorf("Recall beside a damaged row = %+v, want the sound one", got)
	}
	keep(t, m, e)
	if got := recallOne(t, m, "", e.Query); got.Target != e.Target {
		t.Errorf("Recall after keeping again = %+v, want it healed", got)
	}
}

func TestLockedByAnotherWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	a := openAt(t, path, at(noon))
	b := openAt(t, path, Options{Wait: 20 * time.Millisecond})
	keep(t, a, entryN(1))
	tx, err := a.write.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Keep(ctx, enHy, []Entry{entryN(2)}); KindOf(err) != Locked {
		t.Errorf("Keep beside a writer = %v, want kind Locked", err)
	}
	if got := recallOne(t, b, "", entryN(1).Query); !got.Found {
		t.Error("a writer kept a reader from reading")
	}
	tx.Rollback()
	keep(t, b, entryN(2))
}

func TestCancelledContext(t *testing.T) {
	m := fresh(t)
	done, cancel := context.WithCancel(ctx)
	cancel()
	if err := m.Keep(done, enHy, []Entry{entryN(1)}); !errors.Is(err, context.Canceled) || KindOf(err) != Other {
		t.Errorf("Keep = %v, want context.Canceled", err)
	}
	keep(t, m, entryN(1))
	if _, err := m.Recall(done, enHy, "", []Query{entryN(1).Query}); !errors.Is(err, context.Canceled) {
		t.Errorf("Recall = %v, want context.Canceled", err)
	}
}

func TestLanguageTags(t *testing.T) {
	m := fresh(t)
	if err := m.Keep(ctx, Pair{"EN", "HY-am"}, []Entry{entryN(1)}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		pair Pair
		want int
	}{
		{"another spelling", Pair{"en", "hy-AM"}, 1},
		{"another region", Pair{"en", "hy"}, 0},
		{"the other way round", Pair{"hy-AM", "en"}, 0},
	} {
		if n, err := m.Count(ctx, c.pair); n != c.want || err != nil {
			t.Errorf("Count of %s = %d, %v; want %d", c.name, n, err, c.want)
		}
	}
	for _, p := range []Pair{{"", "hy"}, {"en", "not a tag"}, {"en", "und"}} {
		if err := m.Keep(ctx, p, []Entry{entryN(1)}); err == nil {
			t.Errorf("Keep for %q succeeded, want an error", p)
		}
		if _, err := m.Recall(ctx, p, "", []Query{entryN(1).Query}); err == nil {
			t.Errorf("Recall for %q succeeded, want an error", p)
		}
	}
}

func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			m, err := Open(path, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			m.Close()
		})
	}
	wg.Wait()
}

// TestTwoWritersAndReaders checks that nothing kept by two writers is lost and
// that a reader never sees half a batch.
func TestTwoWritersAndReaders(t *testing.T) {
	const batches, size = 20, 25
	path := filepath.Join(t.TempDir(), "memory.db")
	var writers, readers sync.WaitGroup
	stop := make(chan struct{})
	reader := openAt(t, path, at(noon))
	for w := range 2 {
		m := openAt(t, path, at(noon))
		writers.Go(func() {
			for i := range batches {
				fill(t, m, (w*batches+i)*size, (w*batches+i+1)*size, size)
			}
		})
	}
	readers.Go(func() {
		for {
			n, err := reader.Count(ctx, enHy)
			if err != nil || n%size != 0 {
				t.Errorf("Count = %d, %v; want a multiple of %d", n, err, size)
				return
			}
			if _, err := reader.Recall(ctx, enHy, "", []Query{entryN(n).Query}); err != nil {
				t.Error(err)
				return
			}
			select {
			case <-stop:
				return
			default:
			}
		}
	})
	writers.Wait()
	close(stop)
	readers.Wait()
	var qs []Query
	for i := range 2 * batches * size {
		qs = append(qs, entryN(i).Query)
	}
	ms, err := reader.Recall(ctx, enHy, "", qs)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range ms {
		if got.Target != entryN(i).Target || got.Origin != bitext.Backend("openai") {
			t.Fatalf("Recall of %d = %+v", i, got)
		}
	}
	if u, _, err := reader.Revision(ctx); u != 2*batches*size || err != nil {
		t.Errorf("Revision = %d, %v; want %d", u, err, 2*batches*size)
	}
}

func TestClassifyCodes(t *testing.T) {
	for code, want := range map[int]Kind{
		13: Full, 8: Denied, 8 | 6<<8: Denied, 14: Denied, 14 | 2<<8: Denied, 10: IO, 10 | 4<<8: IO, 10 | 19<<8: Full,
		11: Corrupt, 26: Corrupt, 5: Locked, 6: Locked, 5 | 1<<8: Locked, 15: Locked, 9: Other, 1: Other,
	} {
		if got := classifyCode(code); got != want {
			t.Errorf("code %d = kind %d, want %d", code, got, want)
		}
	}
}

func TestLibraryVersion(t *testing.T) {
	for v, ok := range map[string]bool{"3.51.3": true, "3.54.1": true, "4.0.0": true, "3.51.2": false, "3.40.1": false, "2.99.9": false, "new": false} {
		if err := checkLibrary(v); (err == nil) != ok {
			t.Errorf("checkLibrary(%s) = %v, want ok %v", v, err, ok)
		}
	}
}
