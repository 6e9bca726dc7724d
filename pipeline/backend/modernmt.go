package backend

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
)

// ModernMTOptions configure the modernmt engine. An empty URL is the vendor's
// own server.
type ModernMTOptions struct {
	Service
	MTOptions
	// Glossaries are the ids of glossaries at the service.
	Glossaries []string
}

// ModernMT asks ModernMT (https://www.modernmt.com/api/). Which languages there
// are the service says.
type ModernMT struct {
	mt
	glossaries []string
}

var modernMTRules = []rule{
	{status: http.StatusRequestEntityTooLarge, kind: TooLong},
	{words: "too long", kind: TooLong},
	{words: "language pair", kind: Unsupported},
	{words: "not supported", kind: Unsupported},
	{words: "quota", kind: Quota},
	{words: "billing", kind: Quota},
}

// NewModernMT makes a modernmt engine.
func NewModernMT(o ModernMTOptions) (*ModernMT, error) {
	o.URL = cmp.Or(o.URL, "https://api.modernmt.com")
	s, err := newService("modernmt", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = modernMTRules
	s.sign = func(req *http.Request, _ []byte) error {
		if key := s.key(); key != "" {
			req.Header.Set("MMT-ApiKey", key)
		}
		if req.Method == http.MethodPost { // reads are posts: their texts are too long for an address
			req.Header.Set("X-HTTP-Method-Override", http.MethodGet)
		}
		return nil
	}
	m, err := newMT(s, o.MTOptions, XMLTags, chinese("zh-CN", "zh-TW"), Limits{Segments: 128})
	if err != nil {
		return nil, err
	}
	if len(o.Glossaries) > 0 {
		m.about.Terms = StoredTerms
	}
	return &ModernMT{m, o.Glossaries}, nil
}

var modernMTFormats = map[TagSupport]string{PlaceholderTags: "text/plain", HTMLTags: "text/html", XMLTags: "text/xml"}

// modernMTStatus is in every body, beside the data or an error.
type modernMTStatus struct {
	Status int `json:"status"`
	Error  struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	} `json:"error"`
}

// Translate makes one call.
func (t *ModernMT) Translate(ctx context.Context, r Request) (Reply, error) {
	body := map[string]any{"source": t.codes.of(r.Source), "target": t.codes.of(r.Target), "q": t.texts(r), "format": modernMTFormats[t.tags]}
	if len(t.glossaries) > 0 {
		body["glossaries"] = t.glossaries
	}
	var out struct {
		modernMTStatus
		Data []struct {
			Translation string `json:"translation"`
			Billed      int    `json:"billedCharacters"`
		} `json:"data"`
	}
	header, err := t.post(ctx, "translate", body, &out)
	if err != nil {
		return Reply{}, err
	}
	reply := t.begin(header)
	if out.Error.Type != "" { // an error may come with 200, too
		return t.failed(reply, t.sorted(out.Status, []byte(out.Error.Message)).kind, "", fmt.Errorf("%s: %s", t.scrub([]byte(out.Error.Type)), t.scrub([]byte(out.Error.Message))))
	}
	answers := make([]string, len(out.Data))
	for i, d := range out.Data {
		answers[i] = d.Translation
		reply.Usage.Characters += d.Billed
	}
	return t.paired(r, reply, answers)
}

// Probe asks for the languages.
func (t *ModernMT) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	c := Capabilities{Info: t.about, Pair: "no"}
	var out struct {
		Data map[string][]string `json:"data"`
	}
	_, err := t.get(ctx, "translate/languages", &out)
	if slices.Contains(out.Data[t.codes.of(source)], t.codes.of(target)) {
		c.Pair = "yes"
	}
	return c, err
}
