// Package aligned reads files in which a text and its translation stand side by
// side, ours or another program's: TSV, XLIFF, TMX and JSON lines. A file is read as a
// stream, unit by unit, and what it says is taken for nothing but text: no
// entity is expanded but those of XML, nothing that it names is opened. The
// package judges no translation and writes nothing. Start at Open.
package aligned

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// Unit is a segment of an aligned file. Of bitext.Unit it has ID, Kind, Original,
// Source, Target, State and, where the file tells, Before, After and Provenance;
// Source and Target are in NFC.
type Unit struct {
	bitext.Unit
	// Line is where the unit begins in the file, counted from 1.
	Line int
	// Document is what the file calls the document that the unit is from; it may
	// be empty.
	Document string
	// Stamp is bitext.Stamp of the translation as it stood when this program wrote
	// the file; empty where it did not.
	Stamp string
	// SourceLang and TargetLang are BCP 47 tags.
	SourceLang, TargetLang string
}

// Options say what is not in every file.
type Options struct {
	// Source and Target are the languages, BCP 47 tags: of a file that does not
	// name them, and those to be taken of a file with several.
	Source, Target string
	// Strict says that a file in other languages is to be refused; otherwise
	// what the file says goes before Source and Target.
	Strict bool
}

// Reader reads the units of a file, in order.
type Reader struct {
	format  Format
	units   units
	skipped int
}

// units is what a format gives.
type units interface {
	// next returns the next unit, io.EOF after the last. A unit that is not in
	// the languages that were asked for has no source and no target language.
	next() (Unit, error)
	// line is the line that was read last.
	line() int
}

// Open finds out which format a file has, by what it begins with and by its
// name, and returns a reader for its units.
func Open(name string, r io.Reader, o Options) (*Reader, error) {
	s, err := newSource(r)
	if err != nil {
		return nil, err
	}
	f, err := detect(name, s.start)
	if err != nil {
		return nil, err
	}
	u, err := f.open(s, o)
	if err != nil {
		return nil, err
	}
	return &Reader{format: f, units: u}, nil
}

// Format is the format of the file.
func (r *Reader) Format() Format { return r.format }

// Skipped is how many units were passed over so far because they are not in the
// languages that were asked for.
func (r *Reader) Skipped() int { return r.skipped }

// Next returns the next unit, io.EOF after the last. Any other error names the
// line and ends the reading.
func (r *Reader) Next() (Unit, error) {
	for {
		u, err := r.units.next()
		switch {
		case errors.Is(err, io.EOF):
			return Unit{}, err
		case err != nil:
			return Unit{}, xmlscan.Locate(err, r.units.line())
		case u.SourceLang == "" && u.TargetLang == "":
			r.skipped++
			continue
		}
		u.Original = u.Source
		u.Source, u.Target = normal(u.Source), normal(u.Target)
		return u, nil
	}
}

// normal is the content in NFC.
func normal(c bitext.Content) bitext.Content {
	if norm.NFC.IsNormalString(c.Text) {
		return c
	}
	var b strings.Builder
	codes := make([]bitext.Code, len(c.Codes))
	at := 0
	for i, k := range c.Codes {
		b.WriteString(norm.NFC.String(c.Text[at:k.At]))
		at, k.At = k.At, b.Len()
		codes[i] = k
	}
	b.WriteString(norm.NFC.String(c.Text[at:]))
	return bitext.Content{Text: b.String(), Codes: codes}
}

// kindOf is the kind that a file names; what is not known is a paragraph.
func kindOf(word string) bitext.Kind {
	switch k := bitext.Kind(word); k {
	case bitext.Headline, bitext.Caption, bitext.ListItem, bitext.Quote, bitext.Cell, bitext.UI, bitext.Furniture, bitext.Duplicate:
		return k
	}
	return bitext.Paragraph
}

// found is an error about what stands in a file.
func found(format string, args ...any) error { return fmt.Errorf("found "+format, args...) }
