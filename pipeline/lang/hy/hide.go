package hy

import (
	"regexp"
	"strings"
)

// firstObject begins the private runes that stand for hidden text
// (Supplementary Private Use Areas A and B).
const firstObject, lastObject = 0xF0000, 0x10FFFF

// isObject says that r stands for hidden text; it counts as a word.
func isObject(r rune) bool { return r >= firstObject }

// hidden is what the rules must not touch: placeholders, markup, variables and
// entities, URLs, e-mail addresses, and runes that would be taken for hidden
// text.
var hidden = regexp.MustCompile(`⟦[0-9]+⟧|<[A-Za-z/!][^<>]*>|\{[^{}\s]*\}|&#?[0-9A-Za-z]+;` +
	`|(?:[a-z]+://|www\.)[^\s«»"“”„<>⟦⟧։՝]+` +
	`|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+` +
	`|[\x{F0000}-\x{10FFFF}]`)

// hide puts one private rune in the place of each stretch that the rules must
// not touch, and returns the stretches. A text with more of them than there
// are private runes is nothing to be judged: hide gives no text at all.
func hide(text string) (t []rune, held []string) {
	if !mayHide(text) {
		return []rune(text), nil
	}
	places := hidden.FindAllStringIndex(text, lastObject-firstObject)
	if len(places) == lastObject-firstObject {
		return nil, nil
	}
	t = make([]rune, 0, len(text))
	done := 0
	for _, at := range places {
		part := text[at[0]:at[1]]
		if strings.Contains(part, "://") || strings.HasPrefix(part, "www.") {
			// The mark behind a URL belongs to the sentence.
			part = strings.TrimRight(part, ".,:;!?…)]'")
		}
		t = append(t, []rune(text[done:at[0]])...)
		t = append(t, rune(firstObject+len(held)))
		held = append(held, part)
		done = at[0] + len(part)
	}
	return append(t, []rune(text[done:])...), held
}

// mayHide spares most texts the regular expression.
func mayHide(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '<', '{', '&', '@', 0xF3, 0xF4: // the last two begin private runes
			return true
		case ':':
			if strings.HasPrefix(text[i:], "://") {
				return true
			}
		case 'w':
			if strings.HasPrefix(text[i:], "www.") {
				return true
			}
		case 0xE2:
			if strings.HasPrefix(text[i:], "⟦") {
				return true
			}
		}
	}
	return false
}

// show is the inverse of hide.
func show(t []rune, held []string) string {
	if len(held) == 0 {
		return string(t)
	}
	var b strings.Builder
	for _, r := range t {
		if isObject(r) {
			b.WriteString(held[r-firstObject])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
