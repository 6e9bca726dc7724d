package backend

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// commandLine is a line of a program's input.
type commandLine struct {
	ID     string        `json:"id"`
	Text   string        `json:"text"`
	Source string        `json:"source"`
	Target string        `json:"target"`
	Terms  []commandTerm `json:"terms,omitempty"`
	// Examples are translations of similar texts.
	Examples []commandExample `json:"examples,omitempty"`
}

type commandExample struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

type commandTerm struct {
	Source string `json:"source"`
	Target string `json:"target,omitempty"`
	Keep   bool   `json:"keep,omitempty"`
}

// commandInput is the batch as JSON lines.
func commandInput(r Request) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, s := range r.Segments {
		line := commandLine{ID: s.ID, Text: s.Text, Source: r.Source, Target: r.Target}
		for _, t := range s.Terms {
			line.Terms = append(line.Terms, commandTerm(t))
		}
		for _, e := range s.Examples {
			line.Examples = append(line.Examples, commandExample(e))
		}
		if err := enc.Encode(line); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// byteOrderMark begins the output of some programs on Windows.
const byteOrderMark = "\uFEFF"

// parseLines reads answers. Lines that are none are passed over, and the first
// of them is the error, so that the good ones count. A last line that was cut
// off is no JSON and thus no answer.
func parseLines(out []byte) (Reply, error) {
	var reply Reply
	var first error
	in := bufio.NewReader(bytes.NewReader(bytes.TrimPrefix(out, []byte(byteOrderMark))))
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if text := bytes.TrimSpace(line); len(text) > 0 {
			var a struct{ ID, Text *string }
			switch {
			case json.Unmarshal(text, &a) == nil && a.ID != nil && a.Text != nil:
				reply.Results = append(reply.Results, Result{*a.ID, *a.Text})
			case first == nil:
				first = fmt.Errorf("line %d of its output is no answer: %.80q", n, text)
			}
		}
		if errors.Is(err, io.EOF) {
			return reply, first
		}
	}
}
