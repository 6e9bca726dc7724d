package read

import (
	"slices"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// classify settles the kind of each block: what is the site's and not the
// article's, what stands twice and, in a plain document, what is a headline or
// a caption. Furniture that the format has found already stays as it is, but a
// string of the site's interface is known wherever it stands.
func classify(a *bitext.Article, plain bool, o Options) {
	rules := slices.DeleteFunc(slices.Clone(o.Rules), func(r Rule) bool { return !r.covers(a) })
	for i := range a.Blocks {
		b := &a.Blocks[i]
		switch {
		case b.Kind != bitext.Furniture:
			classifyBlock(b, i, len(a.Blocks), o.UI, rules)
		case strings.HasPrefix(b.Reason, outsideArticle) && isUI(words(b), o.UI):
			b.Kind, b.Reason = bitext.UI, ""
		}
	}
	if plain {
		classifyPlain(a.Blocks)
	}
	classifyRepeats(a.Blocks)
	if a.Meta.Title == "" {
		a.Meta.Title = firstHeadline(a.Blocks)
	}
}

// maxUI is the longest text, in bytes, that can be a string of an interface;
// longer ones are not looked up.
const maxUI = 300

func isUI(words string, ui func(string) bool) bool {
	return ui != nil && len(words) <= maxUI && ui(words)
}

// classifyBlock looks at block i of n by itself.
func classifyBlock(b *bitext.Block, i, n int, ui func(string) bool, rules []Rule) {
	words := words(b)
	if isUI(words, ui) {
		b.Kind = bitext.UI
		return
	}
	if !strings.ContainsFunc(words, unicode.IsLetter) {
		b.Kind, b.Reason = bitext.Furniture, "no-letters: there is nothing in it to translate"
		return
	}
	for _, r := range rules {
		if r.matches(words, i, n) {
			b.Kind, b.Reason = bitext.Furniture, r.reason
			return
		}
	}
}

// words is what a reader reads in the block.
func words(b *bitext.Block) string {
	return strings.TrimSpace(strings.ReplaceAll(b.Text, bitext.Object, ""))
}

// kept says that the block belongs to the article.
func kept(b *bitext.Block) bool { return b.Kind != bitext.UI && b.Kind != bitext.Furniture }

func firstHeadline(blocks []bitext.Block) string {
	for i := range blocks {
		if blocks[i].Kind == bitext.Headline {
			return words(&blocks[i])
		}
	}
	return ""
}
