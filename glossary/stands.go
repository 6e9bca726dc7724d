package glossary

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// endsText says that only white space and closing marks follow on the line.
func endsText(rest string) bool {
	rest = strings.TrimLeft(rest, " \u00A0\r\t\"')]}\u2019\u201D\u00BB")
	return rest == "" || rest[0] == '\n'
}

// stands is what should stand in place of the surface: the canonical spelling,
// in capitals where the surface is, and with a capital where a name such as
// "von der Leyen" begins the sentence.
func (e *entry) stands(surface string) string {
	canonical := e.canonical
	switch {
	case e.concept.Case == Exact:
	case !e.capitals && isCapitals(surface):
		canonical = strings.ToUpper(canonical)
	case isCapital(surface) && !isCapital(canonical[:firstRune(canonical)]):
		canonical = strings.ToUpper(canonical[:firstRune(canonical)]) + canonical[firstRune(canonical):]
	}
	if surface == canonical || norm.NFC.String(surface) == canonical || e.words == 1 && sameAcronym(surface, canonical) {
		return surface
	}
	return canonical
}

// firstRune is the length of the first rune.
func firstRune(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// sameAcronym says that the two differ by an acronym's full stops alone.
func sameAcronym(a, b string) bool {
	bare := func(s string) string { return strings.ReplaceAll(s, ".", "") }
	return (isAcronym(strings.TrimSuffix(a, ".")) || isAcronym(strings.TrimSuffix(b, "."))) && bare(a) == bare(b)
}
