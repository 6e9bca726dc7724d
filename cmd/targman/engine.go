package main

import (
	"fmt"
	"path/filepath"

	"targman/pipeline/backend"
)

// memoryOnly is the backend that asks nobody: what neither locales nor memory
// have stays untranslated and is counted.
const memoryOnly = "memory"

func backendNames() []string {
	out := []string{memoryOnly}
	for _, e := range backend.Engines() {
		out = append(out, e.Name)
	}
	return out
}

// engine makes the engine of the name.
func (t *translation) engine(name string) (backend.Engine, error) {
	b := t.cfg.Backends
	o := backend.Options{
		Pseudo:  backend.PseudoOptions{Expand: b.Pseudo.Expand},
		Command: backend.CommandOptions{Run: b.Command.Run, Dir: t.commandFolder(), Timeout: b.Command.Timeout, Batch: b.Command.Batch, Calls: b.Command.Calls},
		OpenAI: backend.OpenAIOptions{
			Service:    backend.Service{URL: b.OpenAI.URL, Timeout: b.OpenAI.Timeout, Calls: b.OpenAI.Calls, AllowHTTP: b.OpenAI.AllowHTTP},
			LLMOptions: backend.LLMOptions{Model: b.OpenAI.Model, Batch: b.OpenAI.Batch, Temperature: b.OpenAI.Temperature},
			Schema:     b.OpenAI.Schema, MaxTokens: b.OpenAI.MaxTokens,
		},
	}
	if env := b.OpenAI.KeyEnv; env != "" {
		key, _ := lookup(t.env, env)
		o.OpenAI.Key, o.OpenAI.KeyFrom = backend.Secret(key), "the environment variable "+env
	}
	for _, e := range backend.Engines() {
		if e.Name == name {
			return e.New(o)
		}
	}
	return nil, fmt.Errorf("backend %q: no such engine", name)
}

// commandFolder is where the program of the command engine is looked for and
// runs: beside the configuration file that names it, else here.
func (t *translation) commandFolder() string {
	if t.cfg.origins["backends.command.run"].layer != "file" {
		return ""
	}
	return filepath.Dir(t.cfg.File)
}
