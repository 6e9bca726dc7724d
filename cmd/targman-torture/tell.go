//go:build linux

package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// tell prints a result for a person, in one piece.
func tell(r *result) {
	var out strings.Builder
	verdict := "kept"
	if !r.kept() {
		verdict = "BROKEN"
	}
	fmt.Fprintf(&out, "%s %d: promises %s in %.1f s\n", r.Harness, r.Steps, verdict, r.Seconds)
	for _, name := range slices.Sorted(maps.Keys(r.Figures)) {
		fmt.Fprintf(&out, "  %8d  %s\n", r.Figures[name], name)
	}
	for _, text := range r.Missed {
		fmt.Fprintf(&out, "  ! %s\n", brief(text))
	}
	if !r.kept() {
		fmt.Fprintf(&out, "  to repeat: %s\n", r.Command)
	}
	fmt.Fprint(os.Stdout, out.String())
}

// brief cuts what a program that broke down has said.
func brief(text string) string {
	const most = 600
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
