//go:build !unix

package backend

import "os/exec"

// endTogether does nothing: only Unix has process groups, and elsewhere the
// program alone is ended.
func endTogether(*exec.Cmd) {}

func endGroup(*exec.Cmd) error { return nil }
