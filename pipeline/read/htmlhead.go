package read

import (
	"slices"
	"strings"
	"time"

	"targman/pipeline/bitext"
)

// pageHead gathers what a page declares about itself.
type pageHead struct {
	// meta are the values of the meta elements, by metaName; the first counts.
	meta map[string]string
	// canonical is the target of <link rel="canonical">.
	canonical string
	// linked are the texts of the JSON-LD scripts
	// (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
	linked []string
	// inLinked says that the next text is one.
	inLinked bool
	// title and root are the numbers of the first title and html tags.
	title, root int
	// lang is the language of the html element, or "".
	lang string
}

// tag takes note of a start tag.
func (h *pageHead) tag(src string, t *htmlTag, number int) {
	h.inLinked = false
	switch t.name {
	case "meta":
		h.note(metaName(src, t), t.value(src, "content"))
		h.note(lowerASCII(t.value(src, "http-equiv")), t.value(src, "content"))
	case "link":
		rel := strings.Fields(lowerASCII(t.value(src, "rel")))
		if h.canonical == "" && slices.Contains(rel, "canonical") {
			h.canonical = strings.Trim(t.value(src, "href"), htmlSpace)
		}
	case "script":
		h.inLinked = strings.HasPrefix(lowerASCII(strings.Trim(t.value(src, "type"), htmlSpace)), "application/ld+json")
	case "title":
		if h.title == 0 {
			h.title = number
		}
	case "html":
		if h.root == 0 {
			h.root, h.lang = number, scope{}.of(src, t, element{}).lang
		}
	}
}

func (h *pageHead) note(name, value string) {
	if name == "" || h.meta[name] != "" {
		return
	}
	if h.meta == nil {
		h.meta = map[string]string{}
	}
	h.meta[name] = plain(value)
}

// text takes note of text that is not read, such as a script.
func (h *pageHead) text(s string) {
	if h.inLinked {
		h.linked = append(h.linked, s)
	}
	h.inLinked = false
}

// first is the value of the first of the names that has one.
func (h *pageHead) first(names ...string) string {
	for _, n := range names {
		if v := h.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// declared is what the page says about itself, the more exact source first:
// JSON-LD (https://schema.org/NewsArticle), Open Graph (https://ogp.me), Dublin
// Core and the names of the HTML standard.
func (h *pageHead) declared() bitext.Meta {
	m := bitext.Meta{URL: h.canonical, Lang: h.lang}
	fill(&m, linkedMeta(h.linked))
	fill(&m, bitext.Meta{
		Title:  h.first("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"),
		Author: h.author(),
		Date: h.first("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created",
			"dc.date", "parsely-pub-date", "pubdate", "date"),
		URL:  h.first("og:url", "parsely-link"),
		Site: h.first("og:site_name", "application-name"),
		Lang: strings.ReplaceAll(h.first("content-language", "og:locale", "dc.language"), "_", "-"),
	})
	m.Date = exactDate(m.Date)
	return m
}

// author is the name in the meta elements; an address of a profile is none.
func (h *pageHead) author() string {
	for _, n := range []string{"author", "dc.creator", "dcterms.creator", "parsely-author", "article:author"} {
		if v := h.meta[n]; v != "" && !strings.Contains(v, "://") {
			return v
		}
	}
	return ""
}

// fill sets the empty fields of m from those of more.
func fill(m *bitext.Meta, more bitext.Meta) {
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&m.Title, more.Title}, {&m.Author, more.Author}, {&m.Date, more.Date},
		{&m.URL, more.URL}, {&m.Site, more.Site}, {&m.Lang, more.Lang},
	} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
}

// dates are the ways to write an instant that name its offset from UTC.
var dates = []string{
	"2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 UTC",
}

// exactDate writes a date as RFC 3339 has it, where it says when it was: a
// date without an hour is one already, and an hour without an offset from UTC
// is left as it stands.
func exactDate(s string) string {
	for _, layout := range append([]string{time.RFC3339Nano}, dates...) {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return s
}

// plain is a text with its white space collapsed.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
