package main

import (
	"fmt"
	"os"
	"path"
	"strings"

	"golang.org/x/text/language"

	"targman/pipeline"
)

// couples are the documents that belong together.
type couples struct {
	list []pipeline.Couple
	// Alone are the files without a partner.
	Alone []string
}

// couples finds the documents of two arguments: two files are one couple, of
// two folders those are that have the same name.
func (a *alignment) couples(source, target string) (*couples, error) {
	var sides [2][]pipeline.Input
	tags := [2]string{a.cfg.Source, a.cfg.Targets[0]}
	folders := 0
	for i, arg := range []string{source, target} {
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			folders++
		}
		in, err := a.cfg.kept([]string{arg})
		if err != nil {
			return nil, err
		}
		sides[i] = in.list
	}
	if folders == 1 {
		return nil, fmt.Errorf("align %s with %s: one is a folder and the other is none; name two files or two folders", source, target)
	}
	if folders == 0 && len(sides[0]) == 1 && len(sides[1]) == 1 {
		s := sides[0][0]
		s.Name, _ = nameOf(s.Name, tags[0])
		return &couples{list: []pipeline.Couple{{Source: s, Target: sides[1][0]}}}, nil
	}
	if sameFolder(source, target) {
		for i := range sides {
			sides[i] = ofLanguage(sides[i], tags[i])
		}
	}
	return pair(sides, tags)
}

// sameFolder says that both sides stand in one folder, told apart by the
// languages in their names.
func sameFolder(source, target string) bool {
	a, err := os.Stat(source)
	if err != nil {
		return false
	}
	b, err := os.Stat(target)
	return err == nil && os.SameFile(a, b)
}

// ofLanguage are the documents that have a language in their names.
func ofLanguage(list []pipeline.Input, tag string) []pipeline.Input {
	var out []pipeline.Input
	for _, in := range list {
		if _, ok := nameOf(in.Name, tag); ok {
			out = append(out, in)
		}
	}
	return out
}

// nameOf is the name of a document without the language in it, and whether
// there was one: a.en, a_en, a-en and en/a are all a.
func nameOf(name, tag string) (string, bool) {
	base, _ := language.Make(tag).Base()
	var parts []string
	found := false
	for part := range strings.SplitSeq(name, "/") {
		if is(part, tag) || is(part, base.String()) {
			found = true
			continue
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return name, false
	}
	last := &parts[len(parts)-1]
	for _, t := range []string{tag, base.String()} {
		if n := len(*last) - len(t) - 1; n > 0 && is((*last)[n+1:], t) && strings.ContainsRune("._-", rune((*last)[n])) {
			*last, found = (*last)[:n], true
			break
		}
	}
	return path.Join(parts...), found
}

func is(a, b string) bool { return strings.EqualFold(a, b) }

// pair puts the documents of two folders together by their names.
func pair(sides [2][]pipeline.Input, tags [2]string) (*couples, error) {
	var byName [2]map[string]pipeline.Input
	for i, list := range sides {
		byName[i] = map[string]pipeline.Input{}
		for _, in := range list {
			name, _ := nameOf(in.Name, tags[i])
			key := caseless(name)
			if other, ok := byName[i][key]; ok {
				return nil, fmt.Errorf("align: %s and %s are both %q without language and extension; rename one or move it away", other.Path, in.Path, name)
			}
			in.Name = name
			byName[i][key] = in
		}
	}
	out := &couples{}
	for _, in := range sides[0] {
		name, _ := nameOf(in.Name, tags[0])
		if target, ok := byName[1][caseless(name)]; ok {
			out.list = append(out.list, pipeline.Couple{Source: byName[0][caseless(name)], Target: target})
			delete(byName[1], caseless(name))
		} else {
			out.Alone = append(out.Alone, in.Path)
		}
	}
	for _, in := range sides[1] {
		name, _ := nameOf(in.Name, tags[1])
		if _, left := byName[1][caseless(name)]; left {
			out.Alone = append(out.Alone, in.Path)
		}
	}
	if len(out.list) == 0 {
		return nil, fmt.Errorf("align: no two documents have the same name; a.%s.html goes with a.%s.html, and %s/a.txt with %s/a.md", tags[0], tags[1], tags[0], tags[1])
	}
	return out, nil
}
