package glossary

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// What lint finds about the letters of terms.

// lettered calls for every term that is to be found or written. Forbidden
// terms may be misspelled on purpose.
func (l *lint) lettered(do func(c *Concept, locale, term string, line int)) {
	for _, c := range l.concepts {
		spellings := c.Spellings
		if c.Given != nil {
			spellings = slices.Concat(spellings, c.Given.Spellings)
		}
		for _, s := range spellings {
			s.terms(func(text, _ string, line int) { do(c, s.Locale, text, line) })
		}
	}
	l.targets(func(c *Concept, t *Target, _ bool, line int) {
		for _, term := range slices.Concat(agreed(t), t.Forms) {
			do(c, t.Locale, term, line)
		}
	})
}

func (l *lint) mixedScript() {
	l.lettered(func(c *Concept, locale, term string, line int) {
		r, script, main := l.stranger(term)
		if r == 0 {
			return
		}
		fix := "write it with letters of one script"
		if polish := l.options.Language(locale).Polish; polish != nil {
			if better := polish(term); better != term {
				if still, _, _ := l.stranger(better); still == 0 {
					fix = fmt.Sprintf("write %q, which looks the same", better)
				}
			}
		}
		l.add(c, line, "%q, in which %q (%U) is %s in a word of %s", fix, term, string(r), r, script, main)
	})
}

// stranger is the first letter that is not of the script of most letters of
// its word, or 0.
func (l *lint) stranger(term string) (r rune, script, main string) {
	for word := range strings.FieldsFuncSeq(term, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		count := map[string]int{}
		for _, r := range word {
			if s := l.script(r); s != "" {
				count[s]++
			}
		}
		if len(count) < 2 {
			continue
		}
		for s, n := range count {
			if n > count[main] || n == count[main] && s < main {
				main = s
			}
		}
		for _, r := range word {
			if s := l.script(r); s != "" && s != main {
				return r, s, main
			}
		}
	}
	return 0, "", ""
}

// script is the Unicode script of a letter; empty for what belongs to many.
func (l *lint) script(r rune) string {
	if r < unicode.MaxASCII && unicode.IsLetter(r) {
		return "Latin"
	}
	if s, ok := l.scripts[r]; ok {
		return s
	}
	found := ""
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.IsLetter(r) && unicode.Is(table, r) {
			found = name
		}
	}
	l.scripts[r] = found
	return found
}

// scriptNames are Unicode's names for the codes of ISO 15924 (UAX 24, table 8:
// https://www.unicode.org/reports/tr24/); a language in another script is not
// held to it.
var scriptNames = map[string]string{
	"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian", "Geor": "Georgian", "Arab": "Arabic", "Hebr": "Hebrew",
}

// foreignScript is about whole words; mixedScript has the others.
func (l *lint) foreignScript() {
	l.lettered(func(c *Concept, locale, term string, line int) {
		code, _ := language.Make(locale).Script()
		own, ok := scriptNames[code.String()]
		if mixed, _, _ := l.stranger(term); !ok || mixed != 0 {
			return
		}
		for _, r := range term {
			if s := l.script(r); s != "" && s != own && s != "Latin" {
				l.add(c, line, "%q in %s letters, as a term for %s", "write it in "+own+" letters", term, s, locale)
				return
			}
		}
	})
}

// notNFC looks at the lines themselves: what Load reads is normalised.
func (l *lint) notNFC() {
	at := map[string][]*Concept{}
	for _, c := range l.concepts {
		at[c.File] = append(at[c.File], c)
	}
	for _, f := range l.files {
		for n, line := range bytes.Split(f.Data, []byte("\n")) {
			if norm.NFC.IsNormal(line) {
				continue
			}
			c := &Concept{File: f.Name, Line: n + 1}
			for _, in := range at[f.Name] {
				if in.Line <= n+1 {
					c = in
				}
			}
			l.add(c, n+1, "text that is not in Unicode NFC: %s", "run targman glossary fmt", quote(strings.TrimSpace(string(line))))
		}
	}
}
