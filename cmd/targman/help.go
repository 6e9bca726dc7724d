package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// wordHelp says the frame that cobra gives to every help in the program's
// language.
func (p *program) wordHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.SetUsageTemplate(strings.NewReplacer(
		"Usage:", p.text("help.usage", nil),
		"Available Commands:", p.text("help.commands", nil),
		"Global Flags:", p.text("help.global-flags", nil),
		"Flags:", p.text("help.flags", nil),
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		p.text("help.more", map[string]any{"Command": "{{.CommandPath}} [command] --help"}),
	).Replace(root.UsageTemplate()))
	for _, sub := range root.Commands() {
		switch sub.Name() {
		case "help":
			sub.Short = p.text("help.help", nil)
		case "completion":
			sub.Short = p.text("help.completion", nil)
		}
	}
	p.wordHelpFlags(root)
}

func (p *program) wordHelpFlags(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = p.text("help.flag", map[string]any{"Command": cmd.Name()})
	for _, sub := range cmd.Commands() {
		p.wordHelpFlags(sub)
	}
}
