package write

import (
	"strings"

	"targman/pipeline/bitext"
)

// What the bilingual page shows of a unit and filters by: a value, which is
// that of the other formats, and a word for it.

// state is the unit's state; what has none has not begun.
func (d *Doc) state(u *bitext.Unit) (value, word string) {
	value = string(u.State)
	if value == "" {
		value = string(bitext.Initial)
	}
	return value, d.label("state." + value)
}

// origin is where the target came from.
func (d *Doc) origin(u *bitext.Unit) (value, word string) {
	value = string(u.Origin)
	if value == "" {
		return "", d.label("origin.none")
	}
	if name, ok := strings.CutPrefix(value, string(bitext.Backend(""))); ok {
		return value, d.label("origin.backend") + " " + name
	}
	if word = d.label("origin." + value); word == "" {
		word = value
	}
	return value, word
}

// worst is the highest severity among the unit's findings, or "none".
func (d *Doc) worst(u *bitext.Unit) string {
	fs := d.findings(u)
	if len(fs) == 0 {
		return "none"
	}
	s := fs[0].Severity
	for _, f := range fs[1:] {
		s = max(s, f.Severity)
	}
	return s.String()
}
