package backend

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// AmazonOptions configure the amazon engine. The key is the secret access key;
// an empty URL is the vendor's own server in the region.
type AmazonOptions struct {
	Service
	MTOptions
	Region string
	// KeyID is the access key's id, Token that of a session, or empty.
	KeyID, Token Secret
	// Terminology is the name of a custom terminology at the service, or empty.
	// It puts exact forms in and does not inflect.
	Terminology string
}

// Amazon asks Amazon Translate
// (https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html),
// one text in each call.
type Amazon struct {
	mt
	terminology string
}

var amazonRules = []rule{
	{code: "AccessDeniedException", kind: Auth},
	{code: "UnrecognizedClientException", kind: Auth},
	{code: "InvalidSignatureException", kind: Auth},
	{code: "IncompleteSignatureException", kind: Auth},
	{code: "ExpiredTokenException", kind: Auth},
	{code: "TooManyRequestsException", kind: Temporary},
	{code: "ThrottlingException", kind: Temporary},
	{code: "LimitExceededException", kind: Temporary},
	{code: "ServiceUnavailableException", kind: Temporary},
	{code: "InternalServerException", kind: Ambiguous},
	{code: "TextSizeLimitExceededException", kind: TooLong},
	{code: "UnsupportedLanguagePairException", kind: Unsupported},
	{code: "ResourceNotFoundException", kind: Setup, hint: "check backends.amazon.terminology"},
}

const (
	amazonTarget = "AWSShineFrontendService_20170701.TranslateText"
	// amazonBytes is the longest text
	// (https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html).
	amazonBytes = 10_000
)

// NewAmazon makes an amazon engine.
func NewAmazon(o AmazonOptions) (*Amazon, error) {
	if o.Region == "" {
		return nil, errors.New("backends.amazon.region is missing; for example region: eu-central-1")
	}
	if o.URL == "" {
		o.URL = "https://translate." + o.Region + ".amazonaws.com"
	}
	s, err := newService("amazon", o.Service)
	if err != nil {
		return nil, err
	}
	s.rules = amazonRules
	id, token := o.KeyID, o.Token
	s.secrets = func() []string { return []string{s.key(), id.Reveal(), token.Reveal()} }
	s.sign = amazonSigner(s, o.Region, func() aws.Credentials {
		return aws.Credentials{AccessKeyID: id.Reveal(), SecretAccessKey: s.key(), SessionToken: token.Reveal()}
	})
	m, err := newMT(s, o.MTOptions, PlaceholderTags, chinese("zh", "zh-TW"), Limits{Segments: 1, SegmentBytes: amazonBytes})
	if err != nil {
		return nil, err
	}
	if o.Terminology != "" {
		m.about.Terms = StoredTerms
	}
	return &Amazon{m, o.Terminology}, nil
}

// amazonSigner signs with Signature Version 4
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
func amazonSigner(s *service, region string, credentials func() aws.Credentials) func(*http.Request, []byte) error {
	signer := v4.NewSigner()
	return func(req *http.Request, body []byte) error {
		req.Header.Set("Content-Type", "application/x-amz-json-1.1")
		req.Header.Set("X-Amz-Target", amazonTarget)
		sum := sha256.Sum256(body)
		err := signer.SignHTTP(req.Context(), credentials(), req, hex.EncodeToString(sum[:]), "translate", region, time.Now())
		if err != nil {
			return s.fault(Setup, "", errors.New("sign the call: "+s.scrub([]byte(err.Error()))))
		}
		return nil
	}
}

// Translate makes one call for each segment; there is one in a request.
func (a *Amazon) Translate(ctx context.Context, r Request) (Reply, error) {
	var all Reply
	for _, s := range r.Segments {
		one := r
		one.Segments = []Segment{s}
		reply, err := a.one(ctx, one)
		all.Results = append(all.Results, reply.Results...)
		all.Trace, all.Rate, all.Usage = reply.Trace, reply.Rate, all.Usage.Plus(reply.Usage)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

func (a *Amazon) one(ctx context.Context, r Request) (Reply, error) {
	body := map[string]any{"Text": a.texts(r)[0], "SourceLanguageCode": a.codes.of(r.Source), "TargetLanguageCode": a.codes.of(r.Target)}
	if a.terminology != "" {
		body["TerminologyNames"] = []string{a.terminology}
	}
	var out struct {
		Text *string `json:"TranslatedText"`
	}
	header, err := a.post(ctx, "", body, &out)
	if err != nil {
		return Reply{}, err
	}
	var answers []string
	if out.Text != nil {
		answers = []string{*out.Text}
	}
	return a.paired(r, a.begin(header), answers)
}
