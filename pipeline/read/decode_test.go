package read

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"targman/pipeline/bitext"
)

// declares is plain text whose first line may name a charset, so that the
// tests of decoding need no other format.
func declares(charset string) Format {
	f := Text()
	f.Charset = func([]byte) string { return charset }
	return f
}

// store writes text the way the encoding says, with x/text alone.
func store(t testing.TB, text string, e bitext.Encoding) []byte {
	t.Helper()
	mark := map[string]string{"utf-8": "\xEF\xBB\xBF", "utf-16le": "\xFF\xFE", "utf-16be": "\xFE\xFF"}[e.Charset]
	if !e.BOM {
		mark = ""
	}
	if e.Charset == "utf-8" {
		return []byte(mark + text)
	}
	enc, err := htmlindex.Get(e.Charset)
	if err != nil {
		t.Fatalf("charset %q: %v", e.Charset, err)
	}
	out, err := enc.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(mark + out)
}

func TestDecode(t *testing.T) {
	const english = "“Café” — Zoë’s price is €5. "
	russian := strings.Repeat("Министр сказал, что порт снова открыт, но корабли пока не ходят. ", 3)
	tests := []struct {
		name   string
		text   string
		stored bitext.Encoding
		format Format
		o      Options
		want   bitext.Encoding
	}{
		{name: "ASCII", text: "plain", stored: bitext.Encoding{Charset: "utf-8"}, want: bitext.Encoding{Charset: "utf-8"}},
		{name: "nothing at all", text: "", stored: bitext.Encoding{Charset: "utf-8"}, want: bitext.Encoding{Charset: "utf-8"}},
		{name: "UTF-8", text: english, stored: bitext.Encoding{Charset: "utf-8"}, want: bitext.Encoding{Charset: "utf-8"}},
		{name: "UTF-8 with its mark", text: english, stored: bitext.Encoding{Charset: "utf-8", BOM: true}, want: bitext.Encoding{Charset: "utf-8", BOM: true}},
		{name: "a mark alone", text: "", stored: bitext.Encoding{Charset: "utf-8", BOM: true}, want: bitext.Encoding{Charset: "utf-8", BOM: true}},
		{name: "UTF-16 LE with its mark", text: english, stored: bitext.Encoding{Charset: "utf-16le", BOM: true}, want: bitext.Encoding{Charset: "utf-16le", BOM: true}},
		{name: "UTF-16 BE with its mark", text: english, stored: bitext.Encoding{Charset: "utf-16be", BOM: true}, want: bitext.Encoding{Charset: "utf-16be", BOM: true}},
		{name: "UTF-16 LE without", text: english, stored: bitext.Encoding{Charset: "utf-16le"}, want: bitext.Encoding{Charset: "utf-16le", Guessed: true}},
		{name: "UTF-16 BE without", text: english, stored: bitext.Encoding{Charset: "utf-16be"}, want: bitext.Encoding{Charset: "utf-16be", Guessed: true}},
		{name: "a replacement character that belongs there", text: "what \uFFFD is", stored: bitext.Encoding{Charset: "utf-16le", BOM: true}, want: bitext.Encoding{Charset: "utf-16le", BOM: true}},
		{name: "Windows-1252", text: english, stored: bitext.Encoding{Charset: "windows-1252"}, want: bitext.Encoding{Charset: "windows-1252", Guessed: true}},
		{name: "one letter of Windows-1252", text: "a café", stored: bitext.Encoding{Charset: "windows-1252"}, want: bitext.Encoding{Charset: "windows-1252", Guessed: true}},
		{name: "Windows-1251", text: russian, stored: bitext.Encoding{Charset: "windows-1251"}, want: bitext.Encoding{Charset: "windows-1251", Guessed: true}},
		{name: "a guess far into the text", text: strings.Repeat("plain ", 50000) + russian, stored: bitext.Encoding{Charset: "windows-1251"}, want: bitext.Encoding{Charset: "windows-1251", Guessed: true}},
		{name: "declared", text: "Çavuşoğlu", stored: bitext.Encoding{Charset: "windows-1254"}, format: declares("ISO-8859-9"), want: bitext.Encoding{Charset: "windows-1254"}},
		{name: "declared, but unknown", text: english, stored: bitext.Encoding{Charset: "windows-1252"}, format: declares("klingon-8"), want: bitext.Encoding{Charset: "windows-1252", Guessed: true}},
		{name: "declared UTF-16, which a byte-wise reader cannot have seen", text: english, stored: bitext.Encoding{Charset: "utf-8"}, format: declares("utf-16"), want: bitext.Encoding{Charset: "utf-8"}},
		{name: "the mark beats the declaration", text: english, stored: bitext.Encoding{Charset: "utf-8", BOM: true}, format: declares("windows-1252"), want: bitext.Encoding{Charset: "utf-8", BOM: true}},
		{name: "the user beats the declaration", text: "Çavuşoğlu", stored: bitext.Encoding{Charset: "windows-1254"}, format: declares("utf-8"), o: Options{Charset: "Windows-1254"}, want: bitext.Encoding{Charset: "windows-1254"}},
		{name: "the user and the mark agree", text: english, stored: bitext.Encoding{Charset: "utf-16le", BOM: true}, o: Options{Charset: "UTF-16"}, want: bitext.Encoding{Charset: "utf-16le", BOM: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := store(t, tt.text, tt.stored)
			got, e, err := decode(data, tt.format, tt.o)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.text || e != tt.want {
				t.Errorf("got %.80q %+v, want %.80q %+v", got, e, tt.text, tt.want)
			}
			if back := store(t, got, e); !bytes.Equal(back, data) {
				t.Errorf("encoded again: got %.80q, want %.80q", back, data)
			}
		})
	}
}

func TestWindows1252(t *testing.T) {
	for c := 0x20; c < 0x100; c++ {
		data := []byte{'a', byte(c), 'b'}
		text, e, err := decode(data, Format{}, Options{Charset: "windows-1252"})
		if slices.Contains([]int{0x81, 0x8D, 0x8F, 0x90, 0x9D}, c) {
			var bad *BadText
			if !errors.As(err, &bad) || bad.Offset != 1 {
				t.Errorf("byte %02X, which has no meaning: got %q, %v", c, text, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("byte %02X: %v", c, err)
		} else if back := store(t, text, e); !bytes.Equal(back, data) {
			t.Errorf("byte %02X: stored again as %q", c, back)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name   string
		data   string
		format Format
		o      Options
		// offset is -1 where the error is no BadText.
		offset, line int
		want         string
	}{
		{name: "UTF-8 with a stray byte", data: "Zoë\n“a” \xE9", offset: 13, line: 2, want: "0xE9 is not valid there"},
		{name: "a stray byte behind the mark", data: "\xEF\xBB\xBFab\xFFc", offset: 5, line: 1, want: "0xFF"},
		{name: "a stray byte in declared UTF-8", data: "a\nb\n\x93c\x94", format: declares("utf-8"), offset: 4, line: 3, want: "name the charset it is in"},
		{name: "a stray byte in what the user calls UTF-8", data: "caf\xE9", o: Options{Charset: "utf-8"}, offset: 3, line: 1, want: "decode utf-8"},
		{name: "UTF-8 cut at its end", data: "Zoë’s caf\xC3", offset: 12, line: 1, want: "0xC3"},
		{name: "a surrogate in UTF-8", data: "Zoë \xED\xA0\x80 ë ë ë", offset: 5, line: 1, want: "0xED"},
		{name: "half a character of UTF-16", data: "\xFF\xFEa\x00\n\x00b", offset: 6, line: 2, want: "decode utf-16le"},
		{name: "half a pair of UTF-16", data: "\xFE\xFF\x00a\xD8\x00\x00b", offset: 4, line: 1, want: "decode utf-16be"},
		{name: "bytes without meaning in Shift JIS", data: "ab\x81", o: Options{Charset: "shift_jis"}, offset: 2, line: 1, want: "decode shift_jis"},
		{name: "a second spelling in Shift JIS, which would not come back", data: "a\nb\x87\x90", o: Options{Charset: "shift_jis"}, offset: 3, line: 2, want: "would not come back"},
		{name: "a NUL", data: "one\ntwo\x00", offset: 7, line: 2, want: "NUL"},
		{name: "a NUL in UTF-16", data: "\xFF\xFEa\x00\x00\x00", offset: 4, line: 1, want: "NUL"},
		{name: "a NUL behind a letter of two bytes", data: "é\x00 a b c d e f", o: Options{Charset: "windows-1252"}, offset: 2, line: 1, want: "NUL"},
		{name: "a program", data: "\x7FELF\x02\x01\x01\x00\x00\xFE\xFF\x80\x90", offset: 7, line: 1, want: "binary"},
		{name: "control characters all over", data: "a\x01b\x02\x03c", offset: 1, line: 1, want: "3 control characters"},
		{name: "a PDF", data: "%PDF-1.7\n", offset: -1, want: "this is a PDF document"},
		{name: "a DOCX", data: "PK\x03\x04rest", offset: -1, want: ".docx"},
		{name: "a charset that nobody knows", data: "a", o: Options{Charset: "klingon-8"}, offset: -1, want: `unknown charset "klingon-8"`},
		{name: "a charset that browsers refuse", data: "a", o: Options{Charset: "iso-2022-kr"}, offset: -1, want: "unknown charset"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := decode([]byte(tt.data), tt.format, tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an error with %q", err, tt.want)
			}
			var bad *BadText
			if errors.As(err, &bad) != (tt.offset >= 0) {
				t.Fatalf("got a %T: %v", err, err)
			}
			if bad != nil && (bad.Offset != tt.offset || bad.Line != tt.line) {
				t.Errorf("got byte %d line %d, want byte %d line %d: %v", bad.Offset, bad.Line, tt.offset, tt.line, err)
			}
		})
	}
}

func TestAStrayControlCharacterDoesNoHarm(t *testing.T) {
	if _, _, err := decode([]byte(strings.Repeat("word ", 20)+"\x0B"), Format{}, Options{}); err != nil {
		t.Error(err)
	}
}

func TestEveryFixtureIsStoredAgainAsItWas(t *testing.T) {
	for _, files := range fixtures(t) {
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Article(file, "name", data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(store(t, a.Source, a.Encoding), data) {
				t.Errorf("%s: %+v does not give the bytes back", file, a.Encoding)
			}
		}
	}
}

func TestFixturesHaveTheEncodingOfTheirName(t *testing.T) {
	files, err := filepath.Glob("testdata/text/*")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bitext.Encoding{
		"utf8-bom.txt":      {Charset: "utf-8", BOM: true},
		"utf16le-bom.txt":   {Charset: "utf-16le", BOM: true},
		"utf16be-bom.txt":   {Charset: "utf-16be", BOM: true},
		"utf16le-plain.txt": {Charset: "utf-16le", Guessed: true},
		"windows-1252.txt":  {Charset: "windows-1252", Guessed: true},
	}
	for name := range want {
		if !slices.ContainsFunc(files, func(f string) bool { return filepath.Base(f) == name }) {
			t.Errorf("testdata/text/%s is gone", name)
		}
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, e, err := decode(data, Text(), Options{})
		w, ok := want[filepath.Base(file)]
		if !ok {
			w = bitext.Encoding{Charset: "utf-8"}
		}
		if err != nil || e != w {
			t.Errorf("%s: got %+v, %v, want %+v", file, e, err, w)
		}
	}
}
