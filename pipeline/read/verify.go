package read

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

// verify checks what every later stage relies on. A fault is one of the
// format's reader, never of the document; it is an error all the same, so that
// one article fails and not the run.
func verify(a *bitext.Article) error {
	if a.Spell == nil {
		return fmt.Errorf("no Spell function")
	}
	last := 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if err := verifySpan(a.Source, b.Span, last); err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
		if err := verifyBlock(a, i); err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
		last = b.Span.End
	}
	return verifyLangSpans(a)
}

// verifySpan checks that the span lies in the source, not before the offset
// last, and cuts no character.
func verifySpan(src string, s bitext.Span, last int) error {
	if s.Start < last || s.End < s.Start || s.End > len(src) {
		return fmt.Errorf("span %d..%d: expected it between %d and %d", s.Start, s.End, last, len(src))
	}
	for _, at := range []int{s.Start, s.End} {
		if at < len(src) && src[at]&0xC0 == 0x80 {
			return fmt.Errorf("span %d..%d: it cuts the character at %d", s.Start, s.End, at)
		}
	}
	return nil
}

func verifyBlock(a *bitext.Article, i int) error {
	b := &a.Blocks[i]
	switch {
	case b.Kind == "":
		return fmt.Errorf("no kind")
	case b.Kind == bitext.Furniture && b.Reason == "":
		return fmt.Errorf("furniture without a reason")
	case b.Kind == bitext.Duplicate && (b.Of < 0 || b.Of >= i || a.Blocks[b.Of].Kind == bitext.Duplicate):
		return fmt.Errorf("duplicate of block %d: expected an earlier one that is not a duplicate", b.Of+1)
	}
	if err := verifyRuns(a.Source, b); err != nil {
		return err
	}
	return verifyCodes(b)
}

// verifyRuns checks that the runs are inside the block, ascending, and cover
// its text but for objects.
func verifyRuns(src string, b *bitext.Block) error {
	at := bitext.Span{Start: b.Span.Start}
	for _, r := range b.Runs {
		if r.Source.Start < at.Start || r.Source.End < r.Source.Start || r.Source.End > b.Span.End {
			return fmt.Errorf("run %v: expected its source between %d and %d", r, at.Start, b.Span.End)
		}
		if r.Text.Start < at.End || r.Text.End < r.Text.Start || r.Text.End > len(b.Text) {
			return fmt.Errorf("run %v: expected its text between %d and %d", r, at.End, len(b.Text))
		}
		if err := verifyGap(b.Text[at.End:r.Text.Start]); err != nil {
			return err
		}
		// A line break that stands as one space may have one byte, too.
		if t, s := r.Text.Of(b.Text), r.Source.Of(src); len(t) == len(s) && t != s && strings.TrimSpace(t+s) != "" {
			return fmt.Errorf("run %v: the text %q is not what stands in the source, %q", r, t, s)
		}
		at = bitext.Span{Start: r.Source.End, End: r.Text.End}
	}
	return verifyGap(b.Text[at.End:])
}

// verifyGap checks that text which no run covers consists of objects.
func verifyGap(gap string) error {
	if strings.ReplaceAll(gap, bitext.Object, "") != "" {
		return fmt.Errorf("text %q: no run says where it stands in the source", gap)
	}
	return nil
}

func verifyCodes(b *bitext.Block) error {
	at := 0
	for _, c := range b.Codes {
		if c.At < at || c.At > len(b.Text) {
			return fmt.Errorf("code %d at %d: expected it between %d and %d", c.ID, c.At, at, len(b.Text))
		}
		if c.Span.Len() != 0 && (c.Span.Start < b.Span.Start || c.Span.End > b.Span.End || c.Span.Len() < 0) {
			return fmt.Errorf("code %d in %d..%d: expected it inside %d..%d",
				c.ID, c.Span.Start, c.Span.End, b.Span.Start, b.Span.End)
		}
		at = c.At
	}
	return nil
}

func verifyLangSpans(a *bitext.Article) error {
	last, next := 0, 0
	for i, s := range a.LangSpans {
		if err := verifySpan(a.Source, s, last); err != nil {
			return fmt.Errorf("language %d: %w", i+1, err)
		}
		for next < len(a.Blocks) && a.Blocks[next].Span.End <= s.Start {
			next++
		}
		if next < len(a.Blocks) && a.Blocks[next].Span.Start < s.End {
			return fmt.Errorf("language %d: it stands inside block %d", i+1, next+1)
		}
		last = s.End
	}
	return nil
}
