package en

import (
	"strings"
	"unicode/utf8"
)

// unspaced decides where no gap follows the stop. Only a lost space between
// two plain words of prose is worth a break.
func unspaced(s *stop) verdict {
	if s.next > s.closed {
		return pass
	}
	end := s.lead + len(s.follow)
	spaced := skip(s.text, end, isGap) > end || strings.HasPrefix(s.text[end:], ". ")
	plain := len(s.word) > 1 && !strings.Contains(s.word, ".") && s.lex.kinds[s.word] == 0
	return max(keep, when(plain && spaced && s.starts() && !s.address(), split))
}

// address says that the stop is inside a web or mail address or a path.
func (s *stop) address() bool {
	start := back(s.text[:s.mark], s.mark, func(r rune) bool { return !isGap(r) })
	return strings.ContainsAny(s.text[start:s.mark], "/@\\=")
}

// excepted says that the stop is inside or at the end of one of the user's
// texts.
func (s *stop) excepted() bool {
	for _, e := range s.lex.ends[s.word] {
		start := s.end - e.end
		if start < 0 || !strings.HasPrefix(s.text[start:], e.text) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(s.text[:start]); start == 0 || !isWord(before) {
			return true
		}
	}
	return false
}

// opening says that the sentence has nothing yet but a count.
func (s *stop) opening() bool {
	head := s.text[s.from:s.mark]
	if len(head) > 12 {
		return false
	}
	head = strings.TrimLeftFunc(head, func(r rune) bool { return isOpener(r) || isBullet(r) || isGap(r) })
	return head == "" || !s.stressed() && counts(head)
}

// counts says that the text is a number of at most three digits, or of parts
// ("1.2"), a single letter, or a small roman numeral.
func counts(head string) bool {
	if end := skip(head, 0, func(r rune) bool { return isDigit(r) || r == '.' }); end == len(head) {
		return len(head) <= 3 || strings.Contains(head, ".")
	}
	r, n := utf8.DecodeRuneInString(head)
	return n == len(head) && (isLower(r) || isUpper(r)) || len(head) <= 5 && roman(head)
}

// roman says that the word is written with the letters of roman numerals that
// count things.
func roman(word string) bool {
	return word != "" && strings.Trim(word, "IVX") == "" || strings.Trim(word, "ivx") == ""
}

// omission says that the marks are an ellipsis alone in square brackets.
func (s *stop) omission() bool {
	return s.ellipsis() && strings.HasSuffix(s.text[:s.mark], "[") && strings.HasPrefix(s.text[s.end:], "]")
}

// resumed says that an ellipsis follows, and a capital after it.
func (s *stop) resumed() bool {
	if s.next == s.closed || !points(s.text[s.next:]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[skip(s.text, marksEnd(s.text, s.next), isGap):])
	return isUpper(r)
}

// addressed says that the text begins with a web address.
func addressed(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www.")
}

// attributed says that a quoted question or exclamation is followed by a name
// of at most four words and a verb of speech.
func (s *stop) attributed() bool {
	if !s.stressed() || !s.quoted() || s.lead != s.next || s.starts() && s.follow != "I" && s.lex.kinds[s.follow] != inner {
		return false
	}
	i := s.lead
	for range 5 {
		end := skip(s.text, i, isWord)
		if end == i {
			return false
		}
		if s.lex.speech[s.text[i:end]] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(s.text[i:]); !isUpper(r) {
			return false
		}
		i = skip(s.text, end, func(r rune) bool { return isGap(r) || r == '.' })
	}
	return false
}

// ellipsis decides after three points.
func ellipsis(s *stop) verdict {
	switch {
	case !s.ellipsis():
		return pass
	case s.follow == "I":
		return keep
	}
	return split
}
