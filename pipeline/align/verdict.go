package align

// Verdict says whether two documents are translations of each other.
type Verdict uint8

// The verdicts.
const (
	// Unknown: there is too little in the documents to tell.
	Unknown Verdict = iota
	Unrelated
	Related
)

const (
	// agreement is the least that names, numbers and words speak for the pairs,
	// in nats for each sentence. Documents of fifteen sentences and more that were
	// translations had 0.9 to 9, others -1.5 to 0.3; docs/ALIGN.md has the table.
	agreement = 0.5
	// fewSentences are too few to say no.
	fewSentences = 8
)

// verdict judges by what is said: lengths can be made to agree in any two
// documents.
func (m *model) verdict(f found) Verdict {
	e := evidence{m: m, band: f.band}
	total := 0.0
	for _, b := range f.path {
		if b.linked() {
			total += m.content(b, &e)
		}
	}
	sentences := min(len(m.source.words), len(m.target.words))
	switch {
	case total >= agreement*float64(sentences):
		return Related
	case sentences < fewSentences:
		return Unknown
	}
	return Unrelated
}
