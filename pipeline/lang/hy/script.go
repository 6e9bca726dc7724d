package hy

import "unicode"

// lookalike are the foreign letters that are seen in the place of an Armenian
// one: Latin, and Cyrillic o and e.
var lookalike = map[rune]string{
	'o': "օ", 'о': "օ", 'O': "Օ", 'О': "Օ", 'u': "ս", 'U': "Ս", 'h': "հ", 'n': "ո",
	'g': "ց", 'j': "յ", 'e': "ե", 'е': "ե", 'S': "Տ", 'L': "Լ",
}

// homoglyphs is L01. A Latin name with an Armenian ending is for H03.
func homoglyphs(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		foreign, lead := foreignLetters(t, w)
		if foreign == 0 || foreign*2 >= w.end-w.start || lead > 0 && isLatinName(t, w, lead) {
			continue
		}
		for i := w.start; i < w.end; i++ {
			if with := lookalike[t[i]]; with != "" {
				out = append(out, edit{i, i + 1, with})
			}
		}
	}
	return out
}

// foreignLetters counts the letters of a word that are not Armenian and how
// many of them lead it. It is 0 if one of them looks like no Armenian letter.
func foreignLetters(t []rune, w word) (n, lead int) {
	for i := w.start; i < w.end; i++ {
		r := t[i]
		if isArmenian(r) || isMark(r) {
			continue
		}
		if lookalike[r] == "" {
			return 0, 0
		}
		if n++; i == w.start+lead {
			lead++
		}
	}
	return n, lead
}

// isLatinName says that a word is a Latin name of lead letters with an ending.
func isLatinName(t []rune, w word, lead int) bool {
	named := lead > 1 || t[w.start] >= 'A' && t[w.start] <= 'Z'
	return named && endingAt(t, w.start+lead, caseEndings) > w.start+lead
}

// smallEv is L04.
func smallEv(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		capitals, evs := 0, 0
		for _, r := range t[w.start:w.end] {
			switch {
			case isUpper(r):
				capitals++
			case r == 'և':
				evs++
			case !isMark(r):
				capitals = -w.end
			}
		}
		if evs == 0 || capitals < 2 {
			continue
		}
		for i := w.start; i < w.end; i++ {
			if t[i] == 'և' {
				out = append(out, edit{i, i + 1, "ԵՎ"})
			}
		}
	}
	return out
}

// ligated is L05.
func ligated(t []rune) []edit {
	pairs := [...]string{"մն", "մե", "մի", "վն", "մխ"} // U+FB13 and on
	var out []edit
	for i, r := range t {
		if r >= 0xFB13 && r <= 0xFB17 {
			out = append(out, edit{i, i + 1, pairs[r-0xFB13]})
		}
	}
	return out
}

// invisibles is L07. The joiners mean something in other scripts and in emoji;
// they go only from beside an Armenian letter.
func invisibles(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if r < 0x200B || !isInvisible(r) {
			continue
		}
		if joiner := r == 0x200C || r == 0x200D; joiner && !isArmenian(at(t, i-1)) && !isArmenian(at(t, i+1)) {
			continue
		}
		out = append(out, edit{i, i + 1, ""})
	}
	return out
}

// capitalU is L06.
func capitalU(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		if w.end-w.start > 2 && t[w.start] == 'Ո' && t[w.start+1] == 'Ւ' && isLower(t[w.start+2]) {
			out = append(out, edit{w.start + 1, w.start + 2, "ւ"})
		}
	}
	return out
}

// mixedWords are the rest of L01: words with foreign letters that look like no
// Armenian one. Latin names with an ending are for H03.
func mixedWords(t []rune) []doubt {
	repaired := homoglyphs(t)
	var out []doubt
	for w := range words(t) {
		armenian, foreign := 0, 0
		for _, r := range t[w.start:w.end] {
			switch {
			case isArmenian(r):
				armenian++
			case unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek):
				foreign++
			}
		}
		if armenian == 0 || foreign == 0 || isLatinName(t, w, past(t, w.start, isLatin)-w.start) {
			continue
		}
		for len(repaired) > 0 && repaired[0].start < w.start {
			repaired = repaired[1:]
		}
		if len(repaired) == 0 || repaired[0].start >= w.end {
			out = append(out, doubt{w.start, w.end, ""})
		}
	}
	return out
}
