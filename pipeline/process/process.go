// Package process is what running somebody's program takes: ending it together
// with what it started, and keeping some of what it said. It starts nothing
// itself. Start at EndTogether and Tail.
package process

import (
	"fmt"
	"strings"
	"unicode"
)

// Tail keeps the last bytes of what is written to it.
type Tail struct {
	// Most is how many it keeps.
	Most int
	kept []byte
}

// Write keeps the end of p.
func (t *Tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	t.kept = t.kept[max(0, len(t.kept)-t.Most):]
	return len(p), nil
}

// After adds what was written to an error, on one line and without controls.
func (t *Tail) After(err error) error {
	said := OneLine(t.kept)
	if said == "" {
		return err
	}
	return fmt.Errorf("%w; it said: %s", err, said)
}

// OneLine makes foreign words fit for a message: valid UTF-8 on one line that
// moves no cursor and turns no direction.
func OneLine(text []byte) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), r == 0xFFFC, r == 0xFFFD: // marks of what is missing
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(text), "?"))
	return strings.Join(strings.Fields(clean), " ")
}
