package read

import (
	"regexp"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// FuzzRule makes any rule about furniture and takes an article through it. A rule
// that is taken is one that says what it means: whole blocks, in its part of the
// article, and no others; no text is changed or lost; and what a rule has called
// furniture stays it when the article is looked at again.
func FuzzRule(f *testing.F) {
	f.Add("share-buttons", "a button", "*.example.org", "Share\nMenu", `(?i)follow us.*|`, "end", 2, "https://www.example.org/a", "Title\n\nText.\n\nShare\n\nFollow us on X")
	f.Add("a", "r", "sport/**", "", `a|b`, "", 0, "", "ab\n\na\n\nb\n\na\nb")
	f.Add("a", "r", "{a,b", "x", `\Qa.b`, "start", 1, "%", "a.b\n\na.b")
	f.Add("a", "r", "", "", "(?m)^x$|(?s).*y", "anywhere", 9, "http://[::1]:80/", "x\n\ny\n\nz")
	f.Fuzz(func(t *testing.T, id, reason, site, lines, pattern, where string, within int, address, src string) {
		spec := RuleSpec{ID: id, Reason: reason, Site: site, Pattern: pattern, Where: Where(where), Within: within}
		if lines != "" {
			spec.Lines = strings.Split(lines, "\n")
		}
		r, err := NewRule(spec)
		if err != nil {
			if !strings.Contains(err.Error(), "make furniture rule ") {
				t.Errorf("the error does not name the rule: %v", err)
			}
			return
		}
		src = strings.ToValidUTF8(src, "?")
		a, err := Article("sport/a.txt", "sport/a", []byte(src), Options{})
		if err != nil {
			return
		}
		a.Meta.URL = address
		var before []bitext.Block
		before = append(before, a.Blocks...)
		classify(a, false, Options{Rules: []Rule{r}})
		n := len(a.Blocks)
		for i, b := range a.Blocks {
			was := before[i]
			if b.Text != was.Text || b.Span != was.Span {
				t.Fatalf("block %d was %+v and is %+v", i, was, b)
			}
			if b.Kind != bitext.Furniture || b.Reason != id+": "+reason || was.Kind == bitext.Furniture {
				continue
			}
			if !r.covers(a) {
				t.Errorf("the rule is for %q, and %q is furniture of %q", site, b.Text, address)
			}
			if most := max(within, DefaultWithin); within == 0 && (where == "start" && i >= most || where == "end" && i < n-most) ||
				within > 0 && (where == "start" && i >= within || where == "end" && i < n-within) {
				t.Errorf("block %d of %d is not within %d of the %s", i, n, within, where)
			}
			if !whole(t, spec, words(&b)) {
				t.Errorf("%q is furniture by %q and %q", b.Text, spec.Lines, pattern)
			}
		}
		again := append([]bitext.Block(nil), a.Blocks...)
		classify(a, false, Options{Rules: []Rule{r}})
		for i := range again {
			if again[i].Kind == bitext.Furniture && a.Blocks[i].Kind != bitext.Furniture {
				t.Errorf("block %d is furniture once and then not", i)
			}
		}
	})
}

// whole says that a rule's own words cover a whole block: by an expression that is
// made another way than NewRule makes it.
func whole(t *testing.T, s RuleSpec, block string) bool {
	t.Helper()
	for _, l := range s.Lines {
		if strings.TrimSpace(l) == block {
			return true
		}
	}
	if s.Pattern == "" {
		return false
	}
	re, err := regexp.Compile(s.Pattern)
	if err != nil {
		t.Errorf("a pattern was taken that by itself is none: %v", err)
		return false
	}
	// Of all that match from the start on, one has to end at the end.
	re.Longest()
	at := re.FindStringIndex(block)
	return at != nil && at[0] == 0 && at[1] == len(block)
}
