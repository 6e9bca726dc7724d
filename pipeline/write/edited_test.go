package write

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEditedOutputsAreKept keeps what somebody has changed beside what is written,
// each under a name of its own, and nothing that is as it was written or gone.
func TestEditedOutputsAreKept(t *testing.T) {
	dir := t.TempDir()
	s := sink(t, dir, "document", "tsv", "xlf12")
	d := plainDoc("Բարև։", "", false)
	write := func(was []File) (files []File, kept []string) {
		t.Helper()
		res, err := s.Write(d, was...)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range res.Files {
			if f.Edited != "" {
				kept = append(kept, f.Edited)
			}
		}
		return res.Files, kept
	}
	was, _ := write(nil)
	table := filepath.Join(dir, filepath.FromSlash(was[1].Name))
	want := []string{strings.TrimSuffix(was[1].Name, ".tsv") + ".edited.tsv"}
	for n, edit := range []string{"mine", "mine, too"} {
		if err := os.WriteFile(table, []byte(edit), 0o666); err != nil {
			t.Fatal(err)
		}
		if n == 1 {
			want = []string{strings.TrimSuffix(was[1].Name, ".tsv") + ".edited-2.tsv"}
		}
		again, kept := write(was)
		if data, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(kept[0]))); !slices.Equal(kept, want) || string(data) != edit {
			t.Fatalf("kept %q with %q, want %q with %q", kept, data, want, edit)
		}
		if data, _ := os.ReadFile(table); string(data) == edit {
			t.Fatal("the table was not written anew")
		}
		was = again
	}
	if err := os.Remove(table); err != nil {
		t.Fatal(err)
	}
	if _, kept := write(was); kept != nil {
		t.Errorf("kept %q of a file that was gone", kept)
	}
	for name, want := range map[string]string{"a.edited": "a", "b/a.edited-12": "b/a", "a.edited-x": "a.edited-x", "a": "a"} {
		if got := Unedited(name); got != want {
			t.Errorf("Unedited(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestEditedNameIsCut keeps a file whose name has no room for more.
func TestEditedNameIsCut(t *testing.T) {
	dir := t.TempDir()
	s := sink(t, dir, "tsv")
	d := plainDoc("Բարև։", "", false)
	d.Article.Name = strings.Repeat("ա", 125)
	res, err := s.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, res.Files[0].Name), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if res, err = s.Write(d, res.Files...); err != nil || len(res.Files[0].Edited) > longestName || !strings.HasSuffix(res.Files[0].Edited, "ա.edited.tsv") {
		t.Errorf("kept %q, %v", res.Files[0].Edited, err)
	}
}
