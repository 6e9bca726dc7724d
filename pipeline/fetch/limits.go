package fetch

import "time"

// The limits that no setting changes.
const (
	// maxHeader is the most bytes of an answer's headers.
	maxHeader = 256 << 10
	// maxRobots is how many bytes of a robots.txt count (RFC 9309, section 2.5).
	maxRobots = 500 << 10
	// robotsRedirects is how many redirects lead to a robots.txt (RFC 9309,
	// section 2.3.1.2).
	robotsRedirects = 5
	// maxCrawlDelay is the longest pause that a robots.txt can ask for.
	maxCrawlDelay = 30 * time.Second
	// maxFailures is how often in a row a host may fail before it is left alone.
	maxFailures = 3
	// maxRetries is how often one request is repeated after the wait that the
	// server has asked for.
	maxRetries = 2
	// idleConnections is how long a connection is kept without use.
	idleConnections = 30 * time.Second
)
