// Package runs keeps what became of the program's runs, for those who did not
// watch them: one line of JSON for each in runs.jsonl, and the files of its
// report beside that. It holds back what is older than the newest Keep runs and
// decides nothing by the clock. Start at Run and Store.
package runs

import "time"

// Run is what became of a run. Its JSON is the line that a run ends with; the
// first three fields are those of every log line
// (https://pkg.go.dev/log/slog#NewJSONHandler). The names are part of the
// interface: add some, change none.
type Run struct {
	// Time is when the run ended, UTC.
	Time    time.Time `json:"time"`
	Level   string    `json:"level"`
	Message string    `json:"msg"`
	// ID names the run here and in the ledger; it sorts by time.
	ID string `json:"run"`
	// Command is what it was, such as "merge"; empty for a run of translate.
	Command string `json:"command,omitempty"`
	// Version is the program's.
	Version string `json:"version"`
	// Project is the configuration file, Memory the memory's; whole paths, empty
	// when the run did not come to know them.
	Project string `json:"project,omitempty"`
	Memory  string `json:"memory,omitempty"`
	// Exit is the exit code, Meaning a word for it that does not change.
	Exit    int    `json:"exit"`
	Meaning string `json:"meaning"`
	// Error says what went wrong; empty when nothing did.
	Error   string    `json:"error,omitempty"`
	Started time.Time `json:"started"`
	Seconds float64   `json:"seconds"`
	Targets []string  `json:"targets,omitempty"`
	// Articles counts an article once for each target language.
	Articles Articles `json:"articles"`
	Segments Segments `json:"segments"`
	// Fetched is what came of the addresses in the input; nil where there were
	// none.
	Fetched *Fetched `json:"fetched,omitempty"`
	// Findings counts findings by severity.
	Findings map[string]int `json:"findings,omitempty"`
	Spent    Spent          `json:"spent"`
	// Written is how many files have changed.
	Written int `json:"written"`
	// Deleted is how many files of articles that are gone were deleted.
	Deleted int `json:"deleted,omitempty"`
	// Damaged is how many damaged rows of the memory the run met.
	Damaged int `json:"damaged,omitempty"`
	// Report is the report's file without its extension; empty where there is
	// none, because nothing happened.
	Report string `json:"report,omitempty"`
}

// Articles counts articles by what became of them.
type Articles struct {
	// New were done for the first time, Updated have outputs that changed.
	New       int `json:"new"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Failed    int `json:"failed"`
	// Left were not come to.
	Left int `json:"left"`
}

// Fetched counts what was fetched.
type Fetched struct {
	Feeds   int `json:"feeds"`
	Entries int `json:"entries"`
	// New and Changed are among the entries, Pages those that came.
	New     int `json:"new"`
	Changed int `json:"changed"`
	Pages   int `json:"pages"`
	// Failed are addresses that could not be had.
	Failed int `json:"failed"`
}

// Segments counts segments.
type Segments struct {
	All int `json:"all"`
	// Origins counts the translated ones by where the translation is from.
	Origins      map[string]int `json:"origins,omitempty"`
	Untranslated int            `json:"untranslated"`
	// Stale are translated, and wait for an engine since the glossary changed.
	Stale int `json:"stale"`
}

// Spent is what the calls to engines came to.
type Spent struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency,omitempty"`
	// Calls is how many there were, Characters how many characters of articles
	// they sent.
	Calls      int `json:"calls"`
	Characters int `json:"characters"`
}

// Translations are the runs of translate among others.
func Translations(list []Run) (out []Run) {
	for _, r := range list {
		if r.Command == "" {
			out = append(out, r)
		}
	}
	return out
}

// Quiet says that nothing happened that anybody would read a report about.
func (r *Run) Quiet() bool {
	return r.Exit == 0 && r.Written == 0 && r.Deleted == 0 && r.Spent.Calls == 0 && r.Damaged == 0
}
