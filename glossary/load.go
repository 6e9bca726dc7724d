package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// File is one glossary file that has been read.
type File struct {
	// Name is how messages call it.
	Name string
	Data []byte
}

// Load reads a glossary from files and folders; of a folder it takes every
// *.yaml in it, not those further down. The order of paths makes no
// difference. The error joins a Problem for everything that is wrong in the
// files, as far as MaxProblems.
func Load(paths ...string) (*Glossary, error) {
	files, unread := ReadFiles(paths...)
	g, err := Parse(files...)
	if err := errors.Join(unread, err); err != nil {
		return nil, err
	}
	return g, nil
}

// Parse makes a glossary of files that have been read.
func Parse(files ...File) (*Glossary, error) {
	var bad problems
	g := assemble(gather(files, bad.report), bad.report)
	if err := bad.err(); err != nil {
		return nil, err
	}
	return g, nil
}

// ParseEach makes a glossary of files in which every concept is well formed;
// what is wrong between concepts, such as a spelling that two of them claim, is
// passed over and the first concept of an id stands. It is for comparing with
// an older state, not for translating.
func ParseEach(files ...File) (*Glossary, error) {
	var bad problems
	concepts := gather(files, bad.report)
	if err := bad.err(); err != nil {
		return nil, err
	}
	return assemble(concepts, func(Problem) {}), nil
}

// gather reads the concepts of all files.
func gather(files []File, report func(Problem)) []*Concept {
	var out []*Concept
	for _, f := range files {
		if text, ok := f.text(report); ok {
			out = append(out, parse(f.Name, text, report)...)
		}
	}
	return out
}

// ReadFiles reads the files that Load would, ascending by name. It gives what
// could be read even when the error is not nil.
func ReadFiles(paths ...string) ([]File, error) {
	var bad problems
	var out []File
	for _, name := range yamlFiles(paths, &bad) {
		data, err := readFile(name)
		if err != nil {
			bad.add(err)
			continue
		}
		out = append(out, File{name, data})
	}
	return out, bad.err()
}

// yamlFiles lists the files behind the paths, each once, ascending.
func yamlFiles(paths []string, bad *problems) []string {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			bad.add(fmt.Errorf("read glossary: %w; check the path", err))
		case !info.IsDir():
			out = append(out, filepath.Clean(path))
		default:
			found, err := yamlIn(path)
			if err != nil {
				bad.add(err)
			}
			out = append(out, found...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// yamlIn lists the *.yaml files of a folder; a folder without any is an error.
func yamlIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read glossary folder: %w; check its permissions", err)
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() && filepath.Ext(e.Name()) == ".yaml" {
			out = append(out, filepath.Join(folder, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("read glossary folder %s: no *.yaml file is in it; check the path", folder)
	}
	return out, nil
}

// readFile reads a file within the limits.
func readFile(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read glossary: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, Problem{File: file, Found: "something that is not a file", Expected: "a YAML file", Fix: "check the path"}
	}
	if info.Size() > MaxFileBytes {
		return nil, tooLarge(file, info.Size())
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read glossary: %w", err)
	}
	return data, nil
}

func tooLarge(file string, size int64) Problem {
	return Problem{File: file, Found: fmt.Sprintf("%d bytes", size),
		Expected: fmt.Sprintf("at most %d", MaxFileBytes), Fix: "split the file", Rule: "syntax"}
}

// text is the file's text. It refuses what YAML would report badly: bytes that
// are not UTF-8, tabs, and the line ends that only YAML knows; and what has so
// many parts that parsing it would take the memory of the machine.
func (f File) text(report func(Problem)) (string, bool) {
	if len(f.Data) > MaxFileBytes {
		report(tooLarge(f.Name, int64(len(f.Data))))
		return "", false
	}
	parts := 0
	for n, rest := 1, f.Data; len(rest) > 0; n++ {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		parts += partsIn(line)
		p := Problem{File: f.Name, Line: n, Rule: "syntax"}
		switch {
		case !utf8.Valid(line):
			p.Found, p.Expected, p.Fix = "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8"
		case bytes.IndexByte(line, '\t') >= 0:
			p.Found, p.Expected, p.Fix = "a tab", "spaces", "indent with two spaces"
		case bytes.ContainsAny(line, "\u0085\u2028\u2029") || bytes.IndexByte(bytes.TrimSuffix(line, []byte("\r")), '\r') >= 0:
			p.Found, p.Expected, p.Fix = "a control character that ends a line", "line feeds", "remove it"
		case parts > MaxParts:
			p.Found, p.Expected, p.Fix = fmt.Sprintf("more than %d keys, values and items", MaxParts), "less in one file", "split the file"
		}
		if p.Found != "" {
			report(p)
			return "", false
		}
		rest = after
	}
	return strings.TrimPrefix(string(f.Data), "\uFEFF"), true
}

// partsIn is how many keys, values and items a line has at most.
func partsIn(line []byte) int {
	line = bytes.TrimLeft(line, " ")
	if len(line) == 0 || line[0] == '#' {
		return 0
	}
	n := 1
	for _, mark := range []string{"- ", "? ", ":", ",", "[", "{"} {
		n += bytes.Count(line, []byte(mark))
	}
	return n
}
