package cell

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzCell writes any text into a cell and reads it again.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "plain", "=1+1", "' =1", "'plain", "''-x", "\t@", "a\tb\nc\rd", `\t`, `\u0041`, "⟦1⟧ ⟦/2⟧ ⟦", "\u2028\u0085\f", "\u200b＝1", `"quoted`, "＂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		c := Append(nil, s)
		if Guarded(c) {
			c = append([]byte{'\''}, c...)
		}
		if strings.ContainsAny(string(c), "\t\n\r\v\f\u0085\u2028\u2029") {
			t.Fatalf("the cell %q breaks a line", c)
		}
		if got := Text(Unguard(string(c))); got != s {
			t.Fatalf("read %q from the cell %q, want %q", got, c, s)
		}
	})
}
