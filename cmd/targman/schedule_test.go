package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCronLine runs the line of a crontab by hand, in an environment that has even
// less in it than cron's, for a project whose path is hard to spell.
func TestCronLine(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	base := project(t, map[string]string{"x": ""})
	folder := filepath.Join(base, "it's 100% \"new\" $HOME;\nnews")
	put(t, filepath.Join(folder, "config.yaml"), "backend: command\nbackends: {command: {run: [cat]}}\nfail_on: never\ninput: [a.txt]\n")
	put(t, filepath.Join(folder, "a.txt"), "Hello.\n")
	program := filepath.Join(folder, "targman") // the name that TestMain looks at
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	e := end(t, command(t, base, "schedule", "--cron", "--config", filepath.Join(folder, "config.yaml"), "--program", program, "--at", "04:30"))
	e.want(t, exitDone)
	m := regexp.MustCompile(`^#.*\n30 4 \* \* \* (.*)\n$`).FindStringSubmatch(e.out)
	if m == nil {
		t.Fatalf("no line for a crontab: %q", e.out)
	}
	for range 2 {
		// crontab(5): the percent sign loses its backslash.
		c := exec.Command("env", "-i", "HOME="+base, "/bin/sh", "-c", strings.ReplaceAll(m[1], `\%`, "%"))
		c.Dir = "/"
		if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("%q: %v\n%s", m[1], err, out)
		}
	}
	if got := text(filepath.Join(folder, "out/hy/a.txt")); got != "Hello.\n" {
		t.Errorf("the article is %q", got)
	}
	if lines := text(filepath.Join(folder, "state/runs/runs.jsonl")); strings.Count(lines, `"meaning":"done"`) != 2 {
		t.Errorf("the runs are %s", lines)
	}
}
