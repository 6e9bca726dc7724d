// Package hy knows Eastern Armenian in the reformed spelling: its letters, its
// sentence ends, the forms a name takes and the typography of a newspaper. It
// opens no file and keeps no state outside the Pack it returns. Start at Pack;
// Decline generates a form, find.go recognises one, Rules lists the
// typography. docs/ARMENIAN.md shows the same for readers.
//
// Western Armenian (hyw) is another language with other tables and is not
// answered for here.
package hy

import (
	"unicode"

	"targman/pipeline/lang"
)

// Pack is the language pack of Eastern Armenian. Each pack keeps its own
// bounded cache of compiled entries and may be used from several goroutines.
func Pack() lang.Pack {
	f := newFinder()
	return lang.Pack{
		Tag:     "hy",
		Letters: letters,
		Quotes:  [2]string{"«", "»"},
		Fonts: []string{
			"Noto Serif Armenian", "Noto Sans Armenian", "Mshtakan", "Sylfaen",
			"GHEA Grapalat", "Arian AMU", "DejaVu Serif", "DejaVu Sans",
		},
		Refusals:  refusals,
		Splitter:  splitter,
		Measures:  lang.NewWordlist(measures),
		Polish:    polish,
		Find:      f.find,
		Inflect:   inflect,
		Forms:     forms,
		Reinflect: f.reinflect,
		Near:      f.near,
		Derived:   derivedWords,
		Issues:    issues,
		Suggest:   suggest,
	}
}

// letters are the Armenian letters without the punctuation of the block
// (https://www.unicode.org/charts/PDF/U0530.pdf); U+FB13..FB17 are ligatures
// (https://www.unicode.org/charts/PDF/UFB00.pdf).
var letters = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0531, Hi: 0x0556, Stride: 1},
		{Lo: 0x0560, Hi: 0x0588, Stride: 1},
		{Lo: 0xFB13, Hi: 0xFB17, Stride: 1},
	},
}
