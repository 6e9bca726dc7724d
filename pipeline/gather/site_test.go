package gather

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
)

// site is a server with pages, which counts what it gives.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
	// types are the Content-Type of pages that are not text/html.
	types map[string]string
	// odd answers in place of a page.
	odd map[string]http.HandlerFunc
	// given counts answers with a body and odd ones, same those with 304, came
	// those with a page, by path.
	given, same, came map[string]int
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: map[string]string{}, types: map[string]string{}, odd: map[string]http.HandlerFunc{}, given: map[string]int{}, same: map[string]int{}, came: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := r.URL.Path
	if h := s.odd[path]; h != nil {
		s.given[path]++
		h(w, r)
		return
	}
	page, ok := s.pages[path]
	if !ok {
		if path != "/robots.txt" {
			s.given[path]++
		}
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(page)))
	if r.Header.Get("If-None-Match") == tag {
		s.same[path]++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.given[path]++
	s.came[path]++
	w.Header().Set("ETag", tag)
	kind := s.types[path]
	if kind == "" {
		kind = "text/html; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	fmt.Fprint(w, page)
}

// put sets a page.
func (s *site) put(path, page string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.odd, path)
	s.pages[path] = page
}

// fail sets what answers in place of a page.
func (s *site) fail(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.odd[path] = h
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// articles counts the answers with a body below /a/, and forgets them.
func (s *site) articles() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for path, count := range s.given {
		if strings.HasPrefix(path, "/a/") {
			n += count
		}
	}
	clear(s.given)
	return n
}

// bodies are how often each page below the prefix came.
func (s *site) bodies(prefix string) map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for path, n := range s.came {
		if strings.HasPrefix(path, prefix) {
			out[path] = n
		}
	}
	return out
}

// item is an entry of a feed.
type item struct{ id, link, title, date, text string }

// article puts a page and gives the entry that leads to it.
func (s *site) article(n int) item {
	path := fmt.Sprintf("/a/story-%d", n)
	s.put(path, fmt.Sprintf("<!DOCTYPE html><html lang=en><title>Story %d</title><article><p>The story number %[1]d is told here.</p></article></html>", n))
	return item{id: fmt.Sprintf("tag:site,2026:%d", n), link: s.URL + path, title: fmt.Sprint("Story ", n), date: "2026-11-20T10:00:00Z"}
}

// atom is a feed with the items.
func atom(items ...item) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:site,2026:feed</id>`)
	for _, i := range items {
		b.WriteString("<entry><id>" + html.EscapeString(i.id) + "</id><title>" + html.EscapeString(i.title) + "</title><updated>" + i.date + "</updated>")
		if i.link != "" {
			b.WriteString(`<link href="` + html.EscapeString(i.link) + `"/>`)
		}
		b.WriteString(`<summary type="html">` + html.EscapeString(i.text) + "</summary></entry>")
	}
	return b.String() + "</feed>"
}

// desk is an archive and the runs on it.
type desk struct {
	t   *testing.T
	dir string
	// change sets what a run does differently.
	change func(o *fetch.Options, g *Gatherer)
	now    time.Time
}

func newDesk(t *testing.T) *desk {
	return &desk{t: t, dir: t.TempDir() + "/fetched", now: time.Date(2026, 11, 27, 4, 0, 0, 0, time.UTC)}
}

// run is one run, with an archive that is opened anew.
func (d *desk) run(addresses ...string) *Report {
	d.t.Helper()
	r, err := d.try(context.Background(), addresses...)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) try(ctx context.Context, addresses ...string) (*Report, error) {
	d.t.Helper()
	o := fetch.Options{Agent: "targman/test", Timeout: 10 * time.Second, MaxWait: time.Minute, MaxBytes: 20e6, Redirects: 5, Robots: true,
		AllowPrivate: []string{"127.0.0.1"}}
	a := d.open()
	defer a.Close()
	g := &Gatherer{Archive: a, MaxEntries: 1000, Now: func() time.Time { return d.now }}
	if d.change != nil {
		d.change(&o, g)
	}
	f, err := fetch.New(o)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	g.Fetch = f
	return g.Run(ctx, addresses)
}

func (d *desk) open() *archive.Archive {
	d.t.Helper()
	a, err := archive.Open(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	if len(a.Damaged()) > 0 {
		d.t.Fatalf("damaged: %q", a.Damaged())
	}
	return a
}

// kept are the texts of the pages that an address stands for, by name.
func (d *desk) kept(address string) map[string]string {
	d.t.Helper()
	a := d.open()
	defer a.Close()
	pages, _ := Kept(a, address)
	out := map[string]string{}
	for _, f := range pages {
		data, err := a.Load(f)
		if err != nil {
			d.t.Error(err)
		}
		out[f.Name] = string(data)
	}
	return out
}

// clean fails on faults.
func clean(t *testing.T, r *Report) {
	t.Helper()
	for _, f := range r.Faults {
		t.Errorf("fault: %v", f.Err)
	}
}

// faulty fails unless there is one fault, which says this.
func faulty(t *testing.T, r *Report, says string) {
	t.Helper()
	if len(r.Faults) != 1 || !strings.Contains(r.Faults[0].Err.Error(), says) {
		t.Errorf("faults %v; want one with %q", r.Faults, says)
	}
	var e *fetch.Error
	for _, f := range r.Faults {
		if errors.As(f.Err, &e) && e.URL == "" {
			t.Errorf("the fault names no address: %v", f.Err)
		}
	}
}
