package write

// Formats are the output formats, in the order in which they are offered.
func Formats() []Format {
	return []Format{
		{Name: "document", Render: document},
		{Name: "tsv", Suffix: ".tsv", Render: tsv},
		{Name: "jsonl", Suffix: ".jsonl", Render: jsonl},
		{Name: "tmx", Suffix: ".tmx", Render: tmx},
		{Name: "xlf", Suffix: ".xlf", Render: xlf("2.1")},
		{Name: "xlf12", Suffix: ".v12.xlf", Render: xlf12},
		{Name: "xlf20", Suffix: ".v20.xlf", Render: xlf("2.0")},
		{Name: "xlf22", Suffix: ".v22.xlf", Render: xlf("2.2")},
		{Name: "bilingual", Suffix: ".bilingual.html", Render: bilingual},
	}
}
