package pipeline

import (
	"sync"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/write"
)

// Summary is what a run came to.
type Summary struct {
	Source string `json:"source"`
	Target string `json:"target"`
	// Count is how many articles were looked at, Written how many files were
	// written anew, Total the numbers of all articles together.
	Count   int    `json:"count"`
	Written int    `json:"written"`
	Total   Counts `json:"total"`
	// New, Updated and Unchanged part the articles that did not fail: done for
	// the first time, with outputs that changed, with outputs that did not.
	New       int `json:"new"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	// Articles are in the order of the inputs: all of them, or those that
	// Line.Listed asks for.
	Articles []Article `json:"articles"`
	// Removed are the articles of earlier runs whose files are there no more, and
	// of which outputs are left.
	Removed []Removed `json:"removed,omitempty"`
	// Edited are outputs that somebody had changed, by the names under which they
	// are kept beside the new ones.
	Edited []string `json:"edited,omitempty"`
	// Left is how many inputs the run did not finish because it was interrupted
	// or stopped; they are not among Articles.
	Left int `json:"left,omitempty"`
	// Engine says why the engine was given up; empty when it was not. What it
	// had answered by then is kept, and the articles are written.
	Engine string `json:"engine_error,omitempty"`
	// Stages is the time spent in each stage, added up over all workers, in
	// seconds, by the names of Stages. The field names of a summary and the
	// names of the stages are part of the interface: add some, change none.
	Stages map[string]float64 `json:"stages"`

	engine error
	failed int
	listed int // Line.Listed
	done   int // articles listed because they were done

	mu sync.Mutex
}

// Stages names the stages that are timed, in the order of the line.
func Stages() []string {
	return []string{"read", "split", "match", "recall", "translate and keep", "settle and check", "write"}
}

// Article is what a run came to for one article.
type Article struct {
	Path string `json:"path"`
	Name string `json:"name"`
	// URL is where the original is, as bitext.Meta has it.
	URL   string `json:"url,omitempty"`
	Bytes int    `json:"bytes"`
	// Error says why the article was not done; empty when it was.
	Error string `json:"error,omitempty"`
	// Unchanged says that the outputs were still good and nothing was done.
	Unchanged bool `json:"unchanged,omitempty"`
	// New says that no earlier run has finished the article.
	New bool `json:"new,omitempty"`
	Counts
	// Open are the first segments that have no translation and should, Flagged
	// the first translated ones with a finding of warn or above, where the
	// article was done in this run.
	Open    []Open `json:"open,omitempty"`
	Flagged []Flag `json:"flagged,omitempty"`
	// WithheldFrom are the first segments that Withheld counts, each with its reason.
	WithheldFrom []Open `json:"withheld_segments,omitempty"`
	// Files are the outputs.
	Files []write.File `json:"files,omitempty"`

	err error
}

// Err is the error that Error tells of, for callers that branch on it.
func (a *Article) Err() error { return a.err }

// EngineErr is the error that Engine tells of, for callers that branch on it.
func (s *Summary) EngineErr() error { return s.engine }

// giveUp notes why the engine was given up; the first reason stays.
func (s *Summary) giveUp(err error) {
	if s.engine == nil {
		s.engine, s.Engine = err, err.Error()
	}
}

// Counts are numbers of segments.
type Counts struct {
	Segments     int `json:"segments"`
	Furniture    int `json:"furniture"`
	Untranslated int `json:"untranslated"`
	// Stale are the translated segments that wait for an engine, because a
	// change of the glossary could not be carried out without one.
	Stale int `json:"stale,omitempty"`
	// Withheld are the segments, translated or not, for which the memory has a
	// translation that was not used because it breaks the glossary.
	Withheld int `json:"withheld,omitempty"`
	// Origins counts translated segments by origin.
	Origins map[bitext.Origin]int `json:"origins,omitempty"`
	// Findings counts findings by severity.
	Findings map[string]int `json:"findings,omitempty"`
}

// Open is a segment without a translation.
type Open struct {
	ID     string `json:"id"`
	Source string `json:"source"`
	Reason string `json:"reason,omitempty"`
}

// Flag is a finding on a translated segment that a person should look at.
type Flag struct {
	// ID and Source are the segment's, Rule is the finding's id.
	ID       string          `json:"id"`
	Source   string          `json:"source"`
	Rule     string          `json:"rule"`
	Severity bitext.Severity `json:"severity"`
	Message  string          `json:"message"`
}

// openShown is how many open segments of an article a summary lists, and how
// many flags; openListed how many open ones of a run it looks for among articles
// that it would not list otherwise, doneListed how many articles it lists at
// least that are new or have outputs that changed. The outputs have them all.
const (
	openShown  = 5
	openListed = 10
	doneListed = 500
)

func newSummary(p memory.Pair) *Summary {
	return &Summary{Source: p.Source, Target: p.Target, Stages: map[string]float64{}, Articles: []Article{},
		Total: Counts{Origins: map[bitext.Origin]int{}, Findings: map[string]int{}}}
}

func newArticle(in Input) Article { return Article{Path: in.Path, Name: in.Name, URL: in.URL} }

// timed runs a stage and adds its time.
func (s *Summary) timed(stage string, run func() error) error {
	start := time.Now()
	err := run()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Stages[stage] += time.Since(start).Seconds()
	return err
}

// add takes in a finished article.
func (s *Summary) add(j *job) {
	if j.err != nil {
		j.summary.err, j.summary.Error = j.err, j.err.Error()
	}
	a := &j.summary
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Count++
	s.Total.plus(a.Counts)
	written := a.Written()
	s.Written += written
	for _, f := range a.Files {
		if f.Edited != "" {
			s.Edited = append(s.Edited, f.Edited)
		}
	}
	switch {
	case a.Error != "":
		s.failed++
	case a.New:
		s.New++
	case written > 0:
		s.Updated++
	default:
		s.Unchanged++
	}
	done := a.Done() && s.done < doneListed
	if done {
		s.done++
	}
	if s.listed == 0 || len(s.Articles) < s.listed || a.Error != "" || done || a.Untranslated > 0 && s.Total.Untranslated-a.Untranslated < openListed {
		s.Articles = append(s.Articles, *a)
	}
}

// Done says that this run has done the article: for the first time, or so that
// its outputs changed.
func (a *Article) Done() bool { return a.Error == "" && (a.New || a.Written() > 0) }

// Written is how many of the article's files have changed.
func (a *Article) Written() (n int) {
	for _, f := range a.Files {
		if f.Changed {
			n++
		}
	}
	return n
}

// count fills the article's numbers from its units.
func (a *Article) count(j *job) {
	a.Origins, a.Findings = map[bitext.Origin]int{}, map[string]int{}
	for i := range j.units {
		u := &j.units[i]
		a.Segments++
		switch {
		case !u.Translatable():
			a.Furniture++
		case u.Translated():
			a.Origins[u.Origin]++
			if u.Provenance.Again != "" {
				a.Stale++
			}
			a.flag(u)
		default:
			a.open(u)
		}
		for _, f := range u.Findings {
			a.Findings[f.Severity.String()]++
		}
		a.withheld(u)
	}
}

func (a *Article) open(u *bitext.Unit) {
	a.Untranslated++
	if len(a.Open) == openShown {
		return
	}
	o := Open{ID: u.ID, Source: u.Source.Text}
	for _, f := range u.Findings {
		if f.Severity >= bitext.Warn && f.ID != withheldID {
			o.Reason = f.Message
		}
	}
	a.Open = append(a.Open, o)
}

func (a *Article) withheld(u *bitext.Unit) {
	why, ok := withheld(u)
	if !ok {
		return
	}
	a.Withheld++
	if len(a.WithheldFrom) < openShown {
		a.WithheldFrom = append(a.WithheldFrom, Open{ID: u.ID, Source: u.Source.Text, Reason: why})
	}
}

// flag lists what a person should look at in a translated segment.
func (a *Article) flag(u *bitext.Unit) {
	for _, f := range u.Findings {
		if f.Severity >= bitext.Warn && len(a.Flagged) < openShown {
			a.Flagged = append(a.Flagged, Flag{u.ID, u.Source.Text, f.ID, f.Severity, f.Message})
		}
	}
}

// complete says that no engine has anything left to do.
func (c *Counts) complete() bool { return c.Untranslated == 0 && c.Stale == 0 }

func (c *Counts) plus(d Counts) {
	c.Segments += d.Segments
	c.Furniture += d.Furniture
	c.Untranslated += d.Untranslated
	c.Stale += d.Stale
	c.Withheld += d.Withheld
	for k, n := range d.Origins {
		c.Origins[k] += n
	}
	for k, n := range d.Findings {
		c.Findings[k] += n
	}
}

// Failed is the number of articles that were not done.
func (s *Summary) Failed() int { return s.failed }
