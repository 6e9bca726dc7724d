package exchange

// Formats lists the formats, in the order in which they are tried on a file
// whose format is not named.
func Formats() []Format {
	return []Format{
		{Name: "tbx", Title: "TBX-Basic 3, tags named after data categories (ISO 30042:2019, DCT)", Extensions: []string{".tbx", ".xml"},
			Holds: tbxHolds, read: readTBX, write: writeDCT},
		{Name: "tbx-dca", Title: "TBX-Basic 3, data categories as attributes (ISO 30042:2019, DCA)", Extensions: []string{".tbx", ".xml"},
			Holds: tbxHolds, read: readTBX, write: writeDCA},
		{Name: "tbx2", Title: "TBX-Basic 2 (ISO 30042:2008, martif), which Weblate and OmegaT read", Extensions: []string{".tbx", ".xml"},
			Holds: tbxHolds, read: readTBX, write: writeMartif},
		{Name: "csv", Title: "a table of our own with commas, which holds everything", Extensions: []string{".csv"},
			Holds: Fields(), read: ownTable.read, write: ownTable.write},
		{Name: "tsv", Title: "a table of our own with tabs, which holds everything", Extensions: []string{".tsv"},
			Holds: Fields(), read: ownTabs.read, write: ownTabs.write},
		{Name: "weblate", Title: "the CSV of Weblate and the Translate Toolkit", Extensions: []string{".csv"},
			Holds: []Field{ID, Variants, Keep, Given, Note, Source}, read: weblate.read, write: weblate.write},
		{Name: "google-set", Title: "an equivalent term set of Google Cloud Translation", Extensions: []string{".csv"},
			Holds: []Field{Variants, Keep, Note, MoreTargets}, read: googleSet.read, write: googleSet.write},
		{Name: "deepl", Title: "the CSV of DeepL, with languages", Extensions: []string{".csv"},
			Holds: []Field{Variants, Keep}, read: deepL.read, write: deepL.write},
		{Name: "deepl-tsv", Title: "the TSV of DeepL", Extensions: []string{".tsv"},
			Holds: []Field{Variants, Keep}, read: deepLTabs.read, write: deepLTabs.write},
		{Name: "google", Title: "a CSV glossary of Google Cloud Translation for one direction", Extensions: []string{".csv"},
			Holds: []Field{Variants, Keep}, read: google.read, write: google.write},
		{Name: "omegat", Title: "the glossary of OmegaT, with tabs", Extensions: []string{".txt", ".utf8", ".tab"},
			Holds: []Field{Variants, Keep, Note}, read: omegaT.read, write: omegaT.write},
		{Name: "omegat-csv", Title: "the glossary of OmegaT, with commas", Extensions: []string{".csv"},
			Holds: []Field{Variants, Keep, Note}, read: omegaTCommas.read, write: omegaTCommas.write},
	}
}

// Named finds a format.
func Named(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
