package read

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// classifyPlain finds the headline and the captions of a document without
// markup for them.
func classifyPlain(blocks []bitext.Block) {
	headline := plainHeadline(blocks)
	last := -1
	for i := range blocks {
		b := &blocks[i]
		if !kept(b) {
			continue
		}
		if isCaption(b) {
			b.Kind = bitext.Caption
		}
		// A line that stands again right below itself came with a picture.
		if last >= 0 && last != headline && blocks[last].Kind == bitext.Paragraph &&
			b.Text == blocks[last].Text && tellsApart(b.Text) {
			blocks[last].Kind = bitext.Caption
		}
		last = i
	}
	if headline >= 0 {
		blocks[headline].Kind = bitext.Headline
	}
}

// plainHeadline is the first block of the article that is not a caption, if it
// looks like a headline, or -1.
func plainHeadline(blocks []bitext.Block) int {
	for i := range blocks {
		b := &blocks[i]
		if !kept(b) || isCaption(b) {
			continue
		}
		if b.Kind == bitext.Paragraph && looksLikeHeadline(b.Text) {
			return i
		}
		return -1
	}
	return -1
}

// maxHeadline is the longest headline, in runes.
const maxHeadline = 160

// initials end in a full stop that does not end a sentence: "U.S.".
var initials = regexp.MustCompile(`(?:\pL\.){2,}$`)

func looksLikeHeadline(text string) bool {
	if len(text) > maxHeadline*utf8.UTFMax || utf8.RuneCountInString(text) > maxHeadline {
		return false
	}
	text = strings.TrimRightFunc(text, closes)
	if strings.HasSuffix(text, ":") {
		return false
	}
	return !strings.HasSuffix(text, ".") || strings.HasSuffix(text, "...") || initials.MatchString(text)
}

// isCaption says that the block begins with a dateline and is no sentence.
func isCaption(b *bitext.Block) bool {
	return b.Kind == bitext.Paragraph && hasDateline(b.Text) && !endsSentence(b.Text)
}

// dateline is a place in capitals, perhaps a country and an agency, and a
// dash: "TURKEY -- ", "ST. JOHN'S, Canada (AP) — ".
var dateline = regexp.MustCompile(`^\p{Lu}[\p{Lu}\p{M}.,'’/ -]*\p{Lu}\.?` +
	`(?:, \p{Lu}[\pL\p{M}.' -]{1,30})?(?: \([\pL /]{2,30}\))?` +
	`(?: ?—| ?--| –| -) ?\S`)

// maxDateline is how far into a text, in bytes, a dateline can reach.
const maxDateline = 160

func hasDateline(text string) bool {
	return startsUpper(text) && dateline.MatchString(text[:min(len(text), maxDateline)])
}

// startsUpper says that the first two letters are capitals; it is the quick
// answer for most paragraphs.
func startsUpper(text string) bool {
	first, n := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(first) {
		return false
	}
	rest := strings.TrimLeft(text[n:], ". ")
	second, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(second)
}

// endsSentence says that the text ends in a mark that ends a sentence or
// announces the next one, closing quotes and brackets aside.
func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, closes))
	return last == ':' || last == '…' || unicode.Is(unicode.Sentence_Terminal, last)
}

// closes says that the character closes a quotation or a bracket.
func closes(r rune) bool {
	return r == '"' || r == '\'' || unicode.In(r, unicode.Pf, unicode.Pe) || unicode.IsSpace(r)
}
