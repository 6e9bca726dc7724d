package write

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// The normative rules of XLIFF 2.1 that no schema can say, and the parts of its
// schemas that this package uses, from
// http://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html;
// each message starts with the number of the section.

const inlineModel = `((cp|ph|pc|sc|ec|mrk|sm|em),)*`

// xlfModels are the contents of the elements, as names with commas.
var xlfModels = map[string]string{
	"xliff":          `(file,)+`,
	"file":           `(notes,)?(unit,)+`,
	"unit":           `((mtc:matches|gls:glossary|mda:metadata),)*(notes,)?(originalData,)?((segment|ignorable),)+`,
	"segment":        `source,(target,)?`,
	"ignorable":      `source,(target,)?`,
	"notes":          `(note,)+`,
	"note":           ``,
	"originalData":   `(data,)+`,
	"data":           `(cp,)*`,
	"source":         inlineModel,
	"target":         inlineModel,
	"pc":             inlineModel,
	"mrk":            inlineModel,
	"cp":             ``,
	"ph":             ``,
	"sc":             ``,
	"ec":             ``,
	"sm":             ``,
	"em":             ``,
	"mtc:matches":    `(mtc:match,)+`,
	"mtc:match":      `(originalData,)?source,target,`,
	"mda:metadata":   `(mda:metaGroup,)+`,
	"mda:metaGroup":  `(mda:meta,)+`,
	"mda:meta":       ``,
	"gls:glossary":   `(gls:glossEntry,)+`,
	"gls:glossEntry": `gls:term,(gls:translation,)*(gls:definition,)?`,
	"gls:term":       ``, "gls:translation": ``, "gls:definition": ``,
}

// xlfAttributes are the attributes that an element may have, the required ones
// with a "!", each with the pattern of its value.
var xlfAttributes = map[string]map[string]string{
	"xliff":     {"!version": `2\.[012]`, "!srcLang": tagPattern, "trgLang": tagPattern},
	"file":      {"!id": nmtoken, "original": `.*`, "canResegment": yesNo, "xml:space": `preserve|default`, "translate": yesNo},
	"unit":      {"!id": nmtoken, "type": ownPattern, "translate": yesNo, "canResegment": yesNo, "xml:space": `preserve|default`, "name": `.*`},
	"segment":   {"id": nmtoken, "state": `initial|translated|reviewed|final`, "subState": ownPattern, "canResegment": yesNo},
	"ignorable": {"id": nmtoken},
	"notes":     {}, "originalData": {}, "source": {}, "target": {"order": `[1-9]\d*`},
	"note":           {"id": nmtoken, "category": `.*`, "priority": `[1-9]|10`, "appliesTo": `source|target`},
	"data":           {"!id": nmtoken, "xml:space": `preserve`},
	"cp":             {"!hex": `([0-9A-Fa-f]{2})+`},
	"ph":             {"!id": nmtoken, "dataRef": nmtoken, "type": typePattern},
	"pc":             {"!id": nmtoken, "dataRefStart": nmtoken, "dataRefEnd": nmtoken, "type": typePattern},
	"sc":             {"!id": nmtoken, "dataRef": nmtoken, "isolated": yesNo, "type": typePattern},
	"ec":             {"id": nmtoken, "startRef": nmtoken, "dataRef": nmtoken, "isolated": yesNo, "type": typePattern},
	"mrk":            {"!id": nmtoken, "type": markPattern, "ref": `\S*`, "translate": yesNo, "value": `.*`},
	"sm":             {"!id": nmtoken, "type": markPattern, "ref": `\S*`, "translate": yesNo, "value": `.*`},
	"em":             {"!startRef": nmtoken},
	"mtc:matches":    {},
	"mtc:match":      {"id": nmtoken, "!ref": `\S+`, "type": `am|mt|icm|idm|tb|tm|other`, "similarity": percent, "matchQuality": percent, "origin": `(?s).*`},
	"mda:metadata":   {"id": nmtoken},
	"mda:metaGroup":  {"id": nmtoken, "category": `.*`, "appliesTo": `source|target|ignorable`},
	"mda:meta":       {"!type": `.*`},
	"gls:glossary":   {},
	"gls:glossEntry": {"id": nmtoken, "ref": `\S+`},
	"gls:term":       {"source": `(?s).*`}, "gls:translation": {"id": nmtoken, "ref": `\S+`, "source": `.*`}, "gls:definition": {"source": `.*`},
}

const (
	nmtoken     = `[-._:A-Za-z0-9]+` // the part of NMTOKEN that is ASCII
	yesNo       = `yes|no`
	tagPattern  = `[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*`
	ownPattern  = `[^\s:]+:[^\s:]+`
	typePattern = `fmt|ui|quote|link|image|other`
	markPattern = `generic|comment|term|[^\s:]+:[^\s:]+`
	percent     = `100(\.0+)?|\d{1,2}(\.\d+)?`
)

// xlfErrors are the rules that a document breaks.
func xlfErrors(data []byte) []string {
	root, err := parseXML(data)
	if err != nil {
		return []string{"XML: " + err.Error()}
	}
	c := &xlfChecker{}
	if root.name != "xliff" {
		return []string{"4.2.2.1: the root is " + root.name}
	}
	c.element(root)
	if root.attrs["trgLang"] == "" && len(root.all("target")) > 0 {
		c.add("4.2.2.1: a target without trgLang")
	}
	c.unique("4.3.1.21 file", root.all("file"))
	for _, f := range root.all("file") {
		c.unique("4.3.1.21 unit", f.all("unit"))
		if n := f.child("notes"); n != nil {
			c.unique("4.3.1.21 note", n.children)
		}
		for _, u := range f.all("unit") {
			c.unit(u)
		}
	}
	return c.errors
}

var compiled sync.Map

// matches says that the pattern matches all of s.
func matches(pattern, s string) bool {
	re, ok := compiled.Load(pattern)
	if !ok {
		re, _ = compiled.LoadOrStore(pattern, regexp.MustCompile(`^(`+pattern+`)$`))
	}
	return re.(*regexp.Regexp).MatchString(s)
}

type xlfChecker struct{ errors []string }

func (c *xlfChecker) add(format string, args ...any) {
	c.errors = append(c.errors, fmt.Sprintf(format, args...))
}

// element checks content and attributes, as a schema would.
func (c *xlfChecker) element(e *element) {
	model, ok := xlfModels[e.name]
	if !ok {
		c.add("4.2: element %s", e.name)
		return
	}
	if !matches(model, e.model()) {
		c.add("4.2: %s holds %s", e.name, e.model())
	}
	mixed := slices.Contains([]string{"note", "data", "source", "target", "pc", "mrk", "gls:term", "gls:translation", "gls:definition", "mda:meta"}, e.name)
	if !mixed && strings.TrimSpace(e.text) != "" {
		c.add("4.2: %s holds text %q", e.name, e.text)
	}
	for _, err := range attributeErrors(e, xlfAttributes[e.name]) {
		c.add("4.3: %s", err)
	}
	for _, child := range e.children {
		c.element(child)
	}
}

func (c *xlfChecker) unique(rule string, es []*element) map[string]*element {
	seen := map[string]*element{}
	for _, e := range es {
		id := e.attrs["id"]
		if id == "" {
			continue
		}
		if seen[id] != nil {
			c.add("%s: id %q twice", rule, id)
		}
		seen[id] = e
	}
	return seen
}

func (c *xlfChecker) unit(u *element) {
	parts := slices.DeleteFunc(slices.Clone(u.children), func(e *element) bool { return e.name != "segment" && e.name != "ignorable" })
	if u.child("segment") == nil {
		c.add("4.2.2.5: unit %s has no segment", u.attrs["id"])
	}
	for _, name := range []string{"mtc:matches", "gls:glossary", "mda:metadata"} {
		if len(u.all(name)) > 1 {
			c.add("4.2.2.5: two %s in unit %s", name, u.attrs["id"])
		}
	}
	if n := u.child("notes"); n != nil {
		c.unique("4.3.1.21 note", n.children)
	}
	for _, s := range parts {
		c.state(s)
	}
	ids := c.inline(parts, u.child("originalData"), u.attrs["id"])
	c.modules(u, ids)
}

func (c *xlfChecker) state(s *element) {
	state, set := s.attrs["state"]
	if s.attrs["subState"] != "" && !set {
		c.add("4.3.1.35: subState without state in segment %s", s.attrs["id"])
	}
	if set && state != "initial" && s.child("target") == nil {
		c.add("4.3.1.31: state %s without target in segment %s", state, s.attrs["id"])
	}
	for _, side := range []string{"source", "target"} {
		if e := s.child(side); e != nil && e.attrs["xml:lang"] != "" {
			c.add("4.2.2.12: xml:lang in segment %s", s.attrs["id"])
		}
	}
}

var inlineNames = []string{"ph", "pc", "sc", "ec", "mrk", "sm", "em"}

// inline checks the codes and marks of the parts of a unit, or of a match, and
// returns the ids that a reference may point to.
func (c *xlfChecker) inline(parts []*element, original *element, where string) map[string]bool {
	data := map[string]*element{}
	if original != nil {
		data = c.unique("4.3.1.21 data", original.children)
	}
	ids := map[string]bool{}
	take := func(id string) {
		if id == "" {
			return
		}
		if ids[id] {
			c.add("4.3.1.21: id %q twice in %s", id, where)
		}
		ids[id] = true
	}
	for _, p := range parts {
		take(p.attrs["id"])
		for _, e := range p.child("source").all(inlineNames...) {
			take(e.attrs["id"])
		}
	}
	for _, p := range parts {
		c.targetIDs(p, ids, take)
	}
	for _, side := range []string{"source", "target"} {
		var es []*element
		for _, p := range parts {
			if s := p.child(side); s != nil {
				es = append(es, s.all(inlineNames...)...)
			}
		}
		c.pairs(es, where)
		for _, e := range es {
			for _, a := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
				if ref := e.attrs[a]; ref != "" && data[ref] == nil {
					c.add("4.3.1.9: %s=%q of %s points nowhere in %s", a, ref, e.name, where)
				}
			}
			if e.name == "pc" && (e.attrs["dataRefStart"] == "") != (e.attrs["dataRefEnd"] == "") {
				c.add("4.2.3.3: one data reference in pc %s", e.attrs["id"])
			}
		}
	}
	for _, p := range parts {
		for _, cp := range p.all("cp") {
			c.codePoint(cp)
		}
	}
	return ids
}

// targetIDs checks that an element in the target has either an id of its own
// or that of the same element in the sibling source.
func (c *xlfChecker) targetIDs(p *element, ids map[string]bool, take func(string)) {
	target := p.child("target")
	if target == nil {
		return
	}
	sibling := map[string]string{}
	for _, e := range p.child("source").all(inlineNames...) {
		sibling[e.attrs["id"]] = e.name
	}
	mine := map[string]bool{}
	for _, e := range target.all(inlineNames...) {
		id := e.attrs["id"]
		switch {
		case id == "":
		case mine[id]:
			c.add("4.3.1.21: id %q twice in a target", id)
		case sibling[id] == "":
			take(id)
		case sibling[id] != e.name:
			c.add("4.3.1.21: %s %q in the target is %s in the source", e.name, id, sibling[id])
		}
		mine[id] = true
	}
}

// pairs checks the partners of one side.
func (c *xlfChecker) pairs(es []*element, where string) {
	index := func(name, attr, id string) (at, n int) {
		at = -1
		for i, e := range es {
			if e.name == name && e.attrs[attr] == id {
				at, n = i, n+1
			}
		}
		return at, n
	}
	for i, e := range es {
		id := e.attrs["id"]
		switch e.name {
		case "sc":
			at, n := index("ec", "startRef", id)
			if isolated := e.attrs["isolated"] == "yes"; isolated && n > 0 || !isolated && (n != 1 || at < i) {
				c.add("4.3.1.22: sc %q of %s has %d partners", id, where, n)
			}
		case "ec":
			ref, isolated := e.attrs["startRef"], e.attrs["isolated"] == "yes"
			if isolated != (id != "") || isolated == (ref != "") {
				c.add("4.2.3.5: ec id=%q startRef=%q isolated=%v in %s", id, ref, isolated, where)
			}
			if at, n := index("sc", "id", ref); !isolated && (n != 1 || at > i) {
				c.add("4.3.1.30: ec startRef=%q of %s has %d partners", ref, where, n)
			}
		case "sm":
			if at, n := index("em", "startRef", id); n != 1 || at < i {
				c.add("4.7.3.2: sm %q of %s has %d ends", id, where, n)
			}
		case "em":
			if at, n := index("sm", "id", e.attrs["startRef"]); n != 1 || at > i {
				c.add("4.7.3.2: em %q of %s has %d starts", e.attrs["startRef"], where, n)
			}
		}
	}
}

// codePoint checks that a cp stands for a character that XML forbids.
func (c *xlfChecker) codePoint(cp *element) {
	n, err := strconv.ParseUint(cp.attrs["hex"], 16, 32)
	forbidden := n < 0x20 && n != 9 && n != 10 && n != 13 || n >= 0xD800 && n <= 0xDFFF || n == 0xFFFE || n == 0xFFFF
	if err != nil || !forbidden {
		c.add("4.3.1.19: cp %s", cp.attrs["hex"])
	}
}

// modules checks the Translation Candidates and Glossary modules and what
// refers to them.
func (c *xlfChecker) modules(u *element, ids map[string]bool) {
	points := func(rule string, e *element) {
		ref := e.attrs["ref"]
		if ref != "" && !ids[strings.TrimPrefix(strings.TrimPrefix(ref, "#"), "t=")] {
			c.add("%s: ref %q points nowhere in unit %s", rule, ref, u.attrs["id"])
		}
	}
	c.unique("5.1.7.1 match", u.all("mtc:match"))
	for _, m := range u.all("mtc:match") {
		points("5.1.7.5", m)
		c.inline([]*element{m}, m.child("originalData"), "match "+m.attrs["id"])
	}
	entries := c.unique("5.2.5.1", u.all("gls:glossEntry", "gls:translation"))
	for _, g := range u.all("gls:glossEntry") {
		points("5.2.5.2", g)
		if g.child("gls:translation") == nil && g.child("gls:definition") == nil {
			c.add("5.2.4.3: glossEntry %s says nothing", g.attrs["id"])
		}
	}
	for _, m := range u.all("mrk", "sm") {
		if id, ok := strings.CutPrefix(m.attrs["ref"], "#gls="); ok && entries[id] == nil {
			c.add("3.2: mark %s refers to no glossary entry %q", m.attrs["id"], id)
		}
	}
}

func TestXLIFFKeepsTheRules(t *testing.T) {
	for name, d := range fixtures(t) {
		for _, format := range []string{"xlf", "xlf20", "xlf22"} {
			for _, e := range xlfErrors(render(t, Formats()[find(format)], d)) {
				t.Errorf("%s of %s: %s", format, name, e)
			}
		}
	}
}

// TestXLIFFRulesBite breaks a good document in one place at a time.
func TestXLIFFRulesBite(t *testing.T) {
	good := string(render(t, Formats()[find("xlf")], fixtures(t)["news"]))
	cases := []struct{ name, old, new string }{
		{"no target language with a target", ` trgLang="hy"`, ``},
		{"another version", `version="2.1"`, `version="1.2"`},
		{"a unit twice", `<unit id="2"`, `<unit id="1"`},
		{"an id with a blank", `<unit id="2"`, `<unit id="2 b"`},
		{"a state of XLIFF 1.2", `state="final"`, `state="signed-off"`},
		{"a state without a target", `<segment id="5.3">`, `<segment id="5.3" state="translated">`},
		{"a sub-state without a state", `state="reviewed" `, ``},
		{"notes after the segments", `</segment>` + "\n    </unit>", `</segment><notes><note>x</note></notes></unit>`},
		{"a data reference that points nowhere", `dataRef="d5"`, `dataRef="d99"`},
		{"one data reference of two", ` dataRefEnd="d2"`, ``},
		{"a segment's id twice", `<segment id="5.2"`, `<segment id="5.1"`},
		{"another element under the same id", `<target><sc id="c3" dataRef="d5" isolated="yes" type="fmt"/>`, `<target><ph id="c3" dataRef="d5" type="fmt"/>`},
		{"an end without a start", `startRef="c3"`, `startRef="c9"`},
		{"a partner that is said to be elsewhere", `<source><sc id="c3" dataRef="d5"`, `<source><sc id="c3" isolated="yes" dataRef="d5"`},
		{"a mark that does not end", `<em startRef="m3"/>`, ``},
		{"a match for no span", `ref="#3.1"`, `ref="#9.9"`},
		{"a match too similar", `similarity="100"`, `similarity="101"`},
		{"an entry for no span", `<gls:glossEntry id="g1" ref="#m1">`, `<gls:glossEntry id="g1" ref="#m77">`},
		{"an entry that says nothing", `<gls:glossEntry id="g1" ref="#m1">`, `<gls:glossEntry id="g0" ref="#m1"><gls:term>x</gls:term></gls:glossEntry><gls:glossEntry id="g1" ref="#m1">`},
		{"a mark for no entry", `ref="#gls=g1">Turkey`, `ref="#gls=g7">Turkey`},
		{"a type that is unknown", `type="link"`, `type="anchor"`},
		{"a code point that XML allows", `<source>Skip`, `<source><cp hex="0041"/>Skip`},
		{"text between segments", `<ignorable>`, `text<ignorable>`},
		{"markup that is not closed", `</unit>`, ``},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.Replace(good, c.old, c.new, 1)
			if bad == good {
				t.Fatalf("%q is not in the document", c.old)
			}
			if len(xlfErrors([]byte(bad))) == 0 {
				t.Error("no rule is broken")
			}
		})
	}
}
