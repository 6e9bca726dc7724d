package backend

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
)

// codes turn BCP 47 tags into a service's own names of languages.
type codes struct {
	own   map[string]string
	spell func(tag string) string
}

// newCodes reads pairs such as "hy=hye_Armn", which overrule spell.
func newCodes(engine string, pairs []string, spell func(tag string) string) (codes, error) {
	c := codes{map[string]string{}, spell}
	for _, p := range pairs {
		tag, code, ok := strings.Cut(p, "=")
		if tag, code = strings.TrimSpace(tag), strings.TrimSpace(code); !ok || tag == "" || code == "" {
			return c, fmt.Errorf(`backends.%s.codes: %q is no pair of codes; write our tag and the service's code, such as "hy=hye_Armn"`, engine, p)
		}
		c.own[tag] = code
	}
	return c, nil
}

func (c codes) of(tag string) string {
	if code, ok := c.own[tag]; ok {
		return code
	}
	return c.spell(tag)
}

// shortTag is a tag without a region or script that its language has anyway:
// hy-AM is hy, pt-BR is pt, and pt-PT stays
// (https://unicode.org/reports/tr35/, Likely Subtags). What is no tag stays.
func shortTag(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	base, _ := t.Base()
	if likely := language.Make(base.String()); sameMaximal(t, likely) {
		return base.String()
	}
	return t.String()
}

func sameMaximal(a, b language.Tag) bool {
	sa, _ := a.Script()
	sb, _ := b.Script()
	ra, _ := a.Region()
	rb, _ := b.Region()
	return sa == sb && ra == rb
}

// chinese spells the two ways to write Chinese, which every service names in its
// own way, and every other language short.
func chinese(simplified, traditional string) func(tag string) string {
	return func(tag string) string {
		t, err := language.Parse(tag)
		if base, _ := t.Base(); err != nil || base.String() != "zh" {
			return shortTag(tag)
		}
		if script, _ := t.Script(); script.String() == "Hant" {
			return traditional
		}
		return simplified
	}
}
