package backend

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"targman/pipeline/money"
)

// azureLLM is a large model behind Azure Translator that bills the most that a
// vocabulary of bytes can make of a text, or tells of one answer too few.
func azureLLM(t *testing.T, answers int) *Azure {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Inputs []azureInput }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		var values []object
		for _, in := range asked.Inputs[:min(answers, len(asked.Inputs))] {
			// An Armenian answer, as long as the source, at two tokens a letter.
			values = append(values, object{{"translations", []object{{
				{"text", in.Text}, {"language", "hy"}, {"sourceTokens", len(in.Text)}, {"instructionTokens", 800},
				{"responseTokens", 2 * len([]rune(in.Text))}, {"sourceCharacters", len([]rune(in.Text))}}}}})
		}
		w.Header().Set("Content-Type", "application/json")
		send(w, text(object{{"value", values}}))
	}))
	t.Cleanup(server.Close)
	e, err := NewAzure(AzureOptions{Service: Service{URL: server.URL, Key: canary, Calls: 1}, API: "2026-06-06", Model: "gpt-small"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// TestAzureDeployment reserves no less than a deployment bills, whichever of the
// units has a price.
func TestAzureDeployment(t *testing.T) {
	prices := map[string]money.Price{
		"tokens": {Input: 2.5, Output: 10}, "characters": {Characters: 10}, "both": {Characters: 10, Input: 2.5, Output: 10}}
	for name, texts := range map[string][]string{
		"short": {"Yes."}, "marks": {"⟦1⟧She⟦2⟧ wrote & ⟦3⟧ left <early>."}, "other letters": {strings.Repeat("Սարյան ", 40)},
		"many": {"One.", "Two.", strings.Repeat("A long sentence. ", 100), "4"}, "dense": {strings.Repeat("#!{}", 200)},
	} {
		r := Request{Source: "en", Target: "hy"}
		for i, s := range texts {
			r.Segments = append(r.Segments, Segment{ID: key(i), Text: s})
		}
		for _, answers := range []int{len(texts), len(texts) - 1} {
			e := azureLLM(t, answers)
			reply, _ := e.Translate(t.Context(), r)
			most, bill := e.Estimate(r), reply.Usage
			if bill.Input == 0 || bill.Output == 0 {
				t.Fatalf("%s: bill %+v has no tokens", name, bill)
			}
			for unit, price := range prices {
				if price.Cost(most) < price.Cost(bill) {
					t.Errorf("%s, price of %s: %v is reserved for %v (%+v, %+v)", name, unit, price.Cost(most), price.Cost(bill), most, bill)
				}
			}
			if answers < len(texts) && bill.Input < most.Input {
				t.Errorf("%s: the bill of a short answer is %+v, want %+v", name, bill, most)
			}
		}
	}
}

// TestAzureMinute counts characters against a limit of characters, also where
// tokens are reserved.
func TestAzureMinute(t *testing.T) {
	e := azureLLM(t, 1)
	r := Request{Source: "en", Target: "hy", Segments: segments(1)}
	if n, most := units(e.Estimate(r), e.Info().Unit), e.Estimate(r); n != most.Characters || most.Input <= n {
		t.Errorf("%d units of %+v", n, most)
	}
}
