package read

import (
	"net/url"

	"targman/pipeline/address"
)

// origin is where a person finds the original of an article: what a document that
// was fetched says its own address is (RFC 6596), seen from where it was fetched,
// else that place. A document without such a place, a file, is taken at its word.
//
// Its word does not count when it is no address of a page, as in
// "javascript:…", or that of a site's front page, which many pages name as
// theirs by a slip.
func origin(said, fetched string) string {
	if fetched == "" {
		return said
	}
	base, err := url.Parse(fetched)
	if err != nil {
		return fetched
	}
	ref, err := base.Parse(said)
	if err != nil {
		return fetched
	}
	u, err := address.Parse(ref.String())
	if err != nil || u.Path == "/" && u.RawQuery == "" {
		return fetched
	}
	return u.String()
}
