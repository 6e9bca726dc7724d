package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Format writes a file in its canonical order and layout: concepts by id with
// a blank line between them, keys in one order, quotation marks only where
// they are needed, short lists in brackets, text in NFC. Comments stay with
// the concept, key or item that they stand above or behind. Formatting twice
// is formatting once, and what the file says stays the same.
func Format(f File) ([]byte, error) {
	var bad problems
	g := outline(f, bad.report)
	if g == nil {
		return nil, bad.err()
	}
	before := g.commentsOf()
	g.sort()
	out := g.bytes()
	if !bytes.Equal(out, f.Data) {
		if err := sameContent(f, out, before); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sort puts everything in its order.
func (g *page) sort() {
	slices.SortStableFunc(g.blocks, func(a, b *part) int { return strings.Compare(a.id(), b.id()) })
	for _, b := range g.blocks {
		b.sort()
	}
}

// sameContent is a last look before a file is replaced: every concept and
// every comment must have come through.
func sameContent(f File, out []byte, comments []string) error {
	var bad problems
	back := File{f.Name, out}
	g := outline(back, bad.report)
	if g == nil {
		return fmt.Errorf("format %s: the new layout cannot be read back: %w", f.Name, bad.err())
	}
	if !slices.Equal(comments, g.commentsOf()) {
		return fmt.Errorf("format %s: a comment would be lost; move comments to lines of their own above the keys they are about", f.Name)
	}
	none := func(Problem) {}
	was, is := assemble(gather([]File{f}, none), none), assemble(gather([]File{back}, none), none)
	if was.Fingerprint() != is.Fingerprint() {
		return errors.New("format " + f.Name + ": a term would change; write the values in one line each")
	}
	return nil
}
