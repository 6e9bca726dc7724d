package memory

import (
	"context"
	"errors"
	"fmt"
	"io"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// ImportOptions say what is known about a file.
type ImportOptions struct {
	// Name is the file as the user named it; for messages, and as the author
	// of units that name none.
	Name string
	// Format is TMX when it is zero.
	Format Format
	// Human says that people made the units which do not say otherwise.
	Human bool
}

// Report counts what became of the units of a file.
type Report struct {
	Added, Updated, Unchanged int
	// Skipped counts the units that were passed over, by reason.
	Skipped map[string]int
}

// The reasons for which the memory itself passes a unit over.
const (
	emptyText     = "an empty text"
	humanStays    = "a person's translation is in the memory"
	newerStays    = "a translation as new or newer is in the memory"
	damagedRow    = "damaged in the memory"
	illegalLetter = "a character that XML cannot hold"
)

// Import reads a file of translations, TMX of any version up to 1.4b and of any
// producer among them: all of it or, when it returns an error, nothing. Languages match as in BCP 47,
// inline codes become placeholders, context and provenance are taken over from
// properties. A unit takes the place of an older one only; importing a file
// again changes nothing.
func (m *Memory) Import(ctx context.Context, p Pair, r io.Reader, o ImportOptions) (Report, error) {
	k, err := m.keeper(ctx, p)
	if err != nil {
		return Report{}, m.fault("import into", err)
	}
	defer k.tx.Rollback()
	rep := Report{Skipped: map[string]int{}}
	t, err := o.Format.orTMX().read(r, k.pair)
	if err != nil {
		return Report{}, err
	}
	im := importer{keeper: k, options: o, seen: map[[2]int64]bool{}}
	for {
		u, err := t.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Report{}, fmt.Errorf("import %s: %w", o.Name, xmlscan.Locate(err, t.Line()))
		}
		if u.skip == "" {
			u.skip, err = im.add(&u)
		}
		if err != nil {
			return Report{}, m.fault("import into", err)
		}
		if u.skip != "" {
			rep.Skipped[u.skip]++
		}
	}
	if err := k.commit(record{Did: "import " + o.Name}); err != nil {
		return Report{}, m.fault("import into", err)
	}
	rep.count(k.counts)
	return rep, nil
}

func (r *Report) count(verdicts [verdicts]int) {
	r.Added, r.Updated, r.Unchanged = verdicts[added], verdicts[updated], verdicts[unchanged]
	for v, reason := range map[verdict]string{guarded: humanStays, older: newerStays} {
		if verdicts[v] > 0 {
			r.Skipped[reason] = verdicts[v]
		}
	}
}

// importer passes units on to a keeper.
type importer struct {
	*keeper
	options ImportOptions
	// seen are the places of units that do not say how old they are. The first
	// of them wins; without this the second import of a file with two such
	// units would take the second for news.
	seen map[[2]int64]bool
}

// add keeps the unit, or returns why not.
func (im *importer) add(u *imported) (skip string, err error) {
	if u.Text == "" || u.Target == "" {
		return emptyText, nil
	}
	if !u.own {
		u.foreign(im.options)
	}
	if !validState(u.State) {
		u.State = bitext.Translated
	}
	in := incoming{row: row{Entry: u.Entry}, careful: true}
	if !u.changed.IsZero() {
		in.changed = u.changed.UnixMilli()
	}
	if in.pair, err = im.id(""); err != nil {
		return "", err
	}
	dated, err := in.stamp(im.now)
	if err != nil {
		return "", err
	}
	if !dated && u.changed.IsZero() {
		place := in.identity()
		in.repeated = im.seen[place]
		im.seen[place] = true
	}
	return "", im.keeper.add(in)
}

func validState(s bitext.State) bool {
	switch s {
	case "", bitext.Initial, bitext.Translated, bitext.Reviewed, bitext.Final:
		return true
	}
	return false
}
