package backend

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Service says where an engine's service is and how it is called: the settings
// that every engine over HTTP has.
type Service struct {
	// URL is the service's address; what comes after it is the engine's.
	URL string
	// Key is what the service knows us by; empty sends none. KeyFrom says where
	// it comes from, for messages: "the environment variable X".
	Key     Secret
	KeyFrom string
	// Timeout is the longest wait for one answer; zero means five minutes. Idle
	// is the longest wait for more of an answer of which something has come; zero
	// means fifteen seconds.
	Timeout, Idle time.Duration
	// Calls is how many calls are under way at once.
	Calls int
	// AllowHTTP lets plain http leave this machine.
	AllowHTTP bool
}

// longestDial is the longest wait for a connection, longestIdle that between two
// pieces of an answer.
const (
	longestDial = 5 * time.Second
	longestIdle = 15 * time.Second
)

// service is what engines over HTTP share. It makes single calls; it retries
// nothing, follows no redirect, for the key would travel, and no message of its
// has the key in it. Proxies are those of the environment (HTTPS_PROXY).
type service struct {
	engine string
	// calls is how many are under way at once.
	calls int
	// answer is what the service sends, for messages: "chat completion".
	answer string
	base   *url.URL
	// key is a function because fmt shows the text of an unexported field,
	// whatever methods its type has. secrets are the key and whatever else is
	// never to be shown.
	key     func() string
	secrets func() []string
	keyFrom string
	// sign puts the key into the headers of a call.
	sign func(req *http.Request, body []byte) error
	// rules sort the service's errors.
	rules []rule
	idle  time.Duration
	http  *http.Client
}

// newService makes a service without signature or rules. Its errors show no
// more of the address than the host: people put keys into addresses.
func newService(engine string, s Service) (*service, error) {
	base, err := address(engine, s)
	if err != nil {
		return nil, err
	}
	key := Secret(strings.TrimSpace(s.Key.Reveal()))
	if strings.ContainsFunc(key.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, fmt.Errorf("the key in %s has blanks or letters that no key has; copy it again", s.KeyFrom)
	}
	if s.Timeout <= 0 {
		s.Timeout = longestCall
	}
	if s.Idle <= 0 {
		s.Idle = longestIdle
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = max(1, s.Calls)
	transport.DialContext = (&net.Dialer{Timeout: longestDial}).DialContext
	return &service{engine: engine, calls: s.Calls, answer: "translation", base: base, key: key.Reveal, keyFrom: s.KeyFrom,
		secrets: func() []string { return []string{key.Reveal()} },
		sign:    func(*http.Request, []byte) error { return nil },
		idle:    s.Idle,
		http: &http.Client{
			Transport:     transport,
			Timeout:       s.Timeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}}, nil
}

// address is where calls go to.
func address(engine string, s Service) (*url.URL, error) {
	setting := "backends." + engine + "."
	u, err := url.Parse(s.URL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%surl is no address of a server; for example http://127.0.0.1:8080/v1", setting)
	case u.User != nil:
		return nil, fmt.Errorf("%surl holds a user name for %s; put the key into an environment variable and its name into %skey_env", setting, u.Host, setting)
	case u.Scheme == "http" && !s.AllowHTTP && !loopback(u.Hostname()):
		return nil, fmt.Errorf("%surl: %s would get articles and key over plain http; use https, or set %sallow_http: true", setting, u.Host, setting)
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// header signs with the key behind a prefix in one header; without a key there
// is none.
func (s *service) header(name, prefix string) {
	s.sign = func(req *http.Request, _ []byte) error {
		if key := s.key(); key != "" {
			req.Header.Set(name, prefix+key)
		}
		return nil
	}
}

// Close ends idle connections.
func (s *service) Close() error {
	s.http.CloseIdleConnections()
	return nil
}

// fault makes the service's error.
func (s *service) fault(k Kind, hint string, err error) error {
	return &Error{Engine: s.engine, Kind: k, Hint: hint, Err: err}
}
