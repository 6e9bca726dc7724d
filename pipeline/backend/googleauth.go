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
	// The context carries the client alone: a token outlives the call it is for.
	source := config.TokenSource(context.WithValue(context.Background(), oauth2.HTTPClient, s.http))
	var last remembered[string]
	sign = func(req *http.Request, _ []byte) error {
		token, err := source.Token()
		if err != nil {
			return a.fault(s, err)
		}
		last.set(token.AccessToken)
		req.Header.Set("Authorization", "Bearer "+token.AccessToken)
		return nil
	}
	return sign, func() []string { return []string{last.peek()} }
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
