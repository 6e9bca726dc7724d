package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/dustin/go-humanize"
)

// bounded reads a file of at most so many bytes; of a longer one, or of a device
// that never ends, it reads no more than that.
func bounded(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size()
	var data bytes.Buffer
	if info.Mode().IsRegular() && size <= most {
		data.Grow(int(size) + bytes.MinRead)
	}
	if size <= most {
		size, err = data.ReadFrom(io.LimitReader(f, most+1))
	}
	if err == nil && size > most {
		err = fmt.Errorf("found more than %s bytes, expected at most that", humanize.Comma(most))
	}
	return data.Bytes(), err
}
