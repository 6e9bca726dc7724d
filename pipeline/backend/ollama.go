package backend

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// OllamaOptions configure the ollama engine. An empty URL is the usual port of
// this machine; Context is required, for the server's own default is small and
// longer prompts are cut without a word.
type OllamaOptions struct {
	Service
	LLMOptions
}

// Ollama asks an Ollama server in its own words
// (https://github.com/ollama/ollama/blob/main/docs/api.md): its interface in
// OpenAI's cannot be told the size of the context.
type Ollama struct {
	llm
}

var ollamaRules = []rule{
	{status: http.StatusNotFound, words: "not found", kind: Setup, hint: "check backends.ollama.model, and fetch it with `ollama pull`"},
	{words: "context length", kind: TooLong},
	{words: "exceeds the available context", kind: TooLong},
	{words: "server busy", kind: Temporary},
}

// NewOllama makes an ollama engine.
func NewOllama(o OllamaOptions) (*Ollama, error) {
	o.URL = cmp.Or(o.URL, "http://127.0.0.1:11434")
	if o.Context <= 0 {
		return nil, errors.New("backends.ollama.context is missing; give the number of tokens that prompt and answer may have, for example context: 8192")
	}
	s, err := newService("ollama", o.Service)
	if err != nil {
		return nil, err
	}
	s.answer, s.rules = "chat message", ollamaRules
	s.header("Authorization", "Bearer ")
	return &Ollama{llm{s, o.LLMOptions}}, nil
}

func (o *Ollama) body(r Request) map[string]any {
	q := o.question(r)
	options := map[string]any{"num_ctx": o.options.Context, "num_predict": q.room}
	if o.options.Temperature >= 0 {
		options["temperature"] = o.options.Temperature
	}
	body := map[string]any{
		"model": o.options.Model, "stream": false, "options": options,
		"messages": []map[string]string{
			{"role": "system", "content": q.system()},
			{"role": "user", "content": q.material},
		},
	}
	if o.options.Reasoning >= 0 {
		body["think"] = o.options.Reasoning > 0
	}
	switch o.options.Schema {
	case "schema":
		body["format"] = q.schema
	case "object":
		body["format"] = "json"
	}
	return body
}

// ollamaReply is what is read of an answer. An error may come with 200, too.
type ollamaReply struct {
	Model   string `json:"model"`
	Message struct {
		Content string `json:"content"`
	} `json:"message"`
	Done       bool   `json:"done"`
	DoneReason string `json:"done_reason"`
	Prompt     int    `json:"prompt_eval_count"`
	Answer     int    `json:"eval_count"`
	Error      string `json:"error"`
}

// Translate makes one call.
func (o *Ollama) Translate(ctx context.Context, r Request) (Reply, error) {
	var m ollamaReply
	header, err := o.post(ctx, "api/chat", o.body(r), &m)
	if err != nil {
		return Reply{}, err
	}
	reply := o.begin(header)
	reply.Usage = Usage{Requests: 1, Input: m.Prompt, Output: m.Answer}
	s := said{text: m.Message.Content, model: m.Model, reason: m.DoneReason}
	switch {
	case m.Error != "":
		return o.failed(reply, BadReply, "", fmt.Errorf("the server says: %s", o.scrub([]byte(m.Error))))
	case m.DoneReason == "length" && m.Prompt+m.Answer >= o.options.Context:
		s.end = full
	case m.DoneReason == "length":
		s.end = cut
	case !m.Done || m.DoneReason != "stop" && m.DoneReason != "":
		s.end = odd
	}
	return o.read(r, reply, s)
}

// Probe asks what the model is (POST /api/show).
func (o *Ollama) Probe(ctx context.Context, _, _ string) (Capabilities, error) {
	var m struct {
		Info    map[string]any `json:"model_info"`
		Details struct {
			Size  string `json:"parameter_size"`
			Level string `json:"quantization_level"`
		} `json:"details"`
	}
	c := Capabilities{Info: o.Info()}
	if _, err := o.post(ctx, "api/show", map[string]string{"model": o.options.Model}, &m); err != nil {
		return c, err
	}
	if m.Details.Size != "" {
		c.Notes = append(c.Notes, o.scrub([]byte(fmt.Sprintf("the model has %s parameters at %s", m.Details.Size, m.Details.Level))))
	}
	for name, value := range m.Info {
		if n, ok := value.(float64); ok && strings.HasSuffix(name, ".context_length") {
			c.Notes = append(c.Notes, fmt.Sprintf("the model's context has %.0f tokens, of which %d are used", n, o.options.Context))
		}
	}
	return c, nil
}
