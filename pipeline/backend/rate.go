package backend

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Rate is what a service says of a key's limits.
type Rate struct {
	// Requests counts calls, Tokens tokens or whatever else the service bills.
	Requests, Tokens Window
}

// Window is one limit as it stood when the service answered.
type Window struct {
	// Limit is how much a window allows and Remaining how much of it is left;
	// nothing is known when Limit is zero.
	Limit, Remaining int
	// Reset is how long until the window is whole again; zero when it is not told.
	Reset time.Duration
}

// rateOf reads the limits from the headers of an answer, good or bad: the names
// of OpenAI (x-ratelimit-remaining-requests), which many servers share, and of
// Anthropic (anthropic-ratelimit-requests-remaining).
func rateOf(h http.Header) Rate {
	now := time.Now()
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		now = at
	}
	one := func(names ...string) (w Window) {
		for _, name := range names {
			limit, err := strconv.Atoi(field(h, name, "limit"))
			left, err2 := strconv.Atoi(field(h, name, "remaining"))
			if err == nil && err2 == nil && limit > 0 {
				return Window{limit, max(0, left), resetOf(field(h, name, "reset"), now)}
			}
		}
		return w
	}
	return Rate{Requests: one("requests", ""), Tokens: one("tokens", "input-tokens")}
}

// field is the header for one figure of one limit.
func field(h http.Header, limit, figure string) string {
	name := "x-ratelimit-" + figure
	if limit != "" {
		name += "-" + limit
	}
	if v := h.Get(name); v != "" {
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(h.Get("anthropic-ratelimit-" + limit + "-" + figure))
}

// resetOf reads the end of a window: "6m0s", seconds, or a time. Anything else
// is zero.
func resetOf(value string, now time.Time) time.Duration {
	if d, err := time.ParseDuration(value); err == nil {
		return max(0, d)
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return max(0, at.Sub(now))
	}
	seconds, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil || seconds < 0 || math.IsNaN(seconds):
		return 0
	case seconds > 1e9: // a time since 1970, as some gateways send
		return max(0, time.Unix(int64(seconds), 0).Sub(now))
	}
	return time.Duration(seconds * float64(time.Second))
}
