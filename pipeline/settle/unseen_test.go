package settle_test

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/hy"
	"targman/pipeline/settle"
)

// frame is a sentence that wants a name in a cell; # stands for the name.
type frame struct {
	source, target string
	cell           lang.Cell
	places         bool // not for persons
}

var frames = []frame{
	{"# was mentioned on Monday.", "# հիշատակվեց երկուշաբթի օրը։", lang.Cell{Case: "nom", Number: "sg", Det: "def"}, false},
	{"Late on Monday, # was discussed.", "Երկուշաբթի երեկոյան քննարկվեց #։", lang.Cell{Case: "nom", Number: "sg", Det: "def"}, false},
	{"The role of # is growing.", "Աճում է # դերը։", lang.Cell{Case: "dat", Number: "sg", Det: "ind"}, false},
	{"They turned to # for help.", "Օգնության համար դիմեցին #։", lang.Cell{Case: "dat", Number: "sg", Det: "def"}, false},
	{"No news came from # today.", "Այսօր լուր չեկավ #։", lang.Cell{Case: "abl", Number: "sg", Det: "ind"}, false},
	{"They are proud of #.", "Նրանք հպարտանում են #։", lang.Cell{Case: "ins", Number: "sg", Det: "ind"}, false},
	{"There was unrest in # last year.", "Անցյալ տարի անկարգություններ եղան #։", lang.Cell{Case: "loc", Number: "sg", Det: "ind"}, true},
}

// groups are the letters that one who writes a foreign name down takes for one
// another (the three rows of stops and affricates, Dum-Tragut 2009, section 1.2;
// and what the transcriptions from English, Russian and Turkish differ in).
var groups = strings.Fields("բպփ գկք դտթ ձծց ջճչ խղքհ սզ ժշ վֆ րռ ոօ եէ աո իե")

// slips are ways to misspell a word, by rule and chance.
var slips = map[string]func(*rand.Rand, []rune) []rune{
	"a letter of like sound": func(r *rand.Rand, w []rune) []rune {
		i := 1 + r.IntN(len(w)-1)
		for range len(w) {
			for _, g := range groups {
				if k := slices.Index([]rune(g), w[i]); k >= 0 {
					all := slices.Delete([]rune(g), k, k+1)
					return slices.Concat(w[:i], []rune{all[r.IntN(len(all))]}, w[i+1:])
				}
			}
			i = 1 + i%(len(w)-1)
		}
		return nil
	},
	"two letters of like sound": nil, // the one above, twice
	"a letter doubled or not": func(r *rand.Rand, w []rune) []rune {
		for i := 1; i < len(w); i++ {
			if w[i] == w[i-1] {
				return slices.Delete(slices.Clone(w), i, i+1)
			}
		}
		i := 1 + r.IntN(len(w)-1)
		return slices.Insert(slices.Clone(w), i, w[i])
	},
	"a weak letter dropped": func(_ *rand.Rand, w []rune) []rune {
		for i := 1; i < len(w); i++ {
			if strings.ContainsRune("հյը", w[i]) {
				return slices.Delete(slices.Clone(w), i, i+1)
			}
		}
		return nil
	},
	"two letters swapped": func(r *rand.Rand, w []rune) []rune {
		i := 1 + r.IntN(len(w)-2)
		out := slices.Clone(w)
		out[i], out[i+1] = out[i+1], out[i]
		return out
	},
	"a letter left out": func(r *rand.Rand, w []rune) []rune {
		i := 1 + r.IntN(len(w)-1)
		return slices.Delete(slices.Clone(w), i, i+1)
	},
}

// misspell spoils the last word of a lemma; "" where the rule does not apply.
func misspell(r *rand.Rand, lemma, rule string) string {
	at := strings.LastIndexAny(lemma, " -") + 1
	word := []rune(lemma[at:])
	if len(word) < 4 || strings.ContainsFunc(lemma, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) || !unicode.IsLower(word[1]) {
		return ""
	}
	times, slip := 1, slips[rule]
	if slip == nil {
		times, slip = 2, slips["a letter of like sound"]
	}
	for range times {
		if word = slip(r, word); word == nil {
			return ""
		}
	}
	if out := lemma[:at] + string(word); out != lemma {
		return out
	}
	return ""
}

func shipped(t testing.TB) *glossary.Glossary {
	t.Helper()
	files, err := filepath.Glob("../../glossary/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no glossary: %v", err)
	}
	g, err := glossary.Load(files...)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestUnseen misspells every name of the shipped glossary by rule, in every
// case, and counts what becomes of it. None of the names or sentences was
// looked at when the limits of this package were set.
func TestUnseen(t *testing.T) {
	g, pack := shipped(t), hy.Pack()
	s := settle.New(g, "en", "hy", pack)
	chance := rand.New(rand.NewPCG(1, 2))
	count := map[string][4]int{}
	const right, reported, silent, worse = 0, 1, 2, 3
	for _, c := range g.Concepts() {
		en, _ := c.Canonical("en", false)
		to, ok := c.Target("hy", false)
		if !ok || c.Keep {
			continue
		}
		entry := lang.Entry{Lemma: to.Preferred, Kind: string(c.Kind), Class: to.Class}
		for _, rule := range slices.Sorted(maps.Keys(slips)) {
			f := frames[chance.IntN(len(frames))]
			if f.places && c.Kind == glossary.Person {
				continue
			}
			wrong := misspell(chance, to.Preferred, rule)
			bad, good := form(pack, entry, wrong, f), form(pack, entry, to.Preferred, f)
			if wrong == "" || bad == "" || good == "" || isName(pack, g, bad) || !alike(wrong, to.Preferred) {
				continue
			}
			u := unitOf(g, strings.Replace(f.source, "#", en, 1), bad)
			if len(u.Terms) != 1 {
				continue
			}
			s.Unit(&u)
			n := count[rule]
			switch {
			case u.Target.Text == good:
				n[right]++
			case u.Target.Text != bad:
				n[worse]++
				t.Logf("%s: %q became %q, want %q", rule, bad, u.Target.Text, good)
			case slices.ContainsFunc(u.Findings, func(f bitext.Finding) bool { return f.Severity >= bitext.Warn }):
				n[reported]++
				if n[reported] <= 12 {
					t.Logf("%s: %q is left, want %q; %v", rule, bad, good, ids(&u))
				}
			default:
				n[silent]++
				t.Logf("%s: %q is left and not told, want %q", rule, bad, good)
			}
			count[rule] = n
		}
	}
	var sum [4]int
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		n := count[rule]
		for i := range n {
			sum[i] += n[i]
		}
		t.Logf("%-26s %4d: %4d repaired, %3d reported, %d left, %d made another", rule, n[0]+n[1]+n[2]+n[3], n[0], n[1], n[2], n[3])
	}
	if all := sum[0] + sum[1] + sum[2] + sum[3]; all < 3000 || sum[right]*100 < 80*all || sum[worse]*200 > all || sum[silent]*200 > all {
		t.Errorf("of %d names, want 3000, 80 in 100 repaired, and under 1 in 200 made another or left untold", all)
	}
	t.Logf("%-26s %4d: %4d repaired, %3d reported, %d left, %d made another", "all", sum[0]+sum[1]+sum[2]+sum[3], sum[0], sum[1], sum[2], sum[3])
}

// alike says that two words end in a vowel, or neither does: what ends otherwise
// takes other endings, and nobody could tell which was meant.
func alike(a, b string) bool {
	vowel := func(s string) bool {
		r, _ := utf8.DecodeLastRuneInString(s)
		return strings.ContainsRune("աեէըիոօւ", r)
	}
	return vowel(a) == vowel(b)
}

// form is the frame with a lemma in its cell, or "".
func form(pack lang.Pack, e lang.Entry, lemma string, f frame) string {
	e.Lemma = lemma
	before, after, _ := strings.Cut(f.target, "#")
	word, ok := pack.Inflect(e, f.cell, after)
	if !ok {
		return ""
	}
	return before + word + after
}

// isName says that a text has a good form of some name of the glossary.
func isName(pack lang.Pack, g *glossary.Glossary, text string) bool {
	var all []lang.Entry
	for _, c := range g.Concepts() {
		if to, ok := c.Target("hy", false); ok {
			for _, lemma := range append([]string{to.Preferred}, to.Admitted...) {
				all = append(all, lang.Entry{Lemma: lemma, Kind: string(c.Kind)})
			}
		}
	}
	return len(pack.Find(text, all)) > 0
}
