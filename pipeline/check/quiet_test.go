package check

import (
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
)

// quietShare is the share of professionally written sentences that may be
// flagged at warn or error.
const quietShare = 0.01

// TestQuiet runs all checks over newspaper Armenian as a careful editor leaves
// it, with its English sources.
func TestQuiet(t *testing.T) {
	us := quiet(t)
	if len(us) < 200 {
		t.Fatalf("testdata/quiet.tsv has %d sentences, want 200", len(us))
	}
	source, target := en.Pack(), hy.Pack()
	for i := range us {
		Unit(&us[i], source, target)
	}
	Document(us, target)
	flagged := 0
	for _, u := range us {
		loud := false
		for _, f := range u.Findings {
			if f.Severity >= bitext.Warn {
				t.Logf("%q: %s %s", u.Target.Text, f.ID, f.Message)
				loud = true
			}
		}
		if loud {
			flagged++
		}
	}
	if share := float64(flagged) / float64(len(us)); share >= quietShare {
		t.Errorf("%d of %d sentences are flagged, %.1f %%; want under 1 %%", flagged, len(us), 100*share)
	}
}

func quiet(t testing.TB) []bitext.Unit {
	var us []bitext.Unit
	for _, f := range rows(t, "testdata/quiet.tsv", 2) {
		us = append(us, bitext.Unit{Source: bitext.Content{Text: f[0]}, Target: bitext.Content{Text: f[1]}})
	}
	return us
}

// BenchmarkUnit tells how many segments of news a core checks in a second.
func BenchmarkUnit(b *testing.B) {
	us, source, target := quiet(b), en.Pack(), hy.Pack()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for i := range us {
			us[i].Findings = nil
			Unit(&us[i], source, target)
		}
		n += len(us)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "segments/s")
}

// BenchmarkUnitWithoutLanguage leaves out what the language pack finds.
func BenchmarkUnitWithoutLanguage(b *testing.B) {
	us, source, target := quiet(b), en.Pack(), hy.Pack()
	target.Issues = nil
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for i := range us {
			us[i].Findings = nil
			Unit(&us[i], source, target)
		}
		n += len(us)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "segments/s")
}

// BenchmarkDocument is for the checks of whole documents.
func BenchmarkDocument(b *testing.B) {
	us, target := quiet(b), hy.Pack()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		Document(us, target)
		n += len(us)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "segments/s")
}
