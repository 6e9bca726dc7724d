package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"slices"
	"strings"
)

// maxSlug is the longest slug, in bytes, and maxHost the longest name of a host's
// folder: file systems take 255.
const (
	maxSlug = 80
	maxHost = 200
)

// name is the name for new facts: the host, a slug that a person knows the page
// by, and enough of the id's hash to tell it from all others.
func (a *Archive) name(f Facts) string {
	u, err := url.Parse(f.URL)
	if err != nil {
		u = &url.URL{}
	}
	sum := sha256.Sum256([]byte(f.ID))
	digits := hex.EncodeToString(sum[:])
	stem := hostName(u) + "/" + slugOf(u, f) + "-"
	for n := 8; n < len(digits); n *= 2 {
		if owner, taken := a.names[stem+digits[:n]]; !taken || owner == f.ID {
			return stem + digits[:n]
		}
	}
	return stem + digits
}

// devices are names that Windows keeps for itself; no host is called so in the
// public network.
var devices = []string{"con", "prn", "aux", "nul"}

// hostName is the host as a folder: letters, digits, hyphens and dots.
func hostName(u *url.URL) string {
	name := strings.Map(func(r rune) rune {
		if r == '.' || plain(r) {
			return r
		}
		return '-'
	}, strings.ToLower(u.Host))
	name = strings.Trim(name[:min(len(name), maxHost)], ".-")
	first, _, _ := strings.Cut(name, ".")
	if name == "" || slices.Contains(devices, first) {
		return strings.Trim("host-"+name, "-")
	}
	return name
}

// slugOf is made of the last part of the path, with the query that may be all
// there is, or else of the title; of the title first where the address is that
// of the feed.
func slugOf(u *url.URL, f Facts) string {
	titled := slug(f.Title)
	if _, feed := f.Feeds[f.URL]; feed && titled != "" {
		return titled
	}
	last := path.Base(u.Path)
	if ext := path.Ext(last); len(ext) <= 6 {
		last = strings.TrimSuffix(last, ext)
	}
	if s := slug(last + " " + u.RawQuery); s != "" {
		return s
	}
	if titled != "" {
		return titled
	}
	return "page"
}

// slug is a text as letters, digits and single hyphens.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if plain(r) {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
		if b.Len() == maxSlug {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

func plain(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
