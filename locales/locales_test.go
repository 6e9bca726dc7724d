package locales

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// messages reads a shipped file into id -> message.
func messages(t *testing.T, name string) map[string]*i18n.Message {
	t.Helper()
	data, err := fs.ReadFile(shipped, name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*i18n.Message{}
	for _, m := range file.Messages {
		out[m.ID] = m
	}
	return out
}

// TestLanguagesAgree fails on a message that one language lacks, because
// go-i18n would fall back to English without a word, and on placeholders that
// differ.
func TestLanguagesAgree(t *testing.T) {
	value := regexp.MustCompile(`\{\{\.\w+\}\}`)
	values := func(text string) []string {
		out := value.FindAllString(text, -1)
		slices.Sort(out)
		return slices.Compact(out)
	}
	for _, kind := range []string{"active", "ui"} {
		en, hy := messages(t, kind+".en.toml"), messages(t, kind+".hy.toml")
		for _, id := range slices.Sorted(maps.Keys(en)) {
			if hy[id] == nil {
				t.Errorf("%s.hy.toml lacks %s", kind, id)
				continue
			}
			if e, h := values(en[id].Other), values(hy[id].Other); !slices.Equal(e, h) {
				t.Errorf("%s %s: values %v in English, %v in Armenian", kind, id, e, h)
			}
			if (en[id].One == "") != (hy[id].One == "") {
				t.Errorf("%s %s: a plural in one language only", kind, id)
			}
		}
		for id := range hy {
			if en[id] == nil && !strings.HasPrefix(id, "page.") { // the English of the page is pipeline/write's
				t.Errorf("%s.en.toml lacks %s", kind, id)
			}
		}
	}
}

func TestUI(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, in, from, to string
		ok                 bool
	}{
		{"in the source language", "Accessibility links", "Accessibility links", "Մատչելիության հղումներ", true},
		{"in the target language", "Մատչելիության հղումներ", "Accessibility links", "Մատչելիության հղումներ", true},
		{"in capitals, with space and colon", "  READ   MORE: ", "Read more", "Կարդալ ավելին", true},
		{"part of a sentence", "Read more of this", "", "", false},
		{"nothing", "", "", "", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			from, to, ok := c.UI(x.in, "en", "hy-AM")
			if from != x.from || to != x.to || ok != x.ok {
				t.Errorf("UI(%q) = %q, %q, %v; want %q, %q, %v", x.in, from, to, ok, x.from, x.to, x.ok)
			}
		})
	}
}

func TestSpeaker(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name   string
		wanted []string
		want   string
	}{
		{"nothing wanted", nil, "error"},
		{"Armenian", []string{"hy"}, "սխալ"},
		{"a POSIX locale", []string{"", "hy_AM.UTF-8"}, "սխալ"},
		{"the first one that is known", []string{"xx", "hy"}, "սխալ"},
		{"rubbish", []string{"!!"}, "error"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := c.Speaker(x.wanted...).Say("error", nil); got != x.want {
				t.Errorf("Say = %q, want %q", got, x.want)
			}
		})
	}
	s := c.Speaker("hy")
	if got := s.Say("summary.segments", map[string]any{"Count": 5}); got != "5 հատված" {
		t.Errorf("plural = %q", got)
	}
	if got := s.Say("no.such", nil); got != "no.such" {
		t.Errorf("missing message = %q, want its id", got)
	}
}

// TestMessagesAreUsed fails on a message that no Go file names, and on one that
// is named and missing.
func TestMessagesAreUsed(t *testing.T) {
	var code strings.Builder
	files, err := filepath.Glob("../cmd/targman/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no program to look at", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(data)
	}
	en := messages(t, "active.en.toml")
	composed := regexp.MustCompile(`^(flag|summary\.findings|analysis\.class|run\.(exit|fact|state|page)|status\.row)\.`)
	for id := range en {
		if !composed.MatchString(id) && !strings.Contains(code.String(), `"`+id+`"`) {
			t.Errorf("message %s is not used", id)
		}
	}
	for _, m := range regexp.MustCompile(`\.text\("([a-z.-]+)",`).FindAllStringSubmatch(code.String(), -1) {
		if en[m[1]] == nil {
			t.Errorf("the program says %s, which is no message", m[1])
		}
	}
}

func TestLoadOwnFolder(t *testing.T) {
	write := func(name, text string) string {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return folder
	}
	c, err := Load(write("ui.en.toml", `watch-live = "Watch live"`), write("ui.hy.toml", `watch-live = "Դիտել ուղիղ եթերը"`))
	if err != nil {
		t.Fatal(err)
	}
	if _, to, ok := c.UI("watch live", "en", "hy"); !ok || to != "Դիտել ուղիղ եթերը" {
		t.Errorf("own string = %q, %v", to, ok)
	}
	for name, folder := range map[string]string{
		"not TOML":         write("ui.en.toml", `x = `),
		"no locale":        write("ui.toml", `x = "y"`),
		"empty text":       write("ui.en.toml", `x = ""`),
		"a text twice":     write("ui.en.toml", `other-print = "Print"`),
		"no such folder":   filepath.Join(t.TempDir(), "none"),
		"an unknown kind":  write("words.en.toml", `x = "y"`),
		"an unknown place": write("ui.english-language.toml", `x = "y"`),
	} {
		if _, err := Load(folder); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestSizeOfAMessageFile: a larger one could make the parser overflow its stack.
func TestSizeOfAMessageFile(t *testing.T) {
	folder := t.TempDir()
	for n, ok := range map[int]bool{MaxFileBytes - 1: true, MaxFileBytes: true, MaxFileBytes + 1: false} {
		if err := os.WriteFile(filepath.Join(folder, "ui.en.toml"), []byte("#"+strings.Repeat("a", n-1)), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Load(folder)
		if (err == nil) != ok || !ok && !strings.Contains(err.Error(), "found 262145 bytes, expected at most 262144") {
			t.Errorf("%d of %d: %v", n, MaxFileBytes, err)
		}
	}
}
