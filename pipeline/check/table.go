package check

import "slices"

// checks are all checks, in the order of their findings.
var checks = []Check{untranslated, script, numbers, length}

// All returns every check.
func All() []Check { return slices.Clone(checks) }
