package main

import (
	"strings"
	"testing"
)

// FuzzConfig holds a configuration to errors with a line; what passes the check
// can be decoded.
func FuzzConfig(f *testing.F) {
	f.Add([]byte("source: en\ntargets: [hy]\nread: {max_size: 5MB, furniture: {own: [{id: a, reason: b, pattern: '(c)'}]}}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("read:\n  <<: {html: article}\n"))
	f.Add([]byte("---\n---\n"))
	f.Add(defaults)
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, err := checkFile("f.yaml", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.yaml") {
				t.Errorf("the error does not begin with the file: %v", err)
			}
			return
		}
		v, err := layers(data)
		if err != nil {
			t.Fatalf("checked, and not read: %v", err)
		}
		var c Config
		if err := v.UnmarshalExact(&c, decoding); err != nil {
			t.Errorf("checked, and not decoded (%v): %v", lines, err)
		}
	})
}
