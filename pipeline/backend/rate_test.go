package backend

import (
	"net/http"
	"testing"
	"time"
)

func TestRateOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		h    map[string]string
		want Rate
	}{
		{"nothing", nil, Rate{}},
		{"OpenAI", map[string]string{
			"X-Ratelimit-Limit-Requests": "60", "X-Ratelimit-Remaining-Requests": "59", "X-Ratelimit-Reset-Requests": "1s",
			"X-Ratelimit-Limit-Tokens": "150000", "X-Ratelimit-Remaining-Tokens": "149984", "X-Ratelimit-Reset-Tokens": "6m0s"},
			Rate{Window{60, 59, time.Second}, Window{150000, 149984, 6 * time.Minute}}},
		{"Anthropic", map[string]string{
			"Date": "Tue, 03 Nov 2026 10:00:00 GMT", "Anthropic-Ratelimit-Requests-Limit": "50", "Anthropic-Ratelimit-Requests-Remaining": "0",
			"Anthropic-Ratelimit-Requests-Reset": "2026-11-03T10:00:30Z", "Anthropic-Ratelimit-Input-Tokens-Limit": "9", "Anthropic-Ratelimit-Input-Tokens-Remaining": "3"},
			Rate{Window{50, 0, 30 * time.Second}, Window{9, 3, 0}}},
		{"a gateway", map[string]string{"Date": "Tue, 03 Nov 2026 10:00:00 GMT", "X-Ratelimit-Limit": "10", "X-Ratelimit-Remaining": "1", "X-Ratelimit-Reset": "1793700005"},
			Rate{Requests: Window{10, 1, 5 * time.Second}}},
		{"seconds", map[string]string{"X-Ratelimit-Limit-Requests": "10", "X-Ratelimit-Remaining-Requests": "-1", "X-Ratelimit-Reset-Requests": "1.5"},
			Rate{Requests: Window{10, 0, 1500 * time.Millisecond}}},
		{"rubbish", map[string]string{"X-Ratelimit-Limit-Requests": "many", "X-Ratelimit-Remaining-Requests": "1"}, Rate{}},
		{"a reset in the past", map[string]string{"Date": "Tue, 03 Nov 2026 10:00:00 GMT", "X-Ratelimit-Limit": "10", "X-Ratelimit-Remaining": "1", "X-Ratelimit-Reset": "2020-01-01T00:00:00Z"},
			Rate{Requests: Window{10, 1, 0}}},
	} {
		h := http.Header{}
		for k, v := range tt.h {
			h.Set(k, v)
		}
		if got := rateOf(h); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}
