package vendors

import (
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// modernMT is https://www.modernmt.com/api/.
func modernMT() Vendor {
	failed := func(status int, kind, message string) string {
		return text(object{"status": status, "error": object{"type": kind, "message": message}})
	}
	return Vendor{
		Name:     "modernmt",
		known:    has("MMT-ApiKey", Key),
		Stranger: Fault{"a wrong key", 401, failed(401, "AuthException", "Authentication failed"), nil, "not allowed"},
		others: map[string]func(*Server) string{"GET /translate/languages": func(*Server) string {
			return `{"status":200,"data":{"en":["de","hy"],"hy":["en"]}}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Source     string   `json:"source"`
				Target     string   `json:"target"`
				Q          []string `json:"q"`
				Format     string   `json:"format"`
				Glossaries []string `json:"glossaries"`
			}
			if err := errors.Join(at(r, "/translate"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			if r.Header.Get("X-HTTP-Method-Override") != "GET" || len(b.Q) > 128 {
				return Asked{}, fmt.Errorf("override %q, %d texts", r.Header.Get("X-HTTP-Method-Override"), len(b.Q))
			}
			return form(b.Q, func(answers []string) any {
				return object{"status": 200, "data": list(answers, func(i int, a string) object {
					n := 0
					if i < len(b.Q) {
						n = utf8.RuneCountInString(b.Q[i])
					}
					return object{"translation": a, "contextVector": "", "characters": n, "billedCharacters": n}
				})}
			}), nil
		},
		Faults: []Fault{
			{"permission", 403, failed(403, "AuthException", "forbidden"), nil, "not allowed"},
			{"quota", 403, failed(403, "QuotaExceededException", "Quota exceeded"), nil, "quota used up"},
			{"too large", 413, failed(413, "PayloadTooLargeException", "too large"), nil, "too long"},
			{"no such pair", 400, failed(400, "UnsupportedLanguageException", "The requested language pair is not supported"), nil, "unsupported"},
			{"no such pair with 200", 200, failed(400, "UnsupportedLanguageException", "The requested language pair is not supported"), nil, "unsupported"},
			{"rate", 429, failed(429, "TooManyRequestsException", "slow down"), nil, "temporary"},
			{"their error", 500, failed(500, "InternalException", "oops"), nil, "no answer"},
		},
	}
}
