package backend

import (
	"net/http"
	"strings"
	"testing"

	"targman/testdata/vendors"
)

// TestMark has what services do to marks.
func TestMark(t *testing.T) {
	for _, tt := range []struct {
		tags      TagSupport
		wire, out string
	}{
		{HTMLTags, `<span id="1" translate='no'>⟦1⟧</span> a &amp; b`, "⟦1⟧ a & b"},
		{HTMLTags, `<SPAN class=notranslate id=12></SPAN>x`, "⟦12⟧x"},
		{HTMLTags, `&lt;b&gt;R&amp;D&lt;/b&gt; &#39;&laquo;`, "<b>R&D</b> '«"},
		{XMLTags, `<x id="1"></x>a<x id='2' />b<x id="3">`, "⟦1⟧a⟦2⟧b⟦3⟧"},
		{XMLTags, `<y id="1"/>a`, `<y id="1"/>a`},
		{PlaceholderTags, "&amp; ⟦1⟧", "&amp; ⟦1⟧"},
	} {
		if got := unmark(tt.wire, tt.tags); got != tt.out {
			t.Errorf("%s %q is %q, want %q", tt.tags, tt.wire, got, tt.out)
		}
	}
}

// FuzzMark sends any text on its way and back.
func FuzzMark(f *testing.F) {
	for _, s := range []string{"⟦1⟧a⟦2⟧", `<span id="1">x</span>`, "&amp;⟦3⟧&lt;", "<x id=\"1\"/>", "a\u2028b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tags := range []TagSupport{PlaceholderTags, HTMLTags, XMLTags} {
			if got := unmark(mark(text, tags), tags); got != text {
				t.Errorf("%s: %q came back as %q", tags, text, got)
			}
		}
	})
}

// TestDeepLTags sends codes as XML where the service says that it keeps tags.
func TestDeepLTags(t *testing.T) {
	v := vendors.Named("deepl")
	var body string
	segs := segments(1)
	segs[0].Text = "⟦1⟧She⟦2⟧ & he"
	reply, failure := once(t, v, segs, func(w http.ResponseWriter, a vendors.Asked) { body = string(a.Body); vendors.Good(w, a) })
	if failure != nil || !strings.Contains(body, `"tag_handling":"xml"`) || reply.Results[0].Text != "«"+segs[0].Text+"»" {
		t.Errorf("sent %s, got %+v, error %v", body, reply.Results, failure)
	}
}

// TestCutPrompt has a server that reads less than it was sent, and answers with
// 200.
func TestCutPrompt(t *testing.T) {
	v := vendors.Named("ollama")
	for _, tt := range []struct {
		name    string
		context int
	}{{"cut at the context", 850}, {"far fewer tokens than letters", 100}} {
		t.Run(tt.name, func(t *testing.T) {
			o := vendorOptions(t, v.Name, v.Start(t, vendors.Good).URL, 4, 1)
			o.Ollama.Context = tt.context
			reply, err := makeEngine(t, v.Name, o).Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segments(4)})
			if failure := asError(v.Name, err); err == nil || failure.Kind != TooLong || len(reply.Results) > 0 {
				t.Errorf("%d results, error %v, want too long", len(reply.Results), err)
			}
		})
	}
}

// TestCodes spells languages as services do.
func TestCodes(t *testing.T) {
	c, err := newCodes("x", []string{"hy = hye_Armn"}, chinese("zh-CN", "zh-TW"))
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]string{"hy": "hye_Armn", "en-US": "en", "en-GB": "en-GB", "pt-BR": "pt", "zh": "zh-CN", "zh-TW": "zh-TW", "zh-Hant": "zh-TW", "hyw": "hyw"} {
		if got := c.of(tag); got != want {
			t.Errorf("%s is %s, want %s", tag, got, want)
		}
	}
	if _, err := newCodes("x", []string{"hy"}, shortTag); err == nil {
		t.Error("a pair without a code is taken")
	}
}

// TestRepair asks for a draft to be put right, with the prompt for that.
func TestRepair(t *testing.T) {
	segs := []Segment{{ID: "1", Text: "Hello.", Draft: "Բարեւ։", Note: "the spelling"}}
	r := Request{Source: "en", Target: "hy", Segments: segs, Canary: "zqx"}
	q := (&llm{}).question(r)
	if !strings.Contains(q.material, `"drafts":{"s1":"Բարեւ։"}`) || !strings.Contains(q.rules, `"drafts"`) || strings.Contains(q.rules, "zqx") ||
		!strings.Contains(q.secret, "zqx") || (Prompts{}).version(r) != repairPromptVersion {
		t.Errorf("asked with %+v", q)
	}
}
