package hy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// translitRule is one rule: a pattern between what left and right match
// becomes one of out, the best first.
type translitRule struct {
	pattern     string
	left, right *regexp.Regexp
	out         []string
}

// readTranslit reads the notation that translit/rules.txt explains.
func readTranslit(text string) (map[string]*translit, error) {
	sections := map[string][]translitRule{}
	bases := map[string]string{}
	section := ""
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			tags := strings.Fields(strings.Trim(line, "[]"))
			if section = tags[0]; len(tags) > 1 {
				bases[section] = tags[1]
			}
			continue
		}
		for field := range strings.FieldsSeq(line) {
			r, err := readRule(field)
			if err != nil {
				return nil, fmt.Errorf("read transliteration rules, line %d: %w", n+1, err)
			}
			sections[section] = append(sections[section], r)
		}
	}
	out := map[string]*translit{}
	for tag, rules := range sections {
		out[tag] = newTranslit(append(slices.Clone(rules), sections[bases[tag]]...))
	}
	return out, nil
}

// readRule reads one rule: pattern/left_right=best|second.
func readRule(field string) (translitRule, error) {
	source, target, ok := strings.Cut(field, "=")
	pattern, context, _ := strings.Cut(source, "/")
	if !ok || pattern == "" || target == "" {
		return translitRule{}, fmt.Errorf("found %q, expected pattern/left_right=best|second; correct it", field)
	}
	r := translitRule{pattern: pattern}
	left, right, _ := strings.Cut(context, "_")
	var err error
	if left != "" {
		if r.left, err = regexp.Compile("(?:" + left + ")$"); err != nil {
			return r, fmt.Errorf("read %q: %w", field, err)
		}
	}
	if right != "" {
		if r.right, err = regexp.Compile("^(?:" + right + ")"); err != nil {
			return r, fmt.Errorf("read %q: %w", field, err)
		}
	}
	for option := range strings.SplitSeq(target, "|") {
		r.out = append(r.out, strings.TrimPrefix(option, "0"))
	}
	return r, nil
}

// readNames reads translit/names.txt.
func readNames(text string) map[string][]spelling {
	out := map[string][]spelling{}
	for line := range strings.Lines(text) {
		name, targets, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || name == "#" {
			continue
		}
		for rank, target := range strings.Split(targets, "|") {
			key := strings.ToLower(name)
			out[key] = append(out[key], spelling{target, rank})
		}
	}
	return out
}
