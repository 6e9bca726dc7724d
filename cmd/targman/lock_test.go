package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEightAtOnce starts eight runs at the same moment, again and again: each
// text is asked for once, and a run does its work or says that another one does.
func TestEightAtOnce(t *testing.T) {
	folder := logging(t)
	segments, refused := 0, 0
	for round := range 4 {
		put(t, filepath.Join(folder, fmt.Sprintf("in/%d.txt", round)), strings.Repeat("This is "+inLetters(round)+".\n\n", 3)+"That is all.\n")
		segments++ // the other paragraphs are the same
		if round == 0 {
			segments++
		}
		var all []*exec.Cmd
		for range 8 {
			c := command(t, folder, "translate", "--quiet")
			c.Stdout, c.Stderr = new(bytes.Buffer), new(bytes.Buffer)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			all = append(all, c)
		}
		done := 0
		for _, c := range all {
			switch e := wait(t, c); e.code {
			case exitDone:
				done++
			case exitLocked:
				refused++
				e.want(t, exitLocked, "another run is at work with it")
			default:
				t.Errorf("round %d: exit code %d\n%s", round, e.code, e.err)
			}
		}
		if n := asked(folder); done == 0 || n != segments {
			t.Errorf("round %d: %d runs were done, %d texts were asked for; want %d", round, done, n, segments)
		}
	}
	if refused == 0 {
		t.Error("no run ever met another one: the test tests nothing")
	}
}

// inLetters is a number that no other one is adapted to.
func inLetters(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + 'k' }, fmt.Sprint(n))
}

// TestTwoProjectsOneMemory has the lock at the memory, so that two projects that
// share one do not pay for the same text.
func TestTwoProjectsOneMemory(t *testing.T) {
	first := waiting(t)
	second := logging(t, "a.txt")
	put(t, filepath.Join(second, "in/a.txt"), "One.\n\nTwo.\n\nThree.\n")
	shared := filepath.Join(first, "state/memory.db")
	c := command(t, first, "translate", "a.txt")
	c.Stdout, c.Stderr = new(bytes.Buffer), new(bytes.Buffer)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, first, "up", os.O_RDONLY)
	end(t, command(t, second, "translate", "--memory", shared)).want(t, exitLocked, "lock memory "+shared+": another run is at work with it (process ")
	for i := range 3 {
		if i > 0 {
			meet(t, first, "up", os.O_RDONLY)
		}
		meet(t, first, "go", os.O_WRONLY)
	}
	wait(t, c).want(t, exitDone)
	end(t, command(t, second, "translate", "--memory", shared)).want(t, exitDone)
	if asked(first) != 3 || asked(second) != 0 {
		t.Errorf("%d and %d texts were asked for, want 3 and none", asked(first), asked(second))
	}
}

// TestFewOpenFiles does many articles with few open files: how many there are at
// once depends on the workers and the formats, and not on the articles.
func TestFewOpenFiles(t *testing.T) {
	folder := logging(t)
	for i := range 300 {
		put(t, filepath.Join(folder, fmt.Sprintf("in/%d/%d.txt", i%7, i)), "This is "+inLetters(i)+".\n")
	}
	c := command(t, folder, "translate", "--quiet", "--workers", "2")
	shell := exec.Command("bash", append([]string{"-c", `ulimit -n 80; exec -a targman "$0" "$@"`, c.Path}, c.Args[1:]...)...)
	shell.Dir, shell.Env = c.Dir, c.Env
	end(t, shell).want(t, exitDone)
	if n := asked(folder); n != 300 {
		t.Errorf("%d texts were asked for, want 300", n)
	}
}
