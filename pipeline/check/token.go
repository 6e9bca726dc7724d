package check

import (
	"regexp"
	"strings"
)

// token matches what a text holds for a program and not for a reader: tags,
// character references, the placeholders of format strings and templates, of
// this line, and web addresses, of which the host counts, for a site may have
// pages in both languages.
var token = regexp.MustCompile(`</?[A-Za-z][^<>]{0,200}>` + // <b>, </a>, <br/>
	`|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});` + // &nbsp;
	`|\$?\{\{?[ ]?[A-Za-z0-9_.$-]{1,60}[ ]?\}?\}` + // {name}, {{ name }}, ${name}
	`|%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdifuxXgGeEcqv@]\b` + // %s, %1$d
	`|⟦/?\d{1,9}⟧` +
	`|(?:https?|ftp)://[A-Za-z0-9.-]+`)

// tokensIn lists the placeholders of a text.
func tokensIn(text string) []string {
	if !strings.ContainsAny(text, "<&{%") && !strings.Contains(text, "⟦") && !strings.Contains(text, "://") {
		return nil
	}
	var out []string
	for _, at := range token.FindAllStringIndex(text, -1) {
		t := text[at[0]:at[1]]
		if t[0] == '%' && share(text[:at[0]]) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// share says that a number stands before a percent sign, with or without a space.
func share(before string) bool {
	before = strings.TrimRight(before, " \u00A0\u202F")
	return before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
}
