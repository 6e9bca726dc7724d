package hy

// exclamationMarks is P04. A mark inside a word belongs to a name.
func exclamationMarks(t []rune) []doubt {
	return alone(t, func(i int) bool {
		next := at(t, i+1)
		return t[i] == '!' && behindArmenian(t, i) && !isWord(next) && next != '='
	})
}

// semicolons is P07.
func semicolons(t []rune) []doubt {
	return alone(t, func(i int) bool {
		last := at(t, i-1)
		return t[i] == ';' && (isArmenian(last) || isMark(last) || last == '»' || last == ')')
	})
}

// strayMarks is P09. Behind a digit or a space the mark is a sign of its own
// (24՛, "minute 24"); an acronym without a vowel has no better place for it.
func strayMarks(t []rune) []doubt {
	return alone(t, func(i int) bool {
		last := at(t, i-1)
		switch {
		case !isMark(t[i]) || isMark(last): // of several, the first counts
			return false
		case last == 0 || isSpace(last) || isLineEnd(last) || isDigit(last) || isObject(last) || isLatin(last) || isOpener(last):
			return false
		case isMarkable(last):
			return false
		}
		name := string(t[before(t, i, isArmenian):i])
		return !isAcronym(name) || saidAsWord(fold(name))
	})
}

// isMarkable says that a mark may stand behind r.
func isMarkable(r rune) bool {
	if isUpper(r) {
		r += 'ա' - 'Ա'
	}
	return isVowel(r) || r == 'ւ' || r == 'և'
}

// lateMarks is P09b.
func lateMarks(t []rune) []edit {
	var out []edit
	for i, r := range t {
		u, o := at(t, i-1), at(t, i-2)
		if isMark(r) && (u == 'ւ' || u == 'Ւ') && (o == 'ո' || o == 'Ո') {
			out = append(out, edit{i - 1, i + 1, string(r) + string(u)})
		}
	}
	return out
}

// strayApostrophes is P17.
func strayApostrophes(t []rune) []doubt {
	inWord := func(r rune) bool { return isArmenian(r) || isMark(r) || isLatin(r) }
	return alone(t, func(i int) bool {
		return (t[i] == 'ՙ' || t[i] == '՚') && (!inWord(at(t, i-1)) || !inWord(at(t, i+1)))
	})
}

// dotLeaders is P08; the last one of a text is for P02.
func dotLeaders(t []rune) []edit {
	final := -1
	if stops := finalDots(t); len(stops) > 0 {
		final = stops[0].end - 1
	}
	var out []edit
	for i, r := range t {
		if r == '․' && i != final {
			out = append(out, edit{i, i + 1, "."})
		}
	}
	return out
}

// threeDots is P19.
func threeDots(t []rune) []edit {
	dot := func(r rune) bool { return r == '.' }
	var out []edit
	for i := 0; i < len(t); {
		end := past(t, i, dot)
		if end-i == 3 {
			out = append(out, edit{i, end, "…"})
		}
		i = max(end, i+1)
	}
	return out
}

// shortDashes is P20.
func shortDashes(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r == '-' && isSpace(at(t, i-1)) && isSpace(at(t, i+1)) && ordinary(at(t, i-2)) && ordinary(at(t, i+2)) {
			out = append(out, edit{i, i + 1, "–"})
		}
	}
	return out
}

// ordinary says that r may stand at the edge of a word in a sentence.
func ordinary(r rune) bool { return isWord(r) || isMark(r) || isObject(r) || r == '»' || r == '«' }

func behindArmenian(t []rune, i int) bool {
	last := at(t, i-1)
	return isArmenian(last) || isMark(last) || isDigit(last) || last == '»'
}

// alone are the single characters that of holds for.
func alone(t []rune, of func(i int) bool) []doubt {
	var out []doubt
	for i := range t {
		if of(i) {
			out = append(out, doubt{i, i + 1, ""})
		}
	}
	return out
}
