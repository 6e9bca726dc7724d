package memory

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"targman/pipeline/xmlscan"
)

// tmxReader reads the units of one pair from a TMX file, one at a time.
type tmxReader struct {
	*xmlscan.Scanner
	source, target language.Tag
	// began says that the root element was read.
	began bool
	// size is that of the properties of the unit that is read, in bytes.
	size int
}

func newTMXReader(r io.Reader, p Pair) (*tmxReader, error) {
	source, err := canonicalTag(p.Source)
	if err != nil {
		return nil, err
	}
	target, err := canonicalTag(p.Target)
	return &tmxReader{Scanner: xmlscan.New(r), source: source, target: target}, err
}

// The reasons for which a unit is passed over, as they stand in reports.
const (
	noSource = "no text in the source language"
	noTarget = "no text in the target language"
)

// imported is a unit of a TMX file.
type imported struct {
	Entry
	// changed is when the translation was last changed; zero when not said.
	changed time.Time
	// own says that this program wrote the unit, so that its properties tell
	// everything.
	own bool
	// skip is the reason for which the unit is passed over, or empty.
	skip string
}

// read returns the next unit, io.EOF after the last.
func (r *tmxReader) read() (imported, error) {
	for {
		t, err := r.Next()
		if errors.Is(err, io.EOF) && !r.began {
			err = errors.New("found no element, expected <tmx>; is it a TMX file?")
		}
		if err != nil {
			return imported{}, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case !r.began:
			err = r.root(e)
		case e.Name.Local == "tu":
			return r.unit(e)
		case e.Name.Local != "body":
			err = r.Skip()
		}
		if err != nil {
			return imported{}, err
		}
	}
}

func (r *tmxReader) root(e xml.StartElement) error {
	r.began = true
	if e.Name.Local != "tmx" {
		return fmt.Errorf("found <%s>, expected <tmx>; is it a TMX file?", e.Name.Local)
	}
	if v := xmlscan.Attribute(e, "version"); v != "" && !strings.HasPrefix(v, "1.") {
		return fmt.Errorf("found TMX version %q, expected 1.1 to 1.4", v)
	}
	return nil
}

// variant is a <tuv>: the unit in one language.
type variant struct {
	near   nearness
	pieces []piece
	props  []prop
	dates  dates
}

// prop is a <prop>.
type prop struct{ kind, value string }

// dates are the attributes that say who made something and when.
type dates struct{ by, on string }

func datesOf(e xml.StartElement) dates {
	return dates{xmlscan.Attribute(e, "changeid", "creationid"), xmlscan.Attribute(e, "changedate", "creationdate")}
}

// unit reads a <tu>. Of several variants of a language it takes the nearest to
// the one that is wanted, and of equals the first.
func (r *tmxReader) unit(tu xml.StartElement) (u imported, err error) {
	var source, target variant
	var props []prop
	parts := 0
	r.size = 0
	err = r.Children(func(e xml.StartElement) (err error) {
		if parts++; parts > maxParts {
			return fmt.Errorf("found more than %d parts in a <tu>, expected less", maxParts)
		}
		switch e.Name.Local {
		case "prop":
			props, err = r.prop(props, e)
			return err
		case "tuv":
			return r.variant(e, &source, &target)
		}
		return r.Skip()
	})
	switch {
	case err != nil:
	case source.near == 0:
		u.skip = noSource
	case target.near == 0:
		u.skip = noTarget
	default:
		u = r.assemble(datesOf(tu), props, &source, &target)
	}
	return u, err
}

// variant reads a <tuv> and puts it where it serves best.
func (r *tmxReader) variant(tuv xml.StartElement, source, target *variant) error {
	lang := xmlscan.Attribute(tuv, "lang")
	s, t := near(r.source, lang), near(r.target, lang)
	v := variant{near: max(s, t), dates: datesOf(tuv)}
	if v.near == 0 {
		return r.Skip()
	}
	err := r.Children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "seg":
			v.pieces, err = segment(r.Scanner)
		case "prop":
			v.props, err = r.prop(v.props, e)
		default:
			err = r.Skip()
		}
		return err
	})
	to := source
	if t > s {
		to = target
	}
	if v.near > to.near {
		*to = v
	}
	return err
}

// prop reads a <prop> if it is one of those that matter here.
func (r *tmxReader) prop(props []prop, e xml.StartElement) ([]prop, error) {
	kind := xmlscan.Attribute(e, "type")
	if _, context := contexts[kind]; !context && !slices.Contains(ownProps, kind) {
		return props, r.Skip()
	}
	if len(props) == maxParts {
		return nil, fmt.Errorf("found more than %d properties, expected less", maxParts)
	}
	value, err := r.Text()
	if r.size += len(value); err == nil && r.size > maxUnit {
		err = fmt.Errorf("found more than %d bytes of properties in a <tu>, expected less", maxUnit)
	}
	return append(props, prop{kind, value}), err
}
