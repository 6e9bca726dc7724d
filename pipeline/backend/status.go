package backend

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// rule sorts the errors of a service. It matches when each of its first three
// fields that is set does.
type rule struct {
	status int
	// code is one that the service gives for machines.
	code string
	// words stand in the body, lower case: for services that have no codes.
	words string
	kind  Kind
	// hint is a step for a person, or empty for what is said for all of the kind.
	hint string
}

// statusOverloaded is what several vendors send when they are overloaded; no
// standard has it.
const statusOverloaded = 529

// common sorts what a service's own rules do not.
var common = []rule{
	{status: http.StatusUnauthorized, kind: Auth},
	{status: http.StatusForbidden, kind: Auth},
	{status: http.StatusPaymentRequired, kind: Quota},
	{status: http.StatusTooManyRequests, kind: Temporary},
	{status: http.StatusServiceUnavailable, kind: Temporary},
	{status: statusOverloaded, kind: Temporary},
	{status: http.StatusRequestEntityTooLarge, kind: TooLong},
	{status: http.StatusRequestTimeout, kind: Ambiguous},
}

// statusFault sorts an HTTP error.
func (s *service) statusFault(res *http.Response, body []byte) error {
	r := s.sorted(res.StatusCode, body)
	text := fmt.Sprintf("%d %s: %s", res.StatusCode, http.StatusText(res.StatusCode), s.scrub(body))
	hint := r.hint
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		hint = fmt.Sprintf("redirects are not followed, because the key would travel; set backends.%s.url to the final address", s.engine)
	case hint == "":
		hint = s.hint(r.kind)
	}
	// What a service turns away, or sends back for its length, it has not done. A
	// filter may have read the text, and a time-out may come after the work.
	turned := res.StatusCode >= http.StatusBadRequest && res.StatusCode < http.StatusInternalServerError && r.kind != Refused && r.kind != Ambiguous
	missing := res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone
	return &Error{Engine: s.engine, Kind: r.kind, Free: turned || r.kind == TooLong, Missing: missing, After: max(retryAfter(res.Header), retryDelay(body)), Hint: hint,
		Trace: s.trace(res.Header), Rate: rateOf(res.Header), Err: errors.New(text)}
}

// sorted is the rule that matches an error.
func (s *service) sorted(status int, body []byte) rule {
	codes, words := errorCodes(body), string(bytes.ToLower(body))
	for _, r := range slices.Concat(s.rules, common) {
		if (r.status == 0 || r.status == status) && (r.code == "" || slices.Contains(codes, r.code)) && strings.Contains(words, r.words) {
			return r
		}
	}
	if status >= http.StatusInternalServerError {
		return rule{kind: Ambiguous}
	}
	return rule{kind: Setup}
}

// hint is a step that a person can take after an error of the kind.
func (s *service) hint(k Kind) string {
	setting := "backends." + s.engine
	switch {
	case k == Auth && s.key() == "" && s.keyFrom != "":
		return "put a key into " + s.keyFrom
	case k == Auth && s.key() == "":
		return "set " + setting + ".key_env to the name of the environment variable that holds the key"
	case k == Auth:
		return "check the key in " + s.keyFrom
	case k == TooLong:
		return "a smaller " + setting + ".batch saves such calls"
	case k == Setup:
		return "check " + setting + " in the configuration"
	case k == Unsupported:
		return "take another engine for this language, or give the code that the service knows it by in " + setting + ".codes"
	}
	return ""
}

// deepestError is how deep in the body of an error codes are looked for.
const deepestError = 6

// errorCodes are the codes that the body of an error has for machines,
// whatever the vendor's form of it: {"error":{"code":…,"type":…}},
// {"error":{"status":…,"details":[{"reason":…}]}}, {"__type":"x#Code"},
// {"code":3}.
func errorCodes(body []byte) []string {
	var b any
	if json.Unmarshal(body, &b) != nil {
		return nil
	}
	return codesIn(b, deepestError)
}

func codesIn(v any, depth int) (out []string) {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			out = append(out, codesIn(item, depth-1)...)
		}
	case map[string]any:
		for name, item := range v {
			switch name {
			case "code", "type", "status", "reason", "__type":
				text := fmt.Sprint(item)
				out = append(out, text[strings.LastIndexByte(text, '#')+1:])
			}
			out = append(out, codesIn(item, depth-1)...)
		}
	}
	return out
}
