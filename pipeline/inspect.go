package pipeline

import (
	"golang.org/x/sync/errgroup"

	"targman/pipeline/bitext"
	"targman/pipeline/check"
)

// Inspect takes the units of an aligned document, wherever they are from,
// through match, settle and check, and changes no target: their findings say
// what a reviewer would mark. Of the line it needs the pair, what is known of
// the languages, and the glossary.
func (l *Line) Inspect(units []bitext.Unit) {
	human := make([]bool, len(units))
	var g errgroup.Group
	workers := max(l.Workers, 1)
	for part := range workers {
		g.Go(func() error {
			for i := part; i < len(units); i += workers {
				u := &units[i]
				// What a person made is reported on and never changed.
				human[i], u.Provenance.Human = u.Provenance.Human, true
				l.inspect(u)
			}
			return nil
		})
	}
	_ = g.Wait() // no part returns an error
	l.names().Document(units)
	check.Document(units, l.Target)
	for i := range units {
		units[i].Provenance.Human = human[i]
	}
}

func (l *Line) inspect(u *bitext.Unit) {
	switch {
	case u.Open() && !u.Source.Blank():
		u.Find(bitext.Finding{ID: "not-translated", Severity: bitext.Error, Message: "there is no translation"})
	case u.Translated():
		l.match(u)
		l.names().Unit(u)
		check.Unit(u, l.Source, l.Target)
	}
}
