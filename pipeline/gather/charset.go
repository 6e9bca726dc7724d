package gather

import (
	"bytes"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

const mark = "\xEF\xBB\xBF"

// Decoded is a page for a reader that does not know what the server called its
// charset: where that is needed to read it, the page is in UTF-8 and says so by
// its byte order mark. What has a mark itself, or is what it declares, stays as
// it is (https://html.spec.whatwg.org/#determining-the-character-encoding).
func Decoded(page []byte, contentType string) []byte {
	_, params, err := mime.ParseMediaType(contentType)
	e, err2 := htmlindex.Get(params["charset"])
	if err != nil || err2 != nil || marked(page) {
		return page
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return page
	}
	declared := declaredBy(page)
	switch isUTF8 := utf8.Valid(page); {
	case isUTF8 && name == "utf-8" && declared != "" && declared != name:
		return append([]byte(mark), page...)
	case isUTF8, name == "utf-8", declared == name:
		return page // nothing to be told, or a server that calls everything by one name
	}
	text, err := e.NewDecoder().Bytes(page)
	if err != nil {
		return page
	}
	return append([]byte(mark), text...)
}

// metaCharset is how pages name their charset.
var metaCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)`)

// declaredBy is the charset that the page names itself, or empty.
func declaredBy(page []byte) string {
	m := metaCharset.FindSubmatch(page[:min(len(page), 1024)])
	if m == nil {
		return ""
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return ""
	}
	name, _ := htmlindex.Name(e) // empty where it has none
	return name
}

func marked(page []byte) bool {
	for _, m := range []string{mark, "\xFF\xFE", "\xFE\xFF"} {
		if bytes.HasPrefix(page, []byte(m)) {
			return true
		}
	}
	return false
}
