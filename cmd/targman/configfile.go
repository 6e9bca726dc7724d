package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Limits of a configuration file: its size in bytes, the items of a list, and
// how many faults are told of one by one.
const (
	maxConfig = 1 << 20
	maxItems  = 10_000
	maxFaults = 100
)

// checkFile holds a configuration file to the schema and returns the line of
// every key that it sets. All faults are found at once.
func checkFile(name string, data []byte) (map[string]int, error) {
	if len(data) > maxConfig {
		return nil, fmt.Errorf("%s: %d bytes; a configuration has at most %d", name, len(data), maxConfig)
	}
	doc, more, err := documents(data)
	if err != nil {
		return nil, fmt.Errorf("%s%s; the form is key: value, one a line, with two spaces before the keys of a block", name, yamlFault(err))
	}
	c := fileCheck{name: name, lines: map[string]int{}}
	if more.Kind != 0 {
		c.fault(&more, "a second document begins after ---; a configuration is one")
	}
	if len(doc.Content) > 0 {
		c.block(doc.Content[0], reflect.TypeFor[Config](), "")
	}
	if n := len(c.faults) - maxFaults; n > 0 {
		c.faults = append(c.faults[:maxFaults], fmt.Errorf("%s: and %d more faults like these", name, n))
	}
	return c.lines, errors.Join(c.faults...)
}

// documents reads the first YAML document and, to be refused, a second one.
func documents(data []byte) (doc, more yaml.Node, err error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for _, n := range []*yaml.Node{&doc, &more} {
		if err := dec.Decode(n); err != nil && !errors.Is(err, io.EOF) {
			return doc, more, err
		}
	}
	return doc, more, nil
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// yamlFault is the parser's message behind the name of a file.
func yamlFault(err error) string {
	text := err.Error()
	at := yamlLine.FindStringSubmatch(text)
	text = strings.TrimPrefix(text, at[0])
	if at[1] == "" {
		return ": " + text
	}
	return ":" + at[1] + ": " + text
}

type fileCheck struct {
	name   string
	lines  map[string]int
	faults []error
}

func (c *fileCheck) fault(n *yaml.Node, format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf("%s:%d: %s", c.name, n.Line, fmt.Sprintf(format, args...)))
}

// block checks a mapping against the fields of a struct.
func (c *fileCheck) block(n *yaml.Node, t reflect.Type, prefix string) {
	if n.Kind != yaml.MappingNode {
		if n.Tag != "!!null" {
			c.fault(n, "%s takes keys with values, one a line; found %s", at(prefix), show(n))
		}
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		f, ok := fieldOf(t, key.Value)
		switch {
		case !ok:
			c.unknown(key, t, prefix)
		case seen[key.Value]:
			c.fault(key, "%s stands twice; keep one", prefix+key.Value)
		default:
			c.lines[prefix+key.Value] = key.Line
			c.value(value, f, prefix+key.Value)
		}
		seen[key.Value] = true
	}
}

func (c *fileCheck) unknown(key *yaml.Node, t reflect.Type, prefix string) {
	near := nearest(key.Value, keysOf(t))
	f, _ := fieldOf(t, near)
	hint := ""
	if e := f.Tag.Get("example"); e != "" {
		hint = fmt.Sprintf(", for example\n    %s: %s", near, e)
	}
	c.fault(key, "unknown key %q; the nearest known one is %q%s", prefix+key.Value, prefix+near, hint)
}

// value checks one value against the type of its field.
func (c *fileCheck) value(n *yaml.Node, f reflect.StructField, key string) {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		c.fault(n, "%s: anchors and aliases are not taken; write the value out", key)
	case isBlock(f.Type):
		c.block(n, f.Type, key+".")
	case f.Type == namesType && n.Kind == yaml.ScalarNode:
		if n.Tag != "!!str" {
			c.wrong(n, f, key)
		}
	case f.Type.Kind() == reflect.Slice:
		c.list(n, f, key)
	case !fits(n, f.Type):
		c.wrong(n, f, key)
	}
}

func (c *fileCheck) list(n *yaml.Node, f reflect.StructField, key string) {
	if n.Kind != yaml.SequenceNode {
		c.wrong(n, f, key)
		return
	}
	if len(n.Content) > maxItems {
		c.fault(n, "%s has %d items, and a list has at most %d", key, len(n.Content), maxItems)
		return
	}
	element := reflect.StructField{Type: f.Type.Elem(), Tag: f.Tag}
	for i, item := range n.Content {
		if isBlock(element.Type) {
			c.block(item, element.Type, fmt.Sprintf("%s[%d].", key, i))
		} else if !fits(item, element.Type) {
			c.fault(item, "an item of %s is %s; found %s; for example\n    %s: %s",
				key, wants(element.Type), show(item), leaf(key), f.Tag.Get("example"))
		}
	}
}

func (c *fileCheck) wrong(n *yaml.Node, f reflect.StructField, key string) {
	c.fault(n, "%s takes %s; found %s; for example\n    %s: %s", key, wants(f.Type), show(n), leaf(key), f.Tag.Get("example"))
}

// fits says whether a YAML value may stand for the type, without the guesses
// that would turn 30 into 30 nanoseconds.
func fits(n *yaml.Node, t reflect.Type) bool {
	if n.Kind != yaml.ScalarNode {
		return false
	}
	switch {
	case t == durationType && n.Tag != "!!str",
		reflect.PointerTo(t).Implements(textType) && n.Tag != "!!str" && n.Tag != "!!int":
		return false
	case t == durationType, reflect.PointerTo(t).Implements(textType):
		_, err := parse(n.Value, t)
		return err == nil
	}
	switch t.Kind() {
	case reflect.Bool:
		return n.Tag == "!!bool"
	case reflect.Int:
		return n.Tag == "!!int"
	case reflect.Float64:
		return n.Tag == "!!float" || n.Tag == "!!int"
	}
	return n.Tag == "!!str"
}

func show(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a block of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	if n.Tag == "!!null" {
		return "nothing"
	}
	return fmt.Sprintf("%q", redact(n.Value))
}

// at names the block with the prefix.
func at(prefix string) string {
	if prefix == "" {
		return "the configuration"
	}
	return strings.TrimSuffix(prefix, ".")
}

func leaf(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }
