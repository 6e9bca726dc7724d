package main

import (
	"bufio"
	"fmt"
)

// hostileMakers write files that are too large to be kept; n is how many times
// they repeat what makes them hostile.
var hostileMakers = map[string]func(w *bufio.Writer, n int){
	// One line without an end. The holes of a file take no room on the disk.
	"line.txt":      hole(""),
	"line.html":     hole("<p>"),
	"line.md":       hole("# A\n"),
	"line.tsv":      hole("source\ttarget\na\t"),
	"line.jsonl":    hole(`{"source":"`),
	"line.csv":      hole("id,kind,en,hy\n"),
	"line.tmx":      hole(tmxHead + "<tu><tuv xml:lang=\"en\"><seg>"),
	"line.yaml":     hole("- id: a\n"),
	"line.config":   hole("source: en\n#"),
	"line.prompt":   hole("Translate."),
	"line.toml":     hole("# Locale\n"),
	"letters.tsv":   repeat("source\ttarget\n", "letters ", "\tx\n"),
	"letters.jsonl": repeat(`{"source":"`, "letters ", "\"}\n"),
	"letters.csv":   repeat("id,kind,en,hy\n\"", "letters ", "\"\n"),

	// A text node of 64 MB, a tag, a comment.
	"text.xlf":       repeat(xlfHead+`<trans-unit id="1"><source>`, "letters ", "</source></trans-unit>"+xlfTail),
	"text.tmx":       repeat(tmxHead+`<tu><tuv xml:lang="en"><seg>`, "letters ", "</seg></tuv></tu>"+tmxTail),
	"text.tbx":       repeat(tbxHead+`<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>`, "letters ", "</term></termSec></langSec></conceptEntry>"+tbxTail),
	"comment.tmx":    repeat(tmxHead+"<!--", "letters ", "-->"+tmxTail),
	"attributes.tmx": repeatCounted(tmxHead+"<tu", ` a%d=""`, "/>"+tmxTail),
	"attributes.xlf": repeatCounted(xlfHead+`<trans-unit id="1"><source`, ` a%d=""`, ">Text.</source></trans-unit>"+xlfTail),

	// Nesting.
	"deep.xlf":        nest(xlfHead+`<trans-unit id="1"><source>`, "<g>", "Text.", "</g>", "</source></trans-unit>"+xlfTail),
	"deep.tmx":        nest(tmxHead, "<a>", "", "</a>", tmxTail),
	"deep.tbx":        nest(tbxHead, "<a>", "", "</a>", tbxTail),
	"deep.xml":        nest("", "<a>", "", "</a>", ""),
	"deep.html":       nest("<p>", "<b>", "Text.", "</b>", ""),
	"deep.xhtml":      nest("<?xml version=\"1.0\"?><html><body>", "<div>", "Text.", "</div>", "</body></html>"),
	"deep.md":         nest("", "> ", "Text.", "", "\n"),
	"deep.yaml":       nest("- id: a\n  hy: ", "[", "", "]", "\n"),
	"deep.config":     nest("source: ", "[", "", "]", "\n"),
	"deep-map.config": nest("source: ", "{a: ", "b", "}", "\n"),
	"front.md":        nest("---\ntitle: ", "[", "", "]", "\n---\n\nText.\n"),
	"front-toml.md":   nest("+++\ntitle = ", "[", "", "]", "\n+++\n\nText.\n"),
	"deep.jsonl":      nest(`{"source":"a","target":`, "[", "", "]", "}\n"),
	"deep-ld.html":    nest(`<script type="application/ld+json">{"headline":`, "[", "", "]", "}</script><p>Text."),
	"deep.toml":       nest("A = ", "[", "", "]", "\n"),
	"deep-below.toml": nest("A = ", "[", "", "]", "\n"),

	// Pages that make a parser look back at everything before.
	"misnested.html":        repeat("<p>", "<b><i></b></i>", "Text."),
	"misnested-div.html":    repeat("<p>", "<b><div></b>", "Text."),
	"fostered.html":         repeat("<table>", "<tr><b>a<td>", "Text.</table>"),
	"tables.html":           repeat("", "<table><b>a", "Text."),
	"formatting.html":       repeat("<p>", "<font size=1><b><i>a<p>", "Text."),
	"formatting-attrs.html": repeatCounted("<p>", "<font a%d=1>a<p>", "Text."),
	"unclosed-a.html":       repeat("", "<a href=x>a<div>", "Text."),
	"attributes.html":       repeatCounted("<p", " a%d=1", ">Text."),
	"same-attributes.html":  repeat("<p", " a=1", ">Text."),
	"labels.html":           repeat("<p ", "aria-label='Words here' ", ">Text."),
	"entities.html":         repeat("<p>", "&NotEqualTilde;", "Text."),
	"ampersands.html":       repeat("<p>", "&a", "Text."),
	"comments.html":         repeat("<p>", "<!--", "Text."),
	"comments-bang.html":    repeat("<p>", "<!-->", "Text."),
	"cdata.html":            repeat("<svg>", "<![CDATA[", "Text."),
	"templates.html":        repeat("", "<template>", "Text."),
	"selects.html":          repeat("", "<select><option>", "Text."),
	"framesets.html":        repeat("", "<frameset>", "Text."),
	"svg.html":              repeat("", "<svg><desc>", "Text."),
	"math.html":             repeat("", "<math><mi><p>", "Text."),
	"end-tags.html":         repeat("<p>", "</p>", "Text."),
	"stray-ends.html":       repeat("<i><i><i><i><i><i><i><i>", "</b></u>", "Text."),
	"half-tags.html":        repeat("<p>", "<", "Text."),
	"breaks.html":           repeat("<p>", "<br>", "Text."),
	"breaks-text.html":      repeat("<p>", "a<br>", "Text."),
	"paragraphs.html":       repeat("<article>", "<p>Words of a sentence, with a comma.", "Text."),
	"images.html":           repeat("<p>", "<img alt=a>", "Text."),
	"lists.html":            repeat("", "<ul><li>a", "Text."),
	"headings.html":         repeat("", "<h1>a</h1>", "Text."),
	"links.html":            repeat("<p>", "<a href=x>a</a>", "Text."),
	"meta.html":             repeat("<head>", "<meta name=author content=a>", "<p>Text."),
	"scripts.html":          repeat("", "<script>a</script>", "<p>Text."),
	"lang.html":             repeat("", "<p lang=fr>a", "<p>Text."),
	"ld.html":               repeat("", `<script type="application/ld+json">{"headline":"a"}</script>`, "<p>Text."),
	"dl.html":               repeat("<dl>", "<dt>a<dd>b", "Text."),

	// Markdown.
	"marks.md":      repeat("", "*a **b ", "\n"),
	"brackets.md":   repeat("", "[", "\n"),
	"links.md":      repeat("", "[a](<b", "\n"),
	"paragraphs.md": repeat("", "*a* [b](c) `d`\n\n", "\n"),
	"quotes.md":     repeat("", "> a\n>> b\n\n", "\n"),
	"lists.md":      repeat("", "- a\n  - b\n\n", "\n"),
	"notes.md":      repeat("", "[^a]: b\n\n", "\n"),
	"references.md": repeat("", "[a]: b\n\n[a]\n\n", "\n"),
	"table.md":      repeat("|a|b|\n|-|-|\n", "|c|d|\n", "\n"),
	"html.md":       repeat("", "<div>\n\na\n\n", "\n"),
	"rules.md":      repeat("", "a\n---\n", "\n"),

	// Text.
	"lines.txt":     repeat("", "a\n\n", ""),
	"sentences.txt": repeat("", "He said. ", "\n"),
	"stops.txt":     repeat("", ".", "\n"),
	"quotes.txt":    repeat("", "\"", "\n"),
	"words.txt":     repeat("", "word", "\n"),
	"capitals.txt":  repeat("", "Yerevan ", "\n"),
	"addresses.txt": repeat("", "https://example.org/a ", "\n"),
	"dots.txt":      repeat("", "a.", "\n"),
	"numbers.txt":   repeat("", "1,000 ", "\n"),
	"digits.txt":    repeat("", "1", "\n"),
	"dashes.txt":    repeat("", "-a", "\n"),
	"brackets.txt":  repeat("", "⟦1⟧", "\n"),
	"braces.txt":    repeat("", "{a", "\n"),
	"percents.txt":  repeat("", "%s ", "\n"),

	// Characters that do not show, in floods.
	"marks.txt":    repeat("A", "\u0301", " and more.\n"),
	"bidi.txt":     repeat("A ", "\u202E", " and more.\n"),
	"blank.txt":    repeat("A ", "\u200B", " and more.\n"),
	"tags.txt":     repeat("A ", "\U000E0041", " and more.\n"),
	"hangul.txt":   repeat("A ", "\u1112\u1161\u11AB", " and more.\n"),
	"ligature.txt": repeat("A ", "\uFDFA", " and more.\n"),

	// Aligned files and memories.
	"codes.tsv":      repeat("source\ttarget\n", "⟦1⟧", "\ta\n"),
	"cells.tsv":      repeat("source\ttarget", "\t", "\n"),
	"units.tmx":      repeat(tmxHead, `<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>`, tmxTail),
	"variants.tmx":   repeat(tmxHead+"<tu>", `<tuv xml:lang="en"><seg>a</seg></tuv>`, "</tu>"+tmxTail),
	"props.tmx":      repeat(tmxHead+"<tu>", `<prop type="x-before">a</prop>`, "</tu>"+tmxTail),
	"codes.tmx":      repeat(tmxHead+`<tu><tuv xml:lang="en"><seg>`, "<ph/>", "</seg></tuv></tu>"+tmxTail),
	"codes.xlf":      repeat(xlfHead+`<trans-unit id="1"><source>`, `<x id="1"/>`, "</source></trans-unit>"+xlfTail),
	"units.xlf":      repeatCounted(xlfHead, `<trans-unit id="%d"><source>Text here.</source></trans-unit>`, xlfTail),
	"namespaces.xlf": repeatCounted("<xliff", ` xmlns:a%d="b"`, "/>"),
	"long-ids.xlf":   repeat(xlfHead+`<trans-unit id="`, "a", `"><source>Text here.</source></trans-unit>`+xlfTail),

	// Glossaries.
	"concepts.tbx":   repeatCounted(tbxHead, `<conceptEntry id="c%d"><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec></conceptEntry>`, tbxTail),
	"terms.tbx":      repeat(tbxHead+`<conceptEntry id="c1">`, `<langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>`, `</conceptEntry>`+tbxTail),
	"rows.csv":       repeat("id,kind,en,hy\n", "a,b,c,d\n", ""),
	"items.yaml":     repeat("", "- a\n", ""),
	"cells.csv":      repeat("id,kind", ",", "\n"),
	"quote.csv":      repeat("id,kind,en,hy\n\"", "a\n", ""),
	"list.yaml":      repeat("- id: a\n  kind: place\n  en: {canonical: A, variants: [", "B, ", "C]}\n"),
	"anchors.yaml":   repeatCounted("", "- &a%d {id: a}\n", ""),
	"comments.yaml":  repeat("", "# a\n", ""),
	"keys.config":    repeatCounted("", "key%d: a\n", ""),
	"anchors.config": repeatCounted("", "key%d: &a {b: c}\n", ""),
	"inputs.config":  repeat("input: [", "a, ", "b]\n"),
}

const (
	xlfHead = `<xliff version="1.2"><file source-language="en" target-language="hy" original="a" datatype="x-text"><body>`
	xlfTail = `</body></file></xliff>`
	tmxHead = `<tmx version="1.4"><header srclang="en"/><body>`
	tmxTail = `</body></tmx>`
	tbxHead = `<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>`
	tbxTail = `</body></text></tbx>`
)

// hole writes a start; the rest is a hole.
func hole(start string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, _ int) { w.WriteString(start) }
}

func repeat(start, again, end string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, n int) {
		w.WriteString(start)
		for range n {
			w.WriteString(again)
		}
		w.WriteString(end)
	}
}

// repeatCounted counts what it repeats.
func repeatCounted(start, again, end string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, n int) {
		w.WriteString(start)
		for i := range n {
			fmt.Fprintf(w, again, i)
		}
		w.WriteString(end)
	}
}

func nest(start, open, inside, shut, end string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, n int) {
		repeat(start, open, inside)(w, n)
		repeat("", shut, end)(w, n)
	}
}
