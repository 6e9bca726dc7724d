package read

import (
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// mdValue spells a value of front matter: with the quotes that it had where
// they will do, else as a string in double quotes on one line, whose escapes
// are the same in YAML, in TOML and in Go.
func mdValue(old string, form mdForm, text string) string {
	double := strconv.Quote(text)
	double = mdReadable(double, text)
	var tries []string
	switch {
	case strings.HasPrefix(old, `'`) && form == mdYAML:
		tries = []string{"'" + strings.ReplaceAll(text, "'", "''") + "'"}
	case strings.HasPrefix(old, `'`):
		tries = []string{"'" + text + "'"}
	case !strings.HasPrefix(old, `"`) && form == mdYAML:
		tries = []string{text}
	}
	for _, s := range tries {
		if mdReadsAs(s, form, text) {
			return s
		}
	}
	if !mdReadsAs(double, form, text) {
		// What neither can hold are control characters.
		return strconv.Quote(strings.Map(mdPrintable, text))
	}
	return double
}

// mdReadable is the quoted text with those characters as they are that Go
// escapes and the formats need not, such as the no-break space.
func mdReadable(quoted, text string) string {
	if !strings.ContainsAny(text, "\u00A0\u202F\u2009\u00AD") {
		return quoted
	}
	return strings.NewReplacer(`\\`, `\\`, `\u00a0`, "\u00A0", `\u202f`, "\u202F", `\u2009`, "\u2009", `\u00ad`, "\u00AD").Replace(quoted)
}

func mdPrintable(r rune) rune {
	if strconv.IsPrint(r) {
		return r
	}
	return ' '
}

// mdReadsAs says whether the spelling of a value reads as the text.
func mdReadsAs(s string, form mdForm, text string) bool {
	if form == mdTOML {
		var got struct{ K any }
		_, err := toml.Decode("K = "+s, &got)
		return err == nil && got.K == text
	}
	var got yaml.Node
	if yaml.Unmarshal([]byte("k: "+s+"\nnext: 1\n"), &got) != nil || len(got.Content) != 1 || len(got.Content[0].Content) != 4 {
		return false
	}
	v := got.Content[0].Content[1]
	return v.Kind == yaml.ScalarNode && v.ShortTag() == "!!str" && v.Value == text && v.LineComment == ""
}
