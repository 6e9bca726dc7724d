package main

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"targman/testdata/vendors"
)

// answered are texts of an engine that would like to be markup: some pass the
// gate, for they are none yet, and of the others the reasons speak.
var answered = []string{
	`Առաջին նախադասության թարգմանությունն այստեղ է "><img src=x onerror=alert(30) `,
	`Երկրորդ նախադասության թարգմանությունն այստեղ է <svg/onload=alert(31)//`,
	`Երրորդ նախադասության <script>alert(32)</script> թարգմանությունն այստեղ է։`,
	`Չորրորդ նախադասության [թարգմանությունը](javascript:alert(33)) այստեղ է։`,
	`Հինգերորդ նախադասության թարգմանությունն այստեղ է | <b onclick=alert(34)>`,
	`Վեցերորդ նախադասության --> ]]> {{.}} ${alert(35)} թարգմանությունն է։`,
	`Յոթերորդ նախադասության <javascript:alert(36)> թարգմանությունն այստեղ է։`,
}

// TestHostileAnswers has an engine that answers with payloads, calls its model by
// one, and fails with others: on no page and in no Markdown is anything of it
// markup.
func TestHostileAnswers(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	server := vendors.Named("openai").Start(t, func(w http.ResponseWriter, a vendors.Asked) {
		if calls.Add(1)%4 == 2 {
			w.WriteHeader(http.StatusInternalServerError)
			fmt.Fprint(w, `{"error":{"message":"<img src=x onerror=alert(40)> [a](javascript:alert(41)) | <b>`+"`"+`","code":"<script>alert(42)</script>"}}`)
			return
		}
		out := make([]string, len(a.Texts))
		for i, text := range a.Texts {
			out[i] = answered[int(text[len("Sentence ")]-'0')%len(answered)]
		}
		fmt.Fprint(w, strings.ReplaceAll(a.Answer(out), "small-2026", "</td><script>alert(43)</script>"))
	})
	var article strings.Builder
	for i := range answered {
		fmt.Fprintf(&article, "Sentence %d of this article is a long and harmless one, which names Yerevan.\n\n", i)
	}
	folder := project(t, map[string]string{
		"config.yaml":         strings.Replace(hostileConfig, "backend: pseudo", "backend: openai\nbackends: {openai: {url: \""+server.URL+"/v1\", model: small, key_env: VENDOR_KEY}}", 1) + "report: {files: [run.html, run.md]}\n",
		"glossary/names.yaml": hostileGlossary, "a.txt": article.String(),
	})
	call := func(args ...string) ended {
		c := command(t, folder, args...)
		c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
		return end(t, c)
	}
	call("translate", "a.txt").want(t, exitFindings)
	pages := map[string]string{
		"run.html": text(filepath.Join(folder, "run.html")), "bilingual": text(filepath.Join(folder, "out/hy/a.bilingual.html")),
		"compare": call("compare", "--backends", "openai,pseudo", "--format", "html", "a.txt").out, "check": call("check", "--format", "html", "out/hy/a.tsv").out,
		"run.md": rendered(t, text(filepath.Join(folder, "run.md"))), "runs show": rendered(t, call("runs", "show").out),
	}
	for name, page := range pages {
		if !strings.Contains(page, "alert(") {
			t.Errorf("%s: no payload is on the page:\n%.600s", name, page)
		}
		for _, fault := range pageFaults(page) {
			t.Errorf("%s: %s", name, fault)
		}
		if strings.HasPrefix(page, rendition) {
			for _, fault := range strangeTags(page) {
				t.Errorf("%s: %s", name, fault)
			}
		}
	}
}

// rendition begins a page that Markdown was made.
const rendition = `<meta http-equiv=Content-Security-Policy content="default-src 'none'">`

// rendered is Markdown as a careless program shows it, with the HTML in it.
func rendered(t *testing.T, md string) string {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(gmhtml.WithUnsafe())).Convert([]byte(md), &out); err != nil {
		t.Fatal(err)
	}
	return rendition + out.String()
}

var ownTags = regexp.MustCompile(`^(?:meta|h[1-6]|p|ul|li|strong|code|br|a|table|thead|tbody|tr|th|td)$`)

// strangeTags are the tags of a rendition that no report has.
func strangeTags(page string) (faults []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		bad := slices.ContainsFunc(tok.Attr, func(a html.Attribute) bool { return a.Key == "href" && strings.Contains(a.Val, "alert") })
		if (tok.Type == html.StartTagToken || tok.Type == html.SelfClosingTagToken) && (bad || !ownTags.MatchString(tok.Data)) {
			faults = append(faults, tok.String())
		}
	}
	return faults
}

// The rules find what they are for.
func TestStrangeTags(t *testing.T) {
	for md, want := range map[string]int{"# a\n\n- **b** `<img>` \\<img>": 0, "a <img src=x>": 1, "<script>alert(1)</script>": 1, "[a](javascript:alert(1))": 1, "[a](<x/b.html>)": 0} {
		if got := strangeTags(rendered(t, md)); len(got) != want {
			t.Errorf("%s: %q, want %d", md, got, want)
		}
	}
}
