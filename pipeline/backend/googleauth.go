package backend

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/jwt"
)

// serviceAccount is what a key file of Google Cloud says, without the key, which
// would show when it is printed.
type serviceAccount struct {
	Email   string `json:"client_email"`
	KeyID   string `json:"private_key_id"`
	Project string `json:"project_id"`
	Token   string `json:"token_uri"`
	key     func() []byte
}

// googleToken is where access tokens come from, and googleScope what they are
// for (https://developers.google.com/identity/protocols/oauth2/service-account).
const (
	googleToken = "https://oauth2.googleapis.com/token" //nolint:gosec // an address, no secret
	googleScope = "https://www.googleapis.com/auth/cloud-platform"
)

// parseServiceAccount reads the JSON of a service account; a key of another form
// is none. No error shows any of it.
func parseServiceAccount(key Secret, from string) (a serviceAccount, ok bool, err error) {
	text := strings.TrimSpace(key.Reveal())
	if !strings.HasPrefix(text, "{") {
		return a, false, nil
	}
	var private struct {
		Key string `json:"private_key"`
	}
	if json.Unmarshal([]byte(text), &a) != nil || json.Unmarshal([]byte(text), &private) != nil || a.Email == "" || private.Key == "" {
		return a, false, fmt.Errorf("the key in %s is no JSON of a Google service account; make one in the console under IAM, Service accounts, Keys", from)
	}
	if a.Token == "" {
		a.Token = googleToken
	}
	u, err := url.Parse(a.Token)
	if err != nil || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
		return a, false, fmt.Errorf("the service account in %s has a token_uri that is no https address", from)
	}
	if !isPrivateKey(private.Key) {
		return a, false, fmt.Errorf("the service account in %s has a private_key that is none; download the key file again", from)
	}
	a.key = func() []byte { return []byte(private.Key) }
	return a, true, nil
}

func isPrivateKey(text string) bool {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return false
	}
	_, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	_, err1 := x509.ParsePKCS1PrivateKey(block.Bytes)
	return err == nil || err1 == nil
}

// signer signs calls of the service with an access token, which is fetched with
// the service's own client when it is needed, and kept until it ends. The tokens
// are secrets as the key is.
func (a serviceAccount) signer(s *service) (sign func(*http.Request, []byte) error, secrets func() []string) {
	config := &jwt.Config{Email: a.Email, PrivateKey: a.key(), PrivateKeyID: a.KeyID, Scopes: []string{googleScope}, TokenURL: a.Token}
	var last remembered[string]
	var token *oauth2.Token
	turn := make(chan struct{}, 1) // one fetch at a time
	sign = func(req *http.Request, _ []byte) error {
		ctx, cancel := context.WithTimeout(req.Context(), longestToken)
		defer cancel()
		select {
		case turn <- struct{}{}:
		case <-ctx.Done():
			return a.fault(s, ctx.Err())
		}
		defer func() { <-turn }()
		if !token.Valid() {
			client := *s.http
			client.Transport = bounded{ctx, s.http.Transport}
			fresh, err := config.TokenSource(context.WithValue(ctx, oauth2.HTTPClient, &client)).Token()
			if err != nil {
				return a.fault(s, err)
			}
			token = fresh
			last.set(token.AccessToken)
		}
		req.Header.Set("Authorization", "Bearer "+token.AccessToken)
		return nil
	}
	return sign, func() []string { return []string{last.peek()} }
}

// longestToken is the longest wait for an access token.
const longestToken = 30 * time.Second

// bounded ends calls with a context: the library that fetches tokens gives its
// own none.
type bounded struct {
	ctx  context.Context
	next http.RoundTripper
}

// RoundTrip makes the call.
func (b bounded) RoundTrip(req *http.Request) (*http.Response, error) {
	return b.next.RoundTrip(req.WithContext(b.ctx))
}

// fault sorts an error of the token server. Whatever brought no answer cost
// nothing.
func (a serviceAccount) fault(s *service, err error) error {
	kind, text := Temporary, err.Error()
	if no, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		text = string(no.Body)
		if no.Response != nil && no.Response.StatusCode < http.StatusInternalServerError {
			kind = Auth
		}
	}
	return s.fault(kind, "check the service account in "+s.keyFrom, errors.New("get an access token: "+s.scrub([]byte(text))))
}
