package main

import (
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostModules is how many modules of others are in the program. Whoever adds one
// decides on it, and on what it brings along.
const mostModules = 53

// TestModules holds the modules of the program to that number, and each that is
// asked for to a line of docs/DECISIONS.md.
func TestModules(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	slices.Sort(modules)
	if modules = slices.Compact(modules); len(modules) != mostModules {
		t.Errorf("the program has %d modules, and mostModules and docs/SECURITY.md say %d:\n%s", len(modules), mostModules, strings.Join(modules, "\n"))
	}
	if told := fmt.Sprintf("%d modules", mostModules); !strings.Contains(text(securityPage), told) {
		t.Errorf("%s does not tell of %s", securityPage, told)
	}
	decisions := text("../../docs/DECISIONS.md")
	asked := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(text("../../go.mod"), -1)
	for _, m := range asked {
		name := regexp.MustCompile(`^github\.com/|/v\d+$`).ReplaceAllString(m[1], "")
		if !strings.Contains(decisions, name) {
			t.Errorf("docs/DECISIONS.md does not say what %s is for", m[1])
		}
	}
	if len(asked) == 0 {
		t.Error("go.mod asks for nothing")
	}
}
