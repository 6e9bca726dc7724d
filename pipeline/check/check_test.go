package check

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// TestPairs holds every check to testdata/pairs.tsv: each must report its bad
// pairs, and no check may report a good pair.
func TestPairs(t *testing.T) {
	pack := lang.Pack{Tag: "hy", Letters: unicode.Armenian}
	data, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		id, verdict := f[0], f[1]
		u := bitext.Unit{Source: bitext.Content{Text: f[2]}, Target: bitext.Content{Text: f[3]}}
		Unit(&u, pack)
		if seen[id] == nil {
			seen[id] = map[string]int{}
		}
		seen[id][verdict]++
		found := false
		for _, x := range u.Findings {
			found = found || x.ID == id
			if verdict == "good" {
				t.Errorf("%s is a good pair for %s, but: %s %s", f[3], id, x.ID, x.Message)
			}
		}
		if verdict == "bad" && !found {
			t.Errorf("%s did not report %q -> %q; findings %v", id, f[2], f[3], u.Findings)
		}
	}
	for _, c := range All() {
		if seen[c.ID]["good"] == 0 || seen[c.ID]["bad"] == 0 {
			t.Errorf("check %s has no good and bad pair in testdata/pairs.tsv", c.ID)
		}
		delete(seen, c.ID)
	}
	for id := range seen {
		t.Errorf("testdata/pairs.tsv has pairs for %q, which is no check", id)
	}
}

func FuzzUnit(f *testing.F) {
	f.Add("10,000 people met.", "10 000 մարդ հանդիպեց։")
	f.Fuzz(func(t *testing.T, source, target string) {
		u := bitext.Unit{Source: bitext.Content{Text: source}, Target: bitext.Content{Text: target}}
		Unit(&u, lang.Pack{Tag: "hy", Letters: unicode.Armenian})
	})
}
