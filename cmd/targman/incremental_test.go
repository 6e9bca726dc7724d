package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"targman/testdata/vendors"
)

// rerun is a project that is run again and again, and an engine that notes what
// it is asked for.
type rerun struct {
	t      *testing.T
	folder string

	mu    sync.Mutex
	asked []string
}

func newRerun(t *testing.T, articles map[string]string) *rerun {
	r := &rerun{t: t}
	server := vendors.Named("deepl").Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		r.mu.Lock()
		r.asked = append(r.asked, a.Texts...)
		r.mu.Unlock()
		fmt.Fprint(w, a.Answer(lettered(a.Texts)))
	})
	r.folder = project(t, map[string]string{"config.yaml": fmt.Sprintf("input: [articles]\nbackend: deepl\nglossary: []\nfail_on: never\n"+
		"backends:\n  deepl:\n    url: %s\n    key_env: VENDOR_KEY\n", server.URL)})
	for name, text := range articles {
		r.put(name, text)
	}
	return r
}

func (r *rerun) path(name string) string { return filepath.Join(r.folder, filepath.FromSlash(name)) }

// put writes an article.
func (r *rerun) put(name, text string) { put(r.t, r.path("articles/"+name), text) }

// call runs a command and returns what the engine was asked for.
func (r *rerun) call(args ...string) (ended, []string) {
	r.t.Helper()
	r.take()
	c := command(r.t, r.folder, args...)
	c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
	e := end(r.t, c)
	if e.code != exitDone {
		r.t.Fatalf("targman %v ended with %d:\n%s%s", args, e.code, e.out, e.err)
	}
	return e, r.take()
}

// take is what was asked for since the last time, in order.
func (r *rerun) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	asked := r.asked
	r.asked = nil
	slices.Sort(asked)
	return asked
}

// translate runs the project and fails unless exactly the texts were asked for.
func (r *rerun) translate(want ...string) ended {
	r.t.Helper()
	e, asked := r.call("translate")
	if !slices.Equal(asked, want) {
		r.t.Fatalf("asked for %q, want %q", asked, want)
	}
	return e
}

// states are the states of an article's segments by their sources.
func (r *rerun) states(name string) map[string]string {
	r.t.Helper()
	out := map[string]string{}
	lines := strings.Split(strings.TrimSpace(text(r.path("out/hy/"+name+".tsv"))), "\n")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		out[cells[5]] = cells[2]
	}
	return out
}

// review approves all that is translated in an article, and then changes one
// sentence of it.
func (r *rerun) review(name, source, target string) {
	r.t.Helper()
	table := strings.ReplaceAll(text(r.path("out/hy/"+name+".tsv")), "\ttranslated\t", "\treviewed\t")
	lines := strings.Split(table, "\n")
	for i, line := range lines {
		if cells := strings.Split(line, "\t"); len(cells) > 6 && cells[5] == source {
			cells[6] = target
			lines[i] = strings.Join(cells, "\t")
		}
	}
	put(r.t, r.path("back/"+name+".tsv"), strings.Join(lines, "\n"))
	r.call("merge", "--by", "Ani", filepath.Join("back", name+".tsv"))
}

const mill = `The watermill

The mill stands by the river. Its wheel is old. It turns in spring alone.

The miller is at home. He sells flour on Fridays.

Nobody else lives here.

The road ends at the bridge. Snow lies there until May.
`

// reviewedMill is a run that was reviewed, and the sentences of its article.
func reviewedMill(t *testing.T) (*rerun, []string) {
	r := newRerun(t, map[string]string{"mill.txt": mill, "other.txt": "Something else.\n"})
	sentences := []string{"He sells flour on Fridays.", "It turns in spring alone.", "Its wheel is old.", "Nobody else lives here.",
		"Snow lies there until May.", "The mill stands by the river.", "The miller is at home.", "The road ends at the bridge.", "The watermill"}
	all := append(slices.Clone(sentences), "Something else.")
	slices.Sort(all)
	r.translate(all...)
	r.review("mill", "The mill stands by the river.", "Ջրաղացը գետի մոտ է։")
	r.still("mill", sentences)
	return r, sentences
}

// still fails unless the sentences of the article, and no others, are reviewed.
func (r *rerun) still(name string, sentences []string) {
	r.t.Helper()
	states := r.states(name)
	for source, state := range states {
		if want := slices.Contains(sentences, source); want != (state == "reviewed") {
			r.t.Errorf("%q is %s; reviewed: want %v", source, state, want)
		}
	}
	if !strings.Contains(text(r.path("out/hy/"+name+".tsv")), "\tՋրաղացը գետի մոտ է։\t") {
		r.t.Error("what the reviewer wrote is gone")
	}
}

// TestNothingChanged: the second run asks nothing and touches nothing.
func TestNothingChanged(t *testing.T) {
	r, _ := reviewedMill(t)
	before := times(t, r.path("out"))
	e := r.translate()
	if !strings.Contains(e.out, "(0 files written)") || strings.Count(e.out, "unchanged") != 2 {
		t.Errorf("it said\n%s", e.out)
	}
	if after := times(t, r.path("out")); after != before {
		t.Errorf("outputs were touched:\n%s\nwere\n%s", after, before)
	}
}

// times lists the files below a folder with their sizes and times.
func times(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(folder, func(p string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			fmt.Fprintln(&b, p, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestEditedArticle: what changed is asked for and nothing else, and all that was
// reviewed is reviewed still, beside what changed too.
func TestEditedArticle(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		asked          []string
		left           []string // that are not there any more
	}{
		{"a sentence is edited", "The miller is at home.", "The miller is away.", []string{"The miller is away."}, []string{"The miller is at home."}},
		{"a sentence that stands alone is edited", "Nobody else lives here.", "Two others live here.", []string{"Two others live here."}, []string{"Nobody else lives here."}},
		{"a sentence goes", " Its wheel is old.", "", nil, []string{"Its wheel is old."}},
		{"a paragraph goes", "Nobody else lives here.\n\n", "", nil, []string{"Nobody else lives here."}},
		{"a sentence comes", "Nobody else", "A dog barks. Nobody else", []string{"A dog barks."}, nil},
		{"a paragraph comes on top", "The mill stands", "A flood came in the night.\n\nThe mill stands", []string{"A flood came in the night."}, nil},
		{"two paragraphs become one", "here.\n\nThe road", "here. The road", nil, nil},
		{"a paragraph becomes two", "home. He", "home.\n\nHe", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, sentences := reviewedMill(t)
			r.put("mill.txt", strings.Replace(mill, c.old, c.new, 1))
			e := r.translate(c.asked...)
			r.still("mill", slices.DeleteFunc(slices.Clone(sentences), func(s string) bool { return slices.Contains(c.left, s) }))
			if strings.Count(e.out, "unchanged") != 1 {
				t.Errorf("the other article was not passed over:\n%s", e.out)
			}
		})
	}
}

// TestMovedParagraph: every order of the paragraphs costs nothing and keeps what
// was reviewed.
func TestMovedParagraph(t *testing.T) {
	r, sentences := reviewedMill(t)
	paragraphs := strings.Split(strings.TrimSpace(mill), "\n\n")
	for i := 1; i < len(paragraphs); i++ {
		moved := slices.Concat(paragraphs[:1], paragraphs[i:], paragraphs[1:i])
		r.put("mill.txt", strings.Join(moved, "\n\n")+"\n")
		r.translate()
		r.still("mill", sentences)
	}
}

// TestRenamedArticle: its texts are known and those between the same neighbours
// still reviewed. The outputs of the old name are told of.
func TestRenamedArticle(t *testing.T) {
	r, sentences := reviewedMill(t)
	put(t, r.path("articles/old/watermill.txt"), mill)
	if err := os.Remove(r.path("articles/mill.txt")); err != nil {
		t.Fatal(err)
	}
	e := r.translate()
	r.still("old/watermill", sentences)
	if !strings.Contains(e.out, "1 article of an earlier run is there no more; its outputs are left, and --prune deletes them:\n  articles/mill.txt  6 files, mill.bilingual.html among them") &&
		!strings.Contains(e.out, "  articles/mill.txt  6 files, mill.txt among them") {
		t.Errorf("it said\n%s", e.out)
	}
}

// removed is what a run says of articles that are there no more.
func (r *rerun) removed(args ...string) map[string][3]int {
	r.t.Helper()
	e, asked := r.call(append([]string{"translate", "--json"}, args...)...)
	if len(asked) > 0 {
		r.t.Fatalf("asked for %q", asked)
	}
	var out struct {
		Results []struct {
			Summary struct {
				Removed []struct {
					Path                   string
					Kept, Changed, Deleted []string
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(e.out), &out); err != nil {
		r.t.Fatal(err)
	}
	counts := map[string][3]int{}
	for _, x := range out.Results[0].Summary.Removed {
		counts[x.Path] = [3]int{len(x.Kept), len(x.Changed), len(x.Deleted)}
	}
	return counts
}

func (r *rerun) wantRemoved(got map[string][3]int, want map[string][3]int) {
	r.t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		r.t.Fatalf("removed articles (kept, changed, deleted): %v, want %v", got, want)
	}
}

// TestRemovedArticles: their outputs are told of in every run, and deleted on
// demand alone; never what somebody has changed, what is another's, or what
// belongs to an article that was merely not named.
func TestRemovedArticles(t *testing.T) {
	r := newRerun(t, map[string]string{"a.txt": "One.\n", "b.txt": "Two.\n", "sub/deep/c.txt": "Three.\n", "sub/d.txt": "Four.\n", "e.txt": "Five.\n"})
	r.call("translate")
	for _, name := range []string{"a.txt", "b.txt", "sub/deep/c.txt"} {
		if err := os.Remove(r.path("articles/" + name)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, r.path("out/hy/b.tsv"), text(r.path("out/hy/b.tsv"))+"a note of somebody\n")
	put(t, r.path("out/hy/a.notes"), "mine")
	if err := os.Remove(r.path("out/hy/a.jsonl")); err != nil {
		t.Fatal(err)
	}
	left := map[string][3]int{"articles/a.txt": {5, 0, 0}, "articles/b.txt": {5, 1, 0}, "articles/sub/deep/c.txt": {6, 0, 0}}
	before := times(t, r.path("out"))
	for range 2 {
		r.wantRemoved(r.removed(), left)
	}
	r.wantRemoved(r.removed("--force"), left)
	r.wantRemoved(r.removed("--out", "elsewhere"), nil)
	if after := times(t, r.path("out")); after != before {
		t.Fatalf("outputs were touched:\n%s\nwere\n%s", after, before)
	}

	t.Run("a part of the inputs", func(t *testing.T) {
		r.t = t
		r.wantRemoved(r.removed("articles/e.txt"), left)
	})
	t.Run("prune", func(t *testing.T) {
		r.t = t
		r.wantRemoved(r.removed("--prune", "articles/e.txt"), map[string][3]int{
			"articles/a.txt": {0, 0, 5}, "articles/b.txt": {0, 1, 5}, "articles/sub/deep/c.txt": {0, 0, 6}})
		e := end(t, command(t, r.folder, "runs", "show"))
		if e.want(t, exitDone); !strings.Contains(e.out, "- files deleted: 16\n") {
			t.Errorf("the report does not tell of the deleted files:\n%s", e.out)
		}
		if exists(r.path("out/hy/sub/deep")) || exists(r.path("out/hy/a.txt")) {
			t.Error("an output or an empty folder is left")
		}
		for _, name := range []string{"a.notes", "b.tsv", "sub/d.txt", "sub/d.tsv", "e.txt", "e.bilingual.html"} {
			if !exists(r.path("out/hy/" + name)) {
				t.Errorf("%s is gone", name)
			}
		}
	})
	t.Run("again", func(t *testing.T) {
		r.t = t
		r.wantRemoved(r.removed("--prune"), map[string][3]int{"articles/b.txt": {0, 1, 0}})
		e, _ := r.call("translate", "--prune")
		if !strings.Contains(e.out, "somebody has changed outputs of it since, which stay:\n  articles/b.txt  b.tsv\n") {
			t.Errorf("it said\n%s", e.out)
		}
	})
	t.Run("it comes back", func(t *testing.T) {
		r.t = t
		r.put("b.txt", "Two.\n")
		r.wantRemoved(r.removed("--prune"), nil)
		if got, kept := text(r.path("out/hy/b.tsv")), text(r.path("out/hy/b.edited.tsv")); strings.Contains(got, "somebody") || !strings.Contains(kept, "somebody") {
			t.Error("the table was not written anew, or not kept as it was")
		}
	})
}

// TestPruneTakesNothingOfOthers: an article under the name of one that is there
// no more has its outputs, in whatever format it is itself.
func TestPruneTakesNothingOfOthers(t *testing.T) {
	r := newRerun(t, map[string]string{"a.txt": "One.\n"})
	r.call("translate")
	if err := os.Rename(r.path("articles/a.txt"), r.path("articles/a.md")); err != nil {
		t.Fatal(err)
	}
	r.wantRemoved(r.removed("--prune"), map[string][3]int{"articles/a.txt": {0, 0, 1}})
	for _, name := range []string{"a.md", "a.tsv", "a.jsonl", "a.tmx", "a.xlf", "a.bilingual.html"} {
		if !exists(r.path("out/hy/" + name)) {
			t.Errorf("%s is gone", name)
		}
	}
	if exists(r.path("out/hy/a.txt")) {
		t.Error("the document of the article that is gone is there")
	}
}

// TestUnsureIsNotGone: where nobody can tell whether an article is there, nothing
// is told of, and nothing deleted.
func TestUnsureIsNotGone(t *testing.T) {
	for name, change := range map[string]func(r *rerun) []string{
		"the folder of the articles is not there": func(r *rerun) []string { return []string{r.move("articles", "away"), "other.txt"} },
		"it is empty, as when a disk is not mounted": func(r *rerun) []string {
			r.move("articles", "away")
			_ = os.Mkdir(r.path("articles"), 0o777)
			return []string{"", "other.txt"}
		},
		"the project has moved": func(r *rerun) []string {
			moved := r.folder + "-moved"
			if err := os.Rename(r.folder, moved); err != nil {
				r.t.Fatal(err)
			}
			was := r.folder
			r.folder = moved
			r.t.Cleanup(func() { _ = os.Rename(moved, was) }) // to be cleaned like any other
			return []string{"", "articles/b.txt"}
		},
		"it is started elsewhere": func(r *rerun) []string {
			put(r.t, r.path("away/config.yaml"), strings.Replace(text(r.path("config.yaml")), "input: [articles]", "out: ../out\nmemory: {file: ../state/memory.db}", 1))
			return []string{"", "--config", "away/config.yaml", "other.txt", "--out", "out"}
		},
		"the memory has moved": func(r *rerun) []string {
			r.move("state", "articles/state")
			return []string{"", "--memory", "articles/state/memory.db", "other.txt"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRerun(t, map[string]string{"a.txt": "One.\n", "b.txt": "Two.\n"})
			put(t, r.path("other.txt"), "Else.\n")
			r.call("translate", "articles", "other.txt")
			args := change(r)[1:]
			before := times(t, r.path("out/hy"))
			r.wantRemoved(r.removed(append([]string{"--prune"}, args...)...), nil)
			if after := times(t, r.path("out/hy")); after != before {
				t.Errorf("outputs were touched:\n%s\nwere\n%s", after, before)
			}
		})
	}
}

func (r *rerun) move(from, to string) string {
	if err := os.Rename(r.path(from), r.path(to)); err != nil {
		r.t.Fatal(err)
	}
	return to
}

// TestPruneOrAnalyse: one or the other.
func TestPruneOrAnalyse(t *testing.T) {
	folder := project(t, map[string]string{"a.txt": "One.\n"})
	end(t, command(t, folder, "translate", "--prune", "--dry-run", "a.txt")).want(t, exitUsage, "--prune and --dry-run: take one")
}
