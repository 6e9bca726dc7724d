package check

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
)

var update = flag.Bool("update", false, "write docs/CHECKS.md anew")

// leastPairs is how many good and how many bad pairs each check has.
const leastPairs = 5

// example is a line of testdata/pairs.tsv. The segments of a document stand in
// one cell with ¶ between them; inline codes are [1], [/1].
type example struct {
	check          string
	good           bool
	source, target []string
}

func examples(t testing.TB) []example {
	t.Helper()
	var out []example
	for _, f := range rows(t, "testdata/pairs.tsv", 4) {
		e := example{f[0], f[1] == "good", strings.Split(f[2], " ¶ "), strings.Split(f[3], " ¶ ")}
		if len(e.source) != len(e.target) || f[1] != "good" && f[1] != "bad" {
			t.Fatalf("testdata/pairs.tsv: not a pair: %q", f)
		}
		out = append(out, e)
	}
	return out
}

// rows reads a table without its header line.
func rows(t testing.TB, file string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != columns {
			t.Fatalf("%s:%d: %d columns, want %d", file, i+2, len(f), columns)
		}
		out = append(out, f)
	}
	return out
}

var codes = regexp.MustCompile(`\[(/?)([0-9])\]`)

// content takes the codes out of a text.
func content(text string) bitext.Content {
	var c bitext.Content
	at := 0
	for _, m := range codes.FindAllStringSubmatchIndex(text, -1) {
		c.Text += text[at:m[0]]
		at = m[1]
		id, _ := strconv.Atoi(text[m[4]:m[5]])
		kind := bitext.Alone
		switch {
		case m[2] != m[3]:
			kind = bitext.Close
		case strings.Contains(text, "[/"+text[m[4]:m[5]]+"]"):
			kind = bitext.Open
		}
		c.Codes = append(c.Codes, bitext.Code{ID: id, Kind: kind, At: len(c.Text)})
	}
	c.Text += text[at:]
	return c
}

// findings runs all checks over a document.
func findings(source, target []string, from, to lang.Pack) []bitext.Finding {
	var us []bitext.Unit
	for i := range source {
		us = append(us, bitext.Unit{ID: "1." + strconv.Itoa(i+1), Source: content(source[i]), Target: content(target[i])})
		Unit(&us[i], from, to)
	}
	Document(us, to)
	var out []bitext.Finding
	for i := range us {
		out = append(out, us[i].Findings...)
	}
	return out
}

// base is the id of the check that a finding is from.
func base(id string) string {
	id, _, _ = strings.Cut(id, "/")
	return id
}

// TestPairs holds every check to testdata/pairs.tsv: each must report its bad
// pairs, and no check may report a good pair of any other at warn or error.
func TestPairs(t *testing.T) {
	source, target := en.Pack(), hy.Pack()
	seen := map[string]map[bool]int{}
	for _, e := range examples(t) {
		if seen[e.check] == nil {
			seen[e.check] = map[bool]int{}
		}
		seen[e.check][e.good]++
		fs := findings(e.source, e.target, source, target)
		found := slices.ContainsFunc(fs, func(f bitext.Finding) bool { return base(f.ID) == e.check })
		if found == e.good {
			t.Errorf("%s (good: %v) %q -> %q: findings %v", e.check, e.good, e.source, e.target, fs)
		}
		for _, f := range fs {
			if e.good && f.Severity >= bitext.Warn {
				t.Errorf("%q is a good pair for %s, but: %s %s", e.target, e.check, f.ID, f.Message)
			}
		}
	}
	for _, c := range All() {
		if n := seen[c.ID]; min(n[true], n[false]) < leastPairs {
			t.Errorf("check %s has %d good and %d bad pairs in testdata/pairs.tsv, want %d of each", c.ID, n[true], n[false], leastPairs)
		}
		delete(seen, c.ID)
	}
	for id := range seen {
		t.Errorf("testdata/pairs.tsv has pairs for %q, which is no check", id)
	}
}

// TestTable holds the table's entries to their form.
func TestTable(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	mqm := regexp.MustCompile(`^(terminology|accuracy|linguistic-conventions|style|locale-conventions|audience-appropriateness|design-and-markup)(/[a-z-]+)?$`)
	for _, c := range All() {
		if !id.MatchString(c.ID) || !mqm.MatchString(c.MQM) || !strings.HasSuffix(c.About, ".") || (c.run == nil) == (c.runAll == nil) {
			t.Errorf("entry %q is not well formed: %q %q", c.ID, c.MQM, c.About)
		}
	}
}

// TestWithoutLanguages runs the pairs with packs that know nothing: what needs
// no language must still be found.
func TestWithoutLanguages(t *testing.T) {
	found := map[string]bool{}
	for _, e := range examples(t) {
		for _, f := range findings(e.source, e.target, lang.Pack{Tag: "xx"}, lang.Pack{Tag: "yy"}) {
			if !e.good && base(f.ID) == e.check {
				found[e.check] = true
			}
		}
	}
	for _, id := range []string{"untranslated", "numbers", "placeholders", "length", "spaces", "repeated", "inconsistent", "swapped"} {
		if !found[id] {
			t.Errorf("%s found nothing without a language", id)
		}
	}
}

func TestNothingIsCheckedTwiceOrWithoutTarget(t *testing.T) {
	for _, u := range []bitext.Unit{
		{Source: bitext.Content{Text: "The talks go on."}},
		{Kind: bitext.UI, Source: bitext.Content{Text: "Read more"}, Target: bitext.Content{Text: "Read more"}},
	} {
		Unit(&u, en.Pack(), hy.Pack())
		Document([]bitext.Unit{u}, hy.Pack())
		if len(u.Findings) > 0 {
			t.Errorf("%v: %v", u, u.Findings)
		}
	}
}

func FuzzUnit(f *testing.F) {
	f.Add("10,000 people met on May 5 at 5 p.m., {x} <b> 1.234.5", "10 000 մարդ հանդիպեց։ 10 հազար 5 կմ, XIV «")
	f.Add("$5m 60 miles %d &amp;", "\xff 96 կմ ⟦1⟧")
	source, target := en.Pack(), hy.Pack()
	f.Fuzz(func(t *testing.T, from, to string) {
		for _, x := range findings([]string{from, to, from}, []string{to, from, from}, source, target) {
			if x.ID == "" || x.Message == "" {
				t.Errorf("an empty finding: %v", x)
			}
		}
	})
}

// TestHostile has segments that would take a comparison of each with each for
// ever. What the language pack makes of them is its own affair.
func TestHostile(t *testing.T) {
	source, target := en.Pack(), hy.Pack()
	target.Issues = nil
	for name, text := range map[string]string{
		"numbers":  strings.Repeat("7,5 ", 50_000),
		"months":   strings.Repeat("5 May ", 50_000),
		"units":    strings.Repeat("5 km ", 50_000),
		"tags":     strings.Repeat("<b>", 50_000),
		"brackets": strings.Repeat("<b {", 50_000),
		"spaces":   strings.Repeat(" ", 500_000),
		"digits":   strings.Repeat("1", 500_000),
		"letters":  strings.Repeat("I", 500_000),
	} {
		t.Run(name, func(t *testing.T) {
			findings([]string{text, text}, []string{"«" + text[:len(text)/2], text + "»"}, source, target)
		})
	}
}
