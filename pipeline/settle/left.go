package settle

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/glossary"
	"targman/pipeline/bitext"
)

// left finds names that were left in the source language, with an ending of
// the target language or without. Beside a name that stands as often as it
// should they may be meant: press puts the foreign spelling in brackets. Words
// of a foreign phrase are not picked out of it.
func (v *survey) left() {
	if v.pack.Letters == nil || !slices.ContainsFunc(v.wants, v.hungry) {
		return
	}
	bare, ok := v.foreign()
	if !ok {
		return
	}
	matches := v.source.Match(bare)
	for i, m := range matches {
		k := slices.IndexFunc(v.wants, func(w *want) bool { return w.concept == m.Concept.ID })
		if k < 0 || m.Concept.Keep || !v.hungry(v.wants[k]) {
			continue
		}
		w, span := v.wants[k], bitext.Span{Start: m.Start, End: v.ending(m.End)}
		if v.taken(span) {
			continue
		}
		with, ok := v.reinflect(w.accepted[w.preferred(m.Given)].Entry, mask+v.target.Text[m.End:span.End], v.target.Text[span.End:])
		if !ok || !v.alone(matches, i, span) {
			if v.kept(m.Start, m.End) {
				v.cover(span)
				v.has[w.at]++
				continue
			}
			v.fail(wrong, w, span, "")
			continue
		}
		v.repair(wrong, w, span, with)
	}
}

// mask is a placeholder, which a language pack declines like the name behind.
const mask = "⟦1⟧"

// foreign is the target with a tab for each byte of the target language's
// letters, and of a hyphen before one, so that what is left keeps its place. It
// is false if there is nothing left.
func (v *survey) foreign() (string, bool) {
	text := v.target.Text
	own := func(r rune) bool { return unicode.Is(v.pack.Letters, r) }
	if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !own(r) }) < 0 {
		return "", false
	}
	out := []byte(text)
	for i, r := range text {
		n := utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(text[min(len(text), i+max(n, 1)):])
		if own(r) || unicode.Is(unicode.Pd, r) && own(next) {
			for k := i; k < i+n; k++ {
				out[k] = '\t'
			}
		}
	}
	return string(out), true
}

// ending is the end of the ending that a word has which ends at the offset.
func (v *survey) ending(at int) int {
	text := v.target.Text
	end := at
	if r, n := utf8.DecodeRuneInString(text[at:]); unicode.Is(unicode.Pd, r) {
		end += n
	}
	start := end
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !unicode.Is(v.pack.Letters, r) {
			break
		}
		end += n
	}
	if end == start {
		return at
	}
	return end
}

// alone says that the i-th match, with its ending, is a word by itself: nothing
// is joined to it, and no foreign word that is no name stands beside it.
func (v *survey) alone(matches []glossary.Match, i int, s bitext.Span) bool {
	before, after := v.target.Text[:s.Start], v.target.Text[s.End:]
	if r, _ := utf8.DecodeLastRuneInString(before); joined(r) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(after); joined(r) {
		return false
	}
	head, tail := strings.TrimRight(before, " \u00A0"), strings.TrimLeft(after, " \u00A0")
	r, _ := utf8.DecodeLastRuneInString(head)
	if v.isForeign(r) && (i == 0 || matches[i-1].End != len(head)) {
		return false
	}
	r, _ = utf8.DecodeRuneInString(tail)
	return !v.isForeign(r) || i+1 < len(matches) && matches[i+1].Start == len(v.target.Text)-len(tail)
}

// kept says that the name between the offsets is part of a longer one in the
// source's letters that the source has as well: the title of a newspaper.
func (v *survey) kept(start, end int) bool {
	text := v.target.Text
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !v.isForeign(r) && r != ' ' {
			break
		}
		start -= n
	}
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !v.isForeign(r) && r != ' ' {
			break
		}
		end += n
	}
	words := strings.Fields(text[start:end])
	small := func(w string) bool { return strings.IndexFunc(w, unicode.IsUpper) != 0 }
	return len(words) > 1 && !slices.ContainsFunc(words, small) &&
		strings.Contains(v.unit.Source.Text, strings.Join(words, " "))
}

// joined says that a word goes on with r, or an address does.
func joined(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune("@#&/_=", r)
}

func (v *survey) isForeign(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(v.pack.Letters, r) }
