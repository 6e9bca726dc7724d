package check

import "slices"

// checks are all checks, in the order of their findings.
var checks = []Check{
	untranslated, script, numbers, dates, units, placeholders, length, spaces, language,
	repeated, inconsistent, swapped, quotes,
}

// All returns every check.
func All() []Check { return slices.Clone(checks) }
