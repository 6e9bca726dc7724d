package hy

import "unicode"

// foreignQuotes is P05. Where the marks cannot be told apart into opening and
// closing ones, all are left.
func foreignQuotes(t []rune) []edit {
	var out []edit
	open := -1
	for i, r := range t {
		switch {
		case !isForeignQuote(r):
		case open >= 0 && closes(t, i):
			if armenian, latin := count(t[open:i]); latin <= armenian {
				out = append(out, edit{open, open + 1, "«"}, edit{i, i + 1, "»"})
			}
			open = -1
		case open < 0 && r != '”' && opens(t, i):
			open = i
		case open < 0 && r == '"' && isDigit(at(t, i-1)): // inches
		case open < 0 && closes(t, i) && !isWord(at(t, i+1)): // opened in an earlier sentence
			out = append(out, edit{i, i + 1, "»"})
		default:
			return nil
		}
	}
	if open >= 0 { // closed in a later sentence
		out = append(out, edit{open, open + 1, "«"})
	}
	return out
}

func isForeignQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '‟'
}

// opens says that a mark at i can open a quotation.
func opens(t []rune, i int) bool {
	last, next := at(t, i-1), at(t, i+1)
	return (isWord(next) || isObject(next) || isOpener(next) || next == '…' || next == '.' || next == '-') &&
		!isWord(last) && !isMark(last) && !isObject(last)
}

// closes says that a mark at i can close a quotation.
func closes(t []rune, i int) bool {
	last := at(t, i-1)
	return last != 0 && !unicode.IsSpace(last) && !isOpener(last)
}

// quotedStops is P13. It leaves the stop in front of the words of the reporter
// («...։» ասաց նա): there the mark itself is to be chosen anew.
func quotedStops(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r != '։' && r != ',' || at(t, i+1) != '»' {
			continue
		}
		end := past(t, i+1, func(r rune) bool { return r == '»' })
		next := at(t, end)
		after := at(t, past(t, end, isSpace))
		switch {
		case next == '։' || next == ',' || next == ':':
			out = append(out, edit{i, i + 1, ""})
		case isWord(next) || isObject(next) || isMark(next) || isHyphen(next) && isWord(at(t, end+1)):
		case r == '։' && (unicode.IsLower(after) || isHyphen(after) || after == '—'):
		default:
			out = append(out, edit{i, end, string(t[i+1:end]) + string(r)})
		}
	}
	return out
}

// spacedQuotes is P15. A » without its « is an arrow unless a mark or the end
// follows it.
func spacedQuotes(t []rune) []edit {
	var out []edit
	depth := 0
	for i, r := range t {
		switch r {
		case '«':
			depth++
			if end := past(t, i+1, isSpace); end > i+1 && end < len(t) && !isLineEnd(t[end]) && t[end] != '»' {
				out = append(out, edit{i + 1, end, ""})
			}
		case '»':
			start := before(t, i, isSpace)
			closing := depth > 0 || endsLine(t, i+1) || isCloser(at(t, i+1)) || isHyphen(at(t, i+1)) ||
				at(t, i+1) == '։' || at(t, i+1) == ','
			if closing && start < i && start > 0 && !isLineEnd(t[start-1]) && t[start-1] != '«' {
				out = append(out, edit{start, i, ""})
			}
			depth = max(depth-1, 0)
		}
	}
	return out
}
