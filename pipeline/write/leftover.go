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

// tempName is the temporary file beside the final one. A long name is cut, for
// file systems hold 255 bytes of it at most.
func tempName(name, random string) string {
	const room = 255 - len("..tmp-") - 24
	for len(name) > room {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return "." + name + ".tmp-" + random
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
