package read

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"targman/pipeline/bitext"
)

// toml reads front matter in TOML, https://toml.io/en/v1.0.0. Its library
// tells no places, so only values that stand on the line of their key and
// before the first table become blocks.
func (d *mdDoc) toml(s bitext.Span) error {
	var values map[string]any
	if _, err := toml.Decode(s.Of(d.src), &values); err != nil {
		return fmt.Errorf("it is not TOML: %w: put text in quotes", err)
	}
	for _, l := range mdTOMLLine.FindAllStringSubmatchIndex(d.top(s), -1) {
		key := d.src[s.Start+l[2] : s.Start+l[3]]
		d.about(key, mdTOMLText(values[key]))
		if text, ok := values[key].(string); ok && l[4] >= 0 {
			d.tomlString(key, text, bitext.Span{Start: s.Start + l[4], End: s.Start + l[5]})
		}
	}
	return nil
}

// mdTOMLLine is a key with a value; the second group is a string on one line.
var mdTOMLLine = regexp.MustCompile(
	`(?m)^[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:("(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*(?:#.*)?\r?$)?`)

// top is the front matter before its first table.
func (d *mdDoc) top(s bitext.Span) string {
	text := s.Of(d.src)
	if at := mdTOMLTable.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	return text
}

var mdTOMLTable = regexp.MustCompile(`(?m)^[ \t]*\[`)

// tomlString follows a string through its source. The quotes and escapes are
// those of YAML, but for a literal string's, which has none.
func (d *mdDoc) tomlString(key, text string, span bitext.Span) {
	in := &mdInline{src: d.src[:span.End], at: span.Start + 1, plainEnd: -1}
	if in.follow(text, d.src[span.Start]) && in.at == span.End-1 {
		d.value(key, in, span, mdShape{form: mdTOML, head: span.Start})
	}
}

// mdTOMLText is a value in words.
func mdTOMLText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case time.Time:
		if v.Location().String() == "date-local" {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case []any:
		var parts []string
		for _, e := range v {
			parts = append(parts, mdTOMLText(e))
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return mdTOMLText(v["name"])
	}
	return ""
}
