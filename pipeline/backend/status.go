package backend

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// networkKind tells a call that was never sent, which may be tried again for
// free, from one that may have been answered and paid for.
func networkKind(err error) Kind {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return Setup
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return Setup
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return Temporary
	}
	return BadReply
}

// statusFault sorts an HTTP error of a chat server.
func (o *OpenAI) statusFault(res *http.Response, body []byte) error {
	e := &Error{Engine: "openai", Kind: statusKind(res.StatusCode, body), After: retryAfter(res.Header),
		Err: fmt.Errorf("%s: %s", res.Status, o.scrub(body))}
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		e.Hint = "redirects are not followed, because the key would travel; set backends.openai.url to the final address"
	case e.Kind == Auth && o.options.Key == "":
		e.Hint = fmt.Sprintf("put a key into the environment variable %s", o.options.KeyEnv)
	case e.Kind == Auth:
		e.Hint = fmt.Sprintf("check the key in %s", o.options.KeyEnv)
	case e.Kind == Setup:
		e.Hint = "check backends.openai in the configuration"
	}
	return e
}

func statusKind(status int, body []byte) Kind {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return Auth
	case status == http.StatusPaymentRequired, status == http.StatusTooManyRequests && code(body) == "insufficient_quota":
		return Quota
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		return Temporary
	case status >= 500, status == http.StatusRequestTimeout, status == http.StatusRequestEntityTooLarge:
		return BadReply
	case code(body) == "context_length_exceeded", code(body) == "exceed_context_size_error":
		return BadReply
	}
	return Setup
}

// code is the error code of an OpenAI-shaped body, or "".
func code(body []byte) string {
	var b struct {
		Error struct {
			Code any    `json:"code"`
			Type string `json:"type"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &b) != nil {
		return ""
	}
	if s, ok := b.Error.Code.(string); ok {
		return s
	}
	return b.Error.Type
}

// retryAfter reads how long a server asks to wait: seconds or an HTTP date (RFC
// 9110, section 10.2.3). Anything else is zero.
func retryAfter(h http.Header) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 1<<31 {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

// scrub makes a server's words fit for a message: short, on one line, and
// without the key, which some servers repeat.
func (o *OpenAI) scrub(body []byte) string {
	const most = 500
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "?")), " ")
	if key := o.options.Key.Reveal(); key != "" {
		text = strings.ReplaceAll(text, key, hiddenSecret)
	}
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
