package write

import (
	"slices"
	"strings"
	"testing"
)

func TestOutputs(t *testing.T) {
	got := Outputs("world/a", ".md", []string{"document", "tsv", "jsonl", "tmx", "xlf", "bilingual", "nothing"})
	want := []string{"world/a.md", "world/a.tsv", "world/a.jsonl", "world/a.tmx", "world/a.xlf", "world/a.bilingual.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCheckName(t *testing.T) {
	for _, name := range []string{
		"a.tsv", "sub/a.tsv", "a b (1) & c.tsv", "..a.tsv", "a..b", "title: with colon.tsv", ".hidden.tsv", "console.tsv", strings.Repeat("x", 255),
	} {
		if err := CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{
		"", ".", "..", "../a.tsv", "a/../../b", "/etc/passwd", "a//b", "./a", "a/./b", "a/",
		"a\x00b", "a\nb", "a\x7fb", `..\a`, "con.tsv", "sub/AUX", "Com1.bilingual.html", ".a.tsv.tmp-0123456789abcdef01234567",
	} {
		err := CheckName(name)
		if err == nil {
			t.Errorf("%q was taken", name)
		} else if !strings.Contains(err.Error(), "rename the article") {
			t.Errorf("%q: %v does not say what to do", name, err)
		}
	}
}

func TestTempName(t *testing.T) {
	const random = "0123456789abcdef01234567"
	for _, name := range []string{"a.tsv", strings.Repeat("x", 255), strings.Repeat("é", 127)} {
		got := tempName(name, random)
		if len(got) > 255 || !isLeftover(got) {
			t.Errorf("%q has %d bytes; leftover: %v", got, len(got), isLeftover(got))
		}
	}
	for _, name := range []string{"a.tsv", ".a.tmp-123", "a.tmp-" + random, ".a.tmp-" + random + "0", ".a.tmp-" + strings.ToUpper(random)} {
		if isLeftover(name) {
			t.Errorf("%q is somebody's file", name)
		}
	}
}
