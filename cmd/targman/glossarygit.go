package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"targman/glossary"
)

// repository reads files out of a revision with the git that is installed. It
// never writes and never runs what a repository configures.
type repository struct {
	ctx context.Context
	env []string
	// top is the folder of the work tree.
	top string
}

// openRepository finds the repository that a folder is in.
func (p *program) openRepository(ctx context.Context, folder string) (*repository, error) {
	r := &repository{ctx: ctx, env: p.env, top: folder}
	top, err := r.git("rev-parse", "--show-toplevel")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("run git: no such program; install git, or compare two files or folders")
	}
	if err != nil {
		return nil, fmt.Errorf("find the git repository of %s: %w; run this inside one, or compare two files or folders", folder, err)
	}
	r.top = strings.TrimRight(string(top), "\r\n")
	return r, nil
}

// git runs git and returns what it prints; the error is what it says.
func (r *repository) git(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(r.ctx, "git", append([]string{"-C", r.top}, args...)...)
	cmd.Env = r.env
	out, err := cmd.Output()
	if ctx := r.ctx.Err(); ctx != nil {
		return nil, ctx
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		if said := strings.TrimSpace(string(exit.Stderr)); said != "" {
			return nil, errors.New(strings.ReplaceAll(said, "\n", "; "))
		}
		return nil, fmt.Errorf("git %s: exit code %d", args[0], exit.ExitCode())
	}
	return out, err
}

// commit is the hash of a revision.
func (r *repository) commit(revision string) (string, error) {
	out, err := r.git("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if r.ctx.Err() != nil {
		return "", r.ctx.Err()
	}
	shallow, _ := r.git("rev-parse", "--is-shallow-repository")
	if strings.TrimSpace(string(shallow)) == "true" {
		return "", fmt.Errorf("read revision %q: it is not in this clone, which is shallow; run git fetch --unshallow (in GitHub Actions: fetch-depth: 0)", revision)
	}
	return "", fmt.Errorf("read revision %q: there is none in %s, and no file or folder of that name; see git log and git branch --all", revision, r.top)
}

// files reads the glossary files behind the paths as they were in a revision;
// a path that was not there yet gives none.
func (r *repository) files(revision string, paths []string) ([]glossary.File, error) {
	commit, err := r.commit(revision)
	if err != nil {
		return nil, err
	}
	var out []glossary.File
	for _, p := range paths {
		below, err := r.below(p)
		if err != nil {
			return nil, err
		}
		found, err := r.list(commit, below)
		if err != nil {
			return nil, fmt.Errorf("read revision %q: %w", revision, err)
		}
		for _, e := range found {
			data, err := r.git("cat-file", "blob", e.object)
			if err != nil {
				return nil, fmt.Errorf("read %s:%s: %w", revision, e.name, err)
			}
			out = append(out, glossary.File{Name: revision + ":" + e.name, Data: data})
		}
	}
	return out, nil
}

// below is a path as the repository names it.
func (r *repository) below(p string) (string, error) {
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		abs = filepath.Join(folder, filepath.Base(abs))
	}
	top, err := filepath.EvalSymlinks(r.top)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(top, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", fmt.Errorf("find %s in git: it is outside of the repository %s; name files of one repository", p, r.top)
	}
	return filepath.ToSlash(rel), nil
}

// object is a file in a revision.
type object struct{ name, object string }

// list finds the file at a path, or the *.yaml files in the folder there.
func (r *repository) list(commit, below string) ([]object, error) {
	found, err := r.tree(commit, below)
	if err != nil || len(found) > 0 {
		return found, err
	}
	inside := below + "/"
	if below == "." {
		inside = ""
	}
	found, err = r.tree(commit, inside)
	return slices.DeleteFunc(found, func(o object) bool { return path.Ext(o.name) != ".yaml" }), err
}

// tree lists the files that git lists for a path; folders are left out.
func (r *repository) tree(commit, below string) ([]object, error) {
	args := []string{"ls-tree", "-z", "-l", commit}
	if below != "" {
		args = append(args, "--", below)
	}
	out, err := r.git(args...)
	if err != nil {
		return nil, err
	}
	var found []object
	for entry := range bytes.SplitSeq(bytes.TrimRight(out, "\x00"), []byte{0}) {
		about, name, _ := strings.Cut(string(entry), "\t")
		fields := strings.Fields(about) // mode, type, object, size
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "100") {
			continue
		}
		if size, err := strconv.ParseInt(fields[3], 10, 64); err != nil || size > glossary.MaxFileBytes {
			return nil, fmt.Errorf("%s has %s bytes, and a glossary file at most %d; split it", name, fields[3], glossary.MaxFileBytes)
		}
		found = append(found, object{name, fields[2]})
	}
	return found, nil
}

// isThere says that a path exists.
func isThere(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}
