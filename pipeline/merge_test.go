package pipeline_test

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"targman/pipeline"
	"targman/pipeline/aligned"
	"targman/pipeline/bitext"
)

// desk is a workshop with one article that was translated and written.
type desk struct {
	*workshop
	t      *testing.T
	inputs []pipeline.Input
}

const mergeArticle = "# Talks in Ankara\n\nThe talks **ended** early. Nobody was pleased.\n\nNobody was pleased.\n\nSee https://example.org/a for more.\n"

func newDesk(t *testing.T) *desk {
	w := newWorkshop(t)
	w.formats = []string{"document", "tsv", "tmx", "xlf", "xlf12", "jsonl"}
	d := &desk{w, t, []pipeline.Input{input("news/talks.md", mergeArticle), input("other.md", "# Another one\n")}}
	w.must(d.line(&engine{answer: shouted}), d.inputs)
	return d
}

// returned reads a file as people give it back.
func returned(t *testing.T, name, data string) []pipeline.Returned {
	t.Helper()
	r, err := aligned.Open(name, strings.NewReader(data), aligned.Options{Source: "en", Target: "hy", Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []pipeline.Returned
	for {
		u, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, pipeline.Returned{Unit: u, File: name, Hint: strings.TrimSuffix(name, ".tsv")})
	}
}

func (d *desk) merge(name, data string, o pipeline.Merging) *pipeline.Merged {
	d.t.Helper()
	m, err := d.line(nil).Merge(ctx, d.inputs, returned(d.t, name, data), o)
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// aligned files of the article as they were written.
func (d *desk) file(ext string) string { return d.written()["news/talks"+ext] }

// swap replaces what must be there.
func swap(t *testing.T, s string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s, pairs[i]) {
			t.Fatalf("%q is not in %s", pairs[i], s)
		}
		s = strings.Replace(s, pairs[i], pairs[i+1], 1)
	}
	return s
}

func left(m *pipeline.Merged) (ids []string) {
	for _, l := range m.Left {
		ids = append(ids, l.ID)
	}
	return ids
}

// TestMergeEveryFormat changes a segment in each format: it is a person's work
// then, stands in every output, and nothing else has moved.
func TestMergeEveryFormat(t *testing.T) {
	for _, x := range []struct{ ext, before, after string }{
		{".tsv", "\ttranslated\tbackend:test\t0\tTalks in Ankara\tԱ Talks in Ankara", "\tfinal\tbackend:test\t0\tTalks in Ankara\tԲանակցություններ Անկարայում"},
		{".tmx", "<seg>Ա Talks in Ankara</seg>", "<seg>Բանակցություններ Անկարայում</seg>"},
		{".xlf", `Ա Talks in <mrk id="m1" type="term" ref="#gls=g1">Ankara</mrk></target>`, "Բանակցություններ Անկարայում</target>"},
		{".jsonl", `"target":"Ա Talks in Ankara"`, `"target":"Բանակցություններ Անկարայում"`},
		{".v12.xlf", ">Ա Talks in Ankara</target>", ">Բանակցություններ Անկարայում</target>"},
	} {
		t.Run(x.ext, func(t *testing.T) {
			d := newDesk(t)
			if m := d.merge("news/talks"+x.ext, d.file(x.ext), pipeline.Merging{}); len(m.Changes)+len(m.Left) > 0 || m.Unchanged == 0 {
				t.Fatalf("a file that nobody has touched: %+v", m)
			}
			before := d.written()
			file := d.file(x.ext)
			if x.ext == ".xlf" { // marks are the writer's own business
				file = regexp.MustCompile(`<mrk[^>]*>([^<]*)</mrk></target>`).ReplaceAllString(file, "$1</target>")
				x.before = "Ա Talks in Ankara</target>"
			}
			m := d.merge("news/talks"+x.ext, swap(t, file, x.before, x.after), pipeline.Merging{By: "Ani"})
			if len(m.Changes) != 1 || len(m.Left) > 0 || m.Changes[0].After != "Բանակցություններ Անկարայում" || m.Changes[0].Unit != "1.1" {
				t.Fatalf("merged %+v", m)
			}
			d.must(d.line(nil), d.inputs)
			after := d.written()
			if !strings.Contains(after["news/talks.md"], "# Բանակցություններ Անկարայում\n") || !strings.Contains(after["news/talks.tmx"], `creationid="Ani"`) {
				t.Errorf("the outputs have\n%s\n%s", after["news/talks.md"], after["news/talks.tmx"])
			}
			for _, u := range returned(t, "a", after["news/talks.v12.xlf"]) {
				if was := "Ա " + u.Source.Text; u.ID != "1.1" && strings.HasPrefix(u.Target.Text, "Ա ") && u.Target.Text != was {
					t.Errorf("%s has become %q", u.ID, u.Target.Text)
				}
			}
			if before["other.md"] != after["other.md"] {
				t.Error("another article has changed")
			}
			times := d.times()
			d.must(d.line(&engine{answer: shouted}), d.inputs)
			for name, time := range d.times() {
				if !time.Equal(times[name]) {
					t.Errorf("the next run writes %s anew", name)
				}
			}
			if m := d.merge("news/talks"+x.ext, swap(t, file, x.before, x.after), pipeline.Merging{}); len(m.Changes)+len(m.Left) > 0 {
				t.Errorf("merged twice: %+v", m)
			}
		})
	}
}

// TestMergeJudges has a file in which one thing is other than it was.
func TestMergeJudges(t *testing.T) {
	const ended = `<target state="translated" state-qualifier="leveraged-mt">Ա The talks <bpt id="1" ctype="x-fmt">**</bpt>ended<ept id="1">**</ept> early.</target>`
	const pleased = `>Ա Nobody was pleased.</target>`
	for _, x := range []struct {
		name        string
		edit        []string
		changes     int
		left, state string
	}{
		{name: "reviewed as it is", edit: []string{`>Ա Talks`, ` state="signed-off">Ա Talks`, ` state="translated" state-qualifier="leveraged-mt" state`, ` state`}, changes: 1, state: "reviewed"},
		{name: "a changed text whose state nobody has set", edit: []string{` state="translated" state-qualifier="leveraged-mt">Ա Talks`, `>Խոսք`}, changes: 1, state: "translated"},
		{name: "a state that is lower", edit: []string{` state="translated" state-qualifier="leveraged-mt">Ա Talks`, ` state="new">Ա Talks`}},
		{name: "emptied", edit: []string{ended, "<target/>"}, left: "target-emptied"},
		{name: "codes kept and moved", edit: []string{ended, `<target><bpt id="1">**</bpt>Ավարտ<ept id="1">**</ept>։</target>`}, changes: 1, state: "translated"},
		{name: "codes missing", edit: []string{ended, `<target>Ավարտ։</target>`}, left: "code-missing code-missing"},
		{name: "codes doubled", edit: []string{ended, `<target><bpt id="1">**</bpt><bpt id="1">**</bpt>Ավարտ<ept id="1">**</ept>։</target>`}, left: "code-doubled"},
		{name: "a code of nowhere", edit: []string{ended, `<target><bpt id="1">**</bpt>Ավարտ<ept id="1">**</ept>։<ph id="9">x</ph></target>`}, left: "code-unknown"},
		{name: "an end before its start", edit: []string{ended, `<target><ept id="1">**</ept>Ավարտ<bpt id="1">**</bpt>։</target>`}, left: "code-order"},
		{name: "an address that is gone", edit: []string{`Ա See https://example.org/a for more.`, `Ա See for more.`}, left: "code-missing"},
		{name: "a repetition of a segment alone", edit: []string{pleased, ">Ոչ ոք։</target>"}, changes: 1, state: "translated"},
		{name: "an id twice", edit: []string{`<trans-unit id="1.1"`, `<trans-unit id="1.1"><source>Talks in Ankara</source><target>Անկարա</target></trans-unit><trans-unit id="1.1"`}, changes: 1, state: "translated"},
		{name: "an id twice with two texts", edit: []string{`<trans-unit id="1.1"`, `<trans-unit id="1.1"><source>Talks in Ankara</source><target>Մեկը</target></trans-unit><trans-unit id="1.1"`,
			`>Ա Talks in Ankara</target>`, `>Մյուսը</target>`}, changes: 1, state: "translated", left: "changed-twice"},
		{name: "a reference that leads nowhere", edit: []string{ended, `<target><bpt id="1" rid="77">**</bpt>Ավարտ<ept id="1" rid="78">**</ept>։</target>`}, left: "code-unknown code-unknown"},
		{name: "another source", edit: []string{`<source>Talks in Ankara</source>`, `<source>Talks in Paris</source>`}, left: "source-changed"},
		{name: "a segment that is not there", edit: []string{`id="1.1"`, `id="9.9"`, `<source>Talks in Ankara</source>`, `<source>Talks in Paris</source>`}, left: "source-gone"},
		{name: "another id", edit: []string{`id="1.1"`, `id="9.9"`, `>Ա Talks in Ankara</target>`, `>Անկարա</target>`}, changes: 1, state: "translated"},
		{name: "another document", edit: []string{`original="news/talks.md"`, `original="news/walks.md"`}, left: "unknown-article"},
		{name: "a document in another folder", edit: []string{`original="news/talks.md"`, `original="C:\work\talks.md"`, `>Ա Talks in Ankara</target>`, `>Անկարա</target>`}, changes: 1, state: "translated"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := newDesk(t)
			m := d.merge("f.xlf", swap(t, d.file(".v12.xlf"), x.edit...), pipeline.Merging{})
			ids := strings.Join(left(m), " ")
			if x.left == "unknown-article" {
				ids, _, _ = strings.Cut(ids, " ")
			}
			if len(m.Changes) != x.changes || ids != x.left {
				t.Fatalf("%d changes, left %q: %+v", len(m.Changes), ids, m)
			}
			if x.changes > 0 && string(m.Changes[0].To) != x.state {
				t.Errorf("state %q, want %q", m.Changes[0].To, x.state)
			}
			if n := m.Unchanged + m.Untranslated + len(m.Changes) + len(m.Left); x.left == "" && n != m.Segments {
				t.Errorf("%d segments of %d are told of", n, m.Segments)
			}
		})
	}
}

// TestMergeOfAnOlderFile: the article has changed since the file was written,
// and so has a segment that a person has merged from elsewhere.
func TestMergeOfAnOlderFile(t *testing.T) {
	d := newDesk(t)
	old := d.file(".v12.xlf")
	newer := swap(t, old, `>Ա Talks in Ankara</target>`, ` >Նորը</target>`)
	if m := d.merge("newer.xlf", newer, pipeline.Merging{}); len(m.Changes) != 1 {
		t.Fatalf("%+v", m)
	}
	d.inputs[0] = input("news/talks.md", "A new lead.\n\n"+swap(t, mergeArticle, "ended** early", "ended** late"))

	t.Run("what nobody has touched in it is passed over", func(t *testing.T) {
		m := d.merge("old.xlf", old, pipeline.Merging{})
		if len(m.Changes) > 0 || strings.Join(left(m), " ") != "source-gone" && strings.Join(left(m), " ") != "source-changed" {
			t.Errorf("%+v", m)
		}
	})
	t.Run("what both have changed is left", func(t *testing.T) {
		edited := swap(t, old, `>Ա Talks in Ankara</target>`, `>Հինը</target>`)
		m := d.merge("old.xlf", edited, pipeline.Merging{})
		if len(m.Changes) > 0 || !strings.Contains(strings.Join(left(m), " "), "changed-since") {
			t.Errorf("%+v", m)
		}
		m = d.merge("old.xlf", edited, pipeline.Merging{Theirs: true, State: bitext.Final})
		if len(m.Changes) != 1 || m.Changes[0].Before != "Նորը" || m.Changes[0].To != bitext.Final || !m.Changes[0].Moved {
			t.Errorf("%+v", m)
		}
	})
	t.Run("what has moved is found by its neighbours", func(t *testing.T) {
		edited := regexp.MustCompile(`(id="3\.1"[\s\S]*?)>Ա Nobody was pleased\.</target>`).ReplaceAllString(old, "$1>Երկրորդը</target>")
		m := d.merge("old.xlf", edited, pipeline.Merging{})
		if len(m.Changes) != 1 || m.Changes[0].Unit != "4.1" || !m.Changes[0].Moved {
			t.Errorf("%+v", m)
		}
	})
}

func TestMergeKeepsOutStrangers(t *testing.T) {
	d := newDesk(t)
	const foreign = "<xliff version=\"1.2\"><file original=\"x.md\" source-language=\"en\" target-language=\"hy\" datatype=\"x\"><body>" +
		"<trans-unit id=\"1\"><source>Elsewhere.</source><target>Այլուր։</target></trans-unit></body></file></xliff>"
	units := append(returned(t, "mine.xlf", swap(t, d.file(".v12.xlf"), `>Ա Talks in Ankara</target>`, `>Անկարա</target>`)), returned(t, "theirs.xlf", foreign)...)
	m, err := d.line(nil).Merge(ctx, d.inputs, units, pipeline.Merging{})
	if err != nil || len(m.Strangers) != 1 || m.Strangers[0] != "theirs.xlf" {
		t.Fatalf("%+v, %v", m, err)
	}
	d.must(d.line(nil), d.inputs)
	if strings.Contains(d.file(".tsv"), "\tԱնկարա\t") {
		t.Error("something was merged all the same")
	}
}

// TestMergeEverywhere: a memory that names no documents changes a text wherever
// it stands.
func TestMergeEverywhere(t *testing.T) {
	d := newDesk(t)
	const tm = `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Nobody was pleased.</seg></tuv>` +
		`<tuv xml:lang="hy" changeid="Ani" changedate="20260201T101112Z"><seg>Ոչ ոք գոհ չէր։</seg></tuv></tu></body></tmx>`
	m := d.merge("project_save.tmx", tm, pipeline.Merging{})
	if len(m.Changes) == 0 || len(m.Left) > 0 {
		t.Fatalf("%+v", m)
	}
	d.must(d.line(nil), d.inputs)
	if n := strings.Count(d.file(".md"), "Ոչ ոք գոհ չէր։"); n != 2 {
		t.Errorf("the text stands %d times in\n%s", n, d.file(".md"))
	}
	if !strings.Contains(d.file(".tmx"), `creationdate="20260201T101112Z" creationid="Ani"`) {
		t.Errorf("who and when are lost:\n%s", d.file(".tmx"))
	}
}
