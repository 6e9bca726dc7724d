package read

import (
	"encoding/json"
	"strings"

	"targman/pipeline/bitext"
)

// linkedMeta is what the JSON-LD of a page says about its article
// (https://schema.org/Article). A script that is not JSON says nothing.
func linkedMeta(scripts []string) bitext.Meta {
	for _, s := range scripts {
		s = strings.TrimSpace(s)
		s = strings.TrimSuffix(strings.TrimPrefix(s, "<![CDATA["), "]]>")
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			continue
		}
		if a := linkedArticle(v, 0); a != nil {
			return articleMeta(a)
		}
	}
	return bitext.Meta{}
}

// linkedDepth is how deep the article may stand in its script.
const linkedDepth = 8

// linkedArticle finds the object that describes an article, or nil.
func linkedArticle(v any, depth int) map[string]any {
	if depth > linkedDepth {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if a := linkedArticle(e, depth+1); a != nil {
				return a
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := linkedArticle(v[key], depth+1); a != nil {
				return a
			}
		}
	}
	return nil
}

// isArticle says that the type, or one of several, is an Article or below it
// in the tree of https://schema.org/Article.
func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") || k == "Report"
	case []any:
		for _, e := range k {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func articleMeta(a map[string]any) bitext.Meta {
	m := bitext.Meta{
		Title:  named(a["headline"]),
		Author: named(a["author"]),
		Date:   named(a["datePublished"]),
		URL:    addressOf(a["url"]),
		Site:   named(a["publisher"]),
		Lang:   named(a["inLanguage"]),
	}
	fill(&m, bitext.Meta{Title: named(a["name"]), URL: addressOf(a["mainEntityOfPage"])})
	return m
}

// named is a text, the name of a thing, or the names of several, joined.
// Pages write character references into their JSON, where none belong.
func named(v any) string {
	switch v := v.(type) {
	case string:
		return plain(decodeHTML(v, false))
	case map[string]any:
		s, _ := v["name"].(string)
		return plain(decodeHTML(s, false))
	case []any:
		var names []string
		for _, e := range v {
			if _, list := e.([]any); !list && named(e) != "" {
				names = append(names, named(e))
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// addressOf is a URL, or the identifier of a thing.
func addressOf(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		s, _ := v["@id"].(string)
		return strings.TrimSpace(s)
	}
	return ""
}
