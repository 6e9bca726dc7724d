package backend

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// AnthropicOptions configure the anthropic engine. An empty URL is the vendor's
// own server.
type AnthropicOptions struct {
	Service
	LLMOptions
	// Cache is how long the service keeps the instructions: "5m", "1h" or "off".
	Cache string
}

// Anthropic asks the Messages API (https://docs.claude.com/en/api/messages).
type Anthropic struct {
	llm
	cache string
}

// anthropicVersion is the version of the interface that is spoken here.
const anthropicVersion = "2023-06-01"

// anthropicRules sort errors by their type
// (https://docs.claude.com/en/api/errors); the statuses say the same.
var anthropicRules = []rule{
	{code: "authentication_error", kind: Auth},
	{code: "permission_error", kind: Auth},
	{code: "billing_error", kind: Quota},
	{words: "credit balance is too low", kind: Quota},
	{code: "not_found_error", kind: Setup, hint: "check backends.anthropic.model"},
	{code: "request_too_large", kind: TooLong},
	{code: "invalid_request_error", words: "prompt is too long", kind: TooLong},
	{code: "invalid_request_error", words: "context limit", kind: TooLong},
	{code: "rate_limit_error", kind: Temporary},
	{code: "overloaded_error", kind: Temporary},
	{code: "timeout_error", kind: Ambiguous},
	{code: "api_error", kind: Ambiguous},
}

// NewAnthropic makes an anthropic engine.
func NewAnthropic(o AnthropicOptions) (*Anthropic, error) {
	o.URL = cmp.Or(o.URL, "https://api.anthropic.com")
	s, err := newService("anthropic", o.Service)
	if err != nil {
		return nil, err
	}
	s.answer, s.rules = "message", anthropicRules
	s.sign = func(req *http.Request, _ []byte) error {
		req.Header.Set("Anthropic-Version", anthropicVersion)
		if key := s.key(); key != "" {
			req.Header.Set("X-Api-Key", key)
		}
		return nil
	}
	return &Anthropic{llm{s, o.LLMOptions}, o.Cache}, nil
}

// body is what is sent in one call. The instructions come in two blocks, so that
// the service keeps the one that is the same for every run.
func (a *Anthropic) body(r Request) map[string]any {
	q := a.question(r)
	rules := map[string]any{"type": "text", "text": q.rules}
	if a.cache != "off" {
		control := map[string]string{"type": "ephemeral"}
		if a.cache != "" {
			control["ttl"] = a.cache
		}
		rules["cache_control"] = control
	}
	system := []map[string]any{rules}
	if q.secret != "" {
		system = append(system, map[string]any{"type": "text", "text": q.secret})
	}
	body := map[string]any{
		"model": a.options.Model, "max_tokens": q.room, "system": system,
		"messages": []map[string]string{{"role": "user", "content": q.material}},
	}
	if a.options.Reasoning > 0 {
		body["thinking"] = map[string]any{"type": "enabled", "budget_tokens": a.options.Reasoning}
	} else if a.options.Temperature >= 0 { // a model that thinks takes none
		body["temperature"] = a.options.Temperature
	}
	if a.options.Schema != "none" {
		body["output_config"] = map[string]any{"format": map[string]any{"type": "json_schema", "schema": q.schema}}
	}
	return body
}

// anthropicReply is what is read of an answer.
type anthropicReply struct {
	Model   string `json:"model"`
	Content []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	} `json:"content"`
	StopReason string `json:"stop_reason"`
	Usage      struct {
		Input  int `json:"input_tokens"` // without what was cached
		Writes int `json:"cache_creation_input_tokens"`
		Reads  int `json:"cache_read_input_tokens"`
		Output int `json:"output_tokens"`
	} `json:"usage"`
}

// Translate makes one call.
func (a *Anthropic) Translate(ctx context.Context, r Request) (Reply, error) {
	var m anthropicReply
	header, err := a.post(ctx, "v1/messages", a.body(r), &m)
	if err != nil {
		return Reply{}, err
	}
	return a.reply(r, a.begin(header), m)
}

func (a *Anthropic) reply(r Request, reply Reply, m anthropicReply) (Reply, error) {
	u := m.Usage
	reply.Usage = Usage{Requests: 1, Input: u.Input + u.Writes + u.Reads, Cached: u.Reads, CacheWrites: u.Writes, Output: u.Output}
	s := said{model: m.Model, reason: m.StopReason, end: odd}
	var text strings.Builder
	for _, c := range m.Content {
		if c.Type == "text" {
			text.WriteString(c.Text)
		}
	}
	s.text = text.String()
	switch m.StopReason {
	case "end_turn", "stop_sequence":
		s.end = done
	case "max_tokens":
		s.end = cut
	case "model_context_window_exceeded":
		s.end = full
	case "refusal":
		s.end, s.reason = refused, s.text
	}
	return a.read(r, reply, s)
}

// Probe asks for the model (GET /v1/models/ID).
func (a *Anthropic) Probe(ctx context.Context, _, _ string) (Capabilities, error) {
	var m struct {
		Name string `json:"display_name"`
	}
	c := Capabilities{Info: a.Info()}
	_, err := a.get(ctx, "v1/models/"+url.PathEscape(a.options.Model), &m)
	if err == nil && m.Name != "" {
		c.Notes = append(c.Notes, fmt.Sprintf("the service knows the model as %s", a.scrub([]byte(m.Name))))
	}
	return c, err
}
