package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dustin/go-humanize"
)

// limits are the limits of docs/SECURITY.md: what is limited, and the constant.
// What is counted stands first where it is not bytes.
var limits = []struct{ what, unit, constant string }{
	{"names of the glossary, for each segment that an article may have", "", "pipeline.namesPerSegment"},
	{"text of an article, for each segment that it may have", "bytes", "pipeline/read.bytesPerSegment"},
	{"lines of a plain text, for each segment that it may have", "", "pipeline/read.linesPerBlock"},
	{"a segment; longer is cut", "bytes", "pipeline/split.maxBytes"},
	{"codes of a segment; where there are more it is cut", "", "pipeline/split.maxCodes"},
	{"tags of a page", "", "pipeline/read.maxTags"},
	{"tags and texts in one paragraph of a page", "", "pipeline/read.maxFlow"},
	{"a tag or script of a page", "bytes", "pipeline/read.maxToken"},
	{"a page whose main content is looked for; a larger one is taken whole", "bytes", "pipeline/read.maxExtract"},
	{"open elements of a page; deeper ones hand nothing down", "", "pipeline/read.maxOpen"},
	{"attributes of a tag of a page; further ones are left as they are", "", "pipeline/read.maxAttrs"},
	{"Markdown: lines", "", "pipeline/read.mdMaxAllLines"},
	{"Markdown: lists, quotes and notes in each other", "", "pipeline/read.mdMaxNesting"},
	{"Markdown: marks in a paragraph", "", "pipeline/read.mdMaxMarks"},
	{"Markdown: lines of a paragraph or table", "", "pipeline/read.mdMaxLines"},
	{"Markdown: a paragraph", "bytes", "pipeline/read.mdMaxParagraph"},
	{"Markdown: cells of a table", "", "pipeline/read.mdMaxCells"},
	{"Markdown: notes", "", "pipeline/read.mdMaxFootnotes"},
	{"Markdown: front matter; longer stays as it is", "bytes", "pipeline/read.mdMaxFront"},
	{"XLIFF as an article: open elements", "", "pipeline/read.maxXMLDepth"},
	{"XLIFF as an article: attributes of an element", "", "pipeline/read.maxXMLAttributes"},
	{"XLIFF as an article: codes of a text", "", "pipeline/read.maxXLIFFCodes"},
	{"XLIFF as an article: a text", "bytes", "pipeline/read.maxXLIFFText"},
	{"a pattern of a rule about furniture", "bytes", "pipeline/read.MaxPattern"},
	{"other XML: open elements", "", "pipeline/xmlscan.MaxDepth"},
	{"other XML: attributes of an element", "", "pipeline/xmlscan.MaxAttributes"},
	{"other XML: elements in one", "", "pipeline/xmlscan.MaxChildren"},
	{"other XML: a text, about so much a tag", "bytes", "pipeline/xmlscan.MaxText"},
	{"aligned files: codes of a text", "", "pipeline/aligned.maxCodes"},
	{"aligned files: elements of a text", "", "pipeline/aligned.maxParts"},
	{"aligned files: what is kept of a unit", "bytes", "pipeline/aligned.maxUnit"},
	{"aligned files: a line", "bytes", "pipeline/aligned.maxLine"},
	{"aligned files: cells of a line", "", "pipeline/aligned.maxCells"},
	{"memories: codes of a text, properties and languages of a unit", "", "pipeline/memory.maxParts"},
	{"memories: properties of a unit", "bytes", "pipeline/memory.maxUnit"},
	{"memories: a line", "bytes", "pipeline/memory.maxLine"},
	{"memories: cells of a line", "", "pipeline/memory.maxCells"},
	{"faults of a memory that are listed", "", "pipeline/memory.maxFaults"},
	{"a glossary file", "bytes", "glossary.MaxFileBytes"},
	{"keys, values and items of a glossary file", "", "glossary.MaxParts"},
	{"a term", "bytes", "glossary.MaxTermBytes"},
	{"words of a term", "", "glossary.MaxTermWords"},
	{"terms of a list", "", "glossary.MaxTerms"},
	{"a note or source of a concept", "bytes", "glossary.MaxTextBytes"},
	{"a word of a text that is looked up", "bytes", "glossary.maxWordBytes"},
	{"problems of a glossary that are told one by one", "", "glossary.MaxProblems"},
	{"tables of names: rows, and entries of TBX", "", "glossary/exchange.maxRows"},
	{"tables of names: cells of a row", "", "glossary/exchange.maxCells"},
	{"tables of names: a cell", "bytes", "glossary/exchange.maxCell"},
	{"TBX: elements of an entry", "", "glossary/exchange.maxNodes"},
	{"feeds: elements, and objects of a JSON Feed", "", "pipeline/feed.maxElements"},
	{"feeds: open elements", "", "pipeline/feed.maxDepth"},
	{"feeds: attributes of an element", "", "pipeline/feed.maxAttributes"},
	{"feeds: namespaces that are declared", "", "pipeline/feed.maxNamespaces"},
	{"feeds: a title; longer is cut", "bytes", "pipeline/feed.maxTitle"},
	{"an id that a feed gives; a longer one goes by its hash", "bytes", "pipeline/gather.maxID"},
	{"an address", "bytes", "pipeline/address.Max"},
	{"headers of an answer, about", "bytes", "pipeline/fetch.maxHeader"},
	{"a robots.txt; longer is cut", "bytes", "pipeline/fetch.maxRobots"},
	{"redirects to a robots.txt", "", "pipeline/fetch.robotsRedirects"},
	{"the pause that a robots.txt asks for", "time", "pipeline/fetch.maxCrawlDelay"},
	{"failures of a host in a row", "", "pipeline/fetch.maxFailures"},
	{"repeats of a request that a host asked to wait with", "", "pipeline/fetch.maxRetries"},
	{"runs in which an answer of no use is asked for", "", "pipeline/gather.maxTries"},
	{"facts of a page in the archive", "bytes", "pipeline/archive.maxFacts"},
	{"the name of a page in the archive, without its hash", "bytes", "pipeline/archive.maxSlug"},
	{"the folder of a host in the archive", "bytes", "pipeline/archive.maxHost"},
	{"what a call costs, in millionths", "", "pipeline/money.mostAmount"},
	{"objects that a model's answer is looked for in", "", "pipeline/backend.mostObjects"},
	{"a file of a batch's answers", "bytes", "pipeline/backend.mostResults"},
	{"words of a service in a message", "bytes", "pipeline/backend.mostWords"},
	{"title, lead and heading that an engine is told, in letters each", "", "pipeline.mostBackground"},
	{"translations before a segment that an engine is told, in letters", "", "pipeline.mostEarlier"},
	{"a configuration", "bytes", "cmd/targman.maxConfig"},
	{"items of a list in a configuration", "", "cmd/targman.maxItems"},
	{"faults of a configuration that are told one by one", "", "cmd/targman.maxFaults"},
	{"instructions for a model", "bytes", "cmd/targman.maxPrompt"},
	{"a file with a key", "bytes", "cmd/targman.mostKey"},
	{"a text on standard input that is looked up", "bytes", "cmd/targman.maxFind"},
	{"findings of a check that are kept; all are counted", "", "cmd/targman.mostSpots"},
	{"an error in the list of runs", "bytes", "cmd/targman.mostReason"},
	{"a line in the list of runs", "bytes", "pipeline/runs.mostLine"},
	{"a command for cron", "bytes", "pipeline/schedule.mostLine"},
	{"a message file", "bytes", "locales.MaxFileBytes"},
	{"boxes in a row for characters that do not show", "", "pipeline/write.mostBoxes"},
}

// noLimits are constants that are named like limits and bound nothing that
// somebody else could give: they are rules of a language or a layout, or keep
// work that is ours in proportion.
var noLimits = strings.Fields(`
	cmd/targman.mostLearned cmd/targman.mostReserve cmd/targman.maxRows
	glossary.maxColumns
	pipeline/align.mostPairs pipeline/align.mostVariance
	pipeline/backend.mostBatchCalls pipeline/backend.mostExpand pipeline/backend.mostPerToken pipeline/backend.mostShare
	pipeline/check.mostAnchors pipeline/check.mostExcused pipeline/check.mostListed pipeline/check.mostWords
	pipeline/fuzzy.maxBytes pipeline/fuzzy.maxDiff pipeline/fuzzy.maxScored pipeline/fuzzy.maxWords
	pipeline/gather.maxLoss
	pipeline/lang/hy.mostGroups pipeline/lang/hy.mostParts pipeline/lang/hy.mostWords
	pipeline/memory.mostChecked pipeline/memory.mostSeq
	pipeline/read.maxControl pipeline/read.maxDateline pipeline/read.maxHeadline pipeline/read.maxNumber pipeline/read.maxUI pipeline/read.maxWrap
	pipeline/write.mostHeld
`)

var listOfLimits = regexp.MustCompile(`(?s)(<!-- made of limits [^\n]*-->\n).*?(<!-- end -->)`)

// TestLimitsPage makes the table of limits of the code: each is there with its
// value, a test of its package speaks of it, and none is missing.
func TestLimitsPage(t *testing.T) {
	values := constants(t)
	listed := map[string]bool{}
	var table strings.Builder
	table.WriteString("\n| what | at most | constant |\n|---|---|---|\n")
	for _, l := range limits {
		listed[l.constant] = true
		v, ok := values[l.constant]
		if !ok {
			t.Errorf("there is no constant %s", l.constant)
			continue
		}
		fmt.Fprintf(&table, "| %s | %s | `%s` |\n", l.what, amount(v, l.unit), l.constant)
		if !limitTested(t, l.constant) {
			t.Errorf("no test speaks of %s", l.constant)
		}
	}
	for _, name := range noLimits {
		if _, ok := values[name]; !ok || listed[name] {
			t.Errorf("%s is no constant, or a limit after all", name)
		}
		listed[name] = true
	}
	named := regexp.MustCompile(`\.(?:max|Max|most|mdMax)(?:[A-Z]|$)`)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if named.MatchString(name) && !listed[name] {
			t.Errorf("%s is a limit that the table does not know", name)
		}
	}
	page := text(securityPage)
	want := listOfLimits.ReplaceAllString(page, "${1}"+table.String()+"\n${2}")
	if *update {
		if err := os.WriteFile(securityPage, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if want != page || !listOfLimits.MatchString(page) {
		t.Errorf("the limits of %s are not those of the code; run the test with -update", securityPage)
	}
}

// amount is a limit as people read it.
func amount(v int64, unit string) string {
	switch {
	case unit == "time":
		return time.Duration(v).String()
	case unit == "bytes" && v%(1<<20) == 0:
		return fmt.Sprintf("%d MB", v>>20)
	case unit == "bytes" && v%(1<<10) == 0:
		return fmt.Sprintf("%d kB", v>>10)
	}
	return strings.TrimSpace(humanize.Comma(v) + " " + unit)
}

// limitTested says that a test beside a constant speaks of it.
func limitTested(t *testing.T, name string) bool {
	t.Helper()
	folder, ident := constantName(name)
	files, err := filepath.Glob("../../" + folder + "/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`\b` + ident + `\b`)
	for _, file := range files {
		if path.Base(file) != "limitspage_test.go" && word.MatchString(text(file)) {
			return true
		}
	}
	return false
}
