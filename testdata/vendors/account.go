package vendors

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
)

// accountKey is the private key of the one service account that is known.
var accountKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

const accountEmail = "t@p-1.iam.example"

// Account is the key file of a service account of Google Cloud whose tokens come
// from the server at the address.
func Account(address string) string {
	der, err := x509.MarshalPKCS8PrivateKey(accountKey())
	if err != nil {
		panic(err)
	}
	return text(object{"type": "service_account", "project_id": "p-1", "private_key_id": "k1", "client_email": accountEmail,
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "token_uri": address + "/token"})
}

// assertion holds a call for a token to
// https://developers.google.com/identity/protocols/oauth2/service-account and
// RFC 7523: whose it is, for whom, for what, for how long, and the signature.
func assertion(body []byte, audience string) error {
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		return fmt.Errorf("grant type %q: %w", form.Get("grant_type"), err)
	}
	parts := strings.Split(form.Get("assertion"), ".")
	if len(parts) != 3 {
		return fmt.Errorf("a token of %d parts", len(parts))
	}
	var header struct{ Alg, Typ, Kid string }
	var claims struct {
		Iss, Aud, Scope string
		Exp, Iat        int64
	}
	head, err1 := base64.RawURLEncoding.DecodeString(parts[0])
	payload, err2 := base64.RawURLEncoding.DecodeString(parts[1])
	signature, err3 := base64.RawURLEncoding.DecodeString(parts[2])
	if err := errors.Join(err1, err2, err3, json.Unmarshal(head, &header), json.Unmarshal(payload, &claims)); err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&accountKey().PublicKey, crypto.SHA256, sum[:], signature); err != nil {
		return err
	}
	now := time.Now().Unix()
	if header.Alg != "RS256" || header.Kid != "k1" || claims.Iss != accountEmail || claims.Aud != audience ||
		claims.Scope != "https://www.googleapis.com/auth/cloud-platform" || claims.Exp <= now || claims.Exp-claims.Iat > 3600 || claims.Iat > now {
		return fmt.Errorf("header %+v, claims %+v for %s", header, claims, audience)
	}
	return nil
}
