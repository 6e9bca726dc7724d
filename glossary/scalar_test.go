package glossary

import (
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// roundTrip writes a text as a value, a key and an item of a list in brackets,
// and reads it back.
func roundTrip(t *testing.T, text string) {
	t.Helper()
	doc := scalar(text, false) + ": " + scalar(text, false) + "\nlist: [" + scalar(text, true) + ", " + scalar(text, true) + "]\n"
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(doc), &n); err != nil {
		t.Fatalf("%q is written %q: %v", text, doc, err)
	}
	m := n.Content[0].Content
	list := m[len(m)-1].Content
	for _, got := range []*yaml.Node{m[0], m[1], list[0], list[1]} {
		if got.Value != text || got.Tag != "!!str" {
			t.Errorf("%q is written %q and read as %q (%s)", text, doc, got.Value, got.Tag)
		}
	}
}

func TestScalar(t *testing.T) {
	for _, text := range strings.Split("a|no|Null|TRUE|y|~|1|1e3|.5|0x1|2020-01-01|a: b|a:|a #b|a#b|#a|- a|-a|a, b|[a]|{a}|'a'|it's|\"a\"|a\\b|*a|&a|!a|@a|%a|`a|?a|? a|a?|"+
		"https://x.am/Սևան_(լիճ)#1|St. John's|a/b|U.S.|<<|=|a\u00a0b|a\u200bb|é|e\u0301|Ա։|«ա»|a&b", "|") {
		roundTrip(t, text)
	}
	for text, want := range map[string]string{"Nagorno-Karabakh": "Nagorno-Karabakh", "https://x.am/a": "https://x.am/a", "a: b": `"a: b"`, "no": `"no"`} {
		if got := scalar(text, false); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
}

func FuzzScalar(f *testing.F) {
	f.Add("a: b")
	f.Fuzz(func(t *testing.T, text string) {
		if text != strings.TrimSpace(text) || text == "" || len(text) > MaxTermBytes || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
			return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff
		}) {
			return // no text of a glossary
		}
		roundTrip(t, text)
	})
}
