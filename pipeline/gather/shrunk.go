package gather

import (
	"bytes"
	"fmt"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
)

// Servers send walls, captchas and words of regret with status 200, too. An article
// of at least minLength characters of which less than one in maxLoss is left is
// taken for such a thing, and the one that is kept stays.
const (
	minLength = 500
	maxLoss   = 4
)

// shrunk is the fault of a page that has lost most of the article which is kept of
// it, or nil.
func (g *Gatherer) shrunk(f archive.Facts, p *fetch.Page) error {
	kept, err := g.Archive.Load(f)
	if g.Length == nil || err != nil || bytes.Equal(kept, p.Body) { // an error: there is none
		return nil
	}
	was := g.Length(kept, f.Type)
	if was < minLength {
		return nil
	}
	if is := g.Length(p.Body, p.Type); is*maxLoss < was {
		return &unusable{f.URL, fmt.Errorf("the article has %d characters where the one that is kept has %d, which stays; if that is meant, remove %s and run again",
			is, was, g.Archive.Path(f))}
	}
	return nil
}
