//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"
)

// engine is a service on the loopback that speaks as OpenAI's does, translates by
// the dictionary, and bills every call that it has read whole, whether anybody
// waits for the answer or not.
type engine struct {
	URL    string
	server *http.Server
	// pace is how long an answer takes.
	pace func() time.Duration

	mu    sync.Mutex
	gate  chan struct{} // holds every answer back until it is closed; nil holds none
	open  map[net.Conn]bool
	moved *sync.Cond // a connection was opened or closed
	bill
}

// bill is what the engine has been asked for, as it will be charged.
type bill struct {
	calls, characters int
	paid              map[string]int // how often each text was billed
	faults            []string       // what no client should send
}

func (b bill) clone() bill {
	b.paid = maps.Clone(b.paid)
	return b
}

// repaid is how many characters were billed for texts that had been billed
// before.
func (b bill) repaid() (characters int) {
	for text, n := range b.paid {
		characters += (n - 1) * utf8.RuneCountInString(text)
	}
	return characters
}

func startEngine(pace func() time.Duration) (*engine, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	e := &engine{URL: "http://" + l.Addr().String(), pace: pace, open: map[net.Conn]bool{}, bill: bill{paid: map[string]int{}}}
	e.moved = sync.NewCond(&e.mu)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", e.complete)
	mux.HandleFunc("GET /here", func(http.ResponseWriter, *http.Request) {})
	e.server = &http.Server{Handler: mux, ConnState: e.connection, ReadHeaderTimeout: time.Minute}
	go func() { _ = e.server.Serve(l) }()
	return e, nil
}

func (e *engine) close() { _ = e.server.Close() }

// billed is the bill so far.
func (e *engine) billed() bill {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.clone()
}

func (e *engine) connection(c net.Conn, s http.ConnState) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s == http.StateClosed {
		delete(e.open, c)
	} else {
		e.open[c] = true
	}
	e.moved.Broadcast()
}

// quiet waits until nothing that clients have sent is unread; all of them must
// have ended. Connections are accepted in the order in which they were made, so
// behind one of our own there is none of theirs.
func (e *engine) quiet() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, e.URL+"/here", http.NoBody)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("wait for the engine: %w", err)
	}
	answer.Body.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	defer context.AfterFunc(ctx, e.moved.Broadcast)()
	for len(e.open) > 0 {
		if ctx.Err() != nil {
			return fmt.Errorf("wait for the engine: %d connections are open although every client has ended", len(e.open))
		}
		e.moved.Wait()
	}
	return nil
}

func (e *engine) complete(w http.ResponseWriter, r *http.Request) {
	texts, err := question(r)
	if err != nil {
		e.fault(err)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if gate := e.charge(texts); gate != nil {
		<-gate
	}
	select {
	case <-time.After(e.pace()):
	case <-r.Context().Done():
		return
	}
	answers := map[string]string{}
	for id, text := range texts {
		if answers[id], err = answer(text); err != nil {
			e.fault(err)
		}
	}
	content, _ := json.Marshal(answers) // plain data: never fails
	_ = json.NewEncoder(w).Encode(map[string]any{"model": "loopback", "choices": []any{map[string]any{
		"finish_reason": "stop", "message": map[string]string{"role": "assistant", "content": string(content)}}}})
}

// question is what a call asks for, by id. It panics, as net/http wants it, when
// the body ends early: the client was killed while it was sending.
func question(r *http.Request) (map[string]string, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	var asked struct{ Messages []struct{ Content string } }
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, fmt.Errorf("a call that is not understood: %w", err)
	}
	if len(asked.Messages) == 0 {
		return nil, fmt.Errorf("a call without messages")
	}
	var message struct{ Segments map[string]string }
	last := asked.Messages[len(asked.Messages)-1].Content
	if err := json.Unmarshal([]byte(last), &message); err != nil {
		return nil, fmt.Errorf("a call whose message is not understood: %w", err)
	}
	return message.Segments, nil
}

// charge puts texts on the bill, and returns what the answer has to wait for.
func (e *engine) charge(texts map[string]string) (gate chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.calls++
	for _, text := range texts {
		e.characters += utf8.RuneCountInString(text)
		e.paid[text]++
	}
	return e.gate
}

// setGate holds answers back until the channel is closed.
func (e *engine) setGate(gate chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gate = gate
}

func (e *engine) fault(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults = append(e.faults, err.Error())
}
