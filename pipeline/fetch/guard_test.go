package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestPublic: addresses, and how each is spelled to get around a guard.
func TestPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "172.15.255.255": true, "172.32.0.1": true, "100.63.255.255": true, "100.128.0.1": true,
		"2606:4700:4700::1111": true, "2a00:1450::1": true, "::ffff:8.8.8.8": true, "64:ff9b::8.8.8.8": true, "223.255.255.255": true,

		"127.0.0.1": false, "127.255.255.254": false, "0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "172.16.0.1": false,
		"172.31.255.255": false, "192.168.1.1": false, "169.254.169.254": false, "169.254.170.2": false, "100.64.0.1": false,
		"100.100.100.200": false, "168.63.129.16": false, "192.0.0.192": false, "198.18.0.1": false, "192.0.2.1": false,
		"198.51.100.1": false, "203.0.113.1": false, "224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false, "192.88.99.1": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:a9fe:a9fe": false, "::127.0.0.1": false,
		"2002:7f00:1::": false, "2002:a9fe:a9fe::1": false, "64:ff9b::7f00:1": false, "64:ff9b::169.254.169.254": false,
		"64:ff9b:1::1": false, "2001::1": false, "2001:db8::1": false, "100::1": false, "3fff::1": false, "fec0::1": false, "5f00::1": false,
		"2606:4700::1%eth0": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("public(%s) is %t", text, got)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// TestGuard: no spelling of an address of this machine or its network is
// connected to, by whatever way a name leads there.
func TestGuard(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked++ }))
	defer s.Close()
	port := ":" + mustURL(t, s.URL).Port()
	f := newFetcher(t, Options{Timeout: 2 * time.Second})
	for _, host := range []string{
		"127.0.0.1", "localhost", "localhost.", "LOCALHOST", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.1", "0", "0.0.0.0",
		"[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
		"[2002:7f00:1::]", "[fe80::1]", "[fd00:ec2::254]", "169.254.169.254", "100.100.100.200", "10.0.0.1", "192.168.0.1",
	} {
		_, err := f.Get(context.Background(), "http://"+host+port+"/", Known{})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", host, err)
			continue
		}
		// Forms of another kind are names that no resolver has to know; where one
		// does, the address it gives is refused like any other.
		odd := host == "localhost." || strings.Trim(host, "0123456789abcdefx.") == "" && netip.Addr{} == addrOf(host)
		if e.Kind != Barred && !(odd && e.Kind == Temporary) {
			t.Errorf("%s: kind %d: %v", host, e.Kind, err)
		}
	}
	if asked > 0 {
		t.Errorf("%d requests came through", asked)
	}
}

func addrOf(host string) netip.Addr {
	a, _ := netip.ParseAddr(host)
	return a
}

// TestAllowPrivate: a host that is named may be on this machine, another may not,
// though it is the same.
func TestAllowPrivate(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	defer s.Close()
	f := newFetcher(t, Options{AllowPrivate: []string{"LocalHost"}})
	u := mustURL(t, s.URL)
	if _, err := f.Get(context.Background(), "http://localhost:"+u.Port(), Known{}); err != nil {
		t.Error(err)
	}
	if _, err := f.Get(context.Background(), s.URL, Known{}); err == nil || !strings.Contains(err.Error(), "fetch.allow_private") {
		t.Errorf("the address of the same machine: %v", err)
	}
}

// TestProxy: only the proxy that is named is asked, not the environment's.
func TestProxy(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked = append(asked, r.URL.String()) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	f := newFetcher(t, Options{Timeout: time.Second})
	if _, err := f.Get(context.Background(), "http://nowhere.invalid/", Known{}); err == nil || len(asked) > 0 {
		t.Errorf("the proxy of the environment was asked: %v %v", asked, err)
	}
	f = newFetcher(t, Options{Proxy: proxy.URL})
	if _, err := f.Get(context.Background(), "http://nowhere.invalid/", Known{}); err != nil || len(asked) != 1 {
		t.Errorf("the proxy was not asked: %v %v", asked, err)
	}
	if _, err := New(Options{Proxy: "nowhere"}); err == nil {
		t.Error("a proxy without a host is taken")
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// newFetcher has limits that suit tests, where none are given.
func newFetcher(t *testing.T, o Options) *Fetcher {
	t.Helper()
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 1 << 20
	}
	if o.Redirects == 0 {
		o.Redirects = 5
	}
	if o.Agent == "" {
		o.Agent = "targman/test"
	}
	f, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}
