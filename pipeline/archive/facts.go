package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// maxFacts is the largest file of facts, in bytes.
const maxFacts = 256 << 10

// factsSuffix ends the name of a file of facts.
const factsSuffix = ".facts.json"

// Facts are what is known of a page or a feed.
type Facts struct {
	// ID tells it from all others: its address, or what its feed calls it.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// URL is the address that is asked for.
	URL string `json:"url"`
	// Final is where the answer was from, after redirects.
	Final string `json:"final_url,omitempty"`
	// Time is when the page was fetched: RFC 3339, UTC. Nothing is decided by it.
	Time   string `json:"time,omitempty"`
	Status int    `json:"status,omitempty"`
	// Type, ETag, Modified and Date are headers: Content-Type, ETag, Last-Modified
	// and Date.
	Type     string `json:"content_type,omitempty"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
	Date     string `json:"date,omitempty"`
	// SHA256 and Size are those of the page, empty where none is kept.
	SHA256 string `json:"sha256,omitempty"`
	Size   int64  `json:"size,omitempty"`
	// Feeds are the addresses of the feeds that it stood in, each with the hash of
	// the entry there.
	Feeds map[string]string `json:"feeds,omitempty"`
	// Title is what the feed calls it.
	Title string `json:"title,omitempty"`
	// Due says that the page is to be fetched, Tries how often that has failed,
	// Useless how many of these tries brought an answer of no use, and Fault why.
	// GivenUp says that it is not tried any more.
	Due     bool   `json:"due,omitempty"`
	Tries   int    `json:"tries,omitempty"`
	Useless int    `json:"useless,omitempty"`
	Fault   string `json:"fault,omitempty"`
	GivenUp bool   `json:"given_up,omitempty"`

	// Name is HOST/SLUG-HASH, given when the page is first seen and for good.
	Name string `json:"-"`
}

// Kept says that there is a page.
func (f *Facts) Kept() bool { return f.SHA256 != "" }

// forget says that the page is not there any more: it is fetched again.
func (f *Facts) forget() {
	f.SHA256, f.Size, f.ETag, f.Modified = "", 0, "", ""
	f.Due = len(f.Feeds) > 0
}

// file is the page's, below the folder of the archive.
func (f *Facts) file() string {
	if f.Kind == Feed {
		return f.Name + ".feed"
	}
	return f.Name + ".html"
}

// parseFacts reads a file of facts: one line of JSON.
func parseFacts(data []byte, name string) (Facts, error) {
	var f Facts
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&f); err != nil {
		return Facts{}, fmt.Errorf("read facts %s: %w", name, err)
	}
	if f.ID == "" || f.URL == "" || f.Kind != Page && f.Kind != Feed {
		return Facts{}, fmt.Errorf("read facts %s: %w", name, errors.New("they have no id, url or kind"))
	}
	f.Name = name
	return f, nil
}

// line is the facts as they are written.
func (f *Facts) line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f); err != nil {
		return nil, err
	}
	if b.Len() > maxFacts {
		return nil, fmt.Errorf("the facts have %d bytes; at most %d are kept", b.Len(), maxFacts)
	}
	return b.Bytes(), nil
}
