package protect

import (
	"fmt"

	"targman/pipeline/bitext"
)

// Take hides a content that somebody else has made, with the placeholders of h.
// The faults say what Restore would find, and which codes h has not got or stand
// more than once; with faults the text is of no use.
func (h Hidden) Take(c bitext.Content) (text string, faults []bitext.Finding) {
	fault := func(id, format string, code bitext.Code) {
		faults = append(faults, bitext.Finding{ID: id, Severity: bitext.Error, Message: fmt.Sprintf(format, code.Raw)})
	}
	seen := map[[2]int]bool{}
	for _, k := range c.Codes {
		key := [2]int{k.ID, int(k.Kind)}
		switch {
		case seen[key]:
			fault("code-doubled", "the code %s stands more than once in the translation", k)
		case !h.has(k):
			fault("code-unknown", "the code %s is not in the source", k)
		}
		seen[key] = true
	}
	if len(faults) > 0 {
		return "", faults
	}
	text, ok := h.Again(c)
	if ok {
		return text, nil
	}
	if _, faults = h.Restore(text); len(faults) == 0 {
		fault("code-unclear", "what looks like a code or an address in the translation cannot be told apart%s", bitext.Code{})
	}
	return "", faults
}

// has says that h hides the code.
func (h Hidden) has(k bitext.Code) bool {
	for _, p := range h.parts {
		if p.code != nil && p.code.ID == k.ID && p.code.Kind == k.Kind {
			return true
		}
	}
	return false
}
