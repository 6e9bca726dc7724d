package memory

import (
	"io"
	"runtime"
	"testing"

	"targman/testdata/corpus"
)

// TestImportIsFlat keeps every unit of a file, in each format, and never has
// more than a part of it on the heap.
func TestImportIsFlat(t *testing.T) {
	const size, room = 5_000_000, 2 << 20
	from := fresh(t)
	units := 0
	bring := func(name string, to *Memory, f Format, write func(io.Writer) error) {
		r, w := io.Pipe()
		go func() { w.CloseWithError(write(w)) }()
		h := heap{r: r}
		h.measure()
		before := h.most
		rep, err := to.Import(ctx, enHy, &h, ImportOptions{Name: "x", Format: f})
		if err != nil || rep.Added == 0 || units > 0 && rep.Added != units {
			t.Fatalf("%s: Import = %+v, %v; want %d added", name, rep, err, units)
		}
		units = rep.Added
		grown := h.most - before
		t.Logf("%s: %d units, %d kB, heap grew by %d kB", name, units, h.read>>10, grown>>10)
		if grown > room {
			t.Errorf("%s: the heap grew by %d bytes on a file of %d, want it flat", name, grown, h.read)
		}
	}
	bring("of another program", from, Format{}, func(w io.Writer) error { _, err := corpus.TMX(w, size, 1); return err })
	for _, f := range formats {
		bring(f.Name, fresh(t), f, func(w io.Writer) error { _, err := from.Export(ctx, enHy, f, w, nil); return err })
	}
}

// heap is a reader that measures what is alive on the heap once a megabyte.
type heap struct {
	r                io.Reader
	read, next, most int64
}

func (h *heap) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	if h.read += int64(n); h.read > h.next {
		h.next += 1 << 20
		h.measure()
	}
	return n, err
}

func (h *heap) measure() {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.most = max(h.most, int64(m.HeapAlloc))
}
