package vendors

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

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
