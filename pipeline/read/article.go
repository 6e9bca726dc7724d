package read

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// ErrTooLarge is in the error for a document beyond Options.MaxBytes.
var ErrTooLarge = errors.New("document too large")

// errFault is in the error for blocks that break the contract.
var errFault = errors.New("verify blocks of the format")

// UnknownExtension is the error for a file that no format claims. Who walks a
// folder passes over such files; who named the file wants to hear of it.
type UnknownExtension struct {
	// Ext is the extension with its dot.
	Ext string
	// Known are the extensions that can be read.
	Known []string
}

func (e *UnknownExtension) Error() string {
	return fmt.Sprintf("find format: no format claims the extension %q: rename the file to one of %s",
		e.Ext, strings.Join(e.Known, " "))
}

// FormatOf finds the format that claims the extension of a path; the error is
// an *UnknownExtension.
func FormatOf(path string) (Format, error) {
	ext := strings.ToLower(extOf(path))
	known := []string{}
	for _, f := range Formats() {
		if slices.Contains(f.Extensions, ext) {
			return f, nil
		}
		known = append(known, f.Extensions...)
	}
	known = slices.DeleteFunc(known, func(e string) bool { return e == "" })
	return Format{}, &UnknownExtension{Ext: ext, Known: known}
}

// extOf is the last extension of the path, with its dot, as it stands.
func extOf(p string) string { return path.Ext(filepath.ToSlash(p)) }

// Article reads one document. The path is the file as the user named it, the
// name its slash-separated path below the input folder, without the extension.
// A document without any text is an article without blocks.
func Article(path, name string, data []byte, o Options) (*bitext.Article, error) {
	a, err := article(path, name, data, o)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return a, nil
}

func article(path, name string, data []byte, o Options) (*bitext.Article, error) {
	f, err := FormatOf(path)
	if err != nil {
		return nil, err
	}
	if o.MaxBytes > 0 && int64(len(data)) > o.MaxBytes {
		return nil, fmt.Errorf("%w: it has %d bytes and the limit is %d: raise the limit or cut the document",
			ErrTooLarge, len(data), o.MaxBytes)
	}
	src, enc, err := decode(data, f, o)
	if err != nil {
		return nil, err
	}
	p, err := f.Read(src, o)
	if err == nil {
		err = o.admitAll(p.Blocks)
	}
	if err != nil {
		return nil, err
	}
	a := &bitext.Article{
		Path: path, Name: name, Ext: extOf(path), Format: f.Name,
		Source: src, Encoding: enc,
		Meta: p.Meta, Blocks: p.Blocks, LangSpans: p.LangSpans, Spell: p.Spell,
	}
	a.Meta.URL = origin(p.Meta.URL, o.URL)
	classify(a, p.Plain, o)
	if err := verify(a); err != nil {
		return nil, fmt.Errorf("%w %s: %w", errFault, f.Name, err)
	}
	return a, nil
}
