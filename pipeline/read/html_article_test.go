package read

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// story is a text that is long enough to be told from the page around it.
var story = strings.Repeat("<p>The mayor said on Friday that the bridge, which was closed in March, would be open again by the end of the year.</p>\n", 8)

func TestHTMLArticle(t *testing.T) {
	const links = `<ul><li><a href=1>Sport</a><li><a href=2>Weather</a></ul>`
	for name, c := range map[string]struct {
		src string
		in  []string
		out []string
	}{
		"navigation and footer are outside": {
			"<nav>" + links + "</nav><div>" + story + "</div><footer>All rights reserved</footer>",
			[]string{"The mayor said"}, []string{"Sport", "Weather", "All rights"}},
		"the headline is inside, wherever it stands": {
			"<title>Bridge to open | Paper</title><header><h1>Paper</h1></header><div class=top><h1>Bridge to open</h1></div><div><div>" + story + "</div></div>",
			[]string{"Bridge to open", "The mayor said"}, []string{"Paper"}},
		"a headline that the title does not repeat": {
			"<title>News</title><div><h1>Crossing again</h1></div><div><div>" + story + "</div></div>",
			[]string{"Crossing again"}, nil},
		"the subtitle is inside, the byline is not": {
			"<article><header><h1>Bridge to open</h1><p class='story__standfirst'>After a dry year</p><p class=byline>By A. Mill</p></header><div>" + story + "</div></article>",
			[]string{"Bridge to open", "After a dry year"}, []string{"By A. Mill"}},
		"a subtitle that is the description": {
			"<meta name=description content='After a dry year'><article><header><h1>Bridge to open</h1><p>After a dry year</p></header><div>" + story + "</div></article>",
			[]string{"After a dry year"}, nil},
		"captions between headline and text are inside": {
			"<article><h1>Bridge to open</h1><figure class=share><img src=a.jpg alt='The bridge'><figcaption>The bridge in May</figcaption></figure><div>" + story + "</div></article>",
			[]string{"The bridge", "The bridge in May"}, nil},
		"captions of other stories are outside": {
			"<article><h1>Bridge to open</h1><aside><figure><img src=b.jpg alt='A boat'><figcaption>Boats</figcaption></figure></aside><div>" + story + "</div></article>",
			nil, []string{"A boat", "Boats"}},
		"sloppy nesting": {
			"<div><div><b>" + strings.ReplaceAll(story, "The mayor said", "The </i>mayor said") + "</b></div></div><div class=comments><p>First!</div>",
			[]string{"The mayor said"}, []string{"First!"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := readPage(t, "<!doctype html><body>"+c.src, false)
			if p.Meta.Whole != "" {
				t.Fatalf("no article found: %s", p.Meta.Whole)
			}
			for _, text := range c.in {
				expectPlace(t, p, text, true)
			}
			for _, text := range c.out {
				expectPlace(t, p, text, false)
			}
		})
	}
}

// expectPlace expects every block of the page itself that begins with the text
// inside or outside of the article.
func expectPlace(t *testing.T, p Parsed, text string, inside bool) {
	t.Helper()
	found := false
	for i, b := range p.Blocks {
		plainText := strings.ReplaceAll(b.Text, bitext.Object, "")
		if i == 0 && strings.Contains(plainText, " | ") || !strings.HasPrefix(plainText, text) {
			continue
		}
		found = true
		if got := b.Kind != bitext.Furniture; got != inside {
			t.Errorf("%q: inside is %v, want %v (%s)", b.Text, got, inside, b.Reason)
		}
		if !inside && b.Reason != outsideArticle {
			t.Errorf("%q: got the reason %q", b.Text, b.Reason)
		}
	}
	if !found {
		t.Errorf("no block begins with %q", text)
	}
}

func TestHTMLWithoutAnArticle(t *testing.T) {
	for name, src := range map[string]string{
		"an empty page":   "",
		"no text":         "<html><body><script>x</script></body></html>",
		"only an image":   "<img alt='A picture'>",
		"frames":          "<html><frameset><frame src=a></frameset></html>",
		"too large":       "<p>A text.<!--" + strings.Repeat("x", maxExtract) + "-->",
		"too deep":        strings.Repeat("<div>", 600) + story,
		"only a headline": "<title>Only this</title>",
	} {
		t.Run(name, func(t *testing.T) {
			_, p := readPage(t, src, false)
			if !strings.HasPrefix(p.Meta.Whole, "find main content: ") {
				t.Errorf("got %q for why the page was taken whole", p.Meta.Whole)
			}
			for _, b := range p.Blocks {
				if b.Kind == bitext.Furniture {
					t.Errorf("%q is furniture: %s", b.Text, b.Reason)
				}
			}
			if _, w := readPage(t, src, true); w.Meta.Whole != "" {
				t.Errorf("the whole document was asked for, and still: %s", w.Meta.Whole)
			}
		})
	}
}

func TestHTMLMeta(t *testing.T) {
	linked := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	for name, c := range map[string]struct {
		src  string
		want bitext.Meta
	}{
		"a title element":          {"<title> A\n title </title>", bitext.Meta{Title: "A title"}},
		"Open Graph goes first":    {`<title>A | B</title><meta property=og:title content=A><meta property=og:site_name content=B><meta property=og:url content=http://b/>`, bitext.Meta{Title: "A", Site: "B", URL: "http://b/"}},
		"JSON-LD goes before it":   {`<meta property=og:title content=A>` + linked(`{"@type":"NewsArticle","headline":"L","author":"N","url":"http://l/"}`), bitext.Meta{Title: "L", Author: "N", URL: "http://l/"}},
		"an article in a list":     {linked(`[{"@type":"Person","name":"x"},{"@type":["Thing","BlogPosting"],"headline":"L","author":[{"name":"N"},"M",{}]}]`), bitext.Meta{Title: "L", Author: "N, M"}},
		"an article in a graph":    {linked(`{"@graph":[{"@type":"WebPage","mainEntity":{"@type":"Article","name":"L &amp; M","publisher":{"name":"P"},"inLanguage":"en"}}]}`), bitext.Meta{Title: "L & M", Site: "P", Lang: "en"}},
		"JSON-LD without article":  {linked(`{"@type":"Person","headline":"x"}`), bitext.Meta{}},
		"JSON-LD that is broken":   {linked(`{"@type":`) + linked(`{"@type":"Article","headline":"L"}`), bitext.Meta{Title: "L"}},
		"JSON-LD of odd types":     {linked(`{"@type":"Article","headline":7,"author":[[["x"]]],"url":[],"datePublished":null}`), bitext.Meta{}},
		"the canonical address":    {`<link rel="alternate Canonical" href=" http://c/ "><meta property=og:url content=http://b/>`, bitext.Meta{URL: "http://c/"}},
		"an author by address":     {`<meta property=article:author content=https://face.example/n><meta name=DC.creator content="N M">`, bitext.Meta{Author: "N M"}},
		"a date with an offset":    {`<meta property=article:published_time content="2024-05-16T18:05:00+0400">`, bitext.Meta{Date: "2024-05-16T18:05:00+04:00"}},
		"a date of a mail":         {`<meta name=date content="Thu, 16 May 2024 18:05:00 GMT">`, bitext.Meta{Date: "2024-05-16T18:05:00Z"}},
		"a day":                    {`<meta name=date content=2024-05-16>`, bitext.Meta{Date: "2024-05-16"}},
		"a date in words":          {`<meta name=date content="last Thursday">`, bitext.Meta{Date: "last Thursday"}},
		"the language of the page": {`<html lang=en-GB xml:lang=en><meta property=og:locale content=en_US>`, bitext.Meta{Lang: "en-GB"}},
		"the language elsewhere":   {`<meta property=og:locale content=en_US>`, bitext.Meta{Lang: "en-US"}},
		"the language of the text": {`<html lang=hy><div lang=en>` + story + `</div><p>Xy`, bitext.Meta{Lang: "en"}},
		"nothing in a script":      {`<script>"<title>x</title>"</script>`, bitext.Meta{}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, p := readPage(t, c.src, true); p.Meta != c.want {
				t.Errorf("got  %+v\nwant %+v", p.Meta, c.want)
			}
		})
	}
}

func TestHTMLLangSpans(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want string
	}{
		"both attributes":               {`<html lang="en" xml:lang='en'><p>a`, "en en"},
		"on the article":                {`<html lang=en><article lang=en-GB>a</article>`, "en en-GB"},
		"not in a sentence":             {`<html lang=en><p>a <i lang=en>b</i>`, "en"},
		"not of another language":       {`<html lang=en><p>a long one<p lang=fr>b`, "en"},
		"not around nothing":            {`<html lang=en><p>a<nav lang=en></nav>`, "en"},
		"the page's, if text is not it": {`<html lang=hy><p>x<div lang=en>` + story, "en"},
		"empty":                         {`<html lang=""><p lang>a`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			src, p := readPage(t, c.src, true)
			var got []string
			for _, s := range p.LangSpans {
				got = append(got, s.Of(src))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}
