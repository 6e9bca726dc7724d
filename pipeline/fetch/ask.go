package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// answer is one server's answer, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
	// more says that there was more than the limit.
	more bool
}

// accept prefers what is read; servers that choose by it give that.
const accept = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"

// ask makes one request when it is the host's turn, and again after a wait that
// the server asks for.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, t trip) (*answer, error) {
	h := f.host(u)
	if err := h.enter(ctx, f.o.Sleep); err != nil {
		return nil, err
	}
	defer h.leave()
	for tries := 0; ; tries++ {
		a, err := f.send(ctx, u, t)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		failed := failure(a, err)
		h.note(u.Host, failed)
		if failed == nil {
			return a, nil
		}
		var d time.Duration
		if a != nil {
			d = retryAfter(a.header)
		}
		if busy := failed.status == http.StatusTooManyRequests || failed.status == http.StatusServiceUnavailable && d > 0; !busy {
			return nil, failed
		}
		if !h.wait(u.Host, d, f.o.MaxWait, tries) {
			return nil, failed
		}
		if err := f.o.Sleep(ctx, d); err != nil {
			return nil, err
		}
	}
}

// send makes the request and reads the answer.
func (f *Fetcher) send(ctx context.Context, u *url.URL, t trip) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, f.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.o.Agent)
	req.Header.Set("Accept", accept)
	known := t.knownAt(u)
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		req.Header.Set("If-Modified-Since", known.Modified)
	}
	resp, err := f.transport.RoundTrip(req) // a client would follow redirects
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header}
	if redirects[a.status] {
		return a, nil
	}
	a.body, err = io.ReadAll(io.LimitReader(resp.Body, t.limit+1))
	if a.more = int64(len(a.body)) > t.limit; a.more {
		a.body = a.body[:t.limit]
	}
	return a, err
}

// failure is what is wrong with a request, or nil.
func failure(a *answer, err error) *fault {
	switch {
	case err != nil:
		return networkFault(err)
	case a.status == http.StatusGone:
		return &fault{kind: Gone, status: a.status, err: errors.New("status 410: the page is gone for good")}
	case a.status == http.StatusTooManyRequests, a.status == http.StatusRequestTimeout, a.status >= 500:
		return &fault{kind: Temporary, status: a.status, err: statusError(a.status), hint: "the next run asks again"}
	case a.status >= 400:
		return &fault{kind: Unusable, status: a.status, err: statusError(a.status), hint: "check the address"}
	}
	return nil
}

func statusError(status int) error {
	return fmt.Errorf("status %d %s", status, http.StatusText(status))
}

// networkFault sorts an error of a request that brought no answer.
func networkFault(err error) *fault {
	if p, ok := errors.AsType[*privateError](err); ok {
		return faultf(Barred, "name the host in fetch.allow_private if it is to be asked", "%w", p)
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return faultf(Temporary, "the site has to mend that", "%w", err)
	}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return faultf(Temporary, "fetch.timeout sets the limit", "no whole answer in time")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return faultf(Temporary, "the next run asks again", "the answer broke off: %w", err)
	}
	return faultf(Temporary, "the next run asks again", "%w", err)
}

// page is the answer as the caller gets it.
func (a *answer) page(at *url.URL, t trip) (*Page, error) {
	switch {
	case a.status == http.StatusNotModified && t.knownAt(at) != Known{}:
	case a.status != http.StatusOK:
		return nil, faultf(Unusable, "", "status %d %s; expected 200", a.status, http.StatusText(a.status))
	case a.more && !t.cut:
		return nil, faultf(Unusable, "fetch.max_size sets the limit", "the answer has more than %d bytes", t.limit)
	}
	return &Page{URL: at.String(), Status: a.status, Body: a.body, Type: a.header.Get("Content-Type"),
		ETag: a.header.Get("ETag"), Modified: a.header.Get("Last-Modified"), Date: a.header.Get("Date")}, nil
}

// retryAfter is how long the server asks to wait: seconds or a date (RFC 9110,
// section 10.2.3), which is measured by the server's own clock. Anything else
// is zero.
func retryAfter(h http.Header) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(text, 10, 31); err == nil || errors.Is(err, strconv.ErrRange) { // then it is the greatest
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(text)
	now, err2 := http.ParseTime(h.Get("Date"))
	if err != nil || err2 != nil {
		return 0
	}
	return max(0, at.Sub(now))
}
