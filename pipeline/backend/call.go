package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"targman/pipeline/process"
)

// post sends a JSON body to a path below the service's address and reads the
// JSON of the answer into out.
func (s *service) post(ctx context.Context, path string, body, out any) (http.Header, error) {
	data, err := plainJSON(body)
	if err != nil {
		return nil, s.fault(Setup, "", fmt.Errorf("write request: %w", err))
	}
	return s.call(ctx, http.MethodPost, path, data, out)
}

// get reads the JSON at a path into out.
func (s *service) get(ctx context.Context, path string, out any) (http.Header, error) {
	return s.call(ctx, http.MethodGet, path, nil, out)
}

// call makes one call. An answer that came with 200 may still be anything:
// portals and broken servers send it too.
func (s *service) call(ctx context.Context, method, path string, body []byte, out any) (http.Header, error) {
	header, data, err := s.send(ctx, method, path, "application/json", body)
	if err != nil {
		return header, err
	}
	if err := json.Unmarshal(data, out); err != nil {
		e := &Error{Engine: s.engine, Kind: BadReply, Hint: "check backends." + s.engine + ".url", Err: fmt.Errorf("the answer is no %s: %w", s.answer, err)}
		e.Trace, e.Rate = s.trace(header), rateOf(header)
		return header, e
	}
	return header, nil
}

// send makes one call with a body of any type and returns the bytes of the
// answer, which are limited: four times the request and a megabyte.
func (s *service) send(ctx context.Context, method, path, kind string, body []byte) (http.Header, []byte, error) {
	return s.sendUpTo(ctx, method, path, kind, body, 4*len(body)+1<<20)
}

// sendUpTo is send with a limit of the caller's.
func (s *service) sendUpTo(ctx context.Context, method, path, kind string, body []byte, limit int) (http.Header, []byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, err := http.NewRequestWithContext(ctx, method, s.at(path), bytes.NewReader(body))
	if err != nil {
		return nil, nil, s.fault(Setup, "", fmt.Errorf("%s", s.scrub([]byte(err.Error()))))
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	req.Header.Set("User-Agent", "targman")
	if err := s.sign(req, body); err != nil {
		return nil, nil, err
	}
	res, err := s.http.Do(req)
	if err != nil {
		return nil, nil, s.networkFault(err)
	}
	defer res.Body.Close()
	data, err := s.read(io.LimitReader(res.Body, int64(limit)+1), cancel)
	switch {
	case res.StatusCode != http.StatusOK && res.StatusCode != http.StatusCreated: // some gateways create their answers
		return res.Header, nil, s.statusFault(res, data)
	case errors.Is(context.Cause(ctx), errIdle):
		return res.Header, nil, s.fault(Ambiguous, "", fmt.Errorf("%s: %w for %s", s.base.Host, errIdle, s.idle))
	case err != nil:
		return res.Header, nil, s.fault(Ambiguous, "", fmt.Errorf("read answer: %w", err))
	case len(data) > limit:
		return res.Header, nil, s.fault(Ambiguous, "", fmt.Errorf("the answer has more than %d bytes", limit))
	}
	return res.Header, data, nil
}

// errIdle ends a call whose answer has begun and does not go on.
var errIdle = errors.New("nothing more of the answer came")

// read reads an answer. From its first byte on a pause that is too long ends the
// call; before that the service may think, as long as the whole call may take.
func (s *service) read(body io.Reader, cancel context.CancelCauseFunc) ([]byte, error) {
	first := make([]byte, 512)
	n, err := body.Read(first)
	if err != nil {
		return first[:n], ended(err)
	}
	timer := time.AfterFunc(s.idle, func() { cancel(errIdle) })
	defer timer.Stop()
	rest, err := io.ReadAll(ticking{body, func() { timer.Reset(s.idle) }})
	return append(first[:n], rest...), err
}

// ended is a fault of reading; the end of what is read is none.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// ticking tells of each piece that is read.
type ticking struct {
	io.Reader
	came func()
}

func (w ticking) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if n > 0 {
		w.came()
	}
	return n, err
}

// at is the address of a path, which may have a query; the query of the
// service's own address stays.
func (s *service) at(path string) string {
	path, query, _ := strings.Cut(path, "?")
	u := s.base
	if path != "" {
		u = u.JoinPath(path)
	}
	out := *u
	values := out.Query()
	more, _ := url.ParseQuery(query) // ours, so it can be parsed
	for name, value := range more {
		values[name] = value
	}
	out.RawQuery = values.Encode()
	return out.String()
}

// begin is a reply with what the headers of an answer tell.
func (s *service) begin(h http.Header) Reply { return Reply{Trace: s.trace(h), Rate: rateOf(h)} }

// failed is a reply that comes with an error, which tells of the call whatever
// the reply does.
func (s *service) failed(reply Reply, k Kind, hint string, err error) (Reply, error) {
	return reply, &Error{Engine: s.engine, Kind: k, Hint: hint, Usage: reply.Usage, Trace: reply.Trace, Rate: reply.Rate, Err: err}
}

// traces are the headers in which services name a call, for their support.
var traces = []string{"X-Trace-ID", "X-Request-Id", "Request-Id", "X-RequestId", "Apim-Request-Id", "X-Amzn-Requestid"}

// trace is the service's name of a call, or empty.
func (s *service) trace(h http.Header) string {
	for _, name := range traces {
		if id := s.scrub([]byte(h.Get(name))); id != "" {
			return id
		}
	}
	return ""
}

// mostWords is how much of a service's words a message has, in bytes.
const mostWords = 500

// scrub makes a service's words fit for a message: short, on one line, and
// without the key, which some servers repeat.
func (s *service) scrub(body []byte) string {
	text := process.OneLine(body)
	for _, secret := range s.secrets() {
		if secret == "" {
			continue
		}
		for _, form := range []string{secret, strings.ReplaceAll(secret, "/", `\/`), url.QueryEscape(secret)} { // as some write it
			text = strings.ReplaceAll(text, form, hiddenSecret)
		}
	}
	if len(text) > mostWords {
		text = strings.ToValidUTF8(text[:mostWords], "") + "…"
	}
	return text
}
