package backend

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// statusFault sorts an HTTP error of a chat server.
func (o *OpenAI) statusFault(res *http.Response, body []byte) error {
	e := &Error{Engine: "openai", Kind: statusKind(res.StatusCode, body), After: retryAfter(res.Header),
		Err: fmt.Errorf("%d %s: %s", res.StatusCode, http.StatusText(res.StatusCode), o.scrub(body))}
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		e.Hint = "redirects are not followed, because the key would travel; set backends.openai.url to the final address"
	case e.Kind == Auth && o.key() == "" && o.options.KeyEnv != "":
		e.Hint = fmt.Sprintf("put a key into the environment variable %s", o.options.KeyEnv)
	case e.Kind == Auth && o.key() == "":
		e.Hint = "set backends.openai.key_env to the name of the environment variable that holds the key"
	case e.Kind == Auth:
		e.Hint = fmt.Sprintf("check the key in %s", o.options.KeyEnv)
	case e.Kind == TooLong:
		e.Hint = "a smaller backends.openai.batch, or a greater context on the server, saves such calls"
	case e.Kind == Setup:
		e.Hint = "check backends.openai in the configuration"
	}
	return e
}

// statusOverloaded is what several vendors send when they are overloaded; no
// standard has it.
const statusOverloaded = 529

func statusKind(status int, body []byte) Kind {
	codes := errorCodes(body)
	has := func(known ...string) bool {
		return slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(known, c) })
	}
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return Auth
	case status == http.StatusPaymentRequired, has("insufficient_quota"):
		return Quota
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable, status == statusOverloaded:
		return Temporary
	case status == http.StatusRequestEntityTooLarge, has("context_length_exceeded", "exceed_context_size_error"), overflow(body):
		return TooLong
	case has("content_filter", "content_policy_violation"):
		return Refused
	case status >= 500, status == http.StatusRequestTimeout:
		return Ambiguous
	}
	return Setup
}

// overflow knows the servers that say in words alone that a call is longer than
// the model's context, as vLLM does.
func overflow(body []byte) bool {
	body = bytes.ToLower(body)
	return bytes.Contains(body, []byte("context length")) || bytes.Contains(body, []byte("context size")) ||
		bytes.Contains(body, []byte("context window"))
}

// errorCodes are the code and the type of an OpenAI-shaped error. A code may
// also be a number, which says no more than the status.
func errorCodes(body []byte) []string {
	var b struct {
		Error struct {
			Code any    `json:"code"`
			Type string `json:"type"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &b) != nil {
		return nil
	}
	code, _ := b.Error.Code.(string)
	return []string{code, b.Error.Type}
}

// scrub makes a server's words fit for a message: short, on one line, and
// without the key, which some servers repeat.
func (o *OpenAI) scrub(body []byte) string {
	const most = 500
	text := oneLine(body)
	if key := o.key(); key != "" {
		escaped := strings.ReplaceAll(key, "/", `\/`) // as some write it in JSON
		text = strings.NewReplacer(key, hiddenSecret, escaped, hiddenSecret).Replace(text)
	}
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
