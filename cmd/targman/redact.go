package main

import (
	"regexp"
)

// secretLooking are texts that look like a key: a long run of key characters
// with digits in it, or what a URL carries as password or query.
var secretLooking = regexp.MustCompile(`(?i)(\bsk-[\w-]{8,}|\bBearer\s+\S+|://[^/@\s]+@|[?&](?:key|token|api_key|apikey|access_token)=[^&\s]+|\b[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{31,}\b)`)

// redact hides what looks like a secret. Keys do not belong into the
// configuration, but a person who put one there must not have it printed.
func redact(text string) string { return secretLooking.ReplaceAllString(text, "[secret]") }
