package read

import (
	"fmt"
	"net/url"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"targman/pipeline/bitext"
)

// RuleSpec is a furniture rule as the configuration spells it.
type RuleSpec struct {
	// ID names the rule in reasons and messages: lower-case letters, digits
	// and hyphens.
	ID string
	// Reason tells a person why such a block is not translated.
	Reason string
	// Site is a glob that says for which articles the rule is: over the host of
	// the article's address ("*.example.org"), over host and path
	// ("example.org/sport/**"), or over the article's name below the input
	// folder ("example/**"). A leading "www." of the host does not count. Empty
	// means all articles.
	Site string
	// Lines are whole blocks, letter by letter.
	Lines []string
	// Pattern is an RE2 expression that matches a whole block, at most
	// MaxPattern bytes long.
	Pattern string
	// Where is anywhere (also when empty), start or end.
	Where Where
	// Within is how many blocks, counted from the start or the end, Where means;
	// 0 means DefaultWithin.
	Within int
}

// MaxPattern is the longest pattern, in bytes.
const MaxPattern = 1000

// DefaultWithin is how many blocks the start and the end of an article have.
const DefaultWithin = 10

// Where is the part of an article in which a rule holds.
type Where string

// The parts of an article.
const (
	Anywhere Where = "anywhere"
	AtStart  Where = "start"
	AtEnd    Where = "end"
)

// Rule says that certain blocks are furniture. Make one with NewRule.
type Rule struct {
	reason  string
	site    string
	lines   map[string]bool
	pattern *regexp.Regexp
	where   Where
	within  int
}

var ruleID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// NewRule checks a rule and makes it ready.
func NewRule(s RuleSpec) (Rule, error) {
	if err := s.check(); err != nil {
		return Rule{}, fmt.Errorf("make furniture rule %q: %w", s.ID, err)
	}
	r := Rule{reason: s.ID + ": " + s.Reason, site: s.Site, where: s.Where, within: s.Within}
	if r.within == 0 {
		r.within = DefaultWithin
	}
	r.lines = make(map[string]bool, len(s.Lines))
	for _, l := range s.Lines {
		r.lines[strings.TrimSpace(l)] = true
	}
	if s.Pattern == "" {
		return r, nil
	}
	re, err := regexp.Compile(`^(?:` + s.Pattern + `)$`)
	if err != nil {
		return Rule{}, fmt.Errorf("make furniture rule %q: compile pattern: %w", s.ID, err)
	}
	r.pattern = re
	return r, nil
}

func (s RuleSpec) check() error {
	blank := func(l string) bool { return strings.TrimSpace(l) == "" || strings.ContainsAny(l, "\r\n") }
	switch {
	case !ruleID.MatchString(s.ID):
		return fmt.Errorf("id: expected lower-case letters, digits and hyphens, such as share-buttons")
	case blank(s.Reason):
		return fmt.Errorf("reason: expected one line for the reader, such as \"a button of the page\"")
	case len(s.Lines) == 0 && s.Pattern == "":
		return fmt.Errorf("lines, pattern: both are empty: give at least one of them")
	case slices.ContainsFunc(s.Lines, blank):
		return fmt.Errorf("lines: an entry is empty or has a line break: expected one whole block an entry")
	case len(s.Pattern) > MaxPattern:
		return fmt.Errorf("pattern: it has %d bytes and the limit is %d: make two rules of it", len(s.Pattern), MaxPattern)
	case !slices.Contains([]Where{"", Anywhere, AtStart, AtEnd}, s.Where):
		return fmt.Errorf("where: %q is unknown: expected anywhere, start or end", s.Where)
	case s.Within < 0:
		return fmt.Errorf("within: %d blocks are less than none: expected 1 or more, or 0 for %d", s.Within, DefaultWithin)
	case !doublestar.ValidatePattern(s.Site):
		return fmt.Errorf("site: %q is not a glob: expected one such as *.example.org", s.Site)
	}
	// By itself, so that an unpaired parenthesis is seen before the pattern gets
	// parentheses around it.
	if _, err := syntax.Parse(s.Pattern, syntax.Perl); err != nil {
		return fmt.Errorf("compile pattern: %w", err)
	}
	return nil
}

// covers says that the rule is for this article.
func (r Rule) covers(a *bitext.Article) bool {
	if r.site == "" {
		return true
	}
	names := []string{a.Name}
	if u, err := url.Parse(a.Meta.URL); err == nil && u.Host != "" {
		host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		names = append(names, host, "www."+host, host+u.Path, "www."+host+u.Path)
	}
	return slices.ContainsFunc(names, func(n string) bool {
		// The pattern was validated; an error cannot come.
		ok, _ := doublestar.Match(r.site, n)
		return ok
	})
}

// matches says that block i of n, with the given words, is furniture.
func (r Rule) matches(words string, i, n int) bool {
	if r.where == AtStart && i >= r.within || r.where == AtEnd && i < n-r.within {
		return false
	}
	return r.lines[words] || r.pattern != nil && r.pattern.MatchString(words)
}
