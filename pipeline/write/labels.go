package write

import "maps"

// labels are the words of the bilingual page in English. The ids after a dot
// are the values that stand in the other formats.
var labels = map[string]string{
	// The language of the words themselves, a BCP 47 tag.
	"lang": "en",

	"page.skip":      "Skip to the text",
	"page.original":  "Original page",
	"page.made":      "Made by",
	"page.empty":     "This article has no segments.",
	"page.segment":   "Segment",
	"page.about":     "State and origin",
	"page.translate": "Source and translation, segment by segment",

	"count.segments":   "segments",
	"count.translated": "translated",
	"count.open":       "not translated",
	"count.problems":   "with warnings or errors",

	"filter.title":    "Show only",
	"filter.state":    "State",
	"filter.origin":   "Origin",
	"filter.severity": "Findings",
	"filter.kind":     "Kind",
	"filter.all":      "Show everything",
	// {shown} and {all} are numbers.
	"filter.shown": "{shown} of {all} segments shown",

	"kind.headline":  "Headline",
	"kind.caption":   "Caption",
	"kind.paragraph": "Paragraph",
	"kind.list-item": "List item",
	"kind.quote":     "Quote",
	"kind.cell":      "Cell",
	"kind.ui":        "Site text",
	"kind.furniture": "Not translated",
	"kind.duplicate": "Repeated",

	"state.initial":    "Initial",
	"state.translated": "Translated",
	"state.reviewed":   "Reviewed",
	"state.final":      "Final",

	"origin.locale":         "Site texts",
	"origin.memory:exact":   "Memory",
	"origin.memory:context": "Memory, in context",
	"origin.memory:machine": "Memory, by machine",
	"origin.memory:adapted": "Memory, adapted",
	"origin.memory:fuzzy":   "Memory, similar",
	"origin.human":          "Person",
	"origin.align":          "Aligned",
	"origin.backend":        "Engine",
	"origin.none":           "None",

	"severity.error": "Error",
	"severity.warn":  "Warning",
	"severity.style": "Style",
	"severity.info":  "Note",
	"severity.none":  "Nothing found",

	"text.original": "In the document:",
	"text.none":     "No translation yet",
	"text.similar":  "A similar text:",

	"term.kept":    "stays as it is",
	"term.missing": "not found in the translation",
	"term.none":    "no agreed form yet",
	"term.seen":    "in the document:",

	// {n} and {all} are numbers. A problem is a segment with a warning, an error
	// or no translation.
	"problem.all":  "{all} to look at",
	"problem.now":  "{n} of {all} to look at",
	"problem.none": "Nothing to look at",

	"theme.toggle": "Light or dark",

	"keys.title":   "Keys",
	"keys.show":    "Keys",
	"keys.close":   "Close",
	"keys.segment": "next and previous segment",
	"keys.problem": "next and previous problem",
	"keys.all":     "show everything",
	"keys.theme":   "light or dark",
	"keys.help":    "this list",
	"keys.use":     "Use these keys",
}

// Labels are the words of the bilingual page in English, by id. A caller that
// has them in another language gives them in Doc.Labels.
func Labels() map[string]string { return maps.Clone(labels) }

// label is a word of the page.
func (d *Doc) label(id string) string {
	if s := d.Labels[id]; s != "" {
		return s
	}
	return labels[id]
}
