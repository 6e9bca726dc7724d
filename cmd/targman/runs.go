package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/runs"
)

func (p *program) runs() *cobra.Command {
	var asJSON bool
	var last int
	cmd := &cobra.Command{
		Use:   "runs",
		Short: p.text("runs.short", nil),
		Long:  p.text("runs.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, _, err := p.listRuns(cmd)
			if err != nil {
				return err
			}
			if last < 0 {
				return usage(fmt.Errorf("--last: found %d, expected 0 (all) or more", last))
			}
			if last > 0 && last < len(list) {
				list = list[len(list)-last:]
			}
			if asJSON {
				return p.printJSON(list)
			}
			return p.printRuns(list)
		},
	}
	p.overrule(cmd.PersistentFlags(), "memory")
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	cmd.Flags().IntVar(&last, "last", 20, p.text("flag.last", nil))
	cmd.AddCommand(p.runsShow())
	return cmd
}

// listRuns lists the runs on the memory, the newest last.
func (p *program) listRuns(cmd *cobra.Command) ([]runs.Run, *loaded, error) {
	cfg, err := p.load(cmd.Flags())
	if err != nil {
		return nil, nil, err
	}
	list, err := runsFolder(cfg).List(whole(cfg.Memory.File))
	if list == nil {
		list = []runs.Run{}
	}
	return list, cfg, err
}

// printRuns prints a table, the newest run last, where a person looks.
func (p *program) printRuns(list []runs.Run) error {
	if len(list) == 0 {
		fmt.Fprintln(p.out, p.text("runs.none", nil))
		return nil
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, strings.ReplaceAll(p.text("runs.columns", nil), "|", "\t"))
	for _, r := range list {
		a := r.Articles
		fmt.Fprintf(w, "%s\t%s\t%d %s\t%d\t%d\t%d\t%d\t%d\t%.4f %s\t%s\t%s\n", r.Started.Format("2006-01-02 15:04:05"), took(r), r.Exit, r.Meaning,
			a.New, a.Updated, a.Unchanged, a.Failed+a.Left, r.Segments.Untranslated, r.Spent.Amount, r.Spent.Currency, r.ID, cmp.Or(r.Command, "translate"))
	}
	return w.Flush()
}

// took is how long a run was at work.
func took(r runs.Run) time.Duration {
	d := time.Duration(r.Seconds * float64(time.Second))
	if d > time.Minute {
		return d.Round(time.Second)
	}
	return d.Round(time.Second / 10)
}

func (p *program) runsShow() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show [RUN]",
		Short: p.text("runs.show.short", nil),
		Long:  p.text("runs.show.long", nil),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			list, cfg, err := p.listRuns(cmd)
			if err != nil {
				return err
			}
			run, err := chosenRun(list, args)
			if err != nil {
				return err
			}
			return p.showRun(cfg, run, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

// chosenRun is the run whose name begins with what was given, or the last one of
// translate.
func chosenRun(list []runs.Run, args []string) (found runs.Run, err error) {
	if len(args) == 0 {
		list = runs.Translations(list)
	}
	if len(list) == 0 {
		return found, usage(errors.New("there has been no run on this memory; check --memory or memory.file"))
	}
	if len(args) == 0 {
		return list[len(list)-1], nil
	}
	n := 0
	for _, r := range list {
		if strings.HasPrefix(r.ID, args[0]) {
			found = r
			n++
		}
	}
	if n != 1 {
		return found, usage(fmt.Errorf("show run %q: %d runs are called so; `targman runs` lists them all", args[0], n))
	}
	return found, nil
}

// showRun prints the report that was kept, or what the list has of a run without
// one.
func (p *program) showRun(cfg *loaded, run runs.Run, asJSON bool) error {
	form := "md"
	if asJSON {
		form = "json"
	}
	if run.Report != "" { // which says where it was
		data, err := os.ReadFile(filepath.Join(runsFolder(cfg).Folder, run.ID+"."+form))
		if err == nil {
			_, err = p.out.Write(data)
			return err
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("show run %s: %w", run.ID, err)
		}
	}
	r := &record{translation: &translation{program: p, cfg: cfg}}
	data, err := reportForms[form](r, r.build(run))
	if err != nil {
		return err
	}
	_, err = p.out.Write(data)
	return err
}
