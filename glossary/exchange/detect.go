package exchange

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// detect finds the format of a file by what it begins with and by its name.
func detect(name, text string, o Options) (*Format, error) {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		return found("tbx")
	}
	if !slices.ContainsFunc(Formats(), func(f Format) bool { return slices.Contains(f.Extensions, ext) }) {
		return nil, fmt.Errorf("the name %s does not tell the format; say --format with one of %s", name, names(Format.Reads))
	}
	in := &input{Options: o, text: firstLines(text)}
	tabs := ext == ".tsv" || slices.Contains(omegaExtensions, ext)
	mark := ','
	if tabs {
		mark = '\t'
	}
	header := headerOf(in, markOf(in.text, mark))
	lower := make([]string, len(header))
	for i, h := range header {
		lower[i] = strings.ToLower(strings.TrimSpace(h))
	}
	switch {
	case isOwn(header) && tabs:
		return found("tsv")
	case isOwn(header):
		return found("csv")
	case slices.Contains(lower, "source") && slices.Contains(lower, "target"):
		return found("weblate")
	case isSet(header, o):
		return found("google-set")
	case slices.Contains(omegaExtensions, ext):
		return found("omegat")
	case tabs && len(header) > 2:
		return found("omegat")
	case tabs:
		return found("deepl-tsv")
	case len(header) == 3:
		return found("omegat-csv")
	}
	return found("deepl") // its languages need not be there
}

var omegaExtensions = []string{".txt", ".utf8", ".tab"}

func found(name string) (*Format, error) {
	f, _ := Named(name)
	return &f, nil
}

// firstLines is the beginning of a file.
func firstLines(text string) string {
	const most = 64 << 10
	if len(text) > most {
		text = text[:most]
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	return text
}

// headerOf is the first row; what is broken is told of when the file is read.
func headerOf(in *input, mark rune) []string {
	first, _, _ := strings.Cut(in.text, "\n")
	one := &input{Options: in.Options, text: first + "\n"}
	rows, err := one.rows(mark, true)
	if err != nil || len(rows) == 0 {
		return strings.Split(strings.TrimRight(first, "\r"), string(mark))
	}
	return rows[0].cells
}
