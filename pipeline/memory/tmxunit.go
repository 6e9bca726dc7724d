package memory

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// ownProps are the types of the properties that this program writes.
var ownProps = []string{
	propState, propOrigin, propScore, propHuman, propEngine, propModel, propPrompt, propTime,
	propChanged, propConcept, propRepair, propAgain, propSuggest, propBefore, propAfter, propArticle, propUnit,
}

// assemble makes an entry of what a unit's elements said.
func (r *tmxReader) assemble(of dates, props []prop, source, target *variant) imported {
	var u imported
	var c codes
	u.Text = c.source(source.pieces)
	u.Target = c.target(target.pieces)
	if target.dates.by != "" {
		of.by = target.dates.by
	}
	if target.dates.on != "" {
		of.on = target.dates.on
	}
	u.Provenance.By = of.by
	if t, err := time.Parse(tmxTime, of.on); err == nil {
		u.changed = t
	}
	for _, list := range [][]prop{target.props, source.props, props} {
		for _, p := range list {
			u.set(p)
		}
	}
	return u
}

// set takes over a property.
func (u *imported) set(p prop) {
	v := &u.Provenance
	switch p.kind {
	case propState:
		u.own, u.State = true, bitext.State(p.value)
	case propOrigin:
		u.Origin = bitext.Origin(p.value)
	case propScore:
		u.Score, _ = strconv.Atoi(p.value)
	case propHuman:
		v.Human = p.value == yes
	case propEngine:
		v.Engine = p.value
	case propModel:
		v.Model = p.value
	case propPrompt:
		v.Prompt = p.value
	case propTime:
		v.Time = p.value
	case propChanged:
		if t, err := time.Parse(time.RFC3339Nano, p.value); err == nil {
			u.changed = t
		}
	case propConcept:
		v.Concepts = append(v.Concepts, p.value)
	case propRepair:
		v.Repairs = append(v.Repairs, p.value)
	case propAgain:
		v.Again = p.value
	case propSuggest:
		var s bitext.Suggestion
		if json.Unmarshal([]byte(p.value), &s) == nil {
			v.Suggestions = append(v.Suggestions, s)
		}
	case propBefore:
		u.Before = p.value
	case propAfter:
		u.After = p.value
	case propArticle:
		u.Article = p.value
	case propUnit:
		u.Unit = p.value
	default:
		u.neighbour(p)
	}
}

// neighbour takes over a context that another tool wrote. memoQ writes the
// whole <seg> element as text.
func (u *imported) neighbour(p prop) {
	value := strings.TrimSpace(p.value)
	if strings.HasPrefix(value, "<seg") {
		s := xmlscan.New(strings.NewReader(value))
		if _, err := s.Next(); err == nil {
			if pieces, err := segment(s); err == nil {
				value = plain(pieces)
			}
		}
	}
	to := &u.Before
	if contexts[p.kind] {
		to = &u.After
	}
	if *to == "" {
		*to = value
	}
}

// foreign fills in what a unit of another program does not say.
func (u *imported) foreign(o ImportOptions) {
	v := &u.Provenance
	v.Human = v.Human || o.Human && v.Engine == ""
	if v.By == "" {
		v.By = o.Name
	}
	if !u.changed.IsZero() {
		v.Time = u.changed.UTC().Format(time.RFC3339)
	}
	if u.State == "" {
		u.State = bitext.Translated
	}
	switch {
	case v.Human:
		u.Origin = bitext.FromHuman
	case v.Engine != "":
		u.Origin = bitext.Backend(v.Engine)
	default:
		u.Origin = bitext.FromExact
	}
}
