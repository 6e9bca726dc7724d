package pipeline

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/align"
	"targman/pipeline/bitext"
	"targman/pipeline/split"
	"targman/pipeline/write"
)

// Aligner brings documents and their translations, which somebody has made
// already, into the aligned formats and into the memory.
type Aligner struct {
	// Line is what reads, knows the languages and names, and writes. Its memory
	// is asked for nothing, and gets pairs where Keep says so.
	*Line
	// TargetBreaks gives the sentence borders of the target language.
	TargetBreaks func(text string) []int
	// Lexicon is what is known of words beforehand; it may be nil.
	Lexicon *align.Lexicon
	// Keep says that pairs go into the memory.
	Keep bool
	// Least is the confidence, 0 to 1, below which a pair is marked for review
	// and not kept.
	Least float64
}

// Couple is a document and its translation.
type Couple struct{ Source, Target Input }

// Coupled is what became of a couple.
type Coupled struct {
	Name   string `json:"name"`
	Source string `json:"source"`
	Target string `json:"target"`
	// Error says why the couple was not done; empty when it was.
	Error string `json:"error,omitempty"`
	// Verdict is "related", "unrelated" or "unknown". Of unrelated documents
	// nothing is written, of those that are not surely related nothing is kept.
	Verdict string `json:"verdict,omitempty"`
	// Sentences are those of source and target that took part, Pairs those that
	// belong together, Review the pairs of low confidence.
	Sentences [2]int `json:"sentences"`
	Pairs     int    `json:"pairs"`
	Review    int    `json:"review"`
	// Alone are the sentences of source and target without a partner.
	Alone [2]int `json:"alone"`
	// Furniture are the segments of source and target that belong to the page or
	// repeat another.
	Furniture [2]int `json:"furniture"`
	// Kept are the pairs that went into the memory.
	Kept int `json:"kept"`
	// Findings counts findings by severity.
	Findings map[string]int `json:"findings,omitempty"`
	Files    []write.File   `json:"files,omitempty"`

	err error
}

// Err is the error that Error tells of, for callers that branch on it.
func (r *Coupled) Err() error { return r.err }

// errSame is the error of a couple whose documents have the same text.
var errSame = errors.New("both documents have the same text; name a document and its translation")

// Run aligns the couples, several at once, and returns what became of each, in
// their order. What goes wrong with one is told there; the error is for what
// stopped the run.
func (a *Aligner) Run(ctx context.Context, couples []Couple) ([]Coupled, error) {
	out := make([]Coupled, len(couples))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, a.Workers))
	for i, c := range couples {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			r := &out[i]
			r.Name, r.Source, r.Target = c.Source.Name, c.Source.Path, c.Target.Path
			err := a.couple(ctx, c, r)
			if full := (*write.StorageError)(nil); errors.As(err, &full) || errors.Is(err, errKeep) {
				return err
			}
			if err != nil {
				r.err, r.Error = err, err.Error()
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return out, err
	}
	if a.Sink == nil {
		return out, nil
	}
	return out, a.Sink.Sync()
}

// errKeep is in the error of a memory that takes nothing.
var errKeep = errors.New("the memory takes nothing")

func (a *Aligner) couple(ctx context.Context, c Couple, r *Coupled) error {
	source, err := a.side(c.Source, a.Breaks)
	if err != nil {
		return err
	}
	target, err := a.side(c.Target, a.TargetBreaks)
	if err != nil {
		return err
	}
	r.Sentences = [2]int{len(source.text), len(target.text)}
	r.Furniture = [2]int{len(source.units) - len(source.text), len(target.units) - len(target.text)}
	if err := a.fit(source, target); err != nil {
		return err
	}
	found := a.Sentences(source.sentences(), target.sentences())
	if r.Verdict = verdicts[found.Related]; found.Related == align.Unrelated {
		return nil
	}
	aligned := compose(source, target, found.Pairs)
	a.describe(aligned, found.Pairs)
	r.count(aligned, found.Pairs, a.Least)
	if a.Keep && found.Related == align.Related {
		if r.Kept, err = a.keepPairs(ctx, c.Source.Name, aligned, found.Pairs); err != nil {
			return fmt.Errorf("%w: %w", errKeep, err)
		}
	}
	d := a.Doc
	d.Article, d.Units = aligned.art, aligned.units
	res, err := a.Sink.Write(&d)
	r.Files = res.Files
	return err
}

var verdicts = map[align.Verdict]string{align.Related: "related", align.Unrelated: "unrelated", align.Unknown: "unknown"}

// side is one document of a couple.
type side struct {
	art   *bitext.Article
	units []bitext.Unit
	// text are the units that take part, by index.
	text []int
}

// takesPart says that a unit is text of its own: no furniture, no string of the
// site's interface, and no block that repeats another, such as a title that
// stands in the head of a page too.
func takesPart(k bitext.Kind) bool {
	return k != bitext.Furniture && k != bitext.UI && k != bitext.Duplicate
}

func (a *Aligner) side(in Input, breaks func(string) []int) (*side, error) {
	j := &job{input: in}
	if err := a.read(j, nil); err != nil {
		return nil, err
	}
	units, err := split.Article(j.art, breaks, a.Read.MaxSegments)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", in.Path, err)
	}
	s := &side{art: j.art, units: units}
	for i := range s.units {
		if takesPart(s.units[i].Kind) {
			s.text = append(s.text, i)
		}
	}
	if len(s.text) == 0 {
		return nil, fmt.Errorf("read %s: %w", in.Path, ErrEmpty)
	}
	return s, nil
}

func (s *side) unit(i int) *bitext.Unit { return &s.units[s.text[i]] }

func (s *side) sentences() []align.Sentence {
	out := make([]align.Sentence, len(s.text))
	for i := range s.text {
		u := s.unit(i)
		out[i] = align.Sentence{Text: u.Source.Text, Paragraph: u.Block, Kind: string(u.Kind)}
	}
	return out
}

// count fills in the numbers of a couple.
func (r *Coupled) count(c *composed, pairs []align.Pair, least float64) {
	for _, p := range pairs {
		switch {
		case !p.Linked():
			r.Alone[0] += p.Source.Len()
			r.Alone[1] += p.Target.Len()
		default:
			r.Pairs++
			if p.Confidence < least {
				r.Review++
			}
		}
	}
	r.Findings = map[string]int{}
	for i := range c.units {
		for _, f := range c.units[i].Findings {
			r.Findings[f.Severity.String()]++
		}
	}
}
