package metric

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrite(t *testing.T) {
	var b strings.Builder
	err := Write(&b, []Family{
		{"targman_a_seconds", "Seconds of \\ and\nmore.", Gauge, []Sample{{nil, 1.5}}},
		{"targman_b_total", "Of b.", Counter, []Sample{{[]Label{{"x", "a\\b\"c\nd\xff"}, {"y", ""}}, 1e21}, {[]Label{{"x", "Հայ"}, {"y", "1"}}, 0}}},
		{"targman_none", "Left out.", Gauge, nil},
	}, Label{"project", "/p"})
	want := `# HELP targman_a_seconds Seconds of \\ and\nmore.
# TYPE targman_a_seconds gauge
targman_a_seconds{project="/p"} 1.5
# HELP targman_b_total Of b.
# TYPE targman_b_total counter
targman_b_total{project="/p",x="a\\b\"c\nd` + "\uFFFD" + `",y=""} 1e+21
targman_b_total{project="/p",x="Հայ",y="1"} 0
`
	if err != nil || b.String() != want {
		t.Errorf("got\n%s\nwant\n%s%v", b.String(), want, err)
	}
}

// FuzzLabel writes any value of a label as one line that says the value again.
func FuzzLabel(f *testing.F) {
	for _, seed := range []string{"", "\n", `\n`, `\\"`, "\xff", "}", "\r\x00\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		var b strings.Builder
		if err := Write(&b, []Family{{"m", "", Gauge, []Sample{{[]Label{{"x", value}}, 1}}}}); err != nil {
			t.Fatal(err)
		}
		line, _ := strings.CutPrefix(b.String(), "# HELP m \n# TYPE m gauge\n")
		line, ok := strings.CutPrefix(line, `m{x="`)
		line, ok2 := strings.CutSuffix(line, "\"} 1\n")
		if !ok || !ok2 || strings.Contains(line, "\n") || !utf8.ValidString(line) {
			t.Fatalf("%q is written as %q", value, b.String())
		}
		if got := strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n").Replace(line); got != strings.ToValidUTF8(value, "\uFFFD") {
			t.Errorf("%q is read as %q", value, got)
		}
		if strings.Contains(strings.NewReplacer(`\\`, "", `\"`, "").Replace(line), `"`) {
			t.Errorf("%q ends early: %q", value, line)
		}
	})
}
