package glossary

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Load reads a glossary from files and folders; of a folder it takes every
// *.yaml in it, not those further down. The order of paths makes no
// difference. The error joins a Problem for everything that is wrong in the
// files, as far as MaxProblems.
func Load(paths ...string) (*Glossary, error) {
	var bad problems
	var concepts []*Concept
	for _, file := range yamlFiles(paths, &bad) {
		data, err := readFile(file)
		if err != nil {
			bad.add(err)
			continue
		}
		concepts = append(concepts, parse(file, data, bad.report)...)
	}
	g := assemble(concepts, bad.report)
	if err := bad.err(); err != nil {
		return nil, err
	}
	return g, nil
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

// readFile reads a file within the limits and refuses what YAML would report
// badly: bytes that are not UTF-8, and tabs.
func readFile(file string) (string, error) {
	info, err := os.Stat(file)
	if err != nil {
		return "", fmt.Errorf("read glossary: %w", err)
	}
	if !info.Mode().IsRegular() {
		return "", Problem{file, 0, "something that is not a file", "a YAML file", "check the path"}
	}
	if info.Size() > MaxFileBytes {
		return "", Problem{file, 0, fmt.Sprintf("%d bytes", info.Size()),
			fmt.Sprintf("at most %d", MaxFileBytes), "split the file"}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read glossary: %w", err)
	}
	return checkText(file, data)
}

func checkText(file string, data []byte) (string, error) {
	for n, rest := 1, data; len(rest) > 0; n++ {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if !utf8.Valid(line) {
			return "", Problem{file, n, "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8"}
		}
		if bytes.IndexByte(line, '\t') >= 0 {
			return "", Problem{file, n, "a tab", "spaces", "indent with two spaces"}
		}
		rest = after
	}
	return strings.TrimPrefix(string(data), "\uFEFF"), nil
}
