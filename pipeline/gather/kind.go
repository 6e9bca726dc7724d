package gather

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"targman/pipeline/archive"
	"targman/pipeline/feed"
	"targman/pipeline/fetch"
)

// kindOf tells feeds and pages by their content, whatever the server calls them.
func kindOf(p *fetch.Page) (archive.Kind, error) {
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return "", errors.New("the answer is empty; expected a page (HTML) or a feed (RSS, Atom, JSON Feed)")
	}
	if feed.Is(p.Body, p.Type) {
		return archive.Feed, nil
	}
	said, _, _ := mime.ParseMediaType(p.Type) // a type that cannot be read says nothing
	found, _, _ := mime.ParseMediaType(http.DetectContentType(p.Body))
	isText := strings.HasPrefix(found, "text/")
	if isText && (said == "text/html" || said == "application/xhtml+xml") || found == "text/html" || isXHTML(p.Body) {
		return archive.Page, nil
	}
	if said == "" || !isText {
		said = found
	}
	return "", fmt.Errorf("the answer is %s; expected a page (HTML) or a feed (RSS, Atom, JSON Feed)", said)
}

// isXHTML finds the root element behind an XML declaration.
func isXHTML(body []byte) bool {
	head := bytes.ToLower(body[:min(len(body), 1024)])
	return bytes.HasPrefix(bytes.TrimSpace(head), []byte("<?xml")) && bytes.Contains(head, []byte("<html"))
}
