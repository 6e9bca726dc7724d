package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

func (p *program) config() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: p.text("config.short", nil),
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.configShow())
	return cmd
}

// configShow prints every setting with its value and where that is from.
func (p *program) configShow() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: p.text("config.show.short", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := load(cmd.Flags(), map[string]string{"lang": "lang"}, p.env)
			if err != nil {
				return err
			}
			if asJSON {
				return p.showJSON(cfg)
			}
			w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
			for _, s := range settings() {
				fmt.Fprintf(w, "%s\t%s\t# %s; %s\n", s.key, show1(valueOf(reflect.ValueOf(cfg.Config), s.key)), cfg.origins[s.key].place, s.about)
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
		v := valueOf(reflect.ValueOf(cfg.Config), s.key).Interface()
		if text, ok := v.(string); ok {
			v = redact(text)
		} else if d, ok := v.(time.Duration); ok {
			v = d.String()
		}
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

// show1 shows a value on one line.
func show1(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case string:
		return fmt.Sprintf("%q", redact(x))
	case []RuleConfig:
		return fmt.Sprintf("%d rules", len(x))
	case []string:
		quoted := make([]string, len(x))
		for i, s := range x {
			quoted[i] = fmt.Sprintf("%q", redact(s))
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	default:
		return fmt.Sprint(x)
	}
}
