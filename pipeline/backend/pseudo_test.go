package backend

import (
	"math"
	"testing"
)

func TestPseudo(t *testing.T) {
	for _, tt := range []struct {
		name   string
		expand float64
		in     string
		want   string
	}{
		{"accents and length", 1.5, "Yes, no", "⟪Ýéš, ñó~~⟫"},
		{"no longer than the source", 1, "Yes", "⟪Ýéš⟫"},
		{"no setting", 0, "Yes", "⟪Ýéš⟫"},
		{"placeholders stay", 2, "⟦1⟧a⟦12⟧", "⟪⟦1⟧á⟦12⟧~⟫"},
		{"no letters", 2, "2026", "⟪2026⟫"},
		{"another script", 1.5, "Այո", "⟪Այո~⟫"},
		{"far too long", math.Inf(1), "a", "⟪á~~~~⟫"},
		{"no number", math.NaN(), "a", "⟪á⟫"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := NewPseudo(PseudoOptions{Expand: tt.expand}).pseudo(tt.in); got != tt.want {
				t.Errorf("pseudo(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}
