package extract

import "strings"

// names finds the runs of words with capitals in a sentence that may be names.
// What the glossary knows is no part of one.
func (x *extraction) names(list []word, s Sentence) {
	known := x.knownWords(list, s.Text)
	for i := 0; i < len(list); i++ {
		if !list[i].capital || known[i] {
			continue
		}
		end := x.runEnd(list, known, i)
		x.run(list, known, i, end, &s)
		i = end - 1
	}
}

// knownWords says which words belong to a name that the glossary has.
func (x *extraction) knownWords(list []word, text string) []bool {
	out := make([]bool, len(list))
	if x.Known == nil {
		return out
	}
	at := 0
	for _, m := range x.Known.Match(text) {
		for ; at < len(list) && list[at].start < m.End; at++ {
			out[at] = list[at].end > m.Start
		}
	}
	return out
}

// runEnd is the end of a run: words with capitals that only spaces part, with
// small words of names between them.
func (x *extraction) runEnd(list []word, known []bool, start int) int {
	end, linked := start+1, false
	long := x.isBody(list[start]) || x.isTitle(list[start])
	for i := end; i < len(list) && list[i].joined && !list[i-1].possessive; i++ {
		key := fold(list[i].text)
		link := long && (x.Words.Links[key] || linked && x.Words.Joins[key])
		switch {
		case list[i].capital && !known[i]:
			end = i + 1
			long = long || x.isBody(list[i]) || x.isTitle(list[i])
		case !list[i].capital && (link || x.Words.Particles[key]) && i-end < 2:
			linked = linked || link
		default:
			return end
		}
	}
	return end
}

// isTitle says that a word is a title; one with a hyphen is of two.
func (x *extraction) isTitle(w word) bool {
	for part := range strings.FieldsSeq(fold(w.text)) {
		if !x.Words.Titles[part] {
			return false
		}
	}
	return true
}

func (x *extraction) isBody(w word) bool {
	key := fold(w.text)
	return x.Words.Organisations[key] || x.Words.Places[key]
}

// run takes off a run what is no name: an ordinary word that begins the
// sentence, titles, and what is a date or a people and nothing else.
func (x *extraction) run(list []word, known []bool, from, to int, s *Sentence) {
	for from < to && list[from].opens && x.isOrdinary(list[from], to-from) {
		from++
	}
	if cut := x.beforeTitle(list, from, to); cut > from {
		x.run(list, known, from, cut, s)
		from = cut
	}
	m := mention{sentence: s}
	from = x.titles(list, from, to, &m)
	for from < to && x.isLoose(list[to-1]) {
		to--
	}
	if from >= to || x.isNothing(list[from:to], known, from, to) {
		return
	}
	for _, w := range list[from:to] {
		m.words = append(m.words, w.text)
	}
	m.text = strings.Join(m.words, " ")
	m.first = list[from].opens && len(m.words) == 1
	if from > 0 && list[from].joined {
		m.before = fold(list[from-1].text)
	}
	if to < len(list) && list[to].joined && !list[to-1].possessive {
		m.after = fold(list[to].text)
	}
	x.found = append(x.found, m)
}

// isOrdinary says that a word has its capital from its place: it is on the list,
// or stands elsewhere in small letters and never with a capital inside a
// sentence.
func (x *extraction) isOrdinary(w word, length int) bool {
	key := fold(w.text)
	if x.Words.Ordinary[key] || x.Words.Links[key] || x.Words.Whereabouts[key] {
		return true
	}
	return x.small[key] > 0 && x.capital[key] == 0 && (length == 1 || !x.Words.Titles[key])
}

// isLoose says that a word at the end of a run is none of a name.
func (x *extraction) isLoose(w word) bool {
	key := fold(w.text)
	return x.Words.Links[key] || x.Words.Particles[key] && !w.capital || x.Words.Ordinary[key] && !x.isBody(w) || x.Words.Dates[key]
}

// titles passes over titles, and over a people before one: "Turkish Foreign
// Minister". An organisation keeps what stands before it.
func (x *extraction) titles(list []word, from, to int, m *mention) int {
	if x.isBody(list[to-1]) {
		return from
	}
	at, title := from, -1
	for ; at < to; at++ {
		key := fold(list[at].text)
		if x.isTitle(list[at]) {
			title = at
		} else if !x.people(list[at]) && !x.Words.Ordinary[key] && (title < 0 || !x.Words.Links[key]) {
			break
		}
	}
	if title < 0 {
		return from
	}
	for to > title+1 && at < to && !list[at].capital {
		at++
	}
	if at == title+1 {
		m.title = list[title].text
	}
	return at
}

// beforeTitle is where a title begins in a run that begins with another name:
// "NATO Secretary-General Jens Stoltenberg".
func (x *extraction) beforeTitle(list []word, from, to int) int {
	if from >= to || x.isBody(list[to-1]) || x.isTitle(list[from]) || x.people(list[from]) {
		return from
	}
	for i := from + 1; i < to-1; i++ {
		if x.isTitle(list[i]) {
			return i
		}
	}
	return from
}

// people says that a word is an adjective or noun of nations, or several with
// hyphens between them.
func (x *extraction) people(w word) bool {
	for part := range strings.FieldsSeq(fold(w.text)) {
		if !x.Words.Peoples[part] {
			return false
		}
	}
	return true
}

// isNothing says that no word of a run makes it a name: they are dates, peoples,
// titles, ordinary words, or a general word that belongs to a name the glossary
// knows.
func (x *extraction) isNothing(run []word, known []bool, from, to int) bool {
	beside := from > 0 && known[from-1] || to < len(known) && known[to]
	bodies, all := 0, true
	for _, w := range run {
		key := fold(w.text)
		switch {
		case len([]rune(w.text)) < 2, x.Words.Dates[key], x.people(w), x.isTitle(w), x.Words.Ordinary[key], x.Words.Links[key]:
		case x.isBody(w):
			bodies++
		default:
			all = false
		}
	}
	return all && (bodies == 0 || len(run) == 1 || beside)
}
