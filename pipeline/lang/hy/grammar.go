package hy

// notArticles are words whose final ը is not the article.
var notArticles = set("մը ընդամենը")

// copulaArticles is G01.
func copulaArticles(t []rune) []edit {
	var out []edit
	for w := range words(t) {
		last := t[w.end-1]
		if last != 'ը' && last != 'Ը' || w.end-w.start < 2 && !isHyphen(at(t, w.start-1)) {
			continue
		}
		next := past(t, w.end, isSpace)
		end := past(t, next, isLetter)
		if next == w.end || end == next || isHyphen(at(t, end)) || !copulas[fold(string(t[next:end]))] {
			continue
		}
		if notArticles[fold(string(t[w.start:w.end]))] {
			continue
		}
		if isUpper(t[next]) && last == 'ը' { // a name: ԵՄ, Էլ Սալվադոր
			continue
		}
		with := "ն"
		if last == 'Ը' {
			with = "Ն"
		}
		out = append(out, edit{w.end - 1, w.end, with})
	}
	return out
}
