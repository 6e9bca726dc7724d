// Package en is what the line knows about English: where its sentences end,
// its letters, its quotation marks. It opens no file and knows nothing of the
// other language of a pair. Start at Pack; the sentence rules are the table in
// rules.go and the abbreviations they look up are in abbreviations.go.
package en

import (
	"unicode"

	"targman/pipeline/lang"
)

// Pack is English as the line sees it. English is a source language: there is
// nothing to polish and no inflected form to find.
func Pack() lang.Pack {
	return lang.Pack{
		Tag:      "en",
		Letters:  unicode.Latin,
		Quotes:   [2]string{"“", "”"},
		Fonts:    []string{"Georgia", "Cambria", "Times New Roman", "serif"},
		Refusals: refusals,
		Splitter: splitter,
		Measures: lang.NewWordlist(measures),
		Names:    nameWords(),
	}
}
