package backend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// LibreTranslateOptions configure the libretranslate engine. The key, where the
// server wants one, goes into the body: it takes none elsewhere.
type LibreTranslateOptions struct {
	Service
	MTOptions
}

// LibreTranslate asks a server of that shape (https://docs.libretranslate.com),
// such as LibreTranslate itself or LTEngine, which takes one text at a time
// (batch: 1). Which languages there are the server says.
type LibreTranslate struct {
	mt
	learned remembered[[]libreLanguage]
}

var libreRules = []rule{
	{status: http.StatusBadRequest, words: "api key", kind: Auth},
	{status: http.StatusForbidden, kind: Auth},
	{status: http.StatusBadRequest, words: "exceeds", kind: TooLong},
	{status: http.StatusBadRequest, words: "not supported", kind: Unsupported},
	{status: http.StatusBadRequest, words: "not available as a target language", kind: Unsupported},
}

// NewLibreTranslate makes a libretranslate engine.
func NewLibreTranslate(o LibreTranslateOptions) (*LibreTranslate, error) {
	s, err := newService("libretranslate", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = libreRules
	m, err := newMT(s, o.MTOptions, HTMLTags, chinese("zh", "zt"), Limits{Segments: 50})
	if err != nil {
		return nil, err
	}
	m.about.Unit = NoUnit
	return &LibreTranslate{mt: m}, nil
}

// libreCall is the body of a call: q is a text or a list of them.
type libreCall struct {
	Q      any    `json:"q"`
	Source string `json:"source"`
	Target string `json:"target"`
	Format string `json:"format"`
	Key    string `json:"api_key,omitempty"`
}

// Translate makes one call, and before the first one another that asks for the
// languages.
func (l *LibreTranslate) Translate(ctx context.Context, r Request) (Reply, error) {
	if pair, err := l.pair(ctx, r.Source, r.Target); err == nil && pair == "no" {
		return Reply{}, l.fault(Unsupported, l.hint(Unsupported), fmt.Errorf("the server does not translate from %s into %s", r.Source, r.Target))
	}
	texts := l.texts(r)
	call := libreCall{Q: texts, Source: l.codes.of(r.Source), Target: l.codes.of(r.Target), Format: "text", Key: l.key()}
	if len(texts) == 1 {
		call.Q = texts[0]
	}
	if l.tags == HTMLTags {
		call.Format = "html"
	}
	var out struct {
		Text json.RawMessage `json:"translatedText"`
	}
	header, err := l.post(ctx, "translate", call, &out)
	if err != nil {
		return Reply{}, err
	}
	reply := l.begin(header)
	var answers []string
	var answer string
	switch {
	case json.Unmarshal(out.Text, &answers) == nil:
	case json.Unmarshal(out.Text, &answer) == nil:
		answers = []string{answer}
	default:
		return l.failed(reply, BadReply, "check backends.libretranslate.url", errors.New("the answer has no translatedText"))
	}
	return l.paired(r, reply, answers)
}

type libreLanguage struct {
	Code    string   `json:"code"`
	Targets []string `json:"targets"`
}

// pair says whether the server translates a pair.
func (l *LibreTranslate) pair(ctx context.Context, source, target string) (string, error) {
	known, err := l.learned.get(func() (out []libreLanguage, err error) {
		_, err = l.get(ctx, "languages", &out)
		return out, err
	})
	for _, k := range known {
		if k.Code == l.codes.of(source) && slices.Contains(k.Targets, l.codes.of(target)) {
			return "yes", err
		}
	}
	return "no", err
}

// Probe asks for the languages.
func (l *LibreTranslate) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	pair, err := l.pair(ctx, source, target)
	return Capabilities{Info: l.about, Pair: pair}, err
}
