package write

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	cells "targman/pipeline/cell"
)

// readCell undoes what a cell does to text: the apostrophe before what a
// spreadsheet would take for a formula, and the escapes.
func readCell(t testing.TB, cell string) string {
	if strings.HasPrefix(cell, "'") && cells.Guarded([]byte(cell)) {
		cell = cell[1:]
	}
	var b strings.Builder
	for i := 0; i < len(cell); i++ {
		if cell[i] != '\\' {
			b.WriteByte(cell[i])
			continue
		}
		i++
		switch cell[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'u':
			r, err := strconv.ParseUint(cell[i+1:i+5], 16, 32)
			if err != nil {
				t.Fatalf("escape in %q: %v", cell, err)
			}
			b.WriteRune(rune(r))
			i += 4
		default: // a backslash or a bracket
			b.WriteByte(cell[i])
		}
	}
	return b.String()
}

func cell(s string) string {
	var out table
	out.text(s)
	return strings.TrimSuffix(string(out.out), "\t")
}

func TestCell(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a b", "a b"},
		{"empty", "", ""},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"pipe", "|cmd", "'|cmd"},
		{"tab", "\t=1", `'\t=1`},
		{"carriage return", "\r=1", `'\r=1`},
		{"full width", "＝1", "'＝1"},
		{"after blanks", "  \u00A0=1", "'  \u00A0=1"},
		{"after an invisible character", "\u200B\uFEFF=1", "'\u200B\uFEFF=1"},
		{"a quote that would swallow rows", `"a`, `'"a`},
		{"its own apostrophe", "'=1", "''=1"},
		{"an apostrophe that is text", "'tis", "'tis"},
		{"a formula further on", "a =1", "a =1"},
		{"tab inside", "a\tb", `a\tb`},
		{"line breaks", "a\nb\r\nc", `a\nb\r\nc`},
		{"backslash", `a\nb`, `a\\nb`},
		{"other line breaks", "a\u0085b\u2028c\u2029d\ve\f", `a\u0085b\u2028c\u2029d\u000Be\u000C`},
		{"NUL", "a\x00b", `a\u0000b`},
		{"literal bracket", "⟦1⟧", `\⟦1⟧`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cell(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := readCell(t, cell(c.in)); got != c.in {
				t.Errorf("reads back as %q, want %q", got, c.in)
			}
		})
	}
}

// FuzzCell proves that a cell stays one cell, begins like no formula, and can
// be read back.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1", "'='", "\t\r\n", `\`, `\u0041`, "⟦1⟧", "'' \"", "\xff=", "\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cell(s)
		if strings.ContainsAny(c, "\t\n\r\v\f\u0085\u2028\u2029\x00") {
			t.Fatalf("%q is more than a cell", c)
		}
		if strings.IndexAny(strings.TrimSpace(c), "=+-@|\"＝＋－＠｜") == 0 {
			t.Fatalf("%q is a formula", c)
		}
		if got := readCell(t, c); got != s {
			t.Fatalf("%q reads back as %q, want %q", c, got, s)
		}
	})
}

func TestTSVHasOneRowForEachUnit(t *testing.T) {
	for name, d := range fixtures(t) {
		lines := bytes.Split(render(t, Formats()[find("tsv")], d), []byte("\n"))
		if string(lines[0])+"\n" != tsvHeader {
			t.Errorf("%s: header %q", name, lines[0])
		}
		if len(lines) != len(d.Units)+2 || len(lines[len(lines)-1]) != 0 {
			t.Fatalf("%s: %d lines for %d units", name, len(lines), len(d.Units))
		}
		for i, l := range lines[1 : len(lines)-1] {
			cells := strings.Split(string(l), "\t")
			if len(cells) != 10 || cells[0] != d.Units[i].ID {
				t.Errorf("%s: row %d: %q", name, i+1, l)
			}
		}
	}
}
