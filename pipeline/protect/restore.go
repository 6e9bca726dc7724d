package protect

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// placeholder is what Hide writes, with the blanks that engines put inside.
var placeholder = regexp.MustCompile(`⟦\s*([0-9]{1,6})\s*⟧`)

// Restore puts back what was hidden. Each placeholder should stand exactly
// once in text: of a doubled one only the first counts, an unknown one is
// deleted, and a code whose partner is missing goes with it, so that the
// content is well formed whatever the text was. Each such repair is a finding.
func (h Hidden) Restore(text string) (bitext.Content, []bitext.Finding) {
	if len(h.parts) == 0 && !strings.Contains(text, open) {
		return bitext.Content{Text: text}, nil
	}
	r := restorer{hidden: h, seen: make([]bool, len(h.parts))}
	r.survey(text)
	r.pair()
	r.build(text)
	return bitext.Content{Text: r.out.String(), Codes: r.codes}, r.findings
}

type restorer struct {
	hidden   Hidden
	marks    []mark
	seen     []bool
	drop     []bool
	findings []bitext.Finding
	out      strings.Builder
	codes    []bitext.Code
}

// mark is a placeholder found in the text; part is -1 when it stands for
// nothing.
type mark struct{ start, end, part int }

// survey finds the placeholders and judges each for itself.
func (r *restorer) survey(text string) {
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		n, _ := strconv.Atoi(text[m[2]:m[3]])
		k := mark{start: m[0], end: m[1], part: n - 1}
		switch {
		case n < 1 || n > len(r.hidden.parts):
			r.report("code-unknown", "%s stands for nothing in the source; it was deleted", text[m[0]:m[1]])
			k.part = -1
		case r.seen[n-1]:
			r.report("code-doubled", "%s stands more than once; only the first was kept", text[m[0]:m[1]])
			k.part = -1
		default:
			r.seen[n-1] = true
		}
		r.marks = append(r.marks, k)
	}
}

// pair reports what is missing and drops each code whose partner is missing or
// on the wrong side.
func (r *restorer) pair() {
	r.drop = make([]bool, len(r.hidden.parts))
	place := make([]int, len(r.hidden.parts))
	for _, k := range r.marks {
		if k.part >= 0 {
			place[k.part] = k.start
		}
	}
	for i, p := range r.hidden.parts {
		if !r.seen[i] {
			r.report("code-missing", "⟦%d⟧ (%s) is missing in the translation", i+1, p.show())
		}
		j, ok := r.closer(i)
		if !ok {
			continue
		}
		if r.seen[i] != r.seen[j] || (r.seen[i] && place[i] > place[j]) {
			if r.seen[i] && r.seen[j] {
				r.report("code-order", "⟦%d⟧ and ⟦%d⟧ stand the wrong way round; both were left out", i+1, j+1)
			}
			r.drop[i], r.drop[j] = true, true
		}
	}
}

// closer finds the part that closes the part i, when that opens something.
func (r *restorer) closer(i int) (int, bool) {
	p := r.hidden.parts[i].code
	if p == nil || p.Kind != bitext.Open {
		return 0, false
	}
	for j := i + 1; j < len(r.hidden.parts); j++ {
		if q := r.hidden.parts[j].code; q != nil && q.Kind == bitext.Close && q.ID == p.ID {
			return j, true
		}
	}
	return 0, false
}

// build writes the text with its codes.
func (r *restorer) build(text string) {
	at := 0
	for _, k := range r.marks {
		r.out.WriteString(text[at:k.start])
		at = k.end
		if k.part >= 0 && !r.drop[k.part] {
			r.put(r.hidden.parts[k.part])
		}
	}
	r.out.WriteString(text[at:])
	sort.SliceStable(r.codes, func(i, j int) bool { return r.codes[i].At < r.codes[j].At })
}

func (r *restorer) put(p part) {
	if p.code == nil {
		r.out.WriteString(p.literal)
		return
	}
	c := *p.code
	c.At = r.out.Len()
	r.codes = append(r.codes, c)
	if p.object {
		r.out.WriteString(bitext.Object)
	}
}

func (r *restorer) report(id, format string, args ...any) {
	r.findings = append(r.findings, bitext.Finding{ID: id, Severity: bitext.Error, Message: fmt.Sprintf(format, args...)})
}

// show names the part for a person.
func (p part) show() string {
	if p.code != nil {
		return p.code.Raw
	}
	return p.literal
}
