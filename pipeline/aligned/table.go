package aligned

// Format is a format of aligned files.
type Format struct {
	// Name is the format's, for messages.
	Name string
	// Extensions are those by which a file of the format is known when what it
	// begins with does not tell; in lower case, with the dot.
	Extensions []string

	// knows says that a file begins as one of the format does.
	knows func(start string) bool
	open  func(*source, Options) (units, error)
}

var formats = []Format{
	{"TSV", []string{".tsv", ".tab"}, knowsTSV, openTSV},
	{"XLIFF 2", []string{".xlf", ".xliff"}, knowsXLIFF2, openXLIFF2},
	{"XLIFF 1", []string{".sdlxliff", ".mqxliff", ".mxliff"}, knowsXLIFF1, openXLIFF1},
	{"JSON lines", []string{".jsonl", ".ndjson"}, knowsJSONL, openJSONL},
	{"TMX", []string{".tmx"}, knowsTMX, openTMX},
}
