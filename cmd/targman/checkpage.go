package main

import (
	_ "embed"
	"slices"

	"targman/pipeline/check"
)

//go:embed checkpage.html
var checkPage string

//go:embed checkpage.css
var checkStyle string

// unlisted is a rule that no table has.
func unlisted(s spot) check.Check {
	return check.Check{ID: s.ID, Severity: s.Severity}
}

// checkView is what the page shows: findings by file and rule.
type checkView struct {
	Summary string
	Words   map[string]string
	Faults  []string
	Files   []fileView
}

type fileView struct {
	checkedFile
	Rules []ruleView
}

type ruleView struct {
	check.Check
	Spots []spot
}

// asHTML writes the page.
func (c *checking) asHTML(out *checked) error {
	v := checkView{
		Summary: c.summary(out),
		Words: map[string]string{
			"title": c.text("check.page.title", nil), "line": c.text("check.page.line", nil), "finding": c.text("check.page.finding", nil),
			"source": c.text("check.page.source", nil), "target": c.text("check.page.target", nil), "clean": c.text("check.page.clean", nil),
		},
	}
	if out.left > 0 {
		v.Words["left"] = c.text("check.left", map[string]any{"Count": out.left})
	}
	for _, err := range out.faults {
		v.Faults = append(v.Faults, err.Error())
	}
	for _, f := range out.files {
		v.Files = append(v.Files, fileView{f, byRule(f.Name, out.found)})
	}
	return c.writePage(c.out, v.Words["title"], checkStyle, checkPage, v)
}

// byRule groups the findings of a file, the weightiest rule first.
func byRule(file string, found []spot) []ruleView {
	rules := checkRules()
	var out []ruleView
	at := map[string]int{}
	for _, s := range found {
		if s.File != file {
			continue
		}
		i, ok := at[s.ID]
		if !ok {
			i = len(out)
			at[s.ID] = i
			r := unlisted(s)
			if k := ruleOf(rules, s.ID); k >= 0 {
				r.MQM, r.About = rules[k].MQM, rules[k].About
			}
			out = append(out, ruleView{Check: r})
		}
		out[i].Spots = append(out[i].Spots, s)
		out[i].Severity = max(out[i].Severity, s.Severity)
	}
	slices.SortStableFunc(out, func(a, b ruleView) int { return int(b.Severity) - int(a.Severity) })
	return out
}

// Weight is the severity as a class of the page's style.
func (r ruleView) Weight() string { return r.Severity.String() }
