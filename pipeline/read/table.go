package read

// Formats are the input formats.
func Formats() []Format {
	return []Format{
		Text(),
		HTML(),
		Markdown(),
		XLIFF(),
	}
}
