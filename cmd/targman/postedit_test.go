package main

import (
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPostEditing has another program change ten targets of an XLIFF file, and
// brings it back: the ten are final, nothing else has moved, and outputs and
// memory agree.
func TestPostEditing(t *testing.T) {
	var article strings.Builder
	article.WriteString("# The mill\n\n")
	for i := range 14 {
		fmt.Fprintf(&article, "Sentence %d of the **mill** is here. ", i)
		if i%3 == 2 {
			article.WriteString("\n\n")
		}
	}
	r := newRerun(t, map[string]string{"mill.md": article.String() + "\n", "other.md": "# Other\n\nSentence 3 of the **mill** is here.\n"})
	put(t, r.path("config.yaml"), text(r.path("config.yaml"))+"output: {formats: [document, tsv, jsonl, tmx, xlf, xlf12, xlf20, xlf22, bilingual]}\n")
	r.call("translate")
	before, known := r.tables(), r.memory()

	back, edited := otherProgram(t, text(r.path("out/hy/mill.v12.xlf")), 10)
	put(t, r.path("back/mill.v12.xlf"), back)
	_, asked := r.call("merge", "--by", "Ani", "back/mill.v12.xlf")
	_, again := r.call("translate")
	if len(asked)+len(again) > 0 {
		t.Fatalf("the engine was asked for %q, %q", asked, again)
	}
	if e, _ := r.call("translate", "--force"); !strings.Contains(e.out, "(0 files written)") {
		t.Errorf("the outputs are not what a run makes:\n%s", e.out)
	}

	after, final := r.tables(), 0
	for name, rows := range after {
		for id, row := range rows {
			was := before[name][id]
			switch text, ok := edited[row.source]; {
			case ok && name == "mill":
				final++
				if row.state != "final" || row.origin != "human" || !strings.HasPrefix(row.target, text) {
					t.Errorf("%s %s is %+v, want %q, final, by a person", name, id, row, text)
				}
			case ok: // the same text elsewhere follows
				if row.state != "translated" || row.origin != "memory:exact" || !strings.HasPrefix(row.target, text) {
					t.Errorf("%s %s is %+v, want %q, translated, from the memory", name, id, row, text)
				}
			case row != was:
				t.Errorf("%s %s is %+v and was %+v", name, id, row, was)
			}
		}
		if len(rows) != len(before[name]) {
			t.Errorf("%s has %d segments and had %d", name, len(rows), len(before[name]))
		}
	}
	if final != 10 {
		t.Errorf("%d segments are final, want 10", final)
	}
	r.everyFormatHas(edited)
	r.memoryHas(known, edited, after)
}

// otherProgram changes the first targets of an XLIFF 1.2 file, as a program does
// that knows nothing of ours: it gives each another beginning and the state final,
// and returns the new beginnings by the sources without their codes.
func otherProgram(t *testing.T, file string, n int) (string, map[string]string) {
	t.Helper()
	unit := regexp.MustCompile(`(?s)<trans-unit .*?</trans-unit>`)
	target := regexp.MustCompile(`(?s)<target[^>]*>`)
	edited := map[string]string{}
	out := unit.ReplaceAllStringFunc(file, func(u string) string {
		if len(edited) == n || !strings.Contains(u, "<target") {
			return u
		}
		var read struct {
			Source struct {
				Text string `xml:",chardata"`
			} `xml:"source"`
		}
		if err := xml.Unmarshal([]byte(u), &read); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("Խմբագրված %d", len(edited))
		edited[strings.Join(strings.Fields(read.Source.Text), " ")] = text
		return target.ReplaceAllString(u, `<target state="final">`+text+" ")
	})
	if len(edited) != n {
		t.Fatalf("%d targets were changed, want %d", len(edited), n)
	}
	return out, edited
}

type tableRow struct{ state, origin, source, target string }

var cellCodes = regexp.MustCompile(`⟦/?\d+⟧`)

// tables are the rows of all articles' tables by article and id, without codes.
func (r *rerun) tables() map[string]map[string]tableRow {
	r.t.Helper()
	out := map[string]map[string]tableRow{}
	files, _ := filepath.Glob(r.path("out/hy/*.tsv"))
	for _, file := range files {
		rows := map[string]tableRow{}
		for _, line := range strings.Split(strings.TrimSpace(text(file)), "\n")[1:] {
			c := strings.Split(cellCodes.ReplaceAllString(line, ""), "\t")
			rows[c[0]] = tableRow{c[2], c[3], strings.Join(strings.Fields(c[5]), " "), c[6]}
		}
		out[strings.TrimSuffix(filepath.Base(file), ".tsv")] = rows
	}
	return out
}

// memory has the units of the memory: source, target, state and whether a person
// made it, each with how often it stands there.
func (r *rerun) memory() map[[4]string]int {
	r.t.Helper()
	e, _ := r.call("memory", "export", "--format", "tsv")
	lines := strings.Split(strings.TrimSpace(e.out), "\n")
	head := strings.Split(lines[0], "\t")
	out := map[[4]string]int{}
	for _, line := range lines[1:] {
		cells := strings.Split(cellCodes.ReplaceAllString(line, ""), "\t")
		var u [4]string
		for i, column := range []string{"source", "target", "state", "human"} {
			u[i] = strings.Join(strings.Fields(cells[slices.Index(head, column)]), " ")
		}
		out[u]++
	}
	return out
}

// everyFormatHas fails unless each output of the article has each edited text, and
// as often as it was edited.
func (r *rerun) everyFormatHas(edited map[string]string) {
	r.t.Helper()
	files, _ := filepath.Glob(r.path("out/hy/mill.*"))
	if len(files) != 9 {
		r.t.Errorf("outputs %q, want 9", files)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			r.t.Fatal(err)
		}
		for i := range len(edited) {
			if n := strings.Count(string(data)+" ", fmt.Sprintf("Խմբագրված %d ", i)); n != 1 {
				r.t.Errorf("%s has the text %d %d times", filepath.Base(file), i, n)
			}
		}
	}
}

// memoryHas fails unless the memory has, beside what it had, the edited texts as
// final and as a person's, and what the outputs have.
func (r *rerun) memoryHas(was map[[4]string]int, edited map[string]string, tables map[string]map[string]tableRow) {
	r.t.Helper()
	now := r.memory()
	for u := range now {
		if _, ok := was[u]; !ok && (edited[u[0]] == "" || !strings.HasPrefix(u[1], edited[u[0]]) || u[2] != "final" || u[3] != "yes") {
			r.t.Errorf("new in the memory: %q", u)
		}
	}
	for u := range was {
		if _, ok := now[u]; !ok && edited[u[0]] == "" {
			r.t.Errorf("gone from the memory: %q", u)
		}
	}
	for row := range maps.Values(tables["mill"]) {
		human := ""
		if row.state == "final" {
			human = "yes"
		}
		if now[[4]string{row.source, strings.Join(strings.Fields(row.target), " "), row.state, human}] == 0 {
			r.t.Errorf("the memory has not what the table has: %+v", row)
		}
	}
}
