package main

import (
	"slices"
	"unicode/utf8"

	"targman/locales"
	"targman/pipeline/bitext"
	"targman/pipeline/gather"
	"targman/pipeline/read"
)

// articleLength measures the article on a page, in characters, as the configuration
// has it read; a page that cannot be read has none.
func (t *translation) articleLength() (func(page []byte, contentType string) int, error) {
	catalog, err := locales.Load(t.cfg.Locales...)
	if err != nil {
		return nil, usage(err)
	}
	o, err := readingOptions(t.cfg, catalog)
	return func(page []byte, contentType string) (n int) {
		defer func() { _ = recover() }() // a page that breaks the reader is told of when it is translated
		if o.Charset == "" {
			page = gather.Decoded(page, contentType)
		}
		art, err := read.Article("page.html", "page", page, o)
		if err != nil {
			return 0
		}
		for _, b := range art.Blocks {
			if !slices.Contains([]bitext.Kind{bitext.Furniture, bitext.UI, bitext.Duplicate}, b.Kind) {
				n += utf8.RuneCountInString(b.Text)
			}
		}
		return n
	}, err
}
