package glossary

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
)

// shipped is the glossary in this folder.
func shipped(t testing.TB) *Glossary {
	t.Helper()
	g, err := Load(".")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestShippedConcepts(t *testing.T) {
	g := shipped(t)
	if n := len(g.Concepts()); n < 380 {
		t.Errorf("got %d concepts, want 380 or more", n)
	}
	for _, c := range g.Concepts() {
		where := c.File + ": " + c.ID
		if _, ok := c.Target("hy", false); !ok {
			t.Errorf("%s: no term for hy", where)
		}
		if !strings.HasPrefix(c.Source, "http") && !strings.HasPrefix(c.Source, "Unicode CLDR") {
			t.Errorf("%s: the source %q cites nothing", where, c.Source)
		}
		for _, term := range everyTerm(c) {
			if !norm.NFC.IsNormalString(term) {
				t.Errorf("%s: %q is not NFC", where, term)
			}
			for word := range strings.FieldsFuncSeq(term, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if scripts(word) > 1 {
					t.Errorf("%s: the word %q mixes scripts", where, word)
				}
			}
		}
	}
}

// everyTerm lists all terms of a concept in all languages.
func everyTerm(c *Concept) []string {
	spellings, targets := c.Spellings, c.Targets
	if c.Given != nil {
		spellings, targets = slices.Concat(spellings, c.Given.Spellings), slices.Concat(targets, c.Given.Targets)
	}
	var out []string
	for _, s := range spellings {
		out = slices.Concat(out, []string{s.Canonical}, s.Admitted, s.Variants)
	}
	for _, t := range targets {
		out = slices.Concat(out, []string{t.Preferred}, t.Admitted, t.Forbidden, t.Forms)
	}
	return out
}

// scripts counts the scripts of a word's letters.
func scripts(word string) int {
	seen := map[string]bool{}
	for _, r := range word {
		for name, table := range map[string]*unicode.RangeTable{
			"Latin": unicode.Latin, "Armenian": unicode.Armenian, "Cyrillic": unicode.Cyrillic, "Greek": unicode.Greek,
		} {
			if unicode.Is(table, r) {
				seen[name] = true
			}
		}
	}
	return len(seen)
}

// The Armenian terms are written with the letters of the reformed orthography:
// ւ stands after ո only (or in ԵՎ, written և), and no classical եւ.
func TestShippedOrthography(t *testing.T) {
	for _, c := range shipped(t).Concepts() {
		target, _ := c.Target("hy", c.Given != nil)
		for _, term := range append(slices.Clone(target.Admitted), target.Preferred) {
			runes := []rune(term)
			for i, r := range runes {
				if r == 'ւ' && (i == 0 || runes[i-1] != 'ո' && runes[i-1] != 'Ո') {
					t.Errorf("%s: %q has ւ without ո", c.ID, term)
				}
			}
		}
	}
}

func TestShippedFilesAreInCanonicalOrder(t *testing.T) {
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("got %v, %v", files, err)
	}
	for _, file := range files {
		g, err := Load(file)
		if err != nil {
			t.Fatal(err)
		}
		line, id := 0, ""
		for _, c := range g.Concepts() {
			if c.Line < line {
				t.Errorf("%s: %s stands before %s", file, c.ID, id)
			}
			line, id = c.Line, c.ID
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "# ") || !strings.HasSuffix(string(data), "\n") {
			t.Errorf("%s: no explanation at its head, or no end of line at its end", file)
		}
	}
}

// A preferred term of one concept must not be what another forbids: the repair
// of one name would then undo that of the other.
func TestShippedPreferredIsForbiddenNowhere(t *testing.T) {
	g := shipped(t)
	preferred := map[string]string{}
	for _, c := range g.Concepts() {
		target, _ := c.Target("hy", false)
		preferred[target.Preferred] = c.ID
	}
	for _, c := range g.Concepts() {
		target, _ := c.Target("hy", false)
		for _, f := range target.Forbidden {
			if id, ok := preferred[f]; ok {
				t.Errorf("%s forbids %q, the term of %s", c.ID, f, id)
			}
		}
	}
}

// classes are the declension classes that the Armenian pack knows, by their
// names in pipeline/lang/hy; this package may not ask it. One more begins with
// "stem:" and gives the stem behind which the endings stand.
var classes = []string{"C", "A", "O", "E", "U", "UV", "I", "IU", "TYUN", "ACR", "ACRW", "LAT"}

// A name in -ի or -ու is declined in one of two ways, and no rule tells which,
// so somebody has to say. The class is that of the admitted terms too.
func TestShippedClasses(t *testing.T) {
	endings := map[string][]string{"ու": {"U", "UV"}, "ի": {"I", "IU"}}
	for _, c := range shipped(t).Concepts() {
		for _, given := range []bool{false, c.Given != nil} {
			target, _ := c.Target("hy", given)
			checkClass(t, c.ID, target.Class, target.Preferred)
			for ending, ways := range endings {
				for _, term := range append(slices.Clone(target.Admitted), target.Preferred) {
					ends := strings.HasSuffix(strings.ToLower(term), ending)
					if ends && !slices.Contains(ways, target.Class) {
						t.Errorf("%s: %q has class %q, want one of %v", c.ID, term, target.Class, ways)
					}
					if !ends && slices.Contains(ways, target.Class) {
						t.Errorf("%s: %q has class %q, which is for names in -%s", c.ID, term, target.Class, ending)
					}
				}
			}
		}
	}
}

func checkClass(t *testing.T, id, class, term string) {
	t.Helper()
	stem, own := strings.CutPrefix(class, "stem:")
	words := strings.Fields(term)
	switch last := words[len(words)-1]; {
	case class == "" || slices.Contains(classes, class):
	case !own || stem == "":
		t.Errorf("%s: the class %q is none of %v and no stem", id, class, classes)
	case len(stem) >= len(last) || !strings.HasPrefix(stem, last[:len(last)/2]):
		t.Errorf("%s: %q is no shorter stem of %q", id, stem, last)
	}
}

// Forms that newspapers agree in, one for each way.
func TestShippedClassesOfWellKnownNames(t *testing.T) {
	g := shipped(t)
	for id, want := range map[string]string{
		"baku": "UV", "peru": "U", "cavusoglu": "U", "gyumri": "IU", "garni": "IU", "martuni": "IU", "zelenskyy": "IU",
		"tbilisi": "I", "mali": "I", "chile": "I", "tokyo": "", "yerevan": "", "nato": "", "karekin-ii": "ACR",
		"etchmiadzin": "stem:Էջմիածն", "silicon-valley": "stem:հովտ",
	} {
		c, ok := g.Concept(id)
		if !ok {
			t.Errorf("no concept %s", id)
			continue
		}
		if target, _ := c.Target("hy", false); target.Class != want {
			t.Errorf("%s: got class %q, want %q", id, target.Class, want)
		}
	}
}

// What cites CLDR is what CLDR says, unless a note tells why not.
func TestShippedTerritoriesAgreeWithCLDR(t *testing.T) {
	english, armenian := display.Regions(language.English), display.Regions(language.Armenian)
	cldr := map[string]string{}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string(a) + string(b)); err == nil {
				cldr[english.Name(r)] = armenian.Name(r)
			}
		}
	}
	checked := 0
	for _, c := range shipped(t).Concepts() {
		if !strings.HasPrefix(c.Source, "Unicode CLDR 32") {
			continue
		}
		target, _ := c.Target("hy", false)
		if got := cldr[c.Spellings[0].Canonical]; got == target.Preferred {
			checked++
		} else if c.Note == "" {
			t.Errorf("%s: CLDR has %q, the glossary %q", c.ID, got, target.Preferred)
		}
	}
	if checked < 150 {
		t.Errorf("checked %d territories, want 150 or more", checked)
	}
}
