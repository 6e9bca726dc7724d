package exchange

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/glossary"
)

const (
	dcaStart = `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>`
	dcaEnd   = `</body></text></tbx>`
)

func TestBadFiles(t *testing.T) {
	deep := strings.Repeat("<descripGrp>", 250)
	for _, c := range []struct{ name, file, text, want string }{
		{"not UTF-8", "a.csv", "en.canonical,hy.preferred\nVan,\xff\n", "line 2: found bytes that are not UTF-8"},
		{"a quotation mark that does not fit", "a.csv", "id,en.canonical\nvan,Va\"n\n", "line 2: found a quotation mark that does not fit"},
		{"a quotation mark that is not closed", "a.csv", "id,en.canonical\nvan,\"Van\n", "found a quotation mark that does not fit"},
		{"more cells than columns", "a.csv", "id,en.canonical\nvan,Van,x\n", "line 2: found 3 cells, expected 2"},
		{"a column twice", "a.csv", "id,en.canonical,id\nvan,Van,x\n", `line 1: found the column "id" twice`},
		{"neither yes nor no", "a.csv", "id,keep,en.canonical\nvan,perhaps,Van\n", `line 2: found "perhaps" in the column keep`},
		{"too many cells", "a.tsv", "en.canonical" + strings.Repeat("\tx", 1000) + "\n", "line 1: found more than 1000 cells"},
		{"a cell too long", "a.csv", "Van," + strings.Repeat("a", 1<<20) + "\n", "line 1: found a cell of 1048576 bytes"},
		{"a pair of four cells and more", "a.txt", "a\tb\tc\td\te\n", "line 1: found 5 cells"},
		{"a language that is none", "a.csv", "Van,Վան,english,HY\n", `line 1: found "english", expected a language such as EN`},
		{"no XML of terms", "a.tbx", "<html/>", "line 1: found <html>, expected <tbx> or <martif>"},
		{"an entity", "a.tbx", `<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>`, "a document type with declarations of its own"},
		{"an entity of nobody", "a.tbx", dcaStart + "&x;" + dcaEnd, "invalid character entity &x;"},
		{"elements too deep", "a.tbx", dcaStart + `<conceptEntry id="a">` + deep, "elements nested deeper than 200"},
		{"a term of a megabyte and more", "a.tbx", dcaStart + `<conceptEntry id="a"><langSec xml:lang="en"><termSec><term>` + strings.Repeat("a", 2<<20), "more than 1048576 bytes"},
		{"an entry of too many elements", "a.tbx", dcaStart + `<conceptEntry id="a">` + strings.Repeat("<date/>", maxNodes), "more than 20000 elements in one entry"},
		{"cut off", "a.tbx", dcaStart, "line 1: found broken XML: unexpected EOF"},
		{"nothing after the head", "a.tbx", "<?xml version='1.0'?>", "expected <tbx> or <martif>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := Read(c.file, []byte(c.text), nil, options)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestLimits reads what is just not too much, and refuses one more.
func TestLimits(t *testing.T) {
	rep := strings.Repeat
	tbx := func(body string) string { return dcaStart + body + dcaEnd }
	for _, c := range []struct {
		name, file string
		limit      int
		make       func(n int) string
		want       string
	}{
		{"cells between commas", "a.csv", maxCells, func(n int) string { return "en.canonical" + rep(",", n-1) + "\nVan\n" }, "line 1: found more than 1000 cells"},
		{"cells with line ends in them", "a.csv", maxCells, func(n int) string { return "en.canonical\n" + rep("\"\n\",", n-1) + "Van\n" }, "line 1002: found more than 1000 cells"},
		{"cells between tabs", "a.txt", maxCells, func(n int) string { return "# Terms\n\nVan\tՎան" + rep("\t", n-2) + "\n" }, "line 3: found more than 1000 cells"},
		{"bytes of a cell", "a.csv", maxCell, func(n int) string { return "en.canonical\n" + rep("a", n) + "\n" }, "line 2: found a cell of 65537 bytes"},
		{"bytes of a cell between tabs", "a.txt", maxCell, func(n int) string { return "Van\t" + rep("a", n) + "\n" }, "line 1: found a cell of 65537 bytes"},
		{"rows", "a.csv", maxRows, func(n int) string { return "en.canonical\n\n,\n" + rep("a\n", n-1) }, "line 300003: found more than 300000 entries"},
		{"entries", "a.tbx", maxRows, func(n int) string { return tbx(rep("<conceptEntry/>\n", n)) }, "line 300001: found more than 300000 entries"},
		{"elements of an entry", "a.tbx", maxNodes, func(n int) string { return tbx("<conceptEntry>" + rep("<date/>", n-1) + "</conceptEntry>") }, "more than 20000 elements in one entry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				_, _, err := Read(c.file, []byte(c.make(n)), nil, options)
				if refused := err != nil && strings.Contains(err.Error(), c.want); refused == ok {
					t.Errorf("%d of %d: %v, want %q beyond the limit", n, c.limit, err, c.want)
				}
			}
		})
	}
}

// TestManyCells: a line of nothing but cells is refused before they are held; a
// slice of them would take sixteen times its bytes.
func TestManyCells(t *testing.T) {
	for _, c := range []struct{ file, mark string }{{"a.csv", ","}, {"a.tsv", "\t"}, {"a.txt", "\t"}} {
		data := []byte("en.canonical" + strings.Repeat(c.mark, 4<<20) + "\n")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := Read(c.file, data, nil, options)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; err == nil || taken > 8*uint64(len(data)) {
			t.Errorf("%s: %v; %d bytes were taken for %d", c.file, err, taken, len(data))
		}
	}
}

// TestForeignTBX reads what other programs write: statuses in old words, terms
// in groups, varieties of languages, categories that a concept has no place for.
func TestForeignTBX(t *testing.T) {
	const text = `<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>Some tool</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1"><descrip type="subjectField">geography</descrip>
 <transacGrp><transac type="origination"/><date>2020-01-01</date></transacGrp>
 <langSet xml:lang="en-US"><descripGrp><descrip type="definition">A lake.</descrip><admin type="source">Atlas</admin></descripGrp>
  <ntig><termGrp><term>Sevan</term><termNote type="administrativeStatus">preferred</termNote></termGrp></ntig>
  <tig><term>Lychnitis</term><termNote type="administrativeStatus">obsolete</termNote></tig>
 </langSet>
 <langSet xml:lang="hy"><tig><term>Սևան</term></tig><tig><term>Սեվան</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="fr"><tig><term>Sévan</term></tig></langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="hy"><tig><term>Ախուրյան</term></tig></langSet></termEntry>
</body></text></martif>`
	entries, losses, err := Read("a.tbx", []byte(text), nil, options)
	if err != nil || len(entries) != 1 {
		t.Fatalf("got %d entries, %v", len(entries), err)
	}
	c := entries[0].Concept
	got := fmt.Sprint(c.ID, c.Kind, c.Note, c.Spellings[0].Canonical, c.Spellings[0].Variants, c.Targets[0].Preferred, c.Targets[0].Forbidden)
	if want := "A lake.Sevan[Lychnitis]Սևան[Սեվան]"; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got %s, want %s", got, want)
	}
	var all []string
	for _, l := range losses {
		all = append(all, l.String())
	}
	told := strings.Join(all, "\n")
	for _, want := range []string{"c1: subjectField", "c1: the history", "c1: source", "c1: the language fr", "c2: the concept: it has no term in en"} {
		if !strings.Contains(told, want) {
			t.Errorf("not told of %q:\n%s", want, told)
		}
	}
}

// TestGuard keeps spreadsheets from reading formulas, and loses nothing by it.
func TestGuard(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+374": "'+374", "-Արաս": "'-Արաս", "@SUM(A1)": "'@SUM(A1)", " =1": "' =1", "\t=1": "'\t=1", "|cmd": "'|cmd",
		"＝1": "'＝1", "'=1": "''=1", "'Ayn": "'Ayn", "Van": "Van", "": "",
	} {
		got := Options{}.guard(cell)
		if got != want || (Options{}).unguard(got) != cell {
			t.Errorf("%q: got %q, and back %q; want %q", cell, got, (Options{}).unguard(got), want)
		}
		if raw := (Options{Raw: true}); raw.guard(cell) != cell || raw.unguard(want) != want {
			t.Errorf("%q: raw changes it", cell)
		}
	}
}

func TestSemicolons(t *testing.T) {
	entries, _, err := Read("a.csv", []byte("id;en.canonical;en.variants\nvan;Van;\"Wan|Ban\"\n"), nil, options)
	if err != nil || len(entries) != 1 || len(entries[0].Concept.Spellings[0].Variants) != 2 {
		t.Errorf("got %+v, %v", entries, err)
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ name, table, want string }{
		{"known", "id,en.canonical,hy.preferred\nvan,Van,Վան\n", "same 1"},
		{"known by a variant", "en.canonical,hy.preferred\nAraks,Արաքս\n", "same 1"},
		{"known by the full name", "en.canonical,hy.preferred\nTigran Petrosyan,Տիգրան Պետրոսյան\n", "same 1"},
		{"another term", "id,en.canonical,hy.preferred\nvan,Van,Ուան\n", `conflict van hy.preferred "Վան" "Ուան"`},
		{"another term of a full name", "en.canonical,hy.preferred\nTigran Petrosyan,Տիգրան Պետրոսեան\n", `conflict petrosyan hy of the full name "Տիգրան Պետրոսյան" "Տիգրան Պետրոսեան"`},
		{"a spelling more", "id,en.canonical,en.variants\nvan,Van,Wan\n", "changed van"},
		{"the spelling of another", "id,en.canonical,en.variants\nvan,Van,Araks\n", `conflict van spelling "Araks as a name of aras" "Araks" same 1`},
		{"a bad term that is good", "id,en.canonical,hy.forbidden\naras,Aras,Երասխ\n", `conflict aras hy.forbidden "Երասխ as a good term" "Երասխ" same 1`},
		{"new", "en.canonical,hy.preferred\nSevan,Սևան\n", "new sevan"},
		{"new under an id that is taken", "en.canonical,hy.preferred\nVan!,Վան\n", "new van-2"},
		{"twice in one file", "en.canonical,hy.preferred,en.variants\nSevan,Սևան,\nSevan,Սևան,Sewan\n", "new sevan"},
		{"no id to be made", "en.canonical,hy.preferred\nՎան,Վան\n", `conflict Վան id "" "no id can be made of it; give it one"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			entries, _, err := Read("a.csv", []byte(c.table), nil, options)
			if err != nil {
				t.Fatal(err)
			}
			j := Join(sample(t), entries, JoinOptions{Options: options, Kind: glossary.Other, Reference: "x"})
			var got []string
			for _, x := range j.New {
				got = append(got, "new "+x.ID)
			}
			for _, x := range j.Changed {
				got = append(got, "changed "+x.ID)
			}
			for _, x := range j.Conflicts {
				got = append(got, fmt.Sprintf("conflict %s %s %q %q", x.Concept, x.Field, x.Ours, x.Theirs))
			}
			if j.Same > 0 {
				got = append(got, fmt.Sprint("same ", j.Same))
			}
			text := strings.Join(got, " ")
			if text != c.want && text != c.want+" same 1" {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}

func TestOverwrite(t *testing.T) {
	entries, _, err := Read("a.csv", []byte("id,en.canonical,hy.preferred,note\naras,Aras,Արազ,new\n"), nil, options)
	if err != nil {
		t.Fatal(err)
	}
	j := Join(sample(t), entries, JoinOptions{Options: options, Overwrite: true})
	if len(j.Conflicts) > 0 || len(j.Changed) != 1 {
		t.Fatalf("got %+v", j)
	}
	if c := j.Changed[0]; c.Targets[0].Preferred != "Արազ" || c.Note != "new" || strings.Contains(strings.Join(c.Targets[0].Forbidden, " "), "Արազ") {
		t.Errorf("got %+v", c.Targets[0])
	}
	if err := j.Check("a.csv"); err != nil {
		t.Error(err)
	}
}

// TestCheck names the line of the imported file.
func TestCheck(t *testing.T) {
	table := "id,kind,en.canonical,hy.preferred\nsevan,place,Sevan,Սևան\nlake,village," + strings.Repeat("a", 300) + ",x\n"
	entries, _, err := Read("a.csv", []byte(table), nil, options)
	if err != nil {
		t.Fatal(err)
	}
	err = Join(empty(t), entries, JoinOptions{Options: options, Kind: glossary.Other, Reference: "x"}).Check("a.csv")
	for _, want := range []string{`a.csv:3: lake: found "village"`, "a.csv:3: lake: found 300 bytes of text; expected at most 200"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestManyTerms reads 200,000 rows.
func TestManyTerms(t *testing.T) {
	const n = 200_000
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Name%x,Անուն%x\n", i, i)
	}
	entries, _, err := Read("a.csv", []byte(b.String()), nil, options)
	if err != nil || len(entries) != n {
		t.Fatalf("got %d, %v", len(entries), err)
	}
	j := Join(empty(t), entries, JoinOptions{Options: options, Kind: glossary.Other, Reference: "x"})
	if len(j.New) != n || len(j.Conflicts) > 0 {
		t.Errorf("got %d new, %d conflicts", len(j.New), len(j.Conflicts))
	}
}

// FuzzRead holds what comes out of any file to text that is UTF-8, and to being
// joined and written again.
func FuzzRead(f *testing.F) {
	g, err := glossary.Parse(glossary.File{Name: "sample.yaml", Data: []byte(sampleText)})
	if err != nil {
		f.Fatal(err)
	}
	for i, format := range Formats() {
		var b bytes.Buffer
		if _, err := format.Write(&b, g.Concepts(), options); err != nil {
			f.Fatal(err)
		}
		f.Add(i, b.Bytes())
	}
	f.Add(0, []byte(`<!DOCTYPE a [<!ENTITY e "x">]><tbx>&e;</tbx>`))
	f.Fuzz(func(t *testing.T, i int, data []byte) {
		formats := Formats()
		format := formats[((i%len(formats))+len(formats))%len(formats)]
		entries, losses, err := Read("x", data, &format, options)
		if err != nil {
			return
		}
		for _, l := range losses {
			_ = l.String()
		}
		for _, e := range entries {
			for _, s := range e.Concept.Spellings {
				if !utf8.ValidString(s.Canonical) || e.Line < 1 {
					t.Errorf("%q in line %d", s.Canonical, e.Line)
				}
			}
		}
		j := Join(g, entries, JoinOptions{Options: options, Kind: glossary.Other, Reference: "x"})
		if j.Check("x") != nil {
			return
		}
		if _, err := glossary.Put(glossary.File{Name: "new.yaml"}, j.New); err != nil {
			t.Errorf("concepts that pass the check cannot be written: %v", err)
		}
	})
}
