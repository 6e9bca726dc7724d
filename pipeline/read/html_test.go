package read

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// blocksOf is each block as "kind: text with codes", furniture with the id of
// its reason.
func blocksOf(t testing.TB, src string) []string {
	t.Helper()
	_, p := readPage(t, src, true)
	var out []string
	for _, b := range p.Blocks {
		id, _, _ := strings.Cut(b.Reason, ":")
		out = append(out, strings.TrimSuffix(string(b.Kind)+"/"+id, "/")+": "+withCodes(b.Content))
	}
	return out
}

func TestHTMLBlocks(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want []string
	}{
		"headings and paragraphs":           {"<h1>One</h1><p>Two", []string{"headline: One", "paragraph: Two"}},
		"text outside of any element":       {"one <b>two</b>", []string{"paragraph: one {1 two 1}"}},
		"upper-case tags":                   {"<P>One<LI>Two</LI>", []string{"paragraph: One", "list-item: Two"}},
		"a list item holds its paragraphs":  {"<ul><li><p>One</p>two", []string{"list-item: One", "list-item: two"}},
		"a nested list ends with its item":  {"<ul><li>a<ul><li>b</ul>c<li>d", []string{"list-item: a", "list-item: b", "list-item: c", "list-item: d"}},
		"definition lists":                  {"<dl><dt>T<dd>D</dl>", []string{"list-item: T", "list-item: D"}},
		"a paragraph in a quotation":        {"<blockquote><p>Q</p></blockquote>r", []string{"quote: Q", "paragraph: r"}},
		"a heading in a quotation":          {"<blockquote><h2>H</h2>q</blockquote>", []string{"headline: H", "quote: q"}},
		"cells, and a paragraph in one":     {"<table><tr><td>a<th>b<td><p>c</table>", []string{"cell: a", "cell: b", "paragraph: c"}},
		"captions":                          {"<figure><img src=x><figcaption>F</figcaption></figure>", []string{"caption: F"}},
		"white space collapses":             {"<p>\n  a \t b\n<b> c </b> d </p>", []string{"paragraph: a b {1 c  1}d"}},
		"written white space collapses too": {"<p>a &#10; b", []string{"paragraph: a b"}},
		"a no-break space does not":         {"<p>a&nbsp; b", []string{"paragraph: a\u00a0 b"}},
		"a paragraph of no-break space":     {"<p>&nbsp;</p><p>\u00a0", nil},
		"tags around the whole are outside": {"<p><a href=x><b> All </b></a></p>", []string{"paragraph: All"}},
		"tags around a part are inside":     {"<p><b>A</b> b", []string{"paragraph: {1 A 1} b"}},
		"one line break":                    {"<p>a <br/> b", []string{"paragraph: a\nb"}},
		"two line breaks part paragraphs":   {"<p>a<br> <BR>b<b>c<br><br>d</b>", []string{"paragraph: a", "paragraph: b{1}c", "paragraph: d"}},
		"line breaks at the edges":          {"<p><br>a<br></p>", []string{"paragraph: a"}},
		"comments":                          {"<p><!-- x -->a<!-- y -->b<!-- z -->", []string{"paragraph: a{1}b"}},
		"an image in a sentence":            {`<p>a <img alt="x"> b`, []string{"paragraph: a {1}\uFFFC b"}},
		"an image before a sentence":        {`<p><img alt="x"> b`, []string{"caption: x", "paragraph: b"}},
		"an image by itself":                {`<p><a href=y><img alt="x" title="t"></a></p>`, []string{"caption: x", "paragraph: t"}},
		"an image after a sentence":         {`<p>b <img alt="x">`, []string{"paragraph: b", "caption: x"}},
		"code in a sentence":                {"<p>Run <code>a <b>b</b></code> now", []string{"paragraph: Run {1}\uFFFC now"}},
		"code alone":                        {"<p><code>a</code></p>", []string{"furniture/code: a"}},
		"code at the start of a sentence":   {"<p><code>a</code> is b", []string{"paragraph: {1}\uFFFC is b"}},
		"preformatted text is skeleton":     {"a<pre>b\n<i>c</i></pre>d", []string{"paragraph: a", "paragraph: d"}},
		"scripts and the like are skeleton": {"a<script>'<p>'</script>b<style>p{}</style><template><p>c</template><noscript><p>d</noscript>", []string{"paragraph: a{1}b"}},
		"pictures of markup are skeleton":   {"a <svg><text>b</text></svg> c <iframe>d</iframe><math><mi>x</math>", []string{"paragraph: a {1}\uFFFC c"}},
		"an element that never ends":        {"<div>a<svg><g></div><p>b", []string{"paragraph: a", "paragraph: b"}},
		"buttons and labels":                {"<p>a<button>b</button><label>c <input value=d></label>e", []string{"paragraph: a", "paragraph: b", "paragraph: c", "paragraph: e"}},
		"names of fields and buttons":       {`<input type=submit value="v"><input value="w" placeholder="p"><a aria-label="l"></a>`, []string{"paragraph: v", "paragraph: p", "paragraph: l"}},
		"choices":                           {`<select><optgroup label=g><option>a<option>b</select>`, []string{"paragraph: g", "paragraph: a", "paragraph: b"}},
		"title and description":             {`<title>a &lt; <b></title><meta name=Description content='d "e"'><meta name=x content=y>`, []string{"headline: a < <b>", "paragraph: d \"e\""}},
		"entities":                          {"<p>&lt;&amp;&ndash;&#8212;&#x2014;&amp &notit; &zz;&", []string{"paragraph: <&–——& ¬it; &zz;&"}},
		"entities in attributes":            {`<img alt="a&amp;b &copy=1 &copyx &copy">`, []string{"caption: a&b &copy=1 &copyx ©"}},
		"stray end tags":                    {"</p></i>a</b>b</div></p>c", []string{"paragraph: a{1}b", "paragraph: c"}},
		"overlapping tags":                  {"<p>x<b>a<i>b</b>c</i>d", []string{"paragraph: x{1 a{2}b 1}c{3}d"}},
		"blocks in inline elements":         {"<a>a<div>b</div>c</a>d", []string{"paragraph: a", "paragraph: b", "paragraph: c{1}d"}},
		"not to be translated":              {"<p translate=no>a</p><p class='x notranslate'>b", []string{"furniture/translate-no: a", "furniture/translate-no: b"}},
		"not, but for a part":               {"<div translate=no>a<p translate=yes>b <i translate=no>c</i> d", []string{"furniture/translate-no: a", "paragraph: b {1}\uFFFC d"}},
		"a word not to be translated":       {"<p>a <span translate=no>b <i>c</i></span> d", []string{"paragraph: a {1}\uFFFC d"}},
		"another language":                  {"<html lang=en-GB>A long text here<p lang=fr>b<p lang=EN>c<p>d <i lang=fr>e</i>", []string{"paragraph: A long text here", "furniture/other-language: b", "paragraph: c", "paragraph: d {1 e 1}"}},
		"a language in an unnamed one":      {"<p>A long text here<p lang=fr>b", []string{"paragraph: A long text here", "paragraph: b"}},
		"the character for objects":         {"<p>a\uFFFCb&#xfffc;c", []string{"paragraph: a{1}\uFFFCb{2}\uFFFCc"}},
		"NUL":                               {"<p>a\x00b&#0<i></i>c", []string{"paragraph: ab{1  1}c"}},
		"a tag that never ends":             {"<p>a<b class='", []string{"paragraph: a"}},
		"XHTML closes what HTML does not":   {"<?xml version='1.0'?><p>a<b/>c</p><script/><p>d", []string{"paragraph: a{1}c", "paragraph: d"}},
		"HTML does not":                     {"<p>a<b/>c</p>", []string{"paragraph: a{1}c"}},
		"nothing":                           {"", nil},
		"nothing to read":                   {"<p> <b> </b><!-- x --><img></p>", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := blocksOf(t, c.src); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			checkPage(t, c.src, true)
			checkPage(t, c.src, false)
		})
	}
}

// checkPage checks what must hold for every page: the spans are in order, an
// untouched page is the same, and a page whose blocks are spelled anew reads
// the same.
func checkPage(t *testing.T, src string, whole bool) {
	t.Helper()
	_, p := readPage(t, src, whole)
	a := &bitext.Article{Source: src, Blocks: p.Blocks, LangSpans: p.LangSpans, Spell: p.Spell}
	if err := verify(a); err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	if got := splice(a, func(b *bitext.Block) string { return b.Span.Of(src) }); got != src {
		t.Fatalf("%q came back as %q", src, got)
	}
	for i := range p.Blocks {
		checkCodes(t, src, &p.Blocks[i])
	}
	again := splice(a, func(b *bitext.Block) string { return p.Spell(b, b.Content) })
	_, q := readPage(t, again, whole)
	if len(p.Blocks) != len(q.Blocks) {
		t.Fatalf("%q spelled anew is %q: %d blocks became %d", src, again, len(p.Blocks), len(q.Blocks))
	}
	for i := range p.Blocks {
		if b, c := p.Blocks[i], q.Blocks[i]; !b.Content.Equal(c.Content) || whole && b.Kind != c.Kind {
			t.Fatalf("%q spelled anew is %q: block %d, %s %+v, became %s %+v", src, again, i+1, b.Kind, b.Content, c.Kind, c.Content)
		}
	}
}

// checkCodes checks that opening and closing codes come in nested pairs and
// that each stands in the source as it is spelled.
func checkCodes(t *testing.T, src string, b *bitext.Block) {
	t.Helper()
	var open []int
	seen := map[int]bool{}
	for _, c := range b.Codes {
		if c.Raw != c.Span.Of(src) {
			t.Fatalf("%q: code %+v does not stand where it says", src, c)
		}
		if c.Kind == bitext.Close {
			if len(open) == 0 || open[len(open)-1] != c.ID {
				t.Fatalf("%q: code %+v closes what is not the innermost open one", src, c)
			}
			open = open[:len(open)-1]
			continue
		}
		if seen[c.ID] || c.ID < 1 {
			t.Fatalf("%q: code %+v does not have an id of its own", src, c)
		}
		seen[c.ID] = true
		if c.Kind == bitext.Open {
			open = append(open, c.ID)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q: codes %v are never closed in %q", src, open, b.Text)
	}
}

func TestHTMLKeepsItsPages(t *testing.T) {
	for _, src := range htmlPages(t) {
		checkPage(t, src, true)
		checkPage(t, src, false)
		// A page that was cut off anywhere still reads.
		for at := 0; at < len(src); at += 1 + len(src)/23 {
			checkPage(t, strings.ToValidUTF8(src[:at], ""), true)
		}
	}
}

func htmlPages(t testing.TB) []string {
	files, err := filepath.Glob("testdata/html/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata/html: %v", err)
	}
	var out []string
	for _, file := range files {
		out = append(out, readFixture(t, file))
	}
	return out
}

func TestHTMLSpell(t *testing.T) {
	for name, c := range map[string]struct{ src, text, want string }{
		"text":                      {"<p>x", "a < b & \"c\" > d\u00a0e", `a &lt; b &amp; "c" &gt; d&nbsp;e`},
		"control characters":        {"<p>x", "a\x04\tb", "a&#4;\tb"},
		"a title":                   {"<title>x</title>", "</title>\n", "&lt;/title&gt;&#10;"},
		"double quotes":             {`<img alt="x">`, `"it's" <b>`, `&quot;it's&quot; &lt;b&gt;`},
		"single quotes":             {`<img alt='x'>`, `"it's"`, `"it&#39;s"`},
		"no quotes":                 {`<img alt=x>`, "it's a=\"b\"\u00a0/", "it&#39;s&#32;a&#61;&quot;b&quot;&nbsp;&#47;"},
		"a line break":              {"<p>x", "a\nb", "a<br>b"},
		"a line break as elsewhere": {"<p>x<BR clear=all>y", "a\nb\nc", "a<BR clear=all>b<BR clear=all>c"},
		"XHTML":                     {"<?xml version='1.0'?><p>x</p>", "a\n\u00a0b", "a<br />&#160;b"},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := readPage(t, c.src, true)
			if got := p.Spell(&p.Blocks[0], bitext.Content{Text: c.text}); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestHTMLSpellMovesCodes(t *testing.T) {
	_, p := readPage(t, `<p>The <b>big</b> <img src="dog.png"> barks.`, true)
	b := &p.Blocks[0]
	moved := bitext.Content{Text: "\uFFFC barks: big", Codes: []bitext.Code{
		{ID: 2, Kind: bitext.Alone, At: 0, Raw: b.Codes[2].Raw},
		{ID: 1, Kind: bitext.Open, At: 11, Raw: "<b>"}, {ID: 1, Kind: bitext.Close, At: 14, Raw: "</b>"},
	}}
	if got, want := p.Spell(b, moved), `<img src="dog.png"> barks: <b>big</b>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestHTMLRuns(t *testing.T) {
	src := "<p>Fish &amp;\n chips&#33;</p>"
	_, p := readPage(t, src, true)
	b := p.Blocks[0]
	for part, want := range map[string]string{"Fish": "Fish", "& chips": "&amp;\n chips", "ips!": "ips&#33;"} {
		at := strings.Index(b.Text, part)
		got := b.SourceSpan(bitext.Span{Start: at, End: at + len(part)}, nil).Of(src)
		if got != want {
			t.Errorf("%q stands in the source as %q, want %q", part, got, want)
		}
	}
}

func TestHTMLCharset(t *testing.T) {
	for name, c := range map[string]struct{ head, want string }{
		"meta charset":           {`<!doctype html><META Charset=" Windows-1252 ">`, "windows-1252"},
		"meta http-equiv":        {`<meta http-equiv=Content-Type content="text/html; charset=koi8-r">`, "koi8-r"},
		"the XML declaration":    {`<?xml version="1.0" encoding='ISO-8859-1'?><html>`, "iso-8859-1"},
		"another meta":           {`<meta name=x content="text/html; charset=koi8-r">`, ""},
		"in a comment":           {`<!-- <meta charset=utf-8> -->`, ""},
		"in a script":            {`<script>"<meta charset=utf-8>"</script>`, ""},
		"none":                   {`<p>`, ""},
		"beyond the first bytes": {strings.Repeat(" ", 1024) + `<meta charset=utf-8>`, ""},
	} {
		if got := htmlCharset([]byte(c.head)); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestHTMLTagsAreReadAsByTheTokenizer compares the attributes of every tag with
// those that x/net/html finds.
func TestHTMLTagsAreReadAsByTheTokenizer(t *testing.T) {
	odd := `<a =b c= d=e/ f="g>h" i='j' k/l m=n"o p = q R=S t="&amp;&copy=1" / u v=&copyx c=2>` +
		"<b\tc\nd=\"\r\">" + `<x =><x / a><x/a=b/><x "a"='b'c>`
	for _, src := range append(htmlPages(t), odd) {
		compareTags(t, src)
	}
}

func compareTags(t *testing.T, src string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(src))
	for at := 0; z.Next() != html.ErrorToken; {
		span := bitext.Span{Start: at, End: at + len(z.Raw())}
		at = span.End
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken || strings.Contains(span.Of(src), "\x00") {
			continue
		}
		tag := readTag(src, span)
		if tag.name != token.Data {
			t.Fatalf("%q: got the name %q, want %q", span.Of(src), tag.name, token.Data)
		}
		for i, a := range token.Attr {
			if i >= maxAttrs {
				break
			}
			value := strings.ReplaceAll(strings.ReplaceAll(tag.value(src, a.Key), "\r\n", "\n"), "\r", "\n")
			if _, ok := tag.attr(a.Key); !ok || value != strings.ReplaceAll(a.Val, "\r", "\n") {
				t.Fatalf("%q: got %s=%q, want %q", span.Of(src), a.Key, value, a.Val)
			}
		}
	}
}

func TestHTMLLimits(t *testing.T) {
	const n = 20000
	article := "<article>" + strings.Repeat("<p>This is a sentence of a story, and it is long enough to count, is it not?</p>", 9) + "</article>"
	for name, src := range map[string]string{
		"deep blocks":            strings.Repeat("<div>", n) + article,
		"deep inline elements":   "<p>" + strings.Repeat("<b>", n) + "text" + strings.Repeat("</b>", n),
		"deep crossing elements": strings.Repeat("<b>", n) + strings.Repeat("<div>", n) + "text" + strings.Repeat("</b>", n),
		"deep lists":             strings.Repeat("<ul><li>x", n),
		"stray end tags":         strings.Repeat("<i>", n) + strings.Repeat("</b>", n),
		"many attributes":        "<p " + strings.Repeat("aria-label=a ", n) + ">",
		"many ampersands":        strings.Repeat("&a", n) + strings.Repeat("&", n),
		"many half tags":         strings.Repeat("<", n) + strings.Repeat("</", n),
		"one long reference":     "&" + strings.Repeat("a", n) + "&#" + strings.Repeat("1", n),
		"many line breaks":       strings.Repeat("<br>x", n) + strings.Repeat("<br>", n),
		"scripts in the depth":   strings.Repeat("<div>", n) + "<script>'<p>no'</script>",
	} {
		t.Run(name, func(t *testing.T) { checkPage(t, src, true) })
	}
	_, p := readPage(t, strings.Repeat("<div>", 600)+article, false)
	if p.Meta.Whole == "" || p.Blocks[0].Kind != bitext.Paragraph {
		t.Errorf("a page that is too deep to extract: got %q and %s", p.Meta.Whole, p.Blocks[0].Kind)
	}
	if got := blocksOf(t, strings.Repeat("<div>", 600)+"<script>'<p>no'</script>a"); !slices.Equal(got, []string{"paragraph: a"}) {
		t.Errorf("a script in the depth was read: %q", got)
	}
}

func FuzzHTML(f *testing.F) {
	for _, src := range htmlPages(f) {
		f.Add(src, true)
		f.Add(src, false)
	}
	f.Add("<p>a <b>b<br><br>c</b> &amp;&nbsp;<code>d</code><img alt=e></p>", true)
	f.Add("<div translate=no><a lang=fr title='x'>y<p translate>z</a>&ngE;\uFFFC", true)
	f.Fuzz(func(t *testing.T, src string, whole bool) {
		if !utf8.ValidString(src) {
			src = strings.ToValidUTF8(src, "?")
		}
		checkPage(t, src, whole)
		compareTags(t, src)
		htmlCharset([]byte(src))
	})
}

func BenchmarkHTML(b *testing.B) {
	data, err := os.ReadFile("testdata/html/news.html")
	if err != nil {
		b.Fatal(err)
	}
	src := string(data)
	for _, mode := range []string{"whole", "article"} {
		b.Run(mode, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				readPage(b, src, mode == "whole")
			}
		})
	}
}
