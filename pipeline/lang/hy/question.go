package hy

import (
	"strings"
	"unicode"
)

// askingWords ask by themselves. Որ, "which", is left out: mostly it is "that".
var askingWords = set("ով ում ումից ումով ինչ ինչի ինչից ինչով ինչում ինչու ինչպես ինչպիսի որտեղ որտեղից ուր երբ երբվանից " +
	"որքան ինչքան քանի քանիսը արդյոք")

// questionRepairs is P03 where the question is clear: the mark ՞ is there
// already, or a single word asks.
func questionRepairs(t []rune) []edit {
	var out []edit
	for i := range foreignQuestions(t) {
		if e, ok := repairQuestion(t, i); ok {
			out = append(out, e)
		}
	}
	return out
}

// questionMarks are the rest of P03.
func questionMarks(t []rune) []doubt {
	var out []doubt
	for i := range foreignQuestions(t) {
		if _, ok := repairQuestion(t, i); !ok {
			out = append(out, doubt{i, i + 1, ""})
		}
	}
	return out
}

// foreignQuestions are the question marks that belong to no title in Latin
// letters and are no remark in brackets.
func foreignQuestions(t []rune) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		var last rune // before closing marks, spaces and other such marks
		for i, r := range t {
			switch {
			case isQuestion(r):
				if last != 0 && last != '(' && !isLatin(last) && !yield(i) {
					return
				}
			case !isSpace(r) && !isCloser(r) && r != '!':
				last = r
			}
		}
	}
}

func isQuestion(r rune) bool { return r == '?' || r == '\u037E' || r == '؟' }

// repairQuestion mends the question that ends at i. The repair reaches from
// the word that asks to the mark, so that both change or none.
func repairQuestion(t []rune, i int) (edit, bool) {
	start := before(t, i, func(r rune) bool { return !isStop(r) && !isQuestion(r) && !isLineEnd(r) })
	if !endsQuestion(t, i) || isQuestion(at(t, start-1)) && start == i {
		return edit{}, false
	}
	sentence := t[start:i]
	if strings.ContainsRune(string(sentence), question) {
		return edit{i, i + 1, "։"}, true
	}
	w, ok := askingWord(sentence)
	if !ok {
		return edit{}, false
	}
	asks := stress(string(sentence[w.start:w.end]), question)
	return edit{start + w.start, i + 1, asks + string(sentence[w.end:]) + "։"}, true
}

// endsQuestion says that a sentence ends behind the mark at i.
func endsQuestion(t []rune, i int) bool {
	end := past(t, i+1, isCloser)
	next := at(t, past(t, end, isSpace))
	return next == 0 || isLineEnd(next) || at(t, end) != next && (unicode.IsUpper(next) || isOpener(next))
}

// askingWord is the only word that asks, if it stands in the first clause: in
// a later one it may merely join clauses (Գիտես, երբ է գալու?).
func askingWord(sentence []rune) (asks word, ok bool) {
	for w := range words(sentence) {
		name := fold(string(sentence[w.start:w.end]))
		if !askingWords[name] || name == "քանի" && wordAt(sentence, w.end) == "որ" {
			continue
		}
		joins := name != "արդյոք" && strings.ContainsAny(string(sentence[:w.start]), ",՝")
		if ok || joins {
			return word{}, false
		}
		asks, ok = w, true
	}
	return asks, ok
}

// wordAt is the word behind i and white space, folded.
func wordAt(t []rune, i int) string {
	i = past(t, i, isSpace)
	return fold(string(t[i:past(t, i, isLetter)]))
}
