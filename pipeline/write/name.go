package write

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Outputs are the files that an article of the given name and extension
// becomes: slash-separated, below the folder of the target locale. A format
// that does not exist gives none.
func Outputs(name, ext string, formats []string) []string {
	var out []string
	for _, f := range formats {
		if i := find(f); i >= 0 {
			out = append(out, Formats()[i].file(name, ext))
		}
	}
	return out
}

// find is the place of a format in the table, or -1.
func find(name string) int {
	return slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == name })
}

func (f Format) file(name, ext string) string {
	if f.Suffix == "" {
		return name + ext
	}
	if strings.EqualFold(f.Suffix, ext) { // the document has that name
		return name + ext + f.Suffix
	}
	return name + f.Suffix
}

// reserved are the names that Windows keeps for devices, with whatever
// extension; a folder that holds one cannot be copied there.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
var reserved = []string{"con", "prn", "aux", "nul",
	"com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// CheckName refuses a name that would leave the output folder or that no
// folder should hold.
func CheckName(name string) error {
	if name == "." || name != path.Clean(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("name output %q: it would stand outside the output folder; rename the article", name)
	}
	if i := strings.IndexFunc(name, forbidden); i >= 0 {
		return fmt.Errorf("name output %q: %q cannot stand in a file name; rename the article", name, name[i:][:1])
	}
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if slices.Contains(reserved, strings.TrimSpace(stem)) {
			return fmt.Errorf("name output %q: %q is the name of a device on Windows; rename the article", name, part)
		}
		if isLeftover(part) {
			return fmt.Errorf("name output %q: %q looks like a temporary file of this program; rename the article", name, part)
		}
	}
	return nil
}

// forbidden says that r cannot be told apart or typed in a file name. The
// backslash separates folders on Windows and not elsewhere.
func forbidden(r rune) bool { return unicode.IsControl(r) || r == '\\' }
