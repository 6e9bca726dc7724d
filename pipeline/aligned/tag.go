package aligned

import (
	"golang.org/x/text/language"
)

// nearness says how well a language of a file serves as the one that is wanted;
// 0 is not at all.
type nearness int

const (
	otherRegion nearness = iota + 1
	sameLanguage
	sameTag
)

// near compares two tags by the parts of BCP 47 (RFC 5646, section 2.1), not by
// their letters: a language takes any of its regions, but never a language whose
// name only begins alike, and never another script.
func near(want, have string) nearness {
	w, err := language.Parse(want)
	h, err2 := language.Parse(have)
	if err != nil || err2 != nil || h == language.Und {
		return 0
	}
	if w == h {
		return sameTag
	}
	wb, _ := w.Base()
	hb, _ := h.Base()
	ws, _ := w.Script()
	hs, _ := h.Script()
	if wb != hb || ws != hs {
		return 0
	}
	if _, _, region := h.Raw(); region == (language.Region{}) || region.String() == "ZZ" {
		return sameLanguage
	}
	return otherRegion
}

// languages are those of a file that names both: what the file says, unless the
// options are strict and it says another.
func (o Options) languages(source, target string) (s, t string, err error) {
	for _, side := range []struct{ name, want, have string }{{"source", o.Source, source}, {"target", o.Target, target}} {
		if o.Strict && side.have != "" && near(side.want, side.have) == 0 {
			return "", "", found("the %s language %q, expected %q; name the one that the file has", side.name, side.have, side.want)
		}
	}
	if source == "" {
		source = o.Source
	}
	if target == "" {
		target = o.Target
	}
	return source, target, nil
}
