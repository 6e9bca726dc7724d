package glossary

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestLimits reads what is just not too much, and refuses one more.
func TestLimits(t *testing.T) {
	rep := strings.Repeat
	concept := func(en, hy, rest string) string {
		return "- id: a\n  kind: other\n  en: {canonical: Van" + en + "}\n  hy: {preferred: Վան" + hy + "}\n" + rest
	}
	words := func(n int) string { return "A" + rep(" b", n-1) }
	list := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprintf("V%d", i)
		}
		return "[" + strings.Join(out, ", ") + "]"
	}
	const source = "  source: made up\n"
	for _, c := range []struct {
		name  string
		limit int
		make  func(n int) string
		want  string
	}{
		{"bytes of a term", MaxTermBytes, func(n int) string { return concept(", variants: ["+rep("a", n)+"]", "", source) }, "found 201 bytes of text; expected at most 200"},
		{"bytes of a canonical term", MaxTermBytes, func(n int) string { return concept(rep("n", n-3), "", source) }, "found 201 bytes of text; expected at most 200"},
		{"words of a term", MaxTermWords, func(n int) string { return concept(", variants: ["+words(n)+"]", "", source) }, "has more than 16 words"},
		{"terms of a list", MaxTerms, func(n int) string { return concept(", variants: "+list(n), "", source) }, "found 101 terms in a list; expected at most 100"},
		{"terms of a list of translations", MaxTerms, func(n int) string { return concept("", ", forbidden: "+list(n), source) }, "found 101 terms in a list; expected at most 100"},
		{"bytes of a note", MaxTextBytes, func(n int) string { return concept("", "", "  note: "+rep("a", n)+"\n"+source) }, "found 2001 bytes of text; expected at most 2000"},
		{"bytes of a source", MaxTextBytes, func(n int) string { return concept("", "", "  source: "+rep("a", n)+"\n") }, "found 2001 bytes of text; expected at most 2000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				_, err := loadText(t, c.make(n))
				if (err == nil) != ok || !ok && !strings.Contains(err.Error(), c.want) {
					t.Errorf("%d of %d: %v, want %q beyond the limit", n, c.limit, err, c.want)
				}
			}
		})
	}
}

// TestPartsOfAFile: whatever parts them, they are counted before the parser sees
// them; comments and blank lines are none.
func TestPartsOfAFile(t *testing.T) {
	for part, per := range map[string]int{"- a\n": 2, "a: \n": 2, "- - - a\n": 4, "{a: b, c: d}\n": 5, "[[a,b]]\n": 4, "? a\n": 2, "\n": 0, "  # a: b, c\n": 0} {
		if got := partsIn([]byte(strings.TrimSuffix(part, "\n"))); got != per {
			t.Errorf("%q has %d parts, want %d", part, got, per)
		}
	}
	for n, ok := range map[int]bool{MaxParts - 1: true, MaxParts: true, MaxParts + 1: false} {
		var told []Problem
		_, read := File{"f.yaml", []byte("# a\n\n" + strings.Repeat("a\n", n))}.text(func(p Problem) { told = append(told, p) })
		if read != ok || !ok && told[0].Error() != fmt.Sprintf("f.yaml:%d: found more than 4000000 keys, values and items; expected less in one file; split the file", MaxParts+3) {
			t.Errorf("%d of %d: %v %v", n, MaxParts, read, told)
		}
	}
}

// TestSizeOfAFile: at the limit a file is read; what is in it is another matter.
func TestSizeOfAFile(t *testing.T) {
	path := writeFile(t, t.TempDir(), "large.yaml", "")
	for n, ok := range map[int64]bool{MaxFileBytes - 1: true, MaxFileBytes: true, MaxFileBytes + 1: false} {
		if err := os.Truncate(path, n); err != nil {
			t.Fatal(err)
		}
		data, err := readFile(path)
		if (err == nil) != ok || ok && int64(len(data)) != n {
			t.Errorf("%d of %d: %d bytes, %v", n, MaxFileBytes, len(data), err)
		}
		if !ok && !strings.Contains(err.Error(), "large.yaml:0: found 67108865 bytes; expected at most 67108864; split the file") {
			t.Error(err)
		}
	}
}

// TestProblemsThatAreTold: those beyond the limit are counted.
func TestProblemsThatAreTold(t *testing.T) {
	for n, want := range map[int]string{MaxProblems - 1: "", MaxProblems: "", MaxProblems + 1: "and 1 more problems like these"} {
		_, err := loadText(t, strings.Repeat("- x\n", n))
		lines := strings.Split(err.Error(), "\n")
		if told := min(n, MaxProblems); want == "" && len(lines) != told || want != "" && (len(lines) != told+1 || lines[told] != want) {
			t.Errorf("%d problems are told in %d lines, the last %q", n, len(lines), lines[len(lines)-1])
		}
	}
}

// TestLongWords: a word of a text that is longer than any term is not looked up;
// one that is not is, with all its marks.
func TestLongWords(t *testing.T) {
	g, err := loadText(t, "- {id: a, kind: other, keep: true, en: {canonical: Van, variants: [Vano]}, source: made up}\n")
	if err != nil {
		t.Fatal(err)
	}
	for n, found := range map[int]bool{maxWordBytes - 1: true, maxWordBytes: true, maxWordBytes + 1: false} {
		word := map[int]string{0: "Vano", 1: "Van"}[n%2]
		word += strings.Repeat("\u0301", (n-len(word))/2) // two bytes that a comparison passes over
		if got := g.Matcher("en").Match("to " + word); len(word) != n || (len(got) == 1) != found {
			t.Errorf("a word of %d bytes: %v, want it found: %v", len(word), got, found)
		}
	}
}
