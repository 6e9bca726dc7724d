package vendors

import (
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// yandex is https://yandex.cloud/en/docs/translate/api-ref/Translation/translate.
func yandex() Vendor {
	failed := func(code int, message string) string {
		return text(object{"code": code, "message": message, "details": []object{}})
	}
	return Vendor{
		Name:     "yandex",
		known:    has("Authorization", "Api-Key "+Key),
		Stranger: Fault{"a wrong key", 401, failed(16, "Unknown api key '"+Key[:4]+"****'"), nil, "not allowed"},
		others: map[string]func(*Server) string{"POST /translate/v2/languages": func(*Server) string {
			return `{"languages":[{"code":"en","name":"English"},{"code":"hy","name":"Armenian"}]}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Folder string   `json:"folderId"`
				Texts  []string `json:"texts"`
				Source string   `json:"sourceLanguageCode"`
				Target string   `json:"targetLanguageCode"`
				Format string   `json:"format"`
				Model  string   `json:"model"`
			}
			if err := errors.Join(at(r, "/translate/v2/translate"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			n := 0
			for _, t := range b.Texts {
				n += utf8.RuneCountInString(t)
			}
			if n > 10000 {
				return Asked{}, fmt.Errorf("%d characters", n)
			}
			return form(b.Texts, func(answers []string) any {
				return object{"translations": list(answers, func(_ int, a string) object {
					if b.Format == "HTML" {
						a = html(a)
					}
					return object{"text": a, "detectedLanguageCode": "en"}
				})}
			}), nil
		},
		Faults: []Fault{
			{"permission", 403, failed(7, "Permission denied"), nil, "not allowed"},
			{"rate", 429, failed(8, "limit on requests was exceeded. Limit: 20, interval: 1s"), nil, "temporary"},
			{"too long", 400, failed(3, "texts: the total length must be 10000 or less"), nil, "too long"},
			{"no such language", 400, failed(3, "unsupported target_language_code: xx"), nil, "unsupported"},
			{"invalid", 400, failed(3, "folder id is required"), nil, "set-up"},
			{"unavailable", 503, failed(14, "unavailable"), nil, "temporary"},
			{"their error", 500, failed(13, "internal"), nil, "no answer"},
			{"time", 504, failed(4, "deadline"), nil, "no answer"},
		},
	}
}
