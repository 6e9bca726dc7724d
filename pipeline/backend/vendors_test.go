package backend

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"targman/testdata/vendors"
)

// vendorOptions configure the engine for a vendor's counterpart.
func vendorOptions(t testing.TB, vendor, url string, batch, calls int, wait ...time.Duration) Options {
	t.Helper()
	s := Service{URL: url, Key: vendors.Key, KeyFrom: "the environment variable VENDOR_KEY", Timeout: time.Minute, Calls: calls}
	m := LLMOptions{Model: "small", Batch: batch, Temperature: 0.2, Schema: "schema"}
	for _, w := range wait {
		s.Timeout = w
	}
	mt := MTOptions{Batch: batch, PerSecond: 1e6}
	switch vendor {
	case "openai":
		s.URL += "/v1"
		return Options{OpenAI: OpenAIOptions{Service: s, LLMOptions: m, MaxTokens: "max_tokens"}}
	case "anthropic":
		return Options{Anthropic: AnthropicOptions{Service: s, LLMOptions: m}}
	case "gemini":
		return Options{Gemini: GeminiOptions{Service: s, LLMOptions: m}}
	case "ollama":
		m.Context = 1 << 21
		return Options{Ollama: OllamaOptions{Service: s, LLMOptions: m}}
	case "deepl":
		mt.Tags = "auto"
		return Options{DeepL: DeepLOptions{Service: s, MTOptions: mt}}
	case "google":
		s.Key = Secret(vendors.Account(url))
		return Options{Google: GoogleOptions{Service: s, MTOptions: mt, API: "v3", Model: "nmt"}}
	case "google-v2":
		return Options{Google: GoogleOptions{Service: s, MTOptions: mt, API: "v2"}}
	case "azure":
		return Options{Azure: AzureOptions{Service: s, MTOptions: mt, API: "2026-06-06", Region: "westeurope"}}
	case "azure-3":
		return Options{Azure: AzureOptions{Service: s, MTOptions: mt, API: "3.0", Region: "westeurope"}}
	case "amazon":
		return Options{Amazon: AmazonOptions{Service: s, MTOptions: mt, Region: "eu-test-1", KeyID: vendors.KeyID}}
	case "yandex":
		return Options{Yandex: YandexOptions{Service: s, MTOptions: mt}}
	case "libretranslate":
		return Options{LibreTranslate: LibreTranslateOptions{Service: s, MTOptions: mt}}
	case "modernmt":
		return Options{ModernMT: ModernMTOptions{Service: s, MTOptions: mt}}
	}
	t.Fatalf("no options for %s", vendor)
	return Options{}
}

// makeEngine makes the engine of a vendor.
func makeEngine(t testing.TB, vendor string, o Options) Engine {
	t.Helper()
	name, _, _ := strings.Cut(vendor, "-")
	for _, kind := range Engines() {
		if kind.Name == name {
			e, err := kind.New(o)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { e.Close() })
			return e
		}
	}
	t.Fatalf("no engine %s", name)
	return nil
}

// eachVendor runs a test for each vendor and interface.
func eachVendor(t *testing.T, test func(t *testing.T, v vendors.Vendor)) {
	t.Parallel()
	for _, v := range vendors.Vendors() {
		t.Run(v.Name, func(t *testing.T) { t.Parallel(); test(t, v) })
	}
}

// once makes one call of the engine itself.
func once(t *testing.T, v vendors.Vendor, segs []Segment, turn vendors.Turn) (Reply, *Error) {
	t.Helper()
	server := v.Start(t, turn)
	e := makeEngine(t, v.Name, vendorOptions(t, v.Name, server.URL, 4, 1))
	reply, err := e.Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segs})
	hideAll(t, fmt.Sprintf("%+v %v %#v", reply, err, e))
	if err == nil {
		return reply, nil
	}
	failure := asError(v.Name, err)
	hideAll(t, failure.Error()+failure.Trace+failure.Hint)
	return reply, failure
}

// hideAll fails when a key or a token shows.
func hideAll(t testing.TB, said string) {
	t.Helper()
	for _, secret := range []string{vendors.Key, vendors.Token, "PRIVATE KEY"} {
		if strings.Contains(said, secret) {
			t.Errorf("the key shows: %s", said)
		}
	}
}

// secretOf is what a vendor's calls are signed with.
func secretOf(v vendors.Vendor) string {
	if v.Name == "google" {
		return vendors.Token
	}
	return vendors.Key
}

// one is the segment of a call where a service takes one text.
func one(v vendors.Vendor) []Segment {
	if v.Name == "amazon" {
		return segments(1)
	}
	return segments(4)
}

// TestVendorFaults has each vendor's documented errors.
func TestVendorFaults(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		for _, f := range append(v.Faults, v.Stranger) {
			t.Run(f.Name, func(t *testing.T) {
				reply, failure := once(t, v, one(v), vendors.Bad(f))
				if failure == nil || failure.Kind.String() != f.Kind || len(reply.Results) > 0 {
					t.Errorf("error %v, want %s", failure, f.Kind)
				}
				if failure != nil && (failure.Kind == Temporary || failure.Kind >= Auth) && failure.Usage.Told() {
					t.Errorf("usage %+v of a call that cost nothing", failure.Usage)
				}
			})
		}
	})
}

// TestVendorBodies has answers that are none with 200, and answers that are not
// as many as the texts.
func TestVendorBodies(t *testing.T) {
	wrong := func(change func(answers []string) []string) vendors.Turn {
		return func(w http.ResponseWriter, a vendors.Asked) {
			var out []string
			for _, t := range a.Texts {
				out = append(out, vendors.Render(t))
			}
			if out = change(out); len(a.Keys) > 0 { // a model loses keys, not places
				a.Keys = a.Keys[:min(len(out), len(a.Keys))]
				content := object{}
				for i, k := range a.Keys {
					content = append(content, member{k, out[i]})
				}
				send(w, a.Say(text(content), ""))
				return
			}
			send(w, a.Answer(out))
		}
	}
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		for _, x := range []struct {
			name string
			turn vendors.Turn
			kind string
		}{
			{"a page", vendors.Bad(vendors.Fault{Body: "<!doctype html><title>Log in</title>"}), "bad reply"},
			{"nothing", vendors.Bad(vendors.Fault{}), "bad reply"},
			{"null", vendors.Bad(vendors.Fault{Body: "null"}), "bad reply"},
			{"an empty object", vendors.Bad(vendors.Fault{Body: "{}"}), "bad reply"},
			{"half a body", func(w http.ResponseWriter, a vendors.Asked) { send(w, a.Rendered()[:12]) }, "bad reply"},
			{"far too much", vendors.Bad(vendors.Fault{Body: strings.Repeat(" ", 2<<20)}), "no answer"},
			{"a redirect", vendors.Bad(vendors.Fault{Status: 307, Header: []string{"Location: http://127.0.0.1:1/"}}), "set-up"},
			{"their page of an error", vendors.Bad(vendors.Fault{Status: 502, Body: "<html>Bad gateway " + secretOf(v)}), "no answer"},
			{"an hour to wait", vendors.Bad(vendors.Fault{Status: 429, Header: []string{"Retry-After: 3600"}}), "temporary"},
			{"hung up", func(http.ResponseWriter, vendors.Asked) { panic(http.ErrAbortHandler) }, "no answer"},
			{"no answers", wrong(func([]string) []string { return nil }), "bad reply"},
			{"one more answer", wrong(func(a []string) []string { return append(a, "more") }), "bad reply"},
		} {
			t.Run(x.name, func(t *testing.T) {
				if x.name == "one more answer" && (v.Ends != nil || v.Name == "amazon") {
					return // keys cannot be more, and Amazon has one answer
				}
				if x.name == "no answers" && v.Ends != nil {
					return // see TestVendorModels
				}
				reply, failure := once(t, v, one(v), x.turn)
				if failure == nil || failure.Kind.String() != x.kind || len(reply.Results) > 0 {
					t.Errorf("%d results, error %v, want %s", len(reply.Results), failure, x.kind)
				}
				if x.name == "an hour to wait" && failure != nil && failure.After != time.Hour {
					t.Errorf("wait %s, want an hour", failure.After)
				}
			})
		}
	})
}

// TestVendorModels has what models say instead of an answer.
func TestVendorModels(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		if v.Ends == nil {
			return
		}
		for _, x := range []struct {
			name, content, end, kind string
			results                  int
		}{
			{"Markdown", "```json\n{\"s1\":\"a\",\"s2\":\"b\",\"s3\":\"c\",\"s4\":\"d\"}\n```", "done", "", 4},
			{"a preamble", "Here you are: {\"s1\":\"a\",\"s2\":\"b\",\"s3\":\"c\",\"s4\":\"d\"}", "done", "", 4},
			{"merged segments", `{"s1":"a b","s3":"c","s4":"d"}`, "done", "", 3},
			{"other keys", `{"s9":"x","id":"y"}`, "done", "bad reply", 0},
			{"an apology", "I'm sorry, but I can't help with that.", "done", "bad reply", 0},
			{"nothing", "", "done", "bad reply", 0},
			{"cut off", `{"s1":"a","s2":"b`, "cut", "too long", 1},
			{"refused", "", "refused", "refused", 0},
			{"the end of the context", `{"s1":"a"`, "full", "too long", 1},
			{"an odd end", `{"s1":"a","s2":"b","s3":"c","s4":"d"}`, "odd", "bad reply", 4},
		} {
			end, ok := v.Ends[x.end]
			if !ok {
				continue
			}
			t.Run(x.name, func(t *testing.T) {
				reply, failure := once(t, v, segments(4), func(w http.ResponseWriter, a vendors.Asked) { send(w, a.Say(x.content, end)) })
				kind := ""
				if failure != nil {
					kind = failure.Kind.String()
					if !failure.Usage.Told() {
						t.Error("the error does not tell what the call came to")
					}
				}
				if kind != x.kind || len(reply.Results) != x.results {
					t.Errorf("%d results, error %v, want %d and %q", len(reply.Results), failure, x.results, x.kind)
				}
			})
		}
	})
}

// TestVendorUsage looks at what calls come to, and at Estimate, which is never
// less.
func TestVendorUsage(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		segs := one(v)
		reply, failure := once(t, v, segs, vendors.Good)
		if failure != nil {
			t.Fatal(failure)
		}
		u := reply.Usage
		if u.Requests != 1 || !u.Told() || len(reply.Results) != len(segs) {
			t.Errorf("usage %+v, %d results", u, len(reply.Results))
		}
		e := makeEngine(t, v.Name, vendorOptions(t, v.Name, "http://127.0.0.1:1", 4, 1)).(Estimator)
		if most := e.Estimate(Request{Source: "en", Target: "hy", Segments: segs}); v.Ends == nil && most.Characters < u.Characters || v.Ends != nil && (most.Input == 0 || most.Output < u.Output) {
			t.Errorf("estimate %+v is less than the bill %+v", most, u)
		}
		if v.Name == "deepl" && (u.Estimated || u.Characters != 4*len(segs[0].Text)) {
			t.Errorf("usage %+v, want the service's own figures", u)
		}
		if v.Name == "anthropic" && (u.Cached != 400 || u.CacheWrites != 100 || u.Input <= 500) {
			t.Errorf("usage %+v, want the cache's part", u)
		}
	})
}

// TestVendorEstimates reserves no less than is billed where codes become marks that
// the service counts.
func TestVendorEstimates(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		segs := one(v)
		for i := range segs {
			segs[i].Text = "⟦1⟧" + segs[i].Text + "⟦2⟧ & ⟦3⟧"
		}
		reply, failure := once(t, v, segs, vendors.Good)
		if failure != nil {
			t.Fatal(failure)
		}
		e := makeEngine(t, v.Name, vendorOptions(t, v.Name, "http://127.0.0.1:1", 4, 1)).(Estimator)
		most, u := e.Estimate(Request{Source: "en", Target: "hy", Segments: segs}), reply.Usage
		if most.Characters < u.Characters || most.Output < u.Output {
			t.Errorf("estimate %+v is less than the bill %+v", most, u)
		}
	})
}

// TestVendorFree books nothing for a call that the service turned away.
func TestVendorFree(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		for _, f := range v.Faults {
			_, failure := once(t, v, one(v), vendors.Bad(f))
			if turned := f.Status >= 400 && f.Status < 500 && f.Kind != "refused" && f.Kind != "no answer"; failure == nil || turned && !failure.free() {
				t.Errorf("%s: %+v", f.Name, failure)
			}
		}
	})
}

// TestGoogleToken fetches one token for all calls, gives up with the call that it
// is for, and tells a key that the service does not know.
func TestGoogleToken(t *testing.T) {
	v := vendors.Named("google")
	o := vendorOptions(t, v.Name, v.Start(t, vendors.Good).URL, 4, 1)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	e := makeEngine(t, v.Name, o)
	r := Request{Source: "en", Target: "hy", Segments: segments(1)}
	if _, err := e.Translate(ended, r); err == nil || !errors.Is(err, context.Canceled) && !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("a call that has ended: %v", err)
	}
	if _, err := e.Translate(t.Context(), r); err != nil {
		t.Errorf("the next call: %v", err)
	}
	o.Google.Key = Secret(strings.Replace(o.Google.Key.Reveal(), "t@p-1", "x@p-1", 1))
	_, err := makeEngine(t, v.Name, o).Translate(t.Context(), r)
	if failure := asError(v.Name, err); err == nil || failure.Kind != Auth || !strings.Contains(err.Error(), "invalid_grant") {
		t.Errorf("a key that the service does not know: %v", err)
	}
}

// TestGoogleGlossary takes the answer without the glossary where its names were
// right already, for a glossary puts in fixed forms.
func TestGoogleGlossary(t *testing.T) {
	g := &Google{}
	for _, x := range []struct {
		plain string
		terms []Term
		want  bool
	}{
		{"Լավրովը եկավ։", []Term{{Source: "Lavrov", Target: "Լավրով"}}, true},
		{"Լաւրովը եկավ։", []Term{{Source: "Lavrov", Target: "Լավրով"}}, false},
		{"BBC-ն գրեց", []Term{{Source: "BBC", Keep: true}}, true},
		{"Լավրովը", []Term{{Source: "Lavrov", Target: "Լավրով"}, {Source: "BBC", Keep: true}}, false},
		{"Եկավ։", nil, false},
		{"", []Term{{Source: "Lavrov", Target: "Լավրով"}}, false},
	} {
		if got := g.rightAlready(x.plain, x.terms); got != x.want {
			t.Errorf("%q with %v: %v", x.plain, x.terms, got)
		}
	}
}

// TestVendorProbe asks what a service can do, which costs nothing.
func TestVendorProbe(t *testing.T) {
	eachVendor(t, func(t *testing.T, v vendors.Vendor) {
		server := v.Start(t, vendors.Good)
		p, ok := makeEngine(t, v.Name, vendorOptions(t, v.Name, server.URL, 4, 1)).(Prober)
		if !ok {
			if v.Name != "amazon" {
				t.Error("the engine cannot be probed")
			}
			return
		}
		c, err := p.Probe(t.Context(), "en", "hy")
		if err != nil || v.Ends == nil && c.Pair != "yes" || c.Info.Name == "" {
			t.Errorf("capabilities %+v, error %v", c, err)
		}
		if c, err = p.Probe(t.Context(), "en", "xx"); err != nil || v.Ends == nil && c.Pair != "no" {
			t.Errorf("capabilities of another pair %+v, error %v", c, err)
		}
		if server.Calls() != 0 {
			t.Errorf("the probe made %d paid calls", server.Calls())
		}
	})
}

// TestLibreTranslateWithoutArmenian asks no server that says it has no such pair.
func TestLibreTranslateWithoutArmenian(t *testing.T) {
	v := vendors.Named("libretranslate")
	server := v.Start(t, vendors.Good)
	e := makeEngine(t, v.Name, vendorOptions(t, v.Name, server.URL, 4, 1))
	_, err := e.Translate(t.Context(), Request{Source: "en", Target: "hyw", Segments: segments(1)})
	if failure := asError(v.Name, err); err == nil || failure.Kind != Unsupported || server.Calls() != 0 || !strings.Contains(err.Error(), "backends.libretranslate.codes") {
		t.Errorf("error %v after %d calls", err, server.Calls())
	}
}
