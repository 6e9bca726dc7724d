package main

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"targman/pipeline/address"
	"targman/pipeline/fetch"
)

// FetchConfig steers the asking for pages and feeds.
type FetchConfig struct {
	Offline      bool          `mapstructure:"offline" about:"ask nobody: take the pages as they were fetched" example:"true"`
	UserAgent    string        `mapstructure:"user_agent" about:"how the program calls itself; robots.txt knows it by what is before the slash" example:"\"targman/1.0 (+https://example.org/about)\""`
	Robots       bool          `mapstructure:"robots" about:"honour robots.txt" example:"true"`
	Pause        time.Duration `mapstructure:"pause" about:"least time between two requests to one host" example:"1s"`
	MaxWait      time.Duration `mapstructure:"max_wait" about:"how long in all a busy host is waited for in a run" example:"2m"`
	Timeout      time.Duration `mapstructure:"timeout" about:"longest time for one request with its answer" example:"30s"`
	MaxSize      Size          `mapstructure:"max_size" about:"largest page or feed, unpacked" example:"20MB"`
	Redirects    int           `mapstructure:"redirects" about:"how many redirects are followed" example:"5"`
	MaxEntries   int           `mapstructure:"max_entries" about:"how many entries of a feed are looked at, from its top" example:"1000"`
	MaxDays      int           `mapstructure:"max_days" about:"new entries that are older, in days, are passed over; 0 takes all" example:"90"`
	AllowPrivate []string      `mapstructure:"allow_private" about:"hosts that may be in a private network or on this machine" example:"[intranet.example]"`
	Proxy        string        `mapstructure:"proxy" about:"proxy to ask through; the environment's is not taken" example:"http://proxy.example:3128"`
}

// options are those of the fetcher.
func (c FetchConfig) options() fetch.Options {
	return fetch.Options{Agent: c.agent(), Pause: c.Pause, Timeout: c.Timeout, MaxWait: c.MaxWait, MaxBytes: int64(c.MaxSize),
		Redirects: c.Redirects, Robots: c.Robots, AllowPrivate: c.AllowPrivate, Proxy: c.Proxy}
}

func (c FetchConfig) agent() string {
	if c.UserAgent != "" {
		return c.UserAgent
	}
	return "targman/" + version
}

// archiveFolder is where pages and feeds are kept as they were fetched.
func archiveFolder(cfg *loaded) string {
	return filepath.Join(filepath.Dir(cfg.Memory.File), "fetched")
}

// agents are names that a robots.txt can speak of: RFC 9309, section 2.2.1.
var agents = regexp.MustCompile(`^[A-Za-z_-]+(/|$)[ -~]*$`)

// fetch checks the block fetch. The time that one host can take is bounded by
// these limits and those of package fetch.
func (v *validation) fetch() {
	f := v.l.Fetch
	v.check("fetch.user_agent", f.UserAgent == "" || agents.MatchString(f.UserAgent) && len(f.UserAgent) <= 200,
		"%.60q is no user agent; write a name of letters and hyphens, a slash and what you like, in ASCII", f.UserAgent)
	v.within("fetch.pause", f.Pause, 0, time.Hour)
	v.within("fetch.max_wait", f.MaxWait, 0, time.Hour)
	v.within("fetch.timeout", f.Timeout, time.Second, time.Hour)
	v.check("fetch.max_size", f.MaxSize >= 1 && f.MaxSize <= 1e9, "%s is out of range; take a size from 1B to 1GB", f.MaxSize)
	v.between("fetch.redirects", float64(f.Redirects), 0, 20)
	v.between("fetch.max_entries", float64(f.MaxEntries), 1, 100000)
	v.between("fetch.max_days", float64(f.MaxDays), 0, 36500)
	for _, h := range f.AllowPrivate {
		v.check("fetch.allow_private", h != "" && !strings.ContainsAny(h, "/*@ "), "%q is no host; write a name or an address without port, such as intranet.example or 10.0.0.7", h)
	}
	p, err := url.Parse(f.Proxy)
	v.check("fetch.proxy", f.Proxy == "" || err == nil && p.Host != "" && (p.Scheme == "http" || p.Scheme == "https" || p.Scheme == "socks5"),
		"it is no proxy; write an address such as http://proxy.example:3128")
}

func (v *validation) within(key string, value, least, most time.Duration) {
	v.check(key, value >= least && value <= most, "%s is out of range; take a duration from %s to %s", value, least, most)
}

// isAddress tells the address of a page or feed from a file.
func isAddress(input string) bool { return strings.Contains(input, "://") }

// addressOf is the one form of an address.
func addressOf(input string) (string, error) {
	u, err := address.Parse(input)
	if err != nil {
		return "", fmt.Errorf("input %s: %w", redact(input), err)
	}
	return u.String(), nil
}
