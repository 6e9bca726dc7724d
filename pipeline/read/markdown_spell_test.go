package read

import (
	"strings"
	"sync"
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

// Prose comes out as a person would type it; only what would be markup at its
// place is escaped.
func TestMarkdownSpellsClean(t *testing.T) {
	for _, tt := range []struct{ name, place, before, inside, after, want string }{
		{"Armenian prose", "paragraph", "«Ինչո՞ւ», — հարցրեց ", "նա", "՝ 1.5 տոկոս (մոտ 3–4 կգ)։",
			"«Ինչո՞ւ», — հարցրեց *նա*՝ 1.5 տոկոս (մոտ 3–4 կգ)։"},
		{"marks that mark nothing", "paragraph", "2 * 3 = 6, snake_case, -5, #տոն, AT&T, ~10, a < b, [sic], 1.5 ", "x", "!",
			"2 * 3 = 6, snake_case, -5, #տոն, AT&T, ~10, a < b, [sic], 1.5 *x*!"},
		{"marks that would", "paragraph", "*a* __b__ `c` ~~d~~ <e> &lt; \\* ![f](g) ", "x", "",
			"\\*a\\* \\_\\_b\\_\\_ \\`c\\` \\~\\~d\\~\\~ \\<e> \\&lt; \\\\\\* \\![f\\](g) *x*"},
		{"number at the start", "paragraph", "1. ", "x", "", "1\\. *x*"},
		{"year at the start", "paragraph", "2024. ", "x", "", "2024\\. *x*"},
		{"number in a heading", "heading", "1. ", "x", "", "# 1. *x* #"},
		{"dash at the start", "list item", "- ", "x", "", "- \\- *x*"},
		{"long dash at the start", "paragraph", "— ", "x", "", "— *x*"},
		{"number sign at the start", "quote", "# ", "x", "", "> \\# *x*"},
		{"number sign at the end of a heading", "heading", "", "C", " #", "# *C* \\# #"},
		{"control character", "paragraph", "a\x04 ", "x", "", "a&#4; *x*"},
		{"bar in a cell", "cell", "a|b ", "x", "", "| a\\|b *x* |\n| - |"},
		{"bar in a paragraph", "paragraph", "a|b ", "x", "", "a|b *x*"},
		{"line start in a cell", "cell", "# - 1. ", "x", "", "| # - 1. *x* |\n| - |"},
		{"number sign in a cell at the start of its line", "cell without bars", "# ", "x", "", "\\# *x* | &nbsp;\n--|--"},
		{"asterisks inside a word", "paragraph", "", "Հայաստան", "ում", "*Հայաստան*ում"},
		{"underscores at a word", "underscores", "", "Հայաստան", " է", "_Հայաստան_ է"},
		{"underscores before punctuation", "underscores", "«", "Հայաստան", "»։", "«_Հայաստան_»։"},
		{"underscores inside a word", "underscores", "", "Հայաստան", "ում", "*Հայաստան*ում"},
		{"quotes before a case ending", "strong", "", "«Ազգ»", "-ի", "**«Ազգ»**-ի"},
		{"quotes before a letter", "strong", "", "«Ազգ»", "ի էջը", "**«Ազգ»**&#1387; էջը"},
		{"full stop before a letter", "paragraph", "", "Այո։", "Ոչ", "*Այո։*&#1352;չ"},
		{"quotes after a letter", "paragraph", "ոչ", "«Ազգ»", " է", "ո&#1401;*«Ազգ»* է"},
		{"space inside the marks", "strong", "a", " b", " c", "&#97;**&#32;b** c"},
		{"nothing inside the marks", "strong", "a ", "", " b", "a <strong></strong> b"},
		{"reference that was its own text", "reference", "մեկ ", "երկու", " երեք", "մեկ [երկու][two] երեք\n\n[two]: u"},
		{"caption that was its own reference", "caption by reference", "մեկ ", "երկու", "",
			"![մեկ *երկու*][one *two* three]\n\n[one *two* three]: u"},
		{"brackets in a link", "link", "", "a [b] c", "", "[a [b] c](u \"t\")"},
		{"bracket in a link", "link", "", "a ] c", "", "[a \\] c](u \"t\")"},
		{"exclamation mark before a link", "link", "Այո!", "a", "", "Այո\\![a](u \"t\")"},
		{"break in a list item", "list item", "a\nb ", "x", "", "- a\\\n  b *x*"},
		{"break in a nested quote", "quote in a list", "a\n", "x", "", "- > a\\\n  > *x*"},
		{"break in a heading", "heading", "a\n", "x", "", "# a<br>*x* #"},
		{"list behind a break", "paragraph", "a\n- b ", "x", "", "a\\\n\\- b *x*"},
		{"underline behind a break", "paragraph", "a ", "x", "\n===", "a *x*\\\n\\==="},
		{"title below a definition", "below a definition", "\"", "a", "\"", "[a]: b\n\\\"*a*\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := bitext.Content{Text: tt.before + tt.inside + tt.after}
			got := mdReadsBack(t, tt.place, mdPlaces[tt.place], words, len(tt.before), len(tt.before)+len(tt.inside))
			if got = strings.TrimRight(got, "\n"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Articles are written by several goroutines.
func TestMarkdownSpellsConcurrently(t *testing.T) {
	src := readFixture(t, "testdata/markdown/harvest.md")
	p := mdMustRead(t, src)
	want := mdSplice(src, p, mdArmenian)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got := mdSplice(src, p, mdArmenian); got != want {
				t.Errorf("got %s", got)
			}
		})
	}
	all.Wait()
}

// Content that a broken translation left without one half of a pair, or with
// codes in the wrong order, is spelled all the same, with every word.
func TestMarkdownSpellsBrokenContent(t *testing.T) {
	p := mdMustRead(t, mdPlaces["link"])
	b := &p.Blocks[0]
	open, shut := b.Codes[0], b.Codes[1]
	open.At, shut.At = len("մեկ "), len("մեկ երկու")
	for _, codes := range [][]bitext.Code{{}, {open}, {shut}, {shut, open}, {open, open, shut}, {{ID: 9, At: 99}, {ID: 8, At: -1}}} {
		got := p.Spell(b, bitext.Content{Text: "մեկ երկու", Codes: codes})
		if !strings.Contains(got, "մեկ ") || !strings.Contains(got, "երկու") {
			t.Errorf("codes %+v: got %q", codes, got)
		}
	}
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
				return
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
