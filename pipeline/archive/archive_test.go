package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func open(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func keep(t *testing.T, a *Archive, f Facts, page string) Facts {
	t.Helper()
	f, err := a.Keep(f, []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var story = Facts{ID: "https://example.org/a/story", Kind: Page, URL: "https://example.org/a/story", Status: 200, Type: "text/html",
	ETag: `"1<>&"`, Feeds: map[string]string{"https://example.org/feed": "00"}, Title: "A story"}

// TestKeep: what is kept comes back, and stands where it is said to stand.
func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "fetched")
	a := open(t, dir)
	if exists(dir) {
		t.Fatal("opening an archive makes it")
	}
	f := keep(t, a, story, "<p>One.")
	if f.Name != "example.org/story-edce518a" || f.Size != 7 || a.Path(f) != filepath.Join(dir, f.Name+".html") {
		t.Errorf("kept as %+v in %s", f, a.Path(f))
	}
	feed := keep(t, a, Facts{ID: "feed https://example.org/feed", Kind: Feed, URL: "https://example.org/feed"}, "<rss/>")
	for _, b := range []*Archive{a, open(t, dir)} {
		got, ok := b.Find(f.ID)
		if line, _ := got.line(); !ok || string(line) != text(t, filepath.Join(dir, f.Name+factsSuffix)) || strings.Count(string(line), "\n") != 1 {
			t.Errorf("found %+v", got)
		}
		if page, err := b.Load(got); err != nil || string(page) != "<p>One." {
			t.Errorf("loaded %q, %v", page, err)
		}
		if of := b.Of("https://example.org/feed"); len(of) != 1 || of[0].ID != f.ID || len(b.Of("x")) > 0 {
			t.Errorf("of the feed are %+v", of)
		}
		if page, err := b.Load(feed); err != nil || string(page) != "<rss/>" || !strings.HasSuffix(b.Path(feed), ".feed") {
			t.Errorf("the feed is %q, %v", page, err)
		}
	}
	if _, err := a.Load(Facts{Name: "x/y"}); err == nil {
		t.Error("a page that is not kept is loaded")
	}
}

// TestNothingIsWrittenTwice: the same page and facts leave the files alone.
func TestNothingIsWrittenTwice(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	f := keep(t, a, story, "<p>One.")
	files := []string{a.Path(f), filepath.Join(dir, f.Name+factsSuffix)}
	for _, file := range files { // what is written anew could be
		if err := os.Chtimes(file, epoch, epoch); err != nil {
			t.Fatal(err)
		}
	}
	keep(t, a, f, "<p>One.")
	if _, err := a.Note(f); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || !info.ModTime().Equal(epoch) {
			t.Errorf("%s was written again", file)
		}
	}
	f.Due = true
	if _, err := a.Note(f); err != nil {
		t.Fatal(err)
	}
	if got, _ := open(t, dir).Find(f.ID); !got.Due || !got.Kept() {
		t.Errorf("noted as %+v", got)
	}
	keep(t, a, f, "<p>Two.")
	if page, err := a.Load(keep(t, a, f, "<p>Two.")); err != nil || string(page) != "<p>Two." {
		t.Errorf("loaded %q, %v", page, err)
	}
}

// TestDamage: facts that cannot be read are told of and do no harm; the same
// article then gets the same name.
func TestDamage(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "torn": `{"id":"https://example.org/a/story","kind":"pa`, "no JSON": "\x00\xff", "no id": `{"kind":"page","url":"x"}`,
		"no kind": `{"id":"x","url":"x"}`, "another kind": `{"id":"x","url":"x","kind":"film"}`, "no URL": `{"id":"x","kind":"page"}`,
		"a list": "[]", "too large": `{"id":"x","kind":"page","url":"` + strings.Repeat("x", maxFacts) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			f := keep(t, open(t, dir), story, "<p>One.")
			file := filepath.Join(dir, f.Name+factsSuffix)
			put(t, file, data)
			a := open(t, dir)
			if d := a.Damaged(); !slices.Equal(d, []string{file}) {
				t.Errorf("damaged are %q", d)
			}
			if _, ok := a.Find(story.ID); ok {
				t.Error("it is found all the same")
			}
			if again := keep(t, a, story, "<p>Two."); again.Name != f.Name {
				t.Errorf("it is called %s after %s", again.Name, f.Name)
			}
			if d := open(t, dir).Damaged(); len(d) > 0 {
				t.Errorf("damaged are still %q", d)
			}
		})
	}
	t.Run("a copy", func(t *testing.T) {
		dir := t.TempDir()
		f := keep(t, open(t, dir), story, "<p>One.")
		put(t, filepath.Join(dir, "example.org", "z"+factsSuffix), text(t, filepath.Join(dir, f.Name+factsSuffix)))
		a := open(t, dir)
		if got, _ := a.Find(story.ID); got.Name != f.Name || len(a.Damaged()) != 1 {
			t.Errorf("found %+v, damaged %q", got, a.Damaged())
		}
	})
	t.Run("the page", func(t *testing.T) {
		dir := t.TempDir()
		a := open(t, dir)
		f := keep(t, a, story, "<p>One.")
		for _, page := range []string{"", "<p>Two.", "<p>One.."} {
			put(t, a.Path(f), page)
			if _, err := a.Load(f); err == nil || !strings.Contains(err.Error(), "not as it was fetched") {
				t.Errorf("%q is loaded: %v", page, err)
			}
		}
		if err := os.Remove(a.Path(f)); err != nil {
			t.Fatal(err)
		}
		if got, ok := open(t, dir).Find(f.ID); !ok || got.Kept() || !got.Due || got.ETag != "" {
			t.Errorf("without its page it is %+v", got)
		}
	})
}

// TestLeftovers: what a run that died has left is no page, and is removed by the
// next; other files are not touched.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	f := keep(t, a, story, "<p>One.")
	left := filepath.Join(dir, "example.org", ".story-00000000.facts.json.tmp-0123456789abcdef01234567")
	put(t, left, "torn")
	put(t, filepath.Join(dir, "example.org", "notes.txt"), "mine")
	put(t, filepath.Join(dir, "readme"), "mine")
	a = open(t, dir)
	if len(a.Damaged()) > 0 || !exists(left) {
		t.Errorf("damaged are %q", a.Damaged())
	}
	if err := a.Clean(); err != nil {
		t.Fatal(err)
	}
	if exists(left) || !exists(a.Path(f)) || !exists(filepath.Join(dir, "example.org", "notes.txt")) || !exists(filepath.Join(dir, "readme")) {
		t.Error("something else was removed")
	}
	if err := open(t, filepath.Join(dir, "none")).Clean(); err != nil {
		t.Error(err)
	}
}

// TestLinksOutside: no link leads out of the archive.
func TestLinksOutside(t *testing.T) {
	out, dir := t.TempDir(), t.TempDir()
	a := open(t, dir)
	f := keep(t, a, story, "<p>One.")
	put(t, filepath.Join(out, "secret"), "<p>One.")
	if err := errors.Join(os.Remove(a.Path(f)), os.Symlink(filepath.Join(out, "secret"), a.Path(f))); err != nil {
		t.Fatal(err)
	}
	if page, err := a.Load(f); err == nil {
		t.Errorf("a link out of the archive is read: %q", page)
	}
	if err := os.Symlink(out, filepath.Join(dir, "evil.example")); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Keep(Facts{ID: "x", Kind: Page, URL: "https://evil.example/x"}, nil); err == nil || exists(filepath.Join(out, "x-2d711642.html")) {
		t.Errorf("a link out of the archive is written to: %v", err)
	}
}

// TestStorageError: an archive that cannot be written says so by its type.
func TestStorageError(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "example.org"), "in the way")
	_, err := open(t, dir).Keep(story, nil)
	if e, ok := errors.AsType[*StorageError](err); !ok || !strings.HasPrefix(e.Path, dir) {
		t.Errorf("%v", err)
	}
	if _, err := Open(filepath.Join(dir, "example.org")); err == nil {
		t.Error("a file is taken for an archive")
	}
}

// TestFactsLimit: one below, at, and one above.
func TestFactsLimit(t *testing.T) {
	a := open(t, t.TempDir())
	f := story
	line, err := f.line()
	if err != nil {
		t.Fatal(err)
	}
	for more, ok := range map[int]bool{-1: true, 0: true, 1: false} {
		f.Title = story.Title + strings.Repeat("x", maxFacts-len(line)+more)
		if _, err := a.Note(f); (err == nil) != ok {
			t.Errorf("%d more than the limit: %v", more, err)
		}
	}
}

// TestLengthOfNames: one below, at, and one above, which is cut.
func TestLengthOfNames(t *testing.T) {
	for n, want := range map[int]int{maxSlug - 1: maxSlug - 1, maxSlug: maxSlug, maxSlug + 1: maxSlug} {
		if got := slug(strings.Repeat("a", n)); len(got) != want {
			t.Errorf("a slug of %d letters has %d, want %d", n, len(got), want)
		}
	}
	for n, want := range map[int]int{maxHost - 1: maxHost - 1, maxHost: maxHost, maxHost + 1: maxHost} {
		if got := hostName(&url.URL{Host: strings.Repeat("a", n)}); len(got) != want {
			t.Errorf("a host of %d letters has %d, want %d", n, len(got), want)
		}
	}
}

// TestNames: made of the address, and of nothing that could lead elsewhere.
func TestNames(t *testing.T) {
	a := open(t, t.TempDir())
	for _, x := range []struct{ address, title, want string }{
		{"https://example.org/2026/11/budget-vote.html", "", "example.org/budget-vote"},
		{"https://example.org/", "Budget: the Vote!", "example.org/budget-the-vote"},
		{"https://example.org/", "", "example.org/page"},
		{"https://example.org/լուր/", "Լուր", "example.org/page"},
		{"https://example.org/?p=123", "", "example.org/p-123"},
		{"https://example.org/read.php?id=5", "", "example.org/read-id-5"},
		{"https://example.org:8443/a", "", "example.org-8443/a"},
		{"http://[::1]:80/a", "", "1--80/a"},
		{"https://example.org/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "", "example.org/passwd"},
		{"https://../a", "", "host/a"},
		{"https://con.example/nul", "", "host-con.example/nul"},
		{"https://EXAMPLE.org/A_B--C", "", "example.org/a-b-c"},
		{"https://example.org/" + strings.Repeat("a", 100), "", "example.org/" + strings.Repeat("a", 80)},
		{"://", "", "host/page"},
	} {
		if got := a.name(Facts{ID: "id", URL: x.address, Title: x.title}); got != x.want+"-a5614527" {
			t.Errorf("%s: %s, want %s-…", x.address, got, x.want)
		}
	}
	note := Facts{ID: "id", URL: "https://example.org/feed", Title: "A note", Feeds: map[string]string{"https://example.org/feed": ""}}
	if got := a.name(note); got != "example.org/a-note-a5614527" {
		t.Errorf("an entry without an address is called %s", got)
	}
	// Two ids whose hashes begin alike, as if by chance.
	a.names["example.org/a-a5614527"] = "other"
	if got := a.name(Facts{ID: "id", URL: "https://example.org/a"}); got != "example.org/a-a56145270ce6b3be" {
		t.Errorf("a name that is taken becomes %s", got)
	}
}

var (
	wellNamed = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*/[a-z0-9-]{1,80}-[0-9a-f]{8}$`)
	epoch     = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
)

// FuzzName: whatever an address and a title are, the name is one folder and one
// file.
func FuzzName(f *testing.F) {
	f.Add("x", "https://example.org/a?b", "T")
	f.Add("", "http://../..%2f", "../../evil")
	f.Add("y", "http://.-./nul.txt", "\x00")
	f.Fuzz(func(t *testing.T, id, address, title string) {
		a := &Archive{names: map[string]string{}}
		name := a.name(Facts{ID: id, URL: address, Title: title, Feeds: map[string]string{title: ""}})
		if !wellNamed.MatchString(name) || !fs.ValidPath(name) {
			t.Fatalf("%q", name)
		}
	})
}

// FuzzFacts: any bytes are facts or refused, and facts that are written are read
// back.
func FuzzFacts(f *testing.F) {
	line, _ := story.line()
	f.Add(line)
	f.Add([]byte(`{"id":"x","kind":"feed","url":"y","tries":1e3}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		facts, err := parseFacts(data, "n")
		if err != nil {
			return
		}
		line, err := facts.line()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseFacts(line, "n")
		if err != nil || fmt.Sprint(again) != fmt.Sprint(facts) {
			t.Fatalf("%+v became %+v, %v", facts, again, err)
		}
	})
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}
