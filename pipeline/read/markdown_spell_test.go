package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// mdPlaces are documents with one block that holds the words "one *two* three"
// each, in every place that has rules of its own.
var mdPlaces = map[string]string{
	"paragraph":            "one *two* three\n",
	"underscores":          "one _two_ three\n",
	"strong":               "one **two** three\n",
	"struck":               "one ~~two~~ three\n",
	"link":                 "one [two](u \"t\") three\n",
	"reference":            "one [two] three\n\n[two]: u\n",
	"list item":            "- one *two* three\n",
	"second line":          "1. one\n   *two* three\n",
	"quote":                "> one *two*\n> three\n",
	"quote in a list":      "- > one *two*\n  > three\n",
	"heading":              "# one *two* three #\n",
	"underlined heading":   "one *two* three\n===\n",
	"cell":                 "| one *two* three |\n| - |\n",
	"cell without bars":    "one *two* three | &nbsp;\n--|--\n",
	"caption":              "![one *two* three](u)\n",
	"caption by reference": "![one *two* three]\n\n[one *two* three]: u\n",
	"footnote":             "&nbsp;[^1]\n\n[^1]: one *two* three\n",
	"below a definition":   "[a]: b\none *two* three\n",
}

// FuzzMarkdownSpell puts any words into every place: they read back as the same
// words with the same codes.
func FuzzMarkdownSpell(f *testing.F) {
	for _, s := range mdHardWords {
		f.Add(s, "two", s)
		f.Add("one ", s, " three")
	}
	f.Fuzz(func(t *testing.T, before, inside, after string) {
		words := bitext.Content{Text: before + inside + after}
		for _, s := range []string{before, inside, after} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00"+bitext.Object) {
				t.Skip()
			}
		}
		for place, src := range mdPlaces {
			mdReadsBack(t, place, src, words, len(before), len(before)+len(inside))
		}
	})
}

// mdReadsBack changes the words of the one block of a document, with the code
// around those between two offsets, and reads the document again.
func mdReadsBack(t *testing.T, place, src string, words bitext.Content, open, shut int) string {
	t.Helper()
	p := mdMustRead(t, src)
	if len(p.Blocks) != 1 || len(p.Blocks[0].Codes) != 2 {
		t.Fatalf("%s: got blocks %+v, want one with two codes", place, p.Blocks)
	}
	b := &p.Blocks[0]
	for i, at := range []int{open, shut} {
		k := b.Codes[i]
		k.At = at
		words.Codes = append(words.Codes, k)
	}
	words = mdCut(words, mdEdges(words))
	got := src[:b.Span.Start] + p.Spell(b, words) + src[b.Span.End:]
	again := mdMustRead(t, got)
	if strings.TrimSpace(words.Text) == "" {
		return got
	}
	if len(again.Blocks) != 1 || !mdSame(again.Blocks[0].Content, words) {
		t.Fatalf("%s: %+v\nspelled %q\nread    %+v", place, words, got, again.Blocks)
	}
	return got
}

// mdHardWords would be markup if they stood as they are.
var mdHardWords = []string{
	"# a", "#a", "- a", "-5", "+ a", "* a", "1. a", "12) a", "1.5", "> a", "===", "---", "***", "___", "```", "~~~",
	"|", "a|b", "*", "**", "_", "__a__", "*a*", "a*b*c", "snake_case_name", "`", "``a``", "[a]", "[a](b)", "[a][b]",
	"[a]: b", "[^1]", "[^1]: x", "![a](b)", "!", "<b>", "</b>", "<a@b.cd>", "<http://x.yz>", "a < b > c", "<!-- -->",
	"&amp;", "&", "AT&T", "&#65;", "\\", "\\*", "a\\", "~", "~~a~~", "a  b", "\t", "\"a\"", "'a'", "(a)", ":", ":-", "a:b",
	"«Հայաստան»", "Երևան", "բառ։", "՞", "–", "...", "100%", "$5", "{a}", "@a", "a#", "# #", "\u00A0",
	"a\nb", "a \n b", "a\n- b", "a\n===", "a\n\nb", "a\\\nb", "a|b\n-|-",
}
