//go:build race

package main

// slow is how many times more memory the race detector takes
// (https://go.dev/doc/articles/race_detector#Runtime_Overheads).
const slow = 10
