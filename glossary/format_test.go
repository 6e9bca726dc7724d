package glossary

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// format formats a text that has to be well formed, and looks at what holds for
// every one: formatting again changes nothing, and no comment is lost.
func format(t *testing.T, text string) string {
	t.Helper()
	out, err := Format(File{"f.yaml", []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Format(File{"f.yaml", out})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(out), string(again)); diff != "" {
		t.Errorf("the second time gives another layout (-first +second):\n%s", diff)
	}
	return string(out)
}

func TestFormat(t *testing.T) {
	golden(t, "format", func(t *testing.T, _ string, in map[string]string) map[string]string {
		return map[string]string{"want": format(t, in["in"])}
	})
}

func TestFormatSpelling(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"an empty list", "[]\n", ""},
		{"comments only", "# one\n\n\n# two", "# one\n\n# two\n"},
		{"byte order mark and CRLF", "\uFEFF# Lakes\r\n\r\n- id: sevan\r\n  kind: place\r\n  en: {canonical: Sevan}\r\n  source: x y\r\n",
			"# Lakes\n\n- id: sevan\n  kind: place\n  en:\n    canonical: Sevan\n  source: x y\n"},
		{"decomposed letters", "- {id: a, kind: place, en: {canonical: Cu\u0308rich}, source: x y}\n",
			"- id: a\n  kind: place\n  en:\n    canonical: Cürich\n  source: x y\n"},
		{"words that YAML takes for something else", "- {id: \"1\", kind: place, keep: True, en: {canonical: 'No', variants: [\"1\", \"true\", \"a: b\", 'it''s', \"say \\\"a\\\"\"]}, source: 'http://x'}\n",
			"- id: \"1\"\n  kind: place\n  keep: true\n  en:\n    canonical: \"No\"\n    variants: [\"1\", \"true\", \"a: b\", it's, say \"a\"]\n  source: http://x\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, format(t, tt.in)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"what the schema does not know", "- id: a\n  kinds: place\n", `f.yaml:2: found the unknown key "kinds" in a concept`},
		{"an alias", "- &a {id: a}\n- *a\n", "f.yaml:1: found the anchor &a"},
		{"a tab", "- id:\ta\n", "f.yaml:1: found a tab"},
		{"a line separator", "# a\u2028- id: b\n", "f.yaml:1: found a control character that ends a line"},
		{"text that is no YAML", "- [", "f.yaml:1: found text that is not YAML"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := Format(File{"f.yaml", []byte(tt.in)})
			if err == nil || out != nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %q, %v; want %s", out, err, tt.want)
			}
		})
	}
}

func TestShippedIsFormatted(t *testing.T) {
	files, err := ReadFiles(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if out := format(t, string(f.Data)); !bytes.Equal([]byte(out), f.Data) {
			t.Errorf("%s: run targman glossary fmt\n%s", f.Name, cmp.Diff(string(f.Data), out))
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("# h\n\n# c\n- id: b # t\n  kind: place\n  # k\n  en: {canonical: 'B # 1', variants: [a,#x\n    b]} # y\n  source: |-\n    # s\n# foot\n\n- {id: a, kind: place, en: {canonical: A}, source: s}\n# end\n")
	f.Add("-  # c\n  ? id\n  : x\n  kind: place\n  en:\n    canonical: \"a\\\n      b\"\n    variants:\n    - a # one\n    # two\n    - b\n  source: x\n    y # z\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := File{"f.yaml", []byte(text)}
		out, err := Format(file)
		if err != nil {
			return
		}
		again, err := Format(File{"f.yaml", out})
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("%q\nfirst  %q\nsecond %q, %v", text, out, again, err)
		}
		none := func(Problem) {}
		if was, is := outline(file, none).commentsOf(), outline(File{"f.yaml", out}, none).commentsOf(); !slices.Equal(was, is) {
			t.Errorf("%q: comments %q became %q", text, was, is)
		}
	})
}
