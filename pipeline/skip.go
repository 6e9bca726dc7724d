package pipeline

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"time"

	"github.com/zeebo/xxh3"

	"targman/pipeline/memory"
	"targman/pipeline/write"
)

// Journal remembers which articles are finished, and counts the changes of the
// memory.
type Journal interface {
	AllDone(ctx context.Context, p memory.Pair) (map[string]memory.Done, error)
	SetDone(ctx context.Context, p memory.Pair, articles map[string]memory.Done) error
	// Forget takes articles out.
	Forget(ctx context.Context, p memory.Pair, articles []string) error
	Revision(ctx context.Context) (all, human int64, err error)
}

// noted is what the journal keeps of a finished article.
type noted struct {
	Article
	Place Place `json:"place"`
}

// Place is where the file of an article lies, so that a later run can tell
// whether it is still there.
type Place struct {
	// Below is the path as seen from a folder that moves with the project, Absolute
	// that from the root; both are empty for what is no file.
	Below    string `json:"below,omitempty"`
	Absolute string `json:"absolute,omitempty"`
}

// Document is the name under which the journal has the article.
func (in Input) Document() string { return in.Name + path.Ext(in.Path) }

func (l *Line) place(in Input) Place {
	if l.Place == nil {
		return Place{}
	}
	return l.Place(in.Path)
}

// journal is what a run knows of earlier ones. A nil journal knows nothing.
type journal struct {
	line *Line
	done map[string]memory.Done
	// fresh are those that this run has finished.
	fresh map[string]memory.Done
	// all and human are the memory's revisions at the start of the run.
	all, human int64
}

// openJournal reads what earlier runs have finished.
func (l *Line) openJournal(ctx context.Context) (*journal, error) {
	if l.Journal == nil {
		return nil, nil
	}
	j := &journal{line: l, fresh: map[string]memory.Done{}}
	var err error
	if j.done, err = l.Journal.AllDone(ctx, l.Pair); err != nil {
		return nil, fmt.Errorf("read finished articles: %w", err)
	}
	if j.all, j.human, err = l.Journal.Revision(ctx); err != nil {
		return nil, fmt.Errorf("read revision of the memory: %w", err)
	}
	return j, nil
}

// fingerprint hashes everything that the outputs of an article depend on. A
// wholly translated article can change through a person's work only; one with
// open segments through any new unit.
func (j *journal) fingerprint(in Input, data []byte, complete bool) string {
	h := xxh3.New()
	revision := j.all
	if complete {
		revision = j.human
	}
	fmt.Fprintf(h, "%s\x00%t\x00%d\x00", j.line.Fingerprint, complete, revision)
	if in.URL != "" {
		fmt.Fprintf(h, "%s\x00", in.URL)
	}
	_, _ = h.Write(data) // never fails
	sum := h.Sum128().Bytes()
	return hex.EncodeToString(sum[:])
}

// unchanged says that an earlier run has done this very article and that its
// outputs still stand; it then fills in the summary. An article with open
// segments is tried again wherever there is a backend to ask.
func (j *journal) unchanged(job *job, data []byte) bool {
	if j == nil {
		return false
	}
	d, ok := j.done[job.input.Document()]
	if !ok {
		job.summary.New = true
		return false
	}
	if j.line.Anew {
		return false
	}
	var n noted
	if json.Unmarshal(d.Summary, &n) != nil || n.Place.Below != j.line.place(job.input).Below {
		return false // what has moved is noted anew
	}
	a := n.Article
	a.Path = job.input.Path
	complete := a.complete()
	if !complete && j.line.Backend != nil && !j.line.Offline || d.Fingerprint != j.fingerprint(job.input, data, complete) {
		return false
	}
	for _, f := range j.outputs(job.input) {
		if !j.line.Sink.Stands(f) {
			return false
		}
		a.Files = append(a.Files, f)
	}
	a.Unchanged = true
	job.summary = a
	return true
}

// outputs are the files of an article as an earlier run wrote them.
func (j *journal) outputs(in Input) (out []write.File) {
	if j == nil {
		return nil
	}
	for _, o := range j.done[in.Document()].Outputs {
		out = append(out, write.File{Name: o.Name, Size: o.Size, Modified: time.Unix(0, o.ModTime)})
	}
	return out
}

// record notes the articles of a window that were written.
func (j *journal) record(ctx context.Context, jobs []*job) error {
	if j == nil {
		return nil
	}
	done := map[string]memory.Done{}
	for _, job := range jobs {
		if job.err != nil || job.summary.Unchanged {
			continue
		}
		a := job.summary
		a.Files, a.New, a.Flagged = nil, false, nil
		summary, err := json.Marshal(noted{a, j.line.place(job.input)})
		if err != nil {
			return fmt.Errorf("record %s: %w", a.Name, err)
		}
		d := memory.Done{Fingerprint: job.fingerprints[a.complete()], Summary: summary}
		for _, f := range job.summary.Files {
			d.Outputs = append(d.Outputs, memory.Output{Name: f.Name, Size: f.Size, ModTime: f.Modified.UnixNano()})
		}
		done[job.input.Document()] = d
	}
	if len(done) == 0 {
		return nil
	}
	if err := j.line.Journal.SetDone(context.WithoutCancel(ctx), j.line.Pair, done); err != nil {
		return fmt.Errorf("record finished articles: %w", err)
	}
	maps.Copy(j.fresh, done)
	return nil
}
