package read

import (
	"strings"
	"testing"
)

// Each of these would make a parser without limits overflow its stack or look
// back over everything before. The reader takes them or says what is too much.
func TestMarkdownLimits(t *testing.T) {
	const many = 10_000
	rep := strings.Repeat
	for _, tt := range []struct{ name, src, want string }{
		{"quotes in quotes", rep(">", many) + " a", "line 1: lists and quotes more than 100 deep"},
		{"quotes with spaces", "a\n\n" + rep("> ", many) + "a", "line 3: lists and quotes more than 100 deep"},
		{"lists in lists", rep("- ", many) + "a", "line 1: lists and quotes more than 100 deep"},
		{"lists by indentation", nestedList(200), "lists and quotes more than 100 deep"},
		{"notes in notes", rep("[^1]: ", many) + "a", "line 1: lists and quotes more than 100 deep"},
		{"opening brackets", rep("[", many), "line 1: more than 2000 marks"},
		{"brackets in brackets", rep("[", many) + "a" + rep("]", many), "line 1: more than 2000 marks"},
		{"asterisks", "\\" + rep("*", many), "line 1: more than 2000 marks"},
		{"asterisks that never pair", rep("*a ", many), "line 1: more than 2000 marks"},
		{"pairs of two kinds", rep("a**b", many) + rep("c*", many), "line 1: more than 2000 marks"},
		{"backticks", backticks(70), "line 1: more than 2000 marks"},
		{"link targets without end", rep("[a](<b", many), "line 1: more than 2000 marks"},
		{"tags without end", rep("<a ", many), "line 1: more than 2000 marks"},
		{"marks in a heading", "# " + rep("_a ", many), "line 1: more than 2000 marks"},
		{"marks in a cell", "|" + rep("~a ", many) + "|\n|-|\n", "line 1: more than 2000 marks"},
		{"long line", rep("word ", 10<<20), "line 1: a paragraph of 52428800 bytes, and the limit is 1048576: cut it into several"},
		{"long heading with a mark", "# " + rep("word ", 1<<20) + "*a*", "line 1: a paragraph of"},
		{"many lines", "a\n\n" + rep("b\n", 2*many), "line 3: a paragraph or table of 20000 lines"},
		{"many definitions", rep("[a]: b\n", 2*many), "line 1: a paragraph or table of 20000 lines"},
		{"wide table with short rows", rep("|a", many) + "|\n" + rep("|-", many) + "|\n" + rep("b\n", many/2), "a table of more than 200000 cells"},
		{"many notes", rep("[^a]: b\n\n", many), "line 4001: more than 2000 footnotes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Markdown().Read(tt.src, Options{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// What a person writes at most is well inside.
func TestMarkdownBelowTheLimits(t *testing.T) {
	rep := strings.Repeat
	for name, src := range map[string]string{
		"deep quotes":      rep("> ", 90) + "a",
		"deep list":        nestedList(90),
		"many links":       rep("[a](b) ", 900),
		"long paragraph":   rep("word ", 100_000),
		"long table":       "|a|b|\n|-|-|\n" + rep("|c|d|\n", 9000),
		"many notes":       rep("[^1]\n\n", 3000) + "[^1]: a\n",
		"long code":        "```\n" + rep("*[`<\n", 100_000) + "```\na",
		"line of dashes":   rep("-", 100_000) + "\na",
		"line of stars":    rep("*", 1500) + "a",
		"many paragraphs":  rep("*a* [b](c)\n\n", 20_000),
		"nested strong":    rep("*", 900) + "a" + rep("*", 900),
		"bytes at the end": "a" + rep(" ", 1<<19),
	} {
		if p, err := Markdown().Read(src, Options{}); err != nil || len(p.Blocks) == 0 {
			t.Errorf("%s: %v, %d blocks", name, err, len(p.Blocks))
		}
	}
}

// nestedList has each item inside the one before.
func nestedList(depth int) string {
	var out strings.Builder
	for i := range depth {
		out.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return out.String()
}

// backticks are runs of different lengths, none of which closes another.
func backticks(runs int) string {
	var out strings.Builder
	for i := range runs {
		out.WriteString(strings.Repeat("`", 1+i) + "a")
	}
	return out.String()
}
