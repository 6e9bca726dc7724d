package main

import (
	_ "embed"
	"html/template"
	"strings"

	"targman/pipeline"
)

// effectView is an effect as the comment and the page show it.
type effectView struct {
	Target, Title string
	Lines         []string
	ExamplesTitle string
	Examples      []exampleView
	OpenTitle     string
	Open          []exampleView
}

// exampleView is a sentence before and after, with the change marked in the
// language of the view.
type exampleView struct {
	Concept, Where, Source, Why string
	Before, After               any
}

// effectViews make the views; old and new mark what has changed.
func (p *program) effectViews(c *comparison, old, new func(text string, changed bool) string, raw func(string) any) (out []effectView) {
	for _, e := range c.Effects {
		v := effectView{Target: e.Target, ExamplesTitle: p.text("glossary.effect.examples", nil), OpenTitle: p.text("glossary.effect.open", nil)}
		v.Title, v.Lines = p.effectWords(c.cfg, e)
		view := func(x pipeline.Example) exampleView {
			return exampleView{Concept: x.Concept, Where: x.Article + " " + x.Unit, Source: x.Source, Why: x.Why,
				Before: raw(marked(x.Before, x.After, old)), After: raw(marked(x.After, x.Before, new))}
		}
		for _, x := range pick(e.Examples, c.examples, pipeline.Resettled) {
			v.Examples = append(v.Examples, view(x))
		}
		for _, x := range pick(e.Examples, c.examples, pipeline.ForEngine, pipeline.ForPerson) {
			v.Open = append(v.Open, view(x))
		}
		out = append(out, v)
	}
	return out
}

// markdownMark sets off a stretch in a comment.
func markdownMark(sign string) func(string, bool) string {
	return func(text string, changed bool) string {
		if changed && text != "" {
			return sign + markdown(text) + sign
		}
		return markdown(text)
	}
}

// The marks of the page.
var (
	oldMark = template.Must(template.New("old").Parse(`<del>{{.}}</del>`))
	newMark = template.Must(template.New("new").Parse(`<ins>{{.}}</ins>`))
)

func htmlMark(mark *template.Template) func(string, bool) string {
	return func(text string, changed bool) string {
		if !changed || text == "" {
			return template.HTMLEscapeString(text)
		}
		var b strings.Builder
		_ = mark.Execute(&b, text) // a builder takes everything
		return b.String()
	}
}

//go:embed glossarydiff.html
var diffPageTemplate string

//go:embed glossarydiff.css
var diffStyle string

// diffHTML writes the page.
func (p *program) diffHTML(c *comparison) error {
	type change struct {
		ID, What string
		Edits    []string
	}
	var changes []change
	for _, x := range c.Changes {
		row := change{ID: x.ID, What: p.inShort(x)}
		for _, e := range x.Edits {
			row.Edits = append(row.Edits, p.edit(e, plainValue))
		}
		changes = append(changes, row)
	}
	title := p.counted(c)
	return p.writePage(p.out, title, checkStyle+diffStyle, diffPageTemplate, map[string]any{
		"Title": title, "NoEffect": c.NoEffect,
		"Concept": p.text("glossary.diff.concept", nil), "What": p.text("glossary.diff.what", nil), "Changes": changes, "Source": c.cfg.Source,
		"Before": p.text("glossary.effect.before", nil), "After": p.text("glossary.effect.after", nil),
		// The marks are made of escaped text.
		"Effects": p.effectViews(c, htmlMark(oldMark), htmlMark(newMark), func(s string) any { return template.HTML(strings.TrimSpace(s)) }),
	})
}
