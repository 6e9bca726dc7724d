package exchange

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"targman/glossary"
)

// Check holds new and changed concepts to the schema of the glossary. The error
// joins a line for everything that is wrong, with the line of the imported file.
func (j Joined) Check(file string) error {
	var text strings.Builder
	var starts, lines []int
	at := 1
	for _, list := range [][]*glossary.Concept{j.New, j.Changed} {
		for _, c := range list {
			layout := glossary.Layout(c)
			starts, lines = append(starts, at), append(lines, j.Lines[c])
			at += strings.Count(layout, "\n")
			text.WriteString(layout)
		}
	}
	_, err := glossary.ParseEach(glossary.File{Name: file, Data: []byte(text.String())})
	if err == nil {
		return nil
	}
	var out []error
	for _, e := range parts(err) {
		var p glossary.Problem
		if !errors.As(e, &p) {
			out = append(out, e)
			continue
		}
		if i := sort.SearchInts(starts, p.Line+1) - 1; i >= 0 {
			p.Line = lines[i]
		}
		out = append(out, fmt.Errorf("%s:%d: %sfound %s; expected %s; %s", file, p.Line, label(p.Concept), p.Found, p.Expected, p.Fix))
	}
	return errors.Join(out...)
}

func label(id string) string {
	if id == "" {
		return ""
	}
	return id + ": "
}

// parts are the errors that were joined.
func parts(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return joined.Unwrap()
	}
	return []error{err}
}
