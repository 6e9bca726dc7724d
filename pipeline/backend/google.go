package backend

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// GoogleOptions configure the google engine. An empty URL is the vendor's own
// server. For API v3 the key is the JSON of a service account, or an access
// token that ends after an hour; for v2 it is an API key.
type GoogleOptions struct {
	Service
	MTOptions
	// API is "v3" or "v2".
	API string
	// Project is the id of the Google Cloud project; empty takes the service
	// account's. Location is "global" or a region.
	Project, Location string
	// Model is "nmt" or "translation-llm"; v2 has nmt alone.
	Model string
	// Glossary is the id of a glossary in the project and location, or empty. A
	// glossary needs a region: there is none in "global".
	Glossary string
}

// Google asks Cloud Translation
// (https://cloud.google.com/translate/docs/reference/rest).
type Google struct {
	mt
	options GoogleOptions // without the key
	parent  string        // projects/P/locations/L
}

var googleRules = []rule{
	{code: "API_KEY_INVALID", kind: Auth},
	{words: "api key not valid", kind: Auth},
	{code: "dailyLimitExceeded", kind: Quota},
	{words: "daily limit", kind: Quota},
	{code: "rateLimitExceeded", kind: Temporary},
	{code: "userRateLimitExceeded", kind: Temporary},
	{words: "rate limit exceeded", kind: Temporary},
	{code: "BILLING_DISABLED", kind: Quota},
	{status: http.StatusBadRequest, words: "too long", kind: TooLong},
	{status: http.StatusBadRequest, words: "too large", kind: TooLong},
	{status: http.StatusBadRequest, words: "too many", kind: TooLong},
	{status: http.StatusBadRequest, words: "exceeds", kind: TooLong},
	{status: http.StatusBadRequest, words: "language", kind: Unsupported},
	{status: http.StatusNotFound, kind: Setup, hint: "check backends.google.project, location, model and glossary"},
}

// The limits of one call (https://cloud.google.com/translate/quotas). What is
// put around codes counts, so some room is left.
var googleLimits = map[string]Limits{
	"v3": {Segments: 1024, Characters: 25_000, SegmentCharacters: 28_000},
	"v2": {Segments: 128, Bytes: 80_000, Characters: 25_000, SegmentCharacters: 28_000},
}

// NewGoogle makes a google engine.
func NewGoogle(o GoogleOptions) (*Google, error) {
	o.URL = cmp.Or(o.URL, "https://translation.googleapis.com")
	limits, ok := googleLimits[o.API]
	if !ok {
		return nil, fmt.Errorf("backends.google.api: %q is none of v2, v3", o.API)
	}
	key := o.Key
	o.Key = ""
	account, isAccount, err := parseServiceAccount(key, o.KeyFrom)
	if err != nil {
		return nil, err
	}
	plainKey := o.Service
	if !isAccount {
		plainKey.Key = key
	}
	s, err := newService("google", plainKey)
	if err != nil {
		return nil, err
	}
	s.rules = googleRules
	m, err := newMT(s, o.MTOptions, HTMLTags, chinese("zh-CN", "zh-TW"), limits)
	if err != nil {
		return nil, err
	}
	m.about.Model = o.Model
	g := &Google{mt: m, options: o}
	switch {
	case o.API == "v2" && isAccount:
		return nil, errors.New("backends.google: api v2 takes an API key; with a service account set api: v3")
	case o.API == "v2":
		s.header("X-Goog-Api-Key", "")
	case isAccount:
		s.sign, s.secrets = account.signer(s)
	default:
		s.header("Authorization", "Bearer ")
	}
	return g, g.place(account)
}

// place finds where calls of v3 go to.
func (g *Google) place(a serviceAccount) error {
	o := &g.options
	if o.API == "v2" {
		return nil
	}
	if o.Project == "" {
		o.Project = a.Project
	}
	if o.Project == "" {
		return errors.New("backends.google.project is missing; give the id of your Google Cloud project")
	}
	if o.Location == "" {
		o.Location = "global"
	}
	if o.Glossary != "" && o.Location == "global" {
		return errors.New("backends.google.location: a glossary needs a region, such as us-central1; there is none in global")
	}
	if o.Glossary != "" {
		g.about.Terms = StoredTerms
	}
	g.parent = "projects/" + url.PathEscape(o.Project) + "/locations/" + url.PathEscape(o.Location)
	return nil
}

// Translate makes one call.
func (g *Google) Translate(ctx context.Context, r Request) (Reply, error) {
	if g.options.API == "v2" {
		return g.v2(ctx, r)
	}
	return g.v3(ctx, r)
}

func (g *Google) v3(ctx context.Context, r Request) (Reply, error) {
	body := map[string]any{
		"contents": g.texts(r), "mimeType": "text/plain",
		"sourceLanguageCode": g.codes.of(r.Source), "targetLanguageCode": g.codes.of(r.Target),
	}
	if g.tags == HTMLTags {
		body["mimeType"] = "text/html"
	}
	if g.options.Model != "" {
		body["model"] = g.parent + "/models/general/" + g.options.Model
	}
	if g.options.Glossary != "" {
		body["glossaryConfig"] = map[string]any{"glossary": g.parent + "/glossaries/" + g.options.Glossary}
	}
	type translation struct {
		Text  string `json:"translatedText"`
		Model string `json:"model"`
	}
	var out struct {
		Translations []translation `json:"translations"`
		Glossary     []translation `json:"glossaryTranslations"`
	}
	header, err := g.post(ctx, "v3/"+g.parent+":translateText", body, &out)
	if err != nil {
		return Reply{}, err
	}
	reply := g.begin(header)
	translations := out.Translations
	if g.options.Glossary != "" && len(out.Glossary) > 0 {
		translations = out.Glossary
		for i := range translations {
			if i < len(out.Translations) && i < len(r.Segments) && g.rightAlready(out.Translations[i].Text, r.Segments[i].Terms) {
				translations[i] = out.Translations[i]
			}
		}
	}
	answers := make([]string, len(translations))
	for i, t := range translations {
		answers[i] = t.Text
		reply.Model = t.Model[strings.LastIndexByte(t.Model, '/')+1:]
	}
	return g.answered(r, reply, answers)
}

// rightAlready says that a translation without the glossary has all agreed names:
// the glossary puts them in as they stand there, uninflected.
func (g *Google) rightAlready(plain string, terms []Term) bool {
	return len(terms) > 0 && !slices.ContainsFunc(terms, func(t Term) bool {
		if t.Keep {
			t.Target = t.Source
		}
		return !strings.Contains(plain, t.Target)
	})
}

func (g *Google) v2(ctx context.Context, r Request) (Reply, error) {
	body := map[string]any{"q": g.texts(r), "source": g.codes.of(r.Source), "target": g.codes.of(r.Target), "format": "text"}
	if g.tags == HTMLTags {
		body["format"] = "html"
	}
	var out struct {
		Data struct {
			Translations []struct {
				Text string `json:"translatedText"`
			} `json:"translations"`
		} `json:"data"`
	}
	header, err := g.post(ctx, "language/translate/v2", body, &out)
	if err != nil {
		return Reply{}, err
	}
	answers := make([]string, len(out.Data.Translations))
	for i, t := range out.Data.Translations {
		answers[i] = t.Text
	}
	return g.answered(r, g.begin(header), answers)
}

// answered pairs the answers. The service does not tell what it bills: it is
// what was sent, marks included, and with the large model what came back, too.
func (g *Google) answered(r Request, reply Reply, answers []string) (Reply, error) {
	reply.Model = g.scrub([]byte(reply.Model))
	if reply.Model == "" {
		reply.Model = g.options.Model
	}
	reply.Usage = g.mt.Estimate(r)
	if g.options.Model == googleLLM {
		reply.Usage.Characters += runes(answers)
	}
	return g.paired(r, reply, answers)
}

const googleLLM = "translation-llm"

// Estimate adds the answer where that is billed; one has at most twice the
// characters of its source.
func (g *Google) Estimate(r Request) Usage {
	u := g.mt.Estimate(r)
	if g.options.Model == googleLLM {
		u.Characters *= 3
	}
	return u
}

// Probe asks for the languages.
func (g *Google) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	c := Capabilities{Info: g.about, Pair: "no"}
	var v3 struct {
		Languages []struct {
			Code   string `json:"languageCode"`
			Source bool   `json:"supportSource"`
			Target bool   `json:"supportTarget"`
		} `json:"languages"`
	}
	var v2 struct {
		Data struct {
			Languages []struct {
				Language string `json:"language"`
			} `json:"languages"`
		} `json:"data"`
	}
	var err error
	if g.options.API == "v2" {
		_, err = g.get(ctx, "language/translate/v2/languages", &v2)
	} else {
		_, err = g.get(ctx, "v3/"+g.parent+"/supportedLanguages", &v3)
	}
	from, to := false, false
	for _, l := range v3.Languages {
		from, to = from || l.Source && l.Code == g.codes.of(source), to || l.Target && l.Code == g.codes.of(target)
	}
	for _, l := range v2.Data.Languages {
		from, to = from || l.Language == g.codes.of(source), to || l.Language == g.codes.of(target)
	}
	if from && to {
		c.Pair = "yes"
	}
	return c, err
}
