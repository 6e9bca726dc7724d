package main

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"targman/testdata/vendors"
)

// wireCodes are inline codes, as they are or as tags.
var wireCodes = regexp.MustCompile(`⟦\d+⟧|<[^>]*>`)

// trialWords are what the counterpart answers: each text another one, with its
// codes.
func trialWords(a vendors.Asked) []string {
	out := make([]string, len(a.Texts))
	for i, text := range a.Texts {
		out[i] = strings.Repeat("Բարի ", i+5) + "օր։"
		out[i] = strings.Join(wireCodes.FindAllString(text, -1), "") + out[i]
	}
	return out
}

// TestBackendTrials tests and probes engines against their counterparts: with a
// wrong key (5), beyond a cap (4) and as it should be. Every call is in the
// ledger, and the key is nowhere.
func TestBackendTrials(t *testing.T) {
	for _, vendor := range []string{"openai", "anthropic", "deepl", "libretranslate"} {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			server := vendors.Named(vendor).Start(t, func(w http.ResponseWriter, a vendors.Asked) { fmt.Fprint(w, a.Answer(trialWords(a))) })
			url := server.URL
			if vendor == "openai" {
				url += "/v1"
			}
			config := fmt.Sprintf("backends:\n  %s:\n    url: %s\n    key_env: VENDOR_KEY\n    %s\nmoney:\n  prices:\n    - {engine: %s, date: \"2026-11-01\", characters: 1000000, input: 1000000, output: 1000000}\n",
				vendor, url, blocks[vendor], vendor)
			folder := project(t, map[string]string{"config.yaml": config, "capped.yaml": config + "  caps:\n    - {run: 0.5}\n"})
			call := func(key string, args ...string) ended {
				c := command(t, folder, args...)
				c.Env = append(c.Env, "VENDOR_KEY="+key)
				e := end(t, c)
				if strings.Contains(e.out+e.err, vendors.Key) {
					t.Errorf("the key was printed:\n%s%s", e.out, e.err)
				}
				return e
			}
			call("sk-wrong", "backends", "test", vendor).want(t, exitEngine, "VENDOR_KEY")
			tested := call(vendors.Key, "backends", "test", vendor)
			tested.want(t, exitDone)
			if !strings.Contains(tested.out, "Բարի օր։") {
				t.Errorf("the test printed:\n%s", tested.out)
			}
			probe := call(vendors.Key, "backends", "probe", vendor)
			if probe.code != exitDone || !strings.Contains(probe.out, "inline codes survive: yes") {
				t.Errorf("the probe ended with %d and printed:\n%s%s", probe.code, probe.out, probe.err)
			}
			if listed := call(vendors.Key, "backends", "list"); !strings.Contains(listed.out, "there") || !strings.Contains(listed.out, "1e+06 characters") {
				t.Errorf("the list is:\n%s", listed.out)
			}
			paid := server.Calls()
			if vendor != "libretranslate" { // it counts nothing
				call(vendors.Key, "backends", "test", vendor, "--config", "capped.yaml").want(t, exitBudget, "the cap of 0.50")
				if server.Calls() != paid {
					t.Errorf("%d calls beyond the cap", server.Calls()-paid)
				}
			}
			if done := ledgerCalls(t, call, "done"); done != paid {
				t.Errorf("%d calls are in the ledger, the service was asked %d times", done, paid)
			}
			nowhere(t, folder, vendors.Key)
		})
	}
}

// ledgerCalls is how many calls of a state `targman usage` tells of.
func ledgerCalls(t *testing.T, call func(key string, args ...string) ended, state string) int {
	t.Helper()
	e := call("", "usage", "--by", "state", "--format", "csv")
	e.want(t, exitDone)
	for _, line := range strings.Split(e.out, "\n") {
		if cells := strings.Split(line, ","); cells[0] == state {
			var n int
			if _, err := fmt.Sscan(cells[1], &n); err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	return 0
}
