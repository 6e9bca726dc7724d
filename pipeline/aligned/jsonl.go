package aligned

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// jsonlReader reads the JSON lines that this program writes for an article;
// docs/FORMATS.md, jsonl. Fields that it does not know are passed over.
type jsonlReader struct {
	lines
	o        Options
	document string
	// from and to are the languages of the units.
	from, to string
}

// jsonlVersion is the newest version of the format that is read.
const jsonlVersion = 1

// jsonHead is the first line.
type jsonHead struct {
	Type    string `json:"type"`
	Version int    `json:"version"`
	Name    string `json:"name"`
	Ext     string `json:"ext"`
	Source  string `json:"sourceLang"`
	Target  string `json:"targetLang"`
}

// jsonUnit is every other line.
type jsonUnit struct {
	Type   string       `json:"type"`
	ID     string       `json:"id"`
	Kind   string       `json:"kind"`
	State  bitext.State `json:"state"`
	Source string       `json:"source"`
	Target string       `json:"target"`
	Codes  struct {
		Source []jsonCode `json:"source"`
		Target []jsonCode `json:"target"`
	} `json:"codes"`
	Provenance bitext.Provenance `json:"provenance"`
	Stamp      string            `json:"stamp"`
}

// jsonCode is an inline code; At is an offset in bytes into the text.
type jsonCode struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
	At   int    `json:"at"`
	Raw  string `json:"raw"`
	Type string `json:"type"`
}

func openJSONL(s *source, o Options) (units, error) {
	r := &jsonlReader{lines: lines{source: s}, o: o}
	if err := r.head(); err != nil {
		return nil, xmlscan.Locate(err, max(r.at, 1))
	}
	return r, nil
}

// head reads the line that says what article the file is of.
func (r *jsonlReader) head() error {
	line, err := r.read()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var h jsonHead
	if err := json.Unmarshal([]byte(line), &h); err != nil {
		return found("a first line that is no JSON object, expected one of type article: %w", err)
	}
	switch {
	case h.Type == "memory":
		return found("a translation memory, expected an aligned file; bring it in with targman memory import")
	case h.Type != "article":
		return found("a first line of the type %q, expected article", h.Type)
	case h.Version > jsonlVersion:
		return found("version %d, expected at most %d; use a newer version of this program", h.Version, jsonlVersion)
	}
	r.document = h.Name + h.Ext
	r.from, r.to, err = r.o.languages(h.Source, h.Target)
	return err
}

func (r *jsonlReader) next() (Unit, error) {
	for {
		line, err := r.read()
		if err != nil {
			return Unit{}, err
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		var o jsonUnit
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			return Unit{}, found("no JSON object with the texts source and target: %w", err)
		}
		if o.Type != "unit" {
			return Unit{}, found("a line of the type %q, expected unit", o.Type)
		}
		return r.unit(&o)
	}
}

func (r *jsonlReader) unit(o *jsonUnit) (u Unit, err error) {
	u = Unit{Line: r.at, Document: r.document, SourceLang: r.from, TargetLang: r.to, Stamp: o.Stamp}
	u.ID, u.Kind, u.Provenance = o.ID, kindOf(o.Kind), o.Provenance
	if u.Source, err = content("source", o.Source, o.Codes.Source); err != nil {
		return u, err
	}
	if u.Target, err = content("target", o.Target, o.Codes.Target); err != nil {
		return u, err
	}
	switch {
	case o.State != "":
		u.State = stateOf(string(o.State))
	case u.Translated():
		u.State = bitext.Translated
	default:
		u.State = bitext.Initial
	}
	return u, nil
}

var jsonKinds = map[string]bitext.CodeKind{"alone": bitext.Alone, "open": bitext.Open, "close": bitext.Close}

// content puts the codes of a text to their places, which must be in it. What a
// reader sees of a code (bitext.Object) is no letter, as in the other formats.
func content(side, text string, codes []jsonCode) (c bitext.Content, err error) {
	if len(codes) > maxCodes {
		return c, found("more than %d inline codes in a text, expected less", maxCodes)
	}
	var b strings.Builder
	at := 0
	for _, k := range codes {
		kind, ok := jsonKinds[k.Kind]
		switch {
		case !ok:
			return c, found("a code of the kind %q in the %s, expected open, close or alone", k.Kind, side)
		case k.ID < 1:
			return c, found("a code with the id %d in the %s, expected 1 or more", k.ID, side)
		case k.At < at || k.At > len(text) || k.At < len(text) && !utf8.RuneStart(text[k.At]):
			return c, found("a code at byte %d of the %s, which has %d bytes, expected one between two letters and not before the last code; when a text changes, its codes move along", k.At, side, len(text))
		}
		b.WriteString(text[at:k.At])
		at = k.At
		if kind == bitext.Alone && strings.HasPrefix(text[at:], bitext.Object) {
			at += len(bitext.Object)
		}
		c.Codes = append(c.Codes, bitext.Code{ID: k.ID, Kind: kind, At: b.Len(), Raw: k.Raw, Type: k.Type})
	}
	c.Text = b.String() + text[at:]
	return c, nil
}
