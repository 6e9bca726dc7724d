package main

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// TestOriginal: from every aligned output of what was fetched, and from the report
// of the run, there is a way to the original; files that come back are known all
// the same, and outputs follow when a page has moved.
func TestOriginal(t *testing.T) {
	var moved atomic.Pointer[string]
	at := "/news/moved"
	moved.Store(&at)
	page := func(head, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, "<!DOCTYPE html><html lang=en><head><title>Mill</title>%s</head><body><article><p>%s</p></article></body></html>", head, text)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>News</title>
			<item><guid isPermaLink="false">1</guid><link>/news/amp</link></item>
			<item><guid isPermaLink="false">2</guid><link>/news/sly?a=1&amp;b=2</link></item>
			<item><guid isPermaLink="false">3</guid><title>Note</title><description>The well is deep.</description></item></channel></rss>`)
	})
	mux.HandleFunc("/news/amp", page(`<link rel=canonical href="/news/full">`, "The old mill turns."))
	mux.HandleFunc("/news/sly", page(`<link rel=canonical href="javascript:alert(1)">`, "Water runs."))
	mux.HandleFunc("/go", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, *moved.Load(), http.StatusFound) })
	mux.HandleFunc("/news/moved", page("", "Bread is baked."))
	mux.HandleFunc("/news/again", page("", "Bread is baked."))
	s := httptest.NewServer(mux)
	defer s.Close()
	folder := project(t, map[string]string{"local.txt": "The town is quiet.\n",
		"config.yaml": "input: [local.txt, \"" + s.URL + "/feed\", \"" + s.URL + "/go\"]\nbackend: pseudo\nfail_on: never\nreport: {files: [run.md, run.html]}\n" +
			"output: {formats: [tmx, jsonl, xlf, xlf12, xlf20, xlf22, bilingual]}\nfetch: {pause: 0s, allow_private: [127.0.0.1]}\n"})
	end(t, command(t, folder, "translate")).want(t, exitDone)

	// spelled is how a format has the address.
	spelled := map[string]string{".tmx": `<prop type="x-url">%s</prop>`, ".jsonl": `"url":"%s"`, ".bilingual.html": `<a href="%s" rel="noopener noreferrer">Original page</a>`,
		".xlf": `category="url">%s</note>`, ".v20.xlf": `category="url">%s</note>`, ".v22.xlf": `category="url">%s</note>`, ".v12.xlf": `from="targman url">%s</note>`}
	outputs := func(text string) (name string) {
		t.Helper()
		for file, said := range tree(t, filepath.Join(folder, "out/hy")) {
			if strings.HasSuffix(file, ".jsonl") && strings.Contains(said, text) {
				name = strings.TrimSuffix(file, ".jsonl")
			}
		}
		return name
	}
	leads := func(source, want string) {
		t.Helper()
		name := outputs(source)
		for ext, form := range spelled {
			address := want
			if ext != ".jsonl" {
				address = html.EscapeString(want)
			}
			if said := text(filepath.Join(folder, "out/hy", name+ext)); !strings.Contains(said, fmt.Sprintf(form, address)) {
				t.Errorf("%s%s does not lead to %s:\n%s", name, ext, want, said)
			}
		}
	}
	leads("The old mill turns.", s.URL+"/news/full")
	leads("Water runs.", s.URL+"/news/sly?a=1&b=2")
	leads("The well is deep.", s.URL+"/feed")
	leads("Bread is baked.", s.URL+"/news/moved")
	for ext := range spelled {
		if said := text(filepath.Join(folder, "out/hy/local"+ext)); said == "" || strings.Contains(said, `rel="noopener`) || strings.Contains(said, "127.0.0.1") || strings.Contains(said, `url"`) {
			t.Errorf("local%s speaks of an address:\n%s", ext, said)
		}
	}
	if said := text(filepath.Join(folder, "run.html")); !strings.Contains(said, `<a href="`+s.URL+`/news/full" rel="noopener noreferrer">original</a>`) || strings.Contains(said, "javascript:") {
		t.Errorf("run.html:\n%s", said)
	}
	if said := text(filepath.Join(folder, "run.md")); !strings.Contains(said, " [original](<"+s.URL+"/news/sly?a=1&amp;b=2>) |") || strings.Contains(said, "javascript:") {
		t.Errorf("run.md:\n%s", said)
	}

	// They come back.
	name := outputs("The old mill turns.")
	var files []string
	for _, ext := range []string{".tmx", ".jsonl", ".xlf", ".v12.xlf", ".v20.xlf", ".v22.xlf"} {
		files = append(files, filepath.Join("out/hy", name+ext))
	}
	end(t, command(t, folder, append([]string{"check", "--fail-on", "never"}, files...)...)).want(t, exitDone)
	back := end(t, command(t, folder, append([]string{"merge"}, files...)...))
	if back.want(t, exitDone); !strings.Contains(back.out, "0 of 12 segments were merged; 12 are as they were, 0 without a translation, 0 left.") {
		t.Error(back.out)
	}
	before := tree(t, filepath.Join(folder, "out"))
	end(t, command(t, folder, "translate", "--offline-fetch")).want(t, exitDone)
	if after := tree(t, filepath.Join(folder, "out")); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Error("without asking anybody the outputs are others")
	}

	// A page that has moved is the same article, and leads to its new place.
	at = "/news/again"
	moved.Store(&at)
	end(t, command(t, folder, "translate")).want(t, exitDone)
	leads("Bread is baked.", s.URL+"/news/again")
	end(t, command(t, folder, "export", "omegat", "omegat")).want(t, exitDone)
	if said, err := os.ReadFile(filepath.Join(folder, "omegat/source", name+".xlf")); !strings.Contains(string(said), s.URL+"/news/full</note>") {
		t.Errorf("the project of OmegaT does not lead there: %v\n%s", err, said)
	}
}
