package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// OpenAIOptions configure the openai engine.
type OpenAIOptions struct {
	// URL is the server's address up to and including /v1.
	URL   string
	Model string
	// Key goes into the Authorization header; empty sends none. KeyEnv is the
	// name of its environment variable, for messages.
	Key    Secret
	KeyEnv string
	// Timeout is the longest wait for one answer.
	Timeout time.Duration
	// Batch is how many segments one call has at most, Calls how many calls are
	// under way at once.
	Batch, Calls int
	Temperature  float64
	// Schema is how JSON is asked for: "schema", "object" or "none".
	Schema string
	// MaxTokens is the name of the field that bounds the answer.
	MaxTokens string
	// AllowHTTP lets plain http leave this machine.
	AllowHTTP bool
}

// OpenAI asks any server with the OpenAI chat completions interface
// (https://platform.openai.com/docs/api-reference/chat): the vendor's own,
// vLLM, llama.cpp, LM Studio, gateways.
type OpenAI struct {
	options OpenAIOptions
	http    *http.Client
}

// NewOpenAI makes an openai engine. Plain http to another machine is refused
// unless it is allowed, and no redirect is followed: the key would travel.
func NewOpenAI(o OpenAIOptions) (*OpenAI, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("backends.openai.url: %q is no address; for example http://127.0.0.1:8080/v1", o.URL)
	}
	if u.Scheme != "https" && !o.AllowHTTP && !loopback(u.Hostname()) {
		return nil, fmt.Errorf("backends.openai.url: %s would send articles and key over plain http; use https, or set backends.openai.allow_http: true", u.Host)
	}
	return &OpenAI{options: o, http: &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Info gives the limits that were configured.
func (o *OpenAI) Info() Info {
	return Info{Name: "openai", Limits: Limits{Segments: o.options.Batch, PowersOfTwo: true, Calls: o.options.Calls}}
}

// Close ends idle connections.
func (o *OpenAI) Close() error {
	o.http.CloseIdleConnections()
	return nil
}

// Translate makes one call.
func (o *OpenAI) Translate(ctx context.Context, r Request) (Reply, error) {
	body, err := json.Marshal(o.request(r))
	if err != nil {
		return Reply{}, o.fault(BadReply, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(o.options.URL, "/")+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return Reply{}, o.fault(Setup, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "targman")
	if o.options.Key != "" {
		req.Header.Set("Authorization", "Bearer "+o.options.Key.Reveal())
	}
	res, err := o.http.Do(req)
	if err != nil {
		return Reply{}, o.fault(networkKind(err), err)
	}
	defer res.Body.Close()
	limit := 4*len(body) + 1<<20
	data, err := io.ReadAll(io.LimitReader(res.Body, int64(limit)+1))
	switch {
	case res.StatusCode != http.StatusOK:
		return Reply{}, o.statusFault(res, data)
	case err != nil:
		return Reply{}, o.fault(BadReply, fmt.Errorf("read answer: %w", err))
	case len(data) > limit:
		return Reply{}, o.fault(BadReply, fmt.Errorf("the answer has more than %d bytes", limit))
	}
	return o.reply(r, data)
}

// chatRequest is the body of a call.
type chatRequest map[string]any

// Room for an answer: Armenian takes up to two tokens a character with the
// vocabularies measured, and is about as long as its source.
const (
	tokensPerCharacter = 3
	tokensPerSegment   = 60
)

func (o *OpenAI) request(r Request) chatRequest {
	characters := 0
	for _, s := range r.Segments {
		characters += utf8.RuneCountInString(s.Text)
	}
	body := chatRequest{
		"model":             o.options.Model,
		"temperature":       o.options.Temperature,
		o.options.MaxTokens: tokensPerCharacter*characters + tokensPerSegment*(1+len(r.Segments)),
		"messages": []map[string]string{
			{"role": "system", "content": systemPrompt(r)},
			{"role": "user", "content": userPrompt(r)},
		},
	}
	switch o.options.Schema {
	case "schema":
		body["response_format"] = map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": "translations", "strict": true, "schema": answerSchema(len(r.Segments))}}
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
}

func (o *OpenAI) reply(r Request, data []byte) (Reply, error) {
	var chat chatReply
	if err := json.Unmarshal(data, &chat); err != nil {
		return Reply{}, o.fault(BadReply, fmt.Errorf("the answer is not the JSON of a chat completion: %w", err))
	}
	if len(chat.Choices) == 0 {
		return Reply{}, o.fault(BadReply, errors.New("the answer has no choices"))
	}
	choice := chat.Choices[0]
	if choice.Message.Refusal != "" || choice.FinishReason == "content_filter" {
		return Reply{}, o.fault(Refused, fmt.Errorf("the model refused: %.200s", choice.Message.Refusal))
	}
	results, err := parseAnswer(choice.Message.Content, r.Segments)
	reply := Reply{Results: results, Model: chat.Model, Prompt: promptVersion}
	if reply.Model == "" {
		reply.Model = o.options.Model
	}
	switch {
	case choice.FinishReason == "length":
		return reply, o.fault(BadReply, errors.New("the answer was cut off at its length limit"))
	case err != nil:
		return reply, o.fault(BadReply, err)
	}
	return reply, nil
}

func (o *OpenAI) fault(k Kind, err error) error {
	return &Error{Engine: "openai", Kind: k, Err: err}
}
