package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
	"targman/pipeline/memory"
)

// BenchmarkSettleAndCheck takes sentences with and without damage through
// settle and check, with 10,000 concepts in the glossary.
func BenchmarkSettleAndCheck(b *testing.B) {
	l := crowdedLine(b)
	data, err := os.ReadFile("settle/testdata/bed.tsv")
	if err != nil {
		b.Fatal(err)
	}
	for column, name := range map[int]string{1: "damaged", 2: "right"} {
		var units []bitext.Unit
		for line := range strings.Lines(string(data)) {
			f := strings.Split(line, "\t")
			if len(f) < 5 {
				continue // a comment
			}
			u := bitext.Unit{Kind: bitext.Paragraph, State: bitext.Translated,
				Source: bitext.Content{Text: f[0]}, Target: bitext.Content{Text: f[column]}}
			l.match(&u)
			units = append(units, u)
		}
		b.Run(name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for i := 0; pb.Next(); i++ {
					u := units[i%len(units)]
					u.Terms, u.Findings = slices.Clone(u.Terms), slices.Clip(u.Findings)
					l.settle(&u)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "segments/s")
		})
	}
}

// crowdedLine is a line with the names of the bed and 10,000 further ones.
func crowdedLine(b *testing.B) *Line {
	var out strings.Builder
	latin, armenian := strings.Fields("ba do ke li mu na po ra si tu"), strings.Fields("բա դո կե լի մու նա պո ռա սի տու")
	for i := range 10_000 {
		name, term := "X", "Խ"
		for _, digit := range fmt.Sprint(i) {
			name, term = name+latin[digit-'0'], term+armenian[digit-'0']
		}
		fmt.Fprintf(&out, "- id: person-%d\n  kind: person\n  en: {canonical: %snov}\n  hy: {preferred: %sնով, forbidden: [%sնոֆ]}\n  source: made up\n",
			i, name, term, term)
	}
	file := filepath.Join(b.TempDir(), "crowd.yaml")
	if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
		b.Fatal(err)
	}
	names, err := glossary.Load(file, "settle/testdata/names.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return &Line{Pair: memory.Pair{Source: "en", Target: "hy"}, Source: en.Pack(), Target: hy.Pack(),
		Glossary: names, Names: names.Matcher("en")}
}
