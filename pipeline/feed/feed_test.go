package feed

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const place = "https://example.org/news/feed.xml"

// rss is a feed in RSS 2.0 with the items.
func rss(items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title><language>en</language>` +
		strings.Join(items, "") + "</channel></rss>"
}

// based is a feed in Atom with an entry, whose link is relative to the base.
func based(base, link string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="` + base + `"><entry><id>1</id><link href="` + link + `"/></entry></feed>`
}

func parse(t *testing.T, text string) *Feed {
	t.Helper()
	f, err := Parse([]byte(text), "", place)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return f
}

// TestKinds: every kind of feed gives the same entry.
func TestKinds(t *testing.T) {
	for name, text := range map[string]string{
		"RSS 2.0": rss(`<item><guid isPermaLink="false">id-1</guid><title>One &amp; two</title><link>https://example.org/a</link><description>&lt;p&gt;Text.&lt;/p&gt;</description><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item>`),
		"RSS 0.91": `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
			<rss version="0.91"><channel><title>News</title><language>en</language><item><title>One &amp; two</title><link>https://example.org/a</link><description>&lt;p&gt;Text.&lt;/p&gt;</description></item></channel></rss>`,
		"RSS 1.0": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<channel rdf:about="x"><title>News</title><dc:language>en</dc:language></channel>
			<item rdf:about="https://example.org/a"><title>One &amp; two</title><link>https://example.org/a</link><description>&lt;p&gt;Text.&lt;/p&gt;</description><dc:date>2026-11-20T10:00:00Z</dc:date></item></rdf:RDF>`,
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><entry><id>id-1</id><title type="html">One &amp;amp; &lt;i&gt;two&lt;/i&gt;</title>
			<link rel="self" href="https://example.org/self"/><link href="https://example.org/a"/><updated>2026-11-20T10:00:00Z</updated><content type="html">&lt;p&gt;Text.&lt;/p&gt;</content></entry></feed>`,
		"JSON Feed": `{"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"News","language":"en","items":[{"id":"id-1","url":"https://example.org/a","title":"One & two","content_html":"<p>Text.</p>","date_published":"2026-11-20T10:00:00Z"}]}`,
	} {
		f := parse(t, text)
		if f.Title != "News" || len(f.Entries) != 1 {
			t.Errorf("%s: %+v", name, f)
			continue
		}
		e := f.Entries[0]
		if e.Title != "One & two" || e.URL != "https://example.org/a" || e.Content != "<p>Text.</p>" || len(e.Hash) != 32 {
			t.Errorf("%s: %+v", name, e)
		}
		if want := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC); name != "RSS 0.91" && !e.Date.Equal(want) {
			t.Errorf("%s: the date is %s", name, e.Date)
		}
		if want := map[bool]string{true: "https://example.org/a", false: "id-1"}[strings.HasPrefix(name, "RSS ") && name != "RSS 2.0"]; e.ID != want {
			t.Errorf("%s: the id is %q, want %q", name, e.ID, want)
		}
		for _, mark := range []string{"", " \n", "\ufeff"} {
			if !Is([]byte(mark+text), "text/html") {
				t.Errorf("%s behind %q is no feed", name, mark)
			}
		}
	}
	for _, text := range []string{"", " ", "<html><body>feed</body></html>", `{"items":[]}`, "[]", "plain", "<svg/>", "\x00\x01", "<"} {
		if Is([]byte(text), "application/rss+xml") {
			t.Errorf("%q is a feed", text)
		}
		if _, err := Parse([]byte(text), "", place); !errors.Is(err, errNot) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestLinks: relative ones are seen from xml:base or from the feed.
func TestLinks(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"absolute", rss(`<item><link>http://Other.example/a#b</link></item>`), "http://other.example/a"},
		{"from the feed", rss(`<item><link>a/b</link></item>`), "https://example.org/news/a/b"},
		{"from the root", rss(`<item><link>/a</link></item>`), "https://example.org/a"},
		{"without a scheme", rss(`<item><link>//cdn.example/a</link></item>`), "https://cdn.example/a"},
		{"tracked", rss(`<item><link>https://example.org/a?utm_source=rss&amp;x=1</link></item>`), "https://example.org/a?x=1"},
		{"blanks", rss("<item><link>\n https://example.org/a \n</link></item>"), "https://example.org/a"},
		{"guid", rss(`<item><guid>https://example.org/g</guid></item>`), "https://example.org/g"},
		{"guid with a text", rss(`<item><guid>https://example.org/g</guid><description>x</description></item>`), "https://example.org/g"},
		{"guid that says it is none", rss(`<item><guid isPermaLink="false">https://example.org/g</guid><description>x</description></item>`), ""},
		{"guid that says it is none, and nothing else", rss(`<item><guid isPermaLink="false">https://example.org/g</guid></item>`), "https://example.org/g"},
		{"id of Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://example.org/i</id><content>x</content></entry></feed>`, ""},
		{"id of Atom, and nothing else", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://example.org/i</id></entry></feed>`, "https://example.org/i"},
		{"id of JSON", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"https://example.org/i","content_text":"x"}]}`, ""},
		{"guid that is no address", rss(`<item><guid>77</guid></item>`), ""},
		{"none", rss(`<item><title>x</title></item>`), ""},
		{"xml:base", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><entry><id>1</id><link href="a"/></entry></feed>`, "https://base.example/x/a"},
		{"xml:base of the entry", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><entry xml:base="y/"><id>1</id><link href="a"/></entry></feed>`, "https://base.example/x/y/a"},
		{"relative xml:base", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/x/"><entry><id>1</id><link href="a"/></entry></feed>`, "https://example.org/x/a"},
		{"xml:base of files", based("file:///etc/", "passwd"), "file:///etc/passwd"},
		{"xml:base of files, from the root", based("file:///x/", "/etc/passwd"), "file:///etc/passwd"},
		{"xml:base of files, of a host", based("file:///x/", "//other.example/a"), "file://other.example/a"},
		{"xml:base of files, of the entry alone", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/"><entry xml:base="file:///etc/"><id>1</id><link href="passwd"/></entry></feed>`, "file:///etc/passwd"},
		{"xml:base of files in RSS", `<rss version="2.0" xml:base="file:///etc/"><channel><item><link>passwd</link></item></channel></rss>`, "file:///etc/passwd"},
		{"xml:base of files, absolute link", based("file:///etc/", "https://example.org/a"), "https://example.org/a"},
		{"xml:base without a path", based("mailto:a@example.org", "b"), "mailto:///b"},
		{"xml:base that is none", based("://", "b"), "https://example.org/news/b"},
		{"JSON", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"a"}]}`, "https://example.org/news/a"},
		{"another scheme", rss(`<item><link>ftp://example.org/a</link></item>`), "ftp://example.org/a"},
	} {
		f := parse(t, x.text)
		if len(f.Entries) != 1 || f.Entries[0].URL != x.want {
			t.Errorf("%s: %+v, want %q", x.name, f.Entries, x.want)
		}
	}
}

// TestPlainText: content that is no HTML becomes such.
func TestPlainText(t *testing.T) {
	f := parse(t, `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"If a<b & c>d,\n\n  stop.\n"},{"id":"2","content_text":"a<b","content_html":"<p>c</p>"},null]}`)
	if len(f.Entries) != 2 || f.Entries[0].Content != "<p>If a&lt;b &amp; c&gt;d,</p>\n<p>stop.</p>\n" || f.Entries[1].Content != "<p>c</p>" {
		t.Errorf("%+v", f.Entries)
	}
}

// TestOnce: which entries are the same.
func TestOnce(t *testing.T) {
	item := func(id, link, title, date string) string {
		return "<item><guid>" + id + "</guid><link>https://example.org/" + link + "</link><title>" + title + "</title><pubDate>" + date + "</pubDate></item>"
	}
	const old, young = "Fri, 20 Nov 2026 10:00:00 GMT", "Sat, 21 Nov 2026 10:00:00 GMT"
	for _, x := range []struct {
		name  string
		items []string
		want  []string // id and title
	}{
		{"twice", []string{item("1", "a", "new", ""), item("1", "a", "old", "")}, []string{"1 new"}},
		{"twice, the later below", []string{item("1", "a", "old", old), item("1", "a", "new", young)}, []string{"1 new"}},
		{"two addresses", []string{item("1", "b", "B", young), item("1", "a", "A", old)}, []string{"1 https://example.org/b B", "1 A"}},
		{"two addresses, one twice", []string{item("1", "b", "B", ""), item("1", "b", "b", ""), item("1", "a", "A", "")}, []string{"1 https://example.org/b B", "1 A"}},
		{"no id, two addresses", []string{item("", "a", "A", ""), item("", "b", "B", "")}, []string{"https://example.org/a A", "https://example.org/b B"}},
	} {
		var got []string
		for _, e := range parse(t, rss(x.items...)).Entries {
			got = append(got, e.ID+" "+e.Title)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
	f := parse(t, rss("<item><title>x</title><description>a</description></item>", "<item><title>x</title><description>b</description></item>", "<item><title>x</title><description>a</description></item>"))
	if len(f.Entries) != 2 || !strings.HasPrefix(f.Entries[0].ID, "hash:") {
		t.Errorf("without id and address: %+v", f.Entries)
	}
}

// TestHash changes with what is said, and with nothing else.
func TestHash(t *testing.T) {
	hash := func(item string) string { return parse(t, rss("<item>"+item+"</item>")).Entries[0].Hash }
	const base = `<guid>1</guid><title>T</title><link>https://example.org/a</link><description>D</description><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>`
	same := hash(base)
	for _, x := range []string{base + "<comments>x</comments>", strings.Replace(base, "/a<", "/a?utm_source=x<", 1), strings.Replace(base, ">T<", "> T <", 1)} {
		if hash(x) != same {
			t.Errorf("%s is another", x)
		}
	}
	for _, x := range []string{strings.Replace(base, ">T<", ">U<", 1), strings.Replace(base, ">D<", ">E<", 1), strings.Replace(base, "/a<", "/b<", 1), strings.Replace(base, "20 Nov", "21 Nov", 1)} {
		if hash(x) == same {
			t.Errorf("%s is the same", x)
		}
	}
}

// TestCharsets: whatever is said of them.
func TestCharsets(t *testing.T) {
	const title = "Ереван — “é”"
	doc := func(encoding string) string {
		return `<?xml version="1.0"` + encoding + `?><rss version="2.0"><channel><title>x</title><item><title>` + title + `</title></item></channel></rss>`
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(doc(` encoding="utf-16"`))
	if err != nil {
		t.Fatal(err)
	}
	latin := func(e string) string {
		s, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(doc(e), "Ереван", "Erevan"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	cyrillic, err := charmap.Windows1251.NewEncoder().String(strings.ReplaceAll(doc(` encoding='windows-1251'`), "é", "e"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ name, text, kind, want string }{
		{"UTF-8", doc(` encoding="utf-8"`), "", title},
		{"UTF-8 that calls itself something else", doc(` encoding="iso-8859-1"`), "text/xml; charset=windows-1251", title},
		{"UTF-8 of an unknown name", doc(` encoding="klingon"`), "", title},
		{"a mark", "\ufeff" + doc(` encoding="utf-8"`), "", title},
		{"UTF-16", utf16, "", title},
		{"declared", cyrillic, "application/rss+xml", "Ереван — “e”"},
		{"the server counts before the document", cyrillic, "text/xml; charset=windows-1252", "Åðåâàí — “e”"},
		{"windows-1252 that calls itself UTF-8", latin(` encoding="utf-8"`), "text/xml; charset=utf-8", "Erevan — “é”"},
		{"windows-1252 of no name", latin(``), "", "Erevan — “é”"},
		{"control characters", strings.Replace(doc(``), "Ереван", "Ере\x0bван", 1), "", title},
		{"an entity of HTML", strings.Replace(doc(``), "Ереван", "Ере&nbsp;ван&eacute;", 1), "", "Ере ванé — “é”"},
	} {
		f, err := Parse([]byte(x.text), x.kind, place)
		if err != nil || f.Entries[0].Title != x.want {
			t.Errorf("%s: %+v, %v; want %q", x.name, f, err, x.want)
		}
	}
}

// TestBounds: each at its limit, and beyond.
func TestBounds(t *testing.T) {
	nested := func(n int) string { // with the three elements around it
		return rss("<item>" + strings.Repeat("<a>", n-3) + strings.Repeat("</a>", n-3) + "</item>")
	}
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, ` a%d="1"`, i)
		}
		return rss("<item><x" + b.String() + "/></item>")
	}
	namespaces := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<x xmlns:n%d="u"/>`, i)
		}
		return rss("<item>" + b.String() + "</item>")
	}
	elements := func(n int) string { // with the five of rss and the item
		return rss("<item>" + strings.Repeat("<a/>", n-5) + "</item>")
	}
	objects := func(n int) string { // with the one around them
		return `{"version":"https://jsonfeed.org/version/1","items":[],"a":[{}` + strings.Repeat(",{}", n-2) + `]}`
	}
	for _, x := range []struct {
		name string
		of   func(int) string
		most int
		says string
	}{
		{"elements", elements, maxElements, "line 1: it has more than 100000 elements"},
		{"objects", objects, maxElements, "more than 100000 objects"},
		{"depth", nested, maxDepth, "nested more than 200 deep"},
		{"attributes", attributes, maxAttributes, "more than 1000 attributes"},
		{"namespaces", namespaces, maxNamespaces, "more than 1000 namespaces"},
	} {
		for n := x.most - 1; n <= x.most; n++ {
			if _, err := Parse([]byte(x.of(n)), "", place); err != nil {
				t.Errorf("%s %d: %v", x.name, n, err)
			}
		}
		if _, err := Parse([]byte(x.of(x.most+1)), "", place); err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%s beyond the limit: %v", x.name, err)
		}
	}
	for n, want := range map[int]int{maxTitle - 1: maxTitle - 1, maxTitle: maxTitle, maxTitle + 1: maxTitle, 1e6: maxTitle} {
		long := parse(t, rss("<item><title>"+strings.Repeat("x", n)+"</title></item>"))
		if got := len(long.Entries[0].Title); got != want {
			t.Errorf("a title of %d bytes has %d, want %d", n, got, want)
		}
	}
}

// TestHostile: each is refused or read, at once.
func TestHostile(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString(`<!DOCTYPE rss [<!ENTITY l0 "ha">`)
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&laughs, `<!ENTITY l%d "&l%d;&l%[2]d;">`, i, i-1)
	}
	laughs.WriteString(`]><rss><channel><title>&l29;</title></channel></rss>`)
	for _, x := range []struct{ name, text, says string }{
		{"laughs", laughs.String(), "the document type declares"},
		{"another file", `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>`, "the document type declares"},
		{"cut off", rss("<item><title>x")[:100], ""},
		{"million levels", "<rss>" + strings.Repeat("<a>", 1e6), "nested more than"},
		{"million levels of JSON", `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1e6), "read feed"},
		{"nulls", `{"version":"https://jsonfeed.org/version/1","items":[null,null]}`, ""},
		{"many ampersands", rss("<item><title>" + strings.Repeat("&amp;amp;", 1e5) + "</title></item>"), ""},
		{"no end", strings.Repeat(" ", 1e6), "it is empty"},
	} {
		start := time.Now()
		f, err := Parse([]byte(x.text), "", place)
		if x.says != "" && (err == nil || !strings.Contains(err.Error(), x.says)) {
			t.Errorf("%s: %v; want %q", x.name, err, x.says)
		}
		if f != nil && strings.Contains(f.Title, "root:") {
			t.Errorf("%s: the title is %q", x.name, f.Title)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s took %s", x.name, d)
		}
	}
}

// FuzzParse: any bytes are read or refused, and what is read keeps the contract:
// ids that differ, absolute addresses or none.
func FuzzParse(f *testing.F) {
	f.Add([]byte(rss("<item><guid>1</guid><link>a</link></item>", "<item><guid>1</guid><link>b</link></item>")), "text/xml; charset=utf-8")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="x/"><entry><id>1</id><link href="a"/><content type="xhtml"><div>x</div></content></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"url":"a"}]}`), "application/json")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "text/xml; charset=windows-1251")
	f.Fuzz(func(t *testing.T, data []byte, kind string) {
		feed, err := Parse(data, kind, place)
		if err != nil {
			if strings.Contains(err.Error(), "please report it") {
				t.Fatal(err)
			}
			return
		}
		ids := map[string]bool{}
		for _, e := range feed.Entries {
			if e.ID == "" || e.Hash == "" || ids[e.ID] {
				t.Fatalf("entry %+v has no id of its own", e)
			}
			ids[e.ID] = true
			if e.URL != "" && !strings.Contains(e.URL, ":") {
				t.Fatalf("the address %q is not absolute", e.URL)
			}
		}
		again, err := Parse(bytes.Clone(data), kind, place)
		if err != nil || len(again.Entries) != len(feed.Entries) {
			t.Fatalf("read again it is %+v, %v", again, err)
		}
	})
}
