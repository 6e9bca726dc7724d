package vendors

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// form is an answer to texts by position.
func form(texts []string, answer func(answers []string) any) Asked {
	return Asked{Texts: texts, Answer: func(answers []string) string { return text(answer(answers)) }}
}

// list makes one object of each answer.
func list(answers []string, one func(i int, answer string) object) []object {
	out := []object{}
	for i, a := range answers {
		out = append(out, one(i, a))
	}
	return out
}

// html is what services that read HTML make of an answer: they write quotes as
// references.
func html(answer string) string {
	return strings.NewReplacer("'", "&#39;", "«", "&laquo;").Replace(answer)
}

// pair refuses calls for other languages than the tests'.
func pair(source, target, wantSource, wantTarget string) error {
	if source != wantSource || target != wantTarget {
		return fmt.Errorf("from %q into %q, want %q and %q", source, target, wantSource, wantTarget)
	}
	return nil
}

// deepL is https://developers.deepl.com/api-reference/translate.
func deepL() Vendor {
	return Vendor{
		Name:     "deepl",
		known:    has("Authorization", "DeepL-Auth-Key "+Key),
		Stranger: Fault{"a wrong key", 403, ``, nil, "not allowed"},
		others: map[string]func(*Server) string{
			"GET /v3/languages": func(*Server) string {
				return `[{"lang":"en","name":"English","usable_as_source":true,"usable_as_target":true,"features":{"tag_handling":{},"glossary":{}}},
				{"lang":"hy","name":"Armenian","usable_as_source":true,"usable_as_target":true,"features":{"tag_handling":{}}}]`
			},
			"GET /v2/usage": func(*Server) string { return `{"character_count":180118,"character_limit":1250000}` },
		},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Text       []string `json:"text"`
				Source     string   `json:"source_lang"`
				Target     string   `json:"target_lang"`
				Context    string   `json:"context"`
				Model      string   `json:"model_type"`
				Formality  string   `json:"formality"`
				Glossary   string   `json:"glossary_id"`
				Tags       string   `json:"tag_handling"`
				Formatting bool     `json:"preserve_formatting"`
				Billed     bool     `json:"show_billed_characters"`
			}
			if err := errors.Join(at(r, "/v2/translate"), strict(body, &b), pair(b.Source, b.Target, "EN", "HY")); err != nil {
				return Asked{}, err
			}
			if len(b.Text) == 0 || len(b.Text) > 50 || len(body) > 128<<10 && len(b.Text) > 1 || b.Formality == "more" {
				return Asked{}, fmt.Errorf("%d texts, %d bytes, formality %q", len(b.Text), len(body), b.Formality)
			}
			return form(b.Text, func(answers []string) any {
				return object{"translations": list(answers, func(i int, a string) object {
					if b.Tags == "xml" {
						a = strings.ReplaceAll(a, `"/>`, `"></x>`)
					}
					t := object{"detected_source_language": "EN", "text": a, "model_type_used": "quality_optimized"}
					if b.Billed && i < len(b.Text) {
						t["billed_characters"] = utf8.RuneCountInString(b.Text[i])
					}
					return t
				})}
			}), nil
		},
		Faults: []Fault{
			{"quota", 456, `{"message":"Quota exceeded"}`, nil, "quota used up"},
			{"rate", 429, `{"message":"Too many requests"}`, []string{"X-Trace-ID: abc"}, "temporary"},
			{"rate, empty", 429, ``, nil, "temporary"},
			{"too many", 529, ``, nil, "temporary"},
			{"too large, as a page", 413, `<html><head><title>413 Request Entity Too Large</title></head></html>`, nil, "too long"},
			{"long address", 414, ``, nil, "too long"},
			{"no such language", 400, `{"message":"Value for 'target_lang' not supported."}`, nil, "unsupported"},
			{"a glossary for the pair", 404, `{"message":"Glossary not found"}`, nil, "set-up"},
			{"bad formality", 400, `{"message":"'formality' is not supported for given 'target_lang'."}`, nil, "unsupported"},
			{"bad request", 400, `{"message":"Parameter 'text' not specified."}`, nil, "set-up"},
			{"their error", 500, ``, nil, "no answer"},
			{"time", 504, ``, nil, "no answer"},
		},
	}
}

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

// KeyID is the id that belongs to the key at Amazon.
const KeyID = "AKIACANARY7F3A9C"

// amazon is https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html.
// It signs each call itself and compares.
func amazon() Vendor {
	failed := func(kind, message string) string {
		return text(object{"__type": "com.amazonaws.translate#" + kind, "message": message})
	}
	return Vendor{
		Name:     "amazon",
		known:    amazonKnown,
		Stranger: Fault{"a wrong key", 400, failed("UnrecognizedClientException", "The security token included in the request is invalid."), nil, "not allowed"},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Text   string
				Source string   `json:"SourceLanguageCode"`
				Target string   `json:"TargetLanguageCode"`
				Names  []string `json:"TerminologyNames"`
			}
			if err := errors.Join(at(r, "/"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			if r.Header.Get("X-Amz-Target") != "AWSShineFrontendService_20170701.TranslateText" || r.Header.Get("Content-Type") != "application/x-amz-json-1.1" || len(b.Text) > 10000 {
				return Asked{}, fmt.Errorf("target %q, %d bytes", r.Header.Get("X-Amz-Target"), len(b.Text))
			}
			return form([]string{b.Text}, func(answers []string) any {
				out := object{"SourceLanguageCode": "en", "TargetLanguageCode": "hy"}
				if len(answers) == 1 {
					out["TranslatedText"] = answers[0]
				}
				return out
			}), nil
		},
		Faults: []Fault{
			{"denied", 400, failed("AccessDeniedException", "User is not authorized to perform: translate:TranslateText"), nil, "not allowed"},
			{"a bad signature", 400, failed("InvalidSignatureException", "Signature expired"), nil, "not allowed"},
			{"rate", 400, failed("TooManyRequestsException", "You have made too many requests"), nil, "temporary"},
			{"throttled", 400, failed("ThrottlingException", "Rate exceeded"), []string{"X-Amzn-Requestid: r-1"}, "temporary"},
			{"too long", 400, failed("TextSizeLimitExceededException", "Input text size exceeds limit"), nil, "too long"},
			{"no such pair", 400, failed("UnsupportedLanguagePairException", "Unsupported language pair: en to xx."), nil, "unsupported"},
			{"invalid", 400, failed("InvalidParameterValueException", "invalid"), nil, "set-up"},
			{"no such terminology", 400, failed("ResourceNotFoundException", "not found"), nil, "set-up"},
			{"unavailable", 500, failed("ServiceUnavailableException", "down"), nil, "temporary"},
			{"their error", 500, failed("InternalServerException", "oops"), nil, "no answer"},
		},
	}
}

func amazonKnown(r *http.Request, body []byte) bool {
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	if err != nil {
		return false
	}
	again := r.Clone(r.Context())
	again.URL.Scheme, again.URL.Host = "http", r.Host
	again.Header = http.Header{}
	for _, name := range []string{"Content-Type", "X-Amz-Target", "User-Agent"} {
		again.Header.Set(name, r.Header.Get(name))
	}
	sum := sha256.Sum256(body)
	err = v4.NewSigner().SignHTTP(r.Context(), aws.Credentials{AccessKeyID: KeyID, SecretAccessKey: Key}, again, hex.EncodeToString(sum[:]), "translate", "eu-test-1", at)
	return err == nil && again.Header.Get("Authorization") == r.Header.Get("Authorization")
}

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
