package read

import (
	"strings"
	"testing"
)

// TestOrigin: a file is taken at its word; of what was fetched the word counts that
// leads to a page, else the place.
func TestOrigin(t *testing.T) {
	const at = "https://example.org/news/story-1?id=7"
	for _, x := range []struct{ name, said, fetched, want string }{
		{"a file", " ../javascript: odd", "", " ../javascript: odd"},
		{"a file without", "", "", ""},
		{"nothing said", "", at, at},
		{"itself", at, at, at},
		{"the canonical one", "https://www.example.org/story", at, "https://www.example.org/story"},
		{"of another publisher", "https://other.example/story", at, "https://other.example/story"},
		{"from the root", "/story", at, "https://example.org/story"},
		{"from the folder", "story", at, "https://example.org/news/story"},
		{"of any scheme", "//cdn.example/story", at, "https://cdn.example/story"},
		{"in another form", "HTTPS://Example.org:443/story?utm_source=x#top", at, "https://example.org/story"},
		{"a host that is not ASCII", "https://b\u00fccher.example/a", at, "https://xn--bcher-kva.example/a"},
		{"the front page", "https://example.org/", at, at},
		{"the front page without a slash", "https://example.org", at, at},
		{"the front page, fetched", "", "https://example.org/", "https://example.org/"},
		{"a page by its query alone", "https://example.org/?p=7", at, "https://example.org/?p=7"},
		{"script", "javascript:alert(1)", at, at},
		{"data", "data:text/html,x", at, at},
		{"a file of this machine", "file:///etc/passwd", at, at},
		{"with a user", "https://example.org@evil.example/", at, at},
		{"torn", "https://[::1", at, at},
		{"torn by a line", "https://example.org/a\nb", at, at},
		{"too long", "/" + strings.Repeat("a", 3000), at, at},
	} {
		if got := origin(x.said, x.fetched); got != x.want {
			t.Errorf("%s: origin(%q, %q) is %q, want %q", x.name, x.said, x.fetched, got, x.want)
		}
	}
}

// TestFetchedArticle: the address is that of the article, and rules of its site
// know it by that.
func TestFetchedArticle(t *testing.T) {
	rule, err := NewRule(RuleSpec{ID: "its-own", Reason: "of the site", Site: "example.org/news/*", Lines: []string{"Follow us"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ url, want string }{{"https://example.org/news/a", "furniture"}, {"https://example.org/b", "paragraph"}, {"", "paragraph"}} {
		a, err := Article("x.html", "x", []byte("<article><p>Follow us</p></article>"), Options{URL: x.url, Rules: []Rule{rule}, WholeDocument: true})
		if err != nil {
			t.Fatal(err)
		}
		if a.Meta.URL != x.url || string(a.Blocks[0].Kind) != x.want {
			t.Errorf("fetched from %q it is of %q, and a %s; want %s", x.url, a.Meta.URL, a.Blocks[0].Kind, x.want)
		}
	}
}
