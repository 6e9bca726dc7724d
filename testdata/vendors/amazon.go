package vendors

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// KeyID is the id that belongs to the key at Amazon.
const KeyID = "AKIACANARY7F3A9C"

// amazon is https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html.
// It signs each call itself and compares.
func amazon() Vendor {
	failed := func(kind, message string) string {
		return text(object{"__type": "com.amazonaws.translate#" + kind, "message": message})
	}
	return Vendor{
		Name:     "amazon",
		known:    amazonKnown,
		Stranger: Fault{"a wrong key", 400, failed("UnrecognizedClientException", "The security token included in the request is invalid."), nil, "not allowed"},
		read: func(r *http.Request, body []byte) (Asked, error) {
			var b struct {
				Text   string
				Source string   `json:"SourceLanguageCode"`
				Target string   `json:"TargetLanguageCode"`
				Names  []string `json:"TerminologyNames"`
			}
			if err := errors.Join(at(r, "/"), strict(body, &b), pair(b.Source, b.Target, "en", "hy")); err != nil {
				return Asked{}, err
			}
			if r.Header.Get("X-Amz-Target") != "AWSShineFrontendService_20170701.TranslateText" || r.Header.Get("Content-Type") != "application/x-amz-json-1.1" || len(b.Text) > 10000 {
				return Asked{}, fmt.Errorf("target %q, %d bytes", r.Header.Get("X-Amz-Target"), len(b.Text))
			}
			return form([]string{b.Text}, func(answers []string) any {
				out := object{"SourceLanguageCode": "en", "TargetLanguageCode": "hy"}
				if len(answers) == 1 {
					out["TranslatedText"] = answers[0]
				}
				return out
			}), nil
		},
		Faults: []Fault{
			{"denied", 400, failed("AccessDeniedException", "User is not authorized to perform: translate:TranslateText"), nil, "not allowed"},
			{"a bad signature", 400, failed("InvalidSignatureException", "Signature expired"), nil, "not allowed"},
			{"rate", 400, failed("TooManyRequestsException", "You have made too many requests"), nil, "temporary"},
			{"throttled", 400, failed("ThrottlingException", "Rate exceeded"), []string{"X-Amzn-Requestid: r-1"}, "temporary"},
			{"too long", 400, failed("TextSizeLimitExceededException", "Input text size exceeds limit"), nil, "too long"},
			{"no such pair", 400, failed("UnsupportedLanguagePairException", "Unsupported language pair: en to xx."), nil, "unsupported"},
			{"invalid", 400, failed("InvalidParameterValueException", "invalid"), nil, "set-up"},
			{"no such terminology", 400, failed("ResourceNotFoundException", "not found"), nil, "set-up"},
			{"unavailable", 500, failed("ServiceUnavailableException", "down"), nil, "temporary"},
			{"their error", 500, failed("InternalServerException", "oops"), nil, "no answer"},
		},
	}
}

func amazonKnown(r *http.Request, body []byte) bool {
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	if err != nil {
		return false
	}
	again := r.Clone(r.Context())
	again.URL.Scheme, again.URL.Host = "http", r.Host
	again.Header = http.Header{}
	for _, name := range []string{"Content-Type", "X-Amz-Target", "User-Agent"} {
		again.Header.Set(name, r.Header.Get(name))
	}
	sum := sha256.Sum256(body)
	err = v4.NewSigner().SignHTTP(r.Context(), aws.Credentials{AccessKeyID: KeyID, SecretAccessKey: Key}, again, hex.EncodeToString(sum[:]), "translate", "eu-test-1", at)
	return err == nil && again.Header.Get("Authorization") == r.Header.Get("Authorization")
}
