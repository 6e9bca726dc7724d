package read

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// htmlCharset finds the charset that a page declares: in an XML declaration, a
// meta charset or a meta http-equiv.
func htmlCharset(head []byte) string {
	head = head[:min(len(head), headBytes)]
	if c := xmlCharset(string(head)); c != "" {
		return c
	}
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			t := readTag(raw, bitext.Span{End: len(raw)})
			if c := metaCharset(raw, &t); c != "" {
				return c
			}
		}
	}
}

// metaCharset is what a meta element declares, in lower case, or "".
func metaCharset(src string, t *htmlTag) string {
	if t.name != "meta" {
		return ""
	}
	c := t.value(src, "charset")
	if c == "" && strings.EqualFold(t.value(src, "http-equiv"), "content-type") {
		_, params, _ := mime.ParseMediaType(t.value(src, "content"))
		c = params["charset"]
	}
	return lowerASCII(strings.Trim(c, htmlSpace))
}

// xmlCharset is the encoding in an XML declaration
// (https://www.w3.org/TR/xml/#NT-EncodingDecl), in lower case, or "".
func xmlCharset(head string) string {
	if !strings.HasPrefix(head, "<?xml") {
		return ""
	}
	end := strings.Index(head, "?>")
	if end < 0 {
		return ""
	}
	t := readTag(head, bitext.Span{End: end + len("?>")})
	return lowerASCII(t.value(head, "encoding"))
}
