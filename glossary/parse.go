package glossary

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// parse reads the text of one file: a list of concepts, or nothing.
func parse(file, text string, report func(Problem)) []*Concept {
	d := decoder{file: file, report: report}
	if n := d.document(text); n != nil {
		return d.concepts(n)
	}
	return nil
}

// document reads the text into nodes; nil when there are none or when they
// cannot be concepts.
func (d *decoder) document(text string) *yaml.Node {
	var doc, more yaml.Node
	in := yaml.NewDecoder(strings.NewReader(text))
	if err := in.Decode(&doc); err != nil {
		if !errors.Is(err, io.EOF) {
			d.notYAML(err)
		}
		return nil
	}
	if err := in.Decode(&more); err == nil {
		d.fail(&more, "a second document", "one list of concepts", `remove the "---"`)
		return nil
	} else if !errors.Is(err, io.EOF) {
		d.notYAML(err)
		return nil
	}
	if !d.plain(&doc) {
		return nil
	}
	return doc.Content[0]
}

// yamlError is how the YAML library words an error.
var yamlError = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

// notYAML words an error of the YAML library the way ours are.
func (d *decoder) notYAML(err error) {
	d.failed++
	p := Problem{d.file, 0, "text that is not YAML (" + err.Error() + ")", "a list of concepts",
		"check indentation, quotes and brackets there", "syntax", ""}
	if m := yamlError.FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Found = "text that is not YAML (" + m[2] + ")"
	}
	d.report(p)
}

// plain refuses what hides text in another place: anchors, aliases and merge
// keys. A diff must show every change where it happens.
func (d *decoder) plain(n *yaml.Node) bool {
	ok := true
	bad := func(found string) {
		d.fail(n, found, "every concept written out", "write the text itself in its place")
		ok = false
	}
	switch {
	case n.Kind == yaml.AliasNode:
		bad(fmt.Sprintf("the alias *%s", n.Value))
		return false
	case n.Anchor != "":
		bad(fmt.Sprintf("the anchor &%s", n.Anchor))
	case n.Tag == "!!merge":
		bad("the merge key <<")
	}
	for _, c := range n.Content {
		ok = d.plain(c) && ok
	}
	return ok
}

func (d *decoder) concepts(n *yaml.Node) []*Concept {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, found(n), "a list of concepts", `begin each concept with "- id:"`)
		return nil
	}
	var out []*Concept
	for _, item := range n.Content {
		if c := d.concept(item); c != nil {
			out = append(out, c)
		}
	}
	return out
}
