package memory

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// RemoveLeftovers removes the temporary files that a process which died has left
// beside the memory in the file at path, and in the folder of its backups. The
// caller has the memory's lock.
func RemoveLeftovers(path, backups string) error {
	file := regexp.QuoteMeta(filepath.Base(path))
	name := regexp.QuoteMeta(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	const end = `\.tmp-[0-9]+(-journal|-wal|-shm)?$` // temporary names them so, and SQLite those beside them
	err := removeFrom(filepath.Dir(path), regexp.MustCompile(`^\.`+file+`(\..+)?`+end))
	if err == nil {
		err = removeFrom(backups, regexp.MustCompile(`^\.`+name+`-[0-9TZ.]+\.db`+end))
	}
	return FileFault("clean up beside", path, err)
}

func removeFrom(folder string, leftover *regexp.Regexp) error {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !leftover.MatchString(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
