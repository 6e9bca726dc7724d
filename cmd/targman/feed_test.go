package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// press is a site with a feed, which counts the articles that it gives.
type press struct {
	*httptest.Server
	mu       sync.Mutex
	articles []string // the text of each; "" has left the feed
	given    map[string]int
	// ends says at which request from now on the signal is sent to the process
	// whose number comes through pid; 0 is never. That request gets no answer.
	ends   int
	signal syscall.Signal
	pid    chan int
}

// run runs a command that gets the signal at the request of the given number.
func (p *press) run(t *testing.T, c *exec.Cmd, at int, signal syscall.Signal) ended {
	t.Helper()
	p.mu.Lock()
	p.ends, p.signal, p.pid = at, signal, make(chan int, 1)
	pid := p.pid
	p.mu.Unlock()
	c.Stdout, c.Stderr = new(bytes.Buffer), new(bytes.Buffer)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	pid <- c.Process.Pid
	return wait(t, c)
}

// ended says that this request is the one that gets no answer.
func (p *press) ended() bool {
	p.mu.Lock()
	p.ends--
	now, signal, pid := p.ends == 0, p.signal, p.pid
	p.mu.Unlock()
	if now {
		_ = syscall.Kill(<-pid, signal) // it waits for an answer, so it is there
	}
	return now
}

func newPress(t *testing.T, articles int) *press {
	t.Helper()
	p := &press{given: map[string]int{}}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	for range articles {
		p.publish()
	}
	return p
}

// publish adds an article.
func (p *press) publish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.articles = append(p.articles, fmt.Sprintf("The council met on day %d.", len(p.articles)))
}

func (p *press) change(n int, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.articles[n] = text
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.ended() {
		<-r.Context().Done() // an answer could still come in time
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var n int
	switch _, err := fmt.Sscanf(r.URL.Path, "/news/council-%d", &n); {
	case r.URL.Path == "/feed":
		fmt.Fprint(w, `<rss version="2.0"><channel><title>News</title>`)
		for n, text := range p.articles {
			if text != "" {
				fmt.Fprintf(w, `<item><guid isPermaLink="false">%d</guid><title>Council %[1]d</title><link>/news/council-%[1]d</link><description>%s</description></item>`, n, text)
			}
		}
		fmt.Fprint(w, `</channel></rss>`)
	case err == nil && n < len(p.articles):
		p.given[r.URL.Path]++
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>Council %d</title></head><body><article><h1>Council %[1]d</h1><p>%s</p></article></body></html>`, n, p.articles[n])
	default:
		http.NotFound(w, r)
	}
}

// fetched counts the articles that were given since it was last called.
func (p *press) fetched() (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, count := range p.given {
		n += count
	}
	clear(p.given)
	return n
}

// readers is a project that reads the feed.
func readers(t *testing.T, p *press, more string) string {
	return project(t, map[string]string{"config.yaml": "input: [\"" + p.URL + "/feed\"]\nbackend: pseudo\nfail_on: never\noutput: {formats: [document, tsv]}\n" +
		"fetch: {pause: 0s, allow_private: [127.0.0.1]}\n" + more})
}

// translated is a run with the names of the articles that it did anew.
func translated(t *testing.T, folder string, code int, args ...string) (done []string, e ended) {
	t.Helper()
	e = end(t, command(t, folder, append([]string{"translate", "--json"}, args...)...))
	if e.code != code {
		t.Fatalf("exit code %d, want %d\n%s%s", e.code, code, e.out, e.err)
	}
	var said struct {
		Results []struct {
			Summary struct {
				Articles []struct {
					Name      string
					Unchanged bool
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(e.out), &said); err != nil {
		t.Fatalf("%v\n%s", err, e.out)
	}
	for _, r := range said.Results {
		for _, a := range r.Summary.Articles {
			if !a.Unchanged {
				done = append(done, a.Name)
			}
		}
	}
	return done, e
}

// TestFeed is the life of a project that reads a feed: three new articles and a
// changed one are what the next run fetches and translates; articles that leave
// keep their outputs; a run can be repeated without asking anybody.
func TestFeed(t *testing.T) {
	p := newPress(t, 50)
	folder := readers(t, p, "")
	step := func(says string, fetched, did int, args ...string) (names []string) {
		t.Helper()
		names, _ = translated(t, folder, exitDone, args...)
		if n := p.fetched(); n != fetched || len(names) != did {
			t.Errorf("%s: %d fetched and %d translated, want %d and %d: %v", says, n, len(names), fetched, did, names)
		}
		return names
	}
	step("the first run", 50, 50)
	outputs := tree(t, filepath.Join(folder, "out"))
	if len(outputs) != 100 {
		t.Fatalf("%d outputs of 50 articles", len(outputs))
	}
	step("nothing is new", 0, 0)
	for range 3 {
		p.publish()
	}
	p.change(7, "The council did not meet.")
	names := step("three are new and one has changed", 4, 4)
	if !strings.Contains(strings.Join(names, " "), "council-7-") {
		t.Errorf("done were %v", names)
	}
	p.change(0, "")
	step("one has left", 0, 0)
	after := tree(t, filepath.Join(folder, "out"))
	for name, text := range outputs {
		if changed := text != after[name]; changed != strings.Contains(name, "council-7-") {
			t.Errorf("%s has changed: %t", name, changed)
		}
	}
	if len(after) != 106 {
		t.Errorf("%d outputs of 53 articles", len(after))
	}

	p.Close()
	if err := os.RemoveAll(filepath.Join(folder, "out")); err != nil {
		t.Fatal(err)
	}
	step("without the site", 0, 53, "--offline-fetch")
	for name, text := range tree(t, filepath.Join(folder, "out")) {
		if text != after[name] {
			t.Errorf("%s is another when it is made without the site", name)
		}
	}
	done, e := translated(t, folder, exitFailed)
	if len(done) > 0 || !strings.Contains(e.err, "targman: error: fetch "+p.URL+"/feed: ") {
		t.Errorf("with the site down: %v\n%s", done, e.err)
	}
}

// tree are the files below a folder, by name.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out[strings.TrimPrefix(name, folder)] = text(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWall: a page that says with status 200 that one has to pay takes nothing away
// from the article that was fetched, and is told of.
func TestWall(t *testing.T) {
	p := newPress(t, 1)
	var long strings.Builder
	for n := range 20 {
		fmt.Fprintf(&long, "The council met on day %d and spoke about the bridge. ", n)
	}
	p.change(0, long.String())
	folder := readers(t, p, "")
	translated(t, folder, exitDone)
	before := tree(t, filepath.Join(folder, "out"))
	p.change(0, "Please subscribe to read on.")
	_, e := translated(t, folder, exitFailed)
	e.want(t, exitFailed, "which stays; if that is meant, remove ")
	if after := tree(t, filepath.Join(folder, "out")); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Error("the outputs have changed")
	}
}

// TestFeedKey has a key in the address of a feed that fails: nothing that a run
// prints or reports has it.
func TestFeedKey(t *testing.T) {
	p := newPress(t, 1)
	folder := readers(t, p, "")
	_, e := translated(t, folder, exitFailed, p.URL+"/nowhere?key=canary-7f3a9c")
	if !strings.Contains(e.out+e.err, "nowhere?[secret]") || strings.Contains(e.out+e.err, "canary-7f3a9c") {
		t.Errorf("%s\n%s", e.out, e.err)
	}
	for name, text := range tree(t, filepath.Join(folder, "state", "runs")) {
		if strings.Contains(text, "canary-7f3a9c") {
			t.Errorf("%s has the key", name)
		}
	}
}
