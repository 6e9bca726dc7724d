package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// root is the command tree.
func (p *program) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "targman",
		Short:         p.text("root.short", nil),
		Long:          p.text("root.long", nil) + "\n\n" + p.text("exit.codes", nil),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.PersistentFlags().String("config", "", p.text("flag.config", nil))
	p.overrule(cmd.PersistentFlags(), "lang")
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage(fmt.Errorf("%w; see %s --help", err, c.CommandPath()))
	})
	cmd.AddCommand(p.translate(), p.analyse(), p.align(), p.compareEngines(), p.backends(), p.mergeBack(), p.exports(), p.memory(), p.usage(), p.runs(), p.status(), p.schedule(), p.glossary(), p.check(), p.languages(), p.config(), p.init(), p.version(), p.man())
	cmd.InitDefaultCompletionCmd()
	markUsage(cmd)
	p.wordHelp(cmd)
	return cmd
}

// group is a command that only has others below it.
func (p *program) group(name, short string) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
}

// markUsage makes wrong arguments of every command errors of use.
func markUsage(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(c *cobra.Command, args []string) error {
			err := check(c, args)
			if err == nil {
				return nil
			}
			return usage(fmt.Errorf("%w; see %s --help", err, c.CommandPath()))
		}
	}
	for _, sub := range cmd.Commands() {
		markUsage(sub)
	}
}
