package backend

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// drip is an answer that comes a byte at a time, each after a wait.
type drip struct {
	ctx   context.Context
	text  string
	waits []time.Duration
}

func (d *drip) Read(p []byte) (int, error) {
	if len(d.waits) == 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(d.waits[0]):
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	n := copy(p[:1], d.text)
	d.text, d.waits = d.text[n:], d.waits[1:]
	return n, nil
}

// TestIdle ends the wait for more of an answer, but not that for its beginning.
func TestIdle(t *testing.T) {
	second, minutes := time.Second, 4*time.Minute
	for _, tt := range []struct {
		name  string
		waits []time.Duration
		idle  bool
		took  time.Duration
	}{
		{"nothing", nil, false, 0},
		{"thinks for long", []time.Duration{minutes, second}, false, minutes + second},
		{"slow, but steady", []time.Duration{14 * second, 14 * second, 14 * second}, false, 42 * second},
		{"stops in between", []time.Duration{second, 14 * second, minutes}, true, 30 * second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, err := newService("test", Service{URL: "http://127.0.0.1:1"})
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				start := time.Now()
				text := "abc"[:len(tt.waits)]
				data, err := s.read(&drip{ctx, text, tt.waits}, cancel)
				if idle := errors.Is(context.Cause(ctx), errIdle); idle != tt.idle || (err != nil) != tt.idle || time.Since(start) != tt.took {
					t.Errorf("given up: %t, error %v, after %s", idle, err, time.Since(start))
				}
				if !tt.idle && string(data) != text {
					t.Errorf("read %q", data)
				}
			})
		})
	}
}

// TestTimeouts has a server that says nothing, and one that stops amid its answer.
func TestTimeouts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, begin string
		s           Service
		says        string
	}{
		{"nothing", "", Service{Timeout: 50 * time.Millisecond}, "raise backends.test.timeout"},
		{"half of it", "{", Service{Idle: 50 * time.Millisecond}, "nothing more of the answer came for 50ms"},
		{"half of it, in the time of the call", "{", Service{Timeout: 50 * time.Millisecond}, "read answer"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.ReadAll(r.Body)
				if tt.begin != "" {
					_, _ = io.WriteString(w, tt.begin)
					_ = http.NewResponseController(w).Flush()
				}
				<-r.Context().Done()
			}))
			defer server.Close()
			tt.s.URL = server.URL
			s, err := newService("test", tt.s)
			if err != nil {
				t.Fatal(err)
			}
			var out any
			_, err = s.post(t.Context(), "", object{}, &out)
			if failure, ok := errors.AsType[*Error](err); !ok || failure.Kind != Ambiguous || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestCreated takes an answer that a gateway calls created: it is paid for.
func TestCreated(t *testing.T) {
	s := newChatServer(t, func(w http.ResponseWriter, c call) {
		w.WriteHeader(http.StatusCreated)
		all(w, c)
	})
	if got := ask(t, client(s.engine(t)), segments(1)); got.err != nil || len(got.texts) != 1 {
		t.Errorf("error %v, failures %v", got.err, got.failures)
	}
}
