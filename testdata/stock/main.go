// Command stock fills a translation memory for measuring, with sentences that
// have the names of the glossary in them, each in the form that it wants:
//
//	go run ./testdata/stock -units 1000000 -memory /tmp/stock/memory.db -glossary glossary
package main

import (
	"bufio"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"strings"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
)

// sentences are patterns, English and Armenian on one line with a tab between
// them. {0} and {1} are names, {n} is a number; behind a colon stand the case
// and, after a dot, the article of the name.
//
//go:embed sentences.tsv
var sentences string

const source, target = "en", "hy"

// perArticle is how many units an article has, perBatch how many are kept at
// once.
const perArticle, perBatch = 30, 3000

func main() {
	units := flag.Int("units", 1_000_000, "units to make")
	file := flag.String("memory", "memory.db", "file of the memory")
	names := flag.String("glossary", "glossary", "file or folder of the glossary")
	human := flag.Int("human", 10, "percent of the units that a person made")
	seed := flag.Uint64("seed", 1, "seed of the random choices")
	flag.Parse()
	if err := fill(*file, *names, *units, *human, *seed); err != nil {
		log.Fatal(err)
	}
}

func fill(file, names string, units, human int, seed uint64) error {
	g, err := glossary.Load(names)
	if err != nil {
		return err
	}
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		return err
	}
	s := stock{names: named(g), pack: all.Packs()[target], r: rand.New(rand.NewPCG(seed, 3)), human: human}
	for line := bufio.NewScanner(strings.NewReader(sentences)); line.Scan(); {
		en, hy, _ := strings.Cut(line.Text(), "\t")
		s.patterns = append(s.patterns, [2]string{en, hy})
	}
	pair := memory.Pair{Source: source, Target: target}
	for n := 0; n < units; n += perBatch {
		if err := m.Keep(context.Background(), pair, s.batch(n, min(perBatch, units-n))); err != nil {
			return err
		}
	}
	return m.Close()
}

// named are the concepts that have a name in both languages.
func named(g *glossary.Glossary) (out []*glossary.Concept) {
	for _, c := range g.Concepts() {
		_, ok := c.Target(target, false)
		if _, in := c.Canonical(source, false); in && ok && !c.Keep {
			out = append(out, c)
		}
	}
	return out
}

type stock struct {
	names    []*glossary.Concept
	pack     lang.Pack
	patterns [][2]string
	r        *rand.Rand
	human    int
}

// batch makes the units from the n-th on.
func (s *stock) batch(n, size int) []memory.Entry {
	es := make([]memory.Entry, size)
	for i := range es {
		es[i] = s.entry(n + i)
	}
	for i := range es {
		if i > 0 {
			es[i].Before = es[i-1].Text
		}
		if i+1 < size {
			es[i].After = es[i+1].Text
		}
	}
	return es
}

func (s *stock) entry(n int) memory.Entry {
	p := s.patterns[s.r.IntN(len(s.patterns))]
	e := memory.Entry{
		Query: memory.Query{Article: fmt.Sprintf("news/%06d", n/perArticle), Unit: fmt.Sprintf("%d.1", n%perArticle+1)},
		State: bitext.Translated, Origin: bitext.Backend("openai"),
		Provenance: bitext.Provenance{Engine: "openai", Model: "stock", Prompt: "translate-4", Time: "2026-01-02T03:04:05Z"},
	}
	e.Text, e.Target = strings.ReplaceAll(p[0], "{n}", fmt.Sprint(n)), strings.ReplaceAll(p[1], "{n}", fmt.Sprint(n))
	for i := range 2 {
		c := s.names[s.r.IntN(len(s.names))]
		name, _ := c.Canonical(source, false)
		t, _ := c.Target(target, false)
		e.Text = strings.ReplaceAll(e.Text, fmt.Sprintf("{%d}", i), name)
		e.Target = s.put(e.Target, i, lang.Entry{Lemma: t.Preferred, Kind: string(c.Kind), Class: t.Class})
		e.Provenance.Concepts = append(e.Provenance.Concepts, c.ID+"="+t.Preferred)
	}
	if s.r.IntN(100) < s.human {
		e.State, e.Origin = bitext.Reviewed, bitext.FromHuman
		e.Provenance = bitext.Provenance{Human: true, By: "stock", Time: e.Provenance.Time}
	}
	return e
}

// put writes the i-th name into a translation, in the form that stands there.
func (s *stock) put(text string, i int, name lang.Entry) string {
	open := fmt.Sprintf("{%d:", i)
	before, rest, ok := strings.Cut(text, open)
	if !ok {
		return text
	}
	cell, after, _ := strings.Cut(rest, "}")
	form, article, _ := strings.Cut(cell, ".")
	word, ok := s.pack.Inflect(name, lang.Cell{Case: form, Det: article}, after)
	if !ok {
		word = name.Lemma
	}
	return before + word + after
}
