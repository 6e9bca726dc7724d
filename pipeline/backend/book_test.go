package backend

import (
	"context"
	"runtime"
	"testing"

	"targman/pipeline/money"
)

// slowBooks takes its time to answer, as a disk does.
type slowBooks struct{ *books }

func (b slowBooks) Book(ctx context.Context, c money.Call) (int64, error) {
	id, err := b.books.Book(ctx, c)
	for range 1000 {
		runtime.Gosched()
	}
	return id, err
}

// TestCapAtTheStart has room for one call at a time until its true cost is known:
// the others wait for that, also those that came before the first was booked.
func TestCapAtTheStart(t *testing.T) {
	e := &scripted{info: Info{Unit: Characters, Limits: Limits{Segments: 1, Calls: 4}}, reply: func(_ int, r Request) (Reply, error) {
		out := answers(r)
		out.Usage = Usage{Requests: 1, Characters: 1}
		return out, nil
	}}
	c := client(e)
	ledger := slowBooks{&books{most: 50_000, cost: map[int64]money.Amount{}}}
	c.Ledger, c.Price = ledger, money.Price{Characters: 1000} // 26,000 for each at most
	got := askWith(t, t.Context(), c, segments(8), func(r Reply) error { return ledger.Settle(t.Context(), r.Bill) })
	if got.err != nil || len(got.texts) != 8 {
		t.Errorf("%d of 8 came, error %v", len(got.texts), got.err)
	}
}
