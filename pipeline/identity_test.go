package pipeline_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/en"
	"targman/pipeline/read"
	"targman/pipeline/split"
	"targman/pipeline/write"
)

// FuzzIdentity takes any bytes through the line, in every format. With an
// engine that returns the source, the document comes back byte for byte. With
// one that adds a word to every segment, the document reads again as the same
// blocks with those words.
func FuzzIdentity(f *testing.F) {
	seedIdentity(f)
	breaks, err := en.Pack().Splitter(lang.Custom{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, format uint8, data []byte, whole bool) {
		formats := read.Formats()
		path := "page" + formats[int(format)%len(formats)].Extensions[0]
		o := read.Options{WholeDocument: whole}
		art, err := read.Article(path, "page", data, o)
		if err != nil {
			return
		}
		units, err := split.Article(art, breaks, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range units {
			units[i].Target, units[i].State = units[i].Original, bitext.Translated
		}
		if got := rendered(t, art, units); !bytes.Equal(got, data) {
			t.Fatalf("%s stored as %+v: got %q, want %q", path, art.Encoding, got, data)
		}
		if pathological(art) {
			return
		}
		if e := art.Encoding; strings.HasPrefix(e.Charset, "utf-16") && !e.BOM {
			// It was told by the share of its ASCII letters.
			o.Charset = e.Charset
		}
		lengthen(units)
		changed := rendered(t, art, units)
		again, err := read.Article(path, "page", changed, o)
		if err != nil {
			t.Fatalf("%s: the document with a word more in every segment: %v\nsource  %q\nchanged %q", path, err, data, changed)
		}
		got, want := texts(again, nil), texts(art, units)
		if art.Format == "text" && wrappable.MatchString(again.Source) {
			got, want = joined(got), joined(want)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s\nsource  %q\nchanged %q\ngot  %q\nwant %q", path, data, changed, got, want)
		}
	})
}

// added stands for what a translation may bring in: words of another script.
const added = " բառ"

// lengthen gives every unit that is translated a word more.
func lengthen(units []bitext.Unit) {
	for i := range units {
		if u := &units[i]; u.Translatable() {
			u.Target.Text += added
		}
	}
}

// pathologies are the documents that may read as other blocks once their words
// have changed, with the reason. Their bytes come back all the same.
var pathologies = map[string]func(a *bitext.Article) bool{
	"the share of control characters tells text from binary files": matches("",
		`[\x00-\x08\x0B\x0E-\x1A\x1C-\x1F]`),
	"the parser gives the lines of a link definition to the paragraph below as well, where one begins like a title but is none": matches("markdown",
		`\]:[^\n]*\n?[^\n]*\n[ \t\r>]*["'(]`),
	"the parser ends a table at a line that would underline a heading": matches("markdown",
		`(?m)^[ \t\r>]*:?-+:?[ \t\r|:-]*\n([^\n]+\n)*[ \t\r>]*(-+|=+)[ \t\r]*$`),
	"a word put beside an element that is translated, inside one that is not, is not translated itself": matches("html",
		`(?i)translate\s*(=\s*["']?\s*(yes|["'])|[\s/>])`),
	"a word put behind an element that is not translated and has no end stands in that element": unclosed,
}

// matches says of an article in the format, empty for all, that the pattern is
// in its source.
func matches(format, pattern string) func(a *bitext.Article) bool {
	re := regexp.MustCompile(pattern)
	return func(a *bitext.Article) bool { return (format == "" || format == a.Format) && re.MatchString(a.Source) }
}

var (
	startTag = regexp.MustCompile(`^<([A-Za-z][^\s/>]*)`)
	oneTag   = regexp.MustCompile(`^<[^<]*>$`)
)

// unclosed says that an element that is one code of a page has no end tag.
func unclosed(a *bitext.Article) bool {
	for _, b := range a.Blocks {
		for _, c := range b.Codes {
			name := startTag.FindStringSubmatch(c.Raw)
			if a.Format != "html" || name == nil || c.Kind != bitext.Alone || oneTag.MatchString(c.Raw) {
				continue
			}
			start := regexp.MustCompile(`(?i)<` + regexp.QuoteMeta(name[1]) + `[\s/>]`)
			end := regexp.MustCompile(`(?i)</` + regexp.QuoteMeta(name[1]) + `[\s/>]`)
			if len(start.FindAllString(c.Raw, -1)) != len(end.FindAllString(c.Raw, -1)) {
				return true
			}
		}
	}
	return false
}

func pathological(a *bitext.Article) bool {
	for _, found := range pathologies {
		if found(a) {
			return true
		}
	}
	return false
}

// rendered is the document that the line writes.
func rendered(t *testing.T, a *bitext.Article, units []bitext.Unit) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, f := range write.Formats() {
		if f.Name == "document" {
			if err := f.Render(&out, &write.Doc{Article: a, Units: units, Source: "en", Target: "hy"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out.Bytes()
}

// texts are those of all blocks, with the targets of the units. What is not
// translated says so, but in web pages: there the lengths of texts and the
// languages decide, and these have changed.
func texts(a *bitext.Article, units []bitext.Unit) []string {
	out := make([]string, len(a.Blocks))
	for i := range a.Blocks {
		text, at := a.Blocks[i].Text, 0
		for ; len(units) > 0 && units[0].Block == i; units = units[1:] {
			u := &units[0]
			at += strings.Index(text[at:], u.Original.Text)
			text = text[:at] + u.Target.Text + text[at+len(u.Original.Text):]
			at += len(u.Target.Text)
		}
		out[i] = visible(text)
		if a.Blocks[i].Kind == bitext.Furniture && a.Format != "html" {
			out[i] = "kept: " + out[i]
		}
	}
	return out
}

// wrappable finds lines of plain text that are long enough to have been wrapped
// by hand. Whether they are read as one is told by their lengths.
var wrappable = regexp.MustCompile(`[^\r\n]{50}`)

// joined is all the text in one piece.
func joined(texts []string) []string {
	return []string{strings.NewReplacer(" ", "", "kept:", "").Replace(strings.Join(texts, " "))}
}

// visible is the text with its white space collapsed.
func visible(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// seedIdentity adds the documents of the project in every format, and the
// examples of https://spec.commonmark.org.
func seedIdentity(f *testing.F) {
	for _, dir := range []string{"../testdata/articles", "read/testdata/text", "read/testdata/html", "read/testdata/markdown"} {
		err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, p))
			for i := range read.Formats() {
				f.Add(uint8(i), data, true)
				f.Add(uint8(i), data, false)
			}
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	markdown := slices.IndexFunc(read.Formats(), func(f read.Format) bool { return f.Name == "markdown" })
	for _, example := range commonMark(f) {
		f.Add(uint8(markdown), []byte(example), true)
	}
}

// commonMark reads the examples from the module of the parser, which brings
// them along.
func commonMark(t testing.TB) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("find the parser's module: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("got %d examples, want 652", len(examples))
	}
	out := make([]string, len(examples))
	for i, e := range examples {
		out[i] = e.Markdown
	}
	return out
}
