package write

// Formats are the output formats, in the order in which they are offered.
func Formats() []Format {
	return []Format{
		{Name: "document", Render: document},
		{Name: "tsv", Suffix: ".tsv", Render: tsv},
		{Name: "jsonl", Suffix: ".jsonl", Render: jsonl},
		{Name: "tmx", Suffix: ".tmx", Render: tmx},
		{Name: "xlf", Suffix: ".xlf", Render: xlf},
		{Name: "bilingual", Suffix: ".bilingual.html", Render: bilingual},
	}
}
