package read

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"targman/pipeline/bitext"
)

// mdMaxFront is the length in bytes up to which front matter is read.
const mdMaxFront = 64 << 10

// frontMatter reads the data that a document may begin with, as static site
// generators have it (https://jekyllrb.com/docs/front-matter/,
// https://gohugo.io/content-management/front-matter/): YAML between lines of
// "---", TOML between lines of "+++". It returns where the rest begins.
func (d *mdDoc) frontMatter() int {
	fence, rest, ok := strings.Cut(d.src, "\n")
	fence = strings.TrimRight(fence, " \t\r")
	if !ok || fence != "---" && fence != "+++" {
		return 0
	}
	start := len(d.src) - len(rest)
	end, after := mdFence(d.src, start, fence)
	if after < 0 || !mdKeyed[fence].MatchString(d.src[start:end]) {
		d.fenced = true
		return 0
	}
	if err := d.frontValues(fence, bitext.Span{Start: start, End: end}); err != nil {
		d.frontFault(start, end, err)
	}
	return after
}

// mdKeyed find a key on the first line that is neither blank nor a comment:
// what tells front matter from text between two thematic breaks.
var mdKeyed = map[string]*regexp.Regexp{
	"---": regexp.MustCompile(mdBlankLines + `(?:"[^"\n]*"|'[^'\n]*'|[\pL_][\pL\pN_. -]*):(?:\s|$)`),
	"+++": regexp.MustCompile(mdBlankLines + `(?:[\w."'-]+[ \t]*=|\[)`),
}

const mdBlankLines = `^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*`

// mdFence finds the line that closes front matter, and where the next one
// begins. The latter is -1 if nothing closes it.
func mdFence(src string, start int, fence string) (end, after int) {
	for at := start; at < len(src); {
		next := len(src)
		if n := strings.IndexByte(src[at:], '\n'); n >= 0 {
			next = at + n + 1
		}
		line := strings.TrimRight(src[at:next], " \t\r\n")
		if line == fence || fence == "---" && line == "..." {
			return at, next
		}
		at = next
	}
	return 0, -1
}

func (d *mdDoc) frontValues(fence string, s bitext.Span) error {
	switch {
	case s.Len() > mdMaxFront:
		return fmt.Errorf("it has %d bytes, and the limit is %d: shorten it", s.Len(), mdMaxFront)
	case fence == "+++":
		return d.toml(s)
	}
	return d.yaml(s)
}

// frontFault keeps front matter that cannot be read as it stands, and says so.
func (d *mdDoc) frontFault(start, end int, err error) {
	in := &mdInline{src: d.src, at: start}
	in.literal(end - start)
	b := in.block(bitext.Furniture, bitext.Span{Start: start, End: end})
	b.Reason = "front-matter: " + strings.ReplaceAll(err.Error(), "\n", " ")
	if b.Text != "" {
		d.blocks = append(d.blocks, b)
	}
}

// mdFrontKinds are the values that are text of the article.
var mdFrontKinds = map[string]bitext.Kind{
	"title": bitext.Headline, "subtitle": bitext.Paragraph,
	"description": bitext.Paragraph, "summary": bitext.Paragraph,
}

// about takes what a value says about the document; the first one of several
// keys for the same thing wins.
func (d *mdDoc) about(key, value string) {
	field := d.field(strings.ToLower(key))
	value = strings.TrimSpace(value)
	if field == nil || *field != "" || value == "" {
		return
	}
	if field == &d.meta.Date {
		value = mdDate(value)
	}
	*field = value
}

// field is what the key is about, or nil.
func (d *mdDoc) field(key string) *string {
	switch key {
	case "title":
		return &d.meta.Title
	case "author", "authors", "byline":
		return &d.meta.Author
	case "date", "published", "pubdate", "publishdate":
		return &d.meta.Date
	case "canonical", "canonical_url", "canonicalurl", "url":
		return &d.meta.URL
	case "site", "site_name", "publication":
		return &d.meta.Site
	case "lang", "language", "locale":
		return &d.meta.Lang
	}
	return nil
}

// mdDate writes a time as RFC 3339 has it. A date without a time, and what is
// no date, stays as it is.
func mdDate(s string) string {
	for _, layout := range []string{
		time.RFC3339Nano, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00", "2006-01-02 15:04:05Z07:00",
		time.RFC1123Z, time.RFC1123,
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return s
}

// value adds the text of a value as a block, or the place of a language. The
// span covers the value as it is spelled, with its quotes; in holds its text.
func (d *mdDoc) value(key string, in *mdInline, span bitext.Span, s mdShape) {
	if strings.Contains(in.text.String(), bitext.Object) {
		return
	}
	kind, isText := mdFrontKinds[strings.ToLower(key)]
	switch {
	case isText:
		b := in.block(kind, span)
		b.Span = span
		d.add(b, s)
	case d.field(strings.ToLower(key)) == &d.meta.Lang && len(in.runs) == 1 && len(d.lang) == 0:
		d.lang = append(d.lang, in.runs[0].Source)
	}
}
