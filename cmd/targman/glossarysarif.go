package main

import (
	"net/url"
	"path/filepath"

	"targman/glossary"
)

// SARIF 2.1.0, as far as a linter of lines needs it; the numbers are sections
// of the standard (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).

type sarifLog struct {
	Schema  string     `json:"$schema"` // 3.13.3
	Version string     `json:"version"` // 3.13.2
	Runs    []sarifRun `json:"runs"`    // 3.13.4
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`       // 3.14.6
	ColumnKind string        `json:"columnKind"` // 3.14.17
	Results    []sarifResult `json:"results"`    // 3.14.23
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"` // 3.18.2
}

type sarifDriver struct {
	Name    string      `json:"name"`    // 3.19.8
	Version string      `json:"version"` // 3.19.13
	Rules   []sarifRule `json:"rules"`   // 3.19.23
}

type sarifRule struct {
	ID      string    `json:"id"`                   // 3.49.3
	Short   sarifText `json:"shortDescription"`     // 3.49.9
	Default sarifRank `json:"defaultConfiguration"` // 3.49.14
}

type sarifRank struct {
	Level string `json:"level"` // 3.50.3
}

type sarifText struct {
	Text string `json:"text"` // 3.11.8
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`    // 3.27.5
	RuleIndex int             `json:"ruleIndex"` // 3.27.6
	Level     string          `json:"level"`     // 3.27.10
	Message   sarifText       `json:"message"`   // 3.27.11
	Locations []sarifLocation `json:"locations"` // 3.27.12
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"` // 3.4.3
		} `json:"artifactLocation"` // 3.29.3
		Region struct {
			StartLine int `json:"startLine"` // 3.30.5
		} `json:"region"` // 3.29.4
	} `json:"physicalLocation"` // 3.28.3
}

// sarifLevel is the level of a result for a severity (3.27.10).
func sarifLevel(s glossary.Severity) string {
	switch s {
	case glossary.Error:
		return "error"
	case glossary.Warn:
		return "warning"
	}
	return "note"
}

func (p *program) lintSARIF(l linted) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "targman", Version: version}
	index := map[string]int{}
	for i, r := range glossary.Rules() {
		index[r.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{r.ID, sarifText{r.Why}, sarifRank{sarifLevel(r.Severity)}})
	}
	for _, f := range l.shown {
		var at sarifLocation
		at.Physical.Artifact.URI = fileURI(f.File)
		at.Physical.Region.StartLine = f.Line
		run.Results = append(run.Results, sarifResult{f.Rule, index[f.Rule], sarifLevel(f.Severity), sarifText{named(f) + "; " + f.Fix}, []sarifLocation{at}})
	}
	return p.printJSON(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// fileURI is a path as a URI: a relative reference, or a file URI for an
// absolute one.
func fileURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return u.String()
}
