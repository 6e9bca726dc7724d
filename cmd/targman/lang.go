package main

import (
	"fmt"

	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
)

// languageTool is a subcommand of lang: one thing that a language pack can do,
// for rows of a table.
type languageTool struct {
	name string
	// short and long are the messages of its help.
	short, long string
	// of makes the work for one row out of what the pack knows, or is nil if it
	// does not know it.
	of func(p lang.Pack, o languageOptions) rowWork
}

// languageOptions are the flags of the subcommands.
type languageOptions struct{ house, style bool }

// rowWork answers one row with any number of rows. It never fails: for a row
// that makes no sense it answers with nothing or with an empty field.
type rowWork func(in row, out *rowWriter)

// languageTools are the subcommands, in the order of the help.
var languageTools = []languageTool{
	{"recognise", "lang.recognise.short", "lang.recognise.long", recognise},
	{"inflect", "lang.inflect.short", "lang.inflect.long", inflect},
	{"reinflect", "lang.reinflect.short", "lang.reinflect.long", reinflect},
	{"check", "lang.check.short", "lang.check.long", checkRows},
	{"normalise", "lang.normalise.short", "lang.normalise.long", normalise},
	{"translit", "lang.translit.short", "lang.translit.long", translit},
}

func (p *program) languages() *cobra.Command {
	cmd := p.group("lang", p.text("lang.short", nil))
	cmd.Long = p.text("lang.long", nil)
	to := cmd.PersistentFlags().String("to", "", p.text("flag.to", nil))
	for _, tool := range languageTools {
		cmd.AddCommand(p.languageTool(tool, to))
	}
	return cmd
}

func (p *program) languageTool(tool languageTool, to *string) *cobra.Command {
	var o languageOptions
	cmd := &cobra.Command{
		Use:   tool.name,
		Short: p.text(tool.short, nil),
		Long:  p.text(tool.long, nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			work, err := tool.in(all.Packs(), *to, o)
			if err != nil {
				return usage(err)
			}
			return eachRow(cmd.Context(), p.in, p.out, work)
		},
	}
	switch tool.name {
	case "check":
		cmd.Flags().BoolVar(&o.house, "house", false, p.text("flag.house", nil))
	case "normalise":
		cmd.Flags().BoolVar(&o.style, "style", false, p.text("flag.style", nil))
	}
	return cmd
}

// in is the tool's work in a language.
func (t languageTool) in(packs map[string]lang.Pack, tag string, o languageOptions) (rowWork, error) {
	var can []string
	for _, other := range slices.Sorted(maps.Keys(packs)) {
		if t.of(packs[other], o) != nil {
			can = append(can, other)
		}
	}
	known := strings.Join(can, ", ")
	p, ok := packs[tag]
	switch {
	case tag == "":
		return nil, fmt.Errorf("lang %s: name the language with --to; languages that can do it: %s", t.name, known)
	case !ok:
		return nil, fmt.Errorf("lang %s: there is no language %q; languages that can do it: %s", t.name, tag, known)
	}
	work := t.of(p, o)
	if work == nil {
		return nil, fmt.Errorf("lang %s: the language %q cannot do it; languages that can: %s", t.name, tag, known)
	}
	return work, nil
}
