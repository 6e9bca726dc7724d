package gather

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
)

// TestThousandEntries: ten new entries of a thousand cost ten articles, and a run
// after which nothing has changed costs none.
func TestThousandEntries(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	if memory, err := os.MkdirTemp("/dev/shm", "gather"); err == nil { // four thousand times to the disk take long
		t.Cleanup(func() { _ = os.RemoveAll(memory) })
		d.dir = memory
	}
	var items []item
	for n := range 1000 {
		items = append(items, s.article(n))
	}
	s.put("/feed", atom(items[:990]...))
	r := d.run(s.URL + "/feed")
	clean(t, r)
	if n := s.articles(); n != 990 || r.New != 990 || r.Fetched != 990 {
		t.Fatalf("the first run cost %d articles: %+v", n, r)
	}
	slices.Reverse(items)
	s.put("/feed", atom(items...))
	r = d.run(s.URL + "/feed")
	clean(t, r)
	if n := s.articles(); n != 10 || r.New != 10 || r.Changed != 0 {
		t.Errorf("ten new entries cost %d articles: %+v", n, r)
	}
	r = d.run(s.URL + "/feed")
	clean(t, r)
	if n := s.articles(); n != 0 || r.New+r.Changed+r.Fetched != 0 || r.Entries != 1000 {
		t.Errorf("nothing new cost %d articles: %+v", n, r)
	}
	if n := len(d.kept(s.URL + "/feed")); n != 1000 {
		t.Errorf("%d articles are kept", n)
	}
}

// TestEntries is the life of entries over several copies of a feed.
func TestEntries(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	a, b, c := s.article(1), s.article(2), s.article(3)
	feed := s.URL + "/feed"
	step := func(says string, news, changed, articles int, items ...item) {
		t.Helper()
		s.put("/feed", atom(items...))
		r := d.run(feed)
		clean(t, r)
		if n := s.articles(); r.New != news || r.Changed != changed || n != articles {
			t.Errorf("%s: %d new, %d changed, %d articles fetched; want %d, %d, %d", says, r.New, r.Changed, n, news, changed, articles)
		}
	}
	step("two are new", 2, 0, 2, a, b)
	names := d.kept(feed)
	step("nothing has changed", 0, 0, 0, a, b)
	step("in another order", 0, 0, 0, b, a)
	step("one has left, one is new", 1, 0, 1, c, b)
	step("all have left", 0, 0, 0)
	if n := len(d.kept(feed)); n != 3 {
		t.Errorf("%d articles are kept of three that have left", n)
	}
	b.date = "2026-11-21T10:00:00Z"
	step("the feed says that one has changed, and the server that it has not", 0, 1, 0, a, b, c)
	s.put("/a/story-2", "<html><p>It is told in another way.</p></html>")
	step("the page has changed, and the feed does not say so", 0, 0, 0, a, b, c)
	b.text = "Another way"
	step("the page has changed, and the feed shows it", 0, 1, 1, a, b, c)
	a.link += "?utm_source=feed&utm_medium=rss#top"
	s.put("/feed", atom(a, b, c))
	r := d.run(feed)
	if n := s.articles(); n != 0 || r.New != 0 {
		t.Errorf("tracking fields made another article: %d fetched, %+v", n, r)
	}
	for name, text := range d.kept(feed) {
		if was, ok := names[name]; ok && strings.Contains(was, "number 2") != strings.Contains(text, "another way") {
			t.Errorf("%s is not what it was: %s", name, text)
		}
		delete(names, name)
	}
	if len(names) > 0 {
		t.Errorf("names have changed: %v", names)
	}
}

// TestSameArticleInTwoFeeds: it is fetched once, and each feed has it.
func TestSameArticleInTwoFeeds(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	a := s.article(1)
	s.put("/one", atom(a))
	a.text = "The second feed says more."
	s.put("/two", atom(a))
	for range 3 {
		clean(t, d.run(s.URL+"/one", s.URL+"/two"))
	}
	if n := s.articles(); n != 1 {
		t.Errorf("%d articles were fetched", n)
	}
	for _, f := range []string{"/one", "/two"} {
		if n := len(d.kept(s.URL + f)); n != 1 {
			t.Errorf("%s has %d", f, n)
		}
	}
}

// TestSameIDTwice: a feed's maker who gives every entry the same id loses no
// article by it, in this and in later copies.
func TestSameIDTwice(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	var items []item
	for n := range 4 {
		i := s.article(n)
		i.id = "1"
		items = append(items, i)
	}
	feed := s.URL + "/feed"
	for _, x := range []struct {
		says  string
		items []item
		fresh int
	}{
		{"two with one id", []item{items[1], items[0]}, 2},
		{"a third, and the first has left", []item{items[2], items[1]}, 1},
		{"one alone", []item{items[2]}, 0},
		{"the fourth alone, told by nothing", []item{items[3], items[2]}, 1},
		{"the same", []item{items[3], items[2]}, 0},
		{"an entry twice, tracked in two ways", []item{items[3], {id: "1", link: items[3].link + "?utm_source=x"}, items[2]}, 0},
	} {
		s.put("/feed", atom(x.items...))
		r := d.run(feed)
		clean(t, r)
		if r.New != x.fresh {
			t.Errorf("%s: %d new, want %d: %+v", x.says, r.New, x.fresh, r)
		}
	}
	if got := d.kept(feed); len(got) != 4 {
		t.Errorf("%d articles are kept of four: %v", len(got), got)
	}
}

// TestEntriesWithoutLinks: the article is what the feed has of it.
func TestEntriesWithoutLinks(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	i := item{id: "tag:x,2026:1", title: "A <b>note</b> & more", text: "<p>The first & last word.</p>", date: "2026-11-20T10:00:00Z"}
	s.put("/feed", atom(i))
	clean(t, d.run(s.URL+"/feed"))
	for name, page := range d.kept(s.URL + "/feed") {
		if !strings.Contains(page, "<h1>A note &amp; more</h1>") || !strings.Contains(page, "<p>The first & last word.</p>") || !strings.Contains(name, "/a-note-more-") {
			t.Errorf("%s:\n%s", name, page)
		}
	}
	i.text = "<p>Corrected.</p>"
	s.put("/feed", atom(i))
	if r := d.run(s.URL + "/feed"); r.Changed != 1 {
		t.Errorf("%+v", r)
	}
	pages := d.kept(s.URL + "/feed")
	for _, page := range pages {
		if !strings.Contains(page, "Corrected.") {
			t.Errorf("it is not corrected:\n%s", page)
		}
	}
	if len(pages) != 1 {
		t.Errorf("%d pages", len(pages))
	}
}

// TestPage: a page that is named is asked for in every run, and comes when it has
// changed.
func TestPage(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.article(1)
	page := s.URL + "/a/story-1"
	clean(t, d.run(page))
	r := d.run(page)
	clean(t, r)
	if n := s.articles(); n != 1 || r.Unchanged != 1 || r.Pages != 1 {
		t.Errorf("%d fetched: %+v", n, r)
	}
	s.put("/a/story-1", "<html><p>Changed.</p></html>")
	clean(t, d.run(page))
	for name, text := range d.kept(page) {
		if !strings.Contains(text, "Changed.") || !strings.HasPrefix(name, "127.0.0.1-") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestFailures: what fails is told of and tried again, also when it has left the
// feed; what is of no use is given up, and asked for when the feed says that it
// has changed, or on demand.
func TestFailures(t *testing.T) {
	for _, x := range []struct {
		name string
		odd  http.HandlerFunc
		says string
		runs int // in which it is tried
	}{
		{"server fault", status(500), "status 500", 6},
		{"not there", status(404), "status 404", maxTries},
		{"gone", status(410), "gone for good", 1},
		{"no page", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "%PDF-1.7\n\x00\x01") }, "application/pdf", maxTries},
		{"empty", status(200), "empty", maxTries},
		{"a feed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, atom()) }, "leads to a feed", maxTries},
		{"to this machine", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "http://[::1]:1/", http.StatusFound) }, "not in the public network", maxTries},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			a, b := s.article(1), s.article(2)
			s.fail("/a/story-1", x.odd)
			s.put("/feed", atom(a, b))
			feed := s.URL + "/feed"
			for run := range 6 {
				if run == 1 {
					s.put("/feed", atom(b)) // it has left
				}
				r := d.run(feed)
				if run < x.runs {
					faulty(t, r, x.says)
				} else {
					clean(t, r)
					if r.GivenUp != 1 {
						t.Errorf("%d are given up", r.GivenUp)
					}
				}
			}
			s.article(1)
			if n := len(d.kept(feed)); n != 1 {
				t.Errorf("%d are kept", n)
			}
			d.change = func(_ *fetch.Options, g *Gatherer) { g.Retry = true }
			clean(t, d.run(feed))
			if n := len(d.kept(feed)); n != 2 {
				t.Errorf("%d are kept in the end", n)
			}
		})
	}
}

// TestForeignBase: an xml:base of another scheme makes no file of this machine an
// article. The entry is refused at once, the others come.
func TestForeignBase(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/secret.html", []byte("<html><article><p>The secret of this machine.</p></article></html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{"file://" + folder + "/", "file:" + folder + "/", "file://localhost" + folder + "/", "FILE:///", "ftp://127.0.0.1/",
		"mailto:a@example.org", "data:text/html,x", "javascript:x", "http:"} {
		t.Run(base, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			bad, good := item{id: "tag:site,2026:bad", link: "secret.html", title: "Bad"}, s.article(1)
			s.put("/feed", strings.Replace(atom(bad, good), "<feed ", `<feed xml:base="`+base+`" `, 1))
			r := d.run(s.URL + "/feed")
			if len(r.Faults) != 1 || r.GivenUp != 1 || !strings.Contains(r.Faults[0].Err.Error(), "the address ") || !strings.Contains(r.Faults[0].URL, "secret.html") {
				t.Errorf("%+v", r)
			}
			kept := d.kept(s.URL + "/feed")
			for name, page := range kept {
				if strings.Contains(page, "secret") {
					t.Errorf("%s: %s", name, page)
				}
			}
			if len(kept) != 1 {
				t.Errorf("%d pages are kept, want that of the good entry", len(kept))
			}
			clean(t, d.run(s.URL+"/feed")) // it is told of once
		})
	}
}

// TestLinkChanges: what a server said of a page is not told to another address,
// which would answer that nothing has changed since.
func TestLinkChanges(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	dated := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, "x.html", time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC), strings.NewReader("<html><article><p>"+text+"</p></article></html>"))
		}
	}
	s.fail("/a/one", dated("Before."))
	s.fail("/a/two", dated("After."))
	feed := s.URL + "/feed"
	i := item{id: "tag:site,2026:1", title: "Story", text: "<p>Inline.</p>"}
	for _, x := range []struct{ link, want string }{{"/a/one", "Before."}, {"/a/two", "After."}, {"", "Inline."}, {"/a/two", "After."}} {
		if i.link = x.link; x.link != "" {
			i.link = s.URL + x.link
		}
		s.put("/feed", atom(i))
		clean(t, d.run(feed))
		for name, page := range d.kept(feed) {
			if !strings.Contains(page, x.want) {
				t.Errorf("linked to %q, %s is %s; want %s", x.link, name, page, x.want)
			}
		}
	}
}

// TestGivenUpChanges: what was given up is asked for when the feed says that it
// has changed.
func TestGivenUpChanges(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	a := s.article(1)
	s.fail("/a/story-1", status(410))
	s.put("/feed", atom(a))
	faulty(t, d.run(s.URL+"/feed"), "410")
	a.date = "2026-11-22T10:00:00Z"
	s.article(1)
	s.put("/feed", atom(a))
	clean(t, d.run(s.URL+"/feed"))
	if n := len(d.kept(s.URL + "/feed")); n != 1 {
		t.Errorf("%d are kept", n)
	}
}

// TestBadFeeds: what is wrong with a feed is told, and what was fetched before
// stays.
func TestBadFeeds(t *testing.T) {
	for _, x := range []struct {
		name, says string
		odd        http.HandlerFunc
	}{
		{"a page", "it was a feed before and is a page now", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html><p>Sorry.</p></html>") }},
		{"empty", "the answer is empty", status(200)},
		{"cut off", "read feed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, atom(item{id: "x"})[:150]) }},
		{"not there", "status 404", status(404)},
		{"a picture", "image/gif", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "GIF89a\x00\x00") }},
		{"json of another kind", "the answer is application/json", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"items":[]}`)
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			feed := s.URL + "/feed"
			s.put("/feed", atom(s.article(1)))
			clean(t, d.run(feed))
			s.fail("/feed", x.odd)
			faulty(t, d.run(feed), x.says)
			if n := len(d.kept(feed)); n != 1 {
				t.Errorf("%d are kept", n)
			}
			s.put("/feed", atom(s.article(1), s.article(2)))
			clean(t, d.run(feed))
			if n := len(d.kept(feed)); n != 2 {
				t.Errorf("%d are kept in the end", n)
			}
		})
	}
}

// TestHostFails: a host that keeps failing is left alone, and is told of once.
func TestHostFails(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	var items []item
	for n := range 50 {
		i := s.article(n)
		s.fail(fmt.Sprintf("/a/story-%d", n), status(503))
		items = append(items, i)
	}
	s.put("/feed", atom(items...))
	r := d.run(s.URL + "/feed")
	if n := s.articles(); n != 3 || len(r.Faults) != 4 || r.Faults[3].Left != 47 {
		t.Errorf("%d asked, faults %+v", n, r.Faults)
	}
	for n := range 50 {
		s.article(n)
	}
	clean(t, d.run(s.URL+"/feed"))
	if n := s.articles(); n != 50 {
		t.Errorf("the next run asked for %d", n)
	}
}

// TestLimits: the number of entries that are looked at, and their age by the
// server's clock. What is known stays, whatever the limits.
func TestLimits(t *testing.T) {
	s := newSite(t)
	var items []item
	for n := range 10 {
		i := s.article(n)
		i.date = time.Date(2026, 11, 20-n, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
		items = append(items, i)
	}
	items[9].date = "2099-01-01T00:00:00Z" // in the future
	feed := s.URL + "/feed"
	for _, x := range []struct {
		name          string
		entries, days int
		want          int
	}{
		{"one more than there are", 11, 0, 10},
		{"as many as there are", 10, 0, 10},
		{"one less", 9, 0, 9},
		{"old ones", 100, 5, 5}, // the 20th to the 17th, and the future
		{"none is old", 100, 100, 10},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := newDesk(t)
			d.now = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)
			s.fail("/feed", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", "Sat, 21 Nov 2026 12:00:00 GMT")
				fmt.Fprint(w, atom(items...))
			})
			d.change = func(_ *fetch.Options, g *Gatherer) { g.MaxEntries, g.MaxDays = x.entries, x.days }
			r := d.run(feed)
			clean(t, r)
			if r.New != x.want || r.Passed != 10-x.want {
				t.Errorf("%d new, %d passed over; want %d", r.New, r.Passed, x.want)
			}
			d.change = nil
			if r := d.run(feed); r.New != 10-x.want {
				t.Errorf("without the limit %d more are taken, want %d", r.New, 10-x.want)
			}
		})
	}
}

// TestClock: no clock that goes back or ahead loses an entry or fetches one
// twice.
func TestClock(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	var items []item
	for n, year := range []int{2026, 1970, 2036, 2026} {
		d.now = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		items = append(items, s.article(n))
		s.put("/feed", atom(items...))
		d.change = func(_ *fetch.Options, g *Gatherer) { g.MaxDays = 30000 }
		clean(t, d.run(s.URL+"/feed"))
		if got := s.articles(); got != 1 {
			t.Errorf("in %d the one new article cost %d", year, got)
		}
	}
}

// TestCrash: a run that is cut off loses no entry, even of those that have left
// the feed by the next run, and nothing is fetched twice.
func TestCrash(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	var items []item
	for n := range 20 {
		items = append(items, s.article(n))
	}
	s.put("/feed", atom(items...))
	ctx, stop := context.WithCancel(context.Background())
	d.change = func(_ *fetch.Options, g *Gatherer) {
		g.Progress = func(done, _ int) {
			if done == 7 {
				stop()
			}
		}
	}
	if _, err := d.try(ctx, s.URL+"/feed"); !errors.Is(err, context.Canceled) {
		t.Fatalf("the run ended with %v", err)
	}
	if n := s.articles(); n != 7 {
		t.Fatalf("%d articles were fetched", n)
	}
	d.change = nil
	s.put("/feed", atom(items[:2]...))
	clean(t, d.run(s.URL+"/feed"))
	if n := s.articles(); n != 13 {
		t.Errorf("the next run fetched %d", n)
	}
	if n := len(d.kept(s.URL + "/feed")); n != 20 {
		t.Errorf("%d are kept", n)
	}
}

// TestRemovedPage: a page that somebody has removed is fetched again, one that
// was changed by hand is told of.
func TestRemovedPage(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	feed := s.URL + "/feed"
	s.put("/feed", atom(s.article(1)))
	clean(t, d.run(feed))
	for name := range d.kept(feed) {
		if err := os.Remove(filepath.Join(d.dir, name+".html")); err != nil {
			t.Fatal(err)
		}
	}
	if len(d.kept(feed)) != 0 {
		t.Error("it is kept all the same")
	}
	clean(t, d.run(feed))
	if n := s.articles(); n != 2 {
		t.Errorf("%d were fetched", n)
	}
	a := d.open()
	defer a.Close()
	pages, _ := Kept(a, feed)
	if err := os.WriteFile(a.Path(pages[0]), []byte("other"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Load(pages[0]); err == nil || !strings.Contains(err.Error(), "not as it was fetched") {
		t.Errorf("loading it gives %v", err)
	}
}

// TestArchiveFails: an archive that cannot be written ends the run.
func TestArchiveFails(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.put("/feed", atom(s.article(1)))
	if err := os.WriteFile(d.dir, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Open(d.dir); err == nil {
		t.Error("a file is taken for an archive")
	}
	d.dir += "2"
	if err := os.MkdirAll(filepath.Join(d.dir, "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	host := strings.ReplaceAll(strings.TrimPrefix(s.URL, "http://"), ":", "-")
	if err := os.WriteFile(filepath.Join(d.dir, host), nil, 0o666); err != nil { // in the way
		t.Fatal(err)
	}
	if _, err := d.try(context.Background(), s.URL+"/feed"); err == nil || !strings.Contains(err.Error(), "write "+d.dir) {
		t.Errorf("the run ended with %v", err)
	}
}

// TestLongIDs: one below the limit, at it, and one above, which goes by its hash.
func TestLongIDs(t *testing.T) {
	for more, whole := range map[int]bool{-1: true, 0: true, 1: false} {
		id := "tag:" + strings.Repeat("x", maxID-4+more)
		if got := key("https://example.org/feed", id); (got == id) != whole || len(got) > maxID {
			t.Errorf("an id of %d bytes becomes %q", len(id), got)
		}
	}
}

// TestKeys: which ids are the same in all feeds.
func TestKeys(t *testing.T) {
	for id, want := range map[string]string{
		"1": "https://example.org/feed 1", "urn:uuid:7": "urn:uuid:7", "tag:x,2026:1": "tag:x,2026:1",
		"https://Example.org:443/a?utm_source=x": "https://example.org/a", "http://example.org/?p=1": "http://example.org/?p=1",
		"feed https://example.org/feed": "https://example.org/feed feed https://example.org/feed",
	} {
		if got := key("https://example.org/feed", id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}

// TestDecoded is a page as readers get it.
func TestDecoded(t *testing.T) {
	const meta1251, metaUTF = `<meta charset="windows-1251">`, `<meta charset="utf-8">`
	for _, x := range []struct{ name, page, kind, want string }{
		{"the server alone knows", "\xCF\xF0\xE8", "text/html; charset=windows-1251", "\xEF\xBB\xBFПри"},
		{"the page says the same", meta1251 + "\xCF\xF0", "text/html; charset=windows-1251", meta1251 + "\xCF\xF0"},
		{"the page says another", metaUTF + "\xCF\xF0", "text/html; charset=windows-1251", "\xEF\xBB\xBF" + metaUTF + "Пр"},
		{"the server is wrong", "При", "text/html; charset=iso-8859-1", "При"},
		{"the page is wrong", meta1251 + "При", "text/html; charset=utf-8", "\xEF\xBB\xBF" + meta1251 + "При"},
		{"both are UTF-8", "При", "text/html; charset=utf-8", "При"},
		{"neither is", "\xCF\xF0", "text/html; charset=utf-8", "\xCF\xF0"},
		{"a mark", "\xFF\xFEa\x00", "text/html; charset=windows-1251", "\xFF\xFEa\x00"},
		{"no such charset", "\xCF", "text/html; charset=klingon", "\xCF"},
		{"no type", "\xCF", "", "\xCF"},
	} {
		if got := string(Decoded([]byte(x.page), x.kind)); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
