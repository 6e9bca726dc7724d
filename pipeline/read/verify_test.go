package read

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

func TestVerifyFinds(t *testing.T) {
	const src = "one é two &amp; three"
	span := func(a, b int) bitext.Span { return bitext.Span{Start: a, End: b} }
	run := func(a, b, c, d int) bitext.Run { return bitext.Run{Text: span(a, b), Source: span(c, d)} }
	block := func(s bitext.Span, text string, runs ...bitext.Run) bitext.Block {
		return bitext.Block{Kind: bitext.Paragraph, Span: s, Content: bitext.Content{Text: text}, Runs: runs}
	}
	one := block(span(0, 3), "one", run(0, 3, 0, 3))
	with := func(b bitext.Block, change func(*bitext.Block)) bitext.Block { change(&b); return b }
	tests := []struct {
		name   string
		blocks []bitext.Block
		langs  []bitext.Span
		want   string // in the message; empty when all is well
	}{
		{name: "nothing", blocks: nil},
		{name: "a block", blocks: []bitext.Block{one}},
		{name: "an entity", blocks: []bitext.Block{block(span(7, 16), "two &", run(0, 4, 7, 11), run(4, 5, 11, 16))}},
		{name: "a block after another", blocks: []bitext.Block{one, block(span(7, 10), "two", run(0, 3, 7, 10))}, langs: []bitext.Span{span(3, 7), span(12, 15)}},
		{name: "blocks in the wrong order", blocks: []bitext.Block{block(span(7, 10), "two", run(0, 3, 7, 10)), one}, want: "block 2: span 0..3"},
		{name: "blocks that overlap", blocks: []bitext.Block{one, block(span(2, 4), "e ", run(0, 2, 2, 4))}, want: "block 2: span 2..4"},
		{name: "a span beyond the end", blocks: []bitext.Block{block(span(20, 40), "x")}, want: "expected it between 0 and 22"},
		{name: "a span that runs backwards", blocks: []bitext.Block{block(span(3, 1), "x")}, want: "span 3..1"},
		{name: "a span inside a letter", blocks: []bitext.Block{block(span(5, 7), "x")}, want: "cuts the character at 5"},
		{name: "no kind", blocks: []bitext.Block{with(one, func(b *bitext.Block) { b.Kind = "" })}, want: "no kind"},
		{name: "furniture without a reason", blocks: []bitext.Block{with(one, func(b *bitext.Block) { b.Kind = bitext.Furniture })}, want: "without a reason"},
		{name: "a duplicate of itself", blocks: []bitext.Block{with(one, func(b *bitext.Block) { b.Kind = bitext.Duplicate })}, want: "duplicate of block 1"},
		{name: "text without a run", blocks: []bitext.Block{block(span(0, 3), "one")}, want: `text "one": no run`},
		{name: "text that ends without a run", blocks: []bitext.Block{block(span(0, 3), "one", run(0, 2, 0, 2))}, want: `text "e": no run`},
		{name: "an object without a run", blocks: []bitext.Block{block(span(0, 4), "on"+bitext.Object, run(0, 2, 0, 2))}},
		{name: "a run outside the block", blocks: []bitext.Block{block(span(0, 3), "one", run(0, 3, 1, 4))}, want: "expected its source between 0 and 3"},
		{name: "runs that overlap", blocks: []bitext.Block{block(span(0, 3), "one", run(0, 2, 0, 2), run(2, 3, 1, 3))}, want: "expected its source between 2 and 3"},
		{name: "a run beyond the text", blocks: []bitext.Block{block(span(0, 3), "one", run(0, 5, 0, 3))}, want: "expected its text between 0 and 3"},
		{name: "a run of other words", blocks: []bitext.Block{block(span(0, 3), "two", run(0, 3, 0, 3))}, want: `"two" is not what stands`},
		{name: "a code beyond the text", blocks: []bitext.Block{with(one, func(b *bitext.Block) { b.Codes = []bitext.Code{{ID: 1, At: 4}} })}, want: "code 1 at 4"},
		{name: "a code outside the block", blocks: []bitext.Block{with(one, func(b *bitext.Block) { b.Codes = []bitext.Code{{ID: 1, Span: span(2, 4)}} })}, want: "code 1 in 2..4"},
		{name: "a language inside a block", blocks: []bitext.Block{one}, langs: []bitext.Span{span(1, 2)}, want: "inside block 1"},
		{name: "languages in the wrong order", langs: []bitext.Span{span(7, 10), span(0, 3)}, want: "language 2"},
	}
	spell := func(*bitext.Block, bitext.Content) string { return "" }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := verify(&bitext.Article{Source: src, Blocks: tt.blocks, LangSpans: tt.langs, Spell: spell})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if err := verify(&bitext.Article{}); err == nil {
		t.Error("an article that cannot be spelled passes")
	}
}
