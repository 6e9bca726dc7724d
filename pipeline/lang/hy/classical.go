package hy

// classicalYiwns is L02. Inside quotation marks the spelling may be that of
// the one who is quoted.
func classicalYiwns(t []rune) []doubt {
	var out []doubt
	depth, done := 0, 0
	for w := range words(t) {
		for ; done < w.start; done++ {
			switch t[done] {
			case '«':
				depth++
			case '»':
				depth = max(depth-1, 0)
			}
		}
		if !hasClassicalYiwn(t[w.start:w.end]) {
			continue
		}
		d := doubt{w.start, w.end, ""}
		if depth > 0 {
			d.severity = Info
		}
		out = append(out, d)
	}
	return out
}

func hasClassicalYiwn(word []rune) bool {
	if len(word) == 1 { // of a word that is spaced out: ո ր ո շ ո ւ մ է
		return false
	}
	var last rune
	for _, r := range word {
		if (r == 'ւ' || r == 'Ւ') && last != 'ո' && last != 'Ո' && last != 'ե' && last != 'Ե' {
			return true
		}
		if !isMark(r) {
			last = r
		}
	}
	return false
}

// classicalEvs is L03.
func classicalEvs(t []rune) []edit {
	var out []edit
	for i := 1; i < len(t); i++ {
		with := ""
		switch string(t[i-1 : i+1]) {
		case "եւ":
			with = "և"
		case "Եւ":
			with = "Եվ"
		case "ԵՒ":
			with = "ԵՎ"
		default:
			continue
		}
		out = append(out, edit{i - 1, i + 1, with})
	}
	return out
}
