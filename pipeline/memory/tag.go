package memory

import "golang.org/x/text/language"

// nearness says how well a language of a file serves as one of the pair; 0 is
// not at all.
type nearness int

const (
	otherRegion nearness = iota + 1
	sameLanguage
	sameTag
)

// near compares a tag of a file with a wanted one by the parts of BCP 47
// (RFC 5646, section 2.1), not by their letters: a language takes any of its
// regions and any spelling, but never a language whose name only begins alike.
// The script must be the same, written out or implied; a region that is wanted
// must not be contradicted.
func near(want language.Tag, found string) nearness {
	tag, err := language.Parse(found)
	if err != nil || tag == language.Und {
		return 0
	}
	if tag == want {
		return sameTag
	}
	wb, ws, _ := want.Raw()
	tb, ts, tr := tag.Raw()
	if wb != tb || wb.String() == "und" || !sameScript(want, tag, ws, ts) {
		return 0
	}
	region, confidence := want.Region()
	switch {
	case tr == language.Region{} || tr.String() == "ZZ":
		return sameLanguage
	case confidence == language.Exact && region != tr:
		return 0
	}
	return otherRegion
}

func sameScript(a, b language.Tag, as, bs language.Script) bool {
	if as == bs {
		return true
	}
	x, _ := a.Script()
	y, _ := b.Script()
	return x == y
}
