package hy

import "strings"

// caseEndings are the endings that are joined to acronyms, numbers and foreign
// names. The possessives -ս and -դ are left out: they are too short to be sure
// of.
var caseEndings = set("ը ն ի ին ից ով ում ինը ներ ները ներն ների ներին ներից ներով ներում")

// numberEndings are those of numbers only.
var numberEndings = set("րդ րդը րդն րդի րդին րդից րդով րդում ամյա ամյակ ամյակը ամյակն ամյակի ամյակին " +
	"ական ականներ ականները ականներն ականների ականներին ականներից ականներով ականներում")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// likeWords are the acronyms that have become words and take no hyphen.
var likeWords = set("ՄԻԱՎ ՁԻԱՀ")

// acronymEndings is H01.
func acronymEndings(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		i := past(t, w.start, isUpper)
		name := string(t[w.start:i])
		if n := i - w.start; n < 2 || n > 6 || name == "ՈՒ" || name == "ԵՎ" || likeWords[name] {
			continue
		}
		if endingAt(t, i, caseEndings) > i {
			out = append(out, edit{i, i, "-"})
		}
	}
	return out
}

// digitEndings is H02.
func digitEndings(t []rune) []edit {
	return joined(t, isDigit, func(i int) bool {
		return endingAt(t, i, caseEndings) > i || endingAt(t, i, numberEndings) > i
	})
}

// quoteEndings is H05.
func quoteEndings(t []rune) []edit {
	quote := func(r rune) bool { return r == '»' }
	return joined(t, quote, func(i int) bool { return endingAt(t, i, caseEndings) > i })
}

// joined puts a hyphen at every place that is behind what last holds for and
// in front of an ending.
func joined(t []rune, last func(rune) bool, ending func(int) bool) []edit {
	var out []edit
	for i := 1; i < len(t); i++ {
		if last(t[i-1]) && isLower(t[i]) && ending(i) {
			out = append(out, edit{i, i, "-"})
		}
	}
	return out
}

// latinEndings is H03. One small Latin letter is more likely a lookalike.
func latinEndings(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		i := past(t, w.start, isLatin)
		single := i-w.start == 1 && t[w.start] >= 'a'
		if i > w.start && !single && endingAt(t, i, caseEndings) > i {
			out = append(out, edit{i, i, "-"})
		}
	}
	return out
}

// spacedHyphens is H04.
func spacedHyphens(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r != '-' {
			continue
		}
		start, end := before(t, i, isSpace), past(t, i+1, isSpace)
		if (start < i) == (end > i+1) || !takesHyphen(t, start) || !isWholeEnding(t, end) {
			continue
		}
		if start < i {
			out = append(out, edit{start, i, ""})
		} else if t[i-1] != '»' || t[end] != 'ո' {
			out = append(out, edit{i + 1, end, ""})
		}
	}
	return out
}

// takesHyphen says that what ends at i is joined to its endings by a hyphen.
func takesHyphen(t []rune, i int) bool {
	last := at(t, i-1)
	return isDigit(last) || isLatin(last) || last == '»' || isUpper(last) && isUpper(at(t, i-2))
}

// isWholeEnding says that the word at i is an ending and nothing else.
func isWholeEnding(t []rune, i int) bool {
	end := max(endingAt(t, i, caseEndings), endingAt(t, i, numberEndings))
	return end > i && !isHyphen(at(t, end)) && !isWord(at(t, end))
}
