package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"targman/pipeline/address"
)

// entries are the items of a feed, each once.
func entries(items []*gofeed.Item, base *url.URL) []Entry {
	var out []Entry
	for _, i := range items {
		if i != nil {
			out = append(out, entry(i, base))
		}
	}
	return once(out)
}

func entry(i *gofeed.Item, base *url.URL) Entry {
	e := Entry{ID: strings.TrimSpace(i.GUID), Title: plain(i.Title), Content: i.Content, Date: date(i)}
	if e.Content == "" {
		e.Content = i.Description
	}
	link := strings.TrimSpace(i.Link)
	if link == "" && e.Content == "" && isAddress(e.ID) {
		link = e.ID // it need not lead anywhere (RFC 4287, section 4.2.6), but there is nothing else
	}
	if ref, err := base.Parse(link); err == nil && link != "" {
		e.URL = ref.String()
		if u, err := address.Parse(e.URL); err == nil {
			e.URL = u.String()
		}
	}
	e.Hash = hash(e.Title, e.URL, i.Updated, i.Published, i.Content, i.Description)
	if e.ID == "" {
		e.ID = e.URL
	}
	if e.ID == "" {
		e.ID = "hash:" + hash(e.Title, i.Published, e.Content)
	}
	return e
}

// date is the later of the two dates of an item.
func date(i *gofeed.Item) (out time.Time) {
	for _, t := range []*time.Time{i.PublishedParsed, i.UpdatedParsed} {
		if t != nil && t.After(out) {
			out = t.UTC()
		}
	}
	return out
}

// once takes each entry once. The same id with the same address is one entry, of
// which the later counts (RFC 4287, section 4.1.1). The same id with another
// address is a mistake of the feed's maker, and no article is to be lost by it:
// the one that stands last, in most feeds the oldest, keeps the id, the others
// go by both.
func once(list []Entry) []Entry {
	var out []Entry
	at := map[string]int{}
	for _, e := range slices.Backward(list) {
		i, known := at[e.ID]
		if known && out[i].URL != e.URL {
			e.ID = e.Both()
			i, known = at[e.ID]
		}
		switch {
		case !known:
			at[e.ID] = len(out)
			out = append(out, e)
		case !e.Date.Before(out[i].Date):
			out[i] = e
		}
	}
	slices.Reverse(out)
	return out
}

// Both is the id of an entry of which another has the plain id.
func (e *Entry) Both() string { return e.ID + " " + e.URL }

// hash is short enough to be read and long enough to be told apart.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// plain is a title without tags, with its white space collapsed and cut to its
// limit.
func plain(title string) string {
	title = strings.ToValidUTF8(title[:min(len(title), maxTitle)], "")
	var words []string
	z := html.NewTokenizer(strings.NewReader(title))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(words, " ")
		case html.TextToken:
			words = append(words, strings.Fields(string(z.Text()))...)
		}
	}
}
