package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"targman/testdata/corpus"
)

// BenchmarkTranslate runs the whole program with the pseudo engine over made-up
// articles of 3 kB: first (all is new) and again (nothing has changed). Time
// for each article, in articles/s and MB/s of source.
func BenchmarkTranslate(b *testing.B) {
	for _, n := range []int{100, 1000} {
		folder := b.TempDir()
		if err := corpus.Write(filepath.Join(folder, "in"), n, 1); err != nil {
			b.Fatal(err)
		}
		glossary, err := filepath.Abs("../../glossary")
		if err != nil {
			b.Fatal(err)
		}
		translate := func(b *testing.B, to string) {
			code := run(context.Background(), []string{"translate", "--quiet", "--backend", "pseudo", "--fail-on", "never",
				"--out", filepath.Join(to, "out"), "--memory", filepath.Join(to, "m.db"), filepath.Join(folder, "in")},
				[]string{"TARGMAN_GLOSSARY=" + glossary}, nil, io.Discard, os.Stderr)
			if code != exitDone {
				b.Fatalf("exit code %d", code)
			}
		}
		b.Run(fmt.Sprintf("first/%d", n), func(b *testing.B) {
			b.SetBytes(int64(n) * 3000)
			for b.Loop() {
				translate(b, b.TempDir())
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
		b.Run(fmt.Sprintf("again/%d", n), func(b *testing.B) {
			to := b.TempDir()
			translate(b, to)
			b.SetBytes(int64(n) * 3000)
			for b.Loop() {
				translate(b, to)
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
