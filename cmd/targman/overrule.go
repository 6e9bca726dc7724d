package main

import (
	"reflect"
	"slices"

	"github.com/spf13/pflag"
)

// overruling names flags and the settings they overrule. In some commands a flag
// of the same name means something else; it overrules nothing there.
var overruling = map[string]string{
	"source": "source", "target": "targets", "out": "out", "backend": "backend", "format": "output.formats",
	"memory": "memory.file", "min": "memory.fuzzy.min", "html": "read.html", "charset": "read.charset",
	"fail-on": "fail_on", "workers": "workers", "max-time": "max_time", "offline-fetch": "fetch.offline",
	"rates": "analysis.rates", "report": "report.files", "metrics": "report.metrics",
	"log-format": "log.format", "log-level": "log.level", "lang": "lang",
}

// overrule gives a command flags that overrule settings.
func (p *program) overrule(f *pflag.FlagSet, names ...string) {
	for _, name := range names {
		about := p.text("flag."+name, nil)
		switch kindOf(overruling[name]) {
		case reflect.TypeFor[[]string]():
			f.StringSlice(name, nil, about)
		case reflect.TypeFor[bool]():
			f.Bool(name, false, about)
		default:
			f.String(name, "", about)
		}
		overrules(f, name)
	}
}

func kindOf(key string) reflect.Type {
	all := settings()
	return all[slices.IndexFunc(all, func(s setting) bool { return s.key == key })].kind
}

// settingNote is the annotation of a flag that overrules a setting, with its key.
const settingNote = "setting"

// overrules has a flag overrule its setting.
func overrules(f *pflag.FlagSet, name string) {
	_ = f.SetAnnotation(name, settingNote, []string{overruling[name]}) // fails where there is no such flag
}
