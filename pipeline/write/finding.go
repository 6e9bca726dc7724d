package write

import (
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// findings are the unit's findings. A unit that is not translated by itself
// also says why, where no stage before has.
func (d *Doc) findings(u *bitext.Unit) []bitext.Finding {
	reason := d.block(u).Reason
	if reason == "" || (u.Kind != bitext.Furniture && u.Kind != bitext.Duplicate) {
		return u.Findings
	}
	id, message, ok := strings.Cut(reason, ":")
	if !ok {
		id, message = string(u.Kind), reason
	}
	message = strings.TrimSpace(message)
	if slices.ContainsFunc(u.Findings, func(f bitext.Finding) bool { return f.ID == id || f.Message == message }) {
		return u.Findings
	}
	why := bitext.Finding{ID: id, Severity: bitext.Info, Message: message}
	return append(slices.Clip(u.Findings), why)
}
