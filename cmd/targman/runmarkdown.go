package main

import (
	"bytes"
	_ "embed"
	"strings"
	"text/template"
)

//go:embed runpage.md
var runMarkdown string

// destinations spells an address so that it stands between < and > in a cell of a
// table (https://spec.commonmark.org/0.31.2/#link-destination).
var destinations = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "|", "%7C", "`", "%60", " ", "%20", "\t", "%09", "\n", "%0A", "\r", "%0D", "&", "&amp;")

// reportMarkdown makes a text for mail and chat.
func (r *record) reportMarkdown(report *runReport) ([]byte, error) {
	var out bytes.Buffer
	t, err := template.New("run").Funcs(template.FuncMap{"md": markdown, "destination": destinations.Replace}).Parse(runMarkdown)
	if err == nil {
		err = t.Execute(&out, r.view(report))
	}
	return out.Bytes(), err
}
