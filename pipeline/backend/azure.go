package backend

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"
)

// AzureOptions configure the azure engine. An empty URL is the vendor's own
// global server.
type AzureOptions struct {
	Service
	MTOptions
	// API is the version of the interface: "2026-06-06" or "3.0".
	API string
	// Region is that of the resource; a global one has none.
	Region string
	// Model is a deployment's name for API 2026-06-06; empty is the general model.
	// One that is named and cannot serve the pair is an error, never swapped.
	Model string
}

// Azure asks Azure Translator
// (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/).
type Azure struct {
	mt
	options AzureOptions // without the key
}

// azureRules sort errors by the six digits of their codes
// (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/status-response-codes).
var azureRules = []rule{
	{code: "403001", kind: Quota, hint: "the free tier's characters of this month are used up"},
	{code: "400018", kind: Unsupported}, {code: "400019", kind: Unsupported}, {code: "400023", kind: Unsupported},
	{code: "400035", kind: Unsupported}, {code: "400036", kind: Unsupported},
	{code: "400050", kind: TooLong}, {code: "400072", kind: TooLong}, {code: "400077", kind: TooLong},
	{code: "408001", kind: Temporary}, // the model is being made ready
	{code: "401015", kind: Auth, hint: "the resource is regional; set backends.azure.region"},
}

const azure3 = "3.0"

// NewAzure makes an azure engine.
func NewAzure(o AzureOptions) (*Azure, error) {
	o.URL = cmp.Or(o.URL, "https://api.cognitive.microsofttranslator.com")
	if o.API != azure3 && o.API != "2026-06-06" {
		return nil, fmt.Errorf("backends.azure.api: %q is none of 2026-06-06, 3.0", o.API)
	}
	if o.API == azure3 && o.Model != "" {
		return nil, fmt.Errorf("backends.azure.model: %q needs api: 2026-06-06", o.Model)
	}
	s, err := newService("azure", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = azureRules
	s.sign = func(req *http.Request, _ []byte) error {
		if key := s.key(); key != "" {
			req.Header.Set("Ocp-Apim-Subscription-Key", key)
		}
		if o.Region != "" {
			req.Header.Set("Ocp-Apim-Subscription-Region", o.Region)
		}
		return nil
	}
	// https://learn.microsoft.com/azure/ai-services/translator/service-limits:
	// 50,000 characters, marks included, so some room is left.
	limits := Limits{Segments: 1000, Characters: 40_000, SegmentCharacters: 48_000}
	if o.Model != "" { // what is reserved for a call stays near what it costs
		limits.Segments, limits.Characters = 50, 5_000
	}
	m, err := newMT(s, o.MTOptions, HTMLTags, chinese("zh-Hans", "zh-Hant"), limits)
	if err != nil {
		return nil, err
	}
	m.about.Model = o.Model
	o.Key = ""
	return &Azure{m, o}, nil
}

// azureTranslation is one answer, in either version.
type azureTranslation struct {
	Text       string `json:"text"`
	Characters int    `json:"sourceCharacters"`
	Input      int    `json:"sourceTokens"`
	Extra      int    `json:"instructionTokens"`
	Output     int    `json:"responseTokens"`
}

type azureAnswer struct {
	Translations []azureTranslation `json:"translations"`
}

// Translate makes one call.
func (a *Azure) Translate(ctx context.Context, r Request) (Reply, error) {
	var out []azureAnswer
	var header http.Header
	var err error
	if a.options.API == azure3 {
		header, err = a.post(ctx, a.path3(r), a.body3(r), &out)
	} else {
		var wrapped struct {
			Value []azureAnswer `json:"value"`
		}
		header, err = a.post(ctx, "translate?api-version="+a.options.API, a.body(r), &wrapped)
		out = wrapped.Value
	}
	if err != nil {
		return Reply{}, err
	}
	reply := a.begin(header)
	reply.Model = a.options.Model
	answers := make([]string, len(out))
	for i, answer := range out {
		for _, t := range answer.Translations {
			answers[i] = t.Text
			reply.Usage.Characters += t.Characters
			reply.Usage.Input += t.Input + t.Extra
			reply.Usage.Output += t.Output
		}
	}
	if billed, err := strconv.Atoi(header.Get("X-Metered-Usage")); err == nil && billed > 0 {
		reply.Usage.Characters = billed
	}
	if !reply.Usage.Told() || a.options.Model != "" && len(answers) != len(r.Segments) {
		reply.Usage = a.Estimate(r) // what is not told of each text is the most that it can be
	}
	return a.paired(r, reply, answers)
}

// Estimate adds tokens where a deployment is named: one of a large model bills
// them, one of the service's own kind the characters, and nobody but the price
// tells which it is. No vocabulary has more tokens than bytes; the service puts
// its own instructions before each text.
func (a *Azure) Estimate(r Request) Usage {
	u := a.mt.Estimate(r)
	if a.options.Model == "" {
		return u
	}
	for _, t := range a.texts(r) {
		u.Input += azureInstructions + len(t)
		u.Output += tokensPerSegment + tokensPerCharacter*utf8.RuneCountInString(t)
	}
	return u
}

// azureInstructions is room, in tokens, for what the service tells a large model.
const azureInstructions = 1000

func (a *Azure) format() string {
	if a.tags == HTMLTags {
		return "html"
	}
	return "plain"
}

// path3 is where calls of version 3.0 go to.
func (a *Azure) path3(r Request) string {
	return "translate?" + url.Values{"api-version": {azure3}, "from": {a.codes.of(r.Source)}, "to": {a.codes.of(r.Target)},
		"textType": {a.format()}}.Encode()
}

func (a *Azure) body3(r Request) any {
	type text struct{ Text string }
	var out []text
	for _, t := range a.texts(r) {
		out = append(out, text{t})
	}
	return out
}

// azureInput is one text of version 2026-06-06.
type azureInput struct {
	Text     string        `json:"text"`
	Language string        `json:"language"`
	TextType string        `json:"textType"`
	Targets  []azureTarget `json:"targets"`
}

type azureTarget struct {
	Language   string `json:"language"`
	Deployment string `json:"deploymentName,omitempty"`
	Fallback   *bool  `json:"allowFallback,omitempty"`
}

func (a *Azure) body(r Request) any {
	target := azureTarget{Language: a.codes.of(r.Target), Deployment: a.options.Model}
	if a.options.Model != "" {
		target.Fallback = new(bool)
	}
	var inputs []azureInput
	for _, t := range a.texts(r) {
		inputs = append(inputs, azureInput{t, a.codes.of(r.Source), a.format(), []azureTarget{target}})
	}
	return map[string]any{"inputs": inputs}
}

// Probe asks for the languages, which needs no key.
func (a *Azure) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	c := Capabilities{Info: a.about, Pair: "no"}
	var out struct {
		Translation map[string]any `json:"translation"`
	}
	_, err := a.get(ctx, "languages?scope=translation&api-version="+a.options.API, &out)
	if out.Translation[a.codes.of(source)] != nil && out.Translation[a.codes.of(target)] != nil {
		c.Pair = "yes"
	}
	return c, err
}
