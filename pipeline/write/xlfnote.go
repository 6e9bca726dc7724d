package write

import (
	"strconv"

	"targman/pipeline/bitext"
)

// xlfNotes are notes for people, section 4.2.2.9.
type xlfNotes []xlfNote

type xlfNote struct {
	category, text string
	// priority is from 1, the highest, to 10; 0 stands for the default.
	priority int
}

func (n *xlfNotes) add(category, text string, priority int) {
	if text != "" {
		*n = append(*n, xlfNote{category, text, priority})
	}
}

func (x *xlfWriter) notes(depth int, notes xlfNotes) {
	if len(notes) == 0 {
		return
	}
	x.line(depth)
	x.open("notes")
	// A note has no room for the cp element, so what XML forbids becomes U+FFFD.
	odd := x.odd
	x.odd = nil
	for i, n := range notes {
		priority := ""
		if n.priority > 0 {
			priority = strconv.Itoa(n.priority)
		}
		x.line(depth + 1)
		x.element("note", n.text, "id", "n"+strconv.Itoa(i+1), "category", n.category, "priority", priority)
	}
	x.odd = odd
	x.line(depth)
	x.close("notes")
}

// metaNotes are what the document says about itself. Its address is a note and not
// the file's original (section 4.2.2.2), by which a file that comes back finds its
// article.
func (d *Doc) metaNotes() (out xlfNotes) {
	m := d.Article.Meta
	for _, f := range []struct{ category, text string }{
		{"title", m.Title}, {"author", m.Author}, {"date", m.Date}, {"site", m.Site}, {"url", m.URL},
	} {
		out.add(f.category, f.text, 0)
	}
	return out
}

// unitNotes say what kind of block this is and what there is to know about its
// segments. A note about one segment starts with the segment's id, because
// XLIFF hangs notes on units only.
func (d *Doc) unitNotes(us []bitext.Unit) xlfNotes {
	var n xlfNotes
	n.add("kind", string(us[0].Kind), 0)
	for i := range us {
		u := &us[i]
		if u.Original.Text != u.Source.Text {
			n.add("original", u.ID+": "+u.Original.Text, 0)
		}
		for _, f := range d.findings(u) {
			n.add("finding", u.ID+": "+f.Severity.String()+" "+f.ID+": "+f.Message, notePriority[f.Severity])
		}
	}
	return n
}

var notePriority = [...]int{bitext.Error: 1, bitext.Warn: 3, bitext.Style: 6, bitext.Info: 9}
