package read

import (
	"errors"
	"strings"
	"testing"
)

func TestArticleKnowsItsFile(t *testing.T) {
	a, err := Article("in/Sport/Game.TXT", "Sport/Game", []byte("\xEF\xBB\xBFTop\r\n"), Options{MaxBytes: 8})
	if err != nil {
		t.Fatal(err)
	}
	if a.Path != "in/Sport/Game.TXT" || a.Name != "Sport/Game" || a.Ext != ".TXT" || a.Format != "text" || a.Source != "Top\r\n" {
		t.Errorf("got %+v", a)
	}
}

func TestEmptyDocumentsAreArticles(t *testing.T) {
	for _, f := range Formats() {
		for _, ext := range f.Extensions {
			for _, src := range []string{"", "\n", "\xEF\xBB\xBF"} {
				a, err := Article("page"+ext, "page", []byte(src), Options{})
				if err != nil || len(a.Blocks) != 0 {
					t.Errorf("%q with extension %q: got %v, %v", src, ext, a, err)
				}
			}
		}
	}
}

func TestArticleTooLarge(t *testing.T) {
	_, err := Article("page.txt", "page", []byte("12345"), Options{MaxBytes: 4})
	if !errors.Is(err, ErrTooLarge) {
		t.Fatalf("got %v", err)
	}
	for _, part := range []string{"read page.txt", "5 bytes", "limit is 4"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

func TestArticleOfUnknownExtension(t *testing.T) {
	_, err := Article("a.folder/page.Docx", "page", nil, Options{})
	var unknown *UnknownExtension
	if !errors.As(err, &unknown) || unknown.Ext != ".docx" {
		t.Fatalf("got %v", err)
	}
	for _, part := range []string{".docx", ".txt", ".text"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

func TestArticleOfBadTextNamesTheFile(t *testing.T) {
	_, err := Article("page.txt", "page", []byte("Zoë\xFF"), Options{})
	var bad *BadText
	if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), "read page.txt: decode utf-8: byte 4 (line 1)") {
		t.Errorf("got %v", err)
	}
}

func TestFormatOfFilesWithoutExtension(t *testing.T) {
	for _, path := range []string{"README", "dir.d/README", "page.txt", "page.TEXT"} {
		if f, err := FormatOf(path); err != nil || f.Name != "text" {
			t.Errorf("%s: got %q, %v", path, f.Name, err)
		}
	}
}
