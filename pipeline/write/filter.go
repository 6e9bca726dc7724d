package write

import (
	"cmp"
	"slices"

	"targman/pipeline/bitext"
)

// filter is a property of segments by which the page can show some only.
type filter struct {
	Name, Label string
	Values      []filterValue
}

type filterValue struct {
	Value, Label string
	Count        int
}

// newFilters counts the values that stand on the page. A property of which all
// segments have the same value is of no use as a filter.
func newFilters(d *Doc) []*filter {
	all := []*filter{
		{Name: "state", Label: d.label("filter.state")},
		{Name: "origin", Label: d.label("filter.origin")},
		{Name: "severity", Label: d.label("filter.severity")},
		{Name: "kind", Label: d.label("filter.kind")},
	}
	for i := range d.Units {
		u := &d.Units[i]
		all[0].count(d.state(u))
		all[1].count(d.origin(u))
		all[2].count(d.worst(u), d.label("severity."+d.worst(u)))
		all[3].count(string(u.Kind), d.label("kind."+string(u.Kind)))
	}
	for _, f := range all {
		slices.SortFunc(f.Values, func(a, b filterValue) int {
			return cmp.Or(cmp.Compare(rank(a.Value), rank(b.Value)), cmp.Compare(a.Value, b.Value))
		})
	}
	return slices.DeleteFunc(all, func(f *filter) bool { return len(f.Values) < 2 })
}

func (f *filter) count(value, label string) {
	for i := range f.Values {
		if f.Values[i].Value == value {
			f.Values[i].Count++
			return
		}
	}
	f.Values = append(f.Values, filterValue{value, label, 1})
}

// filterOrder is the order of values that have one: what wants work first.
var filterOrder = []string{
	string(bitext.Initial), string(bitext.Translated), string(bitext.Reviewed), string(bitext.Final),
	"error", "warn", "style", "info", "none",
	string(bitext.Headline), string(bitext.Caption), string(bitext.Paragraph), string(bitext.ListItem),
	string(bitext.Quote), string(bitext.Cell), string(bitext.UI), string(bitext.Furniture), string(bitext.Duplicate),
}

// rank is the place of a value in its order; one without a place comes last.
func rank(value string) int {
	if i := slices.Index(filterOrder, value); i >= 0 {
		return i
	}
	return len(filterOrder)
}
