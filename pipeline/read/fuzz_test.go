package read

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"targman/pipeline/bitext"
)

// extensions are those of all formats, in the order of the table.
func extensions() []string {
	out := []string{}
	for _, f := range Formats() {
		out = append(out, f.Extensions...)
	}
	return out
}

// seedCorpus adds every fixture under every extension.
func seedCorpus(f *testing.F, add func(ext uint8, data []byte)) {
	for _, files := range fixtures(f) {
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			for i := range extensions() {
				add(uint8(i), data)
			}
		}
	}
}

// FuzzArticle reads any bytes as any format: an article that keeps the contract
// and can be stored again, or an error that is the document's, never a panic or
// a fault of the format.
func FuzzArticle(f *testing.F) {
	seedCorpus(f, func(ext uint8, data []byte) { f.Add(ext, data, false) })
	f.Fuzz(func(t *testing.T, ext uint8, data []byte, whole bool) {
		exts := extensions()
		o := Options{WholeDocument: whole, UI: isSiteString}
		a, err := Article("page"+exts[int(ext)%len(exts)], "page", data, o)
		if err != nil {
			if errors.Is(err, errFault) {
				t.Error(err)
			}
			return
		}
		if splice(a, func(b *bitext.Block) string { return b.Span.Of(a.Source) }) != a.Source {
			t.Error("the blocks do not fit into the source")
		}
		if again := store(t, a.Source, a.Encoding); !bytes.Equal(again, data) {
			t.Errorf("stored again as %+v: got %q, want %q", a.Encoding, again, data)
		}
	})
}

// FuzzText reads any text: nothing is lost but white space and the marks of
// lists and quotes, and one line is one block when it is read by itself.
func FuzzText(f *testing.F) {
	seedCorpus(f, func(_ uint8, data []byte) { f.Add(string(data)) })
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "?")
		p, err := readText(src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := &bitext.Article{Source: src, Blocks: p.Blocks, Spell: p.Spell}
		if err := verify(a); err != nil {
			t.Fatal(err)
		}
		outside := splice(a, func(*bitext.Block) string { return "" })
		if strings.ContainsFunc(outside, unicode.IsLetter) {
			t.Errorf("letters outside of the blocks: %q", outside)
		}
		for _, b := range p.Blocks {
			checkLine(t, b)
		}
	})
}

func checkLine(t *testing.T, b bitext.Block) {
	if b.Text != strings.TrimSpace(b.Text) || b.Text == "" || strings.ContainsAny(b.Text, "\r\n") {
		t.Errorf("block %q: expected one line without space around", b.Text)
	}
	again, err := readText(b.Text, Options{})
	if err != nil || len(again.Blocks) != 1 || again.Blocks[0].Kind == bitext.Paragraph && again.Blocks[0].Text != b.Text {
		t.Errorf("block %q read by itself: %q, %v", b.Text, texts(again.Blocks), err)
	}
}
