package glossary

// Severity says how much a finding matters.
type Severity string

// The severities, in the words of all reports.
const (
	Error Severity = "error"
	Warn  Severity = "warn"
	Style Severity = "style"
	Info  Severity = "info"
)

// Severities lists them, the weightiest first.
func Severities() []Severity { return []Severity{Error, Warn, Style, Info} }

// AtLeast says that a severity weighs as much as the other, or more.
func (s Severity) AtLeast(other Severity) bool { return s.weight() >= other.weight() }

func (s Severity) weight() int {
	for i, known := range Severities() {
		if s == known {
			return len(Severities()) - i
		}
	}
	return 0
}

// Finding is something that Lint has found.
type Finding struct {
	// Rule is the id of the rule.
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// Concept is the id of the concept; empty where there is none.
	Concept string `json:"concept,omitempty"`
	File    string `json:"file"`
	// Line counts from 1.
	Line int `json:"line"`
	// Found says what stands there, and Fix what to do about it.
	Found string `json:"found"`
	Fix   string `json:"fix"`
}
