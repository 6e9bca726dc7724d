package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man prints the man page; `targman man > targman.1` for the program, and
// `targman man translate` for a subcommand.
func (p *program) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man [COMMAND ...]",
		Short: p.text("man.short", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage(fmt.Errorf("there is no command %q; see targman --help", strings.Join(args, " ")))
			}
			target.DisableAutoGenTag = true
			return doc.GenMan(target, &doc.GenManHeader{Title: "TARGMAN", Section: "1", Source: tool()}, p.out)
		},
	}
}
