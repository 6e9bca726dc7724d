package write

import (
	"fmt"
	"regexp"
	"strings"
)

// A person may have worked on an output where it stands, and a run may come before
// that is merged. What it replaces then is kept beside the new file.

// edited ends the names, without suffix, of what is kept.
var edited = regexp.MustCompile(`\.edited(-\d+)?$`)

// Unedited is the name of the output, without suffix, that a kept one was.
func Unedited(name string) string { return edited.ReplaceAllString(name, "") }

// keep has a file kept when it is replaced, under a name that is free.
func (b *batch) keep(name, suffix string) {
	info, err := b.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return // there is nothing to keep
	}
	stem := strings.TrimSuffix(name, suffix)
	for n := 1; ; n++ {
		end := ".edited" + suffix
		if n > 1 {
			end = fmt.Sprintf(".edited-%d%s", n, suffix)
		}
		kept := cut(stem, longestName-len(end)) + end
		if _, err := b.root.Lstat(kept); err != nil {
			if b.edited == nil {
				b.edited = map[string]string{}
			}
			b.edited[name] = kept
			return
		}
	}
}

// aside gives what is to be kept its name, before another file takes its place.
func (b *batch) aside(name string) error {
	kept := b.edited[name]
	if kept == "" {
		return nil
	}
	if err := b.root.Link(name, kept); err != nil {
		return b.root.Rename(name, kept) // not every file system has links
	}
	return nil
}
