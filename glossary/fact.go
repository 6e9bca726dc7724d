package glossary

import (
	"fmt"
	"io"
	"strings"
)

// Field names one thing that a concept says. The words are those of the files.
type Field struct {
	// Given says that it is about a person's given name.
	Given bool `json:"given,omitempty"`
	// Locale is empty for what belongs to the concept as a whole.
	Locale string `json:"locale,omitempty"`
	// Name is kind, keep, case, note, source, after, canonical, preferred,
	// class, or one of the lists admitted, variants, forbidden, forms and
	// classes, which is what admitted terms have as "term: class".
	Name string `json:"name"`
}

// String is the path of the field in a file, such as "given.hy.preferred".
func (f Field) String() string {
	path := f.Name
	if f.Locale != "" {
		path = f.Locale + "." + path
	}
	if f.Given {
		path = "given." + path
	}
	return path
}

// Fact is one field with a value of it; a list gives a fact for each item.
type Fact struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// Facts lists what a concept says, in the order of the files.
func (c *Concept) Facts() []Fact {
	var out facts
	out.add(Field{Name: "kind"}, string(c.Kind))
	out.affirm(Field{Name: "keep"}, c.Keep)
	if c.Case != Smart {
		out.add(Field{Name: "case"}, string(c.Case))
	}
	out.locales(false, c.Spellings, c.Targets)
	if c.Given != nil {
		out.affirm(Field{Given: true, Name: "after"}, c.Given.After)
		out.locales(true, c.Given.Spellings, c.Given.Targets)
	}
	out.add(Field{Name: "note"}, c.Note)
	out.add(Field{Name: "source"}, c.Source)
	return out
}

type facts []Fact

// add takes the values that are not empty.
func (f *facts) add(field Field, values ...string) {
	for _, v := range values {
		if v != "" {
			*f = append(*f, Fact{field, v})
		}
	}
}

func (f *facts) affirm(field Field, yes bool) {
	if yes {
		f.add(field, "true")
	}
}

func (f *facts) locales(given bool, spellings []Spelling, targets []Target) {
	for _, s := range spellings {
		f.add(Field{given, s.Locale, "canonical"}, s.Canonical)
		f.add(Field{given, s.Locale, "admitted"}, s.Admitted...)
		f.add(Field{given, s.Locale, "variants"}, s.Variants...)
	}
	for _, t := range targets {
		f.add(Field{given, t.Locale, "preferred"}, t.Preferred)
		f.add(Field{given, t.Locale, "admitted"}, t.Admitted...)
		for _, term := range t.Admitted {
			if class := t.Classes[term]; class != "" {
				f.add(Field{given, t.Locale, "classes"}, term+": "+class)
			}
		}
		f.add(Field{given, t.Locale, "forbidden"}, t.Forbidden...)
		f.add(Field{given, t.Locale, "class"}, t.Class)
		f.add(Field{given, t.Locale, "forms"}, t.Forms...)
	}
}

// WriteFacts writes a line for each fact of each concept: id, field, value.
// It is for programs that compare lines, such as git diff.
func (g *Glossary) WriteFacts(w io.Writer) error {
	var b strings.Builder
	for _, c := range g.concepts {
		for _, f := range c.Facts() {
			fmt.Fprintf(&b, "%s  %s  %s\n", c.ID, f.Field, f.Value)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
