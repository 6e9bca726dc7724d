package hy

import "targman/pipeline/lang"

// forms is lang.Pack.Forms: the article, the dative, the ablative and the
// instrumental, and the locative of what is no person. Automatic classes are
// right but for some names in -ի and -ու, so those are not sure until the class
// is set by hand.
func forms(e lang.Entry) (out []string, sure bool) {
	l := LemmaOf(e)
	class, ok := ClassOf(l)
	if !ok {
		return nil, false
	}
	cells := []Cell{{Nominative, Singular, Definite}, {Dative, Singular, Indefinite}, {Ablative, Singular, Indefinite}, {Instrumental, Singular, Indefinite}}
	if e.Kind != kindPerson {
		cells = append(cells, Cell{Locative, Singular, Indefinite})
	}
	for _, c := range cells {
		if form, ok := Decline(l, c, ""); ok {
			out = append(out, form)
		}
	}
	doubtful := l.Class == "" && (class == VowelI || class == VowelU)
	return out, !doubtful
}
