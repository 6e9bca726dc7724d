package backend

import (
	"context"
	"strings"
	"unicode"
)

// mostExpand is the greatest PseudoOptions.Expand.
const mostExpand = 5

// PseudoOptions configure the pseudo engine.
type PseudoOptions struct {
	// Expand is the length of the answer, the source being 1; at most 5.
	Expand float64
}

// Pseudo makes text that is plainly no translation: accented letters between
// ⟪ and ⟫, longer than the source. It is for trying layouts, and for seeing
// what would not be translated (https://www.w3.org/International/articles/article-text-size).
type Pseudo struct{ options PseudoOptions }

// NewPseudo makes a pseudo engine.
func NewPseudo(o PseudoOptions) *Pseudo { return &Pseudo{o} }

// Info says that the answers are no translations.
func (p *Pseudo) Info() Info {
	return Info{Name: "pseudo", Mock: true, Limits: Limits{Segments: 1000}}
}

// Translate never fails.
func (p *Pseudo) Translate(_ context.Context, r Request) (Reply, error) {
	out := Reply{Results: make([]Result, len(r.Segments))}
	for i, s := range r.Segments {
		out.Results[i] = Result{ID: s.ID, Text: p.pseudo(s.Text)}
	}
	return out, nil
}

// Close does nothing.
func (p *Pseudo) Close() error { return nil }

// accents replaces letters by look-alikes that a reader can still read.
var accents = strings.NewReplacer(
	"a", "á", "e", "é", "i", "í", "o", "ó", "u", "ú", "y", "ý", "c", "ç", "n", "ñ", "s", "š", "z", "ž",
	"A", "Á", "E", "É", "I", "Í", "O", "Ó", "U", "Ú", "Y", "Ý", "C", "Ç", "N", "Ñ", "S", "Š", "Z", "Ž")

func (p *Pseudo) pseudo(text string) string {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	pad := int(float64(letters) * (min(p.options.Expand, mostExpand) - 1))
	return "⟪" + accents.Replace(text) + strings.Repeat("~", max(0, pad)) + "⟫"
}
