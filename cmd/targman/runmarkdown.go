package main

import (
	"bytes"
	_ "embed"
	"text/template"
)

//go:embed runpage.md
var runMarkdown string

// reportMarkdown makes a text for mail and chat.
func (r *record) reportMarkdown(report *runReport) ([]byte, error) {
	var out bytes.Buffer
	t, err := template.New("run").Funcs(template.FuncMap{"md": markdown}).Parse(runMarkdown)
	if err == nil {
		err = t.Execute(&out, r.view(report))
	}
	return out.Bytes(), err
}
