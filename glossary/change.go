package glossary

import (
	"cmp"
	"slices"
	"strings"
)

// ChangeKind says what has become of a concept.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	// Renamed means another id for the same name; more may have changed.
	Renamed ChangeKind = "renamed"
	Changed ChangeKind = "changed"
)

// Change is what has become of one concept between two glossaries. The memory
// knows concepts by their ids: what used Old.ID is what the change concerns,
// and the terms to go from and to are Old.Target and New.Target.
type Change struct {
	Kind ChangeKind `json:"change"`
	// ID is that of the new concept, or of the old one where it is gone.
	ID string `json:"id"`
	// Was is the old id of a renamed concept.
	Was string `json:"was,omitempty"`
	// Old and New are the concept; nil where there is none.
	Old *Concept `json:"old,omitempty"`
	New *Concept `json:"new,omitempty"`
	// Edits are what has changed in it, in the order of the files; none for a
	// concept that was added or removed.
	Edits []Edit `json:"edits,omitempty"`
}

// Edit is one value that has changed: from Old to New, or, with one of them
// empty, added or removed.
type Edit struct {
	Field Field  `json:"field"`
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// Touches says that a translation from the source locale into the target
// locale may have to be looked at again: what is found in a text, or how it is
// written, is not what it was. The order of a list, notes and sources make no
// difference.
func (c Change) Touches(source, target string) bool {
	for _, e := range c.Edits {
		switch l := e.Field.Locale; {
		case e.Field.Name == "note" || e.Field.Name == "source":
		case l == "" || covers(l, source) || covers(l, target):
			return true
		}
	}
	return c.Kind != Changed
}

// Respells says that texts in the source locale may be spelled differently from
// before: by a new name, or one that is found or spelled in another way.
func (c Change) Respells(source string) bool {
	for _, e := range c.Edits {
		if e.Field.Name == "case" || e.Field.Name == "after" || e.Field.Locale != "" && covers(e.Field.Locale, source) {
			return true
		}
	}
	return c.Kind == Added
}

// covers says that a block for one locale is looked in for the other.
func covers(block, locale string) bool {
	for ; locale != ""; locale = parent(locale) {
		if block == locale {
			return true
		}
	}
	return false
}

// Compare lists what has changed from one glossary to another, by id.
func Compare(old, new *Glossary) []Change {
	var out []Change
	var gone, come []*Concept
	for _, c := range old.concepts {
		if _, ok := new.byID[c.ID]; !ok {
			gone = append(gone, c)
		}
	}
	for _, c := range new.concepts {
		was, ok := old.byID[c.ID]
		if !ok {
			come = append(come, c)
		} else if edits := editsOf(was, c); len(edits) > 0 {
			out = append(out, Change{Changed, c.ID, "", was, c, edits})
		}
	}
	out = append(out, renames(&gone, &come)...)
	for _, c := range gone {
		out = append(out, Change{Kind: Removed, ID: c.ID, Old: c})
	}
	for _, c := range come {
		out = append(out, Change{Kind: Added, ID: c.ID, New: c})
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(string(b.Kind), string(a.Kind)))
	})
	return out
}

// renames takes the concepts out of the two lists that have the same name and
// kind, and no other of that name stands beside them.
func renames(gone, come *[]*Concept) []Change {
	by := map[string][]*Concept{}
	for _, c := range *gone {
		by[c.name()] = append(by[c.name()], c)
	}
	count := map[string]int{}
	for _, c := range *come {
		count[c.name()]++
	}
	var out []Change
	taken := map[*Concept]bool{}
	*come = slices.DeleteFunc(*come, func(c *Concept) bool {
		was := by[c.name()]
		if len(was) != 1 || count[c.name()] != 1 {
			return false
		}
		out = append(out, Change{Renamed, c.ID, was[0].ID, was[0], c, editsOf(was[0], c)})
		taken[was[0]] = true
		return true
	})
	*gone = slices.DeleteFunc(*gone, func(c *Concept) bool { return taken[c] })
	return out
}

// name is what a concept is known by when its id is another.
func (c *Concept) name() string {
	name := string(c.Kind)
	for _, s := range c.Spellings {
		full, _ := c.Canonical(s.Locale, true)
		name += "\n" + s.Locale + " " + full
	}
	return name
}

// editsOf compares two concepts fact by fact.
func editsOf(old, new *Concept) []Edit {
	was, is := old.Facts(), new.Facts()
	var out []Edit
	for i, f := range is {
		if slices.Contains(was, f) || slices.Contains(is[:i], f) {
			continue
		}
		e := Edit{Field: f.Field, New: f.Value}
		if !f.Field.isList() {
			e.Old = valueIn(was, f.Field)
		}
		out = append(out, e)
	}
	for i, f := range was {
		if !slices.Contains(is, f) && !slices.Contains(was[:i], f) && (f.Field.isList() || valueIn(is, f.Field) == "") {
			out = append(out, Edit{Field: f.Field, Old: f.Value})
		}
	}
	slices.SortStableFunc(out, func(a, b Edit) int { return a.Field.compare(b.Field) })
	return out
}

func valueIn(list []Fact, f Field) string {
	for _, x := range list {
		if x.Field == f {
			return x.Value
		}
	}
	return ""
}

// isList says that a concept may have several values of the field.
func (f Field) isList() bool {
	switch f.Name {
	case "admitted", "classes", "variants", "forbidden", "forms":
		return true
	}
	return false
}

// compare orders fields as they stand in a file.
func (f Field) compare(other Field) int {
	return cmp.Or(cmp.Compare(f.block(), other.block()), strings.Compare(f.Locale, other.Locale), cmp.Compare(ranks[f.Name], ranks[other.Name]))
}

// block is the rank of the key of a concept that the field is under.
func (f Field) block() int {
	switch {
	case f.Given:
		return ranks["given"]
	case f.Locale != "":
		return sourceRank
	}
	return ranks[f.Name]
}
