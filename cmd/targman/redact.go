package main

import (
	"regexp"
	"strings"
)

// hidden stands in place of a secret.
const hidden = "[secret]"

// secretForms are the forms in which a secret stands beside its name, or has a form
// of its own: a key of OpenAI's, a bearer token, the user of an address, a
// field of a query, an option.
var secretForms = regexp.MustCompile(`(?i)\bsk-[\w-]{8,}|\bBearer\s+\S+|://[^/@\s]+@|\b(?:[\w-]*[_-])?(?:api)?(?:key|token|secret|password|passwd)=[^&\s]+`)

// keyLike are what may be a bare key.
var keyLike = regexp.MustCompile(`[A-Za-z0-9_-]{20,}`)

// redact hides what looks like a secret. Keys do not belong into the
// configuration, but a person who put one there must not have it printed.
func redact(text string) string {
	return keyLike.ReplaceAllStringFunc(redactNamed(text), func(run string) string {
		if random(run) {
			return hidden
		}
		return run
	})
}

// redactNamed hides the secrets that stand beside their names and leaves the rest,
// such as the words in the path of an address, which look like a key at times.
func redactNamed(text string) string { return secretForms.ReplaceAllString(text, hidden) }

// random says that a run of letters and digits is no words: it has digits, and
// either both cases or no gap for a long way.
func random(run string) bool {
	return strings.ContainsAny(run, "0123456789") &&
		(strings.ToLower(run) != run && strings.ToUpper(run) != run || len(run) >= 32 && !strings.ContainsAny(run, "-_"))
}

var secretOption = regexp.MustCompile(`(?i)^-.*(key|token|secret|password|passwd)$`)

// redactAll hides the secrets of a list; in a command line what follows an
// option for a key is one.
func redactAll(list []string) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = redact(text)
		if i > 0 && secretOption.MatchString(list[i-1]) {
			out[i] = hidden
		}
	}
	return out
}
