package archive

import (
	"fmt"
	"testing"
)

// BenchmarkOpen opens an archive of 10,000 pages, as every run does.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	a, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	for n := range 10_000 {
		f := story
		f.ID, f.URL = fmt.Sprint(n), fmt.Sprintf("https://h%d.example.org/a/story-%d", n%10, n)
		if _, err := a.Keep(f, []byte("<p>One.")); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		a, err := Open(dir)
		if err != nil || len(a.Of("https://example.org/feed")) != 10_000 {
			b.Fatal(err)
		}
		_ = a.Close()
	}
}
