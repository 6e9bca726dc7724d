package backend

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// OpenAIOptions configure the openai engine. The URL goes up to and including
// /v1; the key goes into the Authorization header.
type OpenAIOptions struct {
	Service
	LLMOptions
	// MaxTokens is the name of the field that bounds the answer; empty sends
	// none.
	MaxTokens string
	// Effort is sent as reasoning_effort and CacheKey as prompt_cache_key, when
	// they are not empty; only the vendor's own models know them.
	Effort, CacheKey string
}

// OpenAI asks any server with the OpenAI chat completions interface
// (https://platform.openai.com/docs/api-reference/chat): the vendor's own,
// vLLM, llama.cpp, LM Studio, gateways.
type OpenAI struct {
	llm
	maxTokens, effort, cacheKey string
}

// openAIRules sort the errors of such servers. Some say in words alone that a
// call is longer than the model's context, as vLLM does.
var openAIRules = []rule{
	{status: http.StatusUnauthorized, kind: Auth},
	{code: "insufficient_quota", kind: Quota},
	{code: "billing_hard_limit_reached", kind: Quota},
	{code: "context_length_exceeded", kind: TooLong, hint: openAITooLong},
	{code: "exceed_context_size_error", kind: TooLong, hint: openAITooLong},
	{words: "context length", kind: TooLong, hint: openAITooLong},
	{words: "context size", kind: TooLong, hint: openAITooLong},
	{words: "context window", kind: TooLong, hint: openAITooLong},
	{status: http.StatusBadRequest, code: "content_filter", kind: Refused},
	{status: http.StatusBadRequest, code: "content_policy_violation", kind: Refused},
	{code: "model_not_found", kind: Setup, hint: "check backends.openai.model"},
}

const openAITooLong = "a smaller backends.openai.batch, or a greater context on the server, saves such calls"

// NewOpenAI makes an openai engine. Plain http to another machine is refused
// unless it is allowed.
func NewOpenAI(o OpenAIOptions) (*OpenAI, error) {
	s, err := newService("openai", o.Service)
	if err != nil {
		return nil, err
	}
	s.answer, s.rules = "chat completion", openAIRules
	s.header("Authorization", "Bearer ")
	return &OpenAI{llm{s, o.LLMOptions}, o.MaxTokens, o.Effort, o.CacheKey}, nil
}

// Forms are the ways to ask for JSON.
func (o *OpenAI) Forms() []string { return []string{"schema", "object", "none"} }

// Form asks for JSON in another way.
func (o *OpenAI) Form(name string) Former {
	other := *o
	other.options.Schema = name
	return &other
}

// Probe asks for the model (GET /models/ID), which most of these servers know;
// some tell the size of its context.
func (o *OpenAI) Probe(ctx context.Context, _, _ string) (Capabilities, error) {
	var m struct {
		ID      string `json:"id"`
		Length  int    `json:"max_model_len"`  // vLLM
		Context int    `json:"context_length"` // gateways
		Meta    struct {
			Trained int `json:"n_ctx_train"` // llama.cpp
		} `json:"meta"`
	}
	c := Capabilities{Info: o.Info()}
	if _, err := o.get(ctx, "models/"+url.PathEscape(o.options.Model), &m); err != nil {
		return c, err
	}
	if n := max(m.Length, m.Context, m.Meta.Trained); n > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("the model's context has %d tokens", n))
	}
	return c, nil
}
