package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is the user without rights of any Unix.
const nobody = 65534

// asNobody lets the command run without root's leave to read and write
// everything; the folder becomes nobody's. The program is handed over open,
// because nobody may not look into the folder it lies in.
func asNobody(t *testing.T, c *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 {
		return c // nobody of note already
	}
	program, err := os.Open(c.Path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	c.ExtraFiles = append(c.ExtraFiles, program)
	c.Path = fmt.Sprintf("/proc/self/fd/%d", 2+len(c.ExtraFiles))
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return c
}

// hand gives a project to nobody.
func hand(t *testing.T, folder string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	if err := os.Chmod(filepath.Dir(folder), 0o755); err != nil {
		t.Fatal(err)
	}
	err := filepath.Walk(folder, func(p string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(p, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// forbid takes the rights off a file or folder for the length of the test.
func forbid(t *testing.T, file string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(file, 0o755) })
}

// logging is a project whose engine gives everything back and logs it.
func logging(t *testing.T, articles ...string) string {
	files := map[string]string{
		"config.yaml": "backend: command\nfail_on: never\ninput: [in]\nbackends:\n  command:\n    run: [tee, -a, asked]\n",
	}
	for i, name := range articles {
		files["in/"+name] = fmt.Sprintf("This is article %d.\n", i)
	}
	return project(t, files)
}

// TestForbidden meets files and folders without leave, each with one message;
// what can be read is done.
func TestForbidden(t *testing.T) {
	t.Run("a folder that may not be read", func(t *testing.T) {
		folder := logging(t, "a.txt", "shut/b.txt", "z.txt")
		hand(t, folder)
		forbid(t, filepath.Join(folder, "in/shut"), 0)
		end(t, asNobody(t, command(t, folder, "translate"))).want(t, exitFailed,
			"read in/shut: permission denied; give the program leave to read it or leave it out")
		if !exists(filepath.Join(folder, "out/hy/a.txt")) || !exists(filepath.Join(folder, "out/hy/z.txt")) {
			t.Error("the other articles were not done")
		}
	})
	t.Run("an article that may not be read", func(t *testing.T) {
		folder := logging(t, "a.txt", "b.txt")
		hand(t, folder)
		forbid(t, filepath.Join(folder, "in/a.txt"), 0)
		end(t, asNobody(t, command(t, folder, "translate"))).want(t, exitFailed,
			"read in/a.txt: permission denied; give the program leave to read it or leave it out")
		if !exists(filepath.Join(folder, "out/hy/b.txt")) {
			t.Error("the other article was not done")
		}
	})
	t.Run("a configuration that may not be read", func(t *testing.T) {
		folder := logging(t, "a.txt")
		hand(t, folder)
		forbid(t, filepath.Join(folder, "config.yaml"), 0)
		end(t, asNobody(t, command(t, folder, "translate"))).want(t, exitUsage,
			"read configuration config.yaml: permission denied; give the program leave to read it, or name another with --config")
	})
	t.Run("an output folder that may not be written", func(t *testing.T) {
		folder := logging(t, "a.txt")
		put(t, filepath.Join(folder, "out/hy/old.txt"), "old")
		hand(t, folder)
		forbid(t, filepath.Join(folder, "out/hy"), 0o555)
		end(t, asNobody(t, command(t, folder, "translate"))).want(t, exitStorage,
			"write out/hy: permission denied; allow writing there or choose another output folder, then run again")
		if exists(filepath.Join(folder, "asked")) {
			t.Error("the engine was asked although nothing could be written")
		}
	})
	t.Run("a memory that may not be written", func(t *testing.T) {
		folder := logging(t, "a.txt")
		put(t, filepath.Join(folder, "state/note"), "")
		hand(t, folder)
		forbid(t, filepath.Join(folder, "state"), 0o555)
		end(t, asNobody(t, command(t, folder, "translate"))).want(t, exitStorage,
			"lock memory state/memory.db: ", "give write permission to the file and its folder")
		if exists(filepath.Join(folder, "asked")) {
			t.Error("the engine was asked although nothing could be kept")
		}
	})
	t.Run("a folder that init may not write", func(t *testing.T) {
		folder := logging(t)
		hand(t, folder)
		forbid(t, folder, 0o555)
		end(t, asNobody(t, command(t, folder, "init", "new"))).want(t, exitFailed, "init new: ", "permission denied")
	})
}

// mounting runs the rest of the test where it may mount: as root, or as root of
// a name space of its own. It says whether the test is to go on.
func mounting(t *testing.T) bool {
	t.Helper()
	if os.Getuid() == 0 {
		return true
	}
	c := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	c.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return false
}

// mount puts a small file system in memory at the folder.
func mount(t *testing.T, folder, size string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("targman", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Fatalf("mount a small file system: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
}

// TestFullOutput fills the disk of the outputs: the run stops with one message,
// what stood there stands, and what was translated is not paid for again.
func TestFullOutput(t *testing.T) {
	if !mounting(t) {
		return
	}
	folder := logging(t, "a.txt", "b.txt", "c.txt")
	for _, name := range []string{"in/b.txt", "in/c.txt"} {
		put(t, filepath.Join(folder, name), strings.Repeat("Long Articles Grow Longer. ", 4_000)+name+"\n")
	}
	out := filepath.Join(folder, "out")
	mount(t, out, "256k")
	end(t, command(t, folder, "translate", "in/a.txt")).want(t, exitDone)
	before := text(filepath.Join(out, "hy/a.txt"))

	e := end(t, command(t, folder, "translate"))
	e.want(t, exitStorage, "write out/hy/", "no space left on device; free some space or choose another output folder, then run again")
	if before == "" || text(filepath.Join(out, "hy/a.txt")) != before {
		t.Error("what stood there has changed")
	}
	paid := asked(folder)
	end(t, command(t, folder, "translate", "--out", "roomy")).want(t, exitDone)
	if n := asked(folder); n != paid {
		t.Errorf("%d texts were asked for again", n-paid)
	}
	noLeftovers(t, out)
}

// TestFullMemory fills the disk of the memory.
func TestFullMemory(t *testing.T) {
	if !mounting(t) {
		return
	}
	folder := logging(t, "a.txt", "b.txt")
	var long strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&long, "Sentence number %d is unlike any other one. ", i)
	}
	put(t, filepath.Join(folder, "in/b.txt"), long.String())
	mount(t, filepath.Join(folder, "state"), "700k")
	end(t, command(t, folder, "translate")).want(t, exitStorage,
		"state/memory.db: ", "free some space and run again; what was kept before is safe")
}

// TestReadOnlyOutput has outputs on a file system that takes nothing.
func TestReadOnlyOutput(t *testing.T) {
	if !mounting(t) {
		return
	}
	folder := logging(t, "a.txt")
	out := filepath.Join(folder, "out")
	mount(t, out, "256k")
	if err := syscall.Mount("", out, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "translate")).want(t, exitStorage,
		"write out/hy: read-only file system; the file system is read-only: choose another output folder, then run again")
	if exists(filepath.Join(folder, "asked")) {
		t.Error("the engine was asked although nothing could be written")
	}
}

// TestFullDiskAnywhere has a disk that is full at one moment after another, from
// the opening of the memory to the writing of the outputs: every run ends with 6
// until there is room, and nothing is ever paid for twice.
func TestFullDiskAnywhere(t *testing.T) {
	if !mounting(t) {
		return
	}
	const paragraphs = 240
	var article strings.Builder
	for i := range paragraphs {
		article.WriteString("This is " + inLetters(i) + ".\n\n")
	}
	full, paid := 0, map[bool]int{}
	for size := 64; size <= 1600; size += 256 {
		folder := logging(t)
		put(t, filepath.Join(folder, "in/a.txt"), article.String())
		put(t, filepath.Join(folder, "people.tmx"), `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Hello.</seg></tuv><tuv xml:lang="hy"><seg>Բարև։</seg></tuv></tu></body></tmx>`)
		put(t, filepath.Join(folder, "config.yaml"), "backend: command\nfail_on: never\ninput: [in]\nout: disk/out\n"+
			"memory: {file: disk/memory.db, reserve: 64KiB, import: [people.tmx]}\nbackends: {command: {run: [tee, -a, asked], batch: 2}}\n")
		disk := filepath.Join(folder, "disk")
		mount(t, disk, fmt.Sprintf("%dk", size))
		for range 3 {
			e := end(t, command(t, folder, "translate", "--quiet"))
			if e.code == exitDone {
				break
			}
			e.want(t, exitStorage, "free some space")
			full++
		}
		before := asked(folder)
		paid[before > 0]++
		if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, "size=16m"); err != nil {
			t.Fatal(err)
		}
		end(t, command(t, folder, "translate", "--quiet")).want(t, exitDone)
		if n := asked(folder); n != paragraphs {
			t.Errorf("%d kB: %d texts were asked for in all, want %d; %d before there was room", size, n, paragraphs, before)
		}
		noLeftovers(t, disk)
	}
	if full == 0 || paid[true] == 0 || paid[false] == 0 {
		t.Errorf("%d runs met the full disk; before there was room something was paid for at %d sizes, nothing at %d", full, paid[true], paid[false])
	}
}
