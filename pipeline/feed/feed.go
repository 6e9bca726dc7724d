// Package feed reads feeds: RSS 0.9 to 2.0, Atom and JSON Feed, told apart by
// their content. It is the library gofeed with bounds around it, and with rules
// for what makes an entry the same entry in another copy of the feed. It asks
// nobody and keeps nothing. Start at Parse.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/mmcdole/gofeed"
)

// Feed is what a feed says of itself, and its entries in its order.
type Feed struct {
	Title string
	// Lang is the language that the feed says it is in, or empty.
	Lang    string
	Entries []Entry
}

// Entry is one article of a feed.
type Entry struct {
	// ID tells the entry from all others of the feed: its guid, atom:id or JSON
	// id; without one its address; without that a hash of what it says.
	ID string
	// URL is the address of the article, absolute and in its one form; empty where
	// there is none.
	URL   string
	Title string
	// Content is HTML: the article or the beginning of it.
	Content string
	// Date is when the entry was last changed, as far as it says; else zero.
	Date time.Time
	// Hash changes with whatever the feed says of the article: 32 hexadecimal
	// digits.
	Hash string
}

// errNot is in the error for what is no feed.
var errNot = errors.New("it is no feed (RSS, Atom or JSON Feed)")

// Is says that a document looks like a feed.
func Is(data []byte, contentType string) bool {
	return kind(text(data, contentType)) != gofeed.FeedTypeUnknown
}

// kind looks at the beginning of a text: the root element, or the version that
// a JSON Feed has to name (https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a).
func kind(text []byte) gofeed.FeedType {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) && !bytes.Contains(text, []byte("jsonfeed.org")) {
		return gofeed.FeedTypeUnknown
	}
	return gofeed.DetectFeedType(bytes.NewReader(text[:min(len(text), rootWithin)]))
}

// Parse reads a feed. The content type is that of the answer, the place where
// the feed is from; links are resolved against that.
func Parse(data []byte, contentType, place string) (f *Feed, err error) {
	base, err := url.Parse(place)
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fmt.Errorf("read feed: it is empty: %w", errNot)
	}
	// It is other people's code on anyone's feeds.
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("read feed: the reader broke on this document (%v); please report it", r)
		}
	}()
	clean := text(data, contentType)
	if kind(clean) == gofeed.FeedTypeUnknown {
		return nil, fmt.Errorf("read feed: %w; it begins with %.60q", errNot, bytes.TrimSpace(clean))
	}
	if err := inBounds(clean); err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	p := gofeed.NewParser()
	p.RSSTranslator = &fromRSS{gofeed.DefaultRSSTranslator{DisableContentImageScan: true}}
	p.JSONTranslator = &fromJSON{}
	read, err := p.Parse(bytes.NewReader(clean))
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	return &Feed{Title: plain(read.Title), Lang: read.Language, Entries: entries(read.Items, base)}, nil
}
