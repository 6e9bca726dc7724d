package aligned

import (
	"encoding/xml"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// xliff2Reader reads XLIFF 2.0, 2.1 and 2.2
// (http://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html).
type xliff2Reader struct {
	*scanner
	o              Options
	source, target string
	document       string
	// fixed are the depths of the elements that say, for all inside them, whether
	// it is to be translated; no holds those that say it is not.
	fixed []int
	no    map[int]bool
	ready []Unit
}

func openXLIFF2(s *source, o Options) (units, error) {
	return &xliff2Reader{scanner: newScanner(s), o: o, no: map[int]bool{}}, nil
}

func (r *xliff2Reader) next() (Unit, error) {
	for len(r.ready) == 0 {
		e, err := r.element()
		if err != nil {
			return Unit{}, err
		}
		if !r.own(e) {
			e.Name.Local = "" // a module, another program's
		}
		switch e.Name.Local {
		case "xliff":
			r.source, r.target, err = r.o.languages(xmlscan.Attribute(e, "srcLang"), xmlscan.Attribute(e, "trgLang"))
		case "file":
			r.document = xmlscan.Attribute(e, "original", "id")
			r.translatable(e)
		case "group":
			r.translatable(e)
		case "unit":
			err = r.unit(e)
		default: // notes, skeleton, modules
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

// translatable says whether the content of an element that was just opened is to
// be translated, which an element inherits; section 4.3.1.38.
func (r *xliff2Reader) translatable(e xml.StartElement) bool {
	for len(r.fixed) > 0 && r.fixed[len(r.fixed)-1] >= r.Depth() {
		r.fixed = r.fixed[:len(r.fixed)-1]
	}
	if v := xmlscan.Attribute(e, "translate"); v != "" {
		r.fixed = append(r.fixed, r.Depth())
		r.no[r.Depth()] = v == "no"
	}
	return len(r.fixed) == 0 || !r.no[r.fixed[len(r.fixed)-1]]
}

// unit reads a <unit>: its segments become units.
func (r *xliff2Reader) unit(e xml.StartElement) error {
	base := Unit{Document: r.document, SourceLang: r.source, TargetLang: r.target}
	base.ID = xmlscan.Attribute(e, "id")
	own, ok := strings.CutPrefix(xmlscan.Attribute(e, "type"), "targman:")
	base.Kind = bitext.Paragraph
	if ok {
		base.Kind = kindOf(own)
	}
	if !r.translatable(e) {
		base.Kind = bitext.Furniture
	}
	d := dialect2{data: map[string]string{}}
	stamps := map[string]string{}
	size := 0
	held := func(text ...string) error {
		for _, t := range text {
			size += len(t)
		}
		if size > maxUnit {
			return found("more than %d bytes of text in a <unit>, expected less", maxUnit)
		}
		return nil
	}
	return r.Children(func(c xml.StartElement) (err error) {
		if !r.own(c) && c.Name.Local != "metadata" {
			return r.Skip()
		}
		switch c.Name.Local {
		case "originalData":
			return r.originalData(d.data, held)
		case "metadata":
			return r.stamps(stamps, held)
		case "segment":
			var u Unit
			u, err = r.segment(base, c, &d)
			u.Stamp = stamps[u.ID]
			r.ready = append(r.ready, u)
			if err == nil {
				err = held(u.Source.Text, u.Target.Text)
			}
			return err
		}
		return r.Skip() // notes, ignorable, modules
	})
}

// originalData reads how the codes of a unit are spelled; held counts what is
// kept of the unit.
func (r *xliff2Reader) originalData(to map[string]string, held func(...string) error) error {
	return r.Children(func(e xml.StartElement) error {
		return r.keep(to, xmlscan.Attribute(e, "id"), held)
	})
}

// stamps reads the metadata of this program's own files; it stands before the
// segments.
func (r *xliff2Reader) stamps(to map[string]string, held func(...string) error) error {
	return r.Children(func(group xml.StartElement) error {
		if xmlscan.Attribute(group, "category") != "targman:stamp" {
			return r.Skip()
		}
		return r.Children(func(meta xml.StartElement) error {
			return r.keep(to, xmlscan.Attribute(meta, "type"), held)
		})
	})
}

// keep puts the text of the element that was just opened under a key.
func (r *xliff2Reader) keep(to map[string]string, key string, held func(...string) error) error {
	text, err := r.Text()
	to[key] = text
	if err == nil {
		err = held(key, text)
	}
	return err
}

func (r *xliff2Reader) segment(u Unit, e xml.StartElement, d *dialect2) (Unit, error) {
	u.Line = r.line()
	u.State = stateOf(xmlscan.Attribute(e, "state"))
	if id := xmlscan.Attribute(e, "id"); id != "" {
		u.ID = id
	}
	var source, target []piece
	err := r.Children(func(c xml.StartElement) error {
		side := &source
		switch {
		case r.own(c) && c.Name.Local == "target":
			side = &target
		case r.own(c) && c.Name.Local == "source":
		default:
			return r.Skip()
		}
		t, err := r.content(d.element)
		*side = t.pieces
		return err
	})
	u.Source, u.Target = sides(source, target)
	return u, err
}

// dialect2 reads inline elements; section 4.2.3.
type dialect2 struct {
	// data is the spelling of the codes by id.
	data map[string]string
}

func (d *dialect2) element(r *inline, e xml.StartElement) error {
	c := code{names: []string{xmlscan.Attribute(e, "id")}, sure: true, raw: d.raw(e, "dataRef")}
	switch e.Name.Local {
	case "mrk":
		return r.read()
	case "sm", "em":
		return r.Skip()
	case "cp":
		return r.codePoint(xmlscan.Attribute(e, "hex"))
	case "pc":
		c.raw = d.raw(e, "dataRefStart")
		return r.around(c, d.raw(e, "dataRefEnd"))
	case "sc":
		c.kind = bitext.Open
	case "ec":
		c.kind, c.names[0] = bitext.Close, xmlscan.Attribute(e, "startRef", "id")
	}
	return r.empty(c)
}

// raw is the spelling of a code, or what stands for it.
func (d *dialect2) raw(e xml.StartElement, ref string) string {
	if raw := d.data[xmlscan.Attribute(e, ref)]; raw != "" {
		return raw
	}
	return xmlscan.Attribute(e, "equiv"+strings.TrimPrefix(ref, "dataRef"), "disp"+strings.TrimPrefix(ref, "dataRef"))
}

// codePoint adds a character that XML forbids; section 4.2.3.1.
func (r *inline) codePoint(hex string) error {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n > 0x10FFFF {
		return found("hex=%q in <cp>, expected the hexadecimal number of a character", hex)
	}
	if err := r.put([]byte(string(rune(n)))...); err != nil {
		return err
	}
	return r.Skip()
}
