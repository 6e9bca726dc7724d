package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"
)

// flags parses arguments as translate does.
func flags(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	set := pflag.NewFlagSet("test", pflag.ContinueOnError)
	set.String("config", "", "")
	set.String("out", "", "")
	set.String("workers", "", "")
	set.StringSlice("target", nil, "")
	for _, name := range []string{"out", "workers", "target"} {
		overrules(set, name)
	}
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return set
}

// TestLayers puts the layers over each other, one after the other.
func TestLayers(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile(configName, []byte("\nout: from-file\nworkers: 2\nmemory:\n  file: m.db\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	env := []string{"TARGMAN_OUT=from-env", "TARGMAN_FAIL_ON=", "OUT=none"}
	l, err := load(flags(t, "--out", "from-flag"), env)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ key, value, layer, place string }{
		{"out", "from-flag", "flag", "--out"},
		{"workers", "2", "file", "config.yaml:3"},
		{"memory.file", "m.db", "file", "config.yaml:5"},
		{"fail_on", "error", "default", "default"}, // an empty variable is none
		{"backend", "memory", "default", "default"},
	} {
		value := strings.Trim(oneLine(valueOf(reflect.ValueOf(l.Config), x.key).Interface()), `"`)
		if got, want := l.origins[x.key], (origin{x.layer, x.place}); got != want || value != x.value {
			t.Errorf("%s is %s from %v, want %s from %v", x.key, value, got, x.value, want)
		}
	}
	for _, x := range []struct {
		name string
		args []string
		env  []string
		want string
	}{
		{"the variable overrules the file", nil, env, "from-env"},
		{"the file overrules the default", nil, nil, "from-file"},
		{"another file", []string{"--config", "./" + configName}, nil, "from-file"},
	} {
		l, err := load(flags(t, x.args...), x.env)
		if err != nil || l.Out != x.want {
			t.Errorf("%s: out is %q, %v; want %q", x.name, l.Out, err, x.want)
		}
	}
	if err := os.Remove(configName); err != nil {
		t.Fatal(err)
	}
	if l, err := load(flags(t), nil); err != nil || l.Out != "out" || l.File != "" {
		t.Errorf("without a file: out %q, file %q, %v", l.Out, l.File, err)
	}
}

// TestGiven reads the texts of flags and variables by their types, and refuses
// what is none of them with the place, the type and an example.
func TestGiven(t *testing.T) {
	for _, x := range []struct{ key, text, want string }{
		{"workers", "3", "3"},
		{"workers", "three", ""},
		{"workers", "3.5", ""},
		{"backends.command.timeout", "90s", `"1m30s"`},
		{"backends.command.timeout", "90", ""},
		{"backends.openai.temperature", "0.5", "0.5"},
		{"backends.openai.temperature", "warm", ""},
		{"backends.openai.allow_http", "true", "true"},
		{"backends.openai.allow_http", "yes", ""},
		{"read.max_size", "20MB", `"20MB"`},
		{"read.max_size", "1500", `"1500B"`},
		{"read.max_size", "2 TB", ""},
		{"read.max_size", "-1", ""},
		{"targets", "hy,en-GB", `["hy", "en-GB"]`},
		{"glossary", `a, "b,c.yaml"`, `["a", "b,c.yaml"]`},
		{"glossary", `"a`, ""},
		{"out", "anything at all", `"anything at all"`},
	} {
		t.Run(x.key+" "+x.text, func(t *testing.T) {
			i := slices.IndexFunc(settings(), func(s setting) bool { return s.key == x.key })
			v, err := settings()[i].given(x.text, "TARGMAN_X")
			if x.want == "" {
				if err == nil {
					t.Fatalf("%v was taken", v)
				}
				for _, part := range []string{"TARGMAN_X: " + x.key + " takes ", "found ", "for example TARGMAN_X="} {
					if !strings.Contains(err.Error(), part) {
						t.Errorf("%q lacks %q", err, part)
					}
				}
				return
			}
			if err != nil || oneLine(v) != x.want {
				t.Errorf("got %s, %v; want %s", oneLine(v), err, x.want)
			}
		})
	}
}

// TestPathsStandBesideTheirFile: those of the file and the defaults are seen
// from its folder, those of flags and variables from here.
func TestPathsStandBesideTheirFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "project")
	put(t, filepath.Join(folder, "c.yaml"), "input: [a.txt, /b.txt, '']\nglossary: [names]\nmemory: {import: ['tm/*.tmx']}\nlocales: [words]\n")
	l, err := load(flags(t, "--config", filepath.Join(folder, "c.yaml")), []string{"TARGMAN_MEMORY_FILE=here.db"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]any{"input": l.Input, "out": l.Out, "glossary": l.Glossary, "locales": l.Locales,
		"memory.file": l.Memory.File, "memory.import": l.Memory.Import}
	want := map[string]any{"input": []string{folder + "/a.txt", "/b.txt", ""}, "out": folder + "/out", "glossary": []string{folder + "/names"},
		"locales": []string{folder + "/words"}, "memory.file": "here.db", "memory.import": []string{folder + "/tm/*.tmx"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if name := l.below(filepath.Join(folder, "tm", "x.tmx")); name != "tm/x.tmx" {
		t.Errorf("below the configuration it is %q, want tm/x.tmx", name)
	}
}

// TestEverySettingExplainsItself: it has words and an example that it takes.
func TestEverySettingExplainsItself(t *testing.T) {
	if len(settings()) < 30 {
		t.Fatalf("only %d settings", len(settings()))
	}
	for _, s := range settings() {
		if s.about == "" {
			t.Errorf("%s says nothing about itself", s.key)
		}
		if !s.plain() {
			continue
		}
		if s.example == "" {
			t.Errorf("%s has no example", s.key)
		}
		document := s.example
		for _, part := range slices.Backward(strings.Split(s.key, ".")) {
			document = part + ": " + document
			if strings.Count(document, ": ") > 1 {
				document = strings.Replace(document, part+": ", part+": {", 1) + "}"
			}
		}
		if _, err := checkFile("example", []byte(document)); err != nil {
			t.Errorf("the example of %s is not taken: %v", s.key, err)
		}
		if _, err := s.given(s.inline(), "flag"); err != nil {
			t.Errorf("the inline example of %s is not taken: %v", s.key, err)
		}
	}
	for f := range reflect.TypeFor[RuleConfig]().Fields() {
		if f.Tag.Get("about") == "" || f.Tag.Get("example") == "" {
			t.Errorf("the rule key %s does not explain itself", f.Name)
		}
	}
}

// TestDefaultsHaveEverySetting: the shipped file names every setting once and
// nothing else; its furniture rules alone use aliases.
func TestDefaultsHaveEverySetting(t *testing.T) {
	var doc map[string]any
	if err := yaml.Unmarshal(defaults, &doc); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, s := range settings() {
		want = append(want, s.key)
	}
	var walk func(prefix string, m map[string]any)
	walk = func(prefix string, m map[string]any) {
		for key, value := range m {
			if below, ok := value.(map[string]any); ok {
				walk(prefix+key+".", below)
			} else {
				got = append(got, prefix+key)
			}
		}
	}
	walk("", doc)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	l, err := load(flags(t), nil)
	if err != nil || len(l.Read.Furniture.Shipped) == 0 {
		t.Errorf("the defaults do not load: %v", err)
	}
}

// TestStarterHasKnownKeys: the starter's configuration and the project's own
// are held to the schema like any other.
func TestStarterHasKnownKeys(t *testing.T) {
	for _, file := range []string{"starter/config.yaml", "../../config.yaml"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := checkFile(file, data); err != nil {
			t.Error(err)
		}
	}
}

func TestNearest(t *testing.T) {
	known := keysOf(reflect.TypeFor[Config]())
	for word, want := range map[string]string{
		"surce": "source", "target": "targets", "Input": "input", "glosary": "glossary", "fail-on": "fail_on",
		"failon": "fail_on", "backend": "backend", "wrokers": "workers",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
	for _, x := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"OUT", "out", 0}} {
		if got := edits(x.a, x.b); got != x.want {
			t.Errorf("edits(%q, %q) = %d, want %d", x.a, x.b, got, x.want)
		}
	}
}

// TestRedact hides what looks like a secret and nothing else.
func TestRedact(t *testing.T) {
	for _, secret := range []string{
		"sk-abcdef0123456789", "sk-proj-a_b-cdefgh", "Bearer abc.def", "https://user:word@example.org/v1", "https://word@example.org",
		"http://example.org/v1?key=word", "http://example.org/?a=b&access_token=word", "--api-key=word", "OPENAI_API_KEY=word", "token=word",
		"AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "0123456789abcdef0123456789abcdef", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
	} {
		got := redact(secret)
		if !strings.Contains(got, hidden) || regexp.MustCompile(`word|abcdef|9tSrke|16C7|a_b`).MatchString(got) {
			t.Errorf("redact(%q) = %q", secret, got)
		}
	}
	for _, plain := range []string{
		"", "out", "state/memory.db", "http://127.0.0.1:8080/v1", "https://api.openai.com/v1", "gemma-3-27b-it",
		"articles/2026-08-22-foreign-ministers-meet-in-yerevan.txt", "/home/anna/Translations2026/news-from-the-region/all",
		"OPENAI_API_KEY", "meta-llama/Llama-3.3-70B-Instruct", "max_completion_tokens", "translation-memory-of-the-whole-house.tmx",
	} {
		if got := redact(plain); got != plain {
			t.Errorf("redact(%q) = %q", plain, got)
		}
	}
	got := redactAll([]string{"./ask", "--key", "word", "--model", "m", "-token", "word", "--password"})
	if want := []string{"./ask", "--key", hidden, "--model", "m", "-token", hidden, "--password"}; !slices.Equal(got, want) {
		t.Errorf("redactAll = %q, want %q", got, want)
	}
}
