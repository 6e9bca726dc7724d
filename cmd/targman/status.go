package main

import (
	"cmp"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/runs"
)

// standing is the state of a project, as JSON has it. The field names are part
// of the interface.
type standing struct {
	Project string `json:"project,omitempty"`
	// Running says who is at work with the memory; empty when nobody is.
	Running string `json:"running,omitempty"`
	// Runs are the last ones, the newest last.
	Runs []runs.Run `json:"runs"`
	// Succeeded is when the last run ended that did all it could: with 0 or 3.
	Succeeded *time.Time    `json:"succeeded,omitempty"`
	Pending   pending       `json:"pending"`
	Spending  []spentInSpan `json:"spending"`
	// Batches counts calls that were handed in and are not answered, by engine.
	Batches map[string]int `json:"batches"`
	Memory  memoryState    `json:"memory"`
	// Alarms say why Exit is not 0.
	Alarms []alarm `json:"alarms"`
	Exit   int     `json:"exit"`

	last *runs.Run // that worked, be it among Runs or before them
}

// pending is what is not done in the whole project.
type pending struct {
	// Articles were done at least once; Unfinished are in the input and were not.
	Articles   int `json:"articles"`
	Unfinished int `json:"unfinished"`
	// Untranslated and Stale count segments, Findings findings by severity.
	Untranslated int            `json:"untranslated"`
	Stale        int            `json:"stale"`
	Findings     map[string]int `json:"findings"`
	// Note says why Unfinished could not be counted.
	Note string `json:"note,omitempty"`
}

// spentInSpan is what was spent today or this month, UTC, on an engine, or on all
// of them where Engine is empty.
type spentInSpan struct {
	Engine   string  `json:"engine"`
	Span     string  `json:"span"`
	Amount   float64 `json:"amount"`
	Cap      float64 `json:"cap,omitempty"`
	Currency string  `json:"currency"`
}

// memoryState is what is known of the memory without reading it all.
type memoryState struct {
	File string `json:"file"`
	// Size is in bytes, the log with it.
	Size  int64  `json:"size"`
	Fault string `json:"fault,omitempty"`
	// Damaged rows were met by the last run.
	Damaged int        `json:"damaged"`
	Backup  *time.Time `json:"backup,omitempty"`
	err     error
}

// alarm is something to be looked at, with the exit code that it asks for.
type alarm struct {
	Exit    int    `json:"exit"`
	Message string `json:"message"`
}

// codeError ends a command with a code; what is behind it has been told of.
type codeError int

func (e codeError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// statusRuns is how many runs status shows.
const statusRuns = 5

func (p *program) status() *cobra.Command {
	var asJSON bool
	var maxAge time.Duration
	cmd := &cobra.Command{
		Use:   "status",
		Short: p.text("status.short", nil),
		Long:  p.text("status.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, cfg, err := p.listRuns(cmd)
			if cfg == nil {
				return err
			}
			list = runs.Translations(list)
			s := p.look(cmd.Context(), cfg, list)
			s.judge(p, cfg, err, maxAge, time.Now())
			if asJSON {
				err = p.printJSON(s)
			} else {
				err = p.printStatus(s)
			}
			if err == nil && s.Exit != exitDone {
				err = toldError{codeError(s.Exit)}
			}
			return err
		},
	}
	p.overrule(cmd.Flags(), "memory")
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	cmd.Flags().DurationVar(&maxAge, "max-age", 0, p.text("flag.max-age", nil))
	return cmd
}

// lastCodes are the exit codes of a last run that are an alarm, with the code that
// they ask for. An interruption is none: somebody meant it, and --max-age sees
// when nothing comes after it.
var lastCodes = map[int]int{exitFailed: exitFailed, exitUsage: exitFailed, exitBudget: exitBudget, exitEngine: exitEngine, exitStorage: exitStorage}

// gravity orders exit codes, the worst first.
var gravity = []int{exitStorage, exitFailed, exitUsage, exitEngine, exitBudget, exitFindings}

// judge finds what is to be looked at; unread is why the runs could not be read.
func (s *standing) judge(p *program, cfg *loaded, unread error, maxAge time.Duration, now time.Time) {
	s.Alarms = []alarm{}
	raise := func(code int, message string) { s.Alarms = append(s.Alarms, alarm{code, message}) }
	if s.Memory.err != nil {
		raise(exitCode(s.Memory.err), s.Memory.Fault)
	}
	if unread != nil {
		raise(exitStorage, unread.Error())
	}
	if n := s.Memory.Damaged; n > 0 {
		raise(exitStorage, p.text("status.damaged", map[string]any{"Count": n}))
	}
	if last := s.last; last != nil && (lastCodes[last.Exit] != 0 || last.Meaning == runs.Killed) {
		raise(cmp.Or(lastCodes[last.Exit], exitFailed), p.text("status.failed", map[string]any{"Verdict": p.text("run.exit."+last.Meaning, nil), "Reason": last.Error}))
	}
	if maxAge > 0 && (s.Succeeded == nil || now.Sub(*s.Succeeded) > maxAge) {
		raise(exitFailed, p.text("status.old", map[string]any{"Age": maxAge.String()}))
	}
	if s.Pending.Untranslated > 0 || weighs(s.Pending.Findings, cfg.FailOn) {
		raise(exitFindings, p.text("status.waiting", map[string]any{"Count": s.Pending.Untranslated}))
	}
	for _, code := range gravity {
		for _, a := range s.Alarms {
			if s.Exit == exitDone && a.Exit == code {
				s.Exit = code
			}
		}
	}
}

// lastWorked is the last run that worked: one that found another at work says
// nothing of the project.
func lastWorked(list []runs.Run) *runs.Run {
	for i := len(list) - 1; i >= 0; i-- {
		if r := &list[i]; r.Exit != exitLocked && r.Meaning != leftToOther {
			return r
		}
	}
	return nil
}
