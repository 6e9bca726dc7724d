package glossary

import (
	"bytes"
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
		if err := sameContent(f.Name, out, g, before); err != nil {
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
func sameContent(name string, out []byte, was *page, comments []string) error {
	var bad problems
	is := outline(File{name, out}, bad.report)
	switch {
	case is == nil:
		return fmt.Errorf("format %s: the new layout cannot be read back: %w", name, bad.err())
	case !slices.Equal(comments, is.commentsOf()):
		return fmt.Errorf("format %s: a comment would be lost; move comments to lines of their own above the keys they are about", name)
	case was.fingerprint() != is.fingerprint():
		return fmt.Errorf("format %s: a term would change; write the values in one line each", name)
	}
	return nil
}

// fingerprint stands for what the concepts of a page say.
func (g *page) fingerprint() string {
	sorted := slices.Clone(g.concepts)
	slices.SortStableFunc(sorted, func(a, b *Concept) int { return strings.Compare(a.ID, b.ID) })
	return (&Glossary{concepts: sorted}).Fingerprint()
}
