package memory

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/zeebo/xxh3"

	"targman/pipeline/fuzzy"
)

// leastKept is the number of texts from which on their index is kept in a file.
// With fewer it is made in a tenth of a second.
const leastKept = 20_000

// indexName is the file beside the memory with the index of the pair. It can be
// removed at any time.
func (m *Memory) indexName(p Pair) string {
	return cmp.Or(m.indexOf, m.path) + "." + p.Source + "-" + p.Target + ".fuzzy"
}

// readIndex reads the index of the pair from its file; nil when there is none
// that is wholly the one that the memory has noted.
func (m *Memory) readIndex(p Pair, n indexed) *fuzzy.Index {
	if len(n.sum) == 0 {
		return nil
	}
	f, err := os.Open(m.indexName(p))
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	sum := xxh3.New()
	x, err := fuzzy.Read(io.TeeReader(bufio.NewReaderSize(f, 1<<20), sum), info.Size())
	if err != nil || !bytes.Equal(digest(sum), n.sum) {
		return nil
	}
	return x
}

func digest(h *xxh3.Hasher) []byte {
	sum := h.Sum128().Bytes()
	return sum[:]
}

// keepsIndex says that the file may be written.
func (m *Memory) keepsIndex() bool { return m.write != nil && m.indexOf == "" }

// keepIndex writes the index that was made of the texts up to n.last, and notes
// it in the memory. Where it cannot be kept it is made again the next time.
func (m *Memory) keepIndex(ctx context.Context, p Pair, n indexed, x *fuzzy.Index) {
	if !m.keepsIndex() || x.Len() < m.leastKept {
		return
	}
	sum, err := writeIndex(m.indexName(p), x)
	if err != nil {
		return
	}
	_, _ = m.write.ExecContext(ctx, "INSERT INTO fuzzy (pair, last, sum, gone) VALUES (?1, ?2, ?3, ?4)"+
		" ON CONFLICT (pair) DO UPDATE SET last = ?2, sum = ?3 WHERE gone = ?4", n.pair, n.last, sum, n.gone)
}

// writeIndex writes the file, which appears whole or not at all, and returns its
// checksum. The temporary file has one name, so that processes which are killed
// leave one of them at most.
func writeIndex(name string, x *fuzzy.Index) (sum []byte, err error) {
	temp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	_ = os.Remove(temp) // of one that was killed; else there is none
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer os.Remove(temp) // gone by then when all went well
	h := xxh3.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, h), 1<<20)
	err = x.Write(w)
	if err == nil {
		err = w.Flush()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	return digest(h), place(temp, name)
}
