package backend

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// promptVersion changes with every change of the prompt; it is kept with each
// translation.
const promptVersion = "translate-1"

//go:embed prompt/translate.txt
var translatePrompt string

// systemPrompt is the same for every call of a language pair, so that servers
// can cache it.
func systemPrompt(r Request) string {
	return strings.NewReplacer("{source}", r.Source, "{target}", r.Target, "{style}", r.Style).Replace(translatePrompt)
}

// userPrompt is one JSON object: article text stands inside JSON strings only,
// so that it cannot be taken for instructions.
func userPrompt(r Request) string {
	type term struct {
		Source string `json:"source"`
		Target string `json:"target"`
	}
	message := struct {
		Before   string            `json:"context_before,omitempty"`
		After    string            `json:"context_after,omitempty"`
		Terms    []term            `json:"terms,omitempty"`
		Segments map[string]string `json:"segments"`
	}{Segments: map[string]string{}}
	seen := map[term]bool{}
	for i, s := range r.Segments {
		message.Segments[key(i)] = s.Text
		for _, t := range s.Terms {
			m := term{t.Source, t.Target}
			if t.Keep {
				m.Target = t.Source
			}
			if !seen[m] {
				seen[m] = true
				message.Terms = append(message.Terms, m)
			}
		}
	}
	if n := len(r.Segments); n > 0 {
		message.Before, message.After = r.Segments[0].Before, r.Segments[n-1].After
	}
	text, _ := json.Marshal(message) // strings only: never fails
	return string(text)
}

// key is the name of a segment inside one call; ids of ours stay here.
func key(i int) string { return "s" + strconv.Itoa(i+1) }

// answerSchema asks for an object with exactly the keys of the segments. An
// array would let a model lose or double one. It uses no keyword that strict
// servers refuse.
func answerSchema(n int) map[string]any {
	properties := map[string]any{}
	required := make([]string, n)
	for i := range n {
		required[i] = key(i)
		properties[key(i)] = map[string]string{"type": "string"}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// parseAnswer reads the model's JSON object. It forgives text around it, such
// as a code fence. A key that stands twice gives two results, which the client
// compares; keys that were not asked for are passed over.
func parseAnswer(content string, segments []Segment) ([]Result, error) {
	start := strings.IndexByte(content, '{')
	if start < 0 {
		return nil, errors.New("the model's answer has no JSON object")
	}
	ids := map[string]string{}
	for i, s := range segments {
		ids[key(i)] = s.ID
	}
	dec := json.NewDecoder(strings.NewReader(content[start:]))
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("read the model's answer: %w", err)
	}
	var out []Result
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return out, fmt.Errorf("read the model's answer: %w", err)
		}
		var value any
		if err := dec.Decode(&value); err != nil {
			return out, fmt.Errorf("read the model's answer: %w", err)
		}
		id, ours := ids[fmt.Sprint(name)]
		if text, ok := value.(string); ok && ours {
			out = append(out, Result{ID: id, Text: text})
		}
	}
	if _, err := dec.Token(); err != nil {
		return out, fmt.Errorf("the model's answer is cut off: %w", err)
	}
	return out, nil
}
