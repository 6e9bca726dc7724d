// Package write renders an article and its units into files: the translated
// document and the aligned formats, one file here for each, listed in
// table.go. What a format writes is a pure function of the Doc: no clock, no
// randomness, no environment, so the same article gives the same bytes for
// ever. A Sink puts the files into a folder, whole or not at all. The package
// never translates, and never changes a unit. Start at Doc and Formats.
package write

import (
	"io"

	"targman/pipeline/bitext"
)

// Doc is one article with its units, ready to be written.
type Doc struct {
	Article *bitext.Article
	// Units are in the order of the article, one for each segment.
	Units []bitext.Unit
	// Source and Target are the locales, BCP 47 tags.
	Source, Target string
	// Fonts are CSS font families that set the target language well, best
	// first; for the bilingual page.
	Fonts []string
	// Tool is the program's name and version: "targman 0.1.0".
	Tool string
	// Labels are the words of the bilingual page, by the ids of Labels; an id
	// that is missing stands in English.
	Labels map[string]string
}

// Format is an output format.
type Format struct {
	// Name is what the configuration and the messages call it.
	Name string
	// Suffix follows the article's name in the file name. It is empty for the
	// document, which keeps its own extension.
	Suffix string
	// Render writes the file's bytes.
	Render func(w io.Writer, d *Doc) error
}

// block is the block that a unit was cut from. A unit that names none has an
// empty one, so that no format need ask.
func (d *Doc) block(u *bitext.Unit) *bitext.Block {
	if u.Block < 0 || u.Block >= len(d.Article.Blocks) {
		return &bitext.Block{}
	}
	return &d.Article.Blocks[u.Block]
}

// original is what an aligned file calls the document that it is of.
func (d *Doc) original() string { return d.Article.Name + d.Article.Ext }

// title is what a person calls the article.
func (d *Doc) title() string {
	if t := d.Article.Meta.Title; t != "" {
		return t
	}
	return d.Article.Name
}
