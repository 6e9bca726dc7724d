package read

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"

	"targman/pipeline/bitext"
)

// plain adds the source up to end: backslash escapes and character references
// are atomic runs, everything else is as it stands.
// https://spec.commonmark.org/0.31.2/#backslash-escapes
// https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
func (in *mdInline) plain(end int) {
	for in.at < end {
		rest := in.src[in.at:end]
		n := 0
		for n < len(rest) && !mdSpecial[rest[n]] {
			n++
		}
		in.literal(n)
		if in.at < end {
			in.special(in.src[in.at:end])
		}
	}
}

// mdSpecial are the bytes that special looks at; bitext.Object begins with
// 0xEF.
var mdSpecial = [256]bool{'\\': true, '&': true, 0: true, 0xEF: true}

// literal adds n bytes as they stand.
func (in *mdInline) literal(n int) {
	if n == 0 {
		return
	}
	start := in.text.Len()
	in.text.WriteString(in.src[in.at : in.at+n])
	if k := len(in.runs) - 1; k >= 0 && in.plainEnd == in.at && in.runs[k].Text.End == start {
		in.runs[k].Text.End += n
		in.runs[k].Source.End += n
	} else {
		in.runs = append(in.runs, bitext.Run{
			Text:   bitext.Span{Start: start, End: start + n},
			Source: bitext.Span{Start: in.at, End: in.at + n},
		})
	}
	in.at += n
	in.plainEnd = in.at
}

// special adds what rest begins with, which may be an escape, a reference, or
// a character that cannot stand in the text.
func (in *mdInline) special(rest string) {
	switch {
	case rest[0] == '\\' && len(rest) > 1 && util.IsPunct(rest[1]):
		in.resolved(rest[1:2], 2)
	case rest[0] == 0:
		in.resolved("\uFFFD", 1)
	case strings.HasPrefix(rest, bitext.Object):
		in.resolved(bitext.Object, len(bitext.Object))
	default:
		if char, n := mdReference(rest); n > 0 {
			in.resolved(char, n)
			return
		}
		in.literal(1)
	}
}

// resolved adds the character that n bytes of source stand for. One that would
// be taken for something else in the text is a code.
func (in *mdInline) resolved(char string, n int) {
	span := bitext.Span{Start: in.at, End: in.at + n}
	if strings.Contains(char, bitext.Break) || strings.Contains(char, bitext.Object) || len(char) == n {
		in.ids++
		in.codes = append(in.codes, bitext.Code{
			ID: in.ids, At: in.text.Len(), Raw: span.Of(in.src), Span: span, Type: "other",
		})
		in.text.WriteString(bitext.Object)
	} else {
		in.atomic(char, span)
	}
	in.at += n
}

// atomic adds a run whose text differs from its source. It does not move on.
func (in *mdInline) atomic(text string, source bitext.Span) {
	start := in.text.Len()
	in.text.WriteString(text)
	in.runs = append(in.runs, bitext.Run{Text: bitext.Span{Start: start, End: in.text.Len()}, Source: source})
	in.plainEnd = -1
}

// mdReference returns the character that the text begins with a reference to,
// and the length of the reference, or 0.
func mdReference(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), mdLongestReference)], ';')
	if end < 2 || s[0] != '&' {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "", 0
	}
	digits, base, longest := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, longest = digits[1:], 16, 6
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > longest {
		return "", 0
	}
	return string(util.ToValidRune(rune(v))), end + 1
}

// mdLongestReference is longer than the longest name in
// https://html.spec.whatwg.org/entities.json.
const mdLongestReference = 40
