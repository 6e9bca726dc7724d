package write

import (
	"fmt"
	"slices"
	"testing"
)

// The rules of TMX 1.4b that its DTD makes, and those that it cannot say, from
// https://www.gala-global.org/tmx-14b, as far as this package uses them.

var tmxModels = map[string]string{
	"tmx": `header,body,`, "header": `((note|prop),)*`, "body": `(tu,)*`,
	"tu": `((note|prop),)*(tuv,)+`, "tuv": `((note|prop),)*seg,`,
	"seg": `((bpt|ept|ph|it|hi),)*`, "bpt": ``, "ept": ``, "ph": ``, "it": ``, "prop": ``, "note": ``,
}

var tmxAttributes = map[string]map[string]string{
	"tmx": {"!version": `1\.4`},
	"header": {"!creationtool": `.+`, "!creationtoolversion": `.+`, "!segtype": `block|paragraph|sentence|phrase`,
		"!o-tmf": `.+`, "!adminlang": tagPattern, "!srclang": tagPattern, "!datatype": `.+`},
	"body": {}, "tu": {"tuid": `\S+`, "creationdate": `\d{8}T\d{6}Z`, "creationid": `(?s).*`},
	"tuv": {"!xml:lang": tagPattern}, "seg": {}, "prop": {"!type": `x-[a-z]+`}, "note": {},
	"bpt": {"!i": number, "x": number, "type": `(?s).*`}, "ept": {"!i": number},
	"ph": {"x": number, "type": `(?s).*`}, "it": {"!pos": `begin|end`, "x": number, "type": `(?s).*`},
}

const number = `-?\d+`

func tmxErrors(data []byte) (units int, errors []string) {
	root, err := parseXML(data)
	if err != nil {
		return 0, []string{err.Error()}
	}
	var check func(e *element)
	check = func(e *element) {
		model, ok := tmxModels[e.name]
		if !ok || !matches(model, e.model()) {
			errors = append(errors, fmt.Sprintf("%s holds %s", e.name, e.model()))
		}
		errors = append(errors, attributeErrors(e, tmxAttributes[e.name])...)
		for _, c := range e.children {
			check(c)
		}
	}
	check(root)
	for _, seg := range root.all("seg") {
		errors = append(errors, pairErrors(seg)...)
	}
	for _, tu := range root.all("tu") {
		var langs []string
		for _, tuv := range tu.all("tuv") {
			langs = append(langs, tuv.attrs["xml:lang"])
		}
		if srclang := root.child("header").attrs["srclang"]; !slices.Contains(langs, srclang) || len(langs) != 2 {
			errors = append(errors, fmt.Sprintf("tu %s has the languages %v", tu.attrs["tuid"], langs))
		}
	}
	return len(root.all("tu")), errors
}

func attributeErrors(e *element, allowed map[string]string) (errors []string) {
	for a, v := range e.attrs {
		pattern, ok := allowed[a]
		if !ok {
			pattern, ok = allowed["!"+a]
		}
		if !ok || !matches(pattern, v) {
			errors = append(errors, fmt.Sprintf("%s has %s=%q", e.name, a, v))
		}
	}
	for a := range allowed {
		if a[0] == '!' && e.attrs[a[1:]] == "" {
			errors = append(errors, fmt.Sprintf("%s has no %s", e.name, a[1:]))
		}
	}
	return errors
}

// pairErrors checks that bpt and ept are paired by i, which is unique among the
// bpt of a segment, and in that order.
func pairErrors(seg *element) (errors []string) {
	open := map[string]bool{}
	seen := map[string]bool{}
	for _, c := range seg.children {
		i := c.attrs["i"]
		switch c.name {
		case "bpt":
			if seen[i] {
				errors = append(errors, "bpt i="+i+" twice")
			}
			open[i], seen[i] = true, true
		case "ept":
			if !open[i] {
				errors = append(errors, "ept i="+i+" without bpt")
			}
			delete(open, i)
		}
	}
	for i := range open {
		errors = append(errors, "bpt i="+i+" without ept")
	}
	return errors
}

func TestTMXKeepsTheRules(t *testing.T) {
	for name, d := range fixtures(t) {
		n, errors := tmxErrors(render(t, Formats()[find("tmx")], d))
		for _, e := range errors {
			t.Errorf("%s: %s", name, e)
		}
		want := 0
		for i := range d.Units {
			if d.Units[i].Translated() {
				want++
			}
		}
		if n != want {
			t.Errorf("%s: %d units, want the %d that have a target", name, n, want)
		}
	}
}

func TestTMXDate(t *testing.T) {
	for in, want := range map[string]string{
		"2024-05-16T12:00:01Z":      "20240516T120001Z",
		"2024-05-16T12:00:01+04:00": "20240516T080001Z",
		"yesterday":                 "",
		"":                          "",
	} {
		if got := tmxDate(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
