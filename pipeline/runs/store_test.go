package runs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func id(n int) string { return fmt.Sprintf("20261127T040000.%03dZ-%d", n, n) }

func add(t *testing.T, s Store, n int, memory string) {
	t.Helper()
	r := Run{ID: id(n), Memory: memory, Report: id(n)}
	if err := s.Add(&r, map[string][]byte{"md": []byte("report"), "json": []byte("{}")}, nil); err != nil {
		t.Fatal(err)
	}
}

func listed(t *testing.T, s Store, memory string) (ids []string) {
	t.Helper()
	all, err := s.List(memory)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

// TestKeep keeps the newest runs in the order in which they were added, each
// with its report, and touches nothing else.
func TestKeep(t *testing.T) {
	s := Store{Folder: filepath.Join(t.TempDir(), "state", "runs"), Keep: 3}
	if got := listed(t, s, ""); got != nil {
		t.Errorf("a folder that is not there has %q", got)
	}
	for n := range 7 {
		// The clock may go back: what was added last is the newest.
		add(t, s, []int{4, 9, 1, 2, 8, 3, 0}[n], "m")
		if n == 0 {
			if err := os.WriteFile(filepath.Join(s.Folder, "note.md"), nil, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, want := fmt.Sprint(listed(t, s, "")), fmt.Sprint([]string{id(8), id(3), id(0)}); got != want {
		t.Errorf("kept %s, want %s", got, want)
	}
	files, _ := filepath.Glob(filepath.Join(s.Folder, "*"))
	if len(files) != 1+1+3*2 { // the index, the note, two forms of each
		t.Errorf("the folder holds %q", files)
	}
}

// TestLongLines: a longer line is passed over as one that was not written by us.
func TestLongLines(t *testing.T) {
	for n, ok := range map[int]bool{mostLine - 1: true, mostLine: true, mostLine + 1: false} {
		s := Store{Folder: t.TempDir(), Keep: 3}
		add(t, s, 1, "m")
		name := filepath.Join(s.Folder, index)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSpace(string(data))
		line = strings.Replace(line, "{", "{"+strings.Repeat(" ", n-len(line)), 1)
		if err := os.WriteFile(name, []byte(line+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		lines, err := s.lines()
		if (len(lines) == 1) != ok || err != nil {
			t.Errorf("a line of %d bytes: %d lines, %v", n, len(lines), err)
		}
	}
}

// TestKeepOthers: commands of a day do not push out the runs of a year, nor these
// them.
func TestKeepOthers(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 2}
	for n, command := range []string{"", "merge", "", "merge", "merge", "memory import", ""} {
		if err := s.Add(&Run{ID: id(n), Command: command, Memory: "m"}, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := fmt.Sprint(listed(t, s, "m")), fmt.Sprint([]string{id(2), id(4), id(5), id(6)}); got != want {
		t.Errorf("kept %s, want %s", got, want)
	}
	all, err := s.List("m")
	if of := Translations(all); err != nil || len(of) != 2 || of[0].ID != id(2) || of[1].ID != id(6) {
		t.Errorf("those of translate are %+v, %v", of, err)
	}
}

// TestTwoMemories lists the runs on a memory, wherever it lay then.
func TestTwoMemories(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 10}
	add(t, s, 1, "a")
	add(t, s, 2, "/old/b")
	if got := listed(t, s, "/moved/b"); len(got) != 1 || got[0] != id(2) {
		t.Errorf("runs on b: %q", got)
	}
}

// TestTornLine passes over what a power cut has left, and the next run begins a
// line of its own.
func TestTornLine(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 10}
	add(t, s, 1, "m")
	file := filepath.Join(s.Folder, index)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut < len(data); cut += 41 {
		for _, tail := range []string{"", "\x00\x00"} {
			torn := append(append(bytes.Clone(data), data[:cut]...), tail...)
			if err := os.WriteFile(file, torn, 0o666); err != nil {
				t.Fatal(err)
			}
			add(t, s, 2, "m")
			got := listed(t, s, "m")
			if len(got) < 2 || got[0] != id(1) || got[len(got)-1] != id(2) {
				t.Fatalf("cut at %d: %q", cut, got)
			}
		}
	}
}

// TestAtOnce adds from several goroutines, as several processes would: the lock
// is of the open file.
func TestAtOnce(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 15}
	var g sync.WaitGroup
	for n := range 20 {
		g.Go(func() { add(t, s, n, "m") })
	}
	g.Wait()
	if got := listed(t, s, "m"); len(got) != 15 {
		t.Errorf("%d runs are listed, want 15", len(got))
	}
}

// TestAddFails leaves what was there, and lists a run whose report has no room.
func TestAddFails(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 10}
	add(t, s, 1, "m")
	if err := os.MkdirAll(filepath.Join(s.Folder, id(2)+".md", "full"), 0o777); err != nil {
		t.Fatal(err)
	}
	r := Run{ID: id(2), Report: "r"}
	if err := s.Add(&r, map[string][]byte{"json": nil, "md": nil}, nil); err == nil {
		t.Error("a folder stood in the way, and there is no error")
	}
	all, err := s.List("")
	if err != nil || len(all) != 2 || all[1].ID != id(2) || all[1].Report != "" || r.Report != "" {
		t.Errorf("listed: %+v, %v", all, err)
	}
	temp, _ := filepath.Glob(filepath.Join(s.Folder, ".*"))
	half, _ := filepath.Glob(filepath.Join(s.Folder, id(2)+".json"))
	if len(temp)+len(half) > 0 {
		t.Errorf("left over: %q %q", temp, half)
	}
}

// TestAddAgain replaces a run that was listed before its end was known.
func TestAddAgain(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 2}
	add(t, s, 1, "m")
	add(t, s, 2, "m")
	r := Run{ID: id(2), Exit: 1}
	if err := s.Add(&r, map[string][]byte{"md": []byte("failed")}, nil); err != nil {
		t.Fatal(err)
	}
	all, err := s.List("")
	if err != nil || len(all) != 2 || all[0].ID != id(1) || all[1].Exit != 1 {
		t.Errorf("listed: %+v, %v", all, err)
	}
	for _, name := range []string{id(1) + ".md", id(2) + ".md"} {
		if _, err := os.Stat(filepath.Join(s.Folder, name)); err != nil {
			t.Error(err)
		}
	}
}

// TestUnlistedRun stands in its note when it could not be listed, with what it came
// to, and is listed by the next run.
func TestUnlistedRun(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 10}
	end, err := s.Begin(Run{ID: id(1), Error: strings.Repeat("x", 5000)})
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "list")
	if err := errors.Join(os.WriteFile(other, nil, 0o666), os.Symlink(other, filepath.Join(s.Folder, index))); err != nil {
		t.Fatal(err)
	}
	r := Run{ID: id(1), Exit: 6, Meaning: "storage"}
	if err := s.Add(&r, nil, nil); err == nil {
		t.Error("the list leads elsewhere, and there is no error")
	}
	end(r)
	for range 2 {
		all, err := s.List("")
		if err != nil || len(all) != 1 || all[0].Meaning != "storage" {
			t.Errorf("listed: %+v, %v", all, err)
		}
		if err := os.RemoveAll(filepath.Join(s.Folder, index)); err != nil {
			t.Fatal(err)
		}
	}
	add(t, s, 2, "")
	if got, want := fmt.Sprint(listed(t, s, "")), fmt.Sprint([]string{id(1), id(2)}); got != want {
		t.Errorf("listed %s, want %s", got, want)
	}
}

// TestElsewhere writes files elsewhere, and removes what is left half-written of
// them and of its own, and nothing else.
func TestElsewhere(t *testing.T) {
	s, other := Store{Folder: t.TempDir(), Keep: 10}, t.TempDir()
	page, none := filepath.Join(other, "r.html"), filepath.Join(other, "none", "r.html")
	for _, name := range []string{filepath.Join(s.Folder, "."+index+".tmp-123"), filepath.Join(other, ".r.html.tmp-4"), filepath.Join(other, ".x.html.tmp-4")} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	err := s.Add(&Run{ID: id(1)}, nil, map[string][]byte{none: nil, page: []byte("page")})
	if err == nil || !strings.Contains(err.Error(), "write "+none+": no such file or directory; see report.files") {
		t.Errorf("a folder that is not there: %v", err)
	}
	if data, err := os.ReadFile(page); err != nil || string(data) != "page" || len(listed(t, s, "")) != 1 {
		t.Errorf("the rest was not done: %q, %v", data, err)
	}
	left, _ := filepath.Glob(filepath.Join(s.Folder, ".*"))
	more, _ := filepath.Glob(filepath.Join(other, ".*"))
	if len(left) > 0 || len(more) != 1 {
		t.Errorf("left: %q, %q", left, more)
	}
}

// TestKilled lists a run that began and ended without a word, at once and once; one
// that is at work is not listed.
func TestKilled(t *testing.T) {
	s := Store{Folder: t.TempDir(), Keep: 3}
	for _, n := range []int{1, 2, 4} {
		end, err := s.Begin(Run{ID: id(n), Memory: "m"})
		if err != nil {
			t.Fatal(err)
		}
		if n == 4 {
			defer end(Run{ID: id(n)})
			break
		}
		// A death frees the lock and leaves the note.
		note, err := os.ReadFile(filepath.Join(s.Folder, id(n)+begun))
		if err != nil {
			t.Fatal(err)
		}
		end(Run{ID: id(n)})
		if err := os.WriteFile(filepath.Join(s.Folder, id(n)+begun), note, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(s.Folder, id(0)+begun), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		all, err := s.List("m")
		if err != nil || len(all) != 2 || all[0].ID != id(1) || all[1].ID != id(2) || all[0].Meaning != Killed {
			t.Fatalf("listed %+v, %v; want the killed runs alone", all, err)
		}
	}
	add(t, s, 3, "m")
	if got, want := fmt.Sprint(listed(t, s, "m")), fmt.Sprint([]string{id(1), id(2), id(3)}); got != want {
		t.Errorf("listed %s, want %s", got, want)
	}
	notes, _ := filepath.Glob(filepath.Join(s.Folder, "*"+begun))
	if len(notes) != 1 {
		t.Errorf("notes are left: %q", notes)
	}
}

// TestFullDisk has no room for a line, and says so.
func TestFullDisk(t *testing.T) {
	f, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("there is no /dev/full on this system")
	}
	if err := appendTo(f, []byte("{}")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("append to a full disk: %v", err)
	}
}

// FuzzList reads whatever stands in the index.
func FuzzList(f *testing.F) {
	line, _ := json.Marshal(Run{ID: id(1), Time: time.Unix(0, 0)})
	f.Add(append(line, '\n'))
	f.Add([]byte("{\"run\":1}\n\n\x00{}\n[]\nnull"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := Store{Folder: t.TempDir(), Keep: 1 << 20}
		if err := os.WriteFile(filepath.Join(s.Folder, index), data, 0o666); err != nil {
			t.Fatal(err)
		}
		before := listed(t, s, "")
		if err := s.Add(&Run{ID: id(2)}, nil, nil); err != nil {
			t.Fatal(err)
		}
		if after := listed(t, s, ""); len(after) != len(before)+1 || after[len(before)] != id(2) {
			t.Errorf("before %q, after %q", before, after)
		}
	})
}
