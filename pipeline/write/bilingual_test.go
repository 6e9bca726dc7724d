package write

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// nodes are the elements of a page in document order.
func nodes(t *testing.T, page []byte) []*html.Node {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// TestPageAllowsItsOwnScriptOnly holds for every fixture, the hostile one
// above all: one script and two styles, each allowed by its hash and no other,
// no handler in an attribute, nothing from elsewhere.
func TestPageAllowsItsOwnScriptOnly(t *testing.T) {
	for name, d := range fixtures(t) {
		ns := nodes(t, render(t, Formats()[find("bilingual")], d))
		count := map[string]int{}
		policy := ""
		for _, n := range ns {
			count[n.Data]++
			if attr(n, "http-equiv") == "Content-Security-Policy" {
				policy = attr(n, "content")
			}
		}
		if count["script"] != 1 || count["style"] != 2 || count["img"]+count["link"]+count["iframe"]+count["object"]+count["base"] != 0 {
			t.Errorf("%s: elements %v", name, count)
		}
		if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Count(policy, "sha256-") != 3 {
			t.Errorf("%s: policy %q", name, policy)
		}
		for _, n := range ns {
			if (n.Data == "script" || n.Data == "style") && !strings.Contains(policy, n.Data+"-src") || (n.Data == "script" || n.Data == "style") && !strings.Contains(policy, sourceHash(text(n))) {
				t.Errorf("%s: the policy does not allow a %s of the page", name, n.Data)
			}
			checkAttributes(t, name, n)
		}
	}
}

func checkAttributes(t *testing.T, name string, n *html.Node) {
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcdoc" {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
		if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") {
			t.Errorf("%s: a link to %q", name, a.Val)
		}
		if strings.Contains(a.Val, "ZgotmplZ") {
			t.Errorf("%s: <%s %s> was refused by the template", name, n.Data, a.Key)
		}
	}
}

// TestPageShowsEveryUnit reads the page back.
func TestPageShowsEveryUnit(t *testing.T) {
	for name, d := range fixtures(t) {
		var rows []*html.Node
		for _, n := range nodes(t, render(t, Formats()[find("bilingual")], d)) {
			if n.Data == "tr" && attr(n, "id") != "" {
				rows = append(rows, n)
			}
		}
		if len(rows) != len(d.Units) {
			t.Fatalf("%s: %d rows for %d units", name, len(rows), len(d.Units))
		}
		for i, row := range rows {
			checkRow(t, d, &d.Units[i], row)
		}
	}
}

func checkRow(t *testing.T, d *Doc, u *bitext.Unit, row *html.Node) {
	if attr(row, "id") != "s"+u.ID || attr(row, "data-origin") != string(u.Origin) || attr(row.Parent, "class") != string(u.Kind) {
		t.Errorf("unit %s: row %v", u.ID, row.Attr)
	}
	got := map[string]*html.Node{}
	marks := 0
	for n := range row.Descendants() {
		if n.Data == "td" {
			got[attr(n, "class")] = n
		}
		if n.Data == "mark" {
			marks++
		}
	}
	if attr(got["source"], "lang") != d.Source || attr(got["target"], "lang") != d.Target {
		t.Errorf("unit %s: languages %q and %q", u.ID, attr(got["source"], "lang"), attr(got["target"], "lang"))
	}
	if want := len(sourceTerms(u)) + len(targetTerms(u)); marks != want {
		t.Errorf("unit %s: %d marks, want %d", u.ID, marks, want)
	}
	for _, f := range d.findings(u) {
		if !strings.Contains(text(got["found"]), strings.TrimRight(f.Message, "\u202E")) {
			t.Errorf("unit %s: the finding %q is not in %q", u.ID, f.Message, text(got["found"]))
		}
	}
	if i := strings.IndexFunc(text(row), hidden); i >= 0 {
		t.Errorf("unit %s: a character that does not show in %q", u.ID, text(row))
	}
}

func TestPageFonts(t *testing.T) {
	got := string(fontRule([]string{"Noto Serif Armenian", `x"; } body { background: url(http://x)`, "", "</style>", "Sylfaen"}))
	want := `:root { --target-fonts: "Noto Serif Armenian", "Sylfaen", var(--ui-font); }`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLabels sees that the page asks for no word that is not in the table, and
// for every word that is; and that it takes a caller's words.
func TestLabels(t *testing.T) {
	page := pageHTML
	for id := range labels {
		prefix, _, _ := strings.Cut(id, ".")
		if slices.Contains([]string{"kind", "state", "origin", "severity", "term", "filter", "text"}, prefix) {
			continue // asked for by the value
		}
		if !strings.Contains(page, `Label "`+id+`"`) {
			t.Errorf("label %q is not on the page", id)
		}
	}
	for _, part := range strings.Split(page, `Label "`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if labels[id] == "" {
			t.Errorf("the page asks for %q, which is not in the table", id)
		}
	}
	d := fixtures(t)["news"]
	d.Labels = map[string]string{"keys.title": "<Touches>"}
	if out := render(t, Formats()[find("bilingual")], d); !bytes.Contains(out, []byte("&lt;Touches&gt;")) {
		t.Error("the caller's label is not on the page")
	}
	if len(Labels()) != len(labels) {
		t.Error("Labels has not all labels")
	}
	for _, k := range []bitext.Kind{bitext.Headline, bitext.Caption, bitext.Paragraph, bitext.ListItem, bitext.Quote, bitext.Cell, bitext.UI, bitext.Furniture, bitext.Duplicate} {
		if labels["kind."+string(k)] == "" {
			t.Errorf("no label for the kind %q", k)
		}
	}
	for _, s := range []bitext.Severity{bitext.Info, bitext.Style, bitext.Warn, bitext.Error} {
		if labels["severity."+s.String()] == "" {
			t.Errorf("no label for the severity %q", s)
		}
	}
}

func TestFindingSaysWhy(t *testing.T) {
	said := bitext.Finding{ID: "share", Message: "a share button"}
	for _, c := range []struct {
		name   string
		kind   bitext.Kind
		reason string
		has    []bitext.Finding
		want   []bitext.Finding
	}{
		{"furniture says its rule", bitext.Furniture, "share: a share button", nil, []bitext.Finding{said}},
		{"not twice", bitext.Furniture, "share: a share button", []bitext.Finding{said}, []bitext.Finding{said}},
		{"a duplicate too", bitext.Duplicate, "share: a share button", nil, []bitext.Finding{said}},
		{"a reason without a rule", bitext.Furniture, "because", nil, []bitext.Finding{{ID: "furniture", Message: "because"}}},
		{"a paragraph says nothing", bitext.Paragraph, "share: a share button", nil, nil},
		{"no reason, nothing to say", bitext.Furniture, "", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &Doc{Article: &bitext.Article{Blocks: []bitext.Block{{Kind: c.kind, Reason: c.reason}}}}
			u := &bitext.Unit{Kind: c.kind, Findings: c.has}
			if got := d.findings(u); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if len(u.Findings) != len(c.has) {
				t.Error("the unit was changed")
			}
		})
	}
}
