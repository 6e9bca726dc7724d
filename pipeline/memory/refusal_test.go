package memory

import (
	"maps"
	"path/filepath"
	"testing"
)

func TestRefusals(t *testing.T) {
	file := filepath.Join(t.TempDir(), "memory.db")
	m, err := Open(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, reasons := range []map[string]string{{"a": "it \"will\" not", "b": "an echo"}, {"b": "another script"}, {}} {
		if err := m.Refuse(t.Context(), "deepl", reasons); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if m, err = Open(file, Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	got, err := m.Refused(t.Context(), []string{"a", "b", "c", ""})
	if want := map[string]string{"a": "it \"will\" not", "b": "another script"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("refused %v, error %v, want %v", got, err, want)
	}
	if m.Refuse(t.Context(), "deepl", map[string]string{"c": "x"}) == nil {
		t.Error("a memory that is only read took a refusal")
	}
}
