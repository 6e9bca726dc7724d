package backend

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// GeminiOptions configure the gemini engine. An empty URL is the vendor's own
// server.
type GeminiOptions struct {
	Service
	LLMOptions
}

// Gemini asks the Gemini API (https://ai.google.dev/api/generate-content).
type Gemini struct {
	llm
}

var geminiRules = []rule{
	{code: "API_KEY_INVALID", kind: Auth},
	{words: "api key not valid", kind: Auth},
	{status: http.StatusTooManyRequests, words: "perday", kind: Quota},
	{status: http.StatusTooManyRequests, words: "per day", kind: Quota},
	{status: http.StatusNotFound, kind: Setup, hint: "check backends.gemini.model"},
	{words: "token count", kind: TooLong},
	{words: "exceeds the maximum number of tokens", kind: TooLong},
	{words: "user location is not supported", kind: Setup, hint: "the service is not offered where this machine is"},
}

// NewGemini makes a gemini engine.
func NewGemini(o GeminiOptions) (*Gemini, error) {
	o.URL = cmp.Or(o.URL, "https://generativelanguage.googleapis.com")
	s, err := newService("gemini", o.Service)
	if err != nil {
		return nil, err
	}
	s.answer, s.rules = "generated content", geminiRules
	s.header("X-Goog-Api-Key", "")
	return &Gemini{llm{s, o.LLMOptions}}, nil
}

type geminiContent struct {
	Role  string       `json:"role,omitempty"`
	Parts []geminiPart `json:"parts"`
}

type geminiPart struct {
	Text    string `json:"text"`
	Thought bool   `json:"thought,omitempty"`
}

func (g *Gemini) body(r Request) map[string]any {
	q := g.question(r)
	config := map[string]any{"maxOutputTokens": q.room}
	if g.options.Temperature >= 0 {
		config["temperature"] = g.options.Temperature
	}
	if g.options.Reasoning >= 0 {
		config["thinkingConfig"] = map[string]int{"thinkingBudget": g.options.Reasoning}
	}
	if g.options.Schema != "none" {
		config["responseMimeType"] = "application/json"
	}
	if g.options.Schema == "schema" {
		config["responseJsonSchema"] = q.schema
	}
	return map[string]any{
		"systemInstruction": geminiContent{Parts: []geminiPart{{Text: q.system()}}},
		"contents":          []geminiContent{{"user", []geminiPart{{Text: q.material}}}},
		"generationConfig":  config,
	}
}

// geminiReply is what is read of an answer. A prompt that is blocked has no
// candidates.
type geminiReply struct {
	Candidates []struct {
		Content      geminiContent `json:"content"`
		FinishReason string        `json:"finishReason"`
	} `json:"candidates"`
	Feedback struct {
		Block string `json:"blockReason"`
	} `json:"promptFeedback"`
	Usage struct {
		Prompt     int `json:"promptTokenCount"`
		Candidates int `json:"candidatesTokenCount"`
		Thoughts   int `json:"thoughtsTokenCount"`
		Cached     int `json:"cachedContentTokenCount"`
	} `json:"usageMetadata"`
	Model string `json:"modelVersion"`
}

// geminiRefusals are the ends of an answer that a filter made. RECITATION is
// text that the filter takes for somebody else's; news meets it.
var geminiRefusals = []string{"SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII"}

// Translate makes one call.
func (g *Gemini) Translate(ctx context.Context, r Request) (Reply, error) {
	var m geminiReply
	header, err := g.post(ctx, "v1beta/models/"+url.PathEscape(g.options.Model)+":generateContent", g.body(r), &m)
	if err != nil {
		return Reply{}, err
	}
	reply := g.begin(header)
	u := m.Usage
	reply.Usage = Usage{Requests: 1, Input: u.Prompt, Cached: u.Cached, Output: u.Candidates + u.Thoughts, Reasoning: u.Thoughts}
	return g.read(r, reply, m.said())
}

func (m geminiReply) said() said {
	s := said{model: m.Model, end: odd, reason: "no candidates"}
	if m.Feedback.Block != "" {
		s.end, s.reason = refused, m.Feedback.Block
	}
	if len(m.Candidates) == 0 {
		return s
	}
	c := m.Candidates[0]
	s.reason = c.FinishReason
	var text strings.Builder
	for _, p := range c.Content.Parts {
		if !p.Thought {
			text.WriteString(p.Text)
		}
	}
	s.text = text.String()
	switch {
	case c.FinishReason == "STOP":
		s.end = done
	case c.FinishReason == "MAX_TOKENS":
		s.end = cut
	case slices.Contains(geminiRefusals, c.FinishReason):
		s.end = refused
	}
	return s
}

// Probe asks for the model (GET /v1beta/models/ID).
func (g *Gemini) Probe(ctx context.Context, _, _ string) (Capabilities, error) {
	var m struct {
		Input  int `json:"inputTokenLimit"`
		Output int `json:"outputTokenLimit"`
	}
	c := Capabilities{Info: g.Info()}
	_, err := g.get(ctx, "v1beta/models/"+url.PathEscape(g.options.Model), &m)
	if err == nil && m.Input > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("the model takes %d tokens and answers with %d at most", m.Input, m.Output))
	}
	return c, err
}
