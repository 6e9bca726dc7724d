package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/fsys"
)

var every = names()

func sink(t testing.TB, dir string, formats ...string) *Sink {
	t.Helper()
	s, err := Open(dir, formats)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// files are the regular files below a folder with their contents.
func files(t *testing.T, dir string) map[string]string {
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		out[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t *testing.T, s *Sink, d *Doc) Result {
	t.Helper()
	res, err := s.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestSinkWritesWhatRenderWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "hy")
	d := fixtures(t)["news"]
	res := write(t, sink(t, dir, every...), d)
	got := files(t, dir)
	if len(got) != len(every) || len(res.Files) != len(every) {
		t.Fatalf("%d files, %d in the result, want %d", len(got), len(res.Files), len(every))
	}
	for i, f := range Formats() {
		r := res.Files[i]
		if got[r.Name] != string(render(t, f, d)) || r.Size != int64(len(got[r.Name])) || !r.Changed || r.Modified.IsZero() {
			t.Errorf("%s: %+v", f.Name, r)
		}
	}
}

func TestSinkLeavesWhatStands(t *testing.T) {
	dir := t.TempDir()
	d := fixtures(t)["news"]
	first := write(t, sink(t, dir, every...), d)
	again := sink(t, dir, every...)
	for i, f := range write(t, again, d).Files {
		if f.Changed || f.Modified != first.Files[i].Modified {
			t.Errorf("%s was touched", f.Name)
		}
		if !again.Stands(f) {
			t.Errorf("%s does not stand", f.Name)
		}
	}
	tsv := filepath.Join(dir, filepath.FromSlash(first.Files[1].Name))
	if err := os.WriteFile(tsv, []byte(strings.Repeat("x", int(first.Files[1].Size))), 0o666); err != nil {
		t.Fatal(err)
	}
	for i, f := range write(t, again, d).Files {
		if f.Changed != (i == 1) {
			t.Errorf("%s: changed %v after only the table was spoilt", f.Name, f.Changed)
		}
	}
	d.Units[1].Target.Text += "!"
	res := write(t, again, d)
	if again.Stands(first.Files[1]) || !res.Files[1].Changed {
		t.Error("a change in a translation changed no file")
	}
}

func TestSinkRemovesLeftovers(t *testing.T) {
	dir := t.TempDir()
	keep := []string{"notes.txt", ".tmp-notes", "sub/.x.tsv.tmp-short"}
	gone := []string{".x.tsv.tmp-0123456789abcdef01234567", "sub/deep/.y.tmp-aaaaaaaaaaaaaaaaaaaaaaaa"}
	for _, f := range append(append([]string(nil), keep...), gone...) {
		path := filepath.Join(dir, f)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	sink(t, dir, "tsv")
	got := files(t, dir)
	for _, f := range keep {
		if _, ok := got[f]; !ok {
			t.Errorf("%s was removed", f)
		}
	}
	if len(got) != len(keep) {
		t.Errorf("left: %v", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	link, file := filepath.Join(dir, "link"), filepath.Join(dir, "file")
	if err := errors.Join(os.Symlink(t.TempDir(), link), os.WriteFile(file, nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, dir, format, want string }{
		{"a symbolic link", link, "tsv", "name the folder that it leads to"},
		{"a file", file, "tsv", "name a folder"},
		{"a folder below a file", filepath.Join(file, "x"), "tsv", "not a directory"},
		{"a format that does not exist", dir, "docx", "the formats are document, tsv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open(c.dir, []string{c.format})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, c := range []struct{ name, article, ext, want string }{
		{"a name that climbs out", "../../etc/x", ".txt", "outside the output folder"},
		{"an absolute name", "/x", ".txt", "outside the output folder"},
		{"a device", "nul", ".txt", "device"},
		{"a format twice", "x", ".txt", "two formats would write it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			d := fixtures(t)["empty"]
			d.Article.Name, d.Article.Ext = c.article, c.ext
			_, err := sink(t, dir, append(slices.Clone(every), "tsv")...).Write(d)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
			if left := files(t, dir); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// TestSinkStaysInside sees that a symbolic link in the folder is replaced, or
// refused, and never written through.
func TestSinkStaysInside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	victim := filepath.Join(outside, "victim")
	if err := errors.Join(
		os.WriteFile(victim, []byte("mine"), 0o666),
		os.Symlink(victim, filepath.Join(dir, "x.tsv")),
		os.Symlink(outside, filepath.Join(dir, "sub")),
	); err != nil {
		t.Fatal(err)
	}
	s := sink(t, dir, "tsv")
	d := fixtures(t)["empty"]
	d.Article.Name = "x"
	write(t, s, d)
	if info, err := os.Lstat(filepath.Join(dir, "x.tsv")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the link was not replaced: %v", err)
	}
	d.Article.Name = "sub/y"
	if _, err := s.Write(d); err == nil {
		t.Error("a folder outside was written")
	}
	if got := files(t, outside); len(got) != 1 || got["victim"] != "mine" {
		t.Errorf("outside: %v", got)
	}
}

func TestStorageErrors(t *testing.T) {
	for _, c := range []struct {
		cause   error
		storage bool
		want    string
	}{
		{&fs.PathError{Op: "write", Path: "tmp", Err: syscall.ENOSPC}, true, "free some space"},
		{&fs.PathError{Op: "open", Path: "tmp", Err: syscall.EROFS}, true, "read-only"},
		{&fs.PathError{Op: "open", Path: "tmp", Err: syscall.EACCES}, true, "allow writing"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EPERM}, true, "allow writing"},
		{&fs.PathError{Op: "sync", Path: "tmp", Err: syscall.EIO}, true, "check the disk"},
		{errors.Join(&fs.PathError{Op: "write", Path: "tmp", Err: syscall.EDQUOT}, nil), true, "free some space"},
		{&fs.PathError{Op: "open", Path: "tmp", Err: syscall.ENAMETOOLONG}, false, "name too long"},
	} {
		err := storage("out/x.tsv", c.cause)
		_, is := errors.AsType[*StorageError](err)
		if is != c.storage || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "write out/x.tsv: ") || strings.Contains(err.Error(), "tmp") {
			t.Errorf("%v became %v (storage: %v)", c.cause, err, is)
		}
		if !errors.Is(err, fsys.Cause(c.cause)) {
			t.Errorf("%v hides its cause", err)
		}
	}
}

func TestSinkWritesAtTheSameTime(t *testing.T) {
	dir := t.TempDir()
	s := sink(t, dir, every...)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			d := *fixtures(t)["windows"]
			a := *d.Article
			a.Name = fmt.Sprintf("%d/%d", i%3, i)
			d.Article = &a
			d.Units = []bitext.Unit{d.Units[0]}
			d.Units[0].Target.Text = strings.Repeat("x", i+1)
			if _, err := s.Write(&d); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got := files(t, dir)
	if len(got) != 24*len(every) {
		t.Fatalf("%d files, want %d", len(got), 24*len(every))
	}
	for i := range 24 {
		tsv := got[fmt.Sprintf("%d/%d.tsv", i%3, i)]
		if !strings.Contains(tsv, "\t"+strings.Repeat("x", i+1)+"\t") {
			t.Errorf("article %d has another's text: %q", i, tsv)
		}
	}
}
