package backend

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestObjectsOfAnAnswer: ours is found behind as many others as an answer may
// have, and no further.
func TestObjectsOfAnAnswer(t *testing.T) {
	for n, ok := range map[int]bool{mostObjects - 1: true, mostObjects: true, mostObjects + 1: false} {
		results, err := parseAnswer(strings.Repeat("{} ", n-1)+`{"s1":"a"}`, segments(1))
		if (err == nil) != ok || (joined(results) == "1=a") != ok {
			t.Errorf("object %d of at most %d: %q, %v", n, mostObjects, joined(results), err)
		}
	}
}

// TestSizeOfAnAnswer: no more than one byte beyond the limit is read, whatever the
// service sends. Files of a batch, with the limit mostResults, come the same way.
func TestSizeOfAnAnswer(t *testing.T) {
	const most = 1000
	sent := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("a", sent))
	}))
	defer server.Close()
	s, err := newService("test", Service{URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	s.sign = func(*http.Request, []byte) error { return nil }
	for n, ok := range map[int]bool{0: true, most - 1: true, most: true, most + 1: false, 100 * most: false} {
		sent = n
		_, data, err := s.sendUpTo(t.Context(), http.MethodGet, "", "", nil, most)
		if (err == nil) != ok || ok && len(data) != n || !ok && !strings.Contains(err.Error(), "the answer has more than 1000 bytes") {
			t.Errorf("%d of at most %d: %d bytes, %v", n, most, len(data), err)
		}
	}
}

// TestWordsOfAService: what is longer is cut, for it stands in messages.
func TestWordsOfAService(t *testing.T) {
	s, err := newService("test", Service{URL: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{mostWords - 1: "a", mostWords: "a", mostWords + 1: "…"} {
		if got := s.scrub([]byte(strings.Repeat("a", n))); !strings.HasSuffix(got, want) || len(strings.TrimSuffix(got, "…")) != min(n, mostWords) {
			t.Errorf("%d bytes become %d, which end in %q", n, len(got), got[len(got)-3:])
		}
	}
}
