package backend

import (
	"cmp"
	"context"
	"net/http"
	"strings"
)

// YandexOptions configure the yandex engine. An empty URL is the vendor's own
// server; the key is an API key, or an IAM token, which begins with "t1.".
type YandexOptions struct {
	Service
	MTOptions
	// Folder is the id of the cloud folder; the key of a service account needs
	// none.
	Folder string
	// Model is the id of a model of your own, or empty.
	Model string
}

// Yandex asks Yandex Translate v2
// (https://yandex.cloud/en/docs/translate/api-ref/Translation/translate).
type Yandex struct {
	mt
	options YandexOptions // without the key
}

// yandexRules sort errors by their gRPC codes
// (https://github.com/grpc/grpc/blob/master/doc/statuscodes.md), which stand
// beside the statuses.
var yandexRules = []rule{
	{code: "16", kind: Auth}, {code: "7", kind: Auth},
	{code: "3", words: "too long", kind: TooLong},
	{code: "3", words: "length", kind: TooLong},
	{code: "3", words: "language", kind: Unsupported},
	{code: "8", words: "per month", kind: Quota},
	{code: "8", kind: Temporary}, {code: "14", kind: Temporary},
	{code: "4", kind: Ambiguous}, {code: "13", kind: Ambiguous},
}

// NewYandex makes a yandex engine.
func NewYandex(o YandexOptions) (*Yandex, error) {
	o.URL = cmp.Or(o.URL, "https://translate.api.cloud.yandex.net")
	s, err := newService("yandex", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = yandexRules
	s.sign = func(req *http.Request, _ []byte) error {
		switch key := s.key(); {
		case strings.HasPrefix(key, "t1."):
			req.Header.Set("Authorization", "Bearer "+key)
		case key != "":
			req.Header.Set("Authorization", "Api-Key "+key)
		}
		return nil
	}
	// https://yandex.cloud/en/docs/translate/concepts/limits: 10,000 characters in
	// a call, 20 calls a second, a million characters an hour.
	m, err := newMT(s, o.MTOptions, HTMLTags, shortTag, Limits{Characters: 8_000, SegmentCharacters: 9_000, PerSecond: 20})
	if err != nil {
		return nil, err
	}
	m.about.Model = o.Model
	o.Key = ""
	return &Yandex{m, o}, nil
}

// Translate makes one call.
func (y *Yandex) Translate(ctx context.Context, r Request) (Reply, error) {
	body := map[string]any{"texts": y.texts(r), "sourceLanguageCode": y.codes.of(r.Source), "targetLanguageCode": y.codes.of(r.Target), "format": "PLAIN_TEXT"}
	if y.tags == HTMLTags {
		body["format"] = "HTML"
	}
	if y.options.Folder != "" {
		body["folderId"] = y.options.Folder
	}
	if y.options.Model != "" {
		body["model"] = y.options.Model
	}
	var out struct {
		Translations []struct {
			Text string `json:"text"`
		} `json:"translations"`
	}
	header, err := y.post(ctx, "translate/v2/translate", body, &out)
	if err != nil {
		return Reply{}, err
	}
	answers := make([]string, len(out.Translations))
	for i, t := range out.Translations {
		answers[i] = t.Text
	}
	return y.paired(r, y.begin(header), answers)
}

// Probe asks for the languages.
func (y *Yandex) Probe(ctx context.Context, source, target string) (Capabilities, error) {
	c := Capabilities{Info: y.about, Pair: "no"}
	var out struct {
		Languages []struct {
			Code string `json:"code"`
		} `json:"languages"`
	}
	_, err := y.post(ctx, "translate/v2/languages", map[string]string{"folderId": y.options.Folder}, &out)
	from, to := false, false
	for _, l := range out.Languages {
		from, to = from || l.Code == y.codes.of(source), to || l.Code == y.codes.of(target)
	}
	if from && to {
		c.Pair = "yes"
	}
	return c, err
}
