package gather

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"targman/pipeline/fetch"
)

// TestFewHideNone: pages and feeds that always fail, as many as have their host
// left alone, keep none of the others from coming in the end.
func TestFewHideNone(t *testing.T) {
	for _, code := range []int{500, 503, 429} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			var items []item
			for n := range 6 {
				items = append(items, s.article(n))
				if n < 4 {
					s.fail(fmt.Sprintf("/a/story-%d", n), status(code))
				}
			}
			s.put("/feed", atom(items...))
			for range 5 {
				d.run(s.URL + "/feed")
			}
			if n := len(d.kept(s.URL + "/feed")); n != 2 {
				t.Errorf("%d are kept of the two that do not fail", n)
			}
		})
	}
	s, d := newSite(t), newDesk(t)
	s.fail("/one", status(503))
	s.put("/two", atom(s.article(1)))
	faulty(t, d.run(s.URL+"/one", s.URL+"/two"), "503")
	if n := len(d.kept(s.URL + "/two")); n != 1 {
		t.Errorf("%d are kept of the feed behind one that fails", n)
	}
}

// TestPassingFaults: what goes wrong for a while loses no article.
func TestPassingFaults(t *testing.T) {
	for _, x := range []struct {
		name  string
		codes []int // of the page, run by run
	}{
		{"many faults of the server, then one of the page", []int{500, 500, 500, 500, 404}},
		{"two of the page with others between", []int{404, 500, 404, 500}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			s.put("/feed", atom(s.article(1)))
			for _, code := range x.codes {
				s.fail("/a/story-1", status(code))
				d.run(s.URL + "/feed")
			}
			s.article(1)
			clean(t, d.run(s.URL+"/feed"))
			if n := len(d.kept(s.URL + "/feed")); n != 1 {
				t.Error("it was given up")
			}
		})
	}
	t.Run("robots.txt", func(t *testing.T) {
		s, other, d := newSite(t), newSite(t), newDesk(t)
		s.put("/feed", atom(other.article(1)))
		for _, rules := range []string{"User-agent: *\nDisallow: /", "User-agent: *\nDisallow: /a", ""} {
			other.put("/robots.txt", rules)
			d.run(s.URL + "/feed")
		}
		if n := len(d.kept(s.URL + "/feed")); n != 1 {
			t.Error("it was given up")
		}
	})
}

// TestRedirectElsewhere: an address that leads to another page than before brings
// that one, though it is the older one and its server goes by dates.
func TestRedirectElsewhere(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	for day, text := range map[int]string{20: "new", 19: "old"} {
		s.fail("/"+text, func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, "x.html", time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC), strings.NewReader("<html><p>"+text+" page</p>"))
		})
	}
	for _, x := range []struct {
		to        string
		unchanged int
	}{{"new", 0}, {"old", 0}, {"old", 1}} {
		s.fail("/latest", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/"+x.to, http.StatusFound) })
		r := d.run(s.URL + "/latest")
		clean(t, r)
		if r.Unchanged != x.unchanged {
			t.Errorf("%d pages have not changed, want %d", r.Unchanged, x.unchanged)
		}
		for _, page := range d.kept(s.URL + "/latest") {
			if !strings.Contains(page, x.to+" page") {
				t.Errorf("it leads to the %s page and %q is kept", x.to, page)
			}
		}
	}
}

// TestOddLinks: an entry whose link nobody can ask for costs none of the others,
// nor the run.
func TestOddLinks(t *testing.T) {
	for _, x := range []struct{ name, link, kept string }{
		{"a host longer than the name of a file", "http://" + strings.Repeat(strings.Repeat("a", 60)+".", 5) + "org/x", ""},
		{"an address that is too long", "http://example.org/" + strings.Repeat("x", 2000), "What the feed has."},
		{"the feed itself", "/feed", "What the feed has."},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			odd := item{id: "tag:site,2026:odd", link: x.link, title: "Odd", text: "What the feed has."}
			s.put("/feed", atom(odd, s.article(1)))
			r := d.run(s.URL + "/feed")
			pages := d.kept(s.URL + "/feed")
			if want := map[bool]int{true: 1, false: 2}[x.kept == ""]; len(pages) != want || len(r.Faults) != 2-want {
				t.Errorf("%d pages are kept, want %d; faults %v", len(pages), want, r.Faults)
			}
			if all := fmt.Sprint(pages); !strings.Contains(all, x.kept) {
				t.Errorf("%q is not in %s", x.kept, all)
			}
		})
	}
}

// TestSecondFeedKnowsLess: a feed that has no link for an article of another feed
// takes nothing away from it.
func TestSecondFeedKnowsLess(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	i := s.article(1)
	s.put("/one", atom(i))
	s.fail("/a/story-1", status(500))
	d.run(s.URL + "/one")
	i.link = ""
	s.put("/two", atom(i))
	faulty(t, d.run(s.URL+"/one", s.URL+"/two"), "status 500")
	s.article(1)
	clean(t, d.run(s.URL+"/one", s.URL+"/two"))
	for _, feed := range []string{"/one", "/two"} {
		if n := len(d.kept(s.URL + feed)); n != 1 {
			t.Errorf("%s has %d articles", feed, n)
		}
	}
}

// TestDamagedPage: where the server gives the page anew, it is kept anew, though it
// is the same.
func TestDamagedPage(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	i := s.article(1)
	named := s.URL + "/a/story-1"
	s.put("/feed", atom(i))
	clean(t, d.run(named, s.URL+"/feed"))
	pages, _ := filepath.Glob(d.dir + "/*/*.html")
	for _, page := range pages {
		if err := os.WriteFile(page, []byte("damaged"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	i.date = "2026-11-21T10:00:00Z"
	s.put("/feed", atom(i))
	clean(t, d.run(named, s.URL+"/feed"))
	if len(pages) != 2 || len(d.kept(named)) != 1 || len(d.kept(s.URL+"/feed")) != 1 { // which reads them
		t.Errorf("pages %q", pages)
	}
}

// TestFeedBecomesPage: what the message tells to do helps.
func TestFeedBecomesPage(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	s.put("/feed", atom())
	clean(t, d.run(s.URL+"/feed"))
	s.put("/feed", "<html><p>A page.</p></html>")
	r := d.run(s.URL + "/feed")
	faulty(t, r, "if that is meant remove ")
	_, told, _ := strings.Cut(r.Faults[0].Err.Error(), "remove ")
	files, _ := filepath.Glob(told)
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	clean(t, d.run(s.URL+"/feed"))
}

// TestNamedThenInFeed: a page that was named once, and has been removed since, comes
// again with a feed that leads to it.
func TestNamedThenInFeed(t *testing.T) {
	s, d := newSite(t), newDesk(t)
	i := s.article(1)
	i.id = i.link
	clean(t, d.run(i.link))
	pages, _ := filepath.Glob(d.dir + "/*/*.html")
	for _, page := range pages {
		if err := os.Remove(page); err != nil {
			t.Fatal(err)
		}
	}
	s.put("/feed", atom(i))
	clean(t, d.run(s.URL+"/feed"))
	if n := len(d.kept(s.URL + "/feed")); n != 1 {
		t.Errorf("%d are kept", n)
	}
}

// TestShrunk: an article that is all but gone from its page, while the server says
// that all is well, stays as it was, until somebody removes what is kept.
func TestShrunk(t *testing.T) {
	page := func(n int) string { return "<html><p>" + strings.Repeat("x", n) + "</p></html>" }
	for _, x := range []struct {
		was, is int
		stays   bool
	}{
		{minLength, minLength/maxLoss - 1, true}, {minLength, minLength / maxLoss, false}, {minLength - 1, 1, false}, {10 * minLength, 0, true}, {100, 5000, false},
	} {
		t.Run(fmt.Sprint(x.was, " ", x.is), func(t *testing.T) {
			s, d := newSite(t), newDesk(t)
			d.change = func(_ *fetch.Options, g *Gatherer) {
				g.Length = func(page []byte, _ string) int { return strings.Count(string(page), "x") }
			}
			i := item{id: "tag:site,2026:1", link: s.URL + "/a/1", title: "Story"}
			named, feed := s.URL+"/a/2", s.URL+"/feed"
			has := func(want int) {
				t.Helper()
				for _, address := range []string{named, feed} {
					for _, text := range d.kept(address) {
						if n := strings.Count(text, "x"); n != want {
							t.Errorf("%s has %d characters, want %d", address, n, want)
						}
					}
				}
			}
			put := func(n int, says string) {
				i.text = says
				s.put("/feed", atom(i))
				s.put("/a/1", page(n))
				s.put("/a/2", page(n))
			}
			put(x.was, "before")
			clean(t, d.run(named, feed))
			put(x.is, "after")
			r := d.run(named, feed)
			if !x.stays {
				clean(t, r)
				has(x.is)
				return
			}
			has(x.was)
			if len(r.Faults) != 2 || !strings.Contains(r.Faults[0].Err.Error(), fmt.Sprintf("has %d characters where the one that is kept has %d", x.is, x.was)) {
				t.Errorf("faults %v", r.Faults)
			}
			pages, _ := filepath.Glob(d.dir + "/*/*.html")
			for _, page := range pages {
				if err := os.Remove(page); err != nil {
					t.Fatal(err)
				}
			}
			clean(t, d.run(named, feed))
			has(x.is)
		})
	}
}
