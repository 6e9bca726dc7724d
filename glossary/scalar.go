package glossary

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// scalar writes a text in YAML, in quotation marks only where it would be
// something else without them; flow is for inside a list in brackets.
func scalar(text string, flow bool) string {
	if isPlain(text) {
		return text
	}
	plain := encode(text, flow)
	if plain == text || strings.ContainsAny(text, `"\`) || !printable(text) {
		return plain
	}
	return `"` + text + `"`
}

// isPlain is the fast answer for most terms: letters and digits, too long for
// one that YAML takes for true or null.
func isPlain(text string) bool {
	if len(text) < 6 {
		return false
	}
	for i, r := range text {
		if !unicode.IsLetter(r) && (i == 0 || r != ' ' && r != '-' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return text[len(text)-1] != ' '
}

func printable(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// encode asks the YAML library.
func encode(text string, flow bool) string {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if flow {
		n = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{n}}
	}
	out, err := yaml.Marshal(n)
	if err != nil {
		panic(err) // A scalar that is a string can always be written.
	}
	s := strings.TrimSuffix(string(out), "\n")
	if flow {
		s = strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
	}
	return s
}
