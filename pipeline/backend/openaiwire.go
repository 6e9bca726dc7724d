package backend

import (
	"context"
	"errors"
	"net/http"
)

// body is what is sent in one call.
func (o *OpenAI) body(r Request) map[string]any {
	q := o.question(r)
	body := map[string]any{
		"model": o.options.Model,
		"messages": []map[string]string{
			{"role": "system", "content": q.system()},
			{"role": "user", "content": q.material},
		},
	}
	if o.options.Temperature >= 0 {
		body["temperature"] = o.options.Temperature
	}
	if o.maxTokens != "" {
		body[o.maxTokens] = q.room
	}
	if o.effort != "" {
		body["reasoning_effort"] = o.effort
	}
	if o.cacheKey != "" {
		body["prompt_cache_key"] = o.cacheKey
	}
	switch o.options.Schema {
	case "schema":
		body["response_format"] = map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": "translations", "strict": true, "schema": q.schema}}
	case "object":
		body["response_format"] = map[string]any{"type": "json_object"}
	}
	return body
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
	Usage struct {
		Prompt        int `json:"prompt_tokens"`
		Completion    int `json:"completion_tokens"`
		PromptDetails struct {
			Cached int `json:"cached_tokens"`
		} `json:"prompt_tokens_details"`
		CompletionDetails struct {
			Reasoning int `json:"reasoning_tokens"`
		} `json:"completion_tokens_details"`
	} `json:"usage"`
}

// Translate makes one call.
func (o *OpenAI) Translate(ctx context.Context, r Request) (Reply, error) {
	var chat chatReply
	header, err := o.post(ctx, "chat/completions", o.body(r), &chat)
	if err != nil {
		return Reply{}, err
	}
	return o.reply(r, header, chat)
}

func (o *OpenAI) reply(r Request, header http.Header, chat chatReply) (Reply, error) {
	reply := o.begin(header)
	u := chat.Usage
	reply.Usage = Usage{Requests: 1, Input: u.Prompt, Output: u.Completion, Cached: u.PromptDetails.Cached, Reasoning: u.CompletionDetails.Reasoning}
	if len(chat.Choices) == 0 {
		return o.failed(reply, BadReply, "", errors.New("the answer has no choices"))
	}
	choice := chat.Choices[0]
	s := said{text: choice.Message.Content, model: chat.Model, reason: choice.FinishReason}
	switch {
	case choice.Message.Refusal != "":
		s.end, s.reason = refused, choice.Message.Refusal
	case choice.FinishReason == "content_filter":
		s.end = refused
	case choice.FinishReason == "length":
		s.end = cut
	}
	return o.read(r, reply, s)
}
