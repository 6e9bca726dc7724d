package glossary

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMerge(t *testing.T) {
	golden(t, "merge", func(t *testing.T, _ string, in map[string]string) map[string]string {
		out, conflicts, err := Merge(File{"base", []byte(in["base"])}, File{"ours", []byte(in["ours"])}, File{"theirs", []byte(in["theirs"])})
		if err != nil {
			t.Fatal(err)
		}
		var told strings.Builder
		for _, c := range conflicts {
			fmt.Fprintf(&told, "%s %s: %q: %q or %q\n", c.Concept, c.Key, c.Base, c.Ours, c.Theirs)
		}
		if _, err := Parse(File{"f.yaml", out}); (err == nil) != (len(conflicts) == 0) {
			t.Errorf("%d conflicts, and the result reads %v", len(conflicts), err)
		}
		return map[string]string{"want": string(out), "want.conflicts": told.String()}
	})
}

// One side alone, both sides alike: the result is that side, laid out.
func TestMergeOfOneSide(t *testing.T) {
	base, changed := File{"base", []byte("# h\n\n- {id: b, kind: place, en: {canonical: B}, source: x} # t\n- {id: c, kind: place, en: {canonical: C}, source: x}\n")},
		File{"changed", []byte("# g\n\n- {id: b, kind: place, en: {canonical: B2, variants: [B]}, source: x} # u\n# new\n- {id: a, kind: place, en: {canonical: A}, source: x}\n# end\n")}
	want, err := Format(changed)
	if err != nil {
		t.Fatal(err)
	}
	for name, sides := range map[string][2]File{"ours": {changed, base}, "theirs": {base, changed}, "both": {changed, changed}} {
		got, conflicts, err := Merge(base, sides[0], sides[1])
		if diff := cmp.Diff(string(want), string(got)); diff != "" || err != nil || len(conflicts) > 0 {
			t.Errorf("%s: %v, %v, -want +got:\n%s", name, err, conflicts, diff)
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	good := File{"ours", []byte("- {id: b, kind: place, en: {canonical: B}, source: x}\n")}
	for _, tt := range []struct{ name, theirs, want string }{
		{"what cannot be read", "- [", "theirs:1: found text that is not YAML"},
		{"a file still in conflict", "<<<<<<< ours\n- id: a\n", "theirs:2: found text that is not YAML"},
		{"one id twice", strings.Repeat(string(good.Data), 2), "merge theirs: two concepts have the id b; make them one first"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := Merge(good, good, File{"theirs", []byte(tt.theirs)})
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
