package main

import (
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"targman/pipeline/cell"
)

// TestHostileMarkup writes every page of the program with an article, a glossary
// and an aligned file full of payloads, and looks at each page as a browser
// would: nothing in it runs, and nothing in it asks the network.
func TestHostileMarkup(t *testing.T) {
	payloads := text(filepath.Join(hostileFolder, "payloads.txt"))
	term := `<img src=x onerror=alert(20)>`
	names := "- id: yerevan\n  kind: place\n  en: {canonical: Yerevan}\n  hy: {preferred: Երևան}\n  note: '" + term + "'\n  source: '" + term + "'\n"
	folder := project(t, map[string]string{
		"config.yaml": hostileConfig, "glossary/names.yaml": hostileGlossary, "old/names.yaml": names,
		"a.txt": payloads, "<img src=x onerror=alert(21)>.txt": payloads, "b.md": "# " + payloads,
		"page.html":   "<title>" + payloads + "</title><meta name=author content='\"><script>alert(22)</script>'><link rel=canonical href='javascript:alert(23)'><article>" + payloads + "</article>",
		"aligned.tsv": "source\ttarget\nHe <script>alert(25)</script> said 12.\tՆա <img src=x onerror=alert(26)> ասաց 13։\n",
	})
	e := end(t, command(t, folder, "translate", "--report", "run.html", "a.txt", "b.md", "page.html", "<img src=x onerror=alert(21)>.txt"))
	if e.code != exitDone && e.code != exitFindings {
		t.Fatalf("exit code %d\n%s", e.code, e.err)
	}
	pages := map[string]string{"run.html": text(filepath.Join(folder, "run.html"))}
	for _, name := range []string{"a", "b", "page", "<img src=x onerror=alert(21)>"} {
		pages[name] = text(filepath.Join(folder, "out/hy", name+".bilingual.html"))
	}
	for name, args := range map[string][]string{
		"check": {"check", "--format", "html", "aligned.tsv"}, "compare": {"compare", "--backends", "pseudo", "--format", "html", "a.txt"},
		"analyse": {"analyse", "--format", "html", "a.txt", "<img src=x onerror=alert(21)>.txt"}, "diff": {"glossary", "diff", "--format", "html", "old", "glossary"},
	} {
		e = end(t, command(t, folder, args...))
		pages[name] = e.out
	}
	for name, page := range pages {
		if !strings.Contains(page, "alert(") {
			t.Errorf("%s: no payload is on the page:\n%.300s\n%s", name, page, e.err)
		}
		for _, fault := range pageFaults(page) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// The rules find what they are for.
func TestPageFaults(t *testing.T) {
	const head = `<meta http-equiv=Content-Security-Policy content="default-src 'none'; script-src 'sha256-a'">`
	for page, want := range map[string]int{
		"<p>a": 1, head + "<p>a": 0, head + "<p onclick=a>": 1, head + "<script>a</script>": 0, head + "<script>a</script><script>b</script>": 1,
		head + "<a href=javascript:a>": 1, head + "<img src=x>": 1, head + "<a href='#a'>": 0, head + "<a href='https://example.org/'>": 0,
		head + "<iframe>": 1, strings.Replace(head, "script-src", "script-src 'unsafe-inline'", 1): 1,
	} {
		if got := pageFaults(page); len(got) != want {
			t.Errorf("%s: %q, want %d", page, got, want)
		}
	}
}

// pageFaults are what a page has that may run or load something.
func pageFaults(page string) (faults []string) {
	policy, scripts := "", 0
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		attrs := map[string]string{}
		for _, a := range tok.Attr {
			attrs[a.Key] = a.Val
			target := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "srcdoc", a.Key == "src", a.Key == "style":
				faults = append(faults, tok.String())
			case a.Key == "href" && strings.Contains(target, ":") && !strings.HasPrefix(target, "http://") && !strings.HasPrefix(target, "https://"):
				faults = append(faults, tok.String())
			}
		}
		switch tok.Data {
		case "script":
			scripts++
		case "img", "iframe", "object", "embed", "base", "link":
			if tok.Data != "link" && attrs["src"] == "" {
				faults = append(faults, tok.String())
			}
		case "meta":
			if strings.EqualFold(attrs["http-equiv"], "Content-Security-Policy") {
				policy = attrs["content"]
			}
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		faults = append(faults, "the policy "+policy)
	}
	if scripts > 1 {
		faults = append(faults, "more than the page's own script")
	}
	return faults
}

// TestHostileFormulas brings formulas through every table that the program
// writes: in none does a cell begin like one, and they come back as they were.
func TestHostileFormulas(t *testing.T) {
	formulas := text(filepath.Join(hostileFolder, "formulas.tsv"))
	folder := project(t, map[string]string{
		"config.yaml": hostileConfig, "formulas.tsv": formulas,
		"glossary/names.yaml": "- id: sum\n  kind: other\n  en: {canonical: SUM, variants: [Sum]}\n  hy: {preferred: ԳՈՒՄԱՐ}\n  note: '|cmd'\n  source: '-1+2'\n",
		"=1+2.txt":            "=SUM(A1) is text that stands here.\n\n@name said so, and more.\n\n+1 and more of it.\n",
	})
	for _, args := range [][]string{{"memory", "import", "formulas.tsv"}, {"memory", "export", "-o", "memory.tsv"}, {"translate", "=1+2.txt"},
		{"glossary", "export", "--format", "csv", "--out", "names.csv"}, {"glossary", "export", "--format", "tsv", "--out", "names.tsv"}} {
		if e := end(t, command(t, folder, args...)); e.code != exitDone && e.code != exitFindings {
			t.Fatalf("%q: exit code %d\n%s", args, e.code, e.err)
		}
	}
	tables := map[string]string{}
	for _, name := range []string{"memory.tsv", "out/hy/=1+2.tsv", "names.csv", "names.tsv"} {
		tables[name] = text(filepath.Join(folder, name))
	}
	for name, args := range map[string][]string{"usage.csv": {"usage", "--by", "article", "--format", "csv"}, "analyse.csv": {"analyse", "--format", "csv", "=1+2.txt"}} {
		tables[name] = end(t, command(t, folder, args...)).out
	}
	for name, table := range tables {
		rows := cellsOf(t, name, table)
		if len(rows) < 2 && name != "usage.csv" {
			t.Errorf("%s has %d rows", name, len(rows))
		}
		for _, row := range rows {
			for _, c := range row {
				if !strings.HasPrefix(c, "'") && cell.Guarded([]byte(c)) && !plainNumber(c) {
					t.Errorf("%s: the cell %q is a formula", name, c)
				}
			}
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(formulas), "\n")[1:] {
		source, _, _ := strings.Cut(line, "\t")
		if want := strings.TrimSpace(strings.TrimPrefix(cell.Text(source), "'")); !strings.Contains(cell.Text(tables["memory.tsv"]), strings.TrimLeft(want, " \t\u200B")) {
			t.Errorf("%q is not in the exported memory", want)
		}
	}
}

// plainNumber says that a cell is a number with a sign.
func plainNumber(c string) bool {
	return strings.Trim(c, "-+0123456789.,%") == ""
}

func cellsOf(t *testing.T, name, table string) [][]string {
	t.Helper()
	if filepath.Ext(name) == ".csv" {
		r := csv.NewReader(strings.NewReader(table))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	var rows [][]string
	for line := range strings.Lines(table) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}
