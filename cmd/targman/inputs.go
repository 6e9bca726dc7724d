package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/dustin/go-humanize"
	"github.com/zeebo/xxh3"
	"golang.org/x/text/unicode/norm"

	"targman/pipeline"
	"targman/pipeline/fsys"
	"targman/pipeline/read"
	"targman/pipeline/runs"
	"targman/pipeline/write"
)

// inputs are the articles that a run was asked for.
type inputs struct {
	list []pipeline.Input
	// Others counts files of folders and globs that are no articles, by
	// extension.
	others map[string]int

	limit int64
	skip  []string // absolute paths of what is no article: outputs, state, reports
	seen  map[string]bool
	// addresses are those among the arguments. They stand for the pages that are
	// kept of them; unknown are those of which nothing is, and damaged files of
	// the archive that cannot be read.
	addresses, unknown, damaged []string
	// due are the documents of pages that have not come yet.
	due []string
}

// findInputs expands files, folders and globs. What cannot be read becomes an
// input whose loading fails, so that it is reported like any other article.
func findInputs(args []string, limit int64, skip ...string) (*inputs, error) {
	in := &inputs{others: map[string]int{}, limit: limit, seen: map[string]bool{}}
	for _, s := range skip {
		if abs, err := filepath.Abs(s); err == nil {
			in.skip = append(in.skip, abs)
		}
	}
	for _, arg := range args {
		if err := in.add(arg); err != nil {
			return nil, usage(err)
		}
	}
	return in, nil
}

func (in *inputs) add(arg string) error {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return in.folder(arg, "**")
	case err == nil:
		in.file(filepath.Dir(arg), filepath.Base(arg), true)
		return nil
	case strings.ContainsAny(arg, "*?[{"):
		return in.glob(arg)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("input %s: no such file or folder; check the name", arg)
	}
	return fmt.Errorf("input %s: %w; give the program leave to read it or leave it out", arg, fsys.Cause(err))
}

func (in *inputs) glob(arg string) error {
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(arg))
	if !doublestar.ValidatePattern(pattern) {
		return fmt.Errorf("input %s: the glob is not well formed; a literal [ or { is written \\[ or \\{", arg)
	}
	base = filepath.FromSlash(base)
	if info, err := os.Stat(base); err != nil || !info.IsDir() {
		return fmt.Errorf("input %s: there is no folder %s; check the name", arg, base)
	}
	return in.folder(base, pattern)
}

// folder adds the articles below the folder whose path there matches the
// pattern, in the order of their names. Hidden files and what the program
// itself has written there are none.
func (in *inputs) folder(folder, pattern string) error {
	found := 0
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(folder, p)
		slash := filepath.ToSlash(rel)
		switch {
		case err != nil:
			found++
			in.broken(p, slash, err)
			return fs.SkipDir
		case rel == ".":
			return nil
		case d.IsDir() && (in.skipped(p) || strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), ".") || runs.IsReport(d.Name()) || in.skipped(p):
			return nil
		}
		if ok, _ := doublestar.Match(pattern, slash); ok && in.file(folder, rel, false) {
			found++
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("input %s: %w", folder, err)
	}
	if found == 0 {
		return fmt.Errorf("input %s: there is no article (%s); name files, folders or globs such as \"articles/**/*.md\"",
			filepath.Join(folder, pattern), strings.Join(extensions(), " "))
	}
	return nil
}

func (in *inputs) skipped(p string) bool {
	abs, err := filepath.Abs(p)
	return err == nil && slices.Contains(in.skip, abs)
}

// file adds one file, once, and says whether it is an article. Of a folder or
// glob only files with an extension that is read are articles; a file that was
// named is one in any case.
func (in *inputs) file(folder, rel string, named bool) bool {
	ext := strings.ToLower(filepath.Ext(rel))
	if !named && !slices.Contains(extensions(), ext) {
		in.others[ext]++
		return false
	}
	p := filepath.Join(folder, rel)
	if abs, err := filepath.Abs(p); err == nil {
		if in.seen[abs] {
			return true
		}
		in.seen[abs] = true
	}
	slash := filepath.ToSlash(rel)
	in.list = append(in.list, pipeline.Input{
		Path: p,
		Name: strings.TrimSuffix(slash, path.Ext(slash)),
		Load: func() ([]byte, error) { return loadFile(folder, rel, in.limit) },
	})
	return true
}

// extensions are those that the input formats claim. A file without one may be
// anything: it has to be named.
func extensions() []string {
	var out []string
	for _, f := range read.Formats() {
		out = append(out, f.Extensions...)
	}
	return slices.DeleteFunc(out, func(ext string) bool { return ext == "" })
}

// broken adds what could not be walked.
func (in *inputs) broken(p, slash string, err error) {
	in.list = append(in.list, pipeline.Input{Path: p, Name: slash, Load: func() ([]byte, error) {
		return nil, fmt.Errorf("read %s: %w; give the program leave to read it or leave it out", p, fsys.Cause(err))
	}})
}

// loadFile reads a file of a folder, without leaving the folder through a
// symbolic link and without reading more than the limit.
func loadFile(folder, rel string, limit int64) ([]byte, error) {
	p := filepath.Join(folder, rel)
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p, fsys.Cause(err))
	}
	defer root.Close()
	info, err := root.Stat(rel)
	switch {
	case err != nil && leaves(p, folder):
		return nil, fmt.Errorf("read %s: the symbolic link leaves the folder %s; name the file it points to instead", p, folder)
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", p, fsys.Cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: it is no regular file; name a file with text", p)
	case info.Size() > limit:
		return nil, tooLarge(p, info.Size(), limit)
	}
	f, err := root.Open(rel)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w; give the program leave to read it or leave it out", p, fsys.Cause(err))
	}
	defer f.Close()
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	n, err := data.ReadFrom(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", p, fsys.Cause(err))
	case n > limit: // it has grown since
		return nil, tooLarge(p, n, limit)
	}
	return data.Bytes(), nil
}

func tooLarge(p string, size, limit int64) error {
	return fmt.Errorf("read %s: it has %s bytes and the limit is %s; raise read.max_size or cut it up",
		p, humanize.Comma(size), humanize.Comma(limit))
}

// leaves says that the path is a symbolic link to a place outside the folder.
func leaves(p, folder string) bool {
	target, err := filepath.EvalSymlinks(p)
	if err != nil {
		return false
	}
	base, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(base, target)
	return err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// caseless is a name as a file system sees it that does not tell case apart,
// nor composed letters from decomposed ones, as those of macOS and Windows.
func caseless(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// separate makes an input fail whose outputs would overwrite those of an
// earlier one. Names are kept as hashes: a long run has many.
func (in *inputs) separate(formats []string) {
	owner := map[uint64]int{}
	for i := range in.list {
		outputs := in.outputs(i, formats)
		for _, out := range outputs {
			first, ok := owner[xxh3.HashString(out)]
			if ok && slices.Contains(in.outputs(first, formats), out) {
				in.collide(i, first, out)
				outputs = nil
				break
			}
		}
		for _, out := range outputs {
			owner[xxh3.HashString(out)] = i
		}
	}
}

// outputs are the files that an input is written to, without regard to case.
func (in *inputs) outputs(i int, formats []string) []string {
	out := write.Outputs(in.list[i].Name, filepath.Ext(in.list[i].Path), formats)
	for k := range out {
		out[k] = caseless(out[k])
	}
	return out
}

func (in *inputs) collide(i, first int, out string) {
	p, q := in.list[i].Path, in.list[first].Path
	in.list[i].Load = func() ([]byte, error) {
		return nil, fmt.Errorf("write %s: its output %s would overwrite that of %s; rename one, or translate them with different --out folders", p, out, q)
	}
}
