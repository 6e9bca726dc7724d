package read

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

func TestNewRuleRefuses(t *testing.T) {
	tests := []struct {
		name string
		spec RuleSpec
		want string // in the message
	}{
		{"no id", RuleSpec{Reason: "r", Lines: []string{"x"}}, "id:"},
		{"an id with a space", RuleSpec{ID: "a b", Reason: "r", Lines: []string{"x"}}, "id:"},
		{"no reason", RuleSpec{ID: "a", Lines: []string{"x"}}, "reason:"},
		{"a reason of two lines", RuleSpec{ID: "a", Reason: "r\ns", Lines: []string{"x"}}, "reason:"},
		{"nothing to match", RuleSpec{ID: "a", Reason: "r"}, "lines, pattern:"},
		{"an empty line", RuleSpec{ID: "a", Reason: "r", Lines: []string{" "}}, "lines:"},
		{"a line with a break", RuleSpec{ID: "a", Reason: "r", Lines: []string{"x\ny"}}, "lines:"},
		{"a pattern that does not compile", RuleSpec{ID: "a", Reason: "r", Pattern: "("}, "compile pattern:"},
		{"a pattern that only fits in parentheses", RuleSpec{ID: "a", Reason: "r", Pattern: "a)|(b"}, "compile pattern:"},
		{"a pattern that grows too large", RuleSpec{ID: "a", Reason: "r", Pattern: "(a{1000}){1000}"}, "compile pattern:"},
		{"a place that is none", RuleSpec{ID: "a", Reason: "r", Pattern: "a", Where: "middle"}, "where:"},
		{"less than no blocks", RuleSpec{ID: "a", Reason: "r", Pattern: "a", Within: -1}, "within:"},
		{"a site that is no glob", RuleSpec{ID: "a", Reason: "r", Pattern: "a", Site: "["}, "site:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewRule(tt.spec)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestRuleMatches(t *testing.T) {
	lines := RuleSpec{ID: "a", Reason: "r", Lines: []string{"Menu", " XS "}}
	at := func(s RuleSpec, w Where, within int) RuleSpec { s.Where, s.Within = w, within; return s }
	tests := []struct {
		name  string
		spec  RuleSpec
		words string
		i, n  int
		want  bool
	}{
		{"a line", lines, "Menu", 50, 100, true},
		{"a line that was given with space around", lines, "XS", 0, 1, true},
		{"another case", lines, "menu", 0, 1, false},
		{"a part of a block", lines, "Menu of the day", 0, 1, false},
		{"the last block of the start", at(lines, AtStart, 2), "Menu", 1, 9, true},
		{"the first block after the start", at(lines, AtStart, 2), "Menu", 2, 9, false},
		{"the first block of the end", at(lines, AtEnd, 2), "Menu", 7, 9, true},
		{"the last block before the end", at(lines, AtEnd, 2), "Menu", 6, 9, false},
		{"the start as long as it is by default", at(lines, AtStart, 0), "Menu", DefaultWithin - 1, 99, true},
		{"just beyond it", at(lines, AtStart, 0), "Menu", DefaultWithin, 99, false},
		{"a pattern", RuleSpec{ID: "a", Reason: "r", Pattern: `\d+ (likes|views)`}, "12 views", 0, 1, true},
		{"a pattern takes the whole block", RuleSpec{ID: "a", Reason: "r", Pattern: `likes|views`}, "12 views", 0, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := rules(t, tt.spec)[0].matches(tt.words, tt.i, tt.n); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestRuleCovers(t *testing.T) {
	tests := []struct {
		name, site, url, article string
		want                     bool
	}{
		{"no site", "", "", "a", true},
		{"the host", "news.example.org", "https://news.example.org/a", "a", true},
		{"any host of a domain", "*.example.org", "https://news.example.org/a", "a", true},
		{"without www", "example.org", "https://www.Example.org/a", "a", true},
		{"with www", "www.example.org", "https://example.org/a", "a", true},
		{"another host", "example.org", "https://example.com/a", "a", false},
		{"a domain that only ends alike", "*.example.org", "https://badexample.org/a", "a", false},
		{"host and path", "example.org/sport/**", "https://example.org/sport/2020/a", "a", true},
		{"another path", "example.org/sport/**", "https://example.org/arts/a", "a", false},
		{"the folder of the article", "example/**", "", "example/2020/a", true},
		{"another folder", "example/**", "", "other/a", false},
		{"an address that is none", "example.org", "http://[", "a", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rules(t, RuleSpec{ID: "a", Reason: "r", Lines: []string{"x"}, Site: tt.site})[0]
			a := &bitext.Article{Name: tt.article, Meta: bitext.Meta{URL: tt.url}}
			if got := r.covers(a); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestRulesOfOtherSitesAreSilent(t *testing.T) {
	o := Options{Rules: rules(t,
		RuleSpec{ID: "theirs", Reason: "r", Lines: []string{"More"}, Site: "other/**"},
		RuleSpec{ID: "ours", Reason: "r", Lines: []string{"Less"}, Site: "page"},
	)}
	got := kinds(readString(t, "Top\nMore\nLess\n", o))
	if want := "headline: Top, paragraph: More, furniture: Less | ours: r"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
