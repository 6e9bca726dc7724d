package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"targman/pipeline/memory"
	"targman/pipeline/money"
	"targman/pipeline/runs"
)

// TestJudge turns what is known of a project into the exit code.
func TestJudge(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	at := func(hours int) *time.Time { then := now.Add(-time.Duration(hours) * time.Hour); return &then }
	ended := func(codes ...int) (out []runs.Run) {
		for _, c := range codes {
			out = append(out, runs.Run{Exit: c, Meaning: exitMeanings[c]})
		}
		return out
	}
	for _, x := range []struct {
		name   string
		s      standing
		unread error
		age    time.Duration
		want   int
	}{
		{"nothing yet", standing{}, nil, 0, 0},
		{"nothing yet, and that is too long", standing{}, nil, time.Hour, 1},
		{"a fresh success", standing{Runs: ended(0), Succeeded: at(5)}, nil, 26 * time.Hour, 0},
		{"an old success", standing{Runs: ended(0), Succeeded: at(27)}, nil, 26 * time.Hour, 1},
		{"the clock went back", standing{Runs: ended(0), Succeeded: at(-500)}, nil, 26 * time.Hour, 0},
		{"the last run failed", standing{Runs: ended(0, 1), Succeeded: at(24)}, nil, 26 * time.Hour, 1},
		{"wrong settings", standing{Runs: ended(2)}, nil, 0, 1},
		{"a cap", standing{Runs: ended(4)}, nil, 0, 4},
		{"an engine", standing{Runs: ended(5)}, nil, 0, 5},
		{"a full disk", standing{Runs: ended(6)}, nil, 0, 6},
		{"interrupted", standing{Runs: ended(1, 130)}, nil, 0, 0},
		{"locked out after a failure", standing{Runs: ended(1, 11)}, nil, 0, 1},
		{"left to another after a failure", standing{Runs: append(ended(1), runs.Run{Meaning: leftToOther})}, nil, 0, 1},
		{"killed", standing{Runs: append(ended(0), runs.Run{Exit: 137, Meaning: runs.Killed})}, nil, 0, 1},
		{"open segments", standing{Pending: pending{Untranslated: 1}}, nil, 0, 3},
		{"findings at the level", standing{Pending: pending{Findings: map[string]int{"error": 1}}}, nil, 0, 3},
		{"findings below the level", standing{Pending: pending{Findings: map[string]int{"warn": 1}}}, nil, 0, 0},
		{"open segments and a failure", standing{Runs: ended(1), Pending: pending{Untranslated: 1}}, nil, 0, 1},
		{"a cap and open segments", standing{Runs: ended(4), Pending: pending{Untranslated: 1}}, nil, 0, 4},
		{"damage", standing{Runs: ended(1), Memory: memoryState{Damaged: 1}}, nil, 0, 6},
		{"runs that cannot be read", standing{}, errors.New("denied"), 0, 6},
	} {
		p := &program{}
		x.s.last = lastWorked(x.s.Runs)
		x.s.judge(p, &loaded{Config: Config{FailOn: "error"}}, x.unread, x.age, now)
		if x.s.Exit != x.want || (x.want == 0) != (len(x.s.Alarms) == 0) {
			t.Errorf("%s: exit code %d with %v, want %d", x.name, x.s.Exit, x.s.Alarms, x.want)
		}
	}
}

// TestStatusBehindSkippedRuns does not lose sight of the run that failed when many
// have found another at work since.
func TestStatusBehindSkippedRuns(t *testing.T) {
	folder := project(t, map[string]string{"a.txt": "Hello.\n"})
	end(t, command(t, folder, "translate", "a.txt")).want(t, exitFindings)
	store := runs.Store{Folder: filepath.Join(folder, "state/runs"), Keep: 100}
	add := func(n, code int, meaning string) {
		r := runs.Run{ID: fmt.Sprintf("20991127T04%02d00.000Z-1", n), Memory: filepath.Join(folder, "state/memory.db"), Exit: code, Meaning: meaning, Damaged: code / exitStorage}
		if err := store.Add(&r, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	add(0, exitStorage, "storage")
	for n := range 2 * statusRuns {
		add(n+1, exitDone, leftToOther)
	}
	e := end(t, command(t, folder, "status"))
	e.want(t, exitStorage)
	if strings.Contains(e.out, "There has been no run") {
		t.Errorf("status:\n%s", e.out)
	}
}

// TestStatusDuringRun looks while a run is at work, says so, and disturbs nothing;
// the run that is locked out is listed and is no alarm.
func TestStatusDuringRun(t *testing.T) {
	folder := waiting(t)
	first := command(t, folder, "translate", "a.txt")
	var out, errs bytes.Buffer
	first.Stdout, first.Stderr = &out, &errs
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, folder, "up", os.O_RDONLY)
	e := end(t, command(t, folder, "status"))
	e.want(t, exitDone)
	if !strings.Contains(e.out, "at work           process ") {
		t.Errorf("status does not say that a run is at work:\n%s", e.out)
	}
	end(t, command(t, folder, "translate", "a.txt")).want(t, exitLocked, "another run is at work")
	end(t, command(t, folder, "translate", "--if-locked", "skip", "a.txt")).want(t, exitDone)
	for i := range 3 {
		if i > 0 {
			meet(t, folder, "up", os.O_RDONLY)
		}
		meet(t, folder, "go", os.O_WRONLY)
	}
	wait(t, first).want(t, exitDone)
	e = end(t, command(t, folder, "status", "--json"))
	e.want(t, exitDone)
	var s standing
	if err := json.Unmarshal([]byte(e.out), &s); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range s.Runs {
		got = append(got, r.Meaning)
	}
	if want := "locked skipped done"; strings.Join(got, " ") != want || s.Running != "" {
		t.Errorf("runs %q, at work %q; want %q and nobody", got, s.Running, want)
	}
}

// TestInterruptedRunIsListed has a line for a run that was ended by a signal.
func TestInterruptedRunIsListed(t *testing.T) {
	for signal, want := range map[os.Signal]string{os.Interrupt: `"exit":130,"meaning":"interrupted"`, syscall.SIGTERM: `"exit":143,"meaning":"terminated"`} {
		folder := waiting(t)
		c, errs := interrupt(t, folder, signal)
		meet(t, folder, "go", os.O_WRONLY)
		_, _ = io.Copy(io.Discard, errs)
		wait(t, c)
		last := text(filepath.Join(folder, "state/runs/runs.jsonl"))
		for _, want := range []string{want, `"left":1`, `"level":"ERROR"`, `"calls":1`} {
			if !strings.Contains(last, want) {
				t.Errorf("the line lacks %s: %s", want, last)
			}
		}
	}
}

// TestKilledRunIsListed has a line for a run that could write none.
func TestKilledRunIsListed(t *testing.T) {
	folder := waiting(t)
	put(t, filepath.Join(folder, "engine.sh"), "echo up >up\nread go <go\n")
	c := command(t, folder, "translate", "a.txt")
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, folder, "up", os.O_RDONLY)
	end(t, command(t, folder, "status")).want(t, exitDone)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // it was killed
	e := end(t, command(t, folder, "status"))
	if e.want(t, exitFailed); !strings.Contains(e.out, "it was killed, or the machine went down") {
		t.Errorf("status: %s", e.out)
	}
	put(t, filepath.Join(folder, "engine.sh"), "cat\n")
	end(t, command(t, folder, "translate", "a.txt")).want(t, exitDone)
	end(t, command(t, folder, "status")).want(t, exitDone)
	if e := end(t, command(t, folder, "runs")); strings.Count(e.out, "137 killed") != 1 || strings.Count(e.out, "0 done") != 1 {
		t.Errorf("runs: %s", e.out)
	}
	meet(t, folder, "go", os.O_WRONLY) // let the engine of the killed run end
}

// TestLook reads spending of today and of the month by engine, against caps, and
// calls that wait in batches.
func TestLook(t *testing.T) {
	now := time.Now().UTC()
	file := filepath.Join(t.TempDir(), "m.db")
	cfg := &loaded{Config: Config{Source: "en", Targets: []string{"hy"}, Memory: MemoryConfig{File: file},
		Money: MoneyConfig{Currency: "EUR", Caps: []CapConfig{{Month: 9}, {Engine: "deepl", Day: 5}, {Engine: "deepl", Day: 4}}}}}
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	l, _, err := m.OpenLedger(t.Context(), "r", "EUR", nil)
	if err != nil {
		t.Fatal(err)
	}
	var held []money.Held
	for range 3 {
		id, err := l.Book(t.Context(), money.Call{Engine: "deepl", Source: "en", Target: "hy", Cost: money.AmountOf(1)})
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, money.Held{Call: id, Batch: "batch-1", Request: []byte("{}")})
	}
	if err := l.Hold(t.Context(), held[:2]); err != nil {
		t.Fatal(err)
	}
	s := (&program{}).look(t.Context(), cfg, nil)
	if s.Memory.err != nil || s.Batches["deepl"] != 2 || s.Running != "" {
		t.Errorf("memory %v, batches %v, at work %q", s.Memory.err, s.Batches, s.Running)
	}
	if time.Now().UTC().Day() != now.Day() {
		return // midnight has passed
	}
	var got []string
	for _, x := range s.Spending {
		got = append(got, fmt.Sprintf("%s %s %.0f/%.0f", x.Span, x.Engine, x.Amount, x.Cap))
	}
	if want := []string{"day  3/0", "day deepl 3/4", "month  3/9", "month deepl 3/0"}; !slices.Equal(got, want) {
		t.Errorf("spending %q, want %q", got, want)
	}
}
