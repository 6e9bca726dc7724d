package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// returning is a project with aligned files that people may spoil.
func returning(t *testing.T) *rerun {
	r := newRerun(t, map[string]string{"a.md": "The **old** mill turns.\n\nWater runs.\n"})
	put(t, r.path("config.yaml"), text(r.path("config.yaml"))+"output: {formats: [document, tsv, jsonl, tmx, xlf, xlf12]}\n")
	r.call("translate")
	return r
}

// TestMergeOfBadFiles: whatever comes back, it is merged where that is clear,
// listed where it is not, or refused with what is wrong in it; and then nothing
// has changed.
func TestMergeOfBadFiles(t *testing.T) {
	const doctype = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`
	deep := strings.Repeat("<g>", 10_000) + strings.Repeat("</g>", 10_000)
	runs := regexp.MustCompile(`(Water runs\.[\s\S]{0,400}?<(?:target|seg)[^>]*>)[^<]*`)
	old := regexp.MustCompile(`(?s)<target[^>]*>[^<]*<(?:pc|bpt).*?</target>`)
	said := func(how string) func(string) string {
		return func(s string) string { return runs.ReplaceAllString(s, "${1}"+how) }
	}
	replace := func(was, is string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, was) {
				t.Fatalf("there is no %s in\n%s", was, s)
			}
			return strings.Replace(s, was, is, 1)
		}
	}
	coded := func(target string) func(string) string {
		return func(s string) string {
			if !old.MatchString(s) {
				t.Fatalf("no target with codes in\n%s", s)
			}
			return old.ReplaceAllString(s, target)
		}
	}
	for _, c := range []struct {
		name, ext string
		spoil     func(string) string
		code      int
		says      string
	}{
		{"TMX with a document type", ".tmx", replace("<tmx", `<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx`), exitDone, "0 of 2 segments were merged; 2 are as they were"},
		{"TMX with entities of its own", ".tmx", replace("<tmx", doctype+"<tmx"), exitUsage, "found a document type with declarations of its own"},
		{"TMX with an entity that is not declared", ".tmx", said("&e;"), exitUsage, "invalid character entity &e;"},
		{"TMX with an illegal character", ".tmx", said("a\x01"), exitUsage, "illegal character code U+0001"},
		{"TMX with bytes that are no UTF-8", ".tmx", said("a\xff"), exitUsage, "invalid UTF-8"},
		{"TMX without a language", ".tmx", func(s string) string { return strings.ReplaceAll(s, ` xml:lang="hy"`, "") }, exitUsage, "found no segment in en and hy"},
		{"TMX with two variants of a language", ".tmx", replace(`<tuv xml:lang="hy"`, `<tuv xml:lang="hy-AM"><seg>ուրիշ</seg></tuv><tuv xml:lang="hy"`), exitDone, "0 of 2 segments were merged; 2 are as they were"},
		{"TMX that breaks off", ".tmx", func(s string) string { return s[:len(s)/2] }, exitUsage, "found broken XML"},
		{"XLIFF 1.2 that names a file", ".v12.xlf", replace("<xliff", doctype+"<xliff"), exitUsage, "found a document type with declarations of its own"},
		{"XLIFF 2 that names a file", ".xlf", replace("<xliff", doctype+"<xliff"), exitUsage, "found a document type with declarations of its own"},
		{"XLIFF 1.2 ten thousand deep", ".v12.xlf", said(deep), exitUsage, "found elements nested deeper than 200"},
		{"XLIFF 2 ten thousand deep", ".xlf", said(deep), exitUsage, "found elements nested deeper than 200"},
		{"XLIFF 2 with an id twice", ".xlf", replace(`<segment id="2.1"`, `<segment id="1.1"`), exitDone, "0 of 2 segments were merged; 2 are as they were"},
		{"XLIFF 2 with states of 1.2", ".xlf", func(s string) string {
			return regexp.MustCompile(`state="translated"`).ReplaceAllString(s, `state="signed-off"`)
		}, exitDone, "translated → reviewed"},
		{"XLIFF 2 with a state of nobody's", ".xlf", func(s string) string { return strings.ReplaceAll(s, `state="translated"`, `state="x:perfect"`) }, exitDone, "0 of 2 segments were merged; 2 are as they were"},
		{"XLIFF 2, a target without codes", ".xlf", coded("<target>Հին</target>"), exitFindings, "a.md 1.1: "},
		{"XLIFF 2, codes doubled", ".xlf", coded(`<target><pc id="1" dataRefStart="d1" dataRefEnd="d1">Հին</pc> <pc id="1" dataRefStart="d1" dataRefEnd="d1">ջրաղաց</pc></target>`), exitFindings, "a.md 1.1: "},
		{"XLIFF 2, references that lead nowhere", ".xlf", coded(`<target><sc id="7" dataRef="d99"/>Հին<ec startRef="99"/></target>`), exitFindings, "a.md 1.1: "},
		{"XLIFF 1.2, a target without codes", ".v12.xlf", coded("<target>Հին</target>"), exitFindings, "a.md 1.1: "},
		{"XLIFF 1.2, codes doubled", ".v12.xlf", coded(`<target><bpt id="1">**</bpt><bpt id="1">**</bpt>Հին<ept id="1">**</ept></target>`), exitFindings, "a.md 1.1: "},
		{"XLIFF 1.2, references that lead nowhere", ".v12.xlf", coded(`<target><bpt id="1" rid="8">**</bpt>Հին<ept id="1" rid="9">**</ept></target>`), exitFindings, "a.md 1.1: "},
		{"XLIFF of another project", ".v12.xlf", func(s string) string {
			return strings.NewReplacer(`original="a.md"`, `original="z.md"`, ">The ", ">A ", "Water", "Sand").Replace(s)
		}, exitUsage, "no segment of it stands in an article of this project"},
		{"JSON lines that break off", ".jsonl", func(s string) string { return strings.TrimSpace(s)[:len(s)-40] }, exitUsage, "found no JSON object"},
		{"a table with a cell too many", ".tsv", func(s string) string { return s + "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\n" }, exitUsage, "found 11 cells, expected 10"},
		{"nothing", ".xlf", func(string) string { return "" }, exitUsage, "found nothing, expected an aligned file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := returning(t)
			put(t, r.path("back/a"+c.ext), c.spoil(text(r.path("out/hy/a"+c.ext))))
			before := times(t, r.path("out"))
			e := end(t, command(t, r.folder, "merge", "back/a"+c.ext))
			if e.code != c.code || !strings.Contains(e.out+e.err, c.says) {
				t.Fatalf("exit code %d, want %d, and it does not say %q:\n%s%s", e.code, c.code, c.says, e.out, e.err)
			}
			if after := times(t, r.path("out")); (after == before) == strings.Contains(c.says, "→") {
				t.Errorf("outputs were\n%s\nand are\n%s", before, after)
			}
		})
	}
}

// TestNewerMemory: every command that opens a memory of a later version refuses
// it and leaves it as it is.
func TestNewerMemory(t *testing.T) {
	r := returning(t)
	file := r.path("state/memory.db")
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99"); err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	was := text(file)
	put(t, r.path("tm.tmx"), text(r.path("out/hy/a.tmx")))
	for _, args := range [][]string{{"translate"}, {"translate", "--dry-run"}, {"analyse"}, {"merge", "out/hy/a.xlf"}, {"merge", "--dry-run", "out/hy/a.xlf"},
		{"memory", "import", "tm.tmx"}, {"memory", "export"}, {"memory", "stats"}, {"memory", "clean"}, {"memory", "lookup", "Water runs."},
		{"align", "--keep", "articles/a.md", "out/hy/a.md", "--out", "pairs"}, {"glossary", "apply"}, {"export", "omegat", "project"}} {
		c := command(t, r.folder, args...)
		c.Env = append(c.Env, "VENDOR_KEY=key")
		e := end(t, c)
		if e.code == exitDone || e.code == exitFindings || !strings.Contains(e.err, "it was written by a newer version of this program") {
			t.Errorf("%q ended with %d: %s%s", args, e.code, e.out, e.err)
		}
		if text(file) != was {
			t.Fatalf("%q has changed the memory", args)
		}
		if exists(file + "-wal") {
			t.Errorf("%q has left a log", args)
		}
	}
}

// TestAlignOfBadPairs: documents that are no translations of each other, and an
// empty side, write nothing.
func TestAlignOfBadPairs(t *testing.T) {
	var strange, armenian string
	for i := range 24 {
		strange += fmt.Sprintf("In %d the parliament of town %d voted on %d laws, which %d of its members had never read.\n\n", 1900+i, 7*i, 3*i+2, 5*i)
		armenian += fmt.Sprintf("Ջրաղաց %d։\n\n", 113*i+19)
	}
	for name, c := range map[string]struct{ en, hy, says string }{
		"no translations of each other": {strange, armenian, "are no translations of each other"},
		"an empty source":               {"", armenian, "en.txt: there is no text in it"},
		"an empty translation":          {"The mill stands by the river.\n", " \n\n", "hy.txt: there is no text in it"},
		"a translation of marks":        {"The mill stands by the river.\n", "***\n\n---\n", "hy.txt"},
		"a file that is no document":    {"The mill stands by the river.\n", "\x00\x01\x02\x03", "hy.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := project(t, map[string]string{"en.txt": c.en, "hy.txt": c.hy, "config.yaml": "backend: memory\n"})
			e := end(t, command(t, folder, "align", "--keep", "en.txt", "hy.txt"))
			if e.code == exitDone || !strings.Contains(e.err, c.says) {
				t.Errorf("exit code %d: %s%s", e.code, e.out, e.err)
			}
			left, _ := filepath.Glob(filepath.Join(folder, "out", "*", "*", "*"))
			if len(left) > 0 {
				t.Errorf("it wrote %q", left)
			}
			e = end(t, command(t, folder, "memory", "export"))
			if strings.Contains(e.out, "<tuv") {
				t.Errorf("the memory has\n%s", e.out)
			}
		})
	}
}
