package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/pipeline/memory"
	"targman/pipeline/money"
)

// killer is a service that bills each call, and kills the program that calls it
// when its time has come: by turns before it answers and after.
type killer struct {
	*httptest.Server
	mu     sync.Mutex
	victim *os.Process
	billed int            // calls
	paid   map[string]int // how often each text was billed
	every  int            // of so many calls one kills; 0 none
}

func newKiller(t *testing.T) *killer {
	k := &killer{paid: map[string]int{}}
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Messages []struct{ Content string }
		}
		var message struct{ Segments map[string]string }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			return // killed while it was sending
		}
		if err := json.Unmarshal([]byte(asked.Messages[len(asked.Messages)-1].Content), &message); err != nil {
			t.Error(err)
		}
		answers := map[string]string{}
		k.mu.Lock()
		defer k.mu.Unlock()
		k.billed++
		for id, text := range message.Segments {
			answers[id] = "Թիվ " + strings.Trim(text[strings.LastIndex(text, " "):], " .") + "։"
			k.paid[text]++
		}
		dies := k.every > 0 && k.billed%k.every == 0
		if dies && k.billed/k.every%2 == 0 {
			_ = k.victim.Kill()
			return
		}
		content, _ := json.Marshal(answers)
		_ = json.NewEncoder(w).Encode(map[string]any{"model": "small-1", "choices": []any{map[string]any{
			"finish_reason": "stop", "message": map[string]string{"role": "assistant", "content": string(content)}}}})
		if dies {
			_ = http.NewResponseController(w).Flush()
			_ = k.victim.Kill()
		}
	}))
	t.Cleanup(k.Close)
	return k
}

// TestKilled kills a paid run ten times and then lets it finish: the ledger says
// no less than the service, and nothing was paid twice but what was under way.
func TestKilled(t *testing.T) {
	k := newKiller(t)
	k.every = 4
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "Sentence number %d.\n\n", 100+i)
	}
	folder := t.TempDir()
	put(t, filepath.Join(folder, "a.txt"), text.String())
	put(t, filepath.Join(folder, "config.yaml"), "backend: openai\nmemory:\n  fuzzy:\n    min: 0\nfail_on: never\noutput:\n  formats: [tsv]\nbackends:\n  openai:\n    url: "+k.URL+"/v1\n    model: small\n    calls: 2\n"+
		"money:\n  prices:\n    - {engine: openai, date: \"2026-11-01\", call: 1000000.0}\n  caps:\n    - {month: 1000.0}\n")
	kills := 0
	for range 30 {
		c := command(t, folder, "translate", "--quiet", "a.txt")
		k.mu.Lock()
		if kills == 10 {
			k.every = 0
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		k.victim = c.Process
		k.mu.Unlock()
		if e := wait(t, c); e.code == exitDone {
			break
		} else if e.code != -1 {
			t.Fatalf("exit code %d", e.code)
		}
		kills++
	}
	if kills != 10 {
		t.Fatalf("%d kills, want 10", kills)
	}
	m, err := memory.Open(filepath.Join(folder, "state/memory.db"), memory.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var cost money.Amount
	unknown, segments := 0, 0
	err = m.Calls(t.Context(), time.Time{}, time.Time{}, func(b memory.Booked) error {
		cost += b.Cost
		switch b.State {
		case money.Intent:
			t.Errorf("call %d is still under way", b.ID)
		case money.Unknown:
			unknown++
			segments += segmentsOf(b.Shares)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	again := 0
	for _, n := range k.paid {
		again += n - 1
	}
	t.Logf("%d calls were billed, the ledger has %s; %d unknown calls with %d segments, %d segments paid again", k.billed, cost, unknown, segments, again)
	if cost < money.AmountOf(float64(k.billed)) || again > segments || len(k.paid) != 400 {
		t.Errorf("the ledger says %s of %d calls; %d of %d segments that nobody knows of were paid again; %d texts", cost, k.billed, again, segments, len(k.paid))
	}
	table, err := os.ReadFile(filepath.Join(folder, "out/hy/a.tsv"))
	if err != nil || strings.Count(string(table), "Թիվ ") != 400 {
		t.Errorf("%d translations in the table, want 400: %v", strings.Count(string(table), "Թիվ "), err)
	}
	// The next run pays nothing.
	before := k.billed
	if e := end(t, command(t, folder, "translate", "--quiet", "--force", "a.txt")); e.code != exitDone || k.billed != before {
		t.Errorf("exit code %d, %d calls more", e.code, k.billed-before)
	}
	if e := end(t, command(t, folder, "usage", "--by", "article,state")); e.code != exitDone || !strings.Contains(e.out, "unknown") {
		t.Errorf("usage: %s%s", e.out, e.err)
	}
}
