package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"targman/pipeline/bitext"
)

// mocks are engines whose answers are no translations.
var mocks = []string{"pseudo"}

// used lists the engines that a run may ask.
func (l *loaded) used() []string {
	out := slices.Clone(l.Backend)
	for _, r := range l.Routes {
		out = append(out, r.Backend...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// engines checks one name or a list of them.
func (v *validation) engines(key string, names Names) {
	v.check(key, len(names) > 0, "name an engine, or %s for none", memoryOnly)
	for i, name := range names {
		v.oneOf(key, name, backendNames())
		alone := name == memoryOnly || slices.Contains(mocks, name)
		v.check(key, !alone || len(names) == 1, "%q stands alone or not at all: it leaves nothing to the others", name)
		v.check(key, !slices.Contains(names[:i], name), "%q stands twice; keep one", name)
	}
}

// routed are the kinds of block that an engine is asked for.
var routed = []bitext.Kind{bitext.Headline, bitext.Caption, bitext.Paragraph, bitext.ListItem, bitext.Quote, bitext.Cell}

func (v *validation) routes() {
	mock := slices.ContainsFunc(v.l.Backend, func(name string) bool { return slices.Contains(mocks, name) })
	for i, r := range v.l.Routes {
		in := func(ok bool, format string, args ...any) {
			v.check("routes", ok, "route %d: %s", i+1, fmt.Sprintf(format, args...))
		}
		in(len(r.Targets)+len(r.Kinds)+len(r.Paths) > 0, "it has no condition; name targets, kinds or paths, or use backend")
		in(len(r.Backend) > 0, "it names no backend")
		v.engines("routes", r.Backend)
		for _, t := range r.Targets {
			in(slices.Contains(v.l.Targets, t), "%q is not among targets: %s", t, strings.Join(v.l.Targets, ", "))
		}
		for _, k := range r.Kinds {
			in(slices.Contains(routed, bitext.Kind(k)), "%q is no kind of block; there are %v", k, routed)
		}
		for _, p := range r.Paths {
			in(doublestar.ValidatePattern(p), "%q is no glob", p)
		}
		for _, name := range r.Backend {
			in(mock == slices.Contains(mocks, name) || name == memoryOnly || slices.Contains(v.l.Backend, memoryOnly), "%q and %q do not go together: one makes up text", name, v.l.Backend)
		}
	}
}

func (v *validation) money() {
	m := v.l.Money
	v.check("money.currency", len(m.Currency) == 3 && strings.ToUpper(m.Currency) == m.Currency, "%q is no currency; write its ISO 4217 code, such as EUR", m.Currency)
	for i, p := range m.Prices {
		key := "money.prices"
		v.oneOf(key, p.Engine, backendNames())
		_, err := time.Parse(time.DateOnly, p.Date)
		v.check(key, err == nil, "price %d (%s): date %q is no date; write when the price was looked up, such as 2026-11-01", i+1, p.Engine, p.Date)
		for _, f := range []float64{p.Characters, p.Input, p.Output, p.Cached, p.CacheWrites, p.Call} {
			v.check(key, f >= 0 && f <= 1e6, "price %d (%s): %v is no price for a million", i+1, p.Engine, f)
		}
	}
	for i, c := range m.Caps {
		if c.Engine != "" {
			v.oneOf("money.caps", c.Engine, backendNames())
		}
		for _, f := range []float64{c.Run, c.Day, c.Month} {
			v.check("money.caps", f >= 0 && f <= 1e9, "cap %d: %v is no sum", i+1, f)
		}
		v.check("money.caps", c.Run+c.Day+c.Month > 0, "cap %d bounds nothing; set run, day or month above 0", i+1)
	}
}
