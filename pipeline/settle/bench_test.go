package settle_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang/hy"
	"targman/pipeline/settle"
)

// crowd is a glossary of n persons with made-up names beside those of the bed.
func crowd(b *testing.B, n int) *glossary.Glossary {
	b.Helper()
	var out strings.Builder
	latin := []string{"ba", "do", "ke", "li", "mu", "na", "po", "ra", "si", "tu"}
	armenian := []string{"բա", "դո", "կե", "լի", "մու", "նա", "պո", "ռա", "սի", "տու"}
	for i := range n {
		en, hy := "X", "Խ"
		for d := i; ; d /= 10 {
			en, hy = en+latin[d%10], hy+armenian[d%10]
			if d < 10 {
				break
			}
		}
		// The first letter goes through the alphabet.
		hy = string([]rune("ԱԲԳԴԵԶԷԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՉՊՋՌՍՎՏՑՓՔՖ")[i%33]) + hy[2:]
		fmt.Fprintf(&out, "- id: person-%d\n  kind: person\n  en: {canonical: %snov}\n  hy: {preferred: %sնով, forbidden: [%sնոֆ]}\n  source: made up\n", i, en, hy, hy)
	}
	file := filepath.Join(b.TempDir(), "crowd.yaml")
	if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
		b.Fatal(err)
	}
	g, err := glossary.Load(file, "testdata/names.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return g
}

// BenchmarkUnit settles the bed with 10,000 further concepts loaded.
func BenchmarkUnit(b *testing.B) {
	g := crowd(b, 10_000)
	s := settle.New(g, "en", "hy", hy.Pack())
	for _, c := range []struct {
		name string
		text func(row) string
	}{
		{"right", func(r row) string { return r.good }},
		{"damaged", func(r row) string { return r.damaged }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var units []bitext.Unit
			for _, r := range bed(b) {
				units = append(units, unitOf(g, r.source, c.text(r)))
			}
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for i := 0; pb.Next(); i++ {
					u := units[i%len(units)]
					u.Terms = slices.Clone(u.Terms)
					s.Unit(&u)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "segments/s")
		})
	}
	b.Run("every concept", func(b *testing.B) {
		var units []bitext.Unit
		for _, concept := range g.Concepts() {
			en, _ := concept.Canonical("en", false)
			to, _ := concept.Target("hy", false)
			units = append(units, unitOf(g, en+" spoke on Thursday.", to.Preferred+" խոսեց հինգշաբթի օրը։"))
		}
		b.ReportAllocs()
		b.ResetTimer()
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				u := units[i%len(units)]
				u.Terms = slices.Clone(u.Terms)
				s.Unit(&u)
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "segments/s")
	})
}

// BenchmarkNew makes a settler of 10,000 concepts.
func BenchmarkNew(b *testing.B) {
	g, pack := crowd(b, 10_000), hy.Pack()
	b.ReportAllocs()
	for b.Loop() {
		settle.New(g, "en", "hy", pack)
	}
}
