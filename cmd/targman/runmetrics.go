package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"targman/pipeline/memory"
	"targman/pipeline/metric"
	"targman/pipeline/runs"
)

// metrics are the run's, for node_exporter's textfile collector
// (https://github.com/prometheus/node_exporter#textfile-collector). Every one names
// the project, because a folder of such files is one set of metrics, which is refused
// as a whole when two files have the same one. What cannot be
// read is left out, and told of.
func (r *record) metrics(ctx context.Context, run runs.Run) ([]byte, error) {
	families := runMetrics(run)
	list, err := runsFolder(r.cfg).List(run.Memory)
	list = slices.DeleteFunc(list, func(other runs.Run) bool { return other.ID == run.ID }) // it is told of anew
	if at := succeeded(append(runs.Translations(list), run)); at != nil {
		families = append(families, one("targman_last_success_timestamp_seconds", "When the last run ended that did all it could, with 0 or 3.", unix(*at)))
	}
	spent, err2 := r.spentMetrics(ctx)
	families = append(families, spent...)
	var text bytes.Buffer
	_ = metric.Write(&text, families, metric.Label{Name: "project", Value: r.cfg.project()}) // into memory
	return text.Bytes(), errors.Join(err, err2)
}

// spentMetrics adds the whole ledger up, for spending is a counter.
func (r *record) spentMetrics(ctx context.Context) ([]metric.Family, error) {
	money := metric.Family{Name: "targman_spent_total", Help: "What calls to engines cost since the memory was made, as the ledger has it.", Kind: metric.Counter}
	calls := metric.Family{Name: "targman_calls_total", Help: "Calls to engines since the memory was made.", Kind: metric.Counter}
	err := r.withMemory(r.cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
		all, err := m.AllSpent(ctx)
		for _, s := range all {
			labels := []metric.Label{{Name: "engine", Value: s.Engine}, {Name: "currency", Value: s.Currency}}
			money.Samples = append(money.Samples, metric.Sample{Labels: labels, Value: s.Cost.Units()})
			calls.Samples = append(calls.Samples, metric.Sample{Labels: labels, Value: float64(s.Calls)})
		}
		return err
	})
	size := one("targman_memory_size_bytes", "Size of the translation memory with its log.", float64(newStock(r.cfg.Memory.File).Size))
	return []metric.Family{money, calls, size}, err
}

func unix(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

func one(name, help string, value float64) metric.Family {
	return metric.Family{Name: name, Help: help, Kind: metric.Gauge, Samples: []metric.Sample{{Value: value}}}
}

// by is a metric with a sample for each count.
func by(name, help, label string, counts map[string]int) metric.Family {
	f := metric.Family{Name: name, Help: help, Kind: metric.Gauge}
	for _, k := range sortedCounts(counts) {
		f.Samples = append(f.Samples, metric.Sample{Labels: []metric.Label{{Name: label, Value: k}}, Value: float64(counts[k])})
	}
	return f
}

// runMetrics are those of the run alone. Their names are part of the interface.
func runMetrics(r runs.Run) []metric.Family {
	a := r.Articles
	meaning := []metric.Label{{Name: "meaning", Value: r.Meaning}, {Name: "version", Value: r.Version}}
	return []metric.Family{
		one("targman_last_run_timestamp_seconds", "When the last run ended.", unix(r.Time)),
		one("targman_last_run_duration_seconds", "How long the last run took.", r.Seconds),
		one("targman_last_run_exit_code", "Exit code of the last run.", float64(r.Exit)),
		{Name: "targman_last_run_info", Help: "What became of the last run, and the version of the program.", Kind: metric.Gauge,
			Samples: []metric.Sample{{Labels: meaning, Value: 1}}},
		by("targman_last_run_articles", "Articles of the last run by what became of them, once for each language.", "state",
			map[string]int{"new": a.New, "updated": a.Updated, "unchanged": a.Unchanged, "failed": a.Failed, "left": a.Left}),
		by("targman_last_run_segments", "Translated segments of the last run by where the translation is from.", "origin", r.Segments.Origins),
		one("targman_last_run_untranslated_segments", "Segments without a translation after the last run.", float64(r.Segments.Untranslated)),
		one("targman_last_run_stale_segments", "Segments that wait for an engine since the glossary changed.", float64(r.Segments.Stale)),
		by("targman_last_run_findings", "Findings in the articles of the last run by severity.", "severity", r.Findings),
		{Name: "targman_last_run_spent", Help: "What the calls of the last run cost.", Kind: metric.Gauge,
			Samples: []metric.Sample{{Labels: []metric.Label{{Name: "currency", Value: r.Spent.Currency}}, Value: r.Spent.Amount}}},
		one("targman_last_run_sent_characters", "Characters of articles that the last run sent to engines.", float64(r.Spent.Characters)),
		one("targman_last_run_written_files", "Files that the last run changed.", float64(r.Written)),
		one("targman_last_run_damaged_rows", "Damaged rows of the memory that the last run met.", float64(r.Damaged)),
	}
}
