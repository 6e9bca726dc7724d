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
)

// mostResults is the longest file of a batch's answers, in bytes.
const mostResults = 256 << 20

// lines fetches JSON Lines (https://jsonlines.org/) and gives each to take. A
// line that is none, or half a file, is an error: what came before it is taken,
// and the file can be had again.
func (s *service) lines(ctx context.Context, path string, take func(line json.RawMessage) error) error {
	_, data, err := s.sendUpTo(ctx, http.MethodGet, path, "", nil, mostResults)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		var line json.RawMessage
		err := dec.Decode(&line)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = take(line)
		}
		if err != nil {
			return &Error{Engine: s.engine, Kind: BadReply, Err: fmt.Errorf("read the answers of a batch: %w", err)}
		}
	}
}

// lineFault sorts an error that a batch has in place of an answer. Such calls are
// not billed.
func (s *service) lineFault(status int, body []byte) *Error {
	e := &Error{Engine: s.engine, Kind: s.sorted(status, body).kind, Free: true, Err: fmt.Errorf("the batch says: %s", s.scrub(body))}
	if e.Kind == Ambiguous {
		e.Kind = Temporary
	}
	return e
}

// unreached is the error of a call that the service did not come to.
func (s *service) unreached(why string) *Error {
	return &Error{Engine: s.engine, Kind: Temporary, Free: true, Err: fmt.Errorf("the batch was not answered: %s; run again to hand it in anew", s.scrub([]byte(why)))}
}

// escape makes a service's id fit for a path.
func escape(id string) string { return url.PathEscape(id) }
