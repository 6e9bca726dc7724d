// Package metric writes metrics in the text format of Prometheus, version 0.0.4,
// as node_exporter's textfile collector reads them
// (https://prometheus.io/docs/instrumenting/exposition_formats/). Names and labels
// are the program's own and right; values of labels are anybody's. Start at
// Family and Write.
package metric

import (
	"io"
	"strconv"
	"strings"
)

// Kind is the type of a metric.
type Kind string

// The kinds there are here.
const (
	Gauge   Kind = "gauge"
	Counter Kind = "counter"
)

// Family is a metric with all its samples.
type Family struct {
	Name string
	// Help is one sentence, Kind the metric's type.
	Help    string
	Kind    Kind
	Samples []Sample
}

// Sample is one value.
type Sample struct {
	// Labels are in order.
	Labels []Label
	Value  float64
}

// Label tells samples of a family apart.
type Label struct{ Name, Value string }

// text escapes a value of a label, help a sentence of help.
var (
	text = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
	help = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
)

// Write writes the families that have samples, each with its HELP and TYPE; common
// labels come first in every sample.
func Write(w io.Writer, families []Family, common ...Label) error {
	var b strings.Builder
	for _, f := range families {
		if len(f.Samples) == 0 {
			continue
		}
		b.WriteString("# HELP " + f.Name + " " + help.Replace(f.Help) + "\n# TYPE " + f.Name + " " + string(f.Kind) + "\n")
		for _, s := range f.Samples {
			b.WriteString(f.Name)
			labels(&b, common, s.Labels)
			b.WriteString(" " + strconv.FormatFloat(s.Value, 'g', -1, 64) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func labels(b *strings.Builder, lists ...[]Label) {
	sep := "{"
	for _, list := range lists {
		for _, l := range list {
			b.WriteString(sep + l.Name + `="` + text.Replace(strings.ToValidUTF8(l.Value, "\uFFFD")) + `"`)
			sep = ","
		}
	}
	if sep == "," {
		b.WriteString("}")
	}
}
