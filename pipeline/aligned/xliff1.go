package aligned

import (
	"encoding/xml"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// xliff1Reader reads XLIFF 1.0 to 1.2
// (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html), with the segments
// that <seg-source> divides a unit into.
type xliff1Reader struct {
	*scanner
	o              Options
	source, target string
	document       string
	// kind is that of the last group, which this program's own files name.
	kind  bitext.Kind
	ready []Unit
}

func openXLIFF1(s *source, o Options) (units, error) {
	return &xliff1Reader{scanner: newScanner(s), o: o}, nil
}

func (r *xliff1Reader) next() (Unit, error) {
	for len(r.ready) == 0 {
		e, err := r.element()
		if err != nil {
			return Unit{}, err
		}
		if !r.own(e) {
			e.Name.Local = "" // another program's
		}
		switch e.Name.Local {
		case "file":
			r.document = xmlscan.Attribute(e, "original")
			r.source, r.target, err = r.o.languages(xmlscan.Attribute(e, "source-language"), xmlscan.Attribute(e, "target-language"))
		case "trans-unit":
			err = r.unit(e)
		case "group":
			own, _ := strings.CutPrefix(xmlscan.Attribute(e, "restype"), "x-")
			r.kind = kindOf(own)
		case "xliff", "body":
			r.kind = bitext.Paragraph
		default: // header, bin-unit, what other programs add
			err = r.Skip()
		}
		if err != nil {
			return Unit{}, err
		}
	}
	u := r.ready[0]
	r.ready = r.ready[1:]
	return u, nil
}

// unit reads a <trans-unit>.
func (r *xliff1Reader) unit(e xml.StartElement) error {
	line := r.line()
	var source, divided, target *inline
	state := bitext.Initial
	err := r.Children(func(c xml.StartElement) (err error) {
		if !r.own(c) {
			return r.Skip()
		}
		switch c.Name.Local {
		case "source":
			source, err = r.content(xliff1Element)
		case "seg-source":
			divided, err = r.content(xliff1Element)
		case "target":
			state = xliff1State(xmlscan.Attribute(c, "state"))
			target, err = r.content(xliff1Element)
		default: // alt-trans, note, what other programs add
			err = r.Skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if source == nil {
		return found("a <trans-unit> without <source>, expected one")
	}
	if target == nil {
		target = &inline{}
	}
	base := Unit{Line: line, Document: r.document, SourceLang: r.source, TargetLang: r.target}
	base.ID, base.Kind = xmlscan.Attribute(e, "id"), r.kind
	if xmlscan.Attribute(e, "translate") == "no" {
		base.Kind = bitext.Furniture
	}
	if xmlscan.Attribute(e, "approved") == "yes" && state != bitext.Final {
		state = bitext.Reviewed
	}
	base.State = state
	base.Stamp, _ = strings.CutPrefix(xmlscan.Attribute(e, "extradata"), "targman:")
	r.split(base, source, divided, target)
	return nil
}

// split adds a unit for each segment; a unit that is not divided is one.
func (r *xliff1Reader) split(base Unit, source, divided, target *inline) {
	if divided == nil || len(divided.order) == 0 {
		base.Source, base.Target = sides(source.whole(), target.whole())
		r.ready = append(r.ready, base)
		return
	}
	for _, id := range divided.order {
		u := base
		u.ID = base.ID + "." + id
		u.Source, u.Target = sides(divided.parts[id], target.parts[id])
		r.ready = append(r.ready, u)
	}
}

// whole is all the text, that of its segments too.
func (r *inline) whole() []piece {
	if len(r.order) == 0 {
		return r.pieces
	}
	var out []piece
	for _, id := range r.order {
		out = append(out, r.parts[id]...)
	}
	return out
}

// stateOf is a state as any file spells it: some tools write the words of
// version 1.2 into later ones.
func stateOf(word string) bitext.State {
	switch s := bitext.State(word); s {
	case bitext.Initial, bitext.Translated, bitext.Reviewed, bitext.Final:
		return s
	}
	return xliff1State(word)
}

// xliff1State is the state in the words of XLIFF 2; section 2.3, state.
func xliff1State(s string) bitext.State {
	switch s {
	case "translated", "needs-review-translation", "needs-review-adaptation", "needs-review-l10n":
		return bitext.Translated
	case "signed-off":
		return bitext.Reviewed
	case "final":
		return bitext.Final
	}
	return bitext.Initial
}

// xliff1Element reads an inline element; section 2.4, inline elements.
func xliff1Element(r *inline, e xml.StartElement) error {
	kind, id := e.Name.Local, xmlscan.Attribute(e, "id")
	c := code{names: []string{kind + " " + id}, sure: true, raw: xmlscan.Attribute(e, "equiv-text")}
	tied := xmlscan.Attribute(e, "rid", "id") // what opens has in common with what closes
	switch kind {
	case "mrk":
		if xmlscan.Attribute(e, "mtype") == "seg" {
			return r.part(xmlscan.Attribute(e, "mid"))
		}
		return r.read()
	case "g":
		return r.around(c, "")
	case "x":
		return r.empty(c)
	case "bx", "ex":
		c.kind, c.names[0] = xliff1Kind(kind), "bx "+tied
		return r.empty(c)
	case "bpt", "ept":
		c.kind, c.names[0] = xliff1Kind(kind), "bpt "+tied
	case "it":
		c.kind = map[string]bitext.CodeKind{"open": bitext.Open, "close": bitext.Close}[xmlscan.Attribute(e, "pos")]
	}
	return r.native(c)
}

func xliff1Kind(element string) bitext.CodeKind {
	if element[0] == 'b' {
		return bitext.Open
	}
	return bitext.Close
}

// empty adds a code whose element holds nothing that counts.
func (r *inline) empty(c code) error {
	if err := r.Skip(); err != nil {
		return err
	}
	return r.add(c)
}
