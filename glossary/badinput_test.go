package glossary

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A glossary of 200,000 terms is big, not wrong: it loads, lints and formats.
func TestTwoHundredThousandTerms(t *testing.T) {
	var b strings.Builder
	words := newCoined()
	for i := range 2000 {
		name := fmt.Sprintf("%s %s", words.word(), words.word())
		fmt.Fprintf(&b, "- id: c%06d\n  kind: place\n  en:\n    canonical: %s %d\n    variants: [", i, name, i)
		for j := range 99 {
			fmt.Fprintf(&b, "%s %d v%d, ", name, i, j)
		}
		b.WriteString("]\n  hy:\n    preferred: Ա\n  source: made up\n\n")
	}
	f := File{"big.yaml", []byte(b.String())}
	for name, do := range map[string]func() error{
		"load":   func() error { _, err := Parse(f); return err },
		"format": func() error { _, err := Format(f); return err },
		"lint": func() error {
			if n := len(Lint([]File{f}, LintOptions{Targets: []string{"hy"}})); n < 1999 { // the shared term
				return fmt.Errorf("%d findings", n)
			}
			return nil
		},
	} {
		start := time.Now()
		if err := do(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v for %d bytes", name, time.Since(start), b.Len())
	}
}

// A term of a megabyte is told of in a short message, whichever way it comes.
func TestHugeTerm(t *testing.T) {
	f := File{"huge.yaml", []byte("- id: a\n  kind: place\n  en:\n    canonical: " + strings.Repeat("Van ", 1<<18) + "x\n  source: made up\n")}
	const want = "huge.yaml:4: found 1048577 bytes of text; expected at most 200; shorten it"
	_, parsed := Parse(f)
	_, formatted := Format(f)
	_, inserted := Insert(f, ani())
	_, _, merged := Merge(File{}, f, File{})
	for name, err := range map[string]error{"Parse": parsed, "Format": formatted, "Insert": inserted, "Merge": merged} {
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %.200v, want %s", name, err, want)
		}
	}
	if got := Lint([]File{f}, LintOptions{}); len(got) != 1 || got[0].Line != 4 || len(got[0].Found) > 200 {
		t.Errorf("got %.500v", got)
	}
}

// Concepts whose names go round in a circle: each step is told of, nothing
// hangs.
func TestCyclicVariants(t *testing.T) {
	var b strings.Builder
	const n = 300
	for i := range n {
		fmt.Fprintf(&b, "- {id: c%03d, kind: place, en: {canonical: Name%d, variants: [Name%d]}, source: x}\n", i, i, (i+1)%n)
	}
	got := Lint([]File{{"f.yaml", []byte(b.String())}}, LintOptions{})
	if len(got) != n {
		t.Errorf("got %d findings, want %d", len(got), n)
	}
	for _, f := range got {
		if f.Rule != "variant-claimed" {
			t.Errorf("got %+v", f)
		}
	}
}

// hostileFiles are concepts and comments that invite quadratic work when there
// are many; ID is another one each time, descending.
var hostileFiles = map[string]string{
	"comments":         "# a comment\n",
	"comments apart":   "# a comment\n\n",
	"concepts":         "- {id: ID, kind: place, en: {canonical: Ani}, source: x} # c\n",
	"one line":         "{id: ID, kind: place, en: {canonical: Ani}, source: x}, ",
	"quotation marks":  "- {id: ID, kind: \"place\", en: {canonical: 'Ani'}, source: \"x # y\"}\n",
	"feet of concepts": "- {id: ID, kind: place, en: {canonical: Ani}, source: x}\n  # foot\n",
}

func hostileFile(name string, n int) File {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Replace(hostileFiles[name], "ID", fmt.Sprintf("c%06d", n-i), 1))
	}
	if name == "one line" {
		return File{"f.yaml", []byte("[" + b.String() + "]")}
	}
	return File{"f.yaml", []byte(b.String())}
}

func TestFormatHostileFiles(t *testing.T) {
	const n = 5000
	for name, unit := range hostileFiles {
		t.Run(name, func(t *testing.T) {
			out, err := Format(hostileFile(name, n))
			if err != nil {
				t.Fatal(err)
			}
			concepts, comments := 0, 0
			if strings.Contains(unit, "ID") {
				concepts = n
			}
			if strings.Contains(unit, "# c") || strings.Contains(unit, "# a") || strings.Contains(unit, "# f") {
				comments = n
			}
			g := outline(File{"f.yaml", out}, func(p Problem) { t.Error(p) })
			if len(g.blocks) != concepts || len(g.commentsOf()) != comments {
				t.Errorf("%d concepts and %d comments, want %d and %d", len(g.blocks), len(g.commentsOf()), concepts, comments)
			}
		})
	}
}

// BenchmarkFormatHostile shows whether time grows with the file: the MB/s of
// both lengths are alike.
func BenchmarkFormatHostile(b *testing.B) {
	for name := range hostileFiles {
		for _, n := range []int{500, 5000} {
			f := hostileFile(name, n)
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(f.Data)))
				for b.Loop() {
					if _, err := Format(f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
