package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
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
	limit := 4*len(body) + 1<<20
	data, err := io.ReadAll(io.LimitReader(res.Body, int64(limit)+1))
	switch {
	case res.StatusCode != http.StatusOK:
		return res.Header, nil, s.statusFault(res, data)
	case err != nil:
		return res.Header, nil, s.fault(Ambiguous, "", fmt.Errorf("read answer: %w", err))
	case len(data) > limit:
		return res.Header, nil, s.fault(Ambiguous, "", fmt.Errorf("the answer has more than %d bytes", limit))
	}
	return res.Header, data, nil
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

// scrub makes a service's words fit for a message: short, on one line, and
// without the key, which some servers repeat.
func (s *service) scrub(body []byte) string {
	const most = 500
	text := oneLine(body)
	for _, secret := range s.secrets() {
		if secret == "" {
			continue
		}
		for _, form := range []string{secret, strings.ReplaceAll(secret, "/", `\/`), url.QueryEscape(secret)} { // as some write it
			text = strings.ReplaceAll(text, form, hiddenSecret)
		}
	}
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
