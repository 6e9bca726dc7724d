package backend

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Room for an answer: Armenian takes up to two tokens a character with the
// vocabularies measured, and is about as long as its source.
const (
	tokensPerCharacter = 3
	tokensPerSegment   = 60
)

// body is what is sent in one call.
func (o *OpenAI) body(r Request) ([]byte, error) {
	body := map[string]any{
		"model":       o.options.Model,
		"temperature": o.options.Temperature,
		"messages": []map[string]string{
			{"role": "system", "content": systemPrompt(r)},
			{"role": "user", "content": userPrompt(r)},
		},
	}
	if o.options.MaxTokens != "" {
		body[o.options.MaxTokens] = room(r.Segments)
	}
	switch o.options.Schema {
	case "schema":
		body["response_format"] = map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": "translations", "strict": true, "schema": answerSchema(len(r.Segments))}}
	case "object":
		body["response_format"] = map[string]any{"type": "json_object"}
	}
	return plainJSON(body)
}

// room is the greatest number of tokens that an answer may take.
func room(segments []Segment) int {
	characters := 0
	for _, s := range segments {
		characters += utf8.RuneCountInString(s.Text)
	}
	return tokensPerCharacter*characters + tokensPerSegment*(1+len(segments))
}

// chatReply is what is read of an answer.
type chatReply struct {
	Model   string `json:"model"`
	Choices []struct {
		FinishReason string `json:"finish_reason"`
		Message      struct {
			Content string `json:"content"`
			Refusal string `json:"refusal"`
		} `json:"message"`
	} `json:"choices"`
}

// reply reads the body of an answer that came with 200, which says nothing:
// portals and broken servers send it too.
func (o *OpenAI) reply(r Request, data []byte) (Reply, error) {
	var chat chatReply
	if err := json.Unmarshal(data, &chat); err != nil {
		return Reply{}, o.fault(BadReply, "check backends.openai.url", fmt.Errorf("the answer is no chat completion: %w", err))
	}
	if len(chat.Choices) == 0 {
		return Reply{}, o.fault(BadReply, "", errors.New("the answer has no choices"))
	}
	choice := chat.Choices[0]
	if choice.Message.Refusal != "" || choice.FinishReason == "content_filter" {
		return Reply{}, o.fault(Refused, "", fmt.Errorf("the model refused: %s", o.scrub([]byte(choice.Message.Refusal))))
	}
	results, err := parseAnswer(choice.Message.Content, r.Segments)
	reply := Reply{Results: results, Model: o.scrub([]byte(chat.Model)), Prompt: promptVersion}
	if reply.Model == "" {
		reply.Model = o.options.Model
	}
	switch {
	case choice.FinishReason == "length" && len(r.Segments) > 1:
		return reply, o.fault(TooLong, "", errCut)
	case choice.FinishReason == "length":
		return reply, o.fault(BadReply, "", errCut)
	case err != nil:
		return reply, o.fault(BadReply, "", err)
	}
	return reply, nil
}

var errCut = errors.New("the answer was cut off at its length limit")
