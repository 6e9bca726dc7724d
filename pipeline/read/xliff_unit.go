package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// xliffScanner finds the sources of an XLIFF file and the places of their
// translations.
type xliffScanner struct {
	*xmlRaw
	options Options
	two     bool // version 2
	lang    string
	blocks  []bitext.Block
	slots   map[int]xliffSlot
	// prefix is that of XLIFF's own elements, space their namespace.
	prefix, space string
	// fixed are the answers of the open elements to whether they are translated,
	// by depth.
	fixed map[int]bool
}

func (s *xliffScanner) document() error {
	s.slots, s.fixed = map[int]xliffSlot{}, map[int]bool{}
	began := false
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) && began {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return errors.New("found no <xliff>; is it an XLIFF file?")
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !began {
			if err := s.root(e); err != nil {
				return err
			}
			began = true
		}
		s.inherit(e)
		if !s.own(e) {
			if err := s.skip(); err != nil {
				return err
			}
			continue
		}
		switch e.Name.Local {
		case "file":
			if s.lang == "" {
				s.lang = rawAttribute(e, "source-language")
			}
		case "trans-unit", "segment":
			if err = s.unit(e); err == nil {
				err = s.options.admit(len(s.blocks))
			}
		case "xliff", "body", "group", "unit":
		default: // headers, notes, skeletons, modules, what a tool adds
			err = s.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (s *xliffScanner) root(e xml.StartElement) error {
	s.prefix, s.space = e.Name.Space, namespace(e)
	version := rawAttribute(e, "version")
	s.two = strings.HasPrefix(version, "2.")
	s.lang = rawAttribute(e, "srcLang")
	switch {
	case e.Name.Local != "xliff" || !s.two && !strings.HasPrefix(version, "1."):
		return fmt.Errorf("found <%s version=%q>, expected <xliff> of version 1.x or 2.x", e.Name.Local, version)
	case s.two && rawAttribute(e, "trgLang") == "":
		return errors.New(`found no trgLang in <xliff>, expected the language to translate into; add it, such as trgLang="hy"`)
	}
	return nil
}

// own says that an element is XLIFF's and not another tool's of the same name.
// Prefixes are not looked up: one that means XLIFF at the root and is given
// another meaning further in says so on the element itself.
func (s *xliffScanner) own(e xml.StartElement) bool {
	space := namespace(e)
	return e.Name.Space == s.prefix && (space == "" || space == s.space)
}

// namespace is what an element says its own prefix means; empty where it does
// not.
func namespace(e xml.StartElement) string {
	for _, a := range e.Attr {
		if e.Name.Space == "" && a.Name.Space == "" && a.Name.Local == "xmlns" || e.Name.Space != "" && a.Name.Space == "xmlns" && a.Name.Local == e.Name.Space {
			return a.Value
		}
	}
	return ""
}

// inherit notes whether an element is to be translated: what it says, else what
// the one around it says.
func (s *xliffScanner) inherit(e xml.StartElement) {
	depth := len(s.open)
	s.fixed[depth] = s.fixed[depth-1]
	if v := rawAttribute(e, "translate"); v != "" {
		s.fixed[depth] = v == "no"
	}
}

// unit reads a trans-unit or a segment.
func (s *xliffScanner) unit(e xml.StartElement) error {
	depth := len(s.open)
	state := rawAttribute(e, "state")
	var source, target *xliffText
	divided := false
	indent, before := "", s.end
	err := s.inside(func(t xml.Token) error {
		c, ok := t.(xml.StartElement)
		if !ok {
			if _, text := t.(xml.CharData); !text {
				before = s.end
			}
			return nil
		}
		if len(s.open) != depth+1 || !s.own(c) {
			err := s.skip()
			before = s.end
			return err
		}
		var err error
		switch c.Name.Local {
		case "source":
			if space := s.src[before:s.start]; strings.TrimSpace(space) == "" {
				indent = space
			}
			source, err = s.text(c)
		case "target":
			if v := rawAttribute(c, "state"); v != "" {
				state = v
			}
			target, err = s.text(c)
		default:
			divided = divided || c.Name.Local == "seg-source"
			err = s.skip()
		}
		before = s.end
		return err
	})
	if err != nil || source == nil || source.inner.Len() == 0 {
		return err
	}
	s.block(source, target, indent, reasonOf(state, rawAttribute(e, "approved"), s.fixed[depth], divided, source, target))
	return nil
}

// reasonOf says why a source is left alone; empty where it wants a translation.
func reasonOf(state, approved string, fixed, divided bool, source, target *xliffText) string {
	settled := slices.Contains([]string{"final", "reviewed", "signed-off"}, state) || approved == "yes"
	switch {
	case fixed:
		return "xliff-fixed: the file says that it is not translated"
	case divided:
		return "xliff-divided: another program has divided it into segments; translate it there"
	case target != nil && strings.TrimSpace(target.Text) != "" && (settled || strings.TrimSpace(target.Text) != strings.TrimSpace(source.Text)):
		return "xliff-translated: it has a translation already"
	}
	return ""
}

// untouchedState is what a tool says of a target that nobody has worked on.
var untouchedState = regexp.MustCompile(`(\sstate\s*=\s*["'])(?:new|needs-translation)(["'])`)

// block adds a block that reaches from the source to the end of its target. What
// stands between them is written as it is.
func (s *xliffScanner) block(source, target *xliffText, indent, reason string) {
	slot := xliffSlot{source: source.inner, indent: indent}
	name := source.name[:len(source.name)-len("source")] + "target"
	slot.open, slot.close = "<"+name+">", "</"+name+">"
	if !s.two {
		slot.open = "<" + name + ` state="needs-review-translation">`
	}
	slot.target = bitext.Span{Start: source.outer.End, End: source.outer.End}
	if target != nil {
		if target.outer.Start < source.outer.End {
			return // a target before its source is no XLIFF
		}
		slot.target, slot.indent = target.outer, ""
		tag := strings.TrimSuffix(strings.TrimSuffix(target.tag, ">"), "/")
		slot.open = untouchedState.ReplaceAllString(strings.TrimRight(tag, " \t\r\n"), "${1}needs-review-translation${2}") + ">"
	}
	b := bitext.Block{Kind: bitext.Paragraph, Span: bitext.Span{Start: source.inner.Start, End: slot.target.End},
		Content: source.Content, Runs: source.runs}
	if reason != "" {
		b.Kind, b.Reason = bitext.Furniture, reason
	}
	s.slots[b.Span.Start] = slot
	s.blocks = append(s.blocks, b)
}
