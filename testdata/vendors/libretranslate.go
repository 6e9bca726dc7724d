package vendors

import (
	"encoding/json"
	"errors"
	"net/http"
)

// libreTranslate is https://docs.libretranslate.com; its errors are words.
func libreTranslate() Vendor {
	return Vendor{
		Name: "libretranslate",
		known: func(_ *http.Request, body []byte) bool {
			var b struct {
				Key string `json:"api_key"`
			}
			return json.Unmarshal(body, &b) == nil && b.Key == Key
		},
		Stranger: Fault{"a wrong key", 403, `{"error":"Invalid API key"}`, nil, "not allowed"},
		others: map[string]func(*Server) string{"GET /languages": func(*Server) string {
			return `[{"code":"en","name":"English","targets":["de","fr","hy"]},{"code":"hy","name":"Armenian","targets":["en"]}]`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Q      json.RawMessage `json:"q"`
				Source string          `json:"source"`
				Target string          `json:"target"`
				Format string          `json:"format"`
				Key    string          `json:"api_key"`
			}
			if err := errors.Join(at(r, "/translate"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			var texts []string
			var one string
			single := json.Unmarshal(b.Q, &one) == nil
			if single {
				texts = []string{one}
			} else if err := json.Unmarshal(b.Q, &texts); err != nil {
				return Asked{}, err
			}
			return form(texts, func(answers []string) any {
				for i := range answers {
					if b.Format == "html" {
						answers[i] = html(answers[i])
					}
				}
				if single && len(answers) == 1 {
					return object{"translatedText": answers[0]}
				}
				return object{"translatedText": answers}
			}), nil
		},
		Faults: []Fault{
			{"a key is wanted", 400, `{"error":"Please contact the server operator to get an API key"}`, nil, "not allowed"},
			{"rate", 429, `{"error":"Slowdown: 80 per 1 minute"}`, nil, "temporary"},
			{"too long", 400, `{"error":"Invalid request: request (5100) exceeds text limit (5000)"}`, nil, "too long"},
			{"no such language", 400, `{"error":"xx is not supported"}`, nil, "unsupported"},
			{"no such target", 400, `{"error":"Armenian (hy) is not available as a target language from English (en)"}`, nil, "unsupported"},
			{"their error", 500, `{"error":"Cannot translate text: oops"}`, nil, "no answer"},
		},
	}
}
