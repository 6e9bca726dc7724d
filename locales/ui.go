package locales

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// uiStrings are the strings of sites' interfaces: by id and base language, and
// the way back from a text in any language to the id.
type uiStrings struct {
	text map[string]map[string]string // id, base language -> text
	id   map[string]string            // folded text -> id
}

func newUIStrings() uiStrings {
	return uiStrings{text: map[string]map[string]string{}, id: map[string]string{}}
}

func (s uiStrings) add(file string, tag language.Tag, messages []*i18n.Message) error {
	base, _ := tag.Base()
	for _, m := range messages {
		text := strings.TrimSpace(m.Other)
		if text == "" {
			return fmt.Errorf("load %s: %q has no text; write %s = \"…\"", file, m.ID, m.ID)
		}
		if other, ok := s.id[fold(text)]; ok && other != m.ID {
			return fmt.Errorf("load %s: %q stands under %q and %q; keep one", file, text, other, m.ID)
		}
		if s.text[m.ID] == nil {
			s.text[m.ID] = map[string]string{}
		}
		s.text[m.ID][base.String()] = text
		s.id[fold(text)] = m.ID
	}
	return nil
}

// UI looks a text up among the strings of sites' interfaces, in whichever
// language it stands, and gives it in the source and the target locale; either
// is empty where the catalog has none. Case, surrounding space and a closing
// colon do not count.
func (c *Catalog) UI(text, source, target string) (from, to string, ok bool) {
	id, ok := c.ui.id[fold(text)]
	if !ok {
		return "", "", false
	}
	return c.ui.text[id][base(source)], c.ui.text[id][base(target)], true
}

// IsUI says whether UI knows the text.
func (c *Catalog) IsUI(text string) bool {
	_, ok := c.ui.id[fold(text)]
	return ok
}

func base(locale string) string {
	b, _ := language.Make(locale).Base()
	return b.String()
}

func fold(text string) string {
	text = strings.Join(strings.Fields(norm.NFC.String(text)), " ")
	return strings.ToLower(strings.TrimSpace(strings.TrimSuffix(text, ":")))
}

func (s uiStrings) fingerprint() string {
	h := sha256.New()
	for _, id := range slices.Sorted(maps.Keys(s.text)) {
		for _, lang := range slices.Sorted(maps.Keys(s.text[id])) {
			fmt.Fprintf(h, "%q %q %q\n", id, lang, s.text[id][lang])
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
