package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"targman/testdata/vendors"
)

// listener is a service that writes down what it is asked for. A fault, where
// there is one, is its answer from the call given on.
type listener struct {
	*vendors.Server
	mu    sync.Mutex
	calls int
	heard []string
}

func listen(t *testing.T, vendor string, fault *vendors.Fault, from int) *listener {
	l := &listener{}
	l.Server = vendors.Named(vendor).Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.calls++
		l.heard = append(l.heard, a.Texts...)
		if fault != nil && l.calls >= from {
			fault.Write(w)
			return
		}
		out := make([]string, len(a.Texts))
		for i, text := range a.Texts {
			out[i] = said[text]
		}
		_, _ = fmt.Fprint(w, a.Answer(out)) // a client that has hung up is no fault of the server
	})
	return l
}

// texts are what it was asked for, sorted.
func (l *listener) texts() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(slices.Sorted(slices.Values(l.heard)), "|")
}

// said are the answers of all services.
var said = map[string]string{"Rain": "Անձրև", "It is wet.": "Թաց է։", "A hat.": "Գլխարկ։", "A coat.": "Վերարկու։", "Անձրև": "Rain", "Թաց է։": "It is wet."}

// block is its part of the configuration.
func (l *listener) block(name, more string) string {
	url := l.URL
	if name == "openai" {
		url += "/v1"
	}
	return fmt.Sprintf("  %s: {url: \"%s\", key_env: VENDOR_KEY, calls: 1, %s}\n", name, url, more)
}

func withKey(t *testing.T, folder, key string, args ...string) ended {
	c := command(t, folder, args...)
	c.Env = append(c.Env, "VENDOR_KEY="+key)
	return end(t, c)
}

const weather = "# Rain\n\nIt is wet.\n\n- A hat.\n- A coat.\n"

// TestRoutes sends blocks to engines by their kind and their target language; the
// first route that fits counts, and what fits none goes to backend.
func TestRoutes(t *testing.T) {
	t.Parallel()
	headlines, lists, english, others := listen(t, "openai", nil, 0), listen(t, "yandex", nil, 0), listen(t, "openai", nil, 0), listen(t, "deepl", nil, 0)
	blocks := "backends:\n" + lists.block("yandex", "per_second: 1000") + others.block("deepl", "batch: 10")
	folder := project(t, map[string]string{"a.md": weather, "hy.md": "# Անձրև\n\nԹաց է։\n", "config.yaml": `backend: deepl
routes:
  - {kinds: [headline], backend: openai}
  - {kinds: [list-item], targets: [hy], backend: [yandex, deepl]}
  - {kinds: [headline, list-item], backend: yandex}
` + blocks + headlines.block("openai", "model: small"), "english.yaml": "source: hy\ntargets: [en]\nbackend: deepl\nroutes: [{targets: [en], backend: openai}]\n" + blocks + english.block("openai", "model: small")})
	e := withKey(t, folder, vendors.Key, "translate", "a.md")
	e.want(t, exitDone)
	withKey(t, folder, vendors.Key, "translate", "--config", "english.yaml", "--out", "english", "--fail-on", "never", "hy.md")
	for name, x := range map[string]struct {
		l    *listener
		want string
	}{
		"headlines":       {headlines, "Rain"},
		"lists":           {lists, "A coat.|A hat."},
		"what is English": {english, "Անձրև|Թաց է։"},
		"the rest":        {others, "It is wet."},
	} {
		if got := x.l.texts(); got != x.want {
			t.Errorf("%s: asked for %q, want %q\n%s%s", name, got, x.want, e.out, e.err)
		}
	}
	rows := text(filepath.Join(folder, "out/hy/a.jsonl"))
	for _, engine := range []string{"openai", "yandex", "deepl"} {
		if !strings.Contains(rows, "backend:"+engine) {
			t.Errorf("no row says that %s made it:\n%s", engine, rows)
		}
	}
	// An engine that is named by hand is asked for everything.
	withKey(t, folder, vendors.Key, "translate", "--backend", "deepl", "--memory", "other.db", "--out", "other", "a.md").want(t, exitDone)
	if got, want := others.texts(), "A coat.|A hat.|It is wet.|It is wet.|Rain"; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

// TestFallOver has the first engine of a chain fail for each class of reasons,
// from its first call or amid the article: the next does the rest, and the
// summary says why the first was given up. Without a next engine the exit code
// is 5.
func TestFallOver(t *testing.T) {
	t.Parallel()
	openai := vendors.Named("openai")
	faults := map[string]*vendors.Fault{"wrong": &openai.Stranger}
	for _, f := range openai.Faults {
		faults[f.Name] = &f
	}
	for _, x := range []struct {
		name  string
		fault *vendors.Fault
		from  int
		says  string
	}{
		{"a wrong key", faults["wrong"], 1, "401 Unauthorized"},
		{"a key that is revoked amid the run", faults["wrong"], 2, "401 Unauthorized"},
		{"a quota that is used up amid the run", faults["quota"], 2, "You exceeded your current quota"},
		{"a model that does not exist", faults["no such model"], 1, "The model does not exist"},
		{"always failing", &vendors.Fault{Status: 500, Body: "oops"}, 1, "500 Internal Server Error"},
		{"a page", &vendors.Fault{Status: 200, Body: "<!doctype html>"}, 1, "no chat completion"},
		{"busy for hours", &vendors.Fault{Status: 429, Header: []string{"Retry-After: 7200"}}, 2, "asks to wait 2h0m0s"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			first, next := listen(t, "openai", x.fault, x.from), listen(t, "deepl", nil, 0)
			blocks := "backends:\n" + first.block("openai", "model: small, batch: 1") + next.block("deepl", "batch: 10")
			folder := project(t, map[string]string{"a.md": weather, "alone.yaml": "backend: openai\nout: alone\nmemory: {file: alone.db}\n" + blocks,
				"config.yaml": "backend: [openai, deepl]\n" + blocks})
			withKey(t, folder, vendors.Key, "translate", "--config", "alone.yaml", "a.md").want(t, exitEngine, "ask engine openai: ", x.says)
			first.mu.Lock()
			first.calls = 0
			first.mu.Unlock()
			e := withKey(t, folder, vendors.Key, "translate", "a.md")
			if e.want(t, exitDone); !strings.Contains(e.out, "openai was given up: ask engine openai: ") || !strings.Contains(e.out, x.says) {
				t.Errorf("the summary does not say why openai was given up:\n%s%s", e.out, e.err)
			}
			if got, want := text(filepath.Join(folder, "out/hy/a.md")), "# Անձրև\n\nԹաց է։\n\n- Գլխարկ։\n- Վերարկու։\n"; got != want {
				t.Errorf("the document is %q, want %q", got, want)
			}
			paid := first.Calls() + next.Calls()
			withKey(t, folder, vendors.Key, "translate", "--force", "a.md").want(t, exitDone)
			if n := first.Calls() + next.Calls(); n != paid {
				t.Errorf("%d calls for what the memory has", n-paid)
			}
		})
	}
}

// TestEngineWithoutArmenian has a service whose list of languages lacks ours: the
// next engine is asked, and that one nothing.
func TestEngineWithoutArmenian(t *testing.T) {
	t.Parallel()
	first, next := listen(t, "libretranslate", nil, 0), listen(t, "deepl", nil, 0)
	blocks := "backends:\n" + first.block("libretranslate", "codes: [hy=tlh]") + next.block("deepl", "batch: 10")
	folder := project(t, map[string]string{"a.md": weather, "alone.yaml": "backend: libretranslate\nout: alone\nmemory: {file: alone.db}\n" + blocks,
		"config.yaml": "backend: [libretranslate, deepl]\n" + blocks})
	withKey(t, folder, vendors.Key, "translate", "--config", "alone.yaml", "a.md").want(t, exitEngine, "backends.libretranslate.codes")
	e := withKey(t, folder, vendors.Key, "translate", "a.md")
	if e.want(t, exitDone); !strings.Contains(e.out, "libretranslate was given up: ") || first.texts() != "" {
		t.Errorf("libretranslate was asked for %q:\n%s%s", first.texts(), e.out, e.err)
	}
}
