package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestRules: the rules of RFC 9309, its examples in other words.
func TestRules(t *testing.T) {
	for _, x := range []struct {
		name, file    string
		allow, refuse string // paths, with blanks between
	}{
		{"empty", "", "/ /a", ""},
		{"all", "User-agent: *\nDisallow: /", "/robots.txt", "/ /a /a?b"},
		{"nothing", "User-agent: *\nDisallow:", "/ /a", ""},
		{"our own group counts alone", "User-agent: *\nDisallow: /\n\nUser-agent: targman\nDisallow: /private\n", "/ /a", "/private /private/x /privateer"},
		{"whatever the case and the version", "USER-AGENT: TargMan/9.9 (x)\nDISALLOW: /b", "/a", "/b"},
		{"another program's group", "User-agent: targmanbot\nDisallow: /\nUser-agent: other\nDisallow: /", "/a", ""},
		{"groups of one name are one", "User-agent: targman\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: targman\nDisallow: /b", "/c", "/a /b"},
		{"several names for one group", "User-agent: x\nUser-agent: targman\nDisallow: /a\nUser-agent: y\nDisallow: /b", "/b", "/a"},
		{"an empty line ends no group", "User-agent: *\n\n\nDisallow: /a", "/b", "/a"},
		{"another key in between ends none", "User-agent: targman\nSitemap: https://x/\nDisallow: /a", "/b", "/a"},
		{"comments and blanks", "# no\nUser-agent : * # all\n  disallow:\t/a # here\n", "/b", "/a"},
		{"line ends", "User-agent: *\r\nDisallow: /a\rDisallow: /b", "/c", "/a /b"},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a", "/b", "/a"},
		{"the longest rule counts", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b /a/b/d", "/a /a/c /a/b/c"},
		{"allow counts of two as long", "User-agent: *\nDisallow: /page\nAllow: /page", "/page", ""},
		{"stars", "User-agent: *\nDisallow: /*.php\nDisallow: */feed/\nDisallow: /x*y*z", "/a.ph /xy /xzy", "/a.php /a.php5 /b/feed/ /x1y2z3"},
		{"end", "User-agent: *\nDisallow: /*.gif$\nDisallow: /exact$\nDisallow: /q*$", "/a.gifs /exactly", "/a.gif /b.gif.gif /exact /q /qq"},
		{"a dollar within", "User-agent: *\nDisallow: /a$b", "/a /ab", "/a$b"},
		{"escapes", "User-agent: *\nDisallow: /b%61r\nDisallow: /caf\u00e9\nDisallow: /a%2fb\nDisallow: /%7etilde", "/a/b", "/bar /caf%c3%a9 /a%2Fb /~tilde"},
		{"query", "User-agent: *\nDisallow: /*?print=", "/a?x=1", "/a?print=1"},
		{"rules before any group", "Disallow: /\nUser-agent: other\nDisallow: /", "/a", ""},
		{"no text at all", "<html><body>Not found: /\x00\xff</body></html>", "/a", ""},
	} {
		r := ParseRobots([]byte(x.file), "targman/1.0 (+https://example.org)")
		for _, p := range strings.Fields(x.allow) {
			if !r.Allows(p) {
				t.Errorf("%s: %s is refused", x.name, p)
			}
		}
		for _, p := range strings.Fields(x.refuse) {
			if r.Allows(p) {
				t.Errorf("%s: %s is allowed", x.name, p)
			}
		}
	}
}

// TestCrawlDelay: up to a limit.
func TestCrawlDelay(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"2": 2 * time.Second, "0.5": 500 * time.Millisecond, "29": 29 * time.Second, "30": 30 * time.Second, "31": 30 * time.Second,
		"1e300": 30 * time.Second, "-1": 0, "x": 0, "": 0, "NaN": 0, "Inf": 30 * time.Second,
	} {
		if got := ParseRobots([]byte("User-agent: *\nCrawl-delay: "+text), "targman").Delay; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestRobotsLimits: one below, at, and one above.
func TestRobotsLimits(t *testing.T) {
	for n, want := range map[int]time.Duration{29: 29 * time.Second, 30: maxCrawlDelay, 31: maxCrawlDelay} {
		if got := ParseRobots(fmt.Appendf(nil, "User-agent: *\nCrawl-delay: %d", n), "targman").Delay; got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	const rule = "User-agent: *\nDisallow: /abc" // refuses /ab once its end is cut off
	for n, ok := range map[int]bool{maxRobots - 1: true, maxRobots: true, maxRobots + 1: false} {
		s := local(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				fmt.Fprint(w, strings.Repeat("\n", n-len(rule))+rule)
			}
		})
		_, err := newFetcher(t, Options{AllowPrivate: here, Robots: true}).Get(context.Background(), s.URL+"/ab", Known{})
		if (err == nil) != ok {
			t.Errorf("a robots.txt of %d bytes: %v", n, err)
		}
	}
	for n, ok := range map[int]bool{robotsRedirects - 1: true, robotsRedirects: true, robotsRedirects + 1: false} {
		left := n
		s := local(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case !strings.HasPrefix(r.URL.Path, "/robots.txt"):
			case left > 0:
				left--
				http.Redirect(w, r, fmt.Sprintf("/robots.txt%d", left), http.StatusFound)
			default:
				fmt.Fprint(w, "User-agent: *\nDisallow: /")
			}
		})
		// One that is not reached is as good as none (RFC 9309, section 2.3.1.2).
		_, err := newFetcher(t, Options{AllowPrivate: here, Robots: true}).Get(context.Background(), s.URL+"/a", Known{})
		if (err != nil) != ok {
			t.Errorf("a robots.txt behind %d redirects: %v", n, err)
		}
	}
}

// TestPatience: how often a host may fail, and how often it may ask to wait.
func TestPatience(t *testing.T) {
	h := &host{}
	for n := 1; n <= maxFailures; n++ {
		if h.off != nil {
			t.Errorf("left alone after %d failures", n-1)
		}
		h.note("h", faultf(Temporary, "", "failed"))
	}
	if h.off == nil {
		t.Errorf("asked again after %d failures", maxFailures)
	}
	for tries, ok := range map[int]bool{maxRetries - 1: true, maxRetries: false, maxRetries + 1: false} {
		if (&host{}).wait("h", time.Second, time.Minute, tries) != ok {
			t.Errorf("a wait after %d repeats: %v", tries, !ok)
		}
	}
	for d, ok := range map[time.Duration]bool{time.Minute - 1: true, time.Minute: true, time.Minute + 1: false} {
		if (&host{}).wait("h", d, time.Minute, 0) != ok {
			t.Errorf("a wait of %s: %v", d, !ok)
		}
	}
}

// TestRobots: the file is asked for once for each host, and what it cannot say is
// told by how it fails (RFC 9309, section 2.3.1).
func TestRobots(t *testing.T) {
	for _, x := range []struct {
		name   string
		robots http.HandlerFunc
		says   string // of the error for /a; empty where it is allowed
		kind   Kind
	}{
		{"allows", text("User-agent: *\nDisallow: /b"), "", 0},
		{"refuses", text("User-agent: *\nDisallow: /a"), "robots.txt of 127.0.0.1", Barred},
		{"is not there", http.NotFound, "", 0},
		{"is gone", code(410), "", 0},
		{"is forbidden", code(403), "", 0},
		{"fails", code(500), "could not be read, so nothing is asked there: status 500", Off},
		{"is busy", code(429), "could not be read", Off},
		{"leads elsewhere", redirect("/other"), "robots.txt of 127.0.0.1", Barred},
		{"leads in a circle", redirect("/robots.txt"), "", 0},
		{"leads to a private network", redirect("http://10.0.0.1/robots.txt"), "not in the public network", Barred},
		{"is too long to be read whole", text("User-agent: *\nDisallow: /a\n" + strings.Repeat("#\n", maxRobots)), "robots.txt of 127.0.0.1", Barred},
		{"says it too late", text(strings.Repeat("#\n", maxRobots) + "User-agent: *\nDisallow: /a\n"), "", 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			asked := 0
			s := local(t, func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/robots.txt":
					asked++
					x.robots(w, r)
				case "/other":
					text("User-agent: targman\nDisallow: /a")(w, r)
				}
			})
			f := newFetcher(t, Options{AllowPrivate: here, Robots: true})
			for range 2 {
				_, err := f.Get(context.Background(), s.URL+"/a", Known{})
				e, _ := errors.AsType[*Error](err)
				if (x.says == "") != (err == nil) || err != nil && (e == nil || e.Kind != x.kind || !strings.Contains(err.Error(), x.says)) {
					t.Errorf("%v; want %q", err, x.says)
				}
			}
			if asked != 1 {
				t.Errorf("robots.txt was asked for %d times", asked)
			}
			f = newFetcher(t, Options{AllowPrivate: here})
			if _, err := f.Get(context.Background(), s.URL+"/a", Known{}); err != nil || asked != 1 {
				t.Errorf("without robots.txt: %v", err)
			}
		})
	}
}

// TestRobotsOfRedirect: where a redirect leads is held to the rules too, and a
// delay makes the pause longer.
func TestRobotsOfRedirect(t *testing.T) {
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			text("User-agent: *\nDisallow: /hidden\nCrawl-delay: 9")(w, r)
		case "/a":
			redirect("/hidden")(w, r)
		}
	})
	var slept []time.Duration
	f := newFetcher(t, Options{AllowPrivate: here, Robots: true, Pause: time.Second, Sleep: func(_ context.Context, d time.Duration) error {
		slept = append(slept, d.Round(time.Second))
		return nil
	}})
	_, err := f.Get(context.Background(), s.URL+"/a", Known{})
	if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Barred || !strings.Contains(err.Error(), "/hidden: robots.txt of") {
		t.Errorf("%v", err)
	}
	if fmt.Sprint(slept) != "[9s]" {
		t.Errorf("slept %v", slept)
	}
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func code(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(n) }
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

// FuzzRobots: any file gives rules that give an answer, and fast.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 1", "/a/b?c=%C3")
	f.Add("User-agent: targman\nDisallow: "+strings.Repeat("*a", 500)+"$", "/"+strings.Repeat("a", 1000))
	f.Fuzz(func(t *testing.T, file, path string) {
		r := ParseRobots([]byte(file), "targman")
		r.Allows(path)
		if r.Delay < 0 || r.Delay > maxCrawlDelay {
			t.Fatalf("a delay of %s", r.Delay)
		}
		if e := escaped(path); escaped(e) != e {
			t.Fatalf("%q is escaped to %q and then to %q", path, e, escaped(e))
		}
		if !r.Allows("/robots.txt") {
			t.Fatal("robots.txt itself is refused")
		}
	})
}
