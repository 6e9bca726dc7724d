package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the golden files and the golden parts of scripts anew")

// TestMain makes the test binary answer to the name targman too, so that the
// scripts run the program as it is built, in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"targman": main, "gauge": gauge})
}

// goRace lets a process that was built with the race detector end at once: as it
// is set by default it sleeps for a second first, and the tests start hundreds
// (https://go.dev/doc/articles/race_detector#Options).
const goRace = "atexit_sleep_ms=0"

// TestScript runs the manual: each script in testdata/script shows one theme.
//
//	exits CODE COMMAND [ARGUMENT ...]
//
// runs a command and fails unless it ends with the code.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", goRace)
			env.Setenv(envName("log.format"), logText) // what a person is told
			env.Defer(func() { noLeftovers(env.T(), env.WorkDir) })
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// temporary files are a dot, the name and ".tmp-".
var temporary = regexp.MustCompile(`^\..+\.tmp-`)

// noLeftovers fails on temporary files below the folder: however a run ends,
// it leaves none.
func noLeftovers(t interface{ Fatal(...any) }, folder string) {
	err := filepath.WalkDir(folder, func(p string, _ fs.DirEntry, err error) error {
		if err == nil && temporary.MatchString(filepath.Base(p)) {
			return errors.New("left over: " + p)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrPermission) {
		t.Fatal(err)
	}
}
