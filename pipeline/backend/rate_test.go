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

// FuzzRate reads any headers: nothing that a service says is less than nothing,
// neither of its limits nor of a wait.
func FuzzRate(f *testing.F) {
	f.Add("60", "59", "6m0s", "3", "Fri, 27 Nov 2026 10:00:00 GMT")
	f.Add("1", "-1", "NaN", "99999999999999999999", "")
	f.Add("9223372036854775807", "0", "1e300", "-9223372036854775809", "x")
	f.Add("5", "5", "2026-11-27T10:00:00Z", "Fri, 27 Nov 2026 10:00:00 GMT", "Fri, 27 Nov 2099 10:00:00 GMT")
	f.Fuzz(func(t *testing.T, limit, remaining, reset, after, date string) {
		h := http.Header{}
		for name, value := range map[string]string{"x-ratelimit-limit-requests": limit, "x-ratelimit-remaining-requests": remaining, "x-ratelimit-reset-requests": reset,
			"anthropic-ratelimit-tokens-limit": limit, "anthropic-ratelimit-tokens-remaining": remaining, "anthropic-ratelimit-tokens-reset": reset,
			"Retry-After": after, "Date": date} {
			h.Set(name, value)
		}
		r := rateOf(h)
		for _, w := range []Window{r.Requests, r.Tokens} {
			if w.Limit < 0 || w.Remaining < 0 || w.Reset < 0 || w.Limit == 0 && w != (Window{}) {
				t.Errorf("%q, %q, %q are %+v", limit, remaining, reset, w)
			}
		}
		if d := retryAfter(h); d < 0 {
			t.Errorf("%q at %q is a wait of %s", after, date, d)
		}
	})
}
