package locales

import "testing"

// FuzzAdd reads message files as anybody may write them.
func FuzzAdd(f *testing.F) {
	f.Add("ui.en.toml", []byte("[a]\nother = \"Share\"\n"))
	f.Add("active.hy.toml", []byte("a = \"b {{.C}}\"\n[d]\none = \"e\"\nother = \"f\"\n"))
	f.Add("x.toml", []byte("[[a]]\n[a.b]\nc = [[[1]]]\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		c, err := Load()
		if err != nil {
			t.Fatal(err)
		}
		if c.add(name, data) == nil {
			c.Fingerprint()
			c.Speaker("en", "hy").Say("error", nil)
		}
	})
}
