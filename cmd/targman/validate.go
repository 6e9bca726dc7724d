package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/language"

	"targman/pipeline/bitext"
	"targman/pipeline/lang/all"
	"targman/pipeline/write"
)

// never is the value of fail_on that lets no finding end a run with 3.
const never = "never"

// validate finds the values that no run can use; each fault names the place
// the value came from.
func (l *loaded) validate() error {
	v := validation{l: l}
	v.languages()
	v.engines("backend", l.Backend)
	v.routes()
	v.money()
	v.oneOf("read.html", l.Read.HTML, []string{"article", "document"})
	v.oneOf("fail_on", l.FailOn, []string{bitext.Style.String(), bitext.Warn.String(), bitext.Error.String(), never})
	for _, f := range l.Output.Formats {
		v.oneOf("output.formats", f, formatNames())
	}
	v.check("output.formats", len(l.Output.Formats) > 0, "name at least one format")
	v.check("out", l.Out != "", "name a folder")
	v.check("memory.file", l.Memory.File != "", "name a file")
	v.check("memory.reserve", l.Memory.Reserve >= 64<<10 && l.Memory.Reserve <= 1<<30, "%d is out of range; take a size from 64KiB to 1GiB", l.Memory.Reserve)
	f := l.Memory.Fuzzy
	v.check("memory.fuzzy.min", f.Min == 0 || f.Min >= 50 && f.Min <= 100, "%d is out of range; take 0 or a value from 50 to 100", f.Min)
	v.check("memory.fuzzy.use", f.Use == 0 || f.Use >= 50 && f.Use <= 100, "%d is out of range; take 0 or a value from 50 to 100", f.Use)
	v.between("memory.fuzzy.show", float64(f.Show), 1, 10)
	for _, p := range l.Memory.Penalties {
		v.penalty(p)
	}
	v.rates()
	_, err := htmlindex.Get(l.Read.Charset)
	v.check("read.charset", err == nil || l.Read.Charset == "", "%q is no character set; take a name such as utf-8, utf-16le or windows-1252", l.Read.Charset)
	v.check("read.max_size", l.Read.MaxSize > 0, "the limit is above zero")
	v.between("read.max_segments", float64(l.Read.MaxSegments), 1, 10_000_000)
	v.check("max_time", l.MaxTime >= 0, "%s is below zero; take a duration such as 2h, or 0 for none", l.MaxTime)
	v.fetch()
	v.between("workers", float64(l.Workers), 0, 256)
	v.between("backends.pseudo.expand", l.Backends.Pseudo.Expand, 1, 3)
	v.backends()
	v.runs()
	return errors.Join(v.faults...)
}

type validation struct {
	l      *loaded
	faults []error
}

func (v *validation) check(key string, ok bool, format string, args ...any) {
	if !ok {
		v.faults = append(v.faults, fmt.Errorf("%s: %s: %s", v.l.origins[key].place, key, fmt.Sprintf(format, args...)))
	}
}

func (v *validation) oneOf(key, value string, known []string) {
	v.check(key, slices.Contains(known, value), "%q is not known; the nearest is %q of %s",
		value, nearest(value, known), strings.Join(known, ", "))
}

func (v *validation) between(key string, value, least, most float64) {
	v.check(key, value >= least && value <= most, "%v is out of range; take a value from %v to %v", value, least, most)
}

func (v *validation) wait(key string, value time.Duration) {
	v.check(key, value >= time.Second && value <= time.Hour, "%s is out of range; take a duration from 1s to 1h", value)
}

// penalty checks that a penalty takes something off, and its patterns.
func (v *validation) penalty(p PenaltyConfig) {
	const key = "memory.penalties"
	v.check(key, p.Points >= 1 && p.Points <= 100, "%d points are out of range; take a value from 1 to 100", p.Points)
	v.check(key, p.Days >= 0 && p.Days <= 36500, "%d days are out of range; take a value from 0 to 36500", p.Days)
	for _, pattern := range []string{p.By, p.Engine} {
		_, err := path.Match(pattern, "")
		v.check(key, err == nil, "%q is no pattern; * stands for any letters, ? for one, [ab] for a or b", pattern)
	}
}

// languages checks that the tags are tags and that a language pack answers for
// each.
func (v *validation) languages() {
	packs := all.Packs()
	known := slices.Sorted(maps.Keys(packs))
	one := func(key, tag string) {
		t, err := language.Parse(tag)
		if err != nil {
			v.check(key, false, "%q is no language tag; write BCP 47, such as hy or en-GB", tag)
			return
		}
		base, _ := t.Base()
		_, ok := packs[base.String()]
		v.check(key, ok, "no language pack for %q; there are %s", tag, strings.Join(known, ", "))
	}
	one("source", v.l.Source)
	v.check("targets", len(v.l.Targets) > 0, "name at least one language")
	for _, t := range v.l.Targets {
		one("targets", t)
		v.check("targets", t != v.l.Source, "%q is the source language too", t)
	}
}

// backends checks the block of the engine that is to be used; the others may
// be half filled in.
func (v *validation) backends() {
	for _, name := range v.l.used() {
		v.backend(name)
	}
}

func (v *validation) backend(name string) {
	switch b := v.l.Backends; name {
	case "command":
		v.check("backends.command.run", len(b.Command.Run) > 0, "name a program, for example [./translate.py]")
		v.between("backends.command.batch", float64(b.Command.Batch), 1, 10000)
		v.between("backends.command.calls", float64(b.Command.Calls), 1, 64)
		v.wait("backends.command.timeout", b.Command.Timeout)
	default:
		v.service(name)
	}
}

func formatNames() []string {
	var out []string
	for _, f := range write.Formats() {
		out = append(out, f.Name)
	}
	return out
}
