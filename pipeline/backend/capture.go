package backend

import (
	"fmt"
	"strings"
	"unicode"
)

// head keeps the first bytes of what is written. When there are more it calls
// over and goes on taking them, so that the program does not hang on us.
type head struct {
	kept []byte
	most int
	over func()
}

func (h *head) Write(p []byte) (int, error) {
	room := h.most - len(h.kept)
	if len(p) > room {
		h.over()
	}
	h.kept = append(h.kept, p[:min(len(p), room)]...)
	return len(p), nil
}

// tail keeps the last bytes of what is written.
type tail struct {
	kept []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	t.kept = t.kept[max(0, len(t.kept)-t.most):]
	return len(p), nil
}

// after adds what was written to an error, on one line and without controls.
func (t *tail) after(err error) error {
	said := oneLine(t.kept)
	if said == "" {
		return err
	}
	return fmt.Errorf("%w; it said: %s", err, said)
}

// oneLine makes foreign words fit for a message: valid UTF-8 on one line that
// moves no cursor and turns no direction.
func oneLine(text []byte) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if invisible(r) || !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(text), "?"))
	return strings.Join(strings.Fields(clean), " ")
}
