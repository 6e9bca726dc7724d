package hy

import (
	"testing"

	"targman/pipeline/lang"
)

func TestNear(t *testing.T) {
	others := entries("Շոյգու/person", "Իրաք/place", "Անկարա/place")
	for _, c := range []struct {
		name, entry, text string
		// at is the place and well what belongs there; both empty for none.
		at, well string
	}{
		{"one word with an ending", "Չավուշօղլու/person", "Նախարար Կավուսօղլուին դիմավորեց Շոյգուն։", "Կավուսօղլուին", "Չավուշօղլուին"},
		{"the article", "Զախարովա/person", "Մարիա Զաքարովան հայտարարեց։", "Զաքարովան", "Զախարովան"},
		{"the article before a vowel", "Լավրով/person", "Լավռովը ասաց։", "Լավռովը", "Լավրովն"},
		{"a mark inside", "Լավրով/person", "Լավռո՞վը եկավ։", "Լավռո՞վը", "Լավրո՞վը"},
		{"capitals", "Լավրով/person", "ԼԱՎՌՈՎԸ ԵԿԱՎ", "ԼԱՎՌՈՎԸ", "ԼԱՎՐՈՎԸ"},
		{"two words, the last wrong", "Լեռնային Ղարաբաղ/place", "Նա Լեռնային Կարաբախում էր։", "Լեռնային Կարաբախում", "Լեռնային Ղարաբաղում"},
		{"two words, the first wrong", "Լեռնային Ղարաբաղ/place", "Նա Լեռնաին Ղարաբաղից է։", "Լեռնաին Ղարաբաղից", "Լեռնային Ղարաբաղից"},
		{"words joined", "Նյու Յորք/place", "Նա Նյույորքում է։", "Նյույորքում", "Նյու Յորքում"},
		{"words joined by a hyphen", "Նյու Յորք/place", "Նա Նյու-Յորկում է։", "Նյու-Յորկում", "Նյու Յորքում"},
		{"a word parted", "Չավուշօղլու/person", "Նա ասաց Չավուշ Օղլուին։", "Չավուշ Օղլուին", "Չավուշօղլուին"},
		{"the last part of a compound", "Թուրքիա/place", "Ռուսաստան-Թուրկիա կապերը։", "Թուրկիա", "Թուրքիա"},
		{"the first part of a compound", "Ռուսաստան/place", "Ռուսաստոն-Թուրքիա կապերը։", "Ռուսաստոն", "Ռուսաստան"},
		{"an ending behind a hyphen", "Լավրով/person", "Լավռով-ին սպասում են։", "Լավռով-ին", "Լավրովին"},
		{"an acronym", "ՆԱՏՕ", "Դա ՆԱՏՈ-ի որոշումն է։", "ՆԱՏՈ-ի", "ՆԱՏՕ-ի"},
		{"an acronym with the ending joined", "ՆԱՏՕ", "Դա ՆԱՏՈի որոշումն է։", "ՆԱՏՈի", "ՆԱՏՕ-ի"},
		{"a class of its own", "Եվրամիություն/org", "Դա Եվրոմիության գործն է։", "Եվրոմիության", "Եվրամիության"},
		{"an old spelling", "Հայաստանի Հանրապետություն/place", "Հայաստանի Հանրապէտության վարչապետը։", "Հայաստանի Հանրապէտության", "Հայաստանի Հանրապետության"},
		{"a name in quotes", "«Գազպրոմ»/org", "«Գասպրոմը» վաճառվեց։", "Գասպրոմը", "Գազպրոմը"},
		{"a stem that changes", "Սպիտակ տուն/org", "Սպիթակ տնից եկավ։", "Սպիթակ տնից", "Սպիտակ տնից"},

		{"its own good form", "Լավրով/person", "Լավրովին սպասում են։", "", ""},
		{"a good form of another", "Իրան/place", "Իրաքում է։", "", ""},
		{"a pronoun at the beginning", "Իրան/place", "Նրան ասացին։ Իրեն էլ։", "", ""},
		{"small letters", "Լավրով/person", "լավռովը եկավ։", "", ""},
		{"an adjective of the name", "Արցախ/place", "Արցախյան ծախսերը։", "", ""},
		{"an adjective of a name in -իա", "Գերմանիա/place", "Գերմանական կառավարությունը։", "", ""},
		{"an adjective of a name in -ա", "Վիեննա/place", "Վիեննյան կոնվենցիան։", "", ""},
		{"the inhabitants of a name in -ի", "Գյումրի/place", "Գյումրեցիները գիտեն։", "", ""},
		{"an adjective of another spelling", "Վաշինգտոն/place", "Վաշինկտոնյան կողմը։", "", ""},
		{"an inhabitant", "Ամերիկա/place", "Ամերիկացին եկավ։", "", ""},
		{"a longer name", "Ալիև/person", "Ալիևան եկավ։", "", ""},
		{"another word of the same root", "Հայաստանի Հանրապետություն/place", "Հայաստանի Հանրապետական կուսակցությունը։", "", ""},
		{"another acronym", "ՀՀ", "ՀՀԿ-ն հայտարարեց։", "", ""},
		{"small letters for an acronym", "ԵՄ", "Ես եմ եկել։", "", ""},
		{"the start of a name of places", "Երևան/place", "Էրևան-կենտրոն։", "", ""},
		{"two sounds", "Մեյ/person", "Մոյ գետը։", "", ""},
		{"a lemma in small letters", "խորհրդարան", "Խորհռդարանը։", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := entries(c.entry)[0]
			at, well := "", ""
			for i, n := range Pack().Near(c.text, e, append(others, e)) {
				if i > 0 {
					t.Errorf("a second place %q", c.text[n.Start:n.End])
				}
				at, well = c.text[n.Start:n.End], n.Well
			}
			if at != c.at || well != c.well {
				t.Errorf("got %q to be %q, want %q to be %q", at, well, c.at, c.well)
			}
		})
	}
}

func TestNearOrder(t *testing.T) {
	text := "Կավուսօղլուին և Չավուշողլուին"
	got := Pack().Near(text, lang.Entry{Lemma: "Չավուշօղլու"}, nil)
	if len(got) != 2 || text[got[0].Start:got[0].End] != "Չավուշողլուին" || got[0].Distance >= got[1].Distance {
		t.Errorf("got %v, want the nearer one first", got)
	}
}
