package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"targman/pipeline/archive"
)

// TestFetchSettings: each limit, one beyond it, and what is no value at all.
func TestFetchSettings(t *testing.T) {
	for _, x := range []struct {
		key       string
		good, bad []string
	}{
		{"user_agent", []string{`""`, "targman", "Our-Bot/1.0 (+https://example.org)"}, []string{"'1.0'", `"a b"`, "Բոտ/1", `"x/\n"`, "x/" + strings.Repeat("y", 200)}},
		{"pause", []string{"0s", "1s", "1h"}, []string{"-1s", "1h1s"}},
		{"max_wait", []string{"0s", "1h"}, []string{"-1s", "1h1s"}},
		{"timeout", []string{"1s", "1h"}, []string{"0s", "999ms", "1h1s"}},
		{"max_size", []string{"1B", "999999999B", "1GB"}, []string{"0B", "1000000001B"}},
		{"redirects", []string{"0", "1", "19", "20"}, []string{"-1", "21"}},
		{"max_entries", []string{"1", "2", "99999", "100000"}, []string{"0", "100001"}},
		{"max_days", []string{"0", "1", "36499", "36500"}, []string{"-1", "36501"}},
		{"allow_private", []string{"[]", "[intranet.example, 10.0.0.7, '::1']"}, []string{"['']", "['http://x']", "['*.example']", "[10.0.0.0/8]", "[u@x]"}},
		{"proxy", []string{`""`, "http://proxy.example:3128", "socks5://127.0.0.1:1080"}, []string{"proxy.example", "ftp://x", "'http://'"}},
	} {
		for values, ok := range map[*[]string]bool{&x.good: true, &x.bad: false} {
			for _, value := range *values {
				file := filepath.Join(t.TempDir(), "c.yaml")
				put(t, file, "fetch:\n  "+x.key+": "+value+"\n")
				_, err := load(flags(t, "--config", file), nil)
				if (err == nil) != ok || err != nil && !strings.Contains(err.Error(), file+":2: fetch."+x.key+": ") {
					t.Errorf("%s: %.60s: %v", x.key, value, err)
				}
			}
		}
	}
}

// TestAddresses: what is no address that may be asked is told before anything is
// done.
func TestAddresses(t *testing.T) {
	folder := project(t, map[string]string{"a.txt": "Hello.\n", "config.yaml": "input: [a.txt, \"https://user:hunter2@example.org/feed\"]\n"})
	for address, says := range map[string]string{
		"ftp://example.org/feed":             `begins with "ftp:"; only http:// and https:// are taken`,
		"file:///etc/passwd":                 `begins with "file:"`,
		"https://":                           "has no host",
		"https://user:hunter2@example.org/x": "has a user or password",
	} {
		e := end(t, command(t, folder, "translate", "a.txt", address))
		e.want(t, exitUsage, "input ", says)
		if strings.Contains(e.err, "hunter2") {
			t.Errorf("the password is told: %s", e.err)
		}
	}
	e := end(t, command(t, folder, "translate"))
	e.want(t, exitUsage, "has a user or password")
	if strings.Contains(e.err, "hunter2") || exists(filepath.Join(folder, "out")) || exists(filepath.Join(folder, "state")) {
		t.Errorf("something was done: %s", e.err)
	}
	// Nothing is kept, and these ask nobody.
	for _, args := range [][]string{
		{"translate", "--offline-fetch"}, {"compare", "--backends", "pseudo"}, {"export", "omegat", "project"}, {"glossary", "apply"},
	} {
		e := end(t, command(t, folder, append(args, "https://example.org/feed")...))
		e.want(t, exitUsage, "input https://example.org/feed: nothing of it is kept; fetch it with targman translate")
	}
}

// TestPrivateAddress: this machine is not asked, whatever leads to it, unless it
// is named.
func TestPrivateAddress(t *testing.T) {
	p := newPress(t, 1)
	folder := project(t, map[string]string{"a.txt": "Hello.\n", "config.yaml": "backend: pseudo\nfail_on: never\n"})
	e := end(t, command(t, folder, "translate", "a.txt", p.URL+"/feed"))
	e.want(t, exitFailed, "fetch "+p.URL+"/feed: ", "is not in the public network; name the host in fetch.allow_private")
	if !exists(filepath.Join(folder, "out/hy/a.txt")) {
		t.Error("the other article was not done")
	}
	if n := p.fetched(); n > 0 {
		t.Errorf("%d articles were given", n)
	}
}

// TestPagesForOtherCommands: they take what is kept, and ask nobody.
func TestPagesForOtherCommands(t *testing.T) {
	p := newPress(t, 3)
	folder := readers(t, p, "")
	dry := end(t, command(t, folder, "translate", "--dry-run"))
	dry.want(t, exitDone)
	if p.fetched() != 3 || exists(filepath.Join(folder, "out")) {
		t.Errorf("a dry run:\n%s", dry.out)
	}
	end(t, command(t, folder, "translate")).want(t, exitDone)
	if n := p.fetched(); n != 0 {
		t.Errorf("%d articles were fetched a second time", n)
	}
	p.Close()
	for _, args := range [][]string{{"glossary", "apply"}, {"export", "omegat", "project"}, {"status"}} {
		if e := end(t, command(t, folder, args...)); e.code != exitDone && e.code != exitFindings {
			t.Errorf("%v ended with %d\n%s%s", args, e.code, e.out, e.err)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "project/source/127.0.0.1-*/council-0-*.xlf")); len(files) != 1 {
		t.Errorf("the project for OmegaT has %v", tree(t, filepath.Join(folder, "project/source")))
	}
}

// TestNoKeyNoFetch: a run that cannot ask its engine says so before it fetches.
func TestNoKeyNoFetch(t *testing.T) {
	p := newPress(t, 3)
	folder := readers(t, p, "backends: {openai: {model: m, url: http://127.0.0.1:1/v1, key_credential: chat}}\n")
	end(t, command(t, folder, "translate", "--backend", "openai")).want(t, exitUsage, "backends.openai.key_credential: systemd gave no credentials")
	if n := p.fetched(); n > 0 || exists(filepath.Join(folder, "state/fetched")) {
		t.Errorf("%d articles were fetched", n)
	}
}

// TestArchiveLocked: two runs do not fetch into one archive at the same time.
func TestArchiveLocked(t *testing.T) {
	p := newPress(t, 2)
	folder := readers(t, p, "")
	if err := os.MkdirAll(filepath.Join(folder, "state/fetched"), 0o777); err != nil {
		t.Fatal(err)
	}
	release, ok, err := lock(filepath.Join(folder, "state/fetched"), os.O_RDONLY)
	if err != nil || !ok {
		t.Fatal(err)
	}
	end(t, command(t, folder, "translate", "--dry-run")).want(t, exitLocked, "lock archive state/fetched: another run fetches into it")
	end(t, command(t, folder, "translate", "--if-locked=skip")).want(t, exitDone)
	if n := p.fetched(); n > 0 {
		t.Errorf("%d articles were fetched", n)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "translate")).want(t, exitDone)
}

// TestTwoRunsFetchAtOnce: one does the work, the other leaves at once or comes after it;
// nothing is fetched twice.
func TestTwoRunsFetchAtOnce(t *testing.T) {
	p := newPress(t, 10)
	folder := readers(t, p, "")
	codes := make(chan int, 2)
	for range 2 {
		go func() { codes <- end(t, command(t, folder, "translate")).code }()
	}
	a, b := <-codes, <-codes
	if a+b != exitDone && (a+b != exitLocked || a*b != 0) {
		t.Errorf("they ended with %d and %d", a, b)
	}
	if n := p.fetched(); n != 10 {
		t.Errorf("%d articles were fetched", n)
	}
}

// TestDamagedFacts: they are told of, and the page is fetched again under its name.
func TestDamagedFacts(t *testing.T) {
	p := newPress(t, 2)
	folder := readers(t, p, "")
	end(t, command(t, folder, "translate")).want(t, exitDone)
	files, err := filepath.Glob(filepath.Join(folder, "state/fetched/*/council-1-*.facts.json"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	put(t, files[0], "{")
	before := tree(t, filepath.Join(folder, "out"))
	e := end(t, command(t, folder, "translate"))
	if e.code != exitDone || !strings.Contains(e.err, "1 file of the archive cannot be read") || p.fetched() != 3 {
		t.Errorf("it ended with %d\n%s", e.code, e.err)
	}
	for name, text := range tree(t, filepath.Join(folder, "out")) {
		if before[name] != text {
			t.Errorf("%s is another", name)
		}
	}
	e = end(t, command(t, folder, "translate"))
	if e.want(t, exitDone); strings.Contains(e.err, "cannot be read") {
		t.Errorf("it is still told of: %s", e.err)
	}
}

// TestKilledWhileFetching kills the program at every request of a run, one after
// the other: each next run does the rest, nothing that is kept is fetched again,
// and in the end the files are those of a run that nobody disturbed.
func TestKilledWhileFetching(t *testing.T) {
	const articles = 6
	p := newPress(t, articles)
	calm := readers(t, p, "")
	end(t, command(t, calm, "translate")).want(t, exitDone)
	p.fetched()

	folder := readers(t, p, "")
	kills := 0
	for at := 1; ; at++ {
		e := p.run(t, command(t, folder, "translate"), at, syscall.SIGKILL)
		if e.code == exitDone {
			break
		}
		if e.code != -1 {
			t.Fatalf("killed at request %d it ended with %d\n%s", at, e.code, e.err)
		}
		if kills++; kills > 3*articles {
			t.Fatal("the runs never come to an end")
		}
	}
	if n := p.fetched(); n != articles || kills < 3 {
		t.Errorf("%d articles were given in %d runs that were killed", n, kills)
	}
	want, got := tree(t, filepath.Join(calm, "out")), tree(t, filepath.Join(folder, "out"))
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is not that of a calm run", name)
		}
	}
}

// TestSignalWhileFetching: a signal ends the fetching at once, with its code, and
// the next run goes on.
func TestSignalWhileFetching(t *testing.T) {
	p := newPress(t, 4)
	folder := readers(t, p, "")
	if e := p.run(t, command(t, folder, "translate"), 5, syscall.SIGTERM); e.code != exitTerminated { // robots.txt, the feed, two articles
		t.Errorf("it ended with %d\n%s%s", e.code, e.out, e.err)
	}
	if n := p.fetched(); n != 2 {
		t.Errorf("%d articles were given before the signal", n)
	}
	if e := end(t, command(t, folder, "translate")); e.code != exitDone || p.fetched() != 2 {
		t.Errorf("the next run ended with %d\n%s%s", e.code, e.out, e.err)
	}
}

// TestFullArchive: an archive on a full disk ends the run as a fault of storage,
// and when there is room the next run does the rest.
func TestFullArchive(t *testing.T) {
	if !mounting(t) {
		return
	}
	p := newPress(t, 30)
	folder := readers(t, p, "")
	small := filepath.Join(folder, "state/fetched")
	for _, size := range []string{"8k", "40k", "100k"} {
		mount(t, small, size)
		e := end(t, command(t, folder, "translate"))
		e.want(t, exitStorage, "write state/fetched/", "no space left on device; see that there is room")
		if err := syscall.Unmount(small, 0); err != nil {
			t.Fatal(err)
		}
	}
	mount(t, small, "10m")
	end(t, command(t, folder, "translate")).want(t, exitDone)
}

// TestArchiveErrorIsStorage: by its type, whatever the cause.
func TestArchiveErrorIsStorage(t *testing.T) {
	err := fmt.Errorf("fetch: %w", &archive.StorageError{Path: "x", Err: errors.New("no")})
	if got := exitCode(err); got != exitStorage {
		t.Errorf("exit code %d", got)
	}
}
