package memory

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// rotten are the memory's file with one key of an index changed, one after the
// other: all the places where the key of the text stands in a page of an index
// (https://www.sqlite.org/fileformat.html#b_tree_pages).
func rotten(t *testing.T, file []byte, q Query) (out [][]byte) {
	t.Helper()
	const page = 4096
	k, _ := q.hashes(1)
	key := binary.BigEndian.AppendUint64(nil, uint64(k))[2:]
	for from := page; from < len(file); from += page {
		kind, at := file[from], bytes.Index(file[from:from+page], key)
		if at < 0 || kind != 0x0a && kind != 0x02 {
			continue
		}
		bad := bytes.Clone(file)
		bad[from+at+5] ^= 1 // in order still, mostly
		out = append(out, bad)
	}
	return out
}

// TestHiddenTranslation changes keys in the indexes of a memory: a text that was
// translated is never taken for a new one, neither at its place nor elsewhere.
func TestHiddenTranslation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	fill(t, m, 0, 500, 100)
	m.Close()
	whole := copyOf(t, path)
	for i := 0; i < 500; i += 50 {
		here, harmed := entryN(i).Query, 0
		for _, file := range rotten(t, whole, here) {
			content(file)(t, path)
			m := openAt(t, path, at(noon))
			h, err := m.Check(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if h.Sound() {
				m.Close()
				continue // what a page had before it was divided
			}
			harmed++
			for _, q := range []Query{here, {Text: here.Text, Before: "elsewhere"}} {
				if _, err := m.Recall(ctx, enHy, "", []Query{entryN(1).Query, q}); KindOf(err) != Corrupt {
					t.Errorf("text %d: %v, want kind Corrupt", i, err)
				}
			}
			if err := m.spendable(); KindOf(err) != Corrupt {
				t.Errorf("text %d: a call could be booked: %v", i, err)
			}
			m.Close()
		}
		if harmed != 2 {
			t.Errorf("the key of text %d was changed in %d indexes, want 2", i, harmed)
		}
	}
}

// TestFlippedByte changes single bytes of a memory: whoever asks for all of its
// texts gets each with its translation, or an error, or finds the damage noted.
func TestFlippedByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	fill(t, m, 0, 200, 200)
	m.Close()
	whole, spool := copyOf(t, path), spoolFiles(t, path)[0]
	record := copyOf(t, spool)
	qs := make([]Query, 400)
	for i := range qs {
		if qs[i] = entryN(i / 2).Query; i%2 == 1 {
			qs[i].Before, qs[i].Article = "elsewhere", "other"
		}
	}
	seed := rand.Uint64()
	rnd := rand.New(rand.NewPCG(seed, 0))
	for range 100 {
		flip, by := rnd.IntN(len(whole)), byte(1+rnd.IntN(255))
		bad := bytes.Clone(whole)
		bad[flip] ^= by
		content(bad)(t, path)
		content(record)(t, spool)
		missing, told := missingIn(path, qs)
		if missing > 0 && !told {
			t.Errorf("seed %d: byte %d ^ %#x: %d texts are missing without a word", seed, flip, by, missing)
		}
	}
}

// missingIn counts the queries without their translation, and says whether
// anything was told of it.
func missingIn(path string, qs []Query) (missing int, told bool) {
	m, err := Open(path, at(noon))
	if err != nil {
		return 0, true
	}
	defer m.Close()
	ms, err := m.Recall(ctx, enHy, "", qs)
	if err != nil {
		return 0, true
	}
	for i := range ms {
		if ms[i].Target != entryN(i/2).Target {
			missing++
		}
	}
	l, _, err := m.OpenLedger(ctx, "one", "EUR", nil)
	if err == nil {
		_, err = l.Book(ctx, euros(1))
	}
	return missing, err != nil || len(m.Damaged()) > 0
}
