package hy

import (
	"slices"
	"strings"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// relations are the endings that make an adjective of a name, or the word for
// those who live there (J. Dum-Tragut, Armenian: Modern Eastern Armenian, 2009,
// on derivation): թուրքական, երևանյան, եվրոպացի, հռոմեական.
var relations = []string{"ական", "կական", "ցական", "եական", "յան", "ցի", "ացի", "եցի"}

// kin are the derived words of names that the endings do not give, and the
// peoples whose name is no longer in that of the country, folded, without
// endings.
var kin = kinTable(`
հայաստան: հայ հայկական
թուրքիա: թուրք
սերբիա: սերբ
չեխիա: չեխ
շվեդիա: շվեդ
բուլղարիա: բուլղար
հունգարիա: հունգար
խորվաթիա: խորվաթ
մոնղոլիա: մոնղոլ
լեհաստան: լեհ
ղազախստան: ղազախ
ուզբեկստան: ուզբեկ
տաջիկստան: տաջիկ
թուրքմենստան: թուրքմեն
ղրղզստան: ղրղզ
աֆղանստան: աֆղան
վրաստան: վրաց վրացի վրացական
հունաստան: հույն հունական
հնդկաստան: հնդիկ
ռուսաստան: ռուս ռուսաց
մոսկվա: մոսկովյան
ամերիկա: ամերիկյան
ամն: ամերիկյան ամերիկացի ամերիկական
միացյալ նահանգներ: ամերիկյան ամերիկացի ամերիկական
ամերիկայի միացյալ նահանգներ: ամերիկյան ամերիկացի ամերիկական
միացյալ թագավորություն: բրիտանական բրիտանացի
նիդերլանդներ: նիդերլանդական հոլանդական հոլանդացի
խորհրդային միություն: խորհրդային սովետական
եվրոպական միություն: եվրոպական
եվրամիություն: եվրոպական եվրամիութենական
եմ: եվրոպական եվրամիութենական
սաուդյան արաբիա: սաուդական
արաբական միացյալ էմիրություններ: էմիրաթական
արևմուտք: արևմտյան
արևելք: արևելյան
հյուսիսային կորեա: հյուսիսկորեական հյուսիսկորեացի
հարավային կորեա: հարավկորեական հարավկորեացի
հյուսիսային մակեդոնիա: հյուսիսմակեդոնական հյուսիսմակեդոնացի
հարավաֆրիկյան հանրապետություն: հարավաֆրիկյան հարավաֆրիկացի
`)

func kinTable(rows string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for row := range strings.Lines(strings.TrimSpace(rows)) {
		name, words, _ := strings.Cut(strings.TrimSpace(row), ":")
		out[fold(name)] = set(fold(words))
	}
	return out
}

// derivedWords is lang.Pack.Derived. A person's name has no such words: those
// in -յան are other surnames.
func derivedWords(text string, e lang.Entry) []lang.Found {
	if e.Kind == kindPerson || e.Lemma == "" {
		return nil
	}
	s, k := scan(text), kinOf(e.Lemma)
	var out []lang.Found
	for i, a := range s.atoms {
		word := s.Text[a.start:a.end]
		if k.own[word] || !k.has(word) || s.surname(i, word) {
			continue
		}
		out = append(out, lang.Found{Start: s.Start(a.start), End: s.End(a.end)})
	}
	return out
}

// surname says that an atom inside a sentence has the capital and the ending of
// an Armenian surname: Իսրայելյան.
func (s *scanned) surname(i int, word string) bool {
	begins := i == 0 || strings.ContainsAny(s.gap(i), "։:.«")
	return !begins && s.upper(s.atoms[i].start) && strings.Contains(word, "յան")
}

// family is what tells the derived words of a name.
type family struct {
	// roots are what stands before an ending of relations.
	roots []string
	// words are whole words.
	words map[string]bool
	// own are the words of the name itself.
	own map[string]bool
}

// kinOf is the family of a name. What has several words makes one of them
// (Նյու Յորք, նյույորքյան), or of the last one (Լեռնային Ղարաբաղ, ղարաբաղյան)
// unless the table says which.
func kinOf(lemma string) family {
	name := fold(strings.Join(strings.FieldsFunc(lemma, isSpace), " "))
	k := family{words: kin[name], own: set(name)}
	all := strings.Fields(name)
	if k.words != nil && len(all) > 1 || len(all) == 0 || isAcronym(lemma) {
		return k
	}
	last := all[len(all)-1]
	for _, word := range []string{strings.Join(all, ""), last} {
		k.roots = append(k.roots, stems(word)...)
	}
	return k
}

// stems are a word and what may be left of it before an ending of relations:
// Գերմանիա, գերման-; Չինաստան, չինա-, չին-; Եգիպտոս, եգիպտ-; Բաքու, բաքվ-.
func stems(word string) []string {
	out := []string{word}
	for _, end := range []string{"ստան", "աստան", "իա", "ա", "ի", "ու", "ո", "ե", "ոս", "ք", "ներ", "եր"} {
		if root, ok := strings.CutSuffix(word, end); ok && utf8.RuneCountInString(root) > 1 {
			out = append(out, root)
			if end == "ու" {
				out = append(out, root+"վ")
			}
		}
	}
	return out
}

// has says that a folded word, with whatever ending of case and number, is of
// the family.
func (k *family) has(word string) bool {
	for _, sp := range splits(word) {
		if sp.score == 0 && (k.is(sp.stem) || k.is(singular(sp.stem))) {
			return true
		}
	}
	return false
}

// is says that a word without endings is of the family.
func (k *family) is(word string) bool {
	if k.words[word] {
		return true
	}
	for _, end := range relations {
		if root, ok := strings.CutSuffix(word, end); ok && slices.Contains(k.roots, root) {
			return true
		}
	}
	return false
}

// singular is a noun without the ending of its plural: թուրքեր, ամերիկացիներ.
func singular(stem string) string {
	for _, end := range []string{"ներ", "եր"} {
		if root, ok := strings.CutSuffix(stem, end); ok && utf8.RuneCountInString(root) > 2 {
			return root
		}
	}
	return stem
}
