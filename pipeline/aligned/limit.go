package aligned

// Limits of a file. Its size is not limited, since it is read as a stream; these
// keep small what is held at a time, as those of package xmlscan do for XML.
const (
	// maxCodes is the greatest number of inline codes in a text.
	maxCodes = 1000
	// maxParts is the greatest number of segments, notes and other parts of a
	// unit, and maxUnit the greatest size of all their texts in bytes.
	maxParts = 100_000
	maxUnit  = 20 << 20
	// maxLine is the greatest length of a line of a table, without its end, in
	// bytes of UTF-8, and maxCells the greatest number of its cells.
	maxLine  = 4 << 20
	maxCells = 1000
)
