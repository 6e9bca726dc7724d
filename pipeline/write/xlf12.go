package write

import (
	"io"
	"strconv"

	"targman/pipeline/bitext"
)

// xlf12 writes XLIFF 1.2 for the many tools that read no later one: a
// trans-unit for each unit of the line, in a group for each block. A trans-unit
// holds one segment, because few tools know seg-source; what stands between two
// segments is part of the skeleton.
// http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
func xlf12(w io.Writer, d *Doc) error { return xlf12Of(w, d, d.Units) }

// xlf12Of writes a document with the stamps of other translations, which run
// parallel to its units.
func xlf12Of(w io.Writer, d *Doc, stamped []bitext.Unit) error {
	x := xlf12Writer{d: d, stamped: stamped, markup: markup{out: make([]byte, 0, 2048+6*len(d.Article.Source))}}
	x.out = append(x.out, xmlHeader...)
	x.open("xliff", "xmlns", "urn:oasis:names:tc:xliff:document:1.2", "version", "1.2")
	x.line(1)
	x.open("file", "original", d.original(), "source-language", d.Source, "target-language", d.Target,
		"datatype", xlf12Datatype(d.Article.Format), "tool-id", "targman", "xml:space", "preserve")
	x.header()
	x.body()
	x.line(1)
	x.close("file")
	x.line(0)
	x.close("xliff")
	x.line(0)
	_, err := w.Write(x.out)
	return err
}

type xlf12Writer struct {
	markup
	d       *Doc
	stamped []bitext.Unit
	tokens  []token
}

// stampMark begins the extradata that is ours.
const stampMark = "targman:"

// xlf12Datatype is the format's name, section 2.3, datatype.
func xlf12Datatype(format string) string {
	switch format {
	case "html":
		return "html"
	case "text":
		return "plaintext"
	}
	return "x-" + ownValue(known(format))
}

// header says what the document says about itself, and what made the file.
func (x *xlf12Writer) header() {
	x.line(2)
	x.open("header")
	x.line(3)
	x.empty("tool", "tool-id", "targman", "tool-name", known(x.d.Tool))
	for _, n := range x.d.metaNotes() {
		x.note(3, n)
	}
	x.line(2)
	x.close("header")
}

func (x *xlf12Writer) note(depth int, n xlfNote) {
	priority := ""
	if n.priority > 0 {
		priority = strconv.Itoa(n.priority)
	}
	x.line(depth)
	x.element("note", n.text, "from", "targman "+n.category, "priority", priority)
}

func (x *xlf12Writer) body() {
	x.line(2)
	x.open("body")
	us := x.d.Units
	for i := range us {
		if i == 0 || us[i].Block != us[i-1].Block {
			x.line(3)
			x.open("group", "id", "b"+strconv.Itoa(us[i].Block+1), "restype", "x-"+ownValue(string(us[i].Kind)))
		}
		x.unit(&us[i], &x.stamped[i])
		if i+1 == len(us) || us[i].Block != us[i+1].Block {
			x.line(3)
			x.close("group")
		}
	}
	x.line(2)
	x.close("body")
}

func (x *xlf12Writer) unit(u, stamped *bitext.Unit) {
	translate, approved := "", ""
	if !u.Translatable() {
		translate = "no"
	}
	if u.Translated() && (u.State == bitext.Reviewed || u.State == bitext.Final) {
		approved = yes(true)
	}
	x.line(4)
	stamp := ""
	if stamped.Translated() {
		stamp = stampMark + bitext.Stamp(stamped.Source, stamped.Target)
	}
	x.open("trans-unit", "id", u.ID, "approved", approved, "translate", translate, "extradata", stamp)
	x.line(5)
	x.open("source")
	x.content(u.Source)
	x.close("source")
	if u.Translated() {
		x.line(5)
		x.open("target", "state", xlf12State(u.State), "state-qualifier", xlf12Qualifier(u))
		x.content(u.Target)
		x.close("target")
	}
	for i := range u.Suggestions {
		x.suggestion(u, &u.Suggestions[i])
	}
	for _, n := range x.d.segmentNotes(u) {
		x.note(5, n)
	}
	x.line(4)
	x.close("trans-unit")
}

// suggestion writes the translation of a similar text, section 2.3, alt-trans.
func (x *xlf12Writer) suggestion(u *bitext.Unit, s *bitext.Suggestion) {
	x.line(5)
	x.open("alt-trans", "match-quality", strconv.Itoa(s.Score), "origin", s.By)
	x.line(6)
	x.open("source")
	marked(u, s, x.text, func(text string) { x.element("mrk", text, "mtype", "x-differs") })
	x.close("source")
	x.line(6)
	x.element("target", s.Target)
	x.line(5)
	x.close("alt-trans")
}

// segmentNotes are the notes about a segment. Terms are among them and not
// marked in the text, because a tool that takes a mark for a code would ask for
// it in the translation.
func (d *Doc) segmentNotes(u *bitext.Unit) (out xlfNotes) {
	if u.Original.Text != u.Source.Text {
		out.add("original", u.Original.Text, 0)
	}
	said := map[string]bool{}
	for i := range u.Terms {
		t := &u.Terms[i]
		target := t.Target
		if target == "" && t.Keep {
			target = t.Canonical
		}
		if !said[t.Concept] && target != "" {
			out.add("term", t.Canonical+" = "+target, 0)
			said[t.Concept] = true
		}
	}
	out.add("origin", string(u.Origin), 0)
	for _, f := range d.findings(u) {
		out.add("finding", f.Severity.String()+" "+f.ID+": "+f.Message, notePriority[f.Severity])
	}
	return out
}

// xlf12State is a state in the words of version 1.2, section 2.3, state.
func xlf12State(s bitext.State) string {
	switch s {
	case bitext.Translated:
		return "translated"
	case bitext.Reviewed:
		return "signed-off"
	case bitext.Final:
		return "final"
	}
	return "needs-translation"
}

// xlf12Qualifier says where a translation is from, section 2.3,
// state-qualifier; a person's is from nowhere else.
func xlf12Qualifier(u *bitext.Unit) string {
	switch u.Origin {
	case bitext.FromHuman, "":
		return ""
	case bitext.FromLocale:
		return "leveraged-repository"
	case bitext.FromContext, bitext.FromExact:
		return "exact-match"
	case bitext.FromFuzzy, bitext.FromAdapted:
		return "fuzzy-match"
	}
	if u.Provenance.Engine != "" {
		return "leveraged-mt"
	}
	return "leveraged-tm"
}

func (x *xlf12Writer) content(c bitext.Content) {
	x.tokens = tokens(x.tokens[:0], c, nil)
	for i := range x.tokens {
		if t := &x.tokens[i]; t.code != nil {
			x.code(i)
		} else {
			x.text(t.text)
		}
	}
}

// code writes an inline code with its spelling inside, section 2.4. A code
// whose partner is elsewhere is it.
func (x *xlf12Writer) code(i int) {
	c := x.tokens[i].code
	id := strconv.Itoa(c.ID)
	switch {
	case c.Kind == bitext.Alone:
		x.element("ph", c.Raw, "id", id, "ctype", xlf12Type(c))
	case !paired(x.tokens, i):
		pos := map[bitext.CodeKind]string{bitext.Open: "open", bitext.Close: "close"}[c.Kind]
		x.element("it", c.Raw, "id", id, "pos", pos, "ctype", xlf12Type(c))
	case c.Kind == bitext.Open:
		x.element("bpt", c.Raw, "id", id, "ctype", xlf12Type(c))
	default:
		x.element("ept", c.Raw, "id", id)
	}
}

// xlf12Type is the type of a code, section 2.3, ctype.
func xlf12Type(c *bitext.Code) string {
	switch {
	case c.Type == "":
		return ""
	case c.Type == "image" && c.Kind == bitext.Alone, c.Type == "link" && c.Kind != bitext.Alone:
		return c.Type
	}
	return "x-" + ownValue(c.Type)
}
