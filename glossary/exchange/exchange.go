// Package exchange reads and writes glossaries in the formats of other programs:
// tables and TBX. What a format has no place for is never dropped in silence:
// it is a Loss, one for each concept and field. The package opens no file and
// changes no glossary; Join says what an imported file changes in one. Start at
// Formats.
package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"targman/glossary"
)

// Format is a way to write a glossary down.
type Format struct {
	// Name is what flags and messages call it.
	Name string
	// Title says in English what it is.
	Title string
	// Extensions are those of its files, in lower case and with the dot.
	Extensions []string
	// Holds are the fields that it has a place for; each of the others is a Loss
	// of every concept that has it.
	Holds []Field

	// read finds the entries in a file; nil where the format is only written.
	read func(in *input) ([]Entry, error)
	// write writes concepts; nil where the format is only read.
	write func(out *output) error
}

// Reads says that the format can be imported.
func (f Format) Reads() bool { return f.read != nil }

// Writes says that the format can be exported.
func (f Format) Writes() bool { return f.write != nil }

// Options say what is not in every file.
type Options struct {
	// Source is the locale of source terms, Targets are those of target terms.
	Source  string
	Targets []string
	// Raw leaves cells of tables as they are, although a spreadsheet would take
	// them for formulas.
	Raw bool
}

// Entry is a concept as a file tells of it. Of Concept, ID, Kind, Case and
// Source are empty where the file does not tell.
type Entry struct {
	Concept *glossary.Concept
	// Line is where it begins in the file, counted from 1.
	Line int
}

// Loss is something that the other side has no place for.
type Loss struct {
	// Line is where it stands in the file that was read; 0 when writing.
	Line int
	// Concept is an id or, where there is none, a term; it may be empty.
	Concept string
	// Field is what is lost.
	Field string
	// Why says what becomes of it, in English.
	Why string
}

// String is the loss as a line for people.
func (l Loss) String() string {
	var b strings.Builder
	if l.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", l.Line)
	}
	if l.Concept != "" {
		b.WriteString(l.Concept + ": ")
	}
	return b.String() + l.Field + ": " + l.Why
}

// output is a writing under way.
type output struct {
	Options
	w        io.Writer
	format   *Format
	concepts []*glossary.Concept
	losses   []Loss
}

func (o *output) lose(concept, field, why string) {
	o.losses = append(o.losses, Loss{Concept: concept, Field: field, Why: why})
}

// Write writes concepts and tells what the format has no place for.
func (f Format) Write(w io.Writer, concepts []*glossary.Concept, o Options) ([]Loss, error) {
	if f.write == nil {
		return nil, fmt.Errorf("write %s: it is only read; formats that are written: %s", f.Name, names(Format.Writes))
	}
	if len(o.Targets) > 1 && !slices.Contains(f.Holds, MoreTargets) {
		return nil, fmt.Errorf("write %s: it has one target language and the glossary %s; choose one", f.Name, strings.Join(o.Targets, ", "))
	}
	out := &output{Options: o, w: w, format: &f, concepts: concepts}
	for _, c := range concepts {
		out.lost(c)
	}
	if err := f.write(out); err != nil {
		return out.losses, fmt.Errorf("write %s: %w", f.Name, err)
	}
	slices.SortStableFunc(out.losses, func(a, b Loss) int { return strings.Compare(a.Concept, b.Concept) })
	return out.losses, nil
}

// input is a reading under way.
type input struct {
	Options
	// text is the file in UTF-8, without a byte order mark.
	text   string
	losses []Loss
}

func (in *input) lose(line int, concept, field, why string) {
	in.losses = append(in.losses, Loss{line, concept, field, why})
}

// Read reads a file that is in memory. Without a format it finds out by the
// name and by what the file begins with. An error names the line.
func Read(name string, data []byte, format *Format, o Options) ([]Entry, []Loss, error) {
	in := &input{Options: o}
	var err error
	if in.text, err = decode(data); err != nil {
		return nil, nil, err
	}
	if format == nil {
		if format, err = detect(name, in.text, o); err != nil {
			return nil, nil, err
		}
	}
	if format.read == nil {
		return nil, nil, fmt.Errorf("read %s: it is only written; formats that are read: %s", format.Name, names(Format.Reads))
	}
	entries, err := format.read(in)
	return entries, in.losses, err
}

func names(of func(Format) bool) string {
	var out []string
	for _, f := range Formats() {
		if of(f) {
			out = append(out, f.Name)
		}
	}
	return strings.Join(out, ", ")
}
