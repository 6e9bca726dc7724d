package main

import (
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

	"targman/pipeline"
	"targman/pipeline/read"
	"targman/pipeline/write"
)

// inputs are the articles that a run was asked for.
type inputs struct {
	list []pipeline.Input
	// Others counts files of folders and globs that are no articles, by
	// extension.
	others map[string]int

	limit int64
	skip  []string // absolute folders that are not walked: outputs, state
	seen  map[string]bool
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
		base, pattern := doublestar.SplitPattern(filepath.ToSlash(arg))
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("input %s: the glob is not well formed; a literal [ or { is written \\[ or \\{", arg)
		}
		return in.folder(filepath.FromSlash(base), pattern)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("input %s: no such file or folder", arg)
	}
	return fmt.Errorf("input %s: %w", arg, err)
}

// folder adds the articles below the folder whose path there matches the
// pattern, in the order of their names.
func (in *inputs) folder(folder, pattern string) error {
	found := 0
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(folder, p)
		slash := filepath.ToSlash(rel)
		switch {
		case err != nil:
			in.broken(p, slash, err)
			return fs.SkipDir
		case d.IsDir() && (in.skipped(p) || strings.HasPrefix(d.Name(), ".") && rel != "."):
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), "."):
			return nil
		}
		if ok, _ := doublestar.Match(pattern, slash); ok {
			found++
			in.file(folder, rel, false)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("input %s: %w", folder, err)
	}
	if found == 0 && len(in.list) == 0 {
		return fmt.Errorf("input %s: nothing there matches; name files, folders or globs such as \"articles/**/*.md\"", filepath.Join(folder, pattern))
	}
	return nil
}

func (in *inputs) skipped(p string) bool {
	abs, err := filepath.Abs(p)
	return err == nil && slices.Contains(in.skip, abs)
}

// file adds one file. Of a folder or glob only files with an extension that is
// read are articles; a file that was named is one in any case.
func (in *inputs) file(folder, rel string, named bool) {
	ext := strings.ToLower(filepath.Ext(rel))
	if !named && !known(ext) {
		in.others[ext]++
		return
	}
	p := filepath.Join(folder, rel)
	if abs, err := filepath.Abs(p); err == nil {
		if in.seen[abs] {
			return
		}
		in.seen[abs] = true
	}
	slash := filepath.ToSlash(rel)
	in.list = append(in.list, pipeline.Input{
		Path: p,
		Name: strings.TrimSuffix(slash, path.Ext(slash)),
		Load: func() ([]byte, error) { return loadFile(folder, rel, in.limit) },
	})
}

// known says that some input format claims the extension.
func known(ext string) bool {
	return ext != "" && slices.ContainsFunc(read.Formats(), func(f read.Format) bool { return slices.Contains(f.Extensions, ext) })
}

// broken adds what could not be walked.
func (in *inputs) broken(p, slash string, err error) {
	in.list = append(in.list, pipeline.Input{Path: p, Name: slash, Load: func() ([]byte, error) {
		return nil, fmt.Errorf("read %s: %w; give the program leave to read it or leave it out", p, bare(err))
	}})
}

// loadFile reads a file of a folder, without leaving the folder through a
// symbolic link and without reading more than the limit.
func loadFile(folder, rel string, limit int64) ([]byte, error) {
	p := filepath.Join(folder, rel)
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p, bare(err))
	}
	defer root.Close()
	info, err := root.Stat(rel)
	switch {
	case err != nil && leaves(p, folder):
		return nil, fmt.Errorf("read %s: the symbolic link leaves the folder %s; name the file it points to instead", p, folder)
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", p, bare(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: not a regular file", p)
	case info.Size() > limit:
		return nil, fmt.Errorf("read %s: %s; the limit read.max_size is %s", p, Size(info.Size()), Size(limit))
	}
	f, err := root.Open(rel)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w; give the program leave to read it or leave it out", p, bare(err))
	}
	defer f.Close()
	data := make([]byte, 0, info.Size()+1)
	return readInto(data, io.LimitReader(f, limit), p)
}

func readInto(data []byte, r io.Reader, p string) ([]byte, error) {
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", p, bare(err))
		case len(data) == cap(data):
			data = slices.Grow(data, cap(data))
		}
	}
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

// bare takes the operation and path off an error of the file system; the
// message names them once.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// separate makes an input fail whose outputs would overwrite those of an
// earlier one. File systems that do not tell case apart are thought of.
func (in *inputs) separate(formats []string) {
	owner := map[string]string{}
	for i := range in.list {
		input := &in.list[i]
		outputs := write.Outputs(input.Name, filepath.Ext(input.Path), formats)
		for _, out := range outputs {
			if first, ok := owner[strings.ToLower(out)]; ok {
				p := input.Path
				input.Load = func() ([]byte, error) {
					return nil, fmt.Errorf("read %s: its output %s would overwrite that of %s; rename one, or translate them with different --out folders", p, out, first)
				}
				outputs = nil
				break
			}
		}
		for _, out := range outputs {
			owner[strings.ToLower(out)] = input.Path
		}
	}
}
