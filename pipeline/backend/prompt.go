package backend

import (
	"strconv"

	"targman/pipeline/bitext"
)

// userPrompt is one JSON object: article text stands inside JSON strings only,
// so that it cannot be taken for instructions.
func userPrompt(r Request) string {
	var message, context, examples, notes, drafts, segments object
	for i, s := range r.Segments {
		segments = append(segments, member{key(i), s.Text})
		if about := surroundings(r.Segments, i); len(about) > 0 {
			context = append(context, member{key(i), about})
		}
		if len(s.Examples) > 0 {
			examples = append(examples, member{key(i), similar(s.Examples)})
		}
		if s.Note != "" {
			notes = append(notes, member{key(i), s.Note})
		}
		if s.Draft != "" {
			drafts = append(drafts, member{key(i), s.Draft})
		}
	}
	if terms := agreed(r.Segments); len(terms) > 0 {
		message = append(message, member{"terms", terms})
	}
	if about := articles(r.Segments); len(about) > 0 {
		message = append(message, member{"articles", about})
	}
	if len(context) > 0 {
		message = append(message, member{"context", context})
	}
	if len(examples) > 0 {
		message = append(message, member{"examples", examples})
	}
	if len(notes) > 0 {
		message = append(message, member{"notes", notes})
	}
	if len(drafts) > 0 {
		message = append(message, member{"drafts", drafts})
	}
	text, _ := plainJSON(append(message, member{"segments", segments})) // strings only: never fails
	return string(text)
}

// key is the name of a segment inside one call; ids of ours stay here.
func key(i int) string { return "s" + strconv.Itoa(i+1) }

// surroundings are what a model should know about segment i and cannot see:
// its kind, and those neighbours in the article that are not its neighbours
// here, with their translations where they are known.
func surroundings(segments []Segment, i int) object {
	var out object
	s := segments[i]
	if s.Kind != "" && s.Kind != bitext.Paragraph {
		out = append(out, member{"kind", string(s.Kind)})
	}
	if s.Section != "" && s.Section != s.Before && (i == 0 || segments[i-1].Section != s.Section && segments[i-1].Text != s.Section) {
		out = append(out, member{"section", s.Section})
	}
	follows := i > 0 && segments[i-1].Text == s.Before
	if n := len(s.Earlier); n > 0 && !follows {
		out = append(out, member{"earlier", similar(s.Earlier)})
		follows = s.Earlier[n-1].Source == s.Before
	}
	if s.Before != "" && !follows {
		out = append(out, member{"before", s.Before})
	}
	if s.After != "" && (i == len(segments)-1 || segments[i+1].Text != s.After) {
		out = append(out, member{"after", s.After})
	}
	return out
}

// agreed lists the terms of all segments, each once.
func agreed(segments []Segment) []object {
	var out []object
	seen := map[[2]string]bool{}
	for _, s := range segments {
		for _, t := range s.Terms {
			if t.Keep {
				t.Target = t.Source
			}
			if pair := [2]string{t.Source, t.Target}; t.Target != "" && !seen[pair] {
				seen[pair] = true
				out = append(out, object{{"source", t.Source}, {"target", t.Target}})
			}
		}
	}
	return out
}

// similar lists examples.
func similar(examples []Example) []object {
	out := make([]object, len(examples))
	for i, e := range examples {
		out[i] = object{{"source", e.Source}, {"target", e.Target}}
	}
	return out
}

// answerSchema asks for an object with exactly the keys of the segments. An
// array would let a model lose or double one. It uses no keyword that strict
// servers refuse.
func answerSchema(n int) object {
	var properties object
	required := make([]string, n)
	for i := range n {
		required[i] = key(i)
		properties = append(properties, member{key(i), object{{"type", "string"}}})
	}
	return object{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}}
}
