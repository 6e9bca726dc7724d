// Package address brings the addresses of pages and feeds into one form, in which
// two that lead to the same page are the same.
package address

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// Max is the longest address, in bytes.
const Max = 2000

// tracking are the fields of a query that say where a reader came from. They
// change nothing about the page.
var tracking = []string{"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid",
	"mc_cid", "mc_eid", "_ga", "_gl", "at_medium", "at_campaign", "ocid", "cmpid", "xtor"}

// Parse reads the address of a page or feed and brings it into one form: host
// and scheme in lower case, ASCII (RFC 5891), no default port, no fragment, no
// tracking fields, no blanks.
func Parse(address string) (*url.URL, error) {
	if len(address) > Max {
		return nil, fmt.Errorf("the address has %d bytes; at most %d are taken", len(address), Max)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok { // the caller names the address
			err = e.Err
		}
		return nil, fmt.Errorf("%w; expected an address such as https://example.org/feed", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("the address begins with %q; only http:// and https:// are taken", u.Scheme+":")
	}
	if u.User != nil {
		return nil, errors.New("the address has a user or password; such addresses are not taken, for they are written into files")
	}
	host, err := hostOf(u)
	if err != nil {
		return nil, err
	}
	u.Host, u.Fragment, u.RawFragment = host, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	fields := slices.DeleteFunc(strings.Split(u.RawQuery, "&"), isTracking)
	u.RawQuery, u.ForceQuery = escaped(strings.Join(fields, "&")), false
	return u, nil
}

// hostOf is the host in its one form, with the port where that is not the
// default.
func hostOf(u *url.URL) (string, error) {
	name, port := strings.ToLower(u.Hostname()), u.Port()
	if name == "" {
		return "", errors.New("the address has no host; expected one such as https://example.org/feed")
	}
	if strings.Contains(name, "%") {
		return "", fmt.Errorf("the host %q is of one network card only", name)
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	} else if net.ParseIP(name) == nil && (!inUse.MatchString(name) || strings.Contains(name, "xn--")) {
		ascii, err := idna.Lookup.ToASCII(name)
		if err == nil && ascii == "" {
			err = errors.New("nothing is left of it")
		}
		if err != nil {
			return "", fmt.Errorf("the host %q is no name: %w", name, err)
		}
		name = ascii
	}
	if port == "" || port == defaultPorts[u.Scheme] {
		return name, nil
	}
	return name + ":" + port, nil
}

// inUse are names in ASCII as sites have them, also such as RFC 5891 does not let
// through: with underscores, or with hyphens in the third and fourth place.
var inUse = regexp.MustCompile(`^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$`)

var defaultPorts = map[string]string{"http": "80", "https": "443"}

// escaped is a query as browsers send it: without blanks, which would end the
// address in the request (https://url.spec.whatwg.org/#query-percent-encode-set).
func escaped(query string) string {
	var b strings.Builder
	for _, c := range []byte(query) {
		if c <= ' ' || c > '~' || strings.IndexByte(`"'<>`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isTracking(field string) bool {
	name, _, _ := strings.Cut(strings.ToLower(field), "=")
	return strings.HasPrefix(name, "utm_") || slices.Contains(tracking, name)
}
