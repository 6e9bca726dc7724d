package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// testSentence is what an engine is asked to translate for a test.
const testSentence = "The library opens at nine in the morning."

// tested is what a test found. Its field names are part of the interface.
type tested struct {
	Engine string `json:"engine"`
	Source string `json:"source"`
	Text   string `json:"text,omitempty"`
	Failed string `json:"failed,omitempty"`
	bill
	// Rate is what the headers told of the key's limits.
	Rate backend.Rate `json:"rate"`
}

func (p *program) backendsTest() *cobra.Command {
	t := &translation{program: p}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "test ENGINE",
		Short: p.text("backends.test.short", nil),
		Long:  p.text("backends.test.long", nil) + "\n\n" + p.text("exit.codes", nil),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if t.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return t.test(cmd.Context(), args[0], asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

// test has an engine translate one sentence.
func (t *translation) test(ctx context.Context, name string, asJSON bool) error {
	began := time.Now()
	r, err := t.try(ctx, name)
	if err != nil {
		return err
	}
	defer r.close()
	answers, err := r.ask(ctx, backend.Segment{ID: "1", Text: testSentence, Kind: bitext.Paragraph, Article: "backends test"})
	if err != nil {
		return err
	}
	out := tested{Engine: name, Source: testSentence, Text: answers["1"]}
	if out.bill, err = r.bill(ctx, began); err != nil {
		return err
	}
	for _, reply := range r.replies {
		out.Rate = reply.Rate
	}
	for _, f := range r.failures {
		out.Failed = f.Reason
	}
	if asJSON {
		err = t.printJSON(out)
	} else {
		t.printTested(out)
	}
	if err != nil {
		return err
	}
	if out.Failed != "" {
		t.program.problem(fmt.Errorf("%s", out.Failed))
	}
	return r.verdict()
}

func (t *translation) printTested(out tested) {
	if out.Text != "" {
		fmt.Fprintf(t.out, "%s\n%s\n", out.Source, out.Text)
	}
	fmt.Fprintln(t.out, t.billText(out.Engine, out.bill))
}

// billText is what a trial has cost, for a person.
func (t *translation) billText(engine string, b bill) string {
	if b.Model != "" {
		engine += " " + b.Model
	}
	return t.text("backends.bill", map[string]any{"Engine": engine, "Count": b.Calls, "Usage": t.used(b.Usage), "Cost": fmt.Sprintf("%.6f", b.Cost),
		"Currency": t.cfg.Money.Currency, "Seconds": fmt.Sprintf("%.1f", b.Seconds)})
}
