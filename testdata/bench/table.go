package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// figure is a row of the table.
type figure struct {
	what, target, measured, peers string
}

// The table stands between two marks.
const (
	begin = "<!-- bench: begin -->\n"
	end   = "<!-- bench: end -->\n"
)

func table(all []figure) string {
	var b strings.Builder
	b.WriteString("| figure | to be reached | targman | others, where measured |\n|---|---|---|---|\n")
	for _, f := range all {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.what, f.target, f.measured, f.peers)
	}
	fmt.Fprintf(&b, "\n%s; %s, %s.\n", machine(), runtime.Version(), time.Now().UTC().Format("2 January 2006"))
	return b.String()
}

// machine says what it was measured on, and how busy that was.
func machine() string {
	model := "unknown processor"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	load := ""
	if l, err := os.ReadFile("/proc/loadavg"); err == nil {
		if f := strings.Fields(string(l)); len(f) > 2 {
			load = fmt.Sprintf(", load %s at the end (average of 15 minutes %s)", f[0], f[2])
		}
	}
	return fmt.Sprintf("%d processors (%s)%s; %s/%s", runtime.NumCPU(), model, load, runtime.GOOS, runtime.GOARCH)
}

// writeTable puts the table between the marks of a page.
func writeTable(page, text string) error {
	old, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(old, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		return fmt.Errorf("write table into %s: found no marks %q and %q", page, begin, end)
	}
	return os.WriteFile(page, bytes.Join([][]byte{before, []byte(begin), []byte(text), []byte(end), after}, nil), 0o644)
}
