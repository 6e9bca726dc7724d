//go:build linux

package main

// The exit codes of targman that are looked for; README.md of the project has all.
const (
	exitStorage = 6
	exitLocked  = 11
)
