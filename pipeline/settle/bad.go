package settle

import (
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// bad finds the forbidden forms. One that is also an accepted form, or part of
// one, is none; one that is uncertain is left alone where the name stands as
// often as it should.
func (v *survey) bad() {
	q := forbidden(v.wants)
	if len(q.entries) == 0 {
		return
	}
	for _, f := range v.find(v.target.Text, q.entries) {
		span, r := bitext.Span{Start: f.Start, End: f.End}, q.of[f.Entry][0]
		if !v.yield(span, f.Low) || f.Low && !v.hungry(r.want) {
			continue
		}
		well, ok := v.inForm(r.want.accepted[r.well].Entry, r.Entry, f)
		if !ok || len(q.of[f.Entry]) > 1 {
			v.fail(prohibited, r.want, span, well)
			continue
		}
		v.repair(prohibited, r.want, span, well)
	}
}

// yield makes room for a longer or more certain form: it forgets the places
// inside the span. It is false where the span lies over anything else.
func (v *survey) yield(s bitext.Span, low bool) bool {
	over := v.over(s)
	if over == 0 {
		return true
	}
	var inside, others []place
	for _, p := range v.places {
		if p.Start >= s.Start && p.End <= s.End && (p.Len() < s.Len() || p.low && !low) {
			inside = append(inside, p)
		} else {
			others = append(others, p)
		}
	}
	if len(inside) < over {
		return false
	}
	for _, p := range inside {
		v.uncover(p.Span)
		v.count(p, -1)
	}
	v.places = others
	return true
}

// inForm is the entry in the form in which another one was found.
func (v *survey) inForm(well, was lang.Entry, f lang.Found) (string, bool) {
	surface, next := v.target.Text[f.Start:f.End], v.target.Text[f.End:]
	sounds, alike := v.reinflect(well, surface, next)
	if v.pack.Inflect == nil || f.Case == "" || f.Number == "" || f.Det == "" {
		return sounds, alike
	}
	form, ok := v.pack.Inflect(well, lang.Cell{Case: f.Case, Number: f.Number, Det: f.Det}, next)
	switch {
	case !ok:
		return sounds, alike
	case alike && v.isForm(well, sounds, f):
		return sounds, true // in the guise of the surface
	}
	return inGuise(form, surface, was.Lemma)
}

// isForm says that all of the text is the entry in the form of f.
func (s *Settler) isForm(e lang.Entry, text string, f lang.Found) bool {
	got := s.find(text, []lang.Entry{e})
	return len(got) == 1 && !got[0].Malformed && got[0].Start == 0 && got[0].End == len(text) &&
		got[0].Case == f.Case && got[0].Number == f.Number && got[0].Det == f.Det
}

// reinflect asks the pack.
func (s *Settler) reinflect(e lang.Entry, surface, next string) (string, bool) {
	if s.pack.Reinflect == nil {
		return "", false
	}
	return s.pack.Reinflect(e, surface, next)
}
