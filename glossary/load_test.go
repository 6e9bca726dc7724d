package glossary

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loadText loads one file with the text.
func loadText(t testing.TB, text string) (*Glossary, error) {
	t.Helper()
	return Load(writeFile(t, t.TempDir(), "names.yaml", text))
}

func writeFile(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadProblems(t *testing.T) {
	const good = "- id: a\n  kind: place\n  en: {canonical: Ararat}\n  source: made up\n"
	for _, tt := range []struct {
		name, text string
		// want are the lines of the error, without the folder.
		want string
	}{
		{"not YAML", "- id: [", `1: found text that is not YAML (did not find expected node content); expected a list of concepts; check indentation, quotes and brackets there`},
		{"a mapping", "id: a\n", `1: found keys with values; expected a list of concepts; begin each concept with "- id:"`},
		{"a list of words", "- a\n", `1: found the text "a"; expected a concept as keys with values; write key: value`},
		{"two documents", good + "---\n" + good, `5: found a second document; expected one list of concepts; remove the "---"`},
		{"unknown key", good + "  notes: x\n", `5: found the unknown key "notes" in a concept; expected case, given, id, keep, kind, note, source; write note`},
		{"unknown key like a language", good + "  nte: x\n", `5: found the unknown key "nte" in a concept; expected case, given, id, keep, kind, note, source; write note`},
		{"unknown key like nothing", good + "  colour: x\n", `5: found the unknown key "colour" in a concept; expected case, given, id, keep, kind, note, source; remove it`},
		{"unknown key in a block", "- id: a\n  kind: place\n  en: {canonical: Ararat, varients: [B]}\n  source: x y\n",
			`3: found the unknown key "varients" in a source block; expected admitted, canonical, variants; write variants`},
		{"unknown key in a target", good + "  hy: {prefered: B}\n", `5: found the unknown key "prefered" in a target block; expected admitted, class, forbidden, forms, preferred; write preferred`},
		{"key twice", good + "  id: b\n", `5: found the key "id" a second time; expected each key once; remove one of the two`},
		{"key of a wrong type", good + "  1: b\n", `5: found "1" (int) as a key; expected a word; write key: value`},
		{"locale without keys", good + "  hy: B\n", `5: found the text "B"; expected a target block as keys with values; write key: value`},
		{"locale in another form", good + "  hy-am: {preferred: B}\n", `5: found the locale hy-am; expected a BCP 47 tag in its usual form; write hy-AM`},
		{"number for text", good + "  note: 5\n", `5: found "5" (int); expected text; put it in quotes`},
		{"nothing for text", good + "  note:\n", `5: found nothing; expected text; write it after the colon`},
		{"list for text", good + "  note: [a]\n", `5: found a list; expected text; write it after the colon`},
		{"text for list", good + "  hy: {preferred: B, admitted: C}\n", `5: found the text "C"; expected a list; write [one, two]`},
		{"admitted without term", good + "  hy: {preferred: B, admitted: [{class: I}]}\n", `5: found an admitted term without term; expected the term and its class; write {term: …, class: …}`},
		{"unknown key of an admitted term", good + "  hy: {preferred: B, admitted: [{term: C, clas: I}]}\n", `5: found the unknown key "clas" in an admitted term; expected class, term; write class`},
		{"class of a list", good + "  hy: {preferred: B, admitted: [{term: C, class: [I]}]}\n", `5: found a list; expected text; write it after the colon`},
		{"class of a forbidden term", good + "  hy: {preferred: B, forbidden: [{term: C, class: I}]}\n", `5: found keys with values; expected text; write it after the colon`},
		{"text for true", good + "  keep: maybe\n", `5: found the text "maybe"; expected true or false; write true or false`},
		{"empty term", good + "  hy: {preferred: \"\"}\n", `5: found an empty text; expected at least one word; fill it in or remove the key`},
		{"empty term in a list", good + "  hy: {preferred: B, admitted: [\" \"]}\n", `5: found an empty text; expected at least one word; fill it in or remove the key`},
		{"space around", good + "  hy: {preferred: \"B \"}\n", `5: found "B " with space around it; expected none; remove the space`},
		{"line break", good + "  note: \"a\\nb\"\n", `5: found "a\nb" with a line break or control character; expected one line of text; remove it`},
		{"long term", good + "  hy: {preferred: " + strings.Repeat("b", 201) + "}\n", `5: found 201 bytes of text; expected at most 200; shorten it`},
		{"long list", good + "  hy: {preferred: B, admitted: [" + strings.Repeat("c, ", 101) + "]}\n", `5: found 101 terms in a list; expected at most 100; shorten it`},
		{"term twice", good + "  hy: {preferred: B, admitted: [C, C]}\n", `5: found "C" twice in one block; expected each term once; remove one of the two`},
		{"preferred forbidden", good + "  hy: {preferred: B, forbidden: [B]}\n", `5: found "B" twice in one block; expected each term once; remove one of the two`},
		{"wrong kind", "- id: a\n  kind: plase\n  en: {canonical: B}\n  source: x y\n", `2: found "plase"; expected person, place, organisation, product, other; write place`},
		{"wrong case rule", good + "  case: upper\n", `5: found "upper"; expected smart, exact; choose one of them`},
		{"wrong id", "- id: Mount Ararat\n  kind: place\n  en: {canonical: B}\n  source: x y\n",
			`1: found the id "Mount Ararat"; expected small letters, digits and hyphens; write one such as nagorno-karabakh`},
		{"missing keys", "- en: {canonical: B}\n", `1: found a concept without id; expected the key id; add it
1: found a concept without kind; expected the key kind; add it
1: found a concept without source; expected the key source; add it`},
		{"no source spelling", "- id: a\n  kind: place\n  source: x y\n  hy: {preferred: B}\n",
			`1: found a concept without a source spelling; expected a block such as en with canonical; add "en: {canonical: ...}"`},
		{"variants alone", "- id: a\n  kind: place\n  source: x y\n  en: {variants: [B]}\n", `4: found a source block without canonical; expected the agreed spelling; add canonical`},
		{"target without preferred", good + "  hy: {admitted: [B]}\n", `1: found hy without preferred; expected the agreed term; add preferred`},
		{"kept with preferred", good + "  keep: true\n  hy: {preferred: B}\n", `1: found a preferred term of a concept with keep; expected none: it keeps its source spelling; remove preferred, or keep`},
		{"given name of a place", good + "  given: {en: {canonical: B}}\n", `1: found a given name of a place; expected kind person; remove given, or correct kind`},
		{"given name without target", "- id: a\n  kind: person\n  en: {canonical: B}\n  hy: {preferred: C}\n  given: {en: {canonical: D}}\n  source: x y\n",
			`1: found a given name without hy; expected one for every target locale of the surname; add hy to given`},
		{"anchor and alias", "- &a\n  id: a\n  kind: place\n  en: {canonical: B}\n  source: x y\n- *a\n", `1: found the anchor &a; expected every concept written out; write the text itself in its place
6: found the alias *a; expected every concept written out; write the text itself in its place`},
		{"merge key", "- id: a\n  <<: {kind: place}\n", `2: found the merge key <<; expected every concept written out; write the text itself in its place`},
		{"tab", good + "  note:\tx\n", `5: found a tab; expected spaces; indent with two spaces`},
		{"not UTF-8", good + "  note: caf\xe9\n", `5: found bytes that are not UTF-8; expected UTF-8 text; save the file as UTF-8`},
		{"only punctuation", "- id: a\n  kind: place\n  en: {canonical: \"?!\"}\n  source: x y\n",
			`3: found the spelling "?!", which does not begin with a letter or digit; expected words joined by spaces, hyphens, apostrophes or "&"; write the name without other marks`},
		{"punctuation inside", "- id: a\n  kind: place\n  en: {canonical: \"Yahoo! Inc\"}\n  source: x y\n",
			`3: found the spelling "Yahoo! Inc", which has "! Inc", which no match crosses; expected words joined by spaces, hyphens, apostrophes or "&"; write the name without other marks`},
		{"too many words", "- id: a\n  kind: place\n  en: {canonical: a b c d e f g h i j k l m n o p q}\n  source: x y\n",
			`3: found the spelling "a b c d e f g h i j k l m n o p q", which has more than 16 words; expected words joined by spaces, hyphens, apostrophes or "&"; write the name without other marks`},
		{"id twice", good + "- id: a\n  kind: place\n  en: {canonical: Sevan}\n  source: made up\n",
			`5: found the id "a", which the concept at DIR/names.yaml:1 has; expected an id that no other concept has; rename one of the two, or make them one concept`},
		{"spelling of two concepts", good + "- id: b\n  kind: place\n  en:\n    canonical: Sevan\n    variants:\n      - Ararat\n  source: made up\n",
			`10: found "Ararat", which the concept "a" at DIR/names.yaml:3 claims too; expected a spelling that means one concept only; remove it from one of the two, or give the longer name`},
		{"spelling that matches the same", good + "- id: b\n  kind: place\n  en: {canonical: ÁRARAT}\n  source: made up\n",
			`7: found "ÁRARAT", which matches the same text as "Ararat" of the concept "a" at DIR/names.yaml:3; expected a spelling that means one concept only; remove it from one of the two, or give the longer name`},
		{"full name of two concepts", "- id: a\n  kind: person\n  en: {canonical: Petrosyan}\n  given: {en: {canonical: Anna}}\n  source: x y\n" +
			"- id: b\n  kind: person\n  en: {canonical: A. Petrosyan}\n  source: x y\n",
			`8: found "A. Petrosyan", which the concept "a" at DIR/names.yaml:3 claims too; expected a spelling that means one concept only; remove it from one of the two, or give the longer name`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			g, err := Load(writeFile(t, dir, "names.yaml", tt.text))
			if err == nil || g != nil {
				t.Fatalf("got no error, want %s", tt.want)
			}
			var want []string
			for line := range strings.SplitSeq(tt.want, "\n") {
				want = append(want, "DIR/names.yaml:"+line)
			}
			got := strings.ReplaceAll(err.Error(), dir, "DIR")
			if w := strings.Join(want, "\n"); got != w {
				t.Errorf("got  %s\nwant %s", got, w)
			}
		})
	}
}

func TestLoadFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	a := writeFile(t, dir, "a.yaml", "\uFEFF# Lakes\r\n- id: sevan\r\n  kind: place\r\n  en: {canonical: Sevan}\r\n  source: made up\r\n")
	writeFile(t, dir, "b.yaml", "# nothing yet\n")
	writeFile(t, dir, "c.txt", "not YAML: [")
	g, err := Load(dir, a, dir+"/.")
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := g.Concept("sevan"); !ok || len(g.Concepts()) != 1 || c.Line != 2 || c.File != a {
		t.Errorf("got %+v", g.Concepts())
	}
	if _, ok := g.Concept("van"); ok {
		t.Error("found a concept that is not there")
	}
}

func TestLoadPathErrors(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ name, path, want string }{
		{"missing", filepath.Join(dir, "none.yaml"), "read glossary: stat DIR/none.yaml: no such file or directory; check the path"},
		{"empty folder", dir, "read glossary folder DIR: no *.yaml file is in it; check the path"},
		{"device", os.DevNull, "/dev/null:0: found something that is not a file; expected a YAML file; check the path"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(tt.path)
			if err == nil || strings.ReplaceAll(err.Error(), dir, "DIR") != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("- id: a\n  kind: person\n  en: {canonical: B, variants: [C]}\n  hy: {preferred: D}\n  given: {en: {canonical: E}, hy: {preferred: F}}\n  source: x y\n")
	f.Add("- &a {id: a}\n- *a\n")
	f.Add("- id: a\n  en: \"U.S.\"\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := Parse(File{"f.yaml", []byte(text)})
		if err != nil {
			return
		}
		for _, c := range g.Concepts() {
			for _, s := range c.Spellings {
				if got := g.Matcher(s.Locale).Match(s.Canonical); len(got) != 1 || got[0].Concept != c {
					t.Errorf("%q in %s gives %v", s.Canonical, s.Locale, hits(s.Canonical, got))
				}
			}
		}
	})
}
