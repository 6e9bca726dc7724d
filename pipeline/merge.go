package pipeline

import (
	"context"
	"fmt"

	"targman/pipeline/aligned"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// Returned is a segment of an aligned file that people have worked on.
type Returned struct {
	aligned.Unit
	// File is the file as the user named it.
	File string
	// Hint is the document that the file's own name speaks of, for a segment that
	// names none.
	Hint string
}

// Merging says how returned segments are taken.
type Merging struct {
	// By names the person; empty takes what the file says of each segment, and
	// failing that the file.
	By string
	// State is the least that a changed segment is given; empty leaves it at what
	// the file says.
	State bitext.State
	// Theirs lets the file win where a person has changed a segment since the
	// file was written.
	Theirs bool
	// Dry keeps nothing.
	Dry bool
}

// Merged is what became of returned segments.
type Merged struct {
	Target string `json:"target"`
	// Segments are those that were returned: as they stand in the outputs,
	// without a translation there and here, changed, or left over.
	Segments     int      `json:"segments"`
	Unchanged    int      `json:"unchanged"`
	Untranslated int      `json:"untranslated"`
	Changes      []Change `json:"changes"`
	Left         []Left   `json:"left"`
	// Strangers are the files of which no segment is of this project.
	Strangers []string `json:"strangers,omitempty"`
}

// Change is a segment that was merged; its texts have their codes as ⟦1⟧.
type Change struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Article string `json:"article"`
	// Unit is the segment's id in the article today; Moved says that the file
	// has it under another one.
	Unit   string       `json:"unit"`
	Moved  bool         `json:"moved,omitempty"`
	Source string       `json:"source"`
	Before string       `json:"before"`
	After  string       `json:"after"`
	From   bitext.State `json:"from"`
	To     bitext.State `json:"to"`
}

// Left is a returned segment that was not merged, and why.
type Left struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Document string `json:"document,omitempty"`
	Unit     string `json:"unit,omitempty"`
	bitext.Finding
	Source string `json:"source"`
	Target string `json:"target"`
}

// Merge takes the translations that people have changed in aligned files into
// the memory. A segment is found by its document, its id and its source; one
// that stands elsewhere now by its source and its neighbours. What does not fit
// is in the result. The outputs are not written; run the line for that.
func (l *Line) Merge(ctx context.Context, inputs []Input, units []Returned, o Merging) (*Merged, error) {
	m := newMerger(l, inputs, units, o)
	var err error
	for window := range l.prepareAll(ctx, m.inputs, nil, newSummary(l.Pair)) {
		if err == nil && ctx.Err() == nil {
			err = m.window(ctx, window)
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	m.rest()
	if o.Dry || len(m.out.Strangers) > 0 {
		return &m.out, nil
	}
	return &m.out, l.keep(ctx, m.entries)
}

// merger takes returned segments in, article by article.
type merger struct {
	line   *Line
	o      Merging
	inputs []Input // those that may have a part in it
	// sheets are the returned segments of an article, by its index in inputs;
	// loose are those that name no document, by their source.
	sheets map[string][]*sheet
	loose  map[string][]*slip
	slips  []*slip
	// taken are the merged texts by the place that they were merged to.
	taken   map[place]string
	entries []memory.Entry
	out     Merged
}

// slip is a returned segment on its way.
type slip struct {
	*Returned
	// key is the source as segments are compared by, text the translation.
	key, text string
	done      bool
	// fits says that it is of this project.
	fits bool
}

// sheet is what one file returns of one article.
type sheet struct{ slips []*slip }

// window takes in what was returned of the articles of a window.
func (m *merger) window(ctx context.Context, jobs []*job) error {
	if _, err := m.line.recall(ctx, jobs, m.line.Fuzzy.Least); err != nil {
		return err
	}
	if err := m.line.finishAll(jobs); err != nil {
		return err
	}
	for _, j := range jobs {
		if j.err != nil {
			m.unread(j)
			continue
		}
		a := newLedger(j)
		for _, s := range m.sheets[j.input.Path] {
			m.sheet(a, s)
		}
		m.scatter(a)
	}
	return nil
}

// unread leaves what was returned of an article that cannot be read.
func (m *merger) unread(j *job) {
	for _, sh := range m.sheets[j.input.Path] {
		for _, s := range sh.slips {
			s.fits = true
			m.leave(s, "article-unread", j.err.Error())
		}
	}
}

// sheet takes in what a file returns of an article: first what stands where it
// stood, so that nothing else is put there.
func (m *merger) sheet(a *ledger, sh *sheet) {
	taken := make([]bool, len(a.keys))
	for _, s := range sh.slips {
		if i, ok := a.ids[s.ID]; ok && !taken[i] && a.keys[i] == s.key {
			taken[i] = true
			m.take(place{a.job, i}, s, false)
		}
	}
	for n, s := range sh.slips {
		if s.done {
			continue
		}
		if i := a.find(sh.slips, n, taken); i >= 0 {
			taken[i] = true
			m.take(place{a.job, i}, s, s.ID != "" && s.ID != a.job.units[i].ID)
			continue
		}
		m.misfit(a, s)
	}
}

// misfit leaves a segment whose source the article has no more. One whose source
// the file has more often than the article is held against the first of them.
func (m *merger) misfit(a *ledger, s *slip) {
	if at := a.places[s.key]; len(at) > 0 {
		m.take(place{a.job, at[0]}, s, s.ID != a.job.units[at[0]].ID)
		return
	}
	if i, ok := a.ids[s.ID]; ok {
		m.leave(s, "source-changed", fmt.Sprintf("the source of %s is now %q", s.ID, a.job.units[i].Source.Text))
		return
	}
	m.leave(s, "source-gone", "the article has this text no more")
}

// scatter takes in, at every place of an article, what names no document.
func (m *merger) scatter(a *ledger) {
	if len(m.loose) == 0 {
		return
	}
	for i, key := range a.keys {
		if s := choose(m.loose[key], a.job.units[i].ID); s != nil {
			m.take(place{a.job, i}, s, false)
		}
	}
}

// choose is the segment that belongs to an id, else the first.
func choose(list []*slip, id string) *slip {
	for _, s := range list {
		if s.ID == id {
			return s
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// rest leaves what has found no place, and tells the files of others.
func (m *merger) rest() {
	fits := map[string]bool{}
	var files []string
	for _, s := range m.slips {
		if _, seen := fits[s.File]; !seen {
			files = append(files, s.File)
		}
		fits[s.File] = fits[s.File] || s.fits
		switch {
		case s.done:
		case s.Document != "":
			m.leave(s, "unknown-article", fmt.Sprintf("no article of this project is called %q", s.Document))
		default:
			m.leave(s, "source-gone", "no article has this text")
		}
	}
	for _, f := range files {
		if !fits[f] {
			m.out.Strangers = append(m.out.Strangers, f)
		}
	}
}

func (m *merger) leave(s *slip, id, message string) {
	s.done = true
	m.out.Left = append(m.out.Left, Left{s.File, s.Line, s.Document, s.ID,
		bitext.Finding{ID: id, Severity: bitext.Error, Message: message}, s.Source.Text, s.text})
}
