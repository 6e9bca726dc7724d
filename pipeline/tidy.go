package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"targman/pipeline/memory"
	"targman/pipeline/write"
)

// Removed is an article of an earlier run whose file is there no more.
type Removed struct {
	// Path and Name are the article's as they were.
	Path string `json:"path"`
	Name string `json:"name"`
	// Kept are its outputs as this program wrote them, Changed those that somebody
	// has changed since, which are never deleted, and Deleted those that were.
	Kept    []string `json:"kept,omitempty"`
	Changed []string `json:"changed,omitempty"`
	Deleted []string `json:"deleted,omitempty"`
}

// pruner is a sink that can take files away again.
type pruner interface {
	// Has says that anything stands there.
	Has(name string) bool
	// Remove deletes a file that stands as it was written, and the folders that it
	// leaves empty.
	Remove(f write.File) error
}

// tidy looks for the outputs of articles whose files are there no more, and
// deletes them where that is wanted. An article that is not among the inputs and
// has its file is none of them, and neither is an output that another article
// has now.
func (l *Line) tidy(ctx context.Context, inputs []Input, j *journal, sum *Summary) error {
	sink, ok := l.Sink.(pruner)
	if !ok || j == nil || l.Gone == nil {
		return nil
	}
	maps.Copy(j.done, j.fresh)
	gone := j.gone(inputs)
	if len(gone) == 0 {
		return nil
	}
	owned := map[string]bool{}
	for document, d := range j.done {
		for _, o := range d.Outputs {
			_, isGone := gone[document]
			owned[o.Name] = owned[o.Name] || !isGone
		}
	}
	var forget []string
	for _, document := range slices.Sorted(maps.Keys(gone)) {
		r, err := l.sweep(sink, gone[document], j.done[document].Outputs, owned)
		if err != nil {
			return fmt.Errorf("delete outputs of %s, which is there no more: %w", gone[document].Path, err)
		}
		if len(r.Kept)+len(r.Changed)+len(r.Deleted) > 0 {
			sum.Removed = append(sum.Removed, r)
		}
		if l.Prune && len(r.Kept)+len(r.Changed) == 0 {
			forget = append(forget, document)
		}
	}
	if len(forget) == 0 {
		return nil
	}
	if err := l.Sink.Sync(); err != nil {
		return err
	}
	return l.Journal.Forget(context.WithoutCancel(ctx), l.Pair, forget)
}

// gone are the articles that are not among the inputs and have no file any more.
func (j *journal) gone(inputs []Input) map[string]noted {
	named := make(map[string]bool, len(inputs))
	for _, in := range inputs {
		named[in.Document()] = true
	}
	out := map[string]noted{}
	for document, d := range j.done {
		var n noted
		if named[document] || json.Unmarshal(d.Summary, &n) != nil || n.Place.Below == "" {
			continue
		}
		if j.line.Gone(n.Place, document) {
			out[document] = n
		}
	}
	return out
}

// sweep sorts the outputs of an article that is gone.
func (l *Line) sweep(sink pruner, n noted, outputs []memory.Output, owned map[string]bool) (r Removed, err error) {
	r = Removed{Path: n.Path, Name: n.Name}
	for _, o := range outputs {
		f := write.File{Name: o.Name, Size: o.Size, Modified: time.Unix(0, o.ModTime)}
		switch {
		case owned[o.Name] || !sink.Has(o.Name):
		case !l.Sink.Stands(f):
			r.Changed = append(r.Changed, o.Name)
		case !l.Prune:
			r.Kept = append(r.Kept, o.Name)
		default:
			if err = sink.Remove(f); err != nil {
				return r, err
			}
			r.Deleted = append(r.Deleted, o.Name)
		}
	}
	return r, nil
}
