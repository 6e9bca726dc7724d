package read

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"targman/pipeline/bitext"
)

// yaml reads front matter in YAML, https://yaml.org/spec/1.2.2/.
func (d *mdDoc) yaml(s bitext.Span) error {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(s.Of(d.src)), &doc); err != nil {
		return fmt.Errorf("it is not YAML: %w: put values that hold a colon in quotes", err)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return fmt.Errorf("it is YAML without keys: write \"key: value\"")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		d.about(key, mdYAMLText(value))
		plain := value.Kind == yaml.ScalarNode && value.ShortTag() == "!!str" &&
			value.Anchor == "" && value.Style&yaml.TaggedStyle == 0 && root.Style&yaml.FlowStyle == 0
		if plain {
			d.yamlScalar(key, value, s)
		}
	}
	return nil
}

// mdYAMLText is a value in words: a list's values with commas, the name in a
// mapping that has one.
func mdYAMLText(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			return n.Value
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			switch c.Kind {
			case yaml.ScalarNode:
				parts = append(parts, c.Value)
			case yaml.MappingNode:
				parts = append(parts, mdYAMLText(c))
			}
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" && n.Content[i+1].Kind == yaml.ScalarNode {
				parts = append(parts, n.Content[i+1].Value)
			}
		}
	}
	return strings.Join(parts, ", ")
}

// yamlScalar finds where the scalar stands, from its line and column, and
// passes it on. One that cannot be followed through its source is left alone.
func (d *mdDoc) yamlScalar(key string, n *yaml.Node, s bitext.Span) {
	at := mdOffset(d.src, s.Start, n.Line, n.Column)
	in := &mdInline{src: d.src[:s.End], at: at, plainEnd: -1}
	quote := byte(0)
	switch {
	case at >= s.End:
		return
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		in.at += 1 + strings.IndexByte(d.src[at:s.End], '\n')
		in.at += len(in.src[in.at:]) - len(strings.TrimLeft(in.src[in.at:], " "))
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		quote = d.src[at]
		in.at++
	}
	if !in.follow(n.Value, quote) {
		return
	}
	if quote != 0 {
		in.at++
	}
	tail := n.Value[len(strings.TrimRight(n.Value, "\n")):]
	d.value(key, in, bitext.Span{Start: at, End: in.at}, mdShape{form: mdYAML, head: at, tail: tail})
}

// mdOffset is the offset of a line and a column, both from 1 and in
// characters, in the text that begins at start.
func mdOffset(src string, start, line, column int) int {
	for ; line > 1; line-- {
		n := strings.IndexByte(src[start:], '\n')
		if n < 0 {
			return len(src)
		}
		start += n + 1
	}
	for ; column > 1 && start < len(src); column-- {
		_, n := utf8.DecodeRuneInString(src[start:])
		start += n
	}
	return start
}

// follow reads the source along with the value that it spells: escapes and
// folded lines are atomic runs. It says whether the two agree to the end, and
// where a quote is given, that it follows.
func (in *mdInline) follow(value string, quote byte) bool {
	words := value
	if quote == 0 {
		// The line ends after a block of lines are no part of its words.
		words = strings.TrimRight(value, "\n")
	}
	for words != "" && in.at < len(in.src) {
		rest := in.src[in.at:]
		n, m := mdGap(rest), mdGap(words)
		switch {
		case n > 0 && m > 0 && !strings.HasPrefix(words, rest[:n]):
			in.atomic(words[:m], bitext.Span{Start: in.at, End: in.at + n})
			in.at += n
		case quote == '\'' && strings.HasPrefix(rest, "''") && words[0] == '\'':
			in.atomic("'", bitext.Span{Start: in.at, End: in.at + 2})
			n, m = 2, 1
			in.at += n
		case quote == '"' && rest[0] == '\\':
			char, n := mdYAMLEscape(rest)
			if n == len(char) || !strings.HasPrefix(words, char) {
				return false
			}
			m = len(char)
			in.atomic(char, bitext.Span{Start: in.at, End: in.at + n})
			in.at += n
		case rest[0] == words[0]:
			m = 1
			for m < min(len(rest), len(words)) && rest[m] == words[m] && strings.IndexByte(" \t\r\n'\\", rest[m]) < 0 {
				m++
			}
			in.literal(m)
		default:
			return false
		}
		words = words[m:]
	}
	return words == "" && (quote == 0 || in.at < len(in.src) && in.src[in.at] == quote)
}

// mdGap is the length of the white space that s begins with.
func mdGap(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

// mdYAMLEscape reads the escape that s begins with, and returns its character
// and its length, or 0. https://yaml.org/spec/1.2.2/#57-escaped-characters
func mdYAMLEscape(s string) (string, int) {
	n := 2
	switch {
	case len(s) < 2 || s[1] == '\n' || s[1] == '\r':
		return "", 0
	case s[1] == 'x':
		n = 4
	case s[1] == 'u':
		n = 6
	case s[1] == 'U':
		n = 10
	}
	var char string
	if n > len(s) || yaml.Unmarshal([]byte(`"`+s[:n]+`"`), &char) != nil {
		return "", 0
	}
	return char, n
}
