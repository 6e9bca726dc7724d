package memory

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/zeebo/xxh3"

	"targman/pipeline/bitext"
)

// Query is a text to be recalled, with what identifies it.
type Query struct {
	// Text is the source text, its codes as placeholders.
	Text string
	// Before and After are the source texts of its neighbours; both are empty
	// when nothing is known about them.
	Before, After string
	// Article and Unit say where the text stands.
	Article, Unit string
}

// Entry is a translation to be kept.
type Entry struct {
	Query
	// Target is the translation, its codes as placeholders with the numbers of
	// the source.
	Target     string
	State      bitext.State
	Origin     bitext.Origin
	Score      int
	Provenance bitext.Provenance
	// Mock says that the engine, Provenance.Engine, only pretends to translate.
	// What it made is recalled for that same engine alone and never exported.
	Mock bool
}

// mock is the name under which a mock's translations are kept apart.
func (e *Entry) mock() string {
	if e.Mock && !e.Provenance.Human {
		return e.Provenance.Engine
	}
	return ""
}

// row is an entry as it stands in the file.
type row struct {
	Entry
	id, pair int64
	// key is a hash of pair and text; place one of the text, Before and After.
	// Both narrow the search only: the texts themselves are compared.
	key, place int64
	// changed is when the translation was made, in milliseconds since 1970.
	changed    int64
	provenance string
	// sum is the checksum over what must not change unnoticed.
	sum int64
}

// columns are in the order of row.values and row.scan.
const columns = "id, pair, key, place, human, changed, text, before, after, article, unit, target, state, origin, score, provenance, sum"

// qualified are the columns where another table has some of the same name.
var qualified = "u." + strings.ReplaceAll(columns, ", ", ", u.")

// width is the number of columns that a writer gives: all but the id.
const width = 16

func (r *row) values(to []any) []any {
	return append(to, r.pair, r.key, r.place, r.Provenance.Human, r.changed, r.Text, r.Before, r.After,
		r.Article, r.Unit, r.Target, string(r.State), string(r.Origin), r.Score, r.provenance, r.sum)
}

// scan reads the columns, after those that go to the pointers in first. The
// schema is strict, so a value of another type is damage.
func (r *row) scan(rows *sql.Rows, first ...any) error {
	err := rows.Scan(append(first, &r.id, &r.pair, &r.key, &r.place, &r.Provenance.Human, &r.changed,
		&r.Text, &r.Before, &r.After, &r.Article, &r.Unit, &r.Target, &r.State, &r.Origin, &r.Score,
		&r.provenance, &r.sum)...)
	if err != nil {
		return fmt.Errorf("%w: %w", errGarbled, err)
	}
	return nil
}

// seal fills in what is computed from the entry.
func (r *row) seal() error {
	p, err := json.Marshal(r.Provenance)
	if err != nil {
		return err
	}
	r.provenance = string(p)
	r.key, r.place = r.hashes(r.pair)
	r.sum = r.checksum()
	return nil
}

// sound says that the row is as it was written, and unpacks it.
func (r *row) sound() bool {
	if r.sum != r.checksum() {
		return false
	}
	human := r.Provenance.Human
	r.Provenance = bitext.Provenance{}
	err := json.Unmarshal([]byte(r.provenance), &r.Provenance)
	return err == nil && r.Provenance.Human == human
}

// hashes returns key and place: the first six bytes of SHA-256 each, so that
// nobody can make two texts fall together with ease. Six, because SQLite stores
// integers in 1, 2, 3, 4, 6 or 8 bytes and short keys make small indexes.
func (q *Query) hashes(pair int64) (key, place int64) {
	buf := binary.AppendVarint(make([]byte, 0, 1024), pair)
	t := sha256.Sum256(append(buf, q.Text...))
	p := sha256.Sum256(appendStrings(buf, q.Text, q.Before, q.After))
	return six(t), six(p)
}

// six is a signed number of six bytes.
func six(h [sha256.Size]byte) int64 { return int64(binary.LittleEndian.Uint64(h[:8])) >> 16 }

// checksum covers everything but the id, the pair and the hashes, which lead
// to the wrong text when damaged, and the time, which only orders equals.
func (r *row) checksum() int64 {
	buf := make([]byte, 0, 2048)
	buf = appendStrings(buf, r.Text, r.Before, r.After, r.Article, r.Unit, r.Target,
		string(r.State), string(r.Origin), r.provenance)
	buf = binary.AppendVarint(buf, int64(r.Score))
	if r.Provenance.Human {
		buf = append(buf, 1)
	}
	return int64(xxh3.Hash(buf))
}

// appendStrings writes the strings so that no two lists of them look alike.
func appendStrings(buf []byte, list ...string) []byte {
	for _, s := range list {
		buf = binary.AppendUvarint(buf, uint64(len(s)))
		buf = append(buf, s...)
	}
	return buf
}

// sameContext says that the row's text stands between the same neighbours. A
// text without any neighbour has no context to share.
func (r *row) sameContext(q *Query) bool {
	return r.Before == q.Before && r.After == q.After && (q.Before != "" || q.After != "")
}

// here says that the row was made for this very place.
func (r *row) here(q *Query) bool {
	return q.Article != "" && r.Query == *q
}
