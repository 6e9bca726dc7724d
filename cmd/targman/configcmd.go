package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"targman/pipeline/backend"
)

func (p *program) config() *cobra.Command {
	cmd := p.group("config", p.text("config.short", nil))
	cmd.AddCommand(p.configShow(), p.configPrompt())
	return cmd
}

// configPrompt prints the instructions for models, to be changed and named as
// backends.NAME.prompt or repair_prompt.
func (p *program) configPrompt() *cobra.Command {
	own := backend.DefaultPrompts()
	texts := map[string]string{"translate": own.Translate, "repair": own.Repair}
	names := []string{"translate", "repair"}
	return &cobra.Command{
		Use:       "prompt [translate|repair]",
		Short:     p.text("config.prompt.short", nil),
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			_, err := fmt.Fprint(p.out, texts[append(args, names[0])[0]])
			return err
		},
	}
}

// configShow prints every setting with its value and where that is from.
func (p *program) configShow() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: p.text("config.show.short", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if asJSON {
				return p.showJSON(cfg)
			}
			w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
			for _, s := range settings() {
				fmt.Fprintf(w, "%s\t%s\t# %s; %s\n", s.key, oneLine(valueOf(reflect.ValueOf(cfg.Config), s.key).Interface()), cfg.origins[s.key].place, s.about)
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

func (p *program) showJSON(cfg *loaded) error {
	type row struct {
		Key    string `json:"key"`
		Value  any    `json:"value"`
		Origin string `json:"origin"`
		Place  string `json:"place"`
	}
	rows := []row{}
	for _, s := range settings() {
		v := shown(valueOf(reflect.ValueOf(cfg.Config), s.key).Interface())
		rows = append(rows, row{s.key, v, cfg.origins[s.key].layer, cfg.origins[s.key].place})
	}
	enc := json.NewEncoder(p.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(rows)
}

// valueOf follows a dotted key through the configuration.
func valueOf(v reflect.Value, key string) reflect.Value {
	first, rest, more := strings.Cut(key, ".")
	f, _ := fieldOf(v.Type(), first)
	v = v.FieldByIndex(f.Index)
	if more {
		return valueOf(v, rest)
	}
	return v
}

// shown is a value as it may be shown, in the form a configuration takes.
func shown(value any) any {
	switch x := value.(type) {
	case string:
		return redact(x)
	case []string:
		return redactAll(x)
	case fmt.Stringer:
		return x.String()
	}
	return value
}

// oneLine is a value on one line.
func oneLine(value any) string {
	switch x := shown(value).(type) {
	case string:
		return fmt.Sprintf("%q", x)
	case []RuleConfig:
		return fmt.Sprintf("rules: %d", len(x))
	case []RouteConfig, []PriceConfig, []CapConfig, []PenaltyConfig:
		return fmt.Sprintf("entries: %d", reflect.ValueOf(x).Len())
	case []string:
		quoted := make([]string, len(x))
		for i, s := range x {
			quoted[i] = fmt.Sprintf("%q", s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	default:
		return fmt.Sprint(x)
	}
}
