package backend

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// mostObjects is how many objects, or what looks like one, an answer may hold.
const mostObjects = 100

// parseAnswer reads a model's answer: a JSON object with a text for each key.
// It forgives what stands around the object, such as a code fence or words, and
// passes over objects without our keys, whatever is inside them: a model that
// repeats the question has not answered it. A key that stands twice gives two
// results, which the client compares.
func parseAnswer(content string, segments []Segment) ([]Result, error) {
	ids := make(map[string]string, len(segments))
	for i, s := range segments {
		ids[key(i)] = s.ID
	}
	var out []Result
	rest := afterThinking(content)
	for range mostObjects {
		start := strings.IndexByte(rest, '{')
		if start < 0 {
			break
		}
		results, read, err := parseObject(rest[start:], ids)
		out = append(out, results...)
		if err != nil && read > 1 { // it began well, so this was the answer
			return out, fmt.Errorf("read the model's answer: %w", err)
		}
		rest = rest[start+max(1, read):]
	}
	if len(out) == 0 {
		return nil, errors.New("the model's answer has no JSON object with the texts")
	}
	return out, nil
}

// afterThinking drops what models that think aloud say first, when their server
// does not part it from the answer.
func afterThinking(content string) string {
	content = strings.TrimSpace(content)
	if strings.HasPrefix(content, "{") || strings.HasPrefix(content, "`") {
		return content
	}
	if _, answer, ok := strings.Cut(content, "</think>"); ok {
		return answer
	}
	return content
}

// parseObject reads the object at the start of text and says how many bytes it
// read: no more than one when not even the first key could be.
func parseObject(text string, ids map[string]string) (out []Result, read int, err error) {
	dec := json.NewDecoder(strings.NewReader(text))
	defer func() {
		read = int(dec.InputOffset())
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
	}()
	if _, err := dec.Token(); err != nil {
		return nil, 0, err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return out, 0, err
		}
		var value any
		if err := dec.Decode(&value); err != nil {
			return out, 0, err
		}
		id, ours := ids[fmt.Sprint(name)]
		if text, ok := value.(string); ok && ours {
			out = append(out, Result{ID: id, Text: text})
		}
	}
	_, err = dec.Token()
	return out, 0, err
}
