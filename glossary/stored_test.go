package glossary

import (
	"encoding/json"
	"testing"
)

func TestStored(t *testing.T) {
	whole, err := Load(".")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Stored(data)
	if err != nil {
		t.Fatal(err)
	}
	if back.Fingerprint() != whole.Fingerprint() || len(Compare(whole, back)) > 0 {
		t.Error("a stored glossary is not the one that was stored")
	}
	const text = "Cavusoglu met S. Lavrov in Ankara."
	if got, want := len(back.Matcher("en").Match(text)), len(whole.Matcher("en").Match(text)); got != want {
		t.Errorf("the stored one finds %d names, want %d", got, want)
	}
}

func TestStoredRefuses(t *testing.T) {
	for _, data := range []string{"", "{", `{"id":"x"}`, "[null]", `[{"id":"x"}]`} {
		if g, err := Stored([]byte(data)); err == nil {
			t.Errorf("Stored(%q) = %v, want an error", data, g)
		}
	}
}

func TestOnly(t *testing.T) {
	g := parsed(t, `- {id: ani, kind: place, en: {canonical: Ani}, hy: {preferred: Անի}, source: x}
- {id: van, kind: place, en: {canonical: Van}, hy: {preferred: Վան}, source: x}
`).Only("van", "nowhere")
	if got := g.Matcher("en").Match("Ani and Van"); len(got) != 1 || got[0].Concept.ID != "van" {
		t.Errorf("found %+v, want van alone", got)
	}
}
