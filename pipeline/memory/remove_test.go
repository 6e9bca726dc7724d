package memory

import (
	"path/filepath"
	"testing"
)

// TestRemove takes out what it was given and is as it was, damaged rows too,
// and puts counters right.
func TestRemove(t *testing.T) {
	m := full(t, filepath.Join(t.TempDir(), "memory.db"))
	if _, err := m.write.Exec("UPDATE unit SET target = 'Սխալ' WHERE id = 7; UPDATE pair SET units = 3"); err != nil {
		t.Fatal(err)
	}
	var list []Stored
	err := m.Each(ctx, func(s Stored) error {
		if s.Damaged != (s.ID == 7) || s.Pair != enHy {
			t.Errorf("Each gave %+v", s)
		}
		if s.ID == 7 || s.ID == 9 || s.ID == 11 {
			list = append(list, s)
		}
		return nil
	})
	if err != nil || len(list) != 3 {
		t.Fatalf("Each = %v, %d", err, len(list))
	}
	changed := list[1].Entry
	changed.Target = "Նոր"
	keep(t, m, changed)
	_, before, _ := m.Revision(ctx)
	if n, err := m.Remove(ctx, list); n != 2 || err != nil {
		t.Fatalf("Remove = %d, %v; want 2: one has changed", n, err)
	}
	if h, err := m.Check(ctx); err != nil || !h.Sound() || h.Units != 48 {
		t.Errorf("Check afterwards = %+v, %v", h, err)
	}
	if _, after, _ := m.Revision(ctx); after != before+2 {
		t.Errorf("revision %d, want %d: articles are to be looked at again", after, before+2)
	}
	if got := recallOne(t, m, "", changed.Query); got.Target != "Նոր" {
		t.Errorf("Recall = %+v, want what was kept meanwhile", got)
	}
}
