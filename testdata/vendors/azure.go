package vendors

import (
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// azureFaults are the documented codes
// (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/status-response-codes).
func azureFaults() []Fault {
	failed := func(code int, message string) string {
		return text(object{"error": object{"code": code, "message": message}})
	}
	return []Fault{
		{"not allowed", 403, failed(403000, "The operation isn't allowed."), nil, "not allowed"},
		{"free quota", 403, failed(403001, "The operation isn't allowed because the subscription exceeded its free quota."), nil, "quota used up"},
		{"rate", 429, failed(429000, "The server rejected the request because the client exceeded request limits."), nil, "temporary"},
		{"no such language", 400, failed(400036, "The target language isn't valid."), nil, "unsupported"},
		{"no such source", 400, failed(400019, "One of the specified languages isn't supported."), nil, "unsupported"},
		{"too long", 400, failed(400077, "The maximum request size has been exceeded."), nil, "too long"},
		{"text too long", 400, failed(400050, "The input text is too long."), nil, "too long"},
		{"warming", 408, failed(408001, "The requested custom translation system isn't yet available."), nil, "temporary"},
		{"invalid", 400, failed(400000, "One of the request inputs isn't valid."), nil, "set-up"},
		{"their error", 500, failed(500000, "An unexpected error occurred."), nil, "no answer"},
		{"unavailable", 503, failed(503000, "Service is temporarily unavailable."), nil, "temporary"},
	}
}

func azureKnown(r *http.Request, _ []byte) bool {
	return r.Header.Get("Ocp-Apim-Subscription-Key") == Key && r.Header.Get("Ocp-Apim-Subscription-Region") == "westeurope"
}

var azureStranger = Fault{"a wrong key", 401, `{"error":{"code":401000,"message":"The request is not authorized because credentials are missing or invalid."}}`, nil, "not allowed"}

func azureLanguages(*Server) string {
	return `{"translation":{"en":{"name":"English"},"hy":{"name":"Armenian"}}}`
}

// azure is version 2026-06-06
// (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/).
func azure() Vendor {
	return Vendor{
		Name: "azure", known: azureKnown, Stranger: azureStranger, Faults: azureFaults(),
		others: map[string]func(*Server) string{"GET /languages": azureLanguages},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Inputs []struct {
					Text     string `json:"text"`
					Language string `json:"language"`
					TextType string `json:"textType"`
					Targets  []struct {
						Language   string `json:"language"`
						Deployment string `json:"deploymentName"`
						Fallback   *bool  `json:"allowFallback"`
					} `json:"targets"`
				} `json:"inputs"`
			}
			if err := errors.Join(at(r, "/translate"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			var texts []string
			for _, in := range b.Inputs {
				if len(in.Targets) != 1 || in.Targets[0].Deployment != "" && in.Targets[0].Fallback == nil {
					return Asked{}, fmt.Errorf("targets %+v", in.Targets)
				}
				if err := pair(in.Language, in.Targets[0].Language, "en", "hy"); err != nil {
					return Asked{}, err
				}
				texts = append(texts, in.Text)
			}
			if r.URL.Query().Get("api-version") != "2026-06-06" || len(texts) > 1000 {
				return Asked{}, fmt.Errorf("version %q, %d texts", r.URL.Query().Get("api-version"), len(texts))
			}
			return form(texts, func(answers []string) any {
				return object{"value": list(answers, func(i int, a string) object {
					n := 0
					if i < len(b.Inputs) {
						n = utf8.RuneCountInString(texts[i])
						if b.Inputs[i].TextType == "html" {
							a = html(a)
						}
					}
					return object{"translations": []object{{"language": "hy", "text": a, "sourceCharacters": n}}}
				})}
			}), nil
		},
	}
}

// azure3 is version 3.0
// (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate).
func azure3() Vendor {
	return Vendor{
		Name: "azure-3", known: azureKnown, Stranger: azureStranger, Faults: azureFaults(),
		others: map[string]func(*Server) string{"GET /languages": azureLanguages},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b []struct{ Text string }
			if err := errors.Join(at(r, "/translate"), strict(body, &b)); err != nil {
				return Asked{}, err
			}
			q := r.URL.Query()
			if err := pair(q.Get("from"), q.Get("to"), "en", "hy"); err != nil || q.Get("api-version") != "3.0" || len(b) > 1000 {
				return Asked{}, fmt.Errorf("query %s, %d texts: %w", r.URL.RawQuery, len(b), err)
			}
			var texts []string
			for _, one := range b {
				texts = append(texts, one.Text)
			}
			return form(texts, func(answers []string) any {
				return list(answers, func(_ int, a string) object {
					if q.Get("textType") == "html" {
						a = html(a)
					}
					return object{"translations": []object{{"text": a, "to": "hy"}}}
				})
			}), nil
		},
	}
}
