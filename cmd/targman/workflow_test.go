package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"targman/locales"
)

// workflow is what the rules below look at in a workflow of GitHub Actions
// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax).
type workflow struct {
	On          map[string]any    `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Timeout     int               `yaml:"timeout-minutes"`
		Steps       []struct {
			Uses string         `yaml:"uses"`
			With map[string]any `yaml:"with"`
			Run  string         `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

// workflows are the texts of all workflows under docs/, by path.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(filepath.Join("..", "..", "docs"), func(path string, _ fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".yml" && ext != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "\njobs:") {
			out[path] = string(text)
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("found %d workflows under docs, %v", len(out), err)
	}
	return out
}

// TestWorkflows holds the workflows that people copy to what keeps a pull
// request from doing harm
// (https://docs.github.com/en/actions/reference/security/secure-use).
func TestWorkflows(t *testing.T) {
	for path, text := range workflows(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			for _, fault := range workflowFaults(t, text) {
				t.Error(fault)
			}
		})
	}
}

// The rules find what they are for.
func TestWorkflowFaults(t *testing.T) {
	for _, good := range workflows(t) {
		for name, change := range map[string][2]string{
			"a tag for a commit":        {"actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "actions/checkout@v7"},
			"no version":                {" # v7.0.1", ""},
			"a dangerous event":         {"  pull_request:", "  pull_request_target:"},
			"more rights":               {"  contents: read", "  contents: write"},
			"all rights":                {"permissions:\n  contents: read", "permissions: {}"},
			"a secret":                  {"${{ github.token }}", "${{ secrets.TOKEN }}"},
			"a kept token":              {"persist-credentials: false", "persist-credentials: true"},
			"a shallow clone":           {"fetch-depth: 0", "fetch-depth: 1"},
			"text of others in a run":   {`"$(git merge-base "$BASE" HEAD)"`, "${{ github.base_ref }}"},
			"no limit of time":          {"    timeout-minutes: 5\n", ""},
			"an unknown flag":           {"fmt --check", "fmt --chekc"},
			"an unknown command":        {"glossary lint --format", "glossary lnit --format"},
			"other rights of a job":     {"pull-requests: write", "contents: write"},
			"code with rights to write": {"          printf '%s\\n' \"$COMMENT\"", "          targman version\n          printf '%s\\n' \"$COMMENT\""},
		} {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good || len(workflowFaults(t, bad)) == 0 {
				t.Errorf("%s: not found", name)
			}
		}
	}
}

var (
	pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	called = regexp.MustCompile(`(?m)(?:^|[|&;({'"]|\$\()\s*targman ((?:[^|&;'"(){}\n]|"[^"\n]*")+)`)
	// quoted are a shell's words; a substitution in quotes is one.
	quoted = regexp.MustCompile(`"[^"]*"[^\s]*|\S+`)
)

func workflowFaults(t *testing.T, text string) (faults []string) {
	t.Helper()
	add := func(what ...string) { faults = append(faults, strings.Join(what, " ")) }
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		return []string{err.Error()}
	}
	if _, ok := w.On["pull_request_target"]; ok {
		add("pull_request_target runs others' code with the rights of the repository")
	}
	if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
		add("the workflow wants more or less than permissions: contents: read")
	}
	if strings.Contains(text, "secrets.") {
		add("it asks for a secret")
	}
	for name, job := range w.Jobs {
		writes := false
		for right, level := range job.Permissions {
			if level == "write" && right != "pull-requests" {
				add("the job", name, "may write", right)
			}
			writes = writes || level == "write"
		}
		if job.Timeout == 0 {
			add("the job", name, "has no timeout-minutes")
		}
		for _, step := range job.Steps {
			if writes && (step.Uses != "" || called.MatchString(step.Run)) {
				add("the job", name, "may write and runs something of the pull request")
			}
			if step.Uses != "" && (!pinned.MatchString(step.Uses) || !regexp.MustCompile(regexp.QuoteMeta(step.Uses)+` # v\d+\.\d+`).MatchString(text)) {
				add(step.Uses, "is not a commit with its version in a comment")
			}
			if strings.HasPrefix(step.Uses, "actions/checkout@") && (step.With["persist-credentials"] != false || step.With["fetch-depth"] != 0) {
				add("the checkout of", name, "keeps its token or is shallow")
			}
			if strings.Contains(step.Run, "${{") {
				add("a run of", name, "has ${{, which may bring commands of others; use env")
			}
			faults = append(faults, commandFaults(t, step.Run)...)
		}
	}
	return faults
}

// commandFaults are the calls of targman in a script whose command or flags do
// not exist.
func commandFaults(t *testing.T, script string) (faults []string) {
	t.Helper()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range called.FindAllStringSubmatch(script, -1) {
		p := &program{out: io.Discard, err: io.Discard, catalog: catalog, say: catalog.Speaker("en")}
		words := quoted.FindAllString(call[1], -1)
		cmd, rest, err := p.root().Find(words)
		if err != nil || !cmd.Runnable() || cmd.HasSubCommands() {
			faults = append(faults, "there is no command targman "+call[1])
			continue
		}
		for _, word := range rest {
			name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
			if strings.HasPrefix(word, "--") && !hasFlag(cmd, name) {
				faults = append(faults, cmd.CommandPath()+" has no flag "+word)
			}
		}
	}
	return faults
}

func hasFlag(cmd *cobra.Command, name string) bool {
	return cmd.Flags().Lookup(name) != nil || cmd.InheritedFlags().Lookup(name) != nil
}

// The calls that the workflow is for are found by the rule for flags.
func TestWorkflowCalls(t *testing.T) {
	var calls []string
	for _, text := range workflows(t) {
		var w workflow
		if err := yaml.Unmarshal([]byte(text), &w); err != nil {
			t.Fatal(err)
		}
		for _, job := range w.Jobs {
			for _, step := range job.Steps {
				for _, call := range called.FindAllStringSubmatch(step.Run, -1) {
					calls = append(calls, strings.Join(strings.Fields(call[1])[:2], " "))
				}
			}
		}
	}
	for _, want := range []string{"glossary fmt", "glossary diff", "glossary lint", "glossary merge"} {
		if !slices.Contains(calls, want) {
			t.Errorf("no call of targman %s among %q", want, calls)
		}
	}
}
