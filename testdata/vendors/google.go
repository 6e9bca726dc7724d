package vendors

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// google is https://cloud.google.com/translate/docs/reference/rest/v3.
func google() Vendor {
	failed := func(code int, status, message string) string {
		return text(object{"error": object{"code": code, "message": message, "status": status}})
	}
	return Vendor{
		Name:     "google",
		known:    has("Authorization", "Bearer "+Token),
		Stranger: Fault{"a wrong token", 401, failed(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."), nil, "not allowed"},
		others: map[string]func(*Server) string{
			"GET /v3/projects/p-1/locations/global/supportedLanguages": func(*Server) string {
				return `{"languages":[{"languageCode":"en","supportSource":true,"supportTarget":true},{"languageCode":"hy","supportSource":true,"supportTarget":true}]}`
			},
		},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Contents []string       `json:"contents"`
				MIME     string         `json:"mimeType"`
				Source   string         `json:"sourceLanguageCode"`
				Target   string         `json:"targetLanguageCode"`
				Model    string         `json:"model"`
				Glossary map[string]any `json:"glossaryConfig"`
			}
			path := "/v3/projects/p-1/locations/global:translateText"
			if b.Glossary != nil || strings.Contains(r.URL.Path, "us-central1") {
				path = "/v3/projects/p-1/locations/us-central1:translateText"
			}
			if err := errors.Join(at(r, path), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			if len(b.Contents) == 0 || len(b.Contents) > 1024 {
				return Asked{}, fmt.Errorf("%d contents", len(b.Contents))
			}
			return form(b.Contents, func(answers []string) any {
				one := func(_ int, a string) object {
					if b.MIME == "text/html" {
						a = html(a)
					}
					return object{"translatedText": a, "model": b.Model}
				}
				out := object{"translations": list(answers, one)}
				if b.Glossary != nil {
					out["translations"] = list(answers, func(int, string) object { return object{"translatedText": "without"} })
					out["glossaryTranslations"] = list(answers, one)
				}
				return out
			}), nil
		},
		Faults: []Fault{
			{"permission", 403, failed(403, "PERMISSION_DENIED", "Cloud IAM permission 'cloudtranslate.generalModels.predict' denied."), nil, "not allowed"},
			{"the day's quota", 403, failed(403, "PERMISSION_DENIED", "Daily Limit Exceeded"), nil, "quota used up"},
			{"rate", 403, failed(403, "PERMISSION_DENIED", "User Rate Limit Exceeded"), nil, "temporary"},
			{"rate 429", 429, failed(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric"), nil, "temporary"},
			{"too long", 400, failed(400, "INVALID_ARGUMENT", "Text is too long."), nil, "too long"},
			{"no such language", 400, failed(400, "INVALID_ARGUMENT", "Target language is invalid."), nil, "unsupported"},
			{"no such project", 404, failed(404, "NOT_FOUND", "Resource not found"), nil, "set-up"},
			{"invalid", 400, failed(400, "INVALID_ARGUMENT", "Model is invalid."), nil, "set-up"},
			{"unavailable", 503, failed(503, "UNAVAILABLE", "The service is currently unavailable."), nil, "temporary"},
			{"their error", 500, failed(500, "INTERNAL", "Internal error encountered."), nil, "no answer"},
		},
	}
}

// Token is the access token that Google's counterpart gives out.
const Token = "ya29.canary-token-7f3a9c"

// googleV2 is https://cloud.google.com/translate/docs/reference/rest/v2/translate.
func googleV2() Vendor {
	failed := func(code int, reason, message string) string {
		return text(object{"error": object{"code": code, "message": message, "errors": []object{{"message": message, "domain": "usageLimits", "reason": reason}}}})
	}
	return Vendor{
		Name: "google-v2",
		known: func(r *http.Request, _ []byte) bool {
			return r.Header.Get("X-Goog-Api-Key") == Key && r.URL.RawQuery == ""
		},
		Stranger: Fault{"a wrong key", 400, failed(400, "badRequest", "API key not valid. Please pass a valid API key."), nil, "not allowed"},
		others: map[string]func(*Server) string{"GET /language/translate/v2/languages": func(*Server) string {
			return `{"data":{"languages":[{"language":"en"},{"language":"hy"}]}}`
		}},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Q      []string `json:"q"`
				Source string   `json:"source"`
				Target string   `json:"target"`
				Format string   `json:"format"`
			}
			if err := errors.Join(at(r, "/language/translate/v2"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			if len(b.Q) == 0 || len(b.Q) > 128 {
				return Asked{}, fmt.Errorf("%d texts", len(b.Q))
			}
			return form(b.Q, func(answers []string) any {
				return object{"data": object{"translations": list(answers, func(_ int, a string) object {
					if b.Format == "html" {
						a = html(a)
					}
					return object{"translatedText": a}
				})}}
			}), nil
		},
		Faults: []Fault{
			{"the day's quota", 403, failed(403, "dailyLimitExceeded", "Daily Limit Exceeded"), nil, "quota used up"},
			{"rate", 403, failed(403, "userRateLimitExceeded", "User Rate Limit Exceeded"), nil, "temporary"},
			{"too long", 400, failed(400, "invalid", "Request payload size exceeds the limit: 204800 bytes."), nil, "too long"},
			{"too many texts", 400, failed(400, "invalid", "Too many text segments"), nil, "too long"},
			{"no such language", 400, failed(400, "invalid", "Bad language pair: en|xx"), nil, "unsupported"},
		},
	}
}
