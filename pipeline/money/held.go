package money

// Held is a call that was handed in with others as a batch and is answered
// later, perhaps to another run. Its entry in the ledger stays open until then.
type Held struct {
	// Call is what booking it gave, and Batch the service's id of the batch.
	Call   int64
	Engine string
	Batch  string
	// Source and Target are BCP 47 tags.
	Source, Target string
	// Request is what was asked, as JSON, so that the answer can be read.
	Request []byte
}
