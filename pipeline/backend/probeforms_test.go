package backend

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"targman/pipeline/money"
)

// formServer takes JSON asked for in some ways only; it knows no list of models.
func formServer(t *testing.T, knows string, usage bool) (url string, asked *[]string) {
	t.Helper()
	asked = &[]string{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b struct {
			Messages []struct{ Role, Content string }
			Format   struct{ Type string } `json:"response_format"`
		}
		if r.Method == http.MethodGet || json.NewDecoder(r.Body).Decode(&b) != nil || len(b.Messages) != 2 || b.Messages[0].Role != "system" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		way := map[string]string{"json_schema": "schema", "json_object": "object", "": "none"}[b.Format.Type]
		*asked = append(*asked, way)
		switch {
		case knows == "broken":
			w.WriteHeader(http.StatusUnauthorized)
		case knows == "prose" && way != "none":
			send(w, chat("Of course! Here is it.", "stop"))
		case knows == way, knows == "prose":
			body := chat(`{"s1":"Göod mörning."}`, "stop")
			if usage {
				body = strings.TrimSuffix(body, "}") + `,"usage":{"prompt_tokens":900,"completion_tokens":9}}`
			}
			send(w, body)
		default:
			w.WriteHeader(http.StatusBadRequest)
			send(w, `{"error":{"message":"response_format is not supported"}}`)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1", asked
}

// TestProbeForms finds the strictest way to ask for JSON that brings an answer; it
// makes no call behind it and none beyond a cap, and leaves no call unsettled.
func TestProbeForms(t *testing.T) {
	for _, x := range []struct {
		knows, json, asked string
		usage              bool
		most               money.Amount
		note, fault        string
	}{
		{"schema", "schema", "schema", true, 1 << 60, "tells how many tokens", ""},
		{"object", "object", "schema object", false, 1 << 60, "does not tell how many tokens", ""},
		{"none", "none", "schema object none", true, 1 << 60, `asked for by "object" brings no usable answer`, ""},
		{"prose", "none", "schema object none", true, 1 << 60, "a system message is accepted", ""},
		{"nothing", "", "schema object none", true, 1 << 60, "response_format is not supported", ""},
		{"broken", "", "schema", true, 1 << 60, "", "not allowed"},
		{"schema", "", "", true, 1, "404", "budget reached"},
	} {
		t.Run(x.knows, func(t *testing.T) {
			url, asked := formServer(t, x.knows, x.usage)
			e, err := NewOpenAI(OpenAIOptions{Service: Service{URL: url, Key: canary, Calls: 1}, LLMOptions: LLMOptions{Model: "small", Batch: 4, Schema: "object"}, MaxTokens: "max_tokens"})
			if err != nil {
				t.Fatal(err)
			}
			ledger := &books{most: x.most, cost: map[int64]money.Amount{}}
			c := NewClient(e)
			c.Ledger, c.Price = ledger, money.Price{Input: 1, Output: 2}
			found, ok, err := c.Probe(t.Context(), "en", "hy")
			fault := ""
			if err != nil {
				fault = asError("openai", err).Kind.String()
			}
			if !ok || found.JSON != x.json || fault != x.fault || !strings.Contains(strings.Join(found.Notes, "\n"), x.note) || strings.Contains(strings.Join(found.Notes, "\n"), canary) {
				t.Errorf("found %+v, error %v", found, err)
			}
			if got := strings.Join(*asked, " "); got != x.asked || ledger.open != 0 || len(ledger.cost) != len(*asked) {
				t.Errorf("asked by %q, want %q; %d calls booked, %d open", got, x.asked, len(ledger.cost), ledger.open)
			}
			if e.options.Schema != "object" || !slices.Contains(e.Forms(), e.options.Schema) {
				t.Errorf("the engine asks by %q now", e.options.Schema)
			}
		})
	}
}
