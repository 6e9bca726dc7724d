package memory

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
)

// parseLine is the record of a line, false when the line is torn or damaged.
func parseLine(data []byte) (r record, ok bool) {
	var l spoolLine
	if json.Unmarshal(data, &l) != nil || l.Sum != spoolSum(l.Record) {
		return r, false
	}
	return r, json.Unmarshal(l.Record, &r) == nil && r.Seq > 0 && r.Seq < mostSeq
}

// mostSeq is beyond every number of a commit.
const mostSeq = 1 << 62

// lastIn is the number of the newest record of a file, which is its last whole
// line; 0 where there is none. It reads the end of the file, and more only while
// that has no whole line.
func lastIn(name string) (int64, error) {
	f, err := OpenBeside(name, os.O_RDONLY, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	for size := int64(64 << 10); ; size *= 8 {
		size = min(size, info.Size())
		tail := make([]byte, size)
		if _, err := f.ReadAt(tail, info.Size()-size); err != nil {
			return 0, err
		}
		for lines := bytes.Split(tail, []byte("\n")); len(lines) > 0; lines = lines[:len(lines)-1] {
			if r, ok := parseLine(lines[len(lines)-1]); ok {
				return r.Seq, nil
			}
		}
		if size == info.Size() {
			return 0, nil
		}
	}
}

// spooled is where a record stands.
type spooled struct {
	seq  int64
	file string
	at   int64
	size int
}

// after lists the records above a number in the order of their numbers. damaged
// counts the lines that are none; the last line of a file may be torn.
func (s *spool) after(seq int64) (list []spooled, damaged int, err error) {
	files, err := s.files()
	for _, d := range files {
		if err != nil {
			return nil, 0, err
		}
		if d.last <= seq {
			continue
		}
		var bad int
		bad, err = eachLine(d.name, func(at int64, line []byte) {
			if r, _ := parseLine(line); r.Seq > seq {
				list = append(list, spooled{r.Seq, d.name, at, len(line)})
			}
		})
		damaged += bad
	}
	slices.SortStableFunc(list, func(a, b spooled) int { return cmp.Compare(a.seq, b.seq) })
	return list, damaged, err
}

// eachLine gives each the whole lines of a file that are records, with where they
// begin, and counts the others. What is left of a torn line stands before the
// end of a line too, because the next writer ends it.
func eachLine(name string, each func(at int64, line []byte)) (damaged int, err error) {
	f, err := OpenBeside(name, os.O_RDONLY, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 256<<10)
	for at := int64(0); ; {
		line, err := r.ReadBytes('\n')
		if _, ok := parseLine(line); ok {
			each(at, line)
		} else if len(line) > 1 && err == nil {
			damaged++
		}
		at += int64(len(line))
		if errors.Is(err, io.EOF) {
			return damaged, nil
		}
		if err != nil {
			return damaged, err
		}
	}
}

// read is a record again.
func (p spooled) read() (record, error) {
	f, err := OpenBeside(p.file, os.O_RDONLY, 0)
	if err != nil {
		return record{}, err
	}
	defer f.Close()
	line := make([]byte, p.size)
	if _, err := f.ReadAt(line, p.at); err != nil {
		return record{}, err
	}
	r, ok := parseLine(line)
	if !ok {
		return r, errGarbled
	}
	return r, nil
}
