package money

// State is what is known of a call.
type State string

// The states of a call in the ledger.
const (
	// Intent is a call that is about to be made or under way. It counts with what
	// it may cost at most.
	Intent State = "intent"
	// Done was answered, and the answer can be used at least in part.
	Done State = "done"
	// Wasted was answered with nothing that can be used, and may have been paid.
	Wasted State = "wasted"
	// Unknown was sent, or may have been, and nobody knows what became of it: the
	// connection broke, or this program ended. It counts in full.
	Unknown State = "unknown"
	// Free failed in a way that costs nothing.
	Free State = "free"
)

// Call is what is written down before a call is made.
type Call struct {
	Engine, Model string
	// Source and Target are BCP 47 tags.
	Source, Target string
	// Key is a hash of everything that the answer depends on, so that a call that
	// was made twice shows.
	Key string
	// Most is what the call can come to, and Cost what that would cost.
	Most Usage
	Cost Amount
	// Shares say how much of the call is for which article.
	Shares []Share
}

// Share is an article's part of a call, in characters and segments of the
// source.
type Share struct {
	Article              string
	Characters, Segments int
}

// Settlement is what became of a call. The zero value, whose ID is 0, settles
// nothing.
type Settlement struct {
	// ID is what booking the call gave.
	ID    int64
	State State
	Usage Usage
	Cost  Amount
	// Model is the one that answered; Trace the service's id of the call.
	Model, Trace string
	// Reason says why nothing could be used, or is empty.
	Reason string
}
