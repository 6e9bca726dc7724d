//go:build !unix

package process

import "os/exec"

// EndTogether does nothing: only Unix has process groups, and elsewhere the
// program alone is ended.
func EndTogether(*exec.Cmd) {}

// EndGroup does nothing either.
func EndGroup(*exec.Cmd) error { return nil }
