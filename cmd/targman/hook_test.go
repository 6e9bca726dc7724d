package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"targman/pipeline/runs"
)

// hooked is a project whose hook is a program, with more lines below hooks.done,
// and the script hook.sh.
func hooked(t *testing.T, run, done, script string) string {
	return project(t, map[string]string{
		"sub/config.yaml": "backend: command\nfail_on: never\nbackends:\n  command:\n    run: [cat]\n  openai: {key_env: SECRET_KEY}\nhooks:\n  done:\n    run: [" + run + "]\n" + done,
		"sub/hook.sh":     script, "a.txt": "Hello.\n",
	})
}

// TestHook gives the program the report and the facts of a run, and no key; it runs
// beside the configuration, and may run this program.
func TestHook(t *testing.T) {
	folder := hooked(t, "sh, ./hook.sh", "    env: [CHAT]\n", "cat >report; env >env\n")
	c := command(t, folder, "translate", "--config", "sub/config.yaml", "a.txt")
	c.Env = append(c.Env, "SECRET_KEY=hush", "CHAT=room", "CREDENTIALS_DIRECTORY=/nowhere", "HOME=/home/x")
	e := end(t, c)
	e.want(t, exitDone)
	var got runReport
	if err := json.Unmarshal([]byte(text(filepath.Join(folder, "sub/report"))), &struct{ *runs.Run }{&got.Run}); err != nil {
		t.Fatal(err)
	}
	if got.Exit != 0 || got.Articles.New != 1 || got.Report == "" {
		t.Errorf("the hook got %+v", got.Run)
	}
	env := text(filepath.Join(folder, "sub/env"))
	for _, want := range []string{"TARGMAN_EXIT=0\n", "TARGMAN_MEANING=done\n", "TARGMAN_RUN=" + got.ID, "TARGMAN_REPORT=" + got.Report, "TARGMAN_PROJECT=" + got.Project, "CHAT=room\n", "HOME=/home/x\n"} {
		if !strings.Contains(env, want) {
			t.Errorf("the environment lacks %q:\n%s", want, env)
		}
	}
	for _, no := range []string{"hush", "CREDENTIALS"} {
		if strings.Contains(env, no) {
			t.Errorf("the environment has %q:\n%s", no, env)
		}
	}
	if err := os.Remove(filepath.Join(folder, "sub/env")); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "translate", "--config", "sub/config.yaml", "a.txt")).want(t, exitDone)
	if exists(filepath.Join(folder, "sub/env")) {
		t.Error("the hook was run although nothing had changed")
	}
	end(t, command(t, folder, "translate", "--config", "sub/config.yaml", "none.txt")).want(t, exitUsage, "no such file")
	if !exists(filepath.Join(folder, "sub/env")) {
		t.Error("the hook was not run although the run had failed")
	}
	c = command(t, folder, "status", "--config", "sub/config.yaml")
	c.Env = append(c.Env, "TARGMAN_RUN=x", "TARGMAN_EXIT=1")
	end(t, c).want(t, exitFailed)
}

// TestHookFails warns, and changes the exit code only where that is wanted.
func TestHookFails(t *testing.T) {
	for _, x := range []struct {
		name, run, done, script string
		code                    int
		says                    string
	}{
		{"it ends badly", "sh, ./hook.sh", "", "echo no mail >&2; exit 7\n", exitDone, "run hooks.done sh: exit status 7; it said: no mail"},
		{"it is required", "sh, ./hook.sh", "    required: true\n", "exit 7\n", exitFailed, "exit status 7"},
		{"it is not there", "./none", "", "", exitDone, "run hooks.done ./none: "},
		{"it does not read", "sh, ./hook.sh", "    input: html\n", "exec <&-\n", exitDone, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			folder := hooked(t, x.run, x.done, x.script)
			e := end(t, command(t, folder, "translate", "--config", "sub/config.yaml", "a.txt"))
			e.want(t, x.code)
			if !strings.Contains(e.err, x.says) || (x.says == "") != (e.err == "") {
				t.Errorf("standard error: %q, want %q in it", e.err, x.says)
			}
		})
	}
}

// TestRequiredHookFails is the run's failure wherever it is told of.
func TestRequiredHookFails(t *testing.T) {
	folder := hooked(t, "sh, ./hook.sh", "    required: true\nreport: {metrics: run.prom, files: [run.json]}\n", "echo no mail; exit 7\n")
	c := command(t, folder, "translate", "--quiet", "--config", "sub/config.yaml", "a.txt")
	c.Env = append(c.Env, "TARGMAN_LOG_FORMAT=json")
	e := end(t, c)
	e.want(t, exitFailed)
	lines := strings.Split(strings.TrimSpace(e.err), "\n")
	list := text(filepath.Join(folder, "sub/state/runs/runs.jsonl"))
	if strings.Count(list, "\n") != 1 {
		t.Errorf("listed: %s", list)
	}
	for _, line := range []string{lines[len(lines)-1], strings.TrimSpace(list), text(filepath.Join(folder, "sub/run.json"))} {
		var r runs.Run
		if err := json.Unmarshal([]byte(line), &r); err != nil || r.Exit != exitFailed || r.Level != "ERROR" || !strings.Contains(r.Error, "no mail") {
			t.Errorf("%v in %s", err, line)
		}
	}
	if m := text(filepath.Join(folder, "sub/run.prom")); !strings.Contains(m, "exit_code{project=\""+folder+"/sub\"} 1\n") || strings.Contains(m, "last_success") {
		t.Errorf("metrics: %s", m)
	}
	end(t, command(t, folder, "status", "--config", "sub/config.yaml")).want(t, exitFailed)
}

// TestHookHangs is ended with what it started when its time is over.
func TestHookHangs(t *testing.T) {
	folder := hooked(t, "sh, ./hook.sh", "    timeout: 1s\n", "exec 3>held; sleep 300 & wait\n")
	if err := syscall.Mkfifo(filepath.Join(folder, "sub/held"), 0o600); err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() {
		f, err := os.Open(filepath.Join(folder, "sub/held"))
		if err == nil {
			_, err = io.ReadAll(f) // ends when the last of them has
		}
		gone <- err
	}()
	e := end(t, command(t, folder, "translate", "--config", "sub/config.yaml", "a.txt"))
	e.want(t, exitDone)
	if want := "it was ended because it took longer than hooks.done.timeout (1s)"; !strings.Contains(e.err, want) {
		t.Errorf("standard error: %q, want %q in it", e.err, want)
	}
	select {
	case err := <-gone:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		t.Error("something that the hook started lives on")
	}
}

// TestHookMoments says when the program is run.
func TestHookMoments(t *testing.T) {
	quiet, changed := runs.Run{}, runs.Run{Exit: exitFindings, Written: 1}
	open, failed := runs.Run{Exit: exitFindings}, runs.Run{Exit: exitEngine}
	for _, x := range []struct {
		on                           []string
		quiet, changed, open, failed bool
	}{
		{[]string{"always"}, true, true, true, true},
		{[]string{"change"}, false, true, false, false},
		{[]string{"failure"}, false, false, false, true},
		{[]string{"failure", "change"}, false, true, false, true},
		{nil, false, false, false, false},
	} {
		h := DoneConfig{On: x.on}
		got := []bool{h.wants(&quiet), h.wants(&changed), h.wants(&open), h.wants(&failed)}
		if want := []bool{x.quiet, x.changed, x.open, x.failed}; got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
			t.Errorf("%q: %v, want %v", x.on, got, want)
		}
	}
}
