package fuzzy

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/testdata/corpus"
)

func written(t testing.TB, texts []string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := build(texts).Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fewTexts() (texts []string) {
	s := corpus.NewSentences(5, 500)
	for range 3000 {
		texts = append(texts, s.Next())
	}
	return texts
}

// TestFormat fails when texts are read, filed or written otherwise than before:
// then the number in the magic has to be raised, since an older file would give
// other results.
func TestFormat(t *testing.T) {
	texts := append(fewTexts(), "In 2019, the ⟦1⟧1st⟦2⟧ of May – don’t!", "Բանակցությունները շարունակվեցին։")
	sum := sha256.Sum256(written(t, texts))
	const want = "16773c5d10ce2bdd"
	if got := hex.EncodeToString(sum[:8]); got != want {
		t.Errorf("the index is written as %s, not as %s: raise the number in magic, and change the sum here", got, want)
	}
}

func TestWriteRead(t *testing.T) {
	texts := fewTexts()
	data := written(t, texts)
	x, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := build(texts)
	s := corpus.NewSentences(6, 500)
	for range 50 {
		q := s.Edit(texts[s.IntN(len(texts))], 2)
		if diff := cmp.Diff(want.Find(q, 50, 5), x.Find(q, 50, 5)); diff != "" {
			t.Errorf("%q (-built +read):\n%s", q, diff)
		}
	}
	if err := extend(x, []string{"One more text."}).Write(io.Discard); err == nil {
		t.Error("an index of two shelves was written")
	}
	if err := build(nil).Write(io.Discard); err == nil {
		t.Error("an empty index was written")
	}
}

// TestReadRefuses cuts and changes a file in all places that say what it is.
func TestReadRefuses(t *testing.T) {
	data := written(t, []string{"The talks went on.", "The talks went off."})
	for size := range data {
		if _, err := Read(bytes.NewReader(data[:size]), int64(size)); err == nil {
			t.Fatalf("%d of %d bytes were read as an index", size, len(data))
		}
		if _, err := Read(bytes.NewReader(data[:size]), int64(len(data))); !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("%d of %d bytes: %v, want an early end", size, len(data), err)
		}
	}
	for i := range len(magic) + binary.Size(counts{}) {
		bad := bytes.Clone(data)
		bad[i] ^= 0x41
		if _, err := Read(bytes.NewReader(bad), int64(len(bad))); !errors.Is(err, ErrFormat) {
			t.Errorf("byte %d changed: %v, want %v", i, err, ErrFormat)
		}
	}
}

// FuzzRead holds Read to its word on any bytes: an index or an error, and no
// more memory than there are bytes.
func FuzzRead(f *testing.F) {
	f.Add(written(f, []string{"The talks went on."}))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := Read(bytes.NewReader(data), int64(len(data)))
		if (x == nil) == (err == nil) {
			t.Errorf("Read = %v, %v", x, err)
		}
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := x.Write(&b); err != nil || !bytes.Equal(b.Bytes(), data) && len(x.shelves[0].texts.blocks) == 1 {
			t.Errorf("written again it is otherwise: %v", err)
		}
	})
}
