package aligned

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// detect finds the format of a file. What it begins with decides before its
// name.
func detect(name, start string) (Format, error) {
	for _, f := range formats {
		if f.knows(start) {
			return f, nil
		}
	}
	if root, _ := rootOf(start); root != "" {
		return Format{}, found("<%s>, expected <xliff> of version 1.x or 2.x or <tmx>", root)
	}
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	for _, f := range formats {
		if slices.Contains(f.Extensions, ext) {
			return f, nil
		}
	}
	return Format{}, found("no aligned text, expected XLIFF, TMX, JSON lines or TSV whose header line has the columns source and target")
}

// prolog is what may stand before the root element of an XML file.
var prolog = regexp.MustCompile(`^(?s:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)`)

var rootTag = regexp.MustCompile(`^<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^<>]*)`)

var versionOf = regexp.MustCompile(`\sversion\s*=\s*["']([^"']*)`)

// rootOf is the name of the root element of XML, and its version.
func rootOf(start string) (name, version string) {
	for {
		at := prolog.FindStringIndex(start)
		if at == nil {
			break
		}
		start = start[at[1]:]
	}
	m := rootTag.FindStringSubmatch(start)
	if m == nil {
		return "", ""
	}
	if v := versionOf.FindStringSubmatch(m[2]); v != nil {
		version = v[1]
	}
	return m[1], version
}

func knowsRoot(start, name, version string) bool {
	n, v := rootOf(start)
	return n == name && strings.HasPrefix(v, version)
}

func knowsTMX(start string) bool    { return knowsRoot(start, "tmx", "") }
func knowsXLIFF1(start string) bool { return knowsRoot(start, "xliff", "1.") }
func knowsXLIFF2(start string) bool { return knowsRoot(start, "xliff", "2.") }

// knowsJSONL says that the file begins with a JSON object.
func knowsJSONL(start string) bool { return jsonStart.MatchString(start) }

var jsonStart = regexp.MustCompile(`^\s*\{\s*"`)

// knowsTSV says that the first line names the columns that a table must have.
func knowsTSV(start string) bool {
	line, _, _ := strings.Cut(start, "\n")
	c := columnsOf(line)
	return c["source"] >= 0 && c["target"] >= 0 && strings.Contains(line, "\t")
}
