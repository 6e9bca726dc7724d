//go:build linux

package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
)

//go:embed page.md.tmpl
var pageText string

// pageCommand writes docs/RELIABILITY.md from docs/reliability.json.
func pageCommand() *cobra.Command {
	folder := "docs"
	cmd := &cobra.Command{Use: "page", Short: "Write RELIABILITY.md from reliability.json", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			text, err := pageOf(filepath.Join(folder, "reliability.json"))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(folder, "RELIABILITY.md"), []byte(text), 0o666)
		}}
	cmd.Flags().StringVar(&folder, "folder", folder, "where both are")
	return cmd
}

// pageOf is the page with the results of the file.
func pageOf(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var results []*result
	if err := json.Unmarshal(data, &results); err != nil {
		return "", fmt.Errorf("read %s: %w", file, err)
	}
	if len(results) == 0 {
		return "", fmt.Errorf("read %s: there are no results; write them with the command long --json", file)
	}
	page, err := template.New("page").Funcs(template.FuncMap{
		"promise": promise,
		"tried":   tried, "broken": broken, "figures": figures,
	}).Parse(pageText)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = page.Execute(&out, map[string]any{"Results": results, "UnderWay": underWay, "Calls": callsAtOnce})
	return out.String(), err
}

// promise is what a harness tries out.
func promise(r *result) (string, error) {
	h, ok := named(r.Harness)
	if !ok {
		return "", fmt.Errorf("there is no harness %q", r.Harness)
	}
	return h.promise, nil
}

// units are the figures that say how often a promise was tried, by harness.
var units = map[string]string{"kill": "kills", "power": "cuts", "power-xfs": "cuts", "sweep": "faults", "full": "disks", "flip": "damages",
	"signals": "signals", "locks": "rounds", "edits": "edits", "teeth": "seeded bugs"}

func tried(r *result) string {
	unit := units[r.Harness]
	return humanize.Comma(int64(r.Figures[unit])) + " " + unit
}

func broken(r *result) string {
	n := 0
	for _, name := range r.Zero {
		n += r.Figures[name]
	}
	return humanize.Comma(int64(n))
}

// figure is a line of a table.
type figure struct{ Name, Count string }

// figures are those that count something, and then the promises.
func figures(r *result) (list []figure) {
	for _, promised := range []bool{false, true} {
		for _, name := range slices.Sorted(maps.Keys(r.Figures)) {
			if slices.Contains(r.Zero, name) == promised {
				list = append(list, figure{name, humanize.Comma(int64(r.Figures[name]))})
			}
		}
	}
	return list
}
