package glossary

import (
	"bytes"
	"testing"
)

// FuzzMerge merges any three files. Where one side has changed nothing, or both
// the same, the other comes out as Format lays it out and nothing is in conflict;
// what merges without a conflict can be read again, merges the same way round and
// takes both sides in: merging either of them once more changes nothing.
func FuzzMerge(f *testing.F) {
	const base = "# h\n\n- {id: b, kind: place, en: {canonical: B, variants: [Be]}, source: x} # t\n- {id: c, kind: place, en: {canonical: C}, source: x}\n"
	f.Add([]byte(base), []byte("- {id: b, kind: place, en: {canonical: B, variants: [Be, Bi]}, source: x}\n"), []byte("# g\n- {id: b, kind: place, keep: true, en: {canonical: B}, source: x}\n- {id: a, kind: place, en: {canonical: A}, source: x}\n# end\n"))
	f.Add([]byte(""), []byte(base), []byte("- id: b\n  hy:\n    # c\n    admitted:\n      - {term: Բ, class: ի}\n"))
	f.Add([]byte("- {id: p, kind: person, en: {canonical: P}, given: {en: {canonical: Q}}, source: x}\n"), []byte("[]"), []byte("- {id: p, kind: person, en: {canonical: P}, source: y}\n"))
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		b, o, h := File{"base", base}, File{"ours", ours}, File{"theirs", theirs}
		out, conflicts, err := Merge(b, o, h)
		if err != nil {
			return // each side was read, or told of
		}
		for name, sides := range map[string][3]File{"ours alone": {b, o, b}, "theirs alone": {b, b, o}, "both alike": {b, o, o}} {
			got, bad, err := Merge(sides[0], sides[1], sides[2])
			want, failed := Format(o)
			if err != nil || failed != nil || len(bad) > 0 || !bytes.Equal(got, want) {
				t.Errorf("%s: %v, %v, %v\ngot\n%s\nwant\n%s", name, err, failed, bad, got, want)
			}
		}
		if len(conflicts) > 0 {
			return
		}
		merged := File{"merged", out}
		if again, err := Format(merged); err != nil || !bytes.Equal(again, out) {
			t.Errorf("the result is laid out otherwise: %v\n%s\n%s", err, again, out)
		}
		for _, side := range []File{o, h} {
			if again, bad, err := Merge(side, merged, side); err != nil || len(bad) > 0 || !bytes.Equal(again, out) {
				t.Errorf("%s once more: %v, %v\n%s\n%s", side.Name, err, bad, again, out)
			}
		}
	})
}
