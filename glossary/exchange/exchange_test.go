package exchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"targman/glossary"
)

var options = Options{Source: "en", Targets: []string{"hy"}}

// sampleText has a concept for every field.
const sampleText = `- id: 168-hours
  kind: product
  keep: true
  en:
    canonical: 168 Hours
    variants: [168 Zham]
  source: https://example.org/168

- id: aras
  kind: place
  case: exact
  en:
    canonical: Aras
    admitted: [The Aras]
    variants: [Araks, Araxes]
  hy:
    preferred: Արաքս
    admitted: [Երասխ, {term: "Եր: ասխի", class: "stem:Երասխ"}]
    forbidden: [Արազ, "Ար|աս", "-Արաս", "Ա, ր"]
    class: I
    forms: [Արաքսիցն]
  note: "=A river; «Երասխ» is old, \"Aras\" Turkish."
  source: https://example.org/aras?a=1&b=2

- id: petrosyan
  kind: person
  en:
    canonical: Petrosyan
    variants: [Petrossian]
  hy:
    preferred: Պետրոսյան
  given:
    en:
      canonical: Tigran
    hy:
      preferred: Տիգրան
  source: https://example.org/petrosyan

- id: sarkissian
  kind: person
  en:
    canonical: Sarkissian
  hy:
    preferred: Սարգսյան
  given:
    en:
      canonical: Armen
      variants: [Armén]
    hy:
      preferred: Արմեն
      forbidden: [Արման]
  source: https://example.org/sarkissian

- id: van
  kind: place
  en:
    canonical: Van
  hy:
    preferred: Վան
  source: https://example.org/van

- id: xi
  kind: person
  en:
    canonical: Xi
  hy:
    preferred: Սի
    class: I
  given:
    after: true
    en:
      canonical: Jinping
    hy:
      preferred: Ծինպին
  source: https://example.org/xi
`

func sample(t *testing.T) *glossary.Glossary {
	t.Helper()
	g, err := glossary.Parse(glossary.File{Name: "sample.yaml", Data: []byte(sampleText)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func written(t *testing.T, f Format, concepts []*glossary.Concept, o Options) ([]byte, []Loss) {
	t.Helper()
	var b bytes.Buffer
	losses, err := f.Write(&b, concepts, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), losses
}

// TestRoundTrip writes every format and reads it again: what the format holds
// comes back, and every other field is a loss that was told of.
func TestRoundTrip(t *testing.T) {
	g := sample(t)
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			data, losses := written(t, f, g.Concepts(), options)
			entries, told, err := Read("x"+f.Extensions[0], data, &f, options)
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			if len(told) > 0 {
				t.Errorf("reading its own file loses %v", told)
			}
			back := byName(entries)
			for _, c := range g.Concepts() {
				for _, field := range Fields() {
					if !has(c, field, options) || field == MoreTargets {
						continue
					}
					lost := slices.ContainsFunc(losses, func(l Loss) bool { return l.Concept == c.ID && l.Field == string(field) })
					holds := slices.Contains(f.Holds, field)
					if field != ID && field != Kind && holds == lost {
						t.Errorf("%s, %s: the format holds it: %t, told as lost: %t", c.ID, field, holds, lost)
					}
					if got := back[canonical(c, "en")]; holds && got != nil {
						compare(t, field, got, c)
					} else if got == nil {
						t.Errorf("%s is gone", c.ID)
					}
				}
			}
		})
	}
}

func byName(entries []Entry) map[string]*glossary.Concept {
	out := map[string]*glossary.Concept{}
	for _, e := range entries {
		out[canonical(e.Concept, "en")] = e.Concept
	}
	return out
}

// compare looks at one field of two concepts.
func compare(t *testing.T, f Field, got, want *glossary.Concept) {
	t.Helper()
	pick := map[Field]func(c *glossary.Concept) any{
		ID: func(c *glossary.Concept) any { return c.ID }, Kind: func(c *glossary.Concept) any { return c.Kind },
		Keep: func(c *glossary.Concept) any { return c.Keep }, Case: func(c *glossary.Concept) any { return c.Case },
		Note: func(c *glossary.Concept) any { return c.Note }, Source: func(c *glossary.Concept) any { return c.Source },
		Admitted:  func(c *glossary.Concept) any { return slices.Sorted(slices.Values(c.Spellings[0].Admitted)) },
		Variants:  func(c *glossary.Concept) any { return has(c, Variants, options) },
		Terms:     func(c *glossary.Concept) any { return c.Targets[0].Admitted },
		Forbidden: func(c *glossary.Concept) any { return c.Targets[0].Forbidden },
		Class:     func(c *glossary.Concept) any { return c.Targets[0].Class },
		Forms:     func(c *glossary.Concept) any { return c.Targets[0].Forms },
		Given: func(c *glossary.Concept) any {
			return fmt.Sprint(c.Given != nil && c.Given.After, c.Given.Spellings[0].Canonical, c.Given.Targets[0].Preferred)
		},
		GivenMore: func(c *glossary.Concept) any { return c.Given },
	}[f]
	if pick == nil {
		t.Fatalf("no comparison for %s", f)
	}
	if f == Variants { // admitted spellings may have come back as variants
		for _, v := range want.Spellings[0].Variants {
			if !slices.Contains(got.Spellings[0].Variants, v) {
				t.Errorf("%s, %s: %q is not among %q", want.ID, f, v, got.Spellings[0].Variants)
			}
		}
		return
	}
	ignore := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".lines" }, cmp.Ignore())
	if diff := cmp.Diff(pick(want), pick(got), ignore); diff != "" {
		t.Errorf("%s, %s, -want +got:\n%s", want.ID, f, diff)
	}
}

// TestOwnTableIsLossless reads the concepts back as they were.
func TestOwnTableIsLossless(t *testing.T) {
	g := sample(t)
	for _, name := range []string{"csv", "tsv"} {
		f, _ := Named(name)
		data, losses := written(t, f, g.Concepts(), options)
		if len(losses) > 0 {
			t.Errorf("%s: %v", name, losses)
		}
		entries, _, err := Read("g."+name, data, nil, options)
		if err != nil {
			t.Fatal(err)
		}
		joined := Join(empty(t), entries, JoinOptions{Options: options})
		if len(joined.Conflicts) > 0 || fingerprint(t, joined.New) != g.Fingerprint() {
			t.Errorf("%s: conflicts %v, or another glossary:\n%s", name, joined.Conflicts, data)
		}
	}
}

func empty(t *testing.T) *glossary.Glossary {
	t.Helper()
	g, err := glossary.Parse()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func fingerprint(t *testing.T, concepts []*glossary.Concept) string {
	t.Helper()
	out, err := glossary.Put(glossary.File{Name: "new.yaml"}, concepts)
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.Parse(glossary.File{Name: "new.yaml", Data: out})
	if err != nil {
		t.Fatal(err)
	}
	return g.Fingerprint()
}

// TestConformance holds every format to the same promises.
func TestConformance(t *testing.T) {
	g := sample(t)
	seen := map[string]bool{}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if seen[f.Name] || f.Title == "" || len(f.Extensions) == 0 || !f.Reads() || !f.Writes() {
				t.Errorf("it has no name of its own, no title, no extension, or a side is missing")
			}
			seen[f.Name] = true
			data, losses := written(t, f, g.Concepts(), options)
			again, _ := written(t, f, g.Concepts(), options)
			if !bytes.Equal(data, again) {
				t.Error("written twice it differs")
			}
			for _, l := range losses {
				if l.Concept == "" || l.Field == "" || l.Why == "" {
					t.Errorf("a loss does not tell everything: %+v", l)
				}
			}
			entries, _, err := Read("x", data, &f, options)
			if err != nil {
				t.Fatal(err)
			}
			sameIn(t, f, entries, data)
			cutAnywhere(t, f, data)
			// Into its own glossary it brings nothing new and no conflict.
			joined := Join(g, entries, JoinOptions{Options: options, Kind: glossary.Other, Reference: "x"})
			if len(joined.New)+len(joined.Changed) > 0 || len(joined.Conflicts) > 0 {
				t.Errorf("its own glossary changes: new %v, changed %v, conflicts %v", ids(joined.New), ids(joined.Changed), joined.Conflicts)
			}
		})
	}
}

func ids(concepts []*glossary.Concept) (out []string) {
	for _, c := range concepts {
		out = append(out, c.ID)
	}
	return out
}

// sameIn reads the file in every encoding.
func sameIn(t *testing.T, f Format, want []Entry, data []byte) {
	t.Helper()
	encode := func(e interface{ Bytes([]byte) ([]byte, error) }) []byte {
		out, err := e.Bytes(data)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, encoded := range map[string][]byte{
		"UTF-8 with a mark": append([]byte("\xEF\xBB\xBF"), data...),
		"UTF-16 LE":         encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16 BE":         encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
		"CRLF":              bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")),
	} {
		got, _, err := Read("x", encoded, &f, options)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(glossary.Concept{}, glossary.Spelling{})); diff != "" || err != nil {
			t.Errorf("%s: %v, -want +got:\n%s", name, err, diff)
		}
	}
}

// cutAnywhere reads what is left of a file that is not whole: an error or fewer
// concepts, never a panic.
func cutAnywhere(t *testing.T, f Format, data []byte) {
	t.Helper()
	for n := 0; n < len(bytes.TrimSpace(data)); n += 7 {
		entries, _, err := Read("x", data[:n], &f, options)
		if err == nil && len(entries) > 20 {
			t.Errorf("cut at %d: %d concepts", n, len(entries))
		}
		if err == nil && strings.HasPrefix(f.Name, "tbx") {
			t.Errorf("cut at %d: no error", n)
		}
	}
}

// TestDetect finds the format of what was written, by content and name.
func TestDetect(t *testing.T) {
	g := sample(t)
	same := map[string]string{"google": "deepl", "tbx-dca": "tbx", "tbx2": "tbx"}
	for _, f := range Formats() {
		data, _ := written(t, f, g.Concepts(), options)
		got, err := detect("terms"+f.Extensions[0], string(data), options)
		if err != nil {
			t.Fatal(err)
		}
		want := f.Name
		if s, ok := same[want]; ok {
			want = s
		}
		if got.Name != want {
			t.Errorf("%s: got %s, want %s", f.Name, got.Name, want)
		}
	}
	if _, err := detect("terms.doc", "a,b\n", options); err == nil || !strings.Contains(err.Error(), "--format") {
		t.Errorf("got %v, want one that names --format", err)
	}
}

func TestSeveralTargets(t *testing.T) {
	text := "- id: van\n  kind: place\n  en: {canonical: Van}\n  hy: {preferred: Վան}\n  ru: {preferred: Ван}\n  source: x\n"
	g, err := glossary.Parse(glossary.File{Name: "a.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	two := Options{Source: "en", Targets: []string{"hy", "ru"}}
	for _, f := range Formats() {
		var b bytes.Buffer
		_, err := f.Write(&b, g.Concepts(), two)
		if many := slices.Contains(f.Holds, MoreTargets); many != (err == nil) {
			t.Errorf("%s: holds more targets: %t, got %v", f.Name, many, err)
			continue
		}
		if err != nil {
			if losses, err := f.Write(&b, g.Concepts(), options); err != nil || !slices.ContainsFunc(losses, func(l Loss) bool { return l.Field == string(MoreTargets) }) {
				t.Errorf("%s: got %v, %v; want a loss for the other language", f.Name, losses, err)
			}
			continue
		}
		entries, _, err := Read("x", b.Bytes(), &f, two)
		if err != nil || len(entries) != 1 || len(entries[0].Concept.Targets) != 2 || entries[0].Concept.Targets[1].Preferred != "Ван" {
			t.Errorf("%s: got %+v, %v", f.Name, entries, err)
		}
	}
}
