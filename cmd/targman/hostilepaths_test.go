package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// fenced is a project in a box, and all that stands in the box outside it.
type fenced struct {
	t           *testing.T
	box, folder string
	outside     map[string]string
}

func newFenced(t *testing.T, files map[string]string) *fenced {
	t.Helper()
	f := &fenced{t: t, box: t.TempDir()}
	f.folder = filepath.Join(f.box, "project")
	put(t, filepath.Join(f.box, "victim/file"), outside)
	put(t, filepath.Join(f.folder, "config.yaml"), hostileConfig)
	put(t, filepath.Join(f.folder, "glossary/names.yaml"), hostileGlossary)
	for name, text := range files {
		put(t, filepath.Join(f.folder, name), text)
	}
	f.outside = f.all()
	return f
}

// all has the texts of the files in the box that are not in the project.
func (f *fenced) all() map[string]string {
	f.t.Helper()
	out := map[string]string{}
	for name := range filesBelow(f.t, f.box) {
		if !strings.HasPrefix(name, "project/") {
			out[name] = text(filepath.Join(f.box, name))
		}
	}
	return out
}

// run calls the program; it ends with one of the codes and has left everything
// outside the project as it was.
func (f *fenced) run(codes []int, args ...string) ended {
	f.t.Helper()
	e := end(f.t, command(f.t, f.folder, args...))
	if !slices.Contains(codes, e.code) || strings.Contains(e.out+e.err, "goroutine ") {
		f.t.Errorf("%q: exit code %d, want one of %v\n%s%s", args, e.code, codes, e.out, e.err)
	}
	if now := f.all(); !maps.Equal(now, f.outside) {
		f.t.Errorf("%q changed what stands outside:\n%q\nwas\n%q", args, now, f.outside)
	}
	return e
}

// hostileNames are names of articles that lead elsewhere, or that a folder should
// not hold.
var hostileNames = []string{"../victim/file", "../../victim/file", "/tmp/targman-victim", "..", ".", "", "sub/../../victim/file", `..\victim\file`, "con", "sub/NUL", "a\x00b", "a\nb", "C:\\victim", "~/victim"}

// TestHostileNames brings files back whose articles have such names, in every
// format that comes back.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	f := newFenced(t, map[string]string{"config.yaml": hostileConfig + "input: [kept.txt]\n", "kept.txt": "Hello from Yerevan.\n\nGood day.\n"})
	f.run([]int{exitDone}, "translate")
	told := []int{exitDone, exitFailed, exitUsage, exitFindings}
	for _, kind := range []string{"xlf", "v12.xlf", "tmx", "jsonl"} {
		data := strings.ReplaceAll(text(filepath.Join(f.folder, "out/hy/kept."+kind)), "⟫", "!⟫")
		var back []string
		for i, name := range hostileNames {
			as := written(kind, name)
			changed := strings.NewReplacer(`original="kept.txt"`, `original="`+as+`"`, ">kept<", ">"+as+"<", `"name":"kept"`, `"name":"`+as+`"`).Replace(data)
			if changed == data {
				t.Fatalf("%s has no name of the article:\n%s", kind, data)
			}
			back = append(back, fmt.Sprintf("back/%d.%s", i, kind))
			put(t, filepath.Join(f.folder, back[i]), changed)
			f.run(told, "merge", back[i])
		}
		f.run(told, append([]string{"memory", "import"}, back...)...)
		f.run(told, append([]string{"check"}, back...)...)
	}
	f.run([]int{exitDone, exitFindings}, "translate", "--force")
}

// written is a name as a format writes it.
func written(kind, name string) string {
	if kind == "jsonl" {
		return strings.NewReplacer(`\`, `\\`, "\x00", `\u0000`, "\n", `\n`).Replace(name)
	}
	return strings.ReplaceAll(name, "\x00", "&#0;")
}

// TestHostileArticleNames exports and translates articles whose files have names
// that lead elsewhere on another system, or from a folder that is no part of the
// project.
func TestHostileArticleNames(t *testing.T) {
	t.Parallel()
	f := newFenced(t, map[string]string{"in/good.txt": "Hello.\n"})
	put(t, filepath.Join(f.box, "next/door.txt"), "Hello.\n")
	f.outside = f.all()
	for _, name := range []string{`a\..\..\victim.txt`, "con.txt", "sub/NUL.txt", "a\x01b.txt", "a\nb.txt"} {
		put(t, filepath.Join(f.folder, "in", name), "Hello.\n")
	}
	for _, args := range [][]string{{"translate", "in"}, {"export", "omegat", "omegat", "in"}} {
		e := f.run([]int{exitFailed}, args...)
		if n := strings.Count(e.out+e.err, "rename the article"); n != 5 {
			t.Errorf("%q refused %d names, want 5:\n%s%s", args, n, e.out, e.err)
		}
	}
	for _, out := range []string{"out/hy/good.txt", "omegat/source/good.txt.xlf"} {
		if !exists(filepath.Join(f.folder, out)) && !exists(filepath.Join(f.folder, strings.Replace(out, ".txt.", ".", 1))) {
			t.Errorf("%s was not written", out)
		}
	}
	door := filepath.Join(f.box, "next/door.txt")
	for _, args := range [][]string{{"translate", "../next/door.txt"}, {"translate", door}, {"export", "omegat", "one", "../next/door.txt"}, {"export", "omegat", "two", door}} {
		f.run([]int{exitDone}, args...)
	}
}

// TestHostileLinks has symbolic links to a file outside in the place of each file
// that the program writes by its name, and links to a folder outside in the place
// of folders of outputs.
func TestHostileLinks(t *testing.T) {
	t.Parallel()
	files := map[string]string{"in/a.txt": "Hello.\n", "in/sub/b.txt": "Good day.\n",
		"config.yaml": hostileConfig + "report: {files: [run.html, run.md, run.json], metrics: m.prom}\n"}
	victim := func(f *fenced, link, to string) {
		t.Helper()
		at := filepath.Join(f.folder, link)
		_ = os.RemoveAll(at)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(f.box, to), at); err != nil {
			t.Fatal(err)
		}
	}
	day := time.Now().UTC().Format("20060102")
	for _, x := range []struct {
		link, to string
		codes    []int
	}{
		{"out/hy/sub", "victim", []int{exitFailed, exitStorage}},
		{"out/hy/a.txt", "victim/file", []int{exitDone}},
		{"run.html", "victim/file", []int{exitDone}},
		{"run.md", "victim/file", []int{exitDone}},
		{"run.json", "victim/new", []int{exitDone}},
		{"m.prom", "victim/file", []int{exitDone}},
		{"state/memory.db.lock", "victim/file", []int{exitStorage}},
		{"state/memory.db.lock", "victim/new", []int{exitStorage}},
		{"state/runs/runs.jsonl", "victim/file", []int{exitDone}},
		{"state/runs/runs.jsonl", "victim/new", []int{exitDone}},
		{"state/memory.db.reserve", "victim/file", []int{exitStorage}},
		{"state/memory.db.spool/" + day + ".jsonl", "victim/file", []int{exitStorage}},
		{"state/memory.db.spool/" + day + ".jsonl", "victim/new", []int{exitStorage}},
	} {
		t.Run(x.link+" "+x.to, func(t *testing.T) {
			f := newFenced(t, files)
			victim(f, x.link, x.to)
			f.run(x.codes, "translate", "in")
		})
	}
	f := newFenced(t, files)
	f.run([]int{exitDone}, "translate", "in")
	for _, name := range []string{"memory.tmx", "names.csv", "analysis.html", "state/backup/memory-20200101T000000.000Z.db"} {
		victim(f, name, "victim/file")
	}
	for _, args := range [][]string{{"memory", "export", "-o", "memory.tmx"}, {"glossary", "export", "--out", "names.csv"}, {"analyse", "--out", "analysis.html", "in"}, {"memory", "backup", "--keep", "1"}} {
		f.run([]int{exitDone}, args...)
	}
}
