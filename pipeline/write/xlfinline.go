package write

import "targman/pipeline/bitext"

// inline writes the tokens of a source or a target.
func (x *xlfWriter) inline(l *layout, ts []xlfToken) {
	for i := range ts {
		t := &ts[i]
		switch t.kind {
		case isText:
			x.text(t.text)
		case isCode:
			x.code(l, t, closing(ts[i+1:], t))
		case isStart:
			x.startTerm(l, t)
		case isEnd:
			if l.apart[t.id] {
				x.empty("em", "startRef", t.id)
			} else {
				x.close("mrk")
			}
		}
	}
}

// closing is the partner of an opening code among the tokens after it.
func closing(after []xlfToken, t *xlfToken) *xlfToken {
	if t.code.Kind != bitext.Open {
		return nil
	}
	for i := range after {
		if c := &after[i]; c.kind == isCode && c.id == t.id {
			return c
		}
	}
	return nil
}

// code writes an inline code, sections 4.2.3.2 to 4.2.3.5.
func (x *xlfWriter) code(l *layout, t, end *xlfToken) {
	data, kind := dataID(t.data), codeType(t.code.Type)
	isolated := ""
	if t.isolated {
		isolated = "yes"
	}
	apart := l.apart[t.id]
	switch k := t.code.Kind; {
	case k == bitext.Alone:
		x.empty("ph", "id", t.id, "dataRef", data, "type", kind)
	case k == bitext.Open && !apart && end != nil:
		x.open("pc", "id", t.id, "dataRefStart", data, "dataRefEnd", dataID(end.data), "type", kind)
	case k == bitext.Open:
		x.empty("sc", "id", t.id, "dataRef", data, "isolated", isolated, "type", kind)
	case !apart:
		x.close("pc")
	case t.isolated:
		x.empty("ec", "id", t.id, "dataRef", data, "isolated", isolated, "type", kind)
	default:
		x.empty("ec", "startRef", t.id, "dataRef", data, "type", kind)
	}
}

// codeType is the type where XLIFF knows it, section 4.3.1.40.
func codeType(s string) string {
	switch s {
	case "fmt", "ui", "quote", "link", "image", "other":
		return s
	}
	return ""
}

// startTerm starts a term annotation, section 4.7.3.1.2.
func (x *xlfWriter) startTerm(l *layout, t *xlfToken) {
	ref, translate := "", ""
	if t.entry != "" {
		ref = "#gls=" + t.entry
	}
	if t.term.Keep {
		translate = "no"
	}
	if l.apart[t.id] {
		x.empty("sm", "id", t.id, "type", "term", "ref", ref, "translate", translate)
	} else {
		x.open("mrk", "id", t.id, "type", "term", "ref", ref, "translate", translate)
	}
}
