package fetch

import (
	"fmt"
	"net/url"
)

// Kind says what is to be done about an error.
type Kind int

const (
	// Temporary may go well in another run: the network, the server's faults.
	Temporary Kind = iota
	// Unusable is an answer that is no use: 404, too large. It may be the server's
	// mistake, but not for long.
	Unusable
	// Gone is final by the server's word (RFC 9110, section 15.5.11).
	Gone
	// Barred is what robots.txt or the network leads away from: an address that is
	// private. It may be a mistake of whoever runs them, but not for long.
	Barred
	// Refused is final by a rule of ours: no address that is asked for.
	Refused
	// Off says that the host was not asked, because it has failed too often in
	// this run or asks for too long a wait.
	Off
)

// Error is the error for an address that could not be had.
type Error struct {
	// URL is the address that was asked for, At the one that failed where
	// redirects led to another.
	URL, At string
	Kind    Kind
	// Status is the server's, or 0.
	Status int
	Err    error
	// Hint is a step to take, or empty.
	Hint string
}

func (e *Error) Error() string {
	s := "fetch " + e.URL + ": "
	if e.At != "" && e.At != e.URL {
		s += "redirected to " + e.At + ": "
	}
	s += e.Err.Error()
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// fault is an error of this package without its address.
type fault struct {
	kind   Kind
	status int
	hint   string
	err    error
}

func (f *fault) Error() string { return f.err.Error() }

func (f *fault) Unwrap() error { return f.err }

func faultf(kind Kind, hint, format string, args ...any) *fault {
	return &fault{kind: kind, hint: hint, err: fmt.Errorf(format, args...)}
}

// at makes an Error of a fault that was met on the way.
func (f *fault) at(way []*url.URL) *Error {
	return &Error{URL: way[0].String(), At: way[len(way)-1].String(), Kind: f.kind, Status: f.status, Hint: f.hint, Err: f.err}
}
