package glossary

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// decoder turns the YAML nodes of one file into concepts and reports what does
// not fit the schema.
type decoder struct {
	file   string
	report func(Problem)
	// failed counts the reports.
	failed int
	// in is the id of the concept being read.
	in string
	// inGiven says that it is at the given name, and places are the target
	// blocks of it so far.
	inGiven bool
	places  []place
}

// keys are the known keys of a mapping and what reads their values.
type keys map[string]func(*yaml.Node)

func (d *decoder) fail(n *yaml.Node, found, expected, fix string) {
	d.failRule("schema", n, found, expected, fix)
}

func (d *decoder) failRule(rule string, n *yaml.Node, found, expected, fix string) {
	d.failed++
	d.report(Problem{d.file, n.Line, found, expected, fix, rule, d.in})
}

// mapping reads the keys of a mapping, each once. A key that is not known goes
// to other, which may be nil and says whether it took it. The keys seen are
// returned, or nil when n is no mapping.
func (d *decoder) mapping(n *yaml.Node, what string, known keys, other func(k, v *yaml.Node) bool) map[string]bool {
	if n.Kind != yaml.MappingNode {
		d.fail(n, found(n), what+" as keys with values", "write key: value")
		return nil
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		read, ok := known[k.Value]
		switch {
		case k.Kind != yaml.ScalarNode || k.Tag != "!!str":
			d.fail(k, found(k)+" as a key", "a word", "write key: value")
		case seen[k.Value]:
			d.fail(k, "the key "+quote(k.Value)+" a second time", "each key once", "remove one of the two")
		case ok:
			read(v)
		case other == nil || !other(k, v):
			d.unknown(k, what, slices.Sorted(maps.Keys(known)))
		}
		seen[k.Value] = true
	}
	return seen
}

func (d *decoder) unknown(k *yaml.Node, what string, known []string) {
	near := nearest(k.Value, known)
	fix := "remove it"
	if near != "" {
		fix = "write " + near
	}
	d.fail(k, "the unknown key "+quote(k.Value)+" in "+what, strings.Join(known, ", "), fix)
}

func hasKey(n *yaml.Node, key string) bool { return valueOf(n, key) != nil }

// valueOf is the value under a key, or nil.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// found describes a node for a message.
func found(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "keys with values"
	}
	switch n.Tag {
	case "!!null":
		return "nothing"
	case "!!str":
		return "the text " + quote(n.Value)
	}
	return fmt.Sprintf("%s (%s)", quote(n.Value), strings.TrimLeft(n.Tag, "!"))
}

// quote puts a text into quotation marks, shortened for a message.
func quote(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return strconv.Quote(s)
}

// text reads a line of text, in NFC; "" when it is not one.
func (d *decoder) text(n *yaml.Node, most int) string {
	s := n.Value
	switch {
	case n.Kind != yaml.ScalarNode || n.Tag == "!!null":
		d.fail(n, found(n), "text", "write it after the colon")
	case n.Tag != "!!str":
		d.fail(n, found(n), "text", "put it in quotes")
	case strings.TrimSpace(s) == "":
		d.fail(n, "an empty text", "at least one word", "fill it in or remove the key")
	case strings.TrimSpace(s) != s:
		d.fail(n, quote(s)+" with space around it", "none", "remove the space")
	case len(s) > most:
		d.fail(n, fmt.Sprintf("%d bytes of text", len(s)), fmt.Sprintf("at most %d", most), "shorten it")
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		d.fail(n, quote(s)+" with a line break or control character", "one line of text", "remove it")
	default:
		return norm.NFC.String(s)
	}
	return ""
}

// terms reads a list of terms and the line of each.
func (d *decoder) terms(n *yaml.Node) (out []string, lines []int) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, found(n), "a list", "write [one, two]")
		return nil, nil
	}
	if len(n.Content) > MaxTerms {
		d.fail(n, fmt.Sprintf("%d terms in a list", len(n.Content)), fmt.Sprintf("at most %d", MaxTerms), "shorten it")
		return nil, nil
	}
	for _, item := range n.Content {
		out = append(out, d.text(item, MaxTermBytes))
		lines = append(lines, item.Line)
	}
	return out, lines
}

// distinct wants every term of a block once.
func (d *decoder) distinct(n *yaml.Node, first string, lists ...[]string) {
	seen := map[string]bool{first: true, "": true}
	for _, term := range slices.Concat(lists...) {
		if seen[term] && term != "" {
			d.fail(n, quote(term)+" twice in one block", "each term once", "remove one of the two")
		}
		seen[term] = true
	}
}

func (d *decoder) boolean(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		d.fail(n, found(n), "true or false", "write true or false")
	}
	return strings.EqualFold(n.Value, "true")
}

func (d *decoder) oneOf(n *yaml.Node, words []string) string {
	s := d.text(n, MaxTermBytes)
	if s == "" || slices.Contains(words, s) {
		return s
	}
	fix := "choose one of them"
	if near := nearest(s, words); near != "" {
		fix = "write " + near
	}
	d.fail(n, quote(s), strings.Join(words, ", "), fix)
	return ""
}

func (d *decoder) id(n *yaml.Node) string {
	s := d.text(n, MaxTermBytes)
	if s != "" && !kebab.MatchString(s) {
		d.fail(n, "the id "+quote(s), "small letters, digits and hyphens", "write one such as nagorno-karabakh")
	}
	return s
}
