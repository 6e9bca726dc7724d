package backend

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// networkFault sorts an error of a call that brought no answer. The address is
// left out of it: it may hold what nobody should read.
func (s *service) networkFault(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	kind, hint := networkKind(err), ""
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() && kind == Ambiguous {
		hint = "raise backends." + s.engine + ".timeout if it needs longer"
	}
	if kind == Setup || kind == Temporary {
		hint = "check backends." + s.engine + ".url"
	}
	return s.fault(kind, hint, fmt.Errorf("%s: %w", s.base.Host, err))
}

// networkKind tells a call that was never sent, which may be tried again for
// free, from one that may have been answered and paid for.
func networkKind(err error) Kind {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return Setup
	}
	if errors.Is(err, http.ErrSchemeMismatch) {
		return Setup
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "dial" || op.Op == "proxyconnect") {
		return Temporary
	}
	return Ambiguous
}

// retryAfter reads how long a server asks to wait: seconds or a date (RFC 9110,
// section 10.2.3), or the milliseconds that some send beside it. A date is
// measured by the server's own clock where it shows it. Anything else is zero.
func retryAfter(h http.Header) time.Duration {
	if d, ok := wait(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return d
	}
	if d, ok := wait(h.Get("Retry-After"), time.Second); ok {
		return d
	}
	at, err := http.ParseTime(h.Get("Retry-After"))
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, at.Sub(now))
}

// retryDelay reads the wait that Google puts into the body of an error:
// {"error":{"details":[{"@type":"…RetryInfo","retryDelay":"12s"}]}}.
func retryDelay(body []byte) time.Duration {
	var b struct {
		Error struct {
			Details []struct {
				RetryDelay string `json:"retryDelay"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &b) != nil {
		return 0
	}
	for _, d := range b.Error.Details {
		if wait, err := time.ParseDuration(d.RetryDelay); err == nil && wait > 0 {
			return wait
		}
	}
	return 0
}

// wait reads a number of units, however great.
func wait(value string, unit time.Duration) (time.Duration, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || n < 0 {
		return 0, false
	}
	return time.Duration(min(n, math.MaxInt64/int64(unit))) * unit, true
}
