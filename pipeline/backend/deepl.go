package backend

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// DeepLOptions configure the deepl engine. An empty URL is the vendor's own
// server, the one for free keys when the key ends with ":fx".
type DeepLOptions struct {
	Service
	MTOptions
	// Model is latency_optimized, quality_optimized or
	// prefer_quality_optimized; empty leaves it to the service.
	Model string
	// Formality is default, prefer_more or prefer_less; empty sends none.
	Formality string
	// Glossary is the id of a glossary that is kept at the service, or empty.
	Glossary string
}

// DeepL asks the DeepL API: v2 to translate, v3 for what languages can do
// (https://developers.deepl.com/api-reference/translate).
type DeepL struct {
	mt
	options DeepLOptions // without the key
	auto    bool         // tags as the service says
	// learned is what the service told of languages, for a while.
	learned remembered[[]deepLLanguage]
}

var deepLRules = []rule{
	{status: 456, kind: Quota, hint: "the plan's characters are used up until its next period; the account page has the date"},
	{status: http.StatusRequestURITooLong, kind: TooLong},
	{status: http.StatusBadRequest, words: "target_lang", kind: Unsupported},
	{status: http.StatusBadRequest, words: "source_lang", kind: Unsupported},
	{status: http.StatusBadRequest, words: "language pair", kind: Unsupported},
	{status: http.StatusNotFound, words: "glossary", kind: Setup, hint: "check backends.deepl.glossary"},
}

// The limits of one call (https://developers.deepl.com/docs/resources/usage-limits):
// 50 texts and a body of 128 KiB, of which the context and the JSON take a part.
const (
	deepLTexts   = 50
	deepLBytes   = 96 << 10
	deepLContext = 8 << 10
)

// NewDeepL makes a deepl engine.
func NewDeepL(o DeepLOptions) (*DeepL, error) {
	if o.URL == "" {
		o.URL = "https://api.deepl.com"
		if strings.HasSuffix(strings.TrimSpace(o.Key.Reveal()), ":fx") {
			o.URL = "https://api-free.deepl.com"
		}
	}
	s, err := newService("deepl", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = deepLRules
	s.header("Authorization", "DeepL-Auth-Key ")
	m, err := newMT(s, o.MTOptions, PlaceholderTags, deepLCode, Limits{Segments: deepLTexts, Bytes: deepLBytes, SegmentBytes: 120 << 10})
	if err != nil {
		return nil, err
	}
	m.about.Model, m.about.Context = o.Model, true
	if o.Glossary != "" {
		m.about.Terms = StoredTerms
	}
	o.Key = ""
	return &DeepL{mt: m, options: o, auto: o.Tags == "auto"}, nil
}

// Estimate counts codes as tags as long as the service may still say that it
// keeps them: so they are longest.
func (d *DeepL) Estimate(r Request) Usage {
	m := d.mt
	if d.auto {
		m.tags = XMLTags
	}
	return m.Estimate(r)
}

// deepLCode is a tag as the service writes it: HY, PT-BR. English as a target
// needs a region; "EN" alone is deprecated there.
func deepLCode(tag string) string { return strings.ToUpper(chinese("ZH-HANS", "ZH-HANT")(tag)) }

// deepLCall is the body of a call.
type deepLCall struct {
	Text       []string `json:"text"`
	Source     string   `json:"source_lang"`
	Target     string   `json:"target_lang"`
	Context    string   `json:"context,omitempty"`
	Model      string   `json:"model_type,omitempty"`
	Formality  string   `json:"formality,omitempty"`
	Glossary   string   `json:"glossary_id,omitempty"`
	Tags       string   `json:"tag_handling,omitempty"`
	Formatting bool     `json:"preserve_formatting"`
	Billed     bool     `json:"show_billed_characters"`
}

type deepLReply struct {
	Translations []struct {
		Text   string `json:"text"`
		Billed int    `json:"billed_characters"`
		Model  string `json:"model_type_used"`
	} `json:"translations"`
}

// Translate makes one call, and before the first one that has inline codes
// another, free one, where tags are left to the service to say.
func (d *DeepL) Translate(ctx context.Context, r Request) (Reply, error) {
	m := d.mt
	m.tags = d.tagsFor(ctx, r)
	base, _ := language.Make(r.Source).Base()
	call := deepLCall{Text: m.texts(r), Source: d.codes.of(base.String()), Target: d.target(r.Target), Context: around(r.Segments, deepLContext),
		Model: d.options.Model, Formality: d.options.Formality, Glossary: d.options.Glossary, Formatting: true, Billed: true}
	if m.tags == XMLTags || m.tags == HTMLTags {
		call.Tags = string(m.tags)
	}
	var out deepLReply
	header, err := d.post(ctx, "v2/translate", call, &out)
	if err != nil {
		return Reply{}, err
	}
	reply := d.begin(header)
	answers := make([]string, len(out.Translations))
	for i, t := range out.Translations {
		answers[i] = t.Text
		reply.Usage.Characters += t.Billed
		reply.Model = d.scrub([]byte(t.Model))
	}
	return m.paired(r, reply, answers)
}

func (d *DeepL) target(tag string) string {
	if code := d.codes.of(tag); code != "EN" {
		return code
	}
	return "EN-US"
}

// around is the text of the article around and between the segments, when they
// are of one article: a service that looks at each text by itself takes it as
// context, and does not bill it.
func around(segments []Segment, most int) string {
	var parts []string
	for i, s := range segments {
		if s.Article != segments[0].Article {
			return ""
		}
		if i == 0 && s.Before != "" {
			parts = append(parts, s.Before)
		}
		if len(segments) > 1 {
			parts = append(parts, s.Text)
		}
		if i == len(segments)-1 && s.After != "" {
			parts = append(parts, s.After)
		}
	}
	text := wholeMark.ReplaceAllString(strings.Join(parts, "\n"), "")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// deepLLanguage is what the service says of a language.
type deepLLanguage struct {
	Lang     string         `json:"lang"`
	Source   bool           `json:"usable_as_source"`
	Target   bool           `json:"usable_as_target"`
	Features map[string]any `json:"features"`
}

func (d *DeepL) languages(ctx context.Context) ([]deepLLanguage, error) {
	return d.learned.get(func() (out []deepLLanguage, err error) {
		_, err = d.get(ctx, "v3/languages?resource=translate_text", &out)
		return out, err
	})
}

// tagsFor is how codes travel: as configured, or as XML where the service says
// that it handles tags in both languages. When it does not say, they go as they
// are.
func (d *DeepL) tagsFor(ctx context.Context, r Request) TagSupport {
	coded := slices.ContainsFunc(r.Segments, func(s Segment) bool { return strings.Contains(s.Text, opening) })
	if !d.auto || !coded {
		if d.auto {
			return PlaceholderTags
		}
		return d.tags
	}
	known, err := d.languages(ctx)
	source, target := deepLNamed(known, d.codes.of(r.Source)), deepLNamed(known, d.target(r.Target))
	if err != nil || source == nil || target == nil || source.Features["tag_handling"] == nil || target.Features["tag_handling"] == nil {
		return PlaceholderTags
	}
	return XMLTags
}

// deepLNamed looks a language up by its code, or by the base of it.
func deepLNamed(known []deepLLanguage, code string) *deepLLanguage {
	for _, c := range []string{code, strings.Split(code, "-")[0]} {
		for i := range known {
			if strings.EqualFold(known[i].Lang, c) {
				return &known[i]
			}
		}
	}
	return nil
}

// Probe asks for the languages and for what of the plan is used.
func (d *DeepL) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	c := Capabilities{Info: d.about, Pair: "no"}
	known, err := d.languages(ctx)
	if err != nil {
		return c, err
	}
	s, t := deepLNamed(known, d.codes.of(source)), deepLNamed(known, d.target(target))
	if s != nil && t != nil && s.Source && t.Target {
		c.Pair = "yes"
		for _, feature := range []string{"glossary", "tag_handling", "formality"} {
			c.Notes = append(c.Notes, fmt.Sprintf("%s for the target language: %t", feature, t.Features[feature] != nil))
		}
		if d.auto && s.Features["tag_handling"] != nil && t.Features["tag_handling"] != nil {
			c.Info.Tags = XMLTags
		}
	}
	var u struct {
		Count int `json:"character_count"`
		Limit int `json:"character_limit"`
	}
	if _, err := d.get(ctx, "v2/usage", &u); err != nil {
		return c, err
	}
	const unlimited = 1_000_000_000_000 // the service's way to say so
	c.Used = u.Count
	if u.Limit < unlimited {
		c.Limit = u.Limit
	}
	return c, nil
}
