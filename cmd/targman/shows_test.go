package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"targman/testdata/vendors"
)

// TestArticlesByEngine takes the shipped articles through every engine against
// its counterpart, which fails now and then, and again without faults: the second
// run asks for what is open and pays nothing twice, the third asks nobody. The
// ledger has every call, and the key is in no file and no message.
func TestArticlesByEngine(t *testing.T) {
	articles := "articles"
	if slow > 1 { // the race detector takes minutes for all, and one has what it looks for
		articles = "articles/antalya-talks.txt"
	}
	for vendor, block := range blocks {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			name, _, _ := strings.Cut(vendor, "-")
			faults := &shaky{faults: vendors.Named(vendor).Faults, every: 3}
			server := vendors.Named(vendor).Start(t, faults.turn)
			url := server.URL
			if name == "openai" {
				url += "/v1"
			}
			folder := project(t, map[string]string{"config.yaml": fmt.Sprintf(
				"backend: %s\nglossary: []\nfail_on: never\nbackends:\n  %s:\n    url: %s\n    key_env: VENDOR_KEY\n    %s\n", name, name, url, block)})
			copyShipped(t, folder)
			call := func(args ...string) ended {
				c := command(t, folder, args...)
				c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key, "VENDOR_ID="+vendors.KeyID)
				e := end(t, c)
				if strings.Contains(e.out+e.err, vendors.Key) {
					t.Errorf("the key was printed:\n%s%s", e.out, e.err)
				}
				return e
			}
			first := call("translate", articles)
			if first.code != exitDone && first.code != exitFindings && first.code != exitEngine {
				t.Fatalf("the run with faults ended with %d:\n%s%s", first.code, first.out, first.err)
			}
			faults.calm()
			second := call("translate", articles)
			second.want(t, exitDone)
			for text, n := range faults.good {
				if n > 1 {
					t.Errorf("%d good answers were given to %.60q: it was paid twice", n, text)
				}
			}
			paid := server.Calls()
			call("translate", "--force", articles).want(t, exitDone)
			if server.Calls() != paid {
				t.Errorf("the third run asked %d times", server.Calls()-paid)
			}
			if booked := allCalls(t, call("usage", "--by", "state", "--format", "csv")); booked != paid {
				t.Errorf("%d calls are in the ledger, the service was asked %d times", booked, paid)
			}
			nowhere(t, folder, vendors.Key)
		})
	}
}

// shaky answers some calls with the next of the vendor's faults, until it is
// calm; other calls it answers well.
type shaky struct {
	faults []vendors.Fault
	every  int

	mu    sync.Mutex
	calls int
	good  map[string]int
}

func (s *shaky) turn(w http.ResponseWriter, a vendors.Asked) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if s.every > 0 && s.calls%s.every == 0 {
		s.passing()[s.calls/s.every%len(s.passing())].Write(w)
		return
	}
	if s.good == nil {
		s.good = map[string]int{}
	}
	for _, text := range a.Texts {
		s.good[wireCodes.ReplaceAllString(text, "")]++
	}
	fmt.Fprint(w, a.Answer(lettered(a.Texts)))
}

// passing are the faults after which an engine goes on.
func (s *shaky) passing() []vendors.Fault {
	out := []vendors.Fault{{Name: "overloaded", Status: http.StatusServiceUnavailable, Header: []string{"Retry-After: 0"}}}
	for _, f := range s.faults {
		if f.Kind == "no answer" {
			out = append(out, f)
		}
	}
	return out
}

func (s *shaky) calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.every = 0
}

var latinWords = regexp.MustCompile(`\p{L}[\p{L}’'.-]*`)

// lettered answers each text with another one as long as it is, and its codes and
// numbers where they are.
func lettered(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		var b strings.Builder
		at := 0
		for _, code := range append(wireCodes.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
			b.WriteString(latinWords.ReplaceAllStringFunc(text[at:code[0]], word))
			b.WriteString(text[code[0]:code[1]])
			at = code[1]
		}
		out[i] = b.String()
	}
	return out
}

// word spells a word in Armenian letters, one for one.
func word(latin string) string {
	return strings.Map(func(r rune) rune {
		if r < 'A' || r > 'z' {
			return r
		}
		return 'ա' + (r|32-'a')%38
	}, latin)
}

// allCalls adds up the calls of a table of `targman usage`.
func allCalls(t *testing.T, e ended) (sum int) {
	t.Helper()
	e.want(t, exitDone)
	for _, line := range strings.Split(strings.TrimSpace(e.out), "\n")[1:] {
		var n int
		if _, err := fmt.Sscan(strings.Split(line, ",")[1], &n); err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return sum
}

// copyShipped puts the shipped articles into a project. There is no glossary: names
// that are wrong in an answer are asked for a second time, which is paid for.
func copyShipped(t *testing.T, folder string) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/articles/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			put(t, filepath.Join(folder, "articles", filepath.Base(file)), text(file))
		}
	}
}
