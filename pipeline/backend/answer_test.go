package backend

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseAnswer(t *testing.T) {
	for _, tt := range []struct{ name, in, want, err string }{
		{"two texts", `{"s1":"a","s2":"b"}`, "1=a,2=b", ""},
		{"in another order", `{"s2":"b","s1":"a"}`, "2=b,1=a", ""},
		{"escapes", `{"s1":"\u0561\n\"","s2":"\\"}`, "1=ա\n\",2=\\", ""},
		{"blanks after it", "{\"s1\":\"a\"} \n\n ", "1=a", ""},
		{"braces before it", `a {b} {{"s1":"a"}}`, "1=a", ""},
		{"braces after it", `{"s1":"a"} {b} {`, "1=a", ""},
		{"one object a text", "{\"s1\":\"a\"}\n{\"s2\":\"b\"}", "1=a,2=b", ""},
		{"a key twice", `{"s1":"a","s1":"b"}`, "1=a,1=b", ""},
		{"our ids are no keys", `{"1":"a"}`, "", "no JSON object"},
		{"thoughts without a beginning", `Hm {"s1":"x"}.</think>{"s1":"a"}`, "1=a", ""},
		{"a text about thoughts", `{"s1":"</think>a"}`, "1=</think>a", ""},
		{"a fenced text about thoughts", "```\n{\"s1\":\"</think>a\"}\n```", "1=</think>a", ""},
		{"a cut text", `{"s1":"a","s2":"b`, "1=a", "unexpected EOF"},
		{"cut after a text", `{"s1":"a"`, "1=a", "unexpected EOF"},
		{"a syntax error inside", `{"s1":"a" "s2":"b"}`, "1=a", "invalid character"},
		{"an echo with a syntax error", `{"segments":{"s1":"a" "s2":"b"}}`, "", "invalid character"},
		{"nothing", "", "", "no JSON object"},
		{"a string", `"s1"`, "", "no JSON object"},
		{"an empty object", `{}`, "", "no JSON object"},
		{"ever deeper", strings.Repeat(`{"s1":`, 20000), "", "exceeded max depth"},
		{"ever more", strings.Repeat(`{`, 20000), "", "no JSON object"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			results, err := parseAnswer(tt.in, segments(2))
			if got := joined(results); got != tt.want {
				t.Errorf("answers %q, want %q", got, tt.want)
			}
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v, want %q in it", err, tt.err)
			}
		})
	}
}

// FuzzParseAnswer holds any content to three promises: no answer for an id that
// was not asked for, no text that does not stand in the content, and what is an
// object of our keys comes back whole.
func FuzzParseAnswer(f *testing.F) {
	for _, seed := range []string{`{"s1":"a","s2":"b"}`, "```json\n{\"s1\":\"a\"}\n```", `<think>{}</think>{"s1":"\ud835"}`, `{"s1":null,"s2":{"s1":"x"}}`, `{"s1":"a`} {
		f.Add(seed, "text")
	}
	f.Fuzz(func(t *testing.T, content, text string) {
		results, err := parseAnswer(content, segments(2))
		if err == nil && len(results) == 0 {
			t.Errorf("neither answer nor error for %q", content)
		}
		for _, r := range results {
			if r.ID != "1" && r.ID != "2" {
				t.Errorf("an answer for %q, which was not asked for", r.ID)
			}
			if plain := !strings.ContainsAny(content, `\`) && utf8.ValidString(content); plain && !strings.Contains(content, `"`+r.Text+`"`) {
				t.Errorf("%q does not stand in %q", r.Text, content)
			}
		}
		whole, err := json.Marshal(map[string]string{"s1": text, "s2": content})
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseAnswer("Here:\n"+string(whole)+"\n", segments(2))
		want := []Result{{"1", strings.ToValidUTF8(text, "\uFFFD")}, {"2", strings.ToValidUTF8(content, "\uFFFD")}}
		if utf8.ValidString(text) && utf8.ValidString(content) && !strings.Contains(text+content, "</think>") && (err != nil || !slices.Equal(again, want)) {
			t.Errorf("got %q, %v, want %q", again, err, want)
		}
	})
}

// FuzzParseLines holds any output to the same promises.
func FuzzParseLines(f *testing.F) {
	for _, seed := range []string{"{\"id\":\"1\",\"text\":\"a\"}\n", "\uFEFF{\"id\":\"1\",\"text\":\"a\"}\r\nx", "{}\n\n[]", `{"id":"1","text":"a`} {
		f.Add([]byte(seed), "text")
	}
	f.Fuzz(func(t *testing.T, out []byte, text string) {
		reply, err := parseLines(out)
		if n := strings.Count(string(out), "\n") + 1; len(reply.Results) > n {
			t.Errorf("%d answers in %d lines", len(reply.Results), n)
		}
		if err == nil && len(reply.Results) == 0 && strings.TrimSpace(strings.TrimPrefix(string(out), byteOrderMark)) != "" {
			t.Errorf("neither answer nor error for %q", out)
		}
		after, _ := parseLines(append(append(out, '\n'), line("1", text)...))
		if last := after.Results[len(after.Results)-1]; utf8.ValidString(text) && last != (Result{"1", text}) {
			t.Errorf("after %q the answer is %q, want %q", out, last, text)
		}
	})
}
