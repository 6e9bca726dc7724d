package main

import (
	"path/filepath"
	"strings"
)

// runs checks what becomes of a run when it has ended.
func (v *validation) runs() {
	for _, file := range v.l.Report.Files {
		_, ok := reportForms[reportForm(file)]
		v.check("report.files", ok, "%q has no form; its name ends with .json, .md or .html", file)
	}
	v.between("report.keep", float64(v.l.Report.Keep), 1, 100000)
	d := v.l.Hooks.Done
	v.check("hooks.done.run", len(d.Run) == 0 || d.Run[0] != "", "name a program, for example [./notify.sh]")
	for _, on := range d.On {
		v.oneOf("hooks.done.on", on, hookMoments)
	}
	v.oneOf("hooks.done.input", d.Input, formsOf(reportForms))
	v.wait("hooks.done.timeout", d.Timeout)
	v.oneOf("log.format", v.l.Log.Format, logFormats)
	v.oneOf("log.level", v.l.Log.Level, logLevels)
}

// reportForm is the form of a report's file, by its extension.
func reportForm(file string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), ".")
}
