package aligned

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// tmxReader reads TMX 1.1 to 1.4b, levels 1 and 2
// (https://www.gala-global.org/tmx-14b).
type tmxReader struct {
	*scanner
	o Options
	// source and target are the languages that are read; target is empty until
	// the first unit has told which there are.
	source, target string
	// tags says that codes stand in the text as OmegaT's tags.
	tags bool
}

func openTMX(s *source, o Options) (units, error) {
	return &tmxReader{scanner: newScanner(s), o: o, source: o.Source}, nil
}

func (r *tmxReader) next() (Unit, error) {
	for {
		e, err := r.element()
		if err != nil {
			return Unit{}, err
		}
		switch {
		case r.Depth() == 1 && e.Name.Local != "tmx":
			return Unit{}, found("<%s>, expected <tmx>", e.Name.Local)
		case e.Name.Local == "tmx":
			if v := xmlscan.Attribute(e, "version"); v != "" && !strings.HasPrefix(v, "1.") {
				return Unit{}, found("TMX version %q, expected 1.1 to 1.4", v)
			}
		case e.Name.Local == "header":
			r.header(xmlscan.Attribute(e, "srclang"))
			r.tags = xmlscan.Attribute(e, "creationtool") == "OmegaT"
			err = r.Skip()
		case e.Name.Local == "tu":
			return r.unit(e)
		case e.Name.Local != "body":
			err = r.Skip()
		}
		if err != nil {
			return Unit{}, err
		}
	}
}

// header takes over the source language of the file, which may be of no one
// language ("*all*").
func (r *tmxReader) header(source string) {
	if !r.o.Strict && source != "" && source != "*all*" {
		r.source = source
	}
}

// variant is a <tuv>: the unit in one language.
type variant struct {
	lang string
	// by and on say who changed it last, and when.
	by, on string
	pieces []piece
}

// unit reads a <tu>. Of several variants of a language it takes the nearest to
// the one that is wanted, and of equals the first.
func (r *tmxReader) unit(tu xml.StartElement) (Unit, error) {
	u := Unit{Line: r.line()}
	u.ID, u.Kind, u.State = xmlscan.Attribute(tu, "tuid"), bitext.Paragraph, bitext.Translated
	var vs []variant
	size := 0
	err := r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "prop":
			return r.prop(&u, e)
		case "tuv":
			v, n, err := r.variant(e)
			vs = append(vs, v)
			if size += n; err == nil && size > maxUnit {
				err = found("more than %d bytes of text in a <tu>, expected less", maxUnit)
			}
			return err
		}
		return r.Skip()
	})
	if err != nil {
		return Unit{}, err
	}
	source, target, err := r.choose(vs)
	if err != nil || source == nil || target == nil {
		return Unit{}, err // without languages: passed over
	}
	u.SourceLang, u.TargetLang = source.lang, target.lang
	u.Provenance.By = cmp.Or(target.by, xmlscan.Attribute(tu, "changeid"))
	if t, err := time.Parse("20060102T150405Z", cmp.Or(target.on, xmlscan.Attribute(tu, "changedate"))); err == nil {
		u.Provenance.Time = t.Format(time.RFC3339)
	}
	u.Source, u.Target = sides(source.pieces, target.pieces)
	return u, nil
}

// variant reads a <tuv>; old files have the language in lang, not in xml:lang.
func (r *tmxReader) variant(tuv xml.StartElement) (v variant, size int, err error) {
	v = variant{lang: xmlscan.Attribute(tuv, "lang"), by: xmlscan.Attribute(tuv, "changeid"), on: xmlscan.Attribute(tuv, "changedate")}
	err = r.Children(func(e xml.StartElement) error {
		if e.Name.Local != "seg" {
			return r.Skip()
		}
		c, err := r.content(tmxElement)
		v.pieces, size = c.pieces, c.size
		if r.tags {
			v.pieces = omegatPieces(v.pieces)
		}
		return err
	})
	return v, size, err
}

// prop takes over what this program's own files say of a unit.
func (r *tmxReader) prop(u *Unit, e xml.StartElement) error {
	text, err := r.Text()
	switch xmlscan.Attribute(e, "type") {
	case "x-kind":
		u.Kind = kindOf(text)
	case "x-state":
		u.State = stateOf(text)
	case "x-stamp":
		u.Stamp = text
	case "x-document", "x-article":
		u.Document = text
	case "x-unit":
		if u.ID == "" {
			u.ID = text
		}
	}
	return err
}

// choose finds the source and the target among the languages of a unit; nil for
// one that it has not got.
func (r *tmxReader) choose(vs []variant) (source, target *variant, err error) {
	source = nearest(vs, r.source)
	others := slices.DeleteFunc(slices.Clone(vs), func(v variant) bool { return near(r.source, v.lang) > 0 })
	if r.target != "" {
		return source, nearest(others, r.target), nil
	}
	target = nearest(others, r.o.Target)
	if target == nil && !r.o.Strict && source != nil {
		if target, err = single(others); err != nil {
			return nil, nil, err
		}
	}
	if target != nil {
		r.target = target.lang
		if near(r.o.Target, target.lang) > 0 {
			r.target = r.o.Target
		}
	}
	return source, target, nil
}

func nearest(vs []variant, lang string) *variant {
	var best *variant
	var how nearness
	for i := range vs {
		if n := near(lang, vs[i].lang); n > how {
			best, how = &vs[i], n
		}
	}
	return best
}

// single is the one language that a unit has beside its source.
func single(vs []variant) (*variant, error) {
	for _, v := range vs {
		if v.lang != vs[0].lang {
			return nil, found("translations into %q and %q, expected one language; name the one to be read as the target", vs[0].lang, v.lang)
		}
	}
	if len(vs) == 0 {
		return nil, nil
	}
	return &vs[0], nil
}

// tmxElement reads an inline element. What stands in a code is markup of some
// format; what <hi> encloses is text.
func tmxElement(r *inline, e xml.StartElement) error {
	kind, i, x := e.Name.Local, xmlscan.Attribute(e, "i"), xmlscan.Attribute(e, "x")
	c := code{sure: x != ""}
	name := func(kind, by, value string) {
		if value != "" {
			c.names = append(c.names, kind+" "+by+" "+value)
		}
	}
	switch kind {
	case "bpt":
		c.kind = bitext.Open
		name(kind, "x", x)
		name(kind, "i", i)
		c.names = append(c.names, r.numbered(kind))
		r.opened[i] = c.names
	case "ept":
		c.kind = bitext.Close
		c.names = r.opened[i]
		delete(r.opened, i)
		if c.names == nil {
			c.names = []string{"bpt i " + i}
		}
	case "hi":
		name(kind, "x", x)
		c.names = append(c.names, r.numbered(kind))
		return r.around(c, "")
	default: // ph, it, ut and what else there may be
		if kind == "it" {
			c.kind = map[string]bitext.CodeKind{"begin": bitext.Open, "end": bitext.Close}[xmlscan.Attribute(e, "pos")]
		}
		name(kind, "x", x)
		c.names = append(c.names, r.numbered(kind))
	}
	return r.native(c)
}
