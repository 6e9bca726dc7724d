package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
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
	Lang, Tool, Policy, Summary string
	Style                       template.CSS
	Words                       map[string]string
	Left                        int
	Faults                      []string
	Files                       []fileView
}

type fileView struct {
	checkedFile
	Rules []ruleView
}

type ruleView struct {
	check.Check
	Spots []spot
}

// asHTML writes one page without any file beside it and without a script; a
// Content-Security-Policy allows its own style and nothing else.
func (c *checking) asHTML(out *checked) error {
	sum := sha256.Sum256([]byte(checkStyle))
	v := checkView{
		Lang: c.say.Tag().String(), Tool: tool(), Style: template.CSS(checkStyle), Summary: c.summary(out), Left: out.left,
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
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
	page, err := template.New("check").Parse(checkPage)
	if err != nil {
		return err
	}
	return page.Execute(c.out, v)
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
