package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// local is a server on this machine that may be asked.
func local(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

var here = []string{"127.0.0.1"}

// get asks without robots.txt.
func get(t *testing.T, o Options, place string, known Known) (*Page, *Error) {
	t.Helper()
	o.AllowPrivate = here
	p, err := newFetcher(t, o).Get(context.Background(), place, known)
	var e *Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	return p, e
}

func TestGet(t *testing.T) {
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "new?a=b#c", http.StatusMovedPermanently)
			return
		}
		if r.Header.Get("If-None-Match") == `"1"` || r.Header.Get("If-Modified-Since") == "Fri, 20 Nov 2026 10:00:00 GMT" {
			w.WriteHeader(304)
			return
		}
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT")
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, r.UserAgent(), " ", r.URL)
	})
	p, err := get(t, Options{}, s.URL+"/old", Known{})
	if err != nil {
		t.Fatal(err)
	}
	if string(p.Body) != "targman/test /new?a=b" || p.URL != s.URL+"/new?a=b" || p.ETag != `"1"` || p.Type != "text/html" || p.Status != 200 || p.Date == "" {
		t.Errorf("%+v %q", p, p.Body)
	}
	for _, k := range []Known{{URL: p.URL, ETag: p.ETag}, {URL: p.URL, Modified: p.Modified}} {
		if p, err := get(t, Options{}, s.URL+"/old", k); err != nil || p.Status != 304 || len(p.Body) > 0 {
			t.Errorf("%+v: %+v %v", k, p, err)
		}
	}
}

// TestRefusals: each with its kind and what the message says.
func TestRefusals(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = io.CopyN(z, zeros{}, 64<<20)
	_ = z.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	hang := make(chan struct{})
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		to, is := strings.CutPrefix(r.URL.Path, "/to/")
		switch code, err := strconv.Atoi(r.URL.Path[1:]); {
		case err == nil:
			w.WriteHeader(code)
		case is:
			w.Header().Set("Location", to+map[bool]string{true: "?" + r.URL.RawQuery}[r.URL.RawQuery != ""])
			w.WriteHeader(302)
		case r.URL.Path == "/circle":
			http.Redirect(w, r, "/circle2", http.StatusFound)
		case r.URL.Path == "/circle2":
			http.Redirect(w, r, "/circle", http.StatusTemporaryRedirect)
		case strings.HasPrefix(r.URL.Path, "/far"):
			http.Redirect(w, r, r.URL.Path+"r", http.StatusFound)
		case r.URL.Path == "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case r.URL.Path == "/torn":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes()[:500])
		case r.URL.Path == "/cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "less")
		case r.URL.Path == "/endless":
			for {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		case r.URL.Path == "/hang":
			w.(http.Flusher).Flush()
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		case r.URL.Path == "/headers":
			w.Header().Set("X", strings.Repeat("a", maxHeader+5000))
		}
	})
	defer close(hang)
	for _, x := range []struct {
		path, says string
		kind       Kind
	}{
		{"/404", "status 404 Not Found; check the address", Unusable},
		{"/401", "status 401", Unusable},
		{"/410", "gone for good", Gone},
		{"/500", "status 500", Temporary},
		{"/503", "status 503", Temporary},
		{"/408", "status 408", Temporary},
		{"/204", "status 204 No Content; expected 200", Unusable},
		{"/304", "status 304", Unusable}, // nobody said that a copy is here
		{"/300", "status 300", Unusable},
		{"/to/", "302 without a Location", Unusable},
		{"/to/file:///etc/passwd", `redirected to file:///etc/passwd: the address begins with "file:"`, Refused},
		{"/to/gopher://127.0.0.1:6379/_x", `begins with "gopher:"`, Refused},
		{"/to/http://localhost:1/", "redirected to http://localhost:1/: ", Barred},
		{"/to/http://169.254.169.254/latest/meta-data/", "redirected to http://169.254.169.254/latest/meta-data/: ", Barred},
		{"/to/http://u:secret@example.org/", "user or password", Refused},
		{"/to/http://%25%25/", "is no address", Unusable},
		{"/circle", "redirected in a circle, back to", Unusable},
		{"/far", "more than 5 redirects", Unusable},
		{"/bomb", "more than 1048576 bytes", Unusable},
		{"/torn", "the answer broke off", Temporary},
		{"/cut", "the answer broke off", Temporary},
		{"/endless", "more than 1048576 bytes", Unusable},
		{"/hang", "no whole answer in time; fetch.timeout", Temporary},
		{"/headers", "header", Temporary},
	} {
		t.Run(x.path, func(t *testing.T) {
			o := Options{}
			if x.path == "/hang" {
				o.Timeout = 50 * time.Millisecond
			}
			_, err := get(t, o, s.URL+x.path, Known{})
			if err == nil || err.Kind != x.kind || !strings.Contains(err.Error(), x.says) || !strings.HasPrefix(err.Error(), "fetch "+s.URL+x.path) {
				t.Errorf("%v; want kind %d and %q", err, x.kind, x.says)
			}
			if err != nil && strings.Contains(err.Err.Error(), "secret") {
				t.Errorf("a password is told: %v", err)
			}
		})
	}
	if _, err := get(t, Options{}, tls.URL, Known{}); err == nil || err.Kind != Temporary || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate of nobody: %v", err)
	}
	if _, err := get(t, Options{}, "http://127.0.0.1:1/", Known{}); err == nil || err.Kind != Temporary {
		t.Errorf("a closed port: %v", err)
	}
	if _, err := get(t, Options{}, "ftp://example.org/", Known{}); err == nil || err.Kind != Refused {
		t.Errorf("another scheme: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestSizeAndRedirectLimits: one below, at, and one above.
func TestSizeAndRedirectLimits(t *testing.T) {
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("n"))
		if r.URL.Path == "/size" {
			_, _ = w.Write(make([]byte, n))
		} else if n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/hop?n=%d", n-1), http.StatusFound)
		}
	})
	for _, x := range []struct {
		path string
		n    int
		ok   bool
	}{
		{"/size", 99, true}, {"/size", 100, true}, {"/size", 101, false},
		{"/hop", 2, true}, {"/hop", 3, true}, {"/hop", 4, false},
	} {
		_, err := get(t, Options{MaxBytes: 100, Redirects: 3}, fmt.Sprintf("%s%s?n=%d", s.URL, x.path, x.n), Known{})
		if (err == nil) != x.ok {
			t.Errorf("%s %d: %v", x.path, x.n, err)
		}
	}
}

// TestPause: one host is asked one at a time and with the pause between, and
// others meanwhile.
func TestPause(t *testing.T) {
	var mu sync.Mutex
	now, most := 0, 0
	h := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<16))
		mu.Lock()
		now--
		mu.Unlock()
	}
	a, b := local(t, h), local(t, h)
	var slept []time.Duration
	f := newFetcher(t, Options{AllowPrivate: here, Pause: time.Minute, Sleep: func(_ context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		slept = append(slept, d)
		return nil
	}})
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if _, err := f.Get(context.Background(), a.URL, Known{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most != 1 {
		t.Errorf("%d requests at once", most)
	}
	if len(slept) != 4 {
		t.Errorf("%d pauses between five requests", len(slept))
	}
	for _, d := range slept {
		if d <= 50*time.Second || d > time.Minute {
			t.Errorf("a pause of %s", d)
		}
	}
	if _, err := f.Get(context.Background(), b.URL, Known{}); err != nil || len(slept) != 4 {
		t.Errorf("another host was made to wait: %v", err)
	}
}

// TestRetryAfter: what a server asks for is waited for within the limit, and a
// host that asks for more is left alone.
func TestRetryAfter(t *testing.T) {
	for _, x := range []struct {
		name  string
		code  int
		after []string // one for each answer; then 200
		slept []time.Duration
		ok    bool
		asked int
	}{
		{"once", 429, []string{"7"}, []time.Duration{7 * time.Second}, true, 2},
		{"twice", 503, []string{"7", "50"}, []time.Duration{7 * time.Second, 50 * time.Second}, true, 3},
		{"too often", 503, []string{"1", "1", "1"}, []time.Duration{time.Second, time.Second}, false, 3},
		{"at the limit", 429, []string{"60"}, []time.Duration{time.Minute}, true, 2},
		{"above it", 429, []string{"61"}, nil, false, 1},
		{"above it together", 429, []string{"40", "40"}, []time.Duration{40 * time.Second}, false, 2},
		{"a date", 429, []string{"Fri, 20 Nov 2026 10:00:30 GMT"}, []time.Duration{30 * time.Second}, true, 2},
		{"a date gone by", 429, []string{"Fri, 20 Nov 2026 09:00:30 GMT"}, nil, false, 1},
		{"not said", 429, []string{""}, nil, false, 1},
		{"nonsense", 429, []string{"soon"}, nil, false, 1},
		{"a fault that does not say", 503, []string{""}, nil, false, 1},
		{"for ever", 503, []string{"99999999999999999999"}, nil, false, 1},
		{"another fault", 500, []string{"1"}, nil, false, 1},
	} {
		t.Run(x.name, func(t *testing.T) {
			asked := 0
			s := local(t, func(w http.ResponseWriter, r *http.Request) {
				if asked++; asked <= len(x.after) {
					w.Header().Set("Date", "Fri, 20 Nov 2026 10:00:00 GMT")
					w.Header().Set("Retry-After", x.after[asked-1])
					w.WriteHeader(x.code)
				}
			})
			var slept []time.Duration
			f := newFetcher(t, Options{AllowPrivate: here, MaxWait: time.Minute, Sleep: func(_ context.Context, d time.Duration) error {
				slept = append(slept, d)
				return nil
			}})
			_, err := f.Get(context.Background(), s.URL, Known{})
			if (err == nil) != x.ok || fmt.Sprint(slept) != fmt.Sprint(x.slept) || asked != x.asked {
				t.Errorf("%v, slept %v, asked %d times", err, slept, asked)
			}
			if x.ok {
				return
			}
			_, err = f.Get(context.Background(), s.URL+"/other", Known{})
			if x.code == 500 || x.after[0] == "" && x.code == 503 { // of this page, not of the host
				if err != nil {
					t.Errorf("the host is left alone: %v", err)
				}
				return
			}
			if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Off || asked != x.asked {
				t.Errorf("the host is asked all the same: %v", err)
			}
		})
	}
}

// TestHostOff: three failures in a row are enough, and one that goes well counts
// them anew.
func TestHostOff(t *testing.T) {
	asked := 0
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path != "/good" {
			w.WriteHeader(500)
		}
	})
	f := newFetcher(t, Options{AllowPrivate: here})
	for _, path := range []string{"/a", "/b", "/good", "/c", "/d", "/e"} {
		_, _ = f.Get(context.Background(), s.URL+path, Known{})
	}
	if asked != 6 {
		t.Fatalf("asked %d times", asked)
	}
	_, err := f.Get(context.Background(), s.URL+"/good", Known{})
	if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Off || asked != 6 || !strings.Contains(err.Error(), "failed 3 times in a row") {
		t.Errorf("%v", err)
	}
}

// TestContext: the end of a run ends a request, a pause and a wait for the turn.
func TestContext(t *testing.T) {
	hang := make(chan struct{})
	s := local(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hang" {
			close(hang)
			<-r.Context().Done()
		}
	})
	f := newFetcher(t, Options{AllowPrivate: here, Pause: time.Hour})
	ctx, stop := context.WithCancel(context.Background())
	ends := make(chan error, 2)
	go func() {
		_, err := f.Get(ctx, s.URL+"/hang", Known{})
		ends <- err
	}()
	<-hang
	go func() {
		_, err := f.Get(ctx, s.URL, Known{})
		ends <- err
	}()
	stop()
	for range 2 {
		if err := <-ends; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	}
	ctx, stop = context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer stop()
	if _, err := f.Get(ctx, s.URL, Known{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a pause ended with %v", err)
	}
}
