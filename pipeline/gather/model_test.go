package gather

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAnyYear plays a feed that publishes, changes, takes back and fails in any
// order, with runs between, some of them cut off. Whatever happened, in the end
// every article that a run has seen is kept at least as it was seen then, no other
// is, and none came more often than the feed said something new of it.
func TestAnyYear(t *testing.T) {
	s := newSite(t)
	memory, err := os.MkdirTemp("/dev/shm", "gather")
	if err != nil {
		memory = t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(memory) })
	rounds := 0
	rapid.Check(t, func(r *rapid.T) {
		rounds++
		y := &year{site: s, t: t, prefix: fmt.Sprintf("/a/%d-", rounds), desk: newDesk(t)}
		y.desk.dir = fmt.Sprintf("%s/%d", memory, rounds)
		for range rapid.IntRange(1, 15).Draw(r, "days") {
			y.day(r)
		}
		y.end(r)
	})
}

type year struct {
	t      *testing.T
	site   *site
	desk   *desk
	prefix string
	list   []told
}

// told is an article: its version, that of the last run that saw it in the feed, 0
// where none did, and how often a run saw something new of it.
type told struct {
	version, seen, news int
	in, failing         bool
}

func (y *year) path(n int) string { return fmt.Sprint(y.prefix, n) }

func (y *year) day(r *rapid.T) {
	n := rapid.IntRange(0, 5).Draw(r, "article")
	for len(y.list) <= n {
		y.list = append(y.list, told{version: 1})
	}
	a := &y.list[n]
	switch rapid.SampledFrom([]string{"publish", "change", "take back", "fail", "mend", "run", "run", "run", "cut off"}).Draw(r, "what") {
	case "publish":
		a.in = true
	case "change":
		a.version++
	case "take back":
		a.in = false
	case "fail":
		a.failing = true
	case "mend":
		a.failing = false
	case "run":
		y.run()
	case "cut off":
		y.cutOff()
	}
}

// publish puts feed and pages onto the site.
func (y *year) publish() string {
	var items []item
	for n, a := range y.list {
		y.site.put(y.path(n), fmt.Sprintf("<html><p>Version %d.", a.version))
		if a.failing {
			y.site.fail(y.path(n), status(500))
		}
		if a.in {
			items = append(items, item{id: fmt.Sprint(n), link: y.path(n), date: fmt.Sprintf("2026-01-01T00:00:%02dZ", a.version)})
		}
	}
	y.site.put(y.prefix+"feed", atom(items...))
	return y.site.URL + y.prefix + "feed"
}

func (y *year) run() {
	y.desk.run(y.publish())
	y.see()
}

// cutOff is a run that dies when the feed has been noted: nothing is fetched.
func (y *year) cutOff() {
	all := y.list
	y.list = append([]told(nil), all...)
	for n := range y.list {
		y.list[n].failing = true
	}
	y.desk.run(y.publish())
	y.list = all
	y.see()
}

func (y *year) see() {
	for n := range y.list {
		if a := &y.list[n]; a.in && a.seen != a.version {
			a.seen = a.version
			a.news++
		}
	}
}

func (y *year) end(r *rapid.T) {
	for n := range y.list {
		y.list[n].failing = false
	}
	feed := y.publish()
	y.run()
	got := map[int]int{}
	for name, text := range y.desk.kept(feed) {
		var round, n, version int
		if _, err := fmt.Sscanf(name[strings.IndexByte(name, '/')+1:], "%d-%d-", &round, &n); err != nil {
			r.Fatalf("%s: %v", name, err)
		}
		if _, err := fmt.Sscanf(text, "<html><p>Version %d.", &version); err != nil {
			r.Fatalf("%s: %v", text, err)
		}
		got[n] = version
	}
	given := y.site.bodies(y.prefix)
	for n, a := range y.list {
		if got[n] < a.seen || a.seen == 0 && got[n] > 0 || got[n] > a.version {
			r.Errorf("article %d is kept in version %d; seen was %d of %d", n, got[n], a.seen, a.version)
		}
		if given[y.path(n)] > a.news {
			r.Errorf("article %d came %d times for %d news", n, given[y.path(n)], a.news)
		}
	}
}
