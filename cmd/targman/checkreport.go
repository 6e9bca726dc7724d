package main

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	"targman/pipeline/bitext"
)

// asText writes a line for each finding, the way compilers do, and then how many
// there are.
func (c *checking) asText(out *checked) error {
	for _, s := range out.found {
		unit := ""
		if s.Unit != "" {
			unit = s.Unit + ": "
		}
		fmt.Fprintf(c.out, "%s:%d: %s: %s%s [%s]\n", s.File, s.Line, c.weight(s.Severity), unit, s.Message, s.ID)
	}
	if out.left > 0 {
		fmt.Fprintln(c.out, c.text("check.left", map[string]any{"Count": out.left}))
	}
	fmt.Fprintln(c.out, c.summary(out))
	return nil
}

// weight is a severity with its colour.
func (c *checking) weight(s bitext.Severity) string {
	switch s {
	case bitext.Error:
		return c.paint(c.out, color.FgRed).Sprint(s)
	case bitext.Warn:
		return c.paint(c.out, color.FgYellow).Sprint(s)
	}
	return s.String()
}

// summary counts findings by severity.
func (c *checking) summary(out *checked) string {
	var parts []string
	for s := bitext.Error; ; s-- {
		if n := out.counts[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
		if s == bitext.Info {
			break
		}
	}
	if len(parts) == 0 {
		return c.text("check.clean", map[string]any{"Count": out.units})
	}
	return c.text("check.summary", map[string]any{"Count": out.units, "List": strings.Join(parts, ", ")})
}

// checkReport is the result for programs.
type checkReport struct {
	Tool   string         `json:"tool"`
	Files  []checkedFile  `json:"files"`
	Counts map[string]int `json:"counts"`
	// Left is how many findings are counted and not listed.
	Left     int    `json:"left,omitempty"`
	Findings []spot `json:"findings"`
}

func (c *checking) asJSON(out *checked) error {
	r := checkReport{tool(), append([]checkedFile{}, out.files...), map[string]int{}, out.left, append([]spot{}, out.found...)}
	for s, n := range out.counts {
		r.Counts[s.String()] = n
	}
	return c.printJSON(r)
}

// asSARIF writes SARIF 2.1.0, section numbers as in sarifLog. The id of a rule
// of a language stands behind that of the check, which is what the standard
// calls a hierarchical string (3.5.4).
func (c *checking) asSARIF(out *checked) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "targman", Version: version}
	rules := checkRules()
	for _, r := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules,
			sarifRule{r.ID, sarifText{r.About + " (MQM: " + r.MQM + ")"}, sarifRank{resultLevel(r.Severity)}})
	}
	for _, s := range out.found {
		i := ruleOf(rules, s.ID)
		if i < 0 {
			i = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{s.ID, sarifText{s.ID}, sarifRank{resultLevel(s.Severity)}})
			rules = append(rules, unlisted(s))
		}
		var at sarifLocation
		at.Physical.Artifact.URI = fileURI(s.File)
		at.Physical.Region.StartLine = s.Line
		run.Results = append(run.Results, sarifResult{s.ID, i, resultLevel(s.Severity), sarifText{sarifMessage(s)}, []sarifLocation{at}})
	}
	return c.printJSON(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifMessage(s spot) string {
	if s.Unit == "" {
		return s.Message
	}
	return s.Unit + ": " + s.Message
}

// resultLevel is the level of a result for a severity (3.27.10).
func resultLevel(s bitext.Severity) string {
	switch s {
	case bitext.Error:
		return "error"
	case bitext.Warn:
		return "warning"
	}
	return "note"
}
