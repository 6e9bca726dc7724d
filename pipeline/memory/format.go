package memory

import (
	"io"
	"strings"
)

// Format is a format in which translations are exchanged.
type Format struct {
	// Name is what the format is called, and how its files end.
	Name   string
	read   func(io.Reader, Pair) (unitReader, error)
	create func(io.Writer, Pair) (unitWriter, error)
	// xml says that only what XML can hold can be written.
	xml bool
}

// unitReader reads one unit after the other, io.EOF after the last.
type unitReader interface {
	read() (imported, error)
	// Line is the line that the last unit or error stands in.
	Line() int
}

// unitWriter writes one unit after the other.
type unitWriter interface {
	unit(r *row) error
	close() error
}

// formats are all of them; the first is taken where nothing else is said.
var formats = []Format{
	{"tmx", func(r io.Reader, p Pair) (unitReader, error) { return newTMXReader(r, p) },
		func(w io.Writer, p Pair) (unitWriter, error) { return newTMXWriter(w, p) }, true},
	{"tsv", newTSVReader, newTSVWriter, false},
	{"jsonl", newJSONLReader, newJSONLWriter, false},
}

// FormatNames are the names of the formats.
func FormatNames() (names []string) {
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed is the format of that name; the zero Format stands for TMX, and
// is what an unknown name gives.
func FormatNamed(name string) (Format, bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// FormatOf is the format of a file by how its name ends.
func FormatOf(file string) Format {
	f, _ := FormatNamed(strings.ToLower(file[strings.LastIndexByte(file, '.')+1:]))
	return f
}

// orTMX is the format, TMX when it is the zero one.
func (f Format) orTMX() Format {
	if f.Name == "" {
		return formats[0]
	}
	return f
}
