package memory

// TMX, as this package writes and reads it: version 1.4b, level 2
// (https://www.gala-global.org/tmx-14b). One <tu> is one entry. What TMX has no
// place for stands in <prop> elements of these types.
const (
	propState   = "x-state"
	propOrigin  = "x-origin"
	propScore   = "x-score"
	propHuman   = "x-human" // yes
	propEngine  = "x-engine"
	propModel   = "x-model"
	propPrompt  = "x-prompt"
	propTime    = "x-time"
	propChanged = "x-changed"
	propConcept = "x-concept"
	propRepair  = "x-repair"
	propAgain   = "x-again"
	propSuggest = "x-suggestion" // JSON
	propBefore  = "x-before"
	propAfter   = "x-after"
	propArticle = "x-article"
	propUnit    = "x-unit"
)

// contexts are the types under which other tools write the text of the source
// segment before (false) and after (true): memoQ and MyMemory, OmegaT, Phrase,
// XTM, GlobalLink. Hashes of such texts are of no use to us.
var contexts = map[string]bool{
	"x-context-pre": false, "x-context-post": true,
	"prev": false, "next": true,
	"context_prev": false, "context_next": true,
	"x-previous-source-text": false, "x-next-source-text": true,
	"previousMd5Segment": false, "nextMd5Segment": true,
}

// tmxTime is the form of a date in TMX, always UTC.
const tmxTime = "20060102T150405Z"

// Limits of a TMX file. The size of the file is not limited, since it is read
// as a stream, with the limits of package xmlscan for its XML.
const (
	// maxParts is the greatest number of inline codes in a segment, of
	// properties of a unit and of languages of a unit.
	maxParts = 1000
	// maxUnit is the greatest size of all properties of a unit, in bytes.
	maxUnit = 20 << 20
)

// yes is the value of a property that is there or not.
const yes = "yes"
