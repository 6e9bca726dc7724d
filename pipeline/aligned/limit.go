package aligned

// Limits of a file. Its size is not limited, since it is read as a stream; these
// keep small what is held at a time.
const (
	// maxDepth is the greatest number of open elements.
	maxDepth = 200
	// maxText is the greatest size of one text, and of one tag, in bytes of UTF-8.
	maxText = 1 << 20
	// maxAttributes is the greatest number of attributes of an element.
	maxAttributes = 1000
	// maxCodes is the greatest number of inline codes in a text.
	maxCodes = 1000
	// maxParts is the greatest number of segments, notes and other parts of a
	// unit, and maxUnit the greatest size of all their texts in bytes.
	maxParts = 100_000
	maxUnit  = 20 << 20
	// maxLine is the greatest length of a line of a table in bytes of UTF-8, and
	// maxCells the greatest number of its cells.
	maxLine  = 4 << 20
	maxCells = 1000
)
