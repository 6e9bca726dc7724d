package memory

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// tmxFile wraps units in a file as other tools write it.
func tmxFile(units string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="cat" creationtoolversion="9" segtype="sentence" o-tmf="cat" adminlang="EN-US" srclang="EN-US" datatype="html">
<note>a note</note><prop type="x-state">final</prop></header>
<body>
` + units + `
</body>
</tmx>
`
}

func unitXML(source, target string) string {
	return `<tu><tuv xml:lang="EN-US"><seg>` + source + `</seg></tuv><tuv xml:lang="hy-AM"><seg>` + target + `</seg></tuv></tu>`
}

func importInto(tb testing.TB, m *Memory, text string, o ImportOptions) Report {
	tb.Helper()
	rep, err := m.Import(ctx, enHy, strings.NewReader(text), o)
	if err != nil {
		tb.Fatal(err)
	}
	return rep
}

// rows are all entries of the pair in order, with their time.
func rows(tb testing.TB, m *Memory, p Pair) (list []row) {
	tb.Helper()
	id, _, err := p.find(ctx, m.read, "")
	if err != nil {
		tb.Fatal(err)
	}
	found, err := m.read.Query("SELECT "+columns+" FROM unit WHERE pair = ? ORDER BY id", id)
	if err != nil {
		tb.Fatal(err)
	}
	defer found.Close()
	for found.Next() {
		var r row
		if err := r.scan(found); err != nil || !r.sound() {
			tb.Fatal(err, "damaged")
		}
		r.id, r.pair, r.key, r.place = 0, 0, 0, 0
		list = append(list, r)
	}
	return list
}

func TestImportCodes(t *testing.T) {
	for _, c := range []struct{ name, source, target, wantSource, wantTarget string }{
		{"level 1", "It &amp; rained.", "Անձրեւ &#x565;կավ։", "It & rained.", "Անձրեւ եկավ։"},
		{"CDATA and space around", "\n  <![CDATA[a < b]]> ", " ա &lt; բ ", "a < b", "ա < բ"},
		{"decomposed letters", "Cafe\u0301", "Սրճարան", "Café", "Սրճարան"},
		{"a pair", `A <bpt i="1" x="7">&lt;b></bpt>big<ept i="1">&lt;/b></ept> day`, `<bpt i="1" x="7"/>Մեծ<ept i="1"/> օր`, "A ⟦1⟧big⟦2⟧ day", "⟦1⟧Մեծ⟦2⟧ օր"},
		{"crossed by x", `<ph x="1">a</ph> and <ph x="2">b</ph>`, `<ph x="2">b</ph> եւ <ph x="1">a</ph>`, "⟦1⟧ and ⟦2⟧", "⟦2⟧ եւ ⟦1⟧"},
		{"without x by order", `<ph>a</ph> and <ph>b</ph>`, `<ph>a</ph> եւ <ph>b</ph>`, "⟦1⟧ and ⟦2⟧", "⟦1⟧ եւ ⟦2⟧"},
		{"pairs by i where x is missing", `<bpt i="1"/>a<ept i="1"/> <bpt i="2"/>b<ept i="2"/>`, `<bpt i="2"/>բ<ept i="2"/> <bpt i="1"/>ա<ept i="1"/>`, "⟦1⟧a⟦2⟧ ⟦3⟧b⟦4⟧", "⟦3⟧բ⟦4⟧ ⟦1⟧ա⟦2⟧"},
		{"pairs by x, i swapped", `<bpt i="1" x="1"/>a<ept i="1"/><bpt i="2" x="2"/>b<ept i="2"/>`, `<bpt i="1" x="2"/>բ<ept i="1"/><bpt i="2" x="1"/>ա<ept i="2"/>`, "⟦1⟧a⟦2⟧⟦3⟧b⟦4⟧", "⟦3⟧բ⟦4⟧⟦1⟧ա⟦2⟧"},
		{"isolated and unknown codes", `<it pos="begin" x="1"/>a <ut>old</ut>`, `<it pos="begin" x="1"/>ա <ut>old</ut>`, "⟦1⟧a ⟦2⟧", "⟦1⟧ա ⟦2⟧"},
		{"highlight", `a <hi x="3">b <ph x="4"/></hi> c`, `<hi x="3"><ph x="4"/> բ</hi> գ`, "a ⟦1⟧b ⟦2⟧⟦3⟧ c", "⟦1⟧⟦2⟧ բ⟦3⟧ գ"},
		{"text of a sub-flow", `a <ph x="1">&lt;img alt="<sub>b</sub>"></ph>`, `ա <ph x="1"/>`, "a ⟦1⟧", "ա ⟦1⟧"},
		{"a code the source has not", `a`, `ա<ph x="9"/>`, "a", "ա⟦1⟧"},
		{"a code twice", `a<ph x="1"/>`, `ա<ph x="1"/><ph x="1"/>`, "a⟦1⟧", "ա⟦1⟧⟦2⟧"},
		{"raw markup", `a <b>c</b>`, `ա <b>գ</b>`, "a ⟦1⟧c⟦2⟧", "ա ⟦1⟧գ⟦2⟧"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			if rep := importInto(t, m, tmxFile(unitXML(c.source, c.target)), ImportOptions{}); rep.Added != 1 {
				t.Fatalf("report = %+v, want one added", rep)
			}
			got := rows(t, m, enHy)[0]
			if got.Text != c.wantSource || got.Target != c.wantTarget {
				t.Errorf("got %q = %q, want %q = %q", got.Text, got.Target, c.wantSource, c.wantTarget)
			}
		})
	}
}

func TestImportLanguages(t *testing.T) {
	tuv := func(attr, text string) string { return `<tuv ` + attr + `><seg>` + text + `</seg></tuv>` }
	for _, c := range []struct {
		name         string
		pair         Pair
		unit         string
		source, want string
		skip         string
	}{
		{"any region and case", enHy, tuv(`xml:lang="EN-us"`, "a") + tuv(`xml:lang="HY"`, "ա"), "a", "ա", ""},
		{"the attribute of TMX 1.1", enHy, tuv(`lang="en"`, "a") + tuv(`lang="hy"`, "ա"), "a", "ա", ""},
		{"underscores", enHy, tuv(`xml:lang="en_GB"`, "a") + tuv(`xml:lang="hy_AM"`, "ա"), "a", "ա", ""},
		{"the target first", enHy, tuv(`xml:lang="hy"`, "ա") + tuv(`xml:lang="en"`, "a"), "a", "ա", ""},
		{"the nearest of several", enHy, tuv(`xml:lang="en-GB"`, "gb") + tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="hy-AM"`, "am") + tuv(`xml:lang="hy"`, "ա"), "a", "ա", ""},
		{"the first of equals", enHy, tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="en"`, "b") + tuv(`xml:lang="hy"`, "ա"), "a", "ա", ""},
		{"two regions of one language", Pair{"en-US", "en-GB"}, tuv(`xml:lang="en-GB"`, "colour") + tuv(`xml:lang="en-US"`, "color"), "color", "colour", ""},
		{"a region that is not wanted", Pair{"en-GB", "hy"}, tuv(`xml:lang="en-US"`, "a") + tuv(`xml:lang="hy"`, "ա"), "", "", noSource},
		{"a language with a longer name", enHy, tuv(`xml:lang="enm"`, "a") + tuv(`xml:lang="hy"`, "ա"), "", "", noSource},
		{"a sister language", enHy, tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="hyw"`, "ա"), "", "", noTarget},
		{"another script", Pair{"en", "sr-Latn"}, tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="sr"`, "а"), "", "", noTarget},
		{"an implied script", Pair{"en", "zh-Hant"}, tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="zh-TW"`, "一"), "a", "一", ""},
		{"no language at all", enHy, tuv(``, "a") + tuv(`xml:lang="!"`, "ա"), "", "", noSource},
		{"an empty target", enHy, tuv(`xml:lang="en"`, "a") + tuv(`xml:lang="hy"`, " "), "", "", emptyText},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			rep, err := m.Import(ctx, c.pair, strings.NewReader(tmxFile("<tu>"+c.unit+"</tu>")), ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if c.skip != "" {
				if rep.Skipped[c.skip] != 1 || rep.Added != 0 {
					t.Errorf("report = %+v, want one skipped for %q", rep, c.skip)
				}
				return
			}
			list := rows(t, m, c.pair)
			if len(list) != 1 || list[0].Text != c.source || list[0].Target != c.want {
				t.Errorf("rows = %+v, want %q = %q", list, c.source, c.want)
			}
		})
	}
}

func TestImportProvenanceAndContext(t *testing.T) {
	for _, c := range []struct {
		name string
		unit string
		o    ImportOptions
		want Entry
	}{
		{"nothing said", `<tu>%s</tu>`, ImportOptions{Name: "old.tmx"},
			Entry{State: bitext.Translated, Origin: bitext.FromExact, Provenance: bitext.Provenance{By: "old.tmx"}}},
		{"by people", `<tu creationid="ann" creationdate="20200102T030405Z">%s</tu>`, ImportOptions{Human: true},
			Entry{State: bitext.Translated, Origin: bitext.FromHuman, Provenance: bitext.Provenance{Human: true, By: "ann", Time: "2020-01-02T03:04:05Z"}}},
		{"the last change counts", `<tu creationid="ann" changeid="bob" creationdate="20200102T030405Z" changedate="20210102T030405Z">%s</tu>`, ImportOptions{Human: true},
			Entry{State: bitext.Translated, Origin: bitext.FromHuman, Provenance: bitext.Provenance{Human: true, By: "bob", Time: "2021-01-02T03:04:05Z"}}},
		{"a machine among people's", `<tu><prop type="x-engine">deepl</prop>%s</tu>`, ImportOptions{Human: true, Name: "n"},
			Entry{State: bitext.Translated, Origin: bitext.Backend("deepl"), Provenance: bitext.Provenance{Engine: "deepl", By: "n"}}},
		{"context of one tool", `<tu><prop type="x-context-pre">Before.</prop><prop type="x-context-post">&lt;seg&gt;Af&lt;ph&gt;x&lt;/ph&gt;ter.&lt;/seg&gt;</prop>%s</tu>`, ImportOptions{Name: "n"},
			Entry{Query: Query{Before: "Before.", After: "After."}, State: bitext.Translated, Origin: bitext.FromExact, Provenance: bitext.Provenance{By: "n"}}},
		{"context of another", `<tu><prop type="prev">Before.</prop><prop type="next">After.</prop><prop type="file">f</prop>%s</tu>`, ImportOptions{Name: "n"},
			Entry{Query: Query{Before: "Before.", After: "After."}, State: bitext.Translated, Origin: bitext.FromExact, Provenance: bitext.Provenance{By: "n"}}},
		{"everything of our own", `<tu changedate="20200102T030405Z" changeid="Ani"><prop type="x-state">final</prop><prop type="x-origin">human</prop><prop type="x-score">99</prop><prop type="x-human">yes</prop><prop type="x-engine">e</prop><prop type="x-model">m</prop><prop type="x-prompt">3</prop><prop type="x-time">2020-01-02T00:00:00Z</prop><prop type="x-concept">a=b</prop><prop type="x-concept">c=d</prop><prop type="x-before">B.</prop><prop type="x-after">A.</prop><prop type="x-article">news/1</prop><prop type="x-unit">2.1</prop>%s</tu>`, ImportOptions{Name: "n"},
			Entry{Query: Query{Before: "B.", After: "A.", Article: "news/1", Unit: "2.1"}, State: bitext.Final, Origin: bitext.FromHuman, Score: 99,
				Provenance: bitext.Provenance{Human: true, Engine: "e", Model: "m", Prompt: "3", By: "Ani", Time: "2020-01-02T00:00:00Z", Concepts: []string{"a=b", "c=d"}}}},
		{"a state nobody knows", `<tu><prop type="x-state">signed-off</prop>%s</tu>`, ImportOptions{}, Entry{State: bitext.Translated}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			importInto(t, m, tmxFile(fmt.Sprintf(c.unit, `<tuv xml:lang="en"><seg>Now.</seg></tuv><tuv xml:lang="hy"><seg>Հիմա։</seg></tuv>`)), c.o)
			c.want.Text, c.want.Target = "Now.", "Հիմա։"
			if diff := cmp.Diff(c.want, rows(t, m, enHy)[0].Entry); diff != "" {
				t.Errorf("entry (-want +got):\n%s", diff)
			}
		})
	}
}

func TestImportEncodings(t *testing.T) {
	text := tmxFile(unitXML("caf\u00e9", "\u00e9t\u00e9"))
	utf16 := strings.Replace(text, "UTF-8", "UTF-16", 1)
	encoded := func(s string, e interface{ String(string) (string, error) }) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, file := range map[string]string{
		"UTF-8":                     text,
		"UTF-8 with mark":           "\uFEFF" + text,
		"UTF-16 little, with mark":  encoded(utf16, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16 big, with mark":     encoded(utf16, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16 little, no mark":    encoded(utf16, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()),
		"UTF-16 big, no mark":       encoded(utf16, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()),
		"windows-1252":              encoded(strings.Replace(text, "UTF-8", "windows-1252", 1), charmap.Windows1252.NewEncoder()),
		"CRLF":                      strings.ReplaceAll(text, "\n", "\r\n"),
		"no declaration":            text[strings.Index(text, "<!DOCTYPE"):],
		"public document type":      strings.Replace(text, `SYSTEM "tmx14.dtd"`, `PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "http://127.0.0.1:1/tmx14.dtd"`, 1),
		"version 1.1, no doc. type": strings.Replace(strings.Replace(text, `version="1.4"`, `version="1.1"`, 1), `<!DOCTYPE tmx SYSTEM "tmx14.dtd">`, "", 1),
	} {
		t.Run(name, func(t *testing.T) {
			m := fresh(t)
			importInto(t, m, file, ImportOptions{})
			if got := rows(t, m, enHy); len(got) != 1 || got[0].Text != "caf\u00e9" || got[0].Target != "\u00e9t\u00e9" {
				t.Errorf("rows = %+v", got)
			}
		})
	}
}

// TestImportRefuses feeds files that are broken or meant to harm, each behind
// a good unit: nothing of them is imported.
func TestImportRefuses(t *testing.T) {
	m := fresh(t)
	good := unitXML("good", "լավ")
	for _, c := range []struct{ name, file, says string }{
		{"empty file", "", "line 1: found no element, expected <tmx>"},
		{"plain text", "just words", "line 1: found no element, expected <tmx>"},
		{"another format", "<html><body/></html>", "line 1: found <html>, expected <tmx>"},
		{"a later TMX", `<tmx version="2.0"><body/></tmx>`, `found TMX version "2.0", expected 1.1 to 1.4`},
		{"cut off", tmxFile(good)[:400], "found broken XML: unexpected EOF"},
		{"wrong nesting", tmxFile(good + "\n<tu><tuv></tu>"), "line 8: found broken XML"},
		{"an illegal character", tmxFile(good + unitXML("a\x01", "b")), "line 7: found broken XML: illegal character code U+0001"},
		{"an illegal reference", tmxFile(good + unitXML("a&#1;", "b")), "line 7: found broken XML"},
		{"invalid UTF-8", tmxFile(good + unitXML("a\xff", "b")), "line 7: found broken XML: invalid UTF-8"},
		{"an unknown encoding", strings.Replace(tmxFile(good), "UTF-8", "EBCDIC-9", 1), `found encoding "EBCDIC-9", expected UTF-8`},
		{"external entity", strings.Replace(tmxFile(good+unitXML("&x;", "b")), `SYSTEM "tmx14.dtd"`, `[<!ENTITY x SYSTEM "file:///etc/passwd">]`, 1), "line 2: found a document type with declarations of its own"},
		{"billion laughs", strings.Replace(tmxFile(good), `SYSTEM "tmx14.dtd"`, `[<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]`, 1), "document type with declarations"},
		{"an entity nobody declared", tmxFile(good + unitXML("&nbsp;", "b")), "line 7: found broken XML: invalid character entity &nbsp;"},
		{"deep nesting", tmxFile(good + "<tu>" + strings.Repeat("<x>", 100_000)), "deeper than 200"},
		{"deep nesting in a segment", tmxFile(good + unitXML(strings.Repeat("<hi>", 100_000), "")), "deeper than 200"},
		{"a huge text", tmxFile(good + unitXML(strings.Repeat("long ", 300_000), "b")), "more than 1048576 bytes"},
		{"a huge text in pieces", tmxFile(good + unitXML(strings.Repeat("long<!-- -->", 300_000), "b")), "more than 1048576 bytes"},
		{"a huge attribute", tmxFile(good + `<tu tuid="` + strings.Repeat("long ", 300_000) + `"/>`), "more than 1048576 bytes"},
		{"a huge comment", tmxFile(good + "<!--" + strings.Repeat("long ", 300_000) + "-->"), "more than 1048576 bytes"},
		{"a huge property", tmxFile(good + `<tu><prop type="x-before">` + strings.Repeat("<![CDATA[long]]>", 300_000) + `</prop></tu>`), "more than 1048576 bytes"},
		{"very many attributes", tmxFile(good + "<tu " + manyAttributes(1001) + "/>"), "found 1001 attributes in <tu>"},
		{"very many codes", tmxFile(good + unitXML(strings.Repeat("<ph/>", maxParts+1), "b")), "more than 1000 inline codes"},
		{"very many languages", tmxFile(good + "<tu>" + strings.Repeat("<tuv/>", 1001) + "</tu>"), "more than 1000 parts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := m.Import(ctx, enHy, strings.NewReader(c.file), ImportOptions{Name: "bad.tmx"})
			if err == nil || !strings.HasPrefix(err.Error(), "import bad.tmx: line ") || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Import = %v, want a line and %q", err, c.says)
			}
			if n, _ := m.Count(ctx, enHy); n != 0 {
				t.Errorf("Count = %d, want nothing imported", n)
			}
			if u, _, _ := m.Revision(ctx); u != 0 {
				t.Errorf("Revision = %d, want 0", u)
			}
		})
	}
}

// TestKeepAfterRefusedImport checks that a refused file does not leave its
// transaction open.
func TestKeepAfterRefusedImport(t *testing.T) {
	m := fresh(t)
	if _, err := m.Import(ctx, enHy, strings.NewReader("<tmx>"), ImportOptions{}); err == nil {
		t.Error("Import succeeded, want an error")
	}
	keep(t, m, entryN(1))
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

// TestImportLimits takes what is just not too much, and refuses one more.
func TestImportLimits(t *testing.T) {
	rep := strings.Repeat
	row := func(source string) string { return "source\ttarget\n" + source + "\tb\n" }
	// props are n bytes of properties, in pieces that are no longer than a text
	// may be.
	props := func(n int) string {
		const piece = xmlscan.MaxText
		one := func(size int) string { return `<prop type="x-repair">` + rep("a", size) + `</prop>` }
		return rep(one(piece), n/piece) + one(n%piece)
	}
	for _, c := range []struct {
		name, format string
		limit        int
		make         func(n int) string
		says         string
	}{
		{"text", "tmx", xmlscan.MaxText, func(n int) string { return tmxFile(unitXML(rep("a", n), "b")) }, "more than 1048576 bytes"},
		{"codes", "tmx", maxParts, func(n int) string { return tmxFile(unitXML("c"+rep("<ph/>", n), "d")) }, "more than 1000 inline codes"},
		{"depth", "tmx", xmlscan.MaxDepth, func(n int) string {
			return tmxFile(`<tu><x>` + rep("<y>", n-4) + rep("</y>", n-4) + `</x></tu>` + unitXML("a", "b"))
		}, "deeper than 200"},
		{"attributes", "tmx", xmlscan.MaxAttributes, func(n int) string { return tmxFile(`<tu ` + manyAttributes(n) + `/>` + unitXML("a", "b")) }, "found 1001 attributes"},
		{"parts of a unit", "tmx", maxParts, func(n int) string { return tmxFile("<tu>" + rep("<tuv/>", n) + "</tu>" + unitXML("a", "b")) }, "more than 1000 parts"},
		{"properties of a language", "tmx", maxParts, func(n int) string {
			return tmxFile(`<tu><tuv xml:lang="en">` + rep(`<prop type="x-repair">r</prop>`, n) + `<seg>a</seg></tuv><tuv xml:lang="hy"><seg>b</seg></tuv></tu>`)
		}, "more than 1000 properties"},
		{"bytes of properties", "tmx", maxUnit, func(n int) string {
			return tmxFile(`<tu>` + props(n) + `<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="hy"><seg>b</seg></tuv></tu>`)
		}, "more than 20971520 bytes of properties"},
		{"codes of a cell", "tsv", maxParts, func(n int) string { return row(rep("⟦1⟧", n)) }, "more than 1000 inline codes"},
		{"bytes of a line", "tsv", maxLine, func(n int) string { return row(rep("a", n-2)) }, "more than 8388608 bytes"},
		{"bytes of a line of JSON", "jsonl", maxLine, func(n int) string {
			const line = `{"source":"","target":"b"}`
			return strings.Replace(line, `""`, `"`+rep("a", n-len(line))+`"`, 1) + "\r\n"
		}, "more than 8388608 bytes"},
		{"cells", "tsv", maxCells, func(n int) string { return "source\ttarget" + rep("\t", n-2) + "\na\tb\n" }, "line 1: found more than 1000 cells"},
		{"cells below the header", "tsv", maxCells, func(n int) string {
			return "source\ttarget" + rep("\t", maxCells-2) + "\na\tb" + rep("\t", n-2) + "\n"
		}, "line 2: found more than 1000 cells"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				m := fresh(t)
				rep, err := m.Import(ctx, enHy, strings.NewReader(c.make(n)), ImportOptions{Name: "file", Format: format(t, c.format)})
				if ok && (err != nil || rep.Added != 1) {
					t.Errorf("%d of %d: %+v, %v", n, c.limit, rep, err)
				}
				if !ok && (err == nil || !strings.Contains(err.Error(), c.says)) {
					t.Errorf("%d of %d: %v, want %q", n, c.limit, err, c.says)
				}
			}
		})
	}
}

func TestImportTwice(t *testing.T) {
	dated := func(date, target string, human bool) string {
		by := map[bool]string{true: "yes", false: "no"}[human]
		return fmt.Sprintf(`<tu changedate="%s"><prop type="x-human">%s</prop><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="hy"><seg>%s</seg></tuv></tu>`, date, by, target)
	}
	const day1, day2, y2100 = "20260101T000000Z", "20260102T000000Z", "21000101T000000Z"
	for _, c := range []struct {
		name, units string
		want        string
		first       Report
	}{
		{"plain units", unitXML("a", "ա") + unitXML("b", "բ"), "ա", Report{Added: 2}},
		{"one unit twice", unitXML("a", "ա") + unitXML("a", "ա"), "ա", Report{Added: 1, Unchanged: 1}},
		{"two targets, no dates: the first", unitXML("a", "ա") + unitXML("a", "բ"), "ա", Report{Added: 1, Skipped: map[string]int{newerStays: 1}}},
		{"two targets, the newer last", dated(day1, "ա", false) + dated(day2, "բ", false), "բ", Report{Added: 1, Updated: 1}},
		{"two targets, the newer first", dated(day2, "ա", false) + dated(day1, "բ", false), "ա", Report{Added: 1, Skipped: map[string]int{newerStays: 1}}},
		{"a person's before a machine's", dated(day1, "ա", true) + dated(day2, "բ", false), "ա", Report{Added: 1, Skipped: map[string]int{humanStays: 1}}},
		{"a person's after a machine's", dated(day2, "ա", false) + dated(day1, "բ", true), "բ", Report{Added: 1, Updated: 1}},
		{"with and without a date", dated(day1, "ա", false) + unitXML("a", "բ"), "բ", Report{Added: 1, Updated: 1}},
		{"without a date and from the future", unitXML("a", "բ") + dated(y2100, "ա", false), "ա", Report{Added: 1, Updated: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "memory.db")
			m := openAt(t, path, at(noon))
			rep := importInto(t, m, tmxFile(c.units), ImportOptions{})
			if diff := cmp.Diff(c.first, rep, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("first report (-want +got):\n%s", diff)
			}
			if got := recallOne(t, m, "", Query{Text: "a"}); got.Target != c.want {
				t.Errorf("Recall = %q, want %q", got.Target, c.want)
			}
			before := rows(t, m, enHy)
			units, human, _ := m.Revision(ctx)
			m.Close()
			m = openAt(t, path, at(noon.Add(24*time.Hour)))
			if rep := importInto(t, m, tmxFile(c.units), ImportOptions{}); rep.Added+rep.Updated != 0 {
				t.Errorf("second report = %+v, want no change", rep)
			}
			if diff := cmp.Diff(before, rows(t, m, enHy), cmp.AllowUnexported(row{})); diff != "" {
				t.Errorf("rows after the second import:\n%s", diff)
			}
			if u, h, _ := m.Revision(ctx); u != units || h != human {
				t.Errorf("Revision = %d, %d; want %d, %d", u, h, units, human)
			}
		})
	}
}

func TestImportChangedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	importInto(t, m, tmxFile(unitXML("a", "ա")+unitXML("b", "բ")), ImportOptions{Human: true})
	m.Close()
	m = openAt(t, path, at(noon.Add(time.Hour)))
	rep := importInto(t, m, tmxFile(unitXML("a", "նոր")+unitXML("b", "բ")), ImportOptions{Human: true})
	if rep.Updated != 1 || rep.Unchanged != 1 {
		t.Errorf("report = %+v, want one updated, one unchanged", rep)
	}
	if got := recallOne(t, m, "", Query{Text: "a"}); got.Target != "նոր" {
		t.Errorf("Recall = %q, want the corrected one", got.Target)
	}
}

// TestImportStreams reads a file that is far larger than what is held at a
// time.
func TestImportStreams(t *testing.T) {
	const units = 6_000
	skipped := strings.Repeat("long ", 300)
	r, w := io.Pipe()
	go func() {
		var err error
		io.WriteString(w, tmxFile("")[:strings.Index(tmxFile(""), "</body>")])
		for i := 0; i < units && err == nil; i++ {
			_, err = io.WriteString(w, `<tu><tuv xml:lang="ka"><seg>`+skipped+`</seg></tuv></tu>`+"\n")
		}
		io.WriteString(w, "</body></tmx>")
		w.CloseWithError(err)
	}()
	m := fresh(t)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rep, err := m.Import(ctx, enHy, r, ImportOptions{})
	runtime.GC()
	runtime.ReadMemStats(&after)
	if err != nil || rep.Skipped[noSource] != units {
		t.Fatalf("Import = %+v, %v; want %d skipped", rep, err, units)
	}
	if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 6<<20 {
		t.Errorf("heap grew by %d bytes on a file of 9 MB, want it flat", grown)
	}
}

func TestExportGolden(t *testing.T) {
	m := fresh(t)
	a := byHand("Անձրեւ է՝ ⟦2⟧շատ⟦1⟧ & < >։", "Before\tit.", "", "news/1", 1)
	a.Text = "⟦1⟧It⟦2⟧ rained \"hard\"."
	b := made("մեքենա ⟦4⟧", "A.", "B.", "x", 2)
	b.Provenance = bitext.Provenance{Engine: "openai", Model: "m", Prompt: "3", Time: "2026-01-02T03:04:05.678Z", Concepts: []string{"ankara=Անկարա", "a=b"}}
	keep(t, m, a, b, mock("~", "pseudo"))
	var got bytes.Buffer
	if x, err := m.Export(ctx, enHy, Format{}, &got, nil); err != nil || x.Written != 2 {
		t.Fatalf("Export = %+v, %v; want 2", x, err)
	}
	golden := filepath.Join("testdata", "export.tmx")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("export (-want +got):\n%s", diff)
	}
	got.Reset()
	x, err := m.Export(ctx, enHy, Format{}, &got, func(e Entry) bool { return e.Provenance.Human })
	if err != nil || x.Written != 1 || strings.Contains(got.String(), "openai") {
		t.Errorf("Export of people's work = %+v, %v:\n%s", x, err, &got)
	}
}

func TestExportSkipsWhatXMLCannotHold(t *testing.T) {
	m := fresh(t)
	bad := entryN(1)
	bad.Target = "a\x00b"
	keep(t, m, bad, entryN(2))
	x, err := m.Export(ctx, enHy, Format{}, io.Discard, nil)
	if err != nil || x.Written != 1 || x.Skipped[illegalLetter] != 1 {
		t.Errorf("Export = %+v, %v; want one written, one skipped", x, err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestExportToBrokenWriter(t *testing.T) {
	m := fresh(t)
	fill(t, m, 0, 100, 100)
	if _, err := m.Export(ctx, enHy, Format{}, brokenWriter{}, nil); err == nil {
		t.Error("Export succeeded, want an error")
	}
}

// entries draws lists in which texts and contexts repeat.
func entries(rt *rapid.T) []Entry {
	text := rapid.SampledFrom([]string{"One.", "Two & \"three\" <b>", "⟦1⟧Four⟦2⟧", "⟦2⟧ odd", "⟦01⟧ ⟦", "Տասը։", "a\tb\nc\rd", "]]>", "é", "&#65;"})
	target := rapid.SampledFrom([]string{"Մեկ։", "⟦2⟧Չորս⟦1⟧", "⟦1⟧⟦1⟧", "⟦9⟧", "<seg>", "a\r\nb", "x y"})
	maybe := func(g *rapid.Generator[string]) *rapid.Generator[string] {
		return rapid.OneOf(rapid.Just(""), g)
	}
	word := maybe(rapid.StringMatching(`[ -~Ա-և]{0,6}`))
	return rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) Entry {
		return Entry{
			Query:  Query{text.Draw(rt, "text"), maybe(text).Draw(rt, "before"), maybe(text).Draw(rt, "after"), word.Draw(rt, "article"), word.Draw(rt, "unit")},
			Target: target.Draw(rt, "target"),
			State:  rapid.SampledFrom([]bitext.State{"", bitext.Initial, bitext.Translated, bitext.Reviewed, bitext.Final}).Draw(rt, "state"),
			Origin: bitext.Origin(word.Draw(rt, "origin")), Score: rapid.IntRange(-5, 102).Draw(rt, "score"),
			Provenance: bitext.Provenance{
				Human: rapid.Bool().Draw(rt, "human"), Engine: word.Draw(rt, "engine"), Model: word.Draw(rt, "model"),
				Prompt: word.Draw(rt, "prompt"), By: word.Draw(rt, "by"),
				Time:     rapid.SampledFrom([]string{"", "yesterday", stamp(1), stamp(2), "2026-01-01T00:00:00.5Z", "2026-01-01T04:00:00+04:00"}).Draw(rt, "time"),
				Concepts: rapid.SliceOfN(rapid.StringMatching(`[a-z]{0,3}=[Ա-և]{1,3}`), 0, 3).Draw(rt, "concepts"),
				Repairs:  rapid.SliceOfN(rapid.StringMatching(`"[Ա-և]{1,3}" → "[Ա-և]{1,3}"`), 0, 2).Draw(rt, "repairs"),
				Again:    word.Draw(rt, "again"),
				Suggestions: rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) bitext.Suggestion {
					return bitext.Suggestion{Score: rapid.IntRange(50, 99).Draw(rt, "score"), Source: word.Draw(rt, "source"), Target: word.Draw(rt, "target"), Machine: rapid.Bool().Draw(rt, "machine")}
				}), 0, 2).Draw(rt, "suggestions"),
			},
		}
	}), 0, 12).Draw(rt, "entries")
}

// TestExportImport is the property that a memory survives the way through each
// format. Each case takes a language pair of its own in the same two files.
func TestExportImport(t *testing.T) {
	for _, f := range formats {
		t.Run(f.Name, func(t *testing.T) { exportImport(t, f) })
	}
}

func exportImport(t *testing.T, f Format) {
	from := fresh(t)
	to := openAt(t, filepath.Join(t.TempDir(), "memory.db"), at(noon.Add(time.Hour)))
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		p := Pair{fmt.Sprintf("en-x-a%d", n), "hy"}
		if err := from.Keep(ctx, p, entries(rt)); err != nil {
			rt.Fatal(err)
		}
		var file, again bytes.Buffer
		if _, err := from.Export(ctx, p, f, &file, nil); err != nil {
			rt.Fatal(err)
		}
		if _, err := to.Import(ctx, p, bytes.NewReader(file.Bytes()), ImportOptions{Name: "x", Human: true, Format: f}); err != nil {
			rt.Fatalf("%v\n%s", err, &file)
		}
		if diff := cmp.Diff(rows(t, from, p), rows(t, to, p), cmp.AllowUnexported(row{}), cmpopts.EquateEmpty()); diff != "" {
			rt.Fatalf("rows (-kept +imported):\n%s\n%s", diff, &file)
		}
		if _, err := to.Export(ctx, p, f, &again, nil); err != nil || !bytes.Equal(file.Bytes(), again.Bytes()) {
			rt.Fatalf("second export differs: %v", err)
		}
	})
}

// FuzzTMX reads any bytes as TMX: never a panic, and what was understood can
// be written and is understood the same again.
func FuzzTMX(f *testing.F) {
	f.Add([]byte(tmxFile(unitXML(`A <bpt i="1" x="7">&lt;b></bpt>big<ept i="1"/> day`, `<hi>Մեծ</hi> օր`))))
	f.Add([]byte("\xff\xfe<\x00t\x00"))
	if golden, err := os.ReadFile(filepath.Join("testdata", "export.tmx")); err == nil {
		f.Add(golden)
	}
	p := Pair{"en", "hy"}
	read := func(b []byte) (list []imported, err error) {
		r, err := newTMXReader(bytes.NewReader(b), p)
		for err == nil {
			var u imported
			if u, err = r.read(); err == nil {
				list = append(list, u)
			}
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return list, err
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		list, _ := read(b)
		var out bytes.Buffer
		w, err := newTMXWriter(&out, p)
		if err != nil {
			t.Fatal(err)
		}
		var want []Entry
		for _, u := range list {
			r := row{Entry: u.Entry, changed: noon.UnixMilli()}
			if u.skip != "" || !r.legal(true) {
				continue
			}
			want = append(want, u.Entry)
			if err := w.unit(&r); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.close(); err != nil {
			t.Fatal(err)
		}
		again, err := read(out.Bytes())
		var got []Entry
		for _, u := range again {
			got = append(got, u.Entry)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%v (-read +read again):\n%s\n%s", err, diff, &out)
		}
	})
}
