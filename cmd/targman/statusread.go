package main

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"targman/pipeline"
	"targman/pipeline/memory"
	"targman/pipeline/money"
	"targman/pipeline/runs"
)

// look reads what status tells of; it locks and changes nothing, so that it may
// look while a run is at work.
func (p *program) look(ctx context.Context, cfg *loaded, list []runs.Run) *standing {
	s := &standing{Project: whole(cfg.File), Running: running(cfg.Memory.File + ".lock"), Runs: list[max(0, len(list)-statusRuns):],
		Spending: []spentInSpan{}, Batches: map[string]int{}, Pending: pending{Findings: map[string]int{}},
		Memory: memoryState{File: whole(cfg.Memory.File), Size: newStock(cfg.Memory.File).Size}}
	s.Succeeded = succeeded(list)
	if s.last = lastWorked(list); s.last != nil {
		s.Memory.Damaged = s.last.Damaged
	}
	if at, ok := p.lastBackup(cfg); ok {
		s.Memory.Backup = &at
	}
	s.Memory.err = p.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
		if err := s.readPending(ctx, cfg, m); err != nil {
			return err
		}
		return s.readSpending(ctx, cfg, m, time.Now().UTC())
	})
	if s.Memory.err != nil {
		s.Memory.Fault = s.Memory.err.Error()
	}
	return s
}

// succeeded is when the last run ended that did all it could: with 0 or 3.
func succeeded(list []runs.Run) (at *time.Time) {
	for _, r := range list {
		if (r.Exit == exitDone && r.Meaning != leftToOther) || r.Meaning == exitMeanings[exitFindings] {
			at = &r.Time
		}
	}
	return at
}

// lastBackup is when the newest backup was made.
func (p *program) lastBackup(cfg *loaded) (at time.Time, ok bool) {
	b := &backups{program: p}
	files, err := b.list(cfg)
	if err != nil || len(files) == 0 {
		return at, false
	}
	_, prefix := b.of(cfg)
	name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(files[len(files)-1]), prefix), ".db")
	at, err = time.Parse(backupTime, name)
	return at, err == nil
}

// readPending counts from what each article was finished with. Articles that have
// left the input count no more.
func (s *standing) readPending(ctx context.Context, cfg *loaded, m *memory.Memory) error {
	wanted, err := wantedArticles(cfg)
	if err != nil {
		s.Pending.Note = err.Error()
	}
	for _, target := range cfg.Targets {
		done, err := m.AllDone(ctx, memory.Pair{Source: cfg.Source, Target: target})
		if err != nil {
			return err
		}
		left := maps.Clone(wanted)
		for document, d := range done {
			if wanted != nil && !wanted[document] {
				continue
			}
			delete(left, document)
			var a pipeline.Article
			if json.Unmarshal(d.Summary, &a) == nil {
				s.Pending.add(a)
			}
		}
		s.Pending.Unfinished += len(left)
	}
	return nil
}

// wantedArticles are the articles in the input, by document; nil where none is set
// or they cannot be told. Of addresses those count that are kept.
func wantedArticles(cfg *loaded) (map[string]bool, error) {
	if len(cfg.Input) == 0 {
		return nil, nil
	}
	in, err := cfg.files(cfg.Input)
	if err == nil {
		err = in.pages(cfg)
	}
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, i := range in.list {
		out[i.Document()] = true
	}
	for _, name := range in.due {
		out[name] = true
	}
	return out, nil
}

func (p *pending) add(a pipeline.Article) {
	p.Articles++
	p.Untranslated += a.Untranslated
	p.Stale += a.Stale
	for severity, n := range a.Findings {
		p.Findings[severity] += n
	}
}

// batchAge is how far back batches are looked for: services keep them for days.
const batchAge = 31 * 24 * time.Hour

// readSpending adds up the calls of this day and month, UTC.
func (s *standing) readSpending(ctx context.Context, cfg *loaded, m *memory.Memory, now time.Time) error {
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	starts := map[string]time.Time{"day": midnight, "month": midnight.AddDate(0, 0, 1-now.Day())}
	sums := map[spentInSpan]float64{}
	for span := range starts {
		sums[spentInSpan{Span: span}] = 0
		for _, c := range cfg.Money.Caps {
			if c.of(span) > 0 {
				sums[spentInSpan{Engine: c.Engine, Span: span}] = 0
			}
		}
	}
	since := starts["month"]
	if old := now.Add(-batchAge); old.Before(since) {
		since = old
	}
	err := m.Calls(ctx, since, time.Time{}, func(b memory.Booked) error {
		if b.State == money.Intent && b.Trace != "" { // the name of a batch
			s.Batches[b.Engine]++
		}
		for span, start := range starts {
			if b.Currency == cfg.Money.Currency && !b.Started.Before(start) {
				sums[spentInSpan{Engine: b.Engine, Span: span}] += b.Cost.Units()
				sums[spentInSpan{Span: span}] += b.Cost.Units()
			}
		}
		return nil
	})
	for row, amount := range sums {
		row.Amount, row.Currency, row.Cap = amount, cfg.Money.Currency, cfg.Money.capOf(row.Engine, row.Span)
		s.Spending = append(s.Spending, row)
	}
	slices.SortFunc(s.Spending, func(a, b spentInSpan) int { return strings.Compare(a.Span+"\x00"+a.Engine, b.Span+"\x00"+b.Engine) })
	return err
}

// of is the bound for a span.
func (c CapConfig) of(span string) float64 {
	return map[string]float64{"run": c.Run, "day": c.Day, "month": c.Month}[span]
}

// capOf is the lowest cap of an engine for a span; 0 where there is none.
func (m MoneyConfig) capOf(engine, span string) (least float64) {
	for _, c := range m.Caps {
		if most := c.of(span); c.Engine == engine && most > 0 && (least == 0 || most < least) {
			least = most
		}
	}
	return least
}

// running says who has the lock, in the words of the lock's note. The kernel's list
// of locks is read where there is one, because trying the lock could keep a run
// from it that begins at this very moment (proc_locks(5)).
func running(name string) string {
	note, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	words := strings.Fields(string(note)) // process 123 on …
	list, err := os.ReadFile("/proc/locks")
	if err != nil || len(words) < 2 {
		release, ok, err := lock(name, os.O_RDWR)
		if ok && err == nil {
			_ = release()
			return ""
		}
		return strings.TrimSpace(string(note))
	}
	for line := range strings.Lines(string(list)) {
		if f := strings.Fields(line); len(f) > 4 && slices.Contains(f, "FLOCK") && slices.Contains(f, words[1]) {
			return strings.TrimSpace(string(note))
		}
	}
	return ""
}
