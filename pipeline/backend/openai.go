package backend

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// OpenAIOptions configure the openai engine.
type OpenAIOptions struct {
	// URL is the server's address up to and including /v1.
	URL   string
	Model string
	// Key goes into the Authorization header; empty sends none. KeyEnv is the
	// name of its environment variable, for messages.
	Key    Secret
	KeyEnv string
	// Timeout is the longest wait for one answer; zero means five minutes.
	Timeout time.Duration
	// Batch is how many segments one call has at most, Calls how many calls are
	// under way at once.
	Batch, Calls int
	Temperature  float64
	// Schema is how JSON is asked for: "schema", "object" or "none".
	Schema string
	// MaxTokens is the name of the field that bounds the answer; empty sends
	// none.
	MaxTokens string
	// AllowHTTP lets plain http leave this machine.
	AllowHTTP bool
}

// OpenAI asks any server with the OpenAI chat completions interface
// (https://platform.openai.com/docs/api-reference/chat): the vendor's own,
// vLLM, llama.cpp, LM Studio, gateways.
type OpenAI struct {
	options OpenAIOptions // without the key
	url     string
	// key is a function because fmt shows the text of an unexported field,
	// whatever methods its type has.
	key  func() string
	http *http.Client
}

// NewOpenAI makes an openai engine. Plain http to another machine is refused
// unless it is allowed, and no redirect is followed: the key would travel.
func NewOpenAI(o OpenAIOptions) (*OpenAI, error) {
	address, err := chatAddress(o)
	if err != nil {
		return nil, err
	}
	key := Secret(strings.TrimSpace(o.Key.Reveal()))
	if strings.ContainsFunc(key.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, fmt.Errorf("the key in %s has blanks or letters that no key has; copy it again", o.KeyEnv)
	}
	o.Key = ""
	if o.Timeout <= 0 {
		o.Timeout = longestCall
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = max(1, o.Calls)
	return &OpenAI{options: o, url: address, key: key.Reveal, http: &http.Client{
		Transport:     transport,
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// chatAddress is where calls go to. Its errors show no more of the address than
// the host: people put keys into addresses.
func chatAddress(o OpenAIOptions) (string, error) {
	u, err := url.Parse(o.URL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "", errors.New("backends.openai.url is no address of a server; for example http://127.0.0.1:8080/v1")
	case u.User != nil:
		return "", fmt.Errorf("backends.openai.url holds a user name for %s; put the key into an environment variable and its name into backends.openai.key_env", u.Host)
	case u.Scheme == "http" && !o.AllowHTTP && !loopback(u.Hostname()):
		return "", fmt.Errorf("backends.openai.url: %s would get articles and key over plain http; use https, or set backends.openai.allow_http: true", u.Host)
	}
	return u.JoinPath("chat", "completions").String(), nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// Info gives the limits that were configured.
func (o *OpenAI) Info() Info {
	return Info{Name: "openai", Instructs: true, Limits: Limits{Segments: o.options.Batch, PowersOfTwo: true, Calls: o.options.Calls}}
}

// Close ends idle connections.
func (o *OpenAI) Close() error {
	o.http.CloseIdleConnections()
	return nil
}

// Translate makes one call.
func (o *OpenAI) Translate(ctx context.Context, r Request) (Reply, error) {
	body, err := o.body(r)
	if err != nil {
		return Reply{}, o.fault(Setup, "", fmt.Errorf("write request: %w", err))
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.url, bytes.NewReader(body))
	if err != nil {
		return Reply{}, o.fault(Setup, "", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "targman")
	if key := o.key(); key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	res, err := o.http.Do(req)
	if err != nil {
		return Reply{}, o.networkFault(err)
	}
	defer res.Body.Close()
	limit := 4*len(body) + 1<<20
	data, err := io.ReadAll(io.LimitReader(res.Body, int64(limit)+1))
	switch {
	case res.StatusCode != http.StatusOK:
		return Reply{}, o.statusFault(res, data)
	case err != nil:
		return Reply{}, o.fault(Ambiguous, "", fmt.Errorf("read answer: %w", err))
	case len(data) > limit:
		return Reply{}, o.fault(Ambiguous, "", fmt.Errorf("the answer has more than %d bytes", limit))
	}
	return o.reply(r, data)
}

func (o *OpenAI) fault(k Kind, hint string, err error) error {
	return &Error{Engine: "openai", Kind: k, Hint: hint, Err: err}
}
