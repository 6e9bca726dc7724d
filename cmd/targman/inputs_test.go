package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// found are the names of the articles behind the arguments, in order.
func found(t *testing.T, in *inputs) []string {
	t.Helper()
	var out []string
	for _, i := range in.list {
		out = append(out, i.Name)
	}
	return out
}

// shelf is a folder with some of everything, and becomes the working folder.
func shelf(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"a.txt", "b.md", "c.html", "d.JPG", "LICENSE", ".hidden.txt", "deep/e.TXT", "deep/er/f.markdown",
		".git/g.txt", "out/hy/a.txt", "state/h.txt", "we[i]rd.txt"} {
		put(t, filepath.Join(folder, name), name)
	}
	t.Chdir(folder)
	return folder
}

// TestFindInputs expands files, folders and globs.
func TestFindInputs(t *testing.T) {
	folder := shelf(t)
	for _, x := range []struct {
		name string
		args []string
		want []string
	}{
		{"a folder", []string{"."}, []string{"a", "b", "c", "deep/e", "deep/er/f", "we[i]rd"}},
		{"by its whole path", []string{folder}, []string{"a", "b", "c", "deep/e", "deep/er/f", "we[i]rd"}},
		{"a folder below", []string{"deep"}, []string{"e", "er/f"}},
		{"a file", []string{"deep/e.TXT"}, []string{"e"}},
		{"a file that looks like a glob", []string{"we[i]rd.txt"}, []string{"we[i]rd"}},
		{"a glob", []string{"*.md"}, []string{"b"}},
		{"a glob over folders", []string{"**/*.{txt,TXT}"}, []string{"a", "deep/e", "we[i]rd"}},
		{"a glob below a folder", []string{"deep/**/*.markdown"}, []string{"er/f"}},
		{"what is hidden, by name", []string{".hidden.txt", ".git/g.txt"}, []string{".hidden", "g"}},
		{"what has no extension, by name", []string{"LICENSE"}, []string{"LICENSE"}},
		{"everything twice", []string{"a.txt", "./a.txt", folder + "/a.txt", "*.txt"}, []string{"a", "we[i]rd"}},
		{"the outputs, by name", []string{"out"}, []string{"hy/a"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			in, err := findInputs(x.args, 100, "out", "state")
			if err != nil {
				t.Fatal(err)
			}
			if got := found(t, in); !slices.Equal(got, x.want) {
				t.Errorf("got %q, want %q", got, x.want)
			}
		})
	}
	for _, x := range []struct{ name, arg, want string }{
		{"nothing there", "none.txt", "no such file or folder"},
		{"a folder without an article", "out/none", "no such file or folder"},
		{"a glob without an article", "*.JPG", "there is no article"},
		{"a glob in no folder", "none/*.txt", "there is no folder none"},
		{"a torn glob", "deep/[e", "not well formed"},
	} {
		t.Run(x.name, func(t *testing.T) {
			// Another argument that is good excuses nothing.
			_, err := findInputs([]string{"a.txt", x.arg}, 100)
			if err == nil || exitCode(err) != exitUsage || !strings.Contains(err.Error(), x.want) || !strings.Contains(err.Error(), x.arg) {
				t.Errorf("got %v, want an error of use with %q and %q", err, x.want, x.arg)
			}
		})
	}
	t.Run("what is left out is counted", func(t *testing.T) {
		in, err := findInputs([]string{"."}, 100, "out", "state")
		if err != nil || len(in.others) != 2 || in.others[".jpg"] != 1 || in.others[""] != 1 {
			t.Errorf("others are %v, %v", in.others, err)
		}
	})
}

// TestLoadFile stays within the folder and the limit.
func TestLoadFile(t *testing.T) {
	shelf(t)
	put(t, "ten.txt", "0123456789")
	put(t, "eleven.txt", "0123456789x")
	if err := os.MkdirAll("outside", 0o777); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"deep/near.txt": "er/f.markdown", "deep/far.txt": "../a.txt",
		"deep/round.txt": "round.txt", "deep/abs.txt": filepath.Join(os.TempDir(), "x")} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range []struct{ name, folder, rel, data, fault string }{
		{"a file", ".", "a.txt", "a.txt", ""},
		{"as long as the limit", ".", "ten.txt", "0123456789", ""},
		{"a byte longer", ".", "eleven.txt", "", "it has 11 bytes and the limit is 10; raise read.max_size"},
		{"a link inside", "deep", "near.txt", "deep/er/f.", ""},
		{"a link outside", "deep", "far.txt", "", "the symbolic link leaves the folder deep"},
		{"a link to itself", "deep", "round.txt", "", "too many levels of symbolic links"},
		{"a whole path as a link", "deep", "abs.txt", "", "read deep/abs.txt: "},
		{"a folder", ".", "deep", "", "it is no regular file"},
		{"nothing", ".", "none", "", "no such file"},
		{"the folder above", "deep", "../a.txt", "", "read a.txt: "},
	} {
		t.Run(x.name, func(t *testing.T) {
			if x.data == "deep/er/f." {
				put(t, "deep/er/f.markdown", x.data)
			}
			data, err := loadFile(x.folder, x.rel, 10)
			if x.fault == "" && (err != nil || string(data) != x.data) {
				t.Errorf("got %q, %v", data, err)
			}
			if x.fault != "" && (err == nil || !strings.Contains(err.Error(), x.fault)) {
				t.Errorf("got %q, %v; want an error with %q", data, err, x.fault)
			}
		})
	}
}

// TestSeparate lets the first of two articles with one output be done.
func TestSeparate(t *testing.T) {
	all := []string{"document", "tsv", "bilingual"}
	for _, x := range []struct {
		name    string
		files   []string
		formats []string
		fails   []string
	}{
		{"nothing in common", []string{"a.txt", "b.txt"}, all, nil},
		{"other extensions", []string{"a.txt", "a.md"}, all, []string{"a.md"}},
		{"other extensions and only documents", []string{"a.txt", "a.md"}, []string{"document"}, nil},
		{"other case", []string{"Straße.txt", "STRAẞE.txt", "STRASSE.txt"}, all, []string{"STRAẞE.txt"}},
		{"composed and decomposed", []string{"caf\u00e9.txt", "cafe\u0301.txt"}, all, []string{"cafe\u0301.txt"}},
		{"a document that is another's page", []string{"a.txt", "a.bilingual.html"}, all, []string{"a.bilingual.html"}},
		{"three of them", []string{"x/a.txt", "y/a.txt", "z/a.txt"}, all, []string{"y/a.txt", "z/a.txt"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			in := &inputs{seen: map[string]bool{}, others: map[string]int{}, limit: 100}
			t.Chdir(t.TempDir())
			for _, f := range x.files {
				put(t, f, "text")
				in.file(filepath.Dir(f), filepath.Base(f), true)
			}
			in.separate(x.formats)
			var fails []string
			for _, i := range in.list {
				if _, err := i.Load(); err != nil {
					fails = append(fails, i.Path)
					if !strings.Contains(err.Error(), "would overwrite that of "+x.files[0]) {
						t.Errorf("%s: %v", i.Path, err)
					}
				}
			}
			if !slices.Equal(fails, x.fails) {
				t.Errorf("%q fail, want %q", fails, x.fails)
			}
		})
	}
}
