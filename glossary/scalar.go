package glossary

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// scalar writes a text in YAML, in quotation marks only where it would be
// something else without them; flow is for inside a list in brackets.
func scalar(text string, flow bool) string {
	if isPlain(text, flow) {
		return text
	}
	plain := encode(text, flow)
	if plain == text && !isWord(text) || strings.ContainsAny(text, `"\`) || !printable(text) {
		return plain
	}
	return `"` + text + `"`
}

// isPlain is the fast answer for most texts: letters, digits and the marks of
// names and addresses.
func isPlain(text string, flow bool) bool {
	marks := " -._'/"
	if !flow {
		marks += "(),:"
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r):
		case i == 0 || !unicode.IsDigit(r) && !strings.ContainsRune(marks, r):
			return false
		case r == ':' && (i+1 == len(text) || text[i+1] == ' '):
			return false
		}
	}
	return !isWord(text) && text != "" && text[len(text)-1] != ' '
}

// isWord says that some reader of YAML takes the text for something else than
// a string (https://yaml.org/type/); ours does not for most of these.
func isWord(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "<<", "=":
		return true
	}
	return false
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
