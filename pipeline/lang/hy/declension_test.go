package hy

import "testing"

// A standard that declines has a paradigm for every class that a lemma may
// get, and every paradigm all cases but the locative.
func TestDeclensions(t *testing.T) {
	for tag, d := range declensions {
		for _, c := range []Class{Consonant, VowelA, VowelO, VowelE, VowelU, DroppingU, VowelI, ChangingI, Tyun, Acronym, AcronymSay, Latin} {
			if d.classes[c] == nil {
				t.Errorf("%s has no class %s", tag, c)
			}
		}
		all := []*paradigm{d.short, d.plural}
		for _, p := range d.classes {
			all = append(all, p)
		}
		for _, p := range d.irregular {
			all = append(all, p)
		}
		for i, p := range all {
			if len(p.dat) == 0 || len(p.abl) == 0 || len(p.ins) == 0 {
				t.Errorf("%s: paradigm %d is not complete: %+v", tag, i, *p)
			}
		}
	}
}

func TestUnknownStandard(t *testing.T) {
	l := Lemma{Text: "Երևան", Standard: "hyw"}
	if form, ok := Decline(l, Cell{Dative, Singular, Indefinite}, ""); ok {
		t.Errorf("got %q of a standard that has no tables", form)
	}
	l.Standard = "hy"
	if form, _ := Decline(l, Cell{Dative, Singular, Indefinite}, ""); form != "Երևանի" {
		t.Errorf("got %q", form)
	}
}
