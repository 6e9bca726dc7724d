package write

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// OmegaTSource writes an article as OmegaT takes it for translation: XLIFF 1.2
// whose targets are the sources, because its filter translates what stands in
// target (https://omegat.sourceforge.io/manual-standard/en/). The translations
// themselves go into OmegaTSave.
func OmegaTSource(w io.Writer, d *Doc) error {
	copied := *d
	copied.Units = make([]bitext.Unit, len(d.Units))
	for i, u := range d.Units {
		u.Target, u.State, u.Origin = u.Source, bitext.Initial, ""
		u.Provenance, u.Findings = bitext.Provenance{}, nil
		if !u.Translatable() {
			u.Target = bitext.Content{}
		}
		copied.Units[i] = u
	}
	return xlf12Of(w, &copied, d.Units)
}

// OmegaTSave writes units of TMX for an OmegaT project's project_save.tmx: the
// translations of an article, each source once, with codes as OmegaT shows them.
// Said holds the sources that were written, and is added to.
func OmegaTSave(d *Doc, said map[string]bool) []byte {
	m := markup{}
	for i := range d.Units {
		u := &d.Units[i]
		source, target := omegatText(u.Source, u.Target)
		if !u.Translated() || u.Kind == bitext.Furniture || said[source] {
			continue
		}
		said[source] = true
		m.line(2)
		m.open("tu")
		m.line(3)
		m.open("tuv", "lang", d.Source)
		m.element("seg", source)
		m.close("tuv")
		m.line(3)
		m.open("tuv", "lang", d.Target, "changeid", maker(&u.Provenance), "changedate", tmxDate(u.Provenance.Time))
		m.element("seg", target)
		m.close("tuv")
		m.line(2)
		m.close("tu")
	}
	return m.out
}

// OmegaTSaveStart and OmegaTSaveEnd go around the units of OmegaTSave. OmegaT
// takes a memory with its own name for one whose codes are its tags.
func OmegaTSaveStart(source string) []byte {
	m := markup{out: []byte(xmlHeader)}
	m.open("tmx", "version", "1.1")
	m.line(1)
	m.empty("header", "creationtool", "OmegaT", "creationtoolversion", "3.6", "segtype", "paragraph",
		"o-tmf", "OmegaT TMX", "adminlang", "EN-US", "srclang", source, "datatype", "plaintext")
	m.line(1)
	m.open("body")
	return m.out
}

// OmegaTSaveEnd is the end of the file.
func OmegaTSaveEnd() []byte { return []byte("\n  </body>\n</tmx>\n") }

// omegatText writes a source and a target with the tags that OmegaT makes of
// their codes: the first letter of the code and a number that counts from 0 in
// the source.
func omegatText(source, target bitext.Content) (s, t string) {
	names := map[int]string{}
	text := func(c bitext.Content) string {
		var b strings.Builder
		for _, p := range tokens(nil, c, nil) {
			if p.code == nil {
				b.WriteString(p.text)
				continue
			}
			name, ok := names[p.code.ID]
			if !ok {
				name = omegatLetter(p.code.Raw) + strconv.Itoa(len(names))
				names[p.code.ID] = name
			}
			switch p.code.Kind {
			case bitext.Open:
				b.WriteString("<" + name + ">")
			case bitext.Close:
				b.WriteString("</" + name + ">")
			default:
				b.WriteString("<" + name + "/>")
			}
		}
		return b.String()
	}
	return text(source), text(target)
}

func omegatLetter(raw string) string {
	for _, r := range raw {
		if unicode.IsLetter(r) {
			return strings.ToLower(string(r))
		}
	}
	return "f"
}
