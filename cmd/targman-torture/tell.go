package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
)

// tell prints a result for a person.
func tell(r *result) {
	verdict := "kept"
	if !r.kept() {
		verdict = "BROKEN"
	}
	fmt.Fprintf(os.Stdout, "%s: promises %s in %.1f s, seed %d\n", r.Harness, verdict, r.Seconds, r.Seed)
	for _, name := range slices.Sorted(maps.Keys(r.Figures)) {
		fmt.Fprintf(os.Stdout, "  %-34s %d\n", name, r.Figures[name])
	}
	for _, text := range r.Missed {
		fmt.Fprintf(os.Stdout, "  ! %s\n", text)
	}
	if !r.kept() {
		fmt.Fprintf(os.Stdout, "  to repeat: %s\n", r.Command)
	}
}
