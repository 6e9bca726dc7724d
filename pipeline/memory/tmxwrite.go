package memory

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"
)

// tmxWriter writes TMX one unit at a time.
type tmxWriter struct {
	b    *bufio.Writer
	e    *xml.Encoder
	pair Pair
}

// The elements of TMX that hold units.
type (
	xmlUnit struct {
		XMLName    xml.Name     `xml:"tu"`
		ChangeDate string       `xml:"changedate,attr"`
		ChangeID   string       `xml:"changeid,attr,omitempty"`
		Props      []xmlProp    `xml:"prop"`
		Variants   []xmlVariant `xml:"tuv"`
	}
	xmlProp struct {
		Type  string `xml:"type,attr"`
		Value string `xml:",chardata"`
	}
	xmlVariant struct {
		Lang string     `xml:"xml:lang,attr"`
		Seg  xmlSegment `xml:"seg"`
	}
	// xmlSegment writes placeholders as <ph>, if codes says that they are some.
	xmlSegment struct {
		text  string
		codes bool
	}
)

func newTMXWriter(w io.Writer, p Pair) (*tmxWriter, error) {
	b := bufio.NewWriter(w)
	t := &tmxWriter{b: b, e: xml.NewEncoder(b), pair: p}
	attr := func(name, value string) xml.Attr { return xml.Attr{Name: xml.Name{Local: name}, Value: value} }
	return t, t.tokens(
		xml.ProcInst{Target: "xml", Inst: []byte(`version="1.0" encoding="UTF-8"`)}, newline,
		start("tmx", attr("version", "1.4")), newline,
		start("header", attr("creationtool", "targman"), attr("creationtoolversion", "1"),
			attr("segtype", "sentence"), attr("o-tmf", "targman"), attr("adminlang", p.Source),
			attr("srclang", p.Source), attr("datatype", "plaintext")),
		end("header"), newline, start("body"), newline)
}

var newline = xml.CharData("\n")

func start(name string, attrs ...xml.Attr) xml.StartElement {
	return xml.StartElement{Name: xml.Name{Local: name}, Attr: attrs}
}

func end(name string) xml.EndElement { return xml.EndElement{Name: xml.Name{Local: name}} }

func (t *tmxWriter) tokens(list ...xml.Token) error {
	for _, tok := range list {
		if err := t.e.EncodeToken(tok); err != nil {
			return err
		}
	}
	return nil
}

func (t *tmxWriter) close() error {
	if err := t.tokens(end("body"), newline, end("tmx"), newline); err != nil {
		return err
	}
	if err := t.e.Flush(); err != nil {
		return err
	}
	return t.b.Flush()
}

func (t *tmxWriter) unit(r *row) error {
	changed := time.UnixMilli(r.changed).UTC()
	codes := paired(r.Text, r.Target)
	u := xmlUnit{
		ChangeDate: changed.Format(tmxTime),
		ChangeID:   r.Provenance.By,
		Props:      r.props(changed),
		Variants: []xmlVariant{
			{t.pair.Source, xmlSegment{r.Text, codes}},
			{t.pair.Target, xmlSegment{r.Target, codes}},
		},
	}
	if err := t.e.Encode(u); err != nil {
		return err
	}
	return t.tokens(newline)
}

// props are what TMX has no element for; x-state is always there and marks the
// unit as this program's.
func (r *row) props(changed time.Time) (list []xmlProp) {
	add := func(kind, value string) {
		if value != "" {
			list = append(list, xmlProp{kind, value})
		}
	}
	v := &r.Provenance
	list = append(list, xmlProp{propState, string(r.State)})
	add(propOrigin, string(r.Origin))
	if r.Score != 0 {
		add(propScore, strconv.Itoa(r.Score))
	}
	if v.Human {
		add(propHuman, yes)
	}
	add(propEngine, v.Engine)
	add(propModel, v.Model)
	add(propPrompt, v.Prompt)
	add(propTime, v.Time)
	if changed.Nanosecond() != 0 {
		add(propChanged, changed.Format(time.RFC3339Nano))
	}
	for _, c := range v.Concepts {
		add(propConcept, c)
	}
	for _, c := range v.Repairs {
		add(propRepair, c)
	}
	add(propAgain, v.Again)
	for _, s := range v.Suggestions {
		data, _ := json.Marshal(s) // strings and numbers only
		add(propSuggest, string(data))
	}
	add(propBefore, r.Before)
	add(propAfter, r.After)
	add(propArticle, r.Article)
	add(propUnit, r.Unit)
	return list
}

// MarshalXML writes the element.
func (s xmlSegment) MarshalXML(e *xml.Encoder, seg xml.StartElement) error {
	list := []xml.Token{seg}
	rest := s.text
	for s.codes {
		before, n, after, ok := cutPlaceholder(rest)
		if !ok {
			break
		}
		ph := start("ph", xml.Attr{Name: xml.Name{Local: "x"}, Value: strconv.Itoa(n)})
		list = append(list, xml.CharData(before), ph, ph.End())
		rest = after
	}
	for _, t := range append(list, xml.CharData(rest), seg.End()) {
		if err := e.EncodeToken(t); err != nil {
			return err
		}
	}
	return nil
}

// paired says that the placeholders of the source count from 1 and that those
// of the target are among them, each once. Others cannot come back as they are
// from <ph> and are written as the text that they look like.
func paired(source, target string) bool {
	n := 0
	for ok := true; ok; {
		var k int
		if _, k, source, ok = cutPlaceholder(source); ok {
			if n++; k != n {
				return false
			}
		}
	}
	used := map[int]bool{}
	for {
		_, k, rest, ok := cutPlaceholder(target)
		if !ok {
			return true
		}
		if k > n || used[k] {
			return false
		}
		used[k], target = true, rest
	}
}

// cutPlaceholder finds the first placeholder in the text.
func cutPlaceholder(text string) (before string, n int, after string, ok bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], codeOpen)
		if i < 0 {
			return text, 0, "", false
		}
		i += from
		from = i + len(codeOpen)
		digits, rest, found := strings.Cut(text[from:], codeClose)
		if n, err := strconv.Atoi(digits); found && err == nil && n > 0 && placeholder(n) == codeOpen+digits+codeClose {
			return text[:i], n, rest, true
		}
	}
}
