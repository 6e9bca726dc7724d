package memory

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/unicode"

	"targman/pipeline/bitext"
)

func format(t testing.TB, name string) Format {
	t.Helper()
	f, ok := FormatNamed(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	return f
}

// TestImportTables reads what other programs and people write.
func TestImportTables(t *testing.T) {
	for _, c := range []struct{ name, format, file, text, target string }{
		{"a spreadsheet's table", "tsv", "\ufeffid\t\"Target\"\tsource\r\n1\tՄեկ\tOne\r\n", "One", "Մեկ"},
		{"a formula that was guarded", "tsv", "source\ttarget\n'=1\t'=1+1\n", "=1", "=1+1"},
		{"an apostrophe that is text", "tsv", "source\ttarget\n'Tis so\t'Այդպես\n", "'Tis so", "'Այդպես"},
		{"codes of an aligned table", "tsv", "source\ttarget\n⟦7⟧A⟦/7⟧ b\t⟦7⟧Ա⟦/7⟧\n", "⟦1⟧A⟦2⟧ b", "⟦1⟧Ա⟦2⟧"},
		{"escapes", "tsv", "source\ttarget\na\\tb\\\\\tա\\u2028\\⟦\n", "a\tb\\", "ա\u2028⟦"},
		{"no line end at the end", "tsv", "source\ttarget\nOne\tՄեկ", "One", "Մեկ"},
		{"JSON of another program", "jsonl", "{\"source\": \" One \", \"target\": \"Մեկ\", \"more\": 1}\n\n", "One", "Մեկ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			rep := importAs(t, m, c.format, []byte(c.file))
			if rep.Added != 1 {
				t.Fatalf("report = %+v, want one added", rep)
			}
			r := rows(t, m, enHy)[0]
			if r.Text != c.text || r.Target != c.target || !r.Provenance.Human || r.State != bitext.Translated || r.Provenance.By != "file" {
				t.Errorf("imported %+v", r.Entry)
			}
		})
	}
}

func importAs(t *testing.T, m *Memory, name string, file []byte) Report {
	t.Helper()
	rep, err := m.Import(ctx, enHy, bytes.NewReader(file), ImportOptions{Name: "file", Human: true, Format: format(t, name)})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// TestImportUTF16 reads each format in UTF-16 of both orders.
func TestImportUTF16(t *testing.T) {
	m := fresh(t)
	keep(t, m, byHand("Ա ⟦1⟧", "Before.", "", "news/1", 1))
	for _, f := range formats {
		for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			var b bytes.Buffer
			if _, err := m.Export(ctx, enHy, f, &b, nil); err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(b.String(), `encoding="UTF-8"`, `encoding="UTF-16"`, 1)
			file, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			to := fresh(t)
			importAs(t, to, f.Name, []byte(file))
			if diff := cmp.Diff(rows(t, m, enHy), rows(t, to, enHy), cmp.AllowUnexported(row{})); diff != "" {
				t.Errorf("%s in UTF-16 (-kept +imported):\n%s", f.Name, diff)
			}
		}
	}
}

func TestImportTablesRefuses(t *testing.T) {
	long := strings.Repeat("x", maxLine+1)
	for _, c := range []struct{ name, format, file, says string }{
		{"nothing", "tsv", "", `import file: line 1: found no column "source" in the header`},
		{"no header", "tsv", "One\tՄեկ\n", `line 1: found no column "source" in the header`},
		{"a tab too many", "tsv", "source\ttarget\n\na\tբ\tc\n", `line 3: found 3 cells, expected 2 as in the header; a tab inside a cell is written \t`},
		{"another encoding", "tsv", "source\ttarget\na\t\xe9\n", "line 2: found bytes that are no UTF-8"},
		{"a line without end", "tsv", "source\ttarget\n" + long, "line 2: found a line of more than"},
		{"broken provenance", "tsv", "source\ttarget\tprovenance\na\tբ\t{\n", `line 2: found "{" in the column provenance, expected JSON`},
		{"too many codes", "tsv", "source\ttarget\n" + strings.Repeat("⟦1⟧", maxParts+1) + "\tբ\n", "line 2: found more than 1000 inline codes"},
		{"no JSON", "jsonl", "{\"source\":\"a\",\"target\":\"բ\"}\nsource\n", `line 2: found "source", expected a JSON object`},
		{"an object where a text belongs", "jsonl", `{"source":{"text":"a"},"target":"բ"}`, "line 1: found "},
		{"an aligned file", "jsonl", `{"type":"article","version":1}`, "aligned files come in with targman merge"},
		{"a later version", "jsonl", `{"type":"memory","version":2,"sourceLang":"en","targetLang":"hy"}`, "found version 2, expected at most 1"},
		{"other languages", "jsonl", `{"type":"memory","version":1,"sourceLang":"de","targetLang":"hy"}`, "found a memory from de into hy, expected one from en into hy"},
		{"a line without end in JSON", "jsonl", `{"source":"` + long, "line 1: found a line of more than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			_, err := m.Import(ctx, enHy, strings.NewReader(c.file), ImportOptions{Name: "file", Format: format(t, c.format)})
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Import = %v, want %q", err, c.says)
			}
			if n, err := m.Count(ctx, enHy); n != 0 || err != nil {
				t.Errorf("%d units were kept, %v", n, err)
			}
		})
	}
}

// FuzzTables reads any bytes as a table and as JSON lines: never a panic, and
// what was understood can be written and is understood the same again.
func FuzzTables(f *testing.F) {
	f.Add([]byte("source\ttarget\tscore\n'=a\t⟦1⟧\\t\t5\n"))
	f.Add([]byte("source\ttarget\tprovenance\n\\⟦2⟧\t⟦3⟧\t{\"human\":true}\n"))
	f.Add([]byte(`{"type":"memory","version":1,"sourceLang":"en","targetLang":"hy"}` + "\n" + `{"source":"a","target":"\u2028","provenance":{}}`))
	f.Add([]byte("\xff\xfe{\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"tsv", "jsonl"} {
			format := format(t, name)
			list := readUnits(format, b)
			var out bytes.Buffer
			w, err := format.create(&out, enHy)
			if err != nil {
				t.Fatal(err)
			}
			var want []Entry
			for _, u := range list {
				r := row{Entry: u.Entry, changed: noon.UnixMilli()}
				if !r.legal(false) {
					continue
				}
				want = append(want, u.Entry)
				if err := w.unit(&r); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.close(); err != nil {
				t.Fatal(err)
			}
			var got []Entry
			for _, u := range readUnits(format, out.Bytes()) {
				got = append(got, u.Entry)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s (-read +read again):\n%s\n%s", name, diff, &out)
			}
		}
	})
}

// readUnits reads up to the first error.
func readUnits(f Format, b []byte) (list []imported) {
	r, err := f.read(bytes.NewReader(b), enHy)
	for err == nil {
		var u imported
		if u, err = r.read(); err == nil {
			list = append(list, u)
		}
	}
	return list
}
