package write

import (
	"io/fs"
	"os"
	"regexp"
	"unicode/utf8"
)

// leftovers are the temporary files of this package: a dot, the start of the
// final name, ".tmp-" and 24 hexadecimal digits.
var leftovers = regexp.MustCompile(`^\..+\.tmp-[0-9a-f]{24}$`)

func isLeftover(name string) bool { return leftovers.MatchString(name) }

// tempName is the temporary file beside the final one. A long name is cut.
func tempName(name, random string) string {
	return "." + cut(name, longestName-len("..tmp-")-24) + ".tmp-" + random
}

// longestName is how long a file name may be, in bytes.
const longestName = 255

// cut cuts a name to the room that there is for it.
func cut(name string, room int) string {
	for len(name) > room {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return name
}

// removeLeftovers removes what a run that died has left below the folder. The
// caller sees to it that no other run is at work there.
func removeLeftovers(root *os.Root) error {
	return fs.WalkDir(root.FS(), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || !isLeftover(e.Name()) {
			return err
		}
		return root.Remove(path)
	})
}
