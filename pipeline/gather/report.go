package gather

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Report is what a run came to.
type Report struct {
	// Feeds and Pages are the addresses by what they were found to be.
	Feeds int `json:"feeds"`
	Pages int `json:"pages"`
	// Entries are those of all feeds. New and Changed are among them; Passed are
	// those that are new and beyond the limits of number or age.
	Entries int `json:"entries"`
	New     int `json:"new"`
	Changed int `json:"changed"`
	Passed  int `json:"passed,omitempty"`
	// Fetched counts pages that came, Unchanged those that the server said to be
	// as they were. Feeds are not among them.
	Fetched   int `json:"fetched"`
	Unchanged int `json:"unchanged"`
	// GivenUp counts pages that are not asked for any more.
	GivenUp int `json:"given_up,omitempty"`
	// Faults are in the order of their addresses.
	Faults []Fault `json:"faults,omitempty"`
}

// Fault is an address that could not be had.
type Fault struct {
	// URL is empty where Err speaks of a host.
	URL string
	Err error
	// Left is how many pages of the host were not asked for.
	Left int
}

// MarshalJSON writes the error as text.
func (f Fault) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		URL   string `json:"url,omitempty"`
		Error string `json:"error"`
		Left  int    `json:"left,omitempty"`
	}{f.URL, f.Err.Error(), f.Left})
}

// settle puts the report in order.
func (g *Gatherer) settle(addresses []string) {
	r := g.report
	slices.SortFunc(r.Faults, func(a, b Fault) int { return strings.Compare(a.URL, b.URL) })
	for _, why := range slices.Sorted(maps.Keys(g.off)) {
		r.Faults = append(r.Faults, Fault{Err: errors.New(why), Left: g.off[why]})
	}
	given := map[string]bool{}
	for _, a := range addresses {
		for _, f := range g.Archive.Of(a) {
			if f.GivenUp {
				given[f.ID] = true
			}
		}
	}
	r.GivenUp = len(given)
}
