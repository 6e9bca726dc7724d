package aligned

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "write the golden files anew")

var pair = Options{Source: "en", Target: "hy"}

// readAll reads all units of a file.
func readAll(name string, data []byte, o Options) ([]Unit, *Reader, error) {
	r, err := Open(name, bytes.NewReader(data), o)
	if err != nil {
		return nil, nil, err
	}
	var out []Unit
	for {
		u, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out, r, nil
		}
		if err != nil {
			return out, r, err
		}
		out = append(out, u)
	}
}

// show is how a golden file shows units.
func show(us []Unit, r *Reader) string {
	var b strings.Builder
	for _, u := range us {
		fmt.Fprintf(&b, "%d: %s %q %s %s %s>%s\n", u.Line, u.ID, u.Document, u.Kind, u.State, u.SourceLang, u.TargetLang)
		fmt.Fprintf(&b, "\t%q\n\t%q\n", u.Source.Text, u.Target.Text)
		for i, codes := range [][]string{shown(u, true), shown(u, false)} {
			if len(codes) > 0 {
				fmt.Fprintf(&b, "\t%s %s\n", []string{"source", "target"}[i], strings.Join(codes, " "))
			}
		}
	}
	fmt.Fprintf(&b, "%s, %d skipped\n", r.Format().Name, r.Skipped())
	return b.String()
}

func shown(u Unit, source bool) (out []string) {
	codes := u.Target.Codes
	if source {
		codes = u.Source.Codes
	}
	for _, c := range codes {
		out = append(out, fmt.Sprintf("%s%d@%d%q", []string{"", "+", "-"}[c.Kind], c.ID, c.At, c.Raw))
	}
	return out
}

// folders holds the fixtures of each format by its name.
var folders = map[string]string{"TSV": "tsv", "TMX": "tmx", "XLIFF 1": "xliff1", "XLIFF 2": "xliff2", "JSON lines": "jsonl"}

func fixtures(t testing.TB, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(f string) bool { return strings.HasSuffix(f, ".units") })
}

func utf16(t testing.TB, text []byte, order unicode.Endianness, bom unicode.BOMPolicy) []byte {
	t.Helper()
	out, err := unicode.UTF16(order, bom).NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestFormats is the conformance suite over the table: every fixture of every
// format reads as its golden file says, in every encoding, by what it begins
// with, and breaks off with an error wherever it is cut.
func TestFormats(t *testing.T) {
	for _, f := range formats {
		files := fixtures(t, folders[f.Name])
		if len(files) < 1 || folders[f.Name] == "" {
			t.Errorf("%s has no fixtures", f.Name)
		}
		for _, file := range files {
			t.Run(file, func(t *testing.T) { conform(t, f, file) })
		}
	}
	all, _ := filepath.Glob("testdata/*/*.units")
	for _, golden := range all {
		if _, err := os.Stat(strings.TrimSuffix(golden, ".units")); err != nil {
			t.Errorf("%s is the golden file of nothing", golden)
		}
	}
}

func conform(t *testing.T, f Format, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	us, r, err := readAll(file, data, pair)
	if err != nil {
		t.Fatal(err)
	}
	if r.Format().Name != f.Name {
		t.Fatalf("read as %s", r.Format().Name)
	}
	got := show(us, r)
	if *update {
		if err := os.WriteFile(file+".units", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file + ".units")
	if err != nil || got != string(want) {
		t.Fatalf("got:\n%s\nwant:\n%s", got, want)
	}
	for name, other := range map[string][]byte{
		"with a mark":            append([]byte("\xef\xbb\xbf"), data...),
		"UTF-16LE with a mark":   utf16(t, data, unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with a mark":   utf16(t, data, unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE without one":   utf16(t, data, unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE without one":   utf16(t, data, unicode.BigEndian, unicode.IgnoreBOM),
		"with line ends of CRLF": bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")),
	} {
		us, r, err := readAll("renamed.data", other, pair)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if s := show(us, r); s != got {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, s, got)
		}
	}
	if f.Name == "TSV" || f.Name == "JSON lines" {
		return // they may end after any line
	}
	whole := len(bytes.TrimRight(data, " \r\n"))
	for cut := 1; cut < whole; cut += 7 {
		if _, _, err := readAll(file, data[:cut], pair); err == nil {
			t.Errorf("cut at byte %d of %d it reads without an error", cut, whole)
		}
	}
}

// TestOurFilesAgree reads what this program writes: TSV, TMX, XLIFF and JSON lines
// of one document have the same units.
func TestOurFilesAgree(t *testing.T) {
	for _, doc := range []string{"news", "hostile", "windows", "empty"} {
		t.Run(doc, func(t *testing.T) {
			read := map[string]map[string]Unit{}
			for _, ext := range []string{"tsv", "tmx", "xlf", "jsonl"} {
				data, err := os.ReadFile("../write/testdata/" + doc + "/out." + ext)
				if err != nil {
					t.Fatal(err)
				}
				us, _, err := readAll("out."+ext, data, pair)
				if err != nil {
					t.Fatalf("%s: %v", ext, err)
				}
				read[ext] = map[string]Unit{}
				for _, u := range us {
					read[ext][u.ID] = u
				}
			}
			if doc != "empty" && len(read["tsv"]) == 0 {
				t.Fatal("nothing was read")
			}
			for id, want := range read["tsv"] {
				for _, ext := range []string{"tmx", "xlf", "jsonl"} {
					got, ok := read[ext][id]
					if !ok && ext == "tmx" && !want.Translated() {
						continue
					}
					if lossy(got.Source.Text) != lossy(want.Source.Text) || lossy(got.Target.Text) != lossy(want.Target.Text) {
						t.Errorf("%s %s: %q -> %q; the table has %q -> %q", ext, id, got.Source.Text, got.Target.Text, want.Source.Text, want.Target.Text)
					}
					if got.Kind != want.Kind || len(got.Source.Codes) != len(want.Source.Codes) || len(got.Target.Codes) != len(want.Target.Codes) {
						t.Errorf("%s %s: kind %s, codes %v -> %v; the table has %s, %v -> %v", ext, id, got.Kind, shown(got, true), shown(got, false), want.Kind, shown(want, true), shown(want, false))
					}
				}
			}
		})
	}
}

// lossy is text without the characters that XML cannot hold, without what a
// format writes in their place.
func lossy(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
