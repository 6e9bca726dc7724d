package vendors

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// message reads what a model was asked: instructions, and one JSON object with
// the texts.
func message(system, user string) (Asked, error) {
	var m struct {
		Segments map[string]string `json:"segments"`
	}
	if err := json.Unmarshal([]byte(user), &m); err != nil || len(m.Segments) == 0 {
		return Asked{}, fmt.Errorf("the user's message has no segments: %w", err)
	}
	if !strings.Contains(system, "never instructions") {
		return Asked{}, errors.New("the instructions do not say that texts are none")
	}
	var a Asked
	for k := range m.Segments {
		a.Keys = append(a.Keys, k)
	}
	sort.Slice(a.Keys, func(i, j int) bool {
		return len(a.Keys[i]) < len(a.Keys[j]) || len(a.Keys[i]) == len(a.Keys[j]) && a.Keys[i] < a.Keys[j]
	})
	for _, k := range a.Keys {
		a.Texts = append(a.Texts, m.Segments[k])
	}
	return a, nil
}

// says makes the answers of a vendor out of its form of an answer.
func (a Asked) says(end string, form func(content, end string, tokens int) any) Asked {
	a.Say = func(content, end string) string { return text(form(content, end, tokens(a.Texts))) }
	a.Answer = func(answers []string) string {
		content := map[string]string{}
		for i, k := range a.Keys {
			content[k] = answers[i]
		}
		return a.Say(text(content), end)
	}
	return a
}

// tokens is about what the prompt of texts has.
func tokens(texts []string) int {
	n := 800
	for _, t := range texts {
		n += utf8.RuneCountInString(t)
	}
	return n
}

// schema is what is asked of an answer.
type schema struct {
	Type       string                           `json:"type"`
	Properties map[string]struct{ Type string } `json:"properties"`
	Required   []string                         `json:"required"`
	Additional *bool                            `json:"additionalProperties"`
}

// check holds a schema to what strict services take: every key required, no
// other allowed.
func (s *schema) check(a Asked) error {
	if s == nil {
		return nil
	}
	if s.Type != "object" || s.Additional == nil || *s.Additional || len(s.Properties) != len(a.Keys) || !slices.Equal(s.Required, a.Keys) {
		return fmt.Errorf("schema %+v for the keys %v", s, a.Keys)
	}
	return nil
}

type roleMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// openAI is https://platform.openai.com/docs/api-reference/chat.
func openAI() Vendor {
	return Vendor{
		Name:     "openai",
		known:    has("Authorization", "Bearer "+Key),
		Stranger: Fault{"a wrong key", 401, `{"error":{"message":"Incorrect API key provided: ` + Key + `.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`, nil, "not allowed"},
		Ends:     map[string]string{"done": "stop", "cut": "length", "refused": "content_filter"},
		others: map[string]func(*Server) string{"GET /v1/models/small": func(*Server) string {
			return `{"id":"small","object":"model","owned_by":"x","max_model_len":32768}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Model       string        `json:"model"`
				Messages    []roleMessage `json:"messages"`
				Temperature *float64      `json:"temperature"`
				Max         int           `json:"max_tokens"`
				MaxNew      int           `json:"max_completion_tokens"`
				Format      *struct {
					Type   string `json:"type"`
					Schema *struct {
						Name   string  `json:"name"`
						Strict bool    `json:"strict"`
						Schema *schema `json:"schema"`
					} `json:"json_schema"`
				} `json:"response_format"`
			}
			if err := errors.Join(at(r, "/v1/chat/completions"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			if b.Model != "small" || len(b.Messages) != 2 || b.Messages[0].Role != "system" || b.Messages[1].Role != "user" || b.Max+b.MaxNew == 0 {
				return Asked{}, errors.New("the call lacks something")
			}
			a, err := message(b.Messages[0].Content, b.Messages[1].Content)
			if err == nil && b.Format != nil && b.Format.Schema != nil {
				err = b.Format.Schema.Schema.check(a)
			}
			return a.says("stop", func(content, end string, tokens int) any {
				return object{"id": "chatcmpl-1", "object": "chat.completion", "model": "small-2026", "choices": []object{
					{"index": 0, "finish_reason": end, "message": object{"role": "assistant", "content": content, "refusal": nil}}},
					"usage": object{"prompt_tokens": tokens, "completion_tokens": 40, "total_tokens": tokens + 40,
						"prompt_tokens_details": object{"cached_tokens": 512}, "completion_tokens_details": object{"reasoning_tokens": 3}}}
			}), err
		},
		Faults: []Fault{
			{"quota", 429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, nil, "quota used up"},
			{"rate", 429, `{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}`, []string{"Retry-After: 0", "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 1s"}, "temporary"},
			{"no such model", 404, `{"error":{"message":"The model does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}}`, nil, "set-up"},
			{"too long", 400, `{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`, nil, "too long"},
			{"overloaded", 503, `{"error":{"message":"The server is overloaded","type":"server_error","code":"server_is_overloaded"}}`, nil, "temporary"},
			{"filtered", 400, `{"error":{"message":"The response was filtered","code":"content_filter"}}`, nil, "refused"},
		},
	}
}

// anthropic is https://docs.claude.com/en/api/messages and /errors.
func anthropic() Vendor {
	failed := func(kind, message string) string {
		return text(object{"type": "error", "error": object{"type": kind, "message": message}, "request_id": "req_1"})
	}
	return Vendor{
		Name: "anthropic",
		known: func(r *http.Request, _ []byte) bool {
			return r.Header.Get("X-Api-Key") == Key && r.Header.Get("Authorization") == ""
		},
		Stranger: Fault{"a wrong key", 401, failed("authentication_error", "invalid x-api-key"), nil, "not allowed"},
		Ends:     map[string]string{"done": "end_turn", "cut": "max_tokens", "refused": "refusal", "full": "model_context_window_exceeded", "odd": "pause_turn"},
		others: map[string]func(*Server) string{"GET /v1/models/small": func(*Server) string {
			return `{"type":"model","id":"small","display_name":"Small","created_at":"2026-01-01T00:00:00Z"}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Model    string        `json:"model"`
				Max      int           `json:"max_tokens"`
				Messages []roleMessage `json:"messages"`
				System   []struct {
					Type  string            `json:"type"`
					Text  string            `json:"text"`
					Cache map[string]string `json:"cache_control"`
				} `json:"system"`
				Temperature *float64 `json:"temperature"`
				Thinking    any      `json:"thinking"`
				Output      *struct {
					Format struct {
						Type   string  `json:"type"`
						Schema *schema `json:"schema"`
					} `json:"format"`
				} `json:"output_config"`
			}
			if err := errors.Join(at(r, "/v1/messages"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			if r.Header.Get("Anthropic-Version") != "2023-06-01" || b.Model != "small" || b.Max == 0 || len(b.System) == 0 || len(b.Messages) != 1 || b.Messages[0].Role != "user" {
				return Asked{}, errors.New("the call lacks something")
			}
			a, err := message(b.System[0].Text, b.Messages[0].Content)
			if err == nil && b.Output != nil {
				err = b.Output.Format.Schema.check(a)
			}
			return a.says("end_turn", func(content, end string, tokens int) any {
				return object{"id": "msg_1", "type": "message", "role": "assistant", "model": "small-2026", "stop_reason": end,
					"content": []object{{"type": "text", "text": content}},
					"usage":   object{"input_tokens": tokens - 500, "cache_creation_input_tokens": 100, "cache_read_input_tokens": 400, "output_tokens": 40}}
			}), err
		},
		Faults: []Fault{
			{"permission", 403, failed("permission_error", "Your API key does not have permission"), nil, "not allowed"},
			{"billing", 402, failed("billing_error", "payment required"), nil, "quota used up"},
			{"no credit", 400, failed("invalid_request_error", "Your credit balance is too low to access the API"), nil, "quota used up"},
			{"no such model", 404, failed("not_found_error", "model: small"), nil, "set-up"},
			{"invalid", 400, failed("invalid_request_error", "max_tokens: required"), nil, "set-up"},
			{"too large", 413, failed("request_too_large", "Request exceeds the maximum size"), nil, "too long"},
			{"too long", 400, failed("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"), nil, "too long"},
			{"rate", 429, failed("rate_limit_error", "slow down"), []string{"Retry-After: 0", "anthropic-ratelimit-requests-limit: 50", "anthropic-ratelimit-requests-remaining: 0", "Request-Id: req_1"}, "temporary"},
			{"overloaded", 529, failed("overloaded_error", "Overloaded"), nil, "temporary"},
			{"their error", 500, failed("api_error", "Internal server error"), nil, "no answer"},
			{"time", 504, failed("timeout_error", "timed out"), nil, "no answer"},
		},
	}
}

// gemini is https://ai.google.dev/api/generate-content.
func gemini() Vendor {
	failed := func(code int, status, message string, details ...object) string {
		return text(object{"error": object{"code": code, "message": message, "status": status, "details": details}})
	}
	type content struct {
		Role  string `json:"role"`
		Parts []struct {
			Text string `json:"text"`
		} `json:"parts"`
	}
	return Vendor{
		Name: "gemini",
		known: func(r *http.Request, _ []byte) bool {
			return r.Header.Get("X-Goog-Api-Key") == Key && r.URL.RawQuery == ""
		},
		Stranger: Fault{"a wrong key", 400, failed(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
			object{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}), nil, "not allowed"},
		Ends: map[string]string{"done": "STOP", "cut": "MAX_TOKENS", "refused": "RECITATION", "odd": "OTHER"},
		others: map[string]func(*Server) string{"GET /v1beta/models/small": func(*Server) string {
			return `{"name":"models/small","inputTokenLimit":1048576,"outputTokenLimit":65536}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				System   content   `json:"systemInstruction"`
				Contents []content `json:"contents"`
				Config   struct {
					Max         int      `json:"maxOutputTokens"`
					Temperature *float64 `json:"temperature"`
					Type        string   `json:"responseMimeType"`
					Schema      *schema  `json:"responseJsonSchema"`
					Thinking    any      `json:"thinkingConfig"`
				} `json:"generationConfig"`
			}
			if err := errors.Join(at(r, "/v1beta/models/small:generateContent"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			if len(b.System.Parts) != 1 || len(b.Contents) != 1 || b.Contents[0].Role != "user" || b.Config.Max == 0 ||
				b.Config.Schema != nil && b.Config.Type != "application/json" {
				return Asked{}, errors.New("the call lacks something")
			}
			a, err := message(b.System.Parts[0].Text, b.Contents[0].Parts[0].Text)
			if err == nil {
				err = b.Config.Schema.check(a)
			}
			return a.says("STOP", func(content, end string, tokens int) any {
				return object{"candidates": []object{{"index": 0, "finishReason": end,
					"content": object{"role": "model", "parts": []object{{"text": "thinking", "thought": true}, {"text": content}}}}},
					"modelVersion":  "small-2026",
					"usageMetadata": object{"promptTokenCount": tokens, "candidatesTokenCount": 40, "thoughtsTokenCount": 5, "cachedContentTokenCount": 12, "totalTokenCount": tokens + 45}}
			}), err
		},
		Faults: []Fault{
			{"permission", 403, failed(403, "PERMISSION_DENIED", "not allowed"), nil, "not allowed"},
			{"rate", 429, failed(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", object{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.001s"}), nil, "temporary"},
			{"the day's quota", 429, failed(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", object{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": []object{{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}}}), nil, "quota used up"},
			{"no such model", 404, failed(404, "NOT_FOUND", "models/small is not found for API version v1beta"), nil, "set-up"},
			{"too long", 400, failed(400, "INVALID_ARGUMENT", "The input token count (1100000) exceeds the maximum number of tokens allowed (1048576)."), nil, "too long"},
			{"unavailable", 503, failed(503, "UNAVAILABLE", "The model is overloaded."), nil, "temporary"},
			{"their error", 500, failed(500, "INTERNAL", "An internal error has occurred."), nil, "no answer"},
			{"a prompt that is blocked", 200, `{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":900}}`, nil, "refused"},
		},
	}
}

// ollama is https://github.com/ollama/ollama/blob/main/docs/api.md.
func ollama() Vendor {
	return Vendor{
		Name:     "ollama",
		known:    has("Authorization", "Bearer "+Key),
		Stranger: Fault{"a wrong key", 401, `{"error":"unauthorized"}`, nil, "not allowed"},
		Ends:     map[string]string{"done": "stop", "cut": "length", "odd": "load"},
		others: map[string]func(*Server) string{"POST /api/show": func(*Server) string {
			return `{"details":{"parameter_size":"4.3B","quantization_level":"Q4_K_M"},"model_info":{"gemma3.context_length":131072}}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Model    string        `json:"model"`
				Stream   *bool         `json:"stream"`
				Think    *bool         `json:"think"`
				Messages []roleMessage `json:"messages"`
				Format   *schema       `json:"format"`
				Options  struct {
					Context     int      `json:"num_ctx"`
					Predict     int      `json:"num_predict"`
					Temperature *float64 `json:"temperature"`
				} `json:"options"`
			}
			if err := errors.Join(at(r, "/api/chat"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			if b.Model != "small" || b.Stream == nil || *b.Stream || len(b.Messages) != 2 || b.Options.Context == 0 || b.Options.Predict == 0 {
				return Asked{}, errors.New("the call lacks something")
			}
			a, err := message(b.Messages[0].Content, b.Messages[1].Content)
			if err == nil {
				err = b.Format.check(a)
			}
			return a.says("stop", func(content, end string, tokens int) any {
				return object{"model": "small", "message": object{"role": "assistant", "content": content}, "done": true, "done_reason": end,
					"prompt_eval_count": min(tokens, b.Options.Context), "eval_count": 40}
			}), err
		},
		Faults: []Fault{
			{"no such model", 404, `{"error":"model 'small' not found"}`, nil, "set-up"},
			{"too long", 400, `{"error":"the prompt exceeds the available context size"}`, nil, "too long"},
			{"busy", 503, `{"error":"server busy, please try again.  maximum pending requests exceeded"}`, nil, "temporary"},
			{"no memory", 500, `{"error":"model requires more system memory (8.0 GiB) than is available (2.0 GiB)"}`, nil, "no answer"},
			{"an error with 200", 200, `{"error":"an error was encountered while running the model: unexpected EOF"}`, nil, "bad reply"},
		},
	}
}
