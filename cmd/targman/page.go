package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed page.html
var pageFrame string

// page is what all pages of the program have alike. They have no file beside
// them and no script.
type page struct {
	Lang, Tool, Title string
	// Policy allows the page's own style and nothing else
	// (https://www.w3.org/TR/CSP3/).
	Policy string
	Style  template.CSS
	// View is what the body of the page shows.
	View any
}

// writePage writes the page whose body is a template for the view.
func (p *program) writePage(w io.Writer, title, style, body string, view any) error {
	frame, err := template.New("page").Parse(pageFrame)
	if err != nil {
		return err
	}
	if _, err := frame.New("body").Parse(body); err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(style))
	return frame.Execute(w, page{Lang: p.say.Tag().String(), Tool: tool(), Title: title, Style: template.CSS(style), View: view,
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"})
}
