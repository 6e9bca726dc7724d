package glossary

import "strings"

// parent is the next locale to look in (RFC 4647, section 3.4): the last
// subtag goes, and with it a single letter before it. It is empty at the end.
func parent(locale string) string {
	i := strings.LastIndexByte(locale, '-')
	if i < 0 {
		return ""
	}
	if i >= 2 && locale[i-2] == '-' {
		i -= 2
	}
	return locale[:i]
}

// located is a block of a concept that belongs to a locale.
type located interface{ locale() string }

func (s Spelling) locale() string { return s.Locale }
func (t Target) locale() string   { return t.Locale }

// find returns the block for the locale or its nearest parent, or nil.
func find[T located](blocks []T, locale string) *T {
	for ; locale != ""; locale = parent(locale) {
		for i := range blocks {
			if blocks[i].locale() == locale {
				return &blocks[i]
			}
		}
	}
	return nil
}
