package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"syscall"
	"time"

	"targman/glossary"
	"targman/pipeline"
	"targman/pipeline/align"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
	"targman/testdata/parallel"
)

// tuned is the half of the translations that the settings of the aligner were
// found with; the other one is measured.
const tuned = 0

// align measures alignment on made-up documents whose alignment is known,
// beside the length method of Gale and Church.
func (b *bench) align() (out []figure, err error) {
	aligner, err := newAligner()
	if err != nil {
		return nil, err
	}
	halves, err := halves()
	if err != nil {
		return nil, err
	}
	known := align.Learn(knownOf(halves[tuned]))
	for _, size := range []int{20, 40, 80} {
		var docs []parallel.Document
		r := rand.New(rand.NewPCG(b.seed+6, uint64(size)))
		for range max(1, b.translations/size) {
			docs = append(docs, parallel.Make(r, halves[1-tuned], size, parallel.Usual))
		}
		fmt.Fprintf(b.log, "documents of %d translations\n", size)
		b.measure("Gale-Church", docs, func(s, t []align.Sentence) []parallel.Link { return galeChurch(s, t) })
		aligner.Lexicon = nil
		score, speed := b.measure("targman", docs, links(aligner))
		aligner.Lexicon = known
		b.measure("targman, with a memory", docs, links(aligner))
		aligner.Lexicon = nil
		b.judge(aligner, docs)
		out = append(out, figure{fmt.Sprintf("alignment, documents of %d", size), "strict F1 .88, link F1 .93, 2,000 sentences/s",
			fmt.Sprintf("%.3f, %.3f, %s", score.Strict.F1(), score.Pairs.F1(), count(int(speed))), "best of others on a like generator: .80 and .88"})
	}
	return out, nil
}

// judge says how often documents are taken for what they are not: each with
// its own translation, and with that of another document, as long as no
// sentence is in both.
func (b *bench) judge(a *pipeline.Aligner, docs []parallel.Document) {
	var wrong, all [2]int
	for i := range docs {
		for k, other := range []*parallel.Document{&docs[i], &docs[(i+1)%len(docs)]} {
			if k == 1 && shares(&docs[i], other) {
				continue
			}
			related := a.Sentences(sentencesOf(docs[i].Source), sentencesOf(other.Target)).Related == align.Related
			all[k]++
			if related != (k == 0) {
				wrong[k]++
			}
		}
	}
	fmt.Fprintf(b.log, "  translations taken for none: %d of %d; others taken for translations: %d of %d\n", wrong[0], all[0], wrong[1], all[1])
}

// shares says that two documents were made of some of the same sentences.
func shares(a, b *parallel.Document) bool {
	has := map[string]bool{}
	for _, s := range a.Source {
		has[s.Text] = true
	}
	n := 0
	for _, s := range b.Source {
		if has[s.Text] {
			n++
		}
	}
	return n > 2 // a sentence may have been added to any document
}

func newAligner() (*pipeline.Aligner, error) {
	names, err := glossary.Load("glossary")
	if err != nil {
		return nil, err
	}
	packs := all.Packs()
	return &pipeline.Aligner{Line: &pipeline.Line{Pair: memory.Pair{Source: "en", Target: "hy"}, Source: packs["en"], Target: packs["hy"],
		Names: names.Matcher("en"), Glossary: names}}, nil
}

// halves are the articles and the single sentences, every other one to the
// half that settings were found with.
func halves() (out [2][][]parallel.Translation, err error) {
	for i, a := range parallel.Articles() {
		out[i%2] = append(out[i%2], a)
	}
	quiet, err := os.ReadFile("pipeline/check/testdata/quiet.tsv")
	if err != nil {
		return out, err
	}
	var single [2][]parallel.Translation
	for i, t := range parallel.Read(string(quiet))[0][1:] {
		single[i/8%2] = append(single[i/8%2], t)
	}
	for half, list := range single {
		for len(list) > 0 {
			n := min(16, len(list))
			out[half] = append(out[half], list[:n])
			list = list[n:]
		}
	}
	return out, nil
}

func knownOf(articles [][]parallel.Translation) []align.Known {
	var out []align.Known
	for _, a := range articles {
		for _, t := range a {
			out = append(out, align.Known(t))
		}
	}
	return out
}

func links(a *pipeline.Aligner) func(s, t []align.Sentence) []parallel.Link {
	return func(s, t []align.Sentence) []parallel.Link {
		var out []parallel.Link
		for _, p := range a.Sentences(s, t).Pairs {
			if p.Linked() {
				out = append(out, parallel.Link{SourceFrom: p.Source.From, SourceTo: p.Source.To, TargetFrom: p.Target.From, TargetTo: p.Target.To})
			}
		}
		return out
	}
}

// measure says how good an alignment is and how many source sentences it does in
// a second of processor time.
func (b *bench) measure(name string, docs []parallel.Document, alignment func(s, t []align.Sentence) []parallel.Link) (score parallel.Score, speed float64) {
	sentences := 0
	start := processorTime()
	for i := range docs {
		score.Add(&docs[i], alignment(sentencesOf(docs[i].Source), sentencesOf(docs[i].Target)))
		sentences += len(docs[i].Source)
	}
	took := processorTime() - start
	speed = float64(sentences) / took
	fmt.Fprintf(b.log, "  %-24s strict F1 %.3f (P %.3f R %.3f)  link F1 %.3f (P %.3f R %.3f)  %7.0f pairs/s\n", name,
		score.Strict.F1(), score.Strict.Precision(), score.Strict.Recall(),
		score.Pairs.F1(), score.Pairs.Precision(), score.Pairs.Recall(), speed)
	return score, speed
}

// processorTime is what this process has used of it, in seconds: other
// processes do not count.
func processorTime() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // fails for a bad argument only
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func sentencesOf(list []parallel.Sentence) []align.Sentence {
	out := make([]align.Sentence, len(list))
	paragraph := 0
	for i, s := range list {
		if s.Opens {
			paragraph++
		}
		out[i] = align.Sentence{Text: s.Text, Paragraph: paragraph}
	}
	return out
}
