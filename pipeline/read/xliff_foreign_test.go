package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestXLIFFKeepsForeignBytes makes documents full of what other tools may put
// into them, translates all that is open, and sees that every byte outside of the
// targets is the same, and of each target that was there every attribute but its
// state.
func TestXLIFFKeepsForeignBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := foreign{t: t, two: rapid.Bool().Draw(t, "version 2")}
		doc := g.document()
		a, err := Article("a.xlf", "a", []byte(doc), Options{})
		if err != nil {
			t.Fatalf("%v in\n%s", err, doc)
		}
		out := translatedArticle(a)
		got, want := withoutTargets(t, out), withoutTargets(t, doc)
		if got != want {
			t.Fatalf("without targets it is\n%s\nand was\n%s", got, want)
		}
		for _, mark := range g.marks {
			if strings.Count(out, mark) != strings.Count(doc, mark) {
				t.Fatalf("%s stands %d times, and stood %d times; translated:\n%s\nwas\n%s", mark, strings.Count(out, mark), strings.Count(doc, mark), out, doc)
			}
		}
		if open := strings.Count(out, "[Open "); open != g.open {
			t.Fatalf("%d segments of %d were translated:\n%s", open, g.open, out)
		}
	})
}

// foreign writes documents.
type foreign struct {
	t   *rapid.T
	two bool // XLIFF 2
	n   int
	// open counts the segments that are to be translated; marks are attributes of
	// targets that have to survive.
	open  int
	marks []string
}

func (g *foreign) one(of ...string) string { return rapid.SampledFrom(of).Draw(g.t, "one of") }

func (g *foreign) number() int { g.n++; return g.n }

// some are a few of anything that XML allows between elements.
func (g *foreign) some() string {
	var b strings.Builder
	for range rapid.IntRange(0, 3).Draw(g.t, "some") {
		n := g.number()
		b.WriteString(g.one("\n", "\r\n\t", "  ", "<!-- <target>no</target> -->",
			"<?tool do='it' target?>", fmt.Sprintf("<t:memo id='%d'><![CDATA[a < b </target>]]></t:memo>", n),
			"<t:box\n  a=\"1 &lt; 2\"\tb='&#x41;'/>", fmt.Sprintf("<t:target n=\"%d\">Not ours</t:target>", n),
			"<t:deep xmlns:u=\"urn:u\"><u:x><target>Nor this</target></u:x></t:deep>"))
	}
	return b.String()
}

func (g *foreign) document() string {
	var b strings.Builder
	for range rapid.IntRange(1, 4).Draw(g.t, "units") {
		b.WriteString(g.some())
		b.WriteString(g.unit())
	}
	quote := g.one(`"`, `'`)
	if g.two {
		version := g.one("2.0", "2.1")
		return fmt.Sprintf(`<?xml version='1.0'?>%s<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:t="urn:t" version=%s%s%s srcLang="en" trgLang="hy" t:k="v">`+
			`<file id="f" t:k='v'>%s%s</file></xliff>`, g.one("", "<!-- c -->\n"), quote, version, quote, b.String(), g.some())
	}
	return fmt.Sprintf(`%s<xliff xmlns:t="urn:t" version=%s1.2%s xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="hy" datatype="x" t:k='v'>`+
		`<header>%s</header><body>%s%s</body></file></xliff>%s`, g.one("", "<?xml version=\"1.0\"?>\n"), quote, quote, g.some(), b.String(), g.some(), g.one("", "\n<!-- end -->\n"))
}

func (g *foreign) unit() string {
	if g.two {
		return fmt.Sprintf(`<unit id="u%d" t:a="&amp;">%s<segment id="s%d" t:b='c'>%s</segment>%s</unit>`, g.number(), g.some(), g.number(), g.segment(), g.some())
	}
	unit := fmt.Sprintf(`<trans-unit t:a="&amp;" id="%d">%s%s%s%s</trans-unit>`, g.number(), g.segment(), g.some(),
		g.one("", "<alt-trans><source>Open it</source><target t:m=\"1\">Other</target></alt-trans>", "<note>about <![CDATA[<target>]]></note>"), g.some())
	if rapid.Bool().Draw(g.t, "group") {
		return fmt.Sprintf(`<group id="g%d" t:c="">%s%s%s</group>`, g.number(), g.some(), unit, g.some())
	}
	return unit
}

// segment is a source and what stands for its target.
func (g *foreign) segment() string {
	n := g.number()
	text := fmt.Sprintf("Open %d ", n) + g.one("&amp; on.", "<![CDATA[& on.]]>", "&#38; on.", "<!-- c -->on.")
	if g.two {
		text = g.one(text, fmt.Sprintf(`%s <pc id="%d" t:x="y">all</pc><ph id="%d"/>.`, text, g.number(), g.number()),
			fmt.Sprintf(`%s <mrk id="m%d" type="term" t:x='y'>all</mrk>.`, text, g.number()))
	} else {
		text = g.one(text, fmt.Sprintf(`%s <g id="%d" t:x="y">all</g><x id="%d"/>.`, text, g.number(), g.number()),
			fmt.Sprintf(`%s <bpt id="%d">&lt;b></bpt>all<ept id="%d">&lt;/b></ept>.`, text, n, n), fmt.Sprintf(`%s <mrk mtype="term" t:x='y'>all</mrk>.`, text))
	}
	mark := fmt.Sprintf(`t:mark='%d'`, n)
	source := "<source>" + text + "</source>"
	g.open++
	switch g.one("none", "empty", "closed", "copied", "done") {
	case "empty":
		g.marks = append(g.marks, mark)
		return source + g.blank() + "<target " + mark + "></target>"
	case "closed":
		g.marks = append(g.marks, mark)
		return source + g.blank() + "<target  " + mark + " />"
	case "copied":
		g.marks = append(g.marks, mark)
		return source + g.blank() + "<target " + mark + ">" + text + "</target>"
	case "done":
		g.open--
		g.marks = append(g.marks, mark, fmt.Sprintf(`>Done %d<`, n))
		return source + g.blank() + fmt.Sprintf(`<target %s state=%s>Done %d</target>`, mark, map[bool]string{true: `"x"`, false: `"final"`}[g.two], n)
	}
	return source
}

func (g *foreign) blank() string { return g.one("", "\n  ", "\t") }

// withoutTargets cuts the targets of segments out, and the white space before
// each, by a tokenizer that shares nothing with the reader.
func withoutTargets(t *rapid.T, doc string) string {
	d := xml.NewDecoder(strings.NewReader(doc))
	var b strings.Builder
	var path []string
	kept := 0
	for {
		start := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, doc)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if ours(path) && e.Name.Space == "" && e.Name.Local == "target" {
				b.WriteString(strings.TrimRight(doc[kept:start], " \t\r\n"))
				kept = -1
			}
			path = append(path, e.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
			if kept < 0 && ours(path) && e.Name.Local == "target" {
				kept = int(d.InputOffset())
			}
		}
	}
	return b.String() + doc[kept:]
}

// ours says that a target at the path is that of a segment.
func ours(path []string) bool {
	if len(path) == 0 {
		return false
	}
	last := path[len(path)-1]
	return last == "trans-unit" || last == "segment"
}
