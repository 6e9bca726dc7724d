package hy

import (
	"strings"
	"unicode"
)

// graves is P06. A grave accent that opens a stretch of code closes it too.
func graves(t []rune) []edit {
	var out []edit
	code := false
	for i, r := range t {
		last := at(t, i-1)
		behind := isArmenian(last) || isMark(last) || isDigit(last) || last == '»' || last == ')'
		switch {
		case r != '`' && r != '´':
		case r == '`' && (code || !behind):
			code = !code
		case behind:
			out = append(out, edit{i, i + 1, "՝"})
		}
	}
	return out
}

// doubled is P10.
func doubled(t []rune) []edit {
	var out []edit
	for i := 0; i < len(t); {
		end := markRun(t, i)
		if end-i > 1 && i > 0 && !isSpace(t[i-1]) && !isLatin(t[i-1]) {
			if one := single(t, i, end); one != "" {
				out = append(out, edit{i, end, one})
			}
		}
		i = max(end, i+1)
	}
	return out
}

// markRun is the end of the run of marks at i that should be one mark.
func markRun(t []rune, i int) int {
	switch r := t[i]; r {
	case ',', '։':
		return past(t, i, func(r rune) bool { return r == ',' || r == '։' })
	case '՝', ':':
		return past(t, i, func(s rune) bool { return s == r })
	}
	return i
}

// single is the mark that a run of marks stands for. ՝՝ in front of a word may
// be meant for a quotation mark and is left.
func single(t []rune, start, end int) string {
	run := string(t[start:end])
	first := string(t[start])
	if strings.Count(run, first) == end-start {
		if first == "՝" && isWord(at(t, end)) {
			return ""
		}
		return first
	}
	next := past(t, end, func(r rune) bool { return isSpace(r) || isCloser(r) })
	if next == len(t) || isLineEnd(t[next]) || unicode.IsUpper(t[next]) {
		return "։"
	}
	return ","
}

// spacedMarks is P11.
func spacedMarks(t []rune) []edit {
	var out []edit
	stopped := endsInStop(t)
	for i, r := range t {
		if i == 0 || !isSpace(t[i-1]) || r != ',' && r != '։' && r != '՝' && r != ':' {
			continue
		}
		start := before(t, i, isSpace)
		last := at(t, start-1)
		if last == 0 || isLineEnd(last) || isOpener(last) || r == ',' && isDigit(at(t, i+1)) {
			continue
		}
		if r != ':' || endsSentence(last) && isColonStop(t, i, stopped) {
			out = append(out, edit{start, i, ""})
		}
	}
	return out
}

// isOpener says that r opens a bracket or a quotation.
func isOpener(r rune) bool { return strings.ContainsRune("«([„“", r) }

// tightMarks is P12.
func tightMarks(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r != ',' && r != '։' && r != '՝' {
			continue
		}
		last, next := at(t, i-1), at(t, i+1)
		if !unicode.IsLetter(next) && !isObject(next) || isLatin(last) && isLatin(next) {
			continue
		}
		if unicode.IsLetter(last) || isObject(last) || isMark(last) || last == '»' || last == ')' {
			out = append(out, edit{i + 1, i + 1, " "})
		}
	}
	return out
}

// yentamnas is P16.
func yentamnas(t []rune) []edit {
	var out []edit
	for i, r := range t {
		last, next := at(t, i-1), at(t, i+1)
		if r == '֊' && (isWord(last) || isMark(last) || last == '»' || isObject(last)) && (isWord(next) || isObject(next)) {
			out = append(out, edit{i, i + 1, "-"})
		}
	}
	return out
}

// clockStops is P18.
func clockStops(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r == '։' && isDigit(at(t, i-1)) && isDigit(at(t, i+1)) {
			out = append(out, edit{i, i + 1, ":"})
		}
	}
	return out
}
