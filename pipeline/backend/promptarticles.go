package backend

import "strings"

// articles are the title and lead of each article that the segments come from,
// with the keys of its segments. What stands among the segments is not said twice.
func articles(segments []Segment) (out []object) {
	type about struct{ title, lead string }
	var order []about
	keys := map[about][]string{}
	there := map[about]about{} // what stands among the segments
	for i, s := range segments {
		a := about{s.Title, s.Lead}
		if a == (about{}) {
			continue
		}
		if keys[a] == nil {
			order = append(order, a)
		}
		keys[a] = append(keys[a], key(i))
		t := there[a]
		if s.Text != "" && strings.HasPrefix(s.Title, s.Text) {
			t.title = s.Text
		}
		if s.Text != "" && strings.HasPrefix(s.Lead, s.Text) {
			t.lead = s.Text
		}
		there[a] = t
	}
	for _, a := range order {
		var o object
		if a.title != "" && there[a].title == "" {
			o = append(o, member{"title", a.title})
		}
		if a.lead != "" && there[a].lead == "" {
			o = append(o, member{"lead", a.lead})
		}
		if len(o) > 0 {
			out = append(out, append(o, member{"segments", keys[a]}))
		}
	}
	return out
}

// fits says that question and answer are sure to fit into a context of so many
// tokens; zero is one that is not known.
func (q query) fits(context int) bool {
	return context <= 0 || tokensAtMost(q.system())+tokensAtMost(q.material)+q.room < context
}
