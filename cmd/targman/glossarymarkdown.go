package main

import (
	"cmp"
	_ "embed"
	"strings"
	"text/template"

	"targman/glossary"
)

//go:embed glossarydiff.md
var diffTemplate string

// maxRows is how many concepts a comment shows; GitHub takes 65,536 characters.
const maxRows = 150

// diffRow is a row of the table of a comment.
type diffRow struct {
	// ID is the concept's, Name its canonical spelling.
	ID, Name string
	// What says what has changed, a line for each thing.
	What []string
	// Forms are those of a new term, for whoever confirms them.
	Forms []string
}

// diffPage is what the template shows.
type diffPage struct {
	Title, Concept, What string
	// Main are the changes that readers will see; Minor are notes, sources and
	// spellings to be found. More says how many are left out.
	Main, Minor      []diffRow
	MinorTitle, More string
	FormsTitle       string
	FormsHeading     string
	WithForms        []diffRow
	// Effects are what the changes do to the memory.
	Effects       []effectView
	NoEffect      string
	Before, After string
}

// diffMarkdown writes a comment for a pull request.
func (p *program) diffMarkdown(c *comparison) error {
	page := diffPage{
		Title: p.counted(c), Concept: p.text("glossary.diff.concept", nil), What: p.text("glossary.diff.what", nil),
		FormsHeading: p.text("glossary.diff.forms", nil), NoEffect: c.NoEffect,
		Before: p.text("glossary.effect.before", nil), After: p.text("glossary.effect.after", nil),
		Effects: p.effectViews(c, markdownMark("~~"), markdownMark("**"), func(s string) any { return strings.TrimSpace(s) }),
	}
	for i, change := range c.Changes {
		if i == maxRows {
			page.More = p.text("glossary.diff.more", map[string]any{"Count": len(c.Changes) - maxRows})
			break
		}
		row := p.diffRow(change)
		if visible(change) {
			page.Main = append(page.Main, row)
		} else {
			page.Minor = append(page.Minor, row)
		}
		if len(row.Forms) > 0 {
			page.WithForms = append(page.WithForms, row)
		}
	}
	page.MinorTitle = p.text("glossary.diff.minor", map[string]any{"Count": len(page.Minor)})
	page.FormsTitle = p.text("glossary.diff.forms-title", map[string]any{"Count": len(page.WithForms)})
	t, err := template.New("diff").Funcs(template.FuncMap{"md": markdown, "join": strings.Join}).Parse(diffTemplate)
	if err != nil {
		return err
	}
	return t.Execute(p.out, page)
}

// visible says that a change may show in a translation.
func visible(c glossary.Change) bool {
	if c.Kind != glossary.Changed {
		return true
	}
	for _, e := range c.Edits {
		switch e.Field.Name {
		case "note", "source", "variants", "kind", "case":
		default:
			return true
		}
	}
	return false
}

func (p *program) diffRow(c glossary.Change) diffRow {
	concept := cmp.Or(c.New, c.Old)
	row := diffRow{ID: c.ID}
	row.Name, _ = concept.Canonical(concept.Spellings[0].Locale, true)
	if c.Kind != glossary.Changed {
		row.What = append(row.What, markdown(p.inShort(c)))
	}
	for _, e := range c.Edits {
		row.What = append(row.What, p.edit(e, setOff))
	}
	if c.New != nil {
		row.Forms = newForms(c)
	}
	return row
}

// newForms are the forms of the terms that a change brings in.
func newForms(c glossary.Change) []string {
	var out []string
	for _, t := range c.New.Targets {
		brought := c.Kind == glossary.Added
		for _, e := range c.Edits {
			brought = brought || e.Field.Locale == t.Locale && (e.Field.Name == "preferred" || e.Field.Name == "class")
		}
		full, _ := c.New.Target(t.Locale, true)
		if forms := languageOf(t.Locale).Forms; brought && forms != nil {
			all, _ := forms(full.Preferred, string(c.New.Kind), full.Class)
			out = append(out, all...)
		}
	}
	return out
}

// setOff is a value in a comment: struck out when it is old, bold when new.
func setOff(value string, old bool) string {
	switch {
	case value == "":
		return ""
	case old:
		return "~~" + markdown(value) + "~~"
	}
	return "**" + markdown(value) + "**"
}

// markdown escapes a text for a table of GitHub Flavored Markdown, where it may
// neither format nor mention anybody (https://github.github.com/gfm/#backslash-escapes).
func markdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			b.WriteByte(' ')
			continue
		case r == '@':
			b.WriteString("&#64;")
			continue
		case strings.ContainsRune("\\`*_{}[]<>#|~&!", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
