package main

import (
	"regexp"
	"strings"
	"testing"

	"targman/pipeline/metric"
	"targman/pipeline/runs"
)

// TestMetricNames holds the names to Prometheus' conventions
// (https://prometheus.io/docs/practices/naming/).
func TestMetricNames(t *testing.T) {
	r := runs.Run{Segments: runs.Segments{Origins: map[string]int{"memory:exact": 1}}, Findings: map[string]int{"warn": 1}}
	name, label := regexp.MustCompile(`^targman_[a-z]+(_[a-z]+)*$`), regexp.MustCompile(`^[a-z]+$`)
	seen := map[string]bool{}
	for _, f := range runMetrics(r) {
		if !name.MatchString(f.Name) || seen[f.Name] {
			t.Errorf("%q is no name, or there twice", f.Name)
		}
		seen[f.Name] = true
		if strings.HasSuffix(f.Name, "_total") != (f.Kind == metric.Counter) {
			t.Errorf("%s is a %s; counters alone end with _total", f.Name, f.Kind)
		}
		if !strings.HasSuffix(f.Help, ".") || len(f.Samples) == 0 {
			t.Errorf("%s: help %q, %d samples", f.Name, f.Help, len(f.Samples))
		}
		for _, s := range f.Samples {
			for _, l := range s.Labels {
				if !label.MatchString(l.Name) || l.Name == "project" {
					t.Errorf("%s: label %q", f.Name, l.Name)
				}
			}
		}
	}
}
