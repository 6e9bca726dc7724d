package main

import (
	"fmt"
	"path/filepath"

	"targman/pipeline/backend"
	"targman/pipeline/fsys"
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

// engine makes the engine of the name. Keys and prompts of others are not read.
func (t *translation) engine(name string) (backend.Engine, error) {
	o, err := t.options(name)
	if err != nil {
		return nil, err
	}
	for _, e := range backend.Engines() {
		if e.Name == name {
			return e.New(o)
		}
	}
	return nil, fmt.Errorf("backend %q: no such engine", name)
}

// options are the settings of all engines, with the key and the prompts of the
// one that is to be made.
func (t *translation) options(name string) (backend.Options, error) {
	b := t.cfg.Backends
	var s backend.Service
	var m backend.LLMOptions
	var mt backend.MTOptions
	var err error
	if c, ok := b.services()[name]; ok {
		s = backend.Service{URL: c.URL, Timeout: c.Timeout, Calls: c.Calls, AllowHTTP: c.AllowHTTP}
		if s.Key, s.KeyFrom, err = t.key(name, c); err != nil {
			return backend.Options{}, err
		}
	}
	if c, ok := b.models()[name]; ok {
		m = backend.LLMOptions{Model: c.Model, Batch: c.Batch, Temperature: c.Temperature, Reasoning: c.Reasoning, Context: c.Context, Schema: c.Schema}
		if m.Prompts, err = t.prompts(name, c); err != nil {
			return backend.Options{}, err
		}
	}
	if c, ok := b.machines()[name]; ok {
		mt = backend.MTOptions{Batch: c.Batch, Characters: c.Characters, Tags: c.Tags, Codes: c.Codes, PerSecond: c.PerSecond, PerMinute: c.PerMinute}
	}
	secret := func(env string) backend.Secret { value, _ := lookup(t.env, env); return backend.Secret(value) }
	return backend.Options{
		Pseudo:         backend.PseudoOptions{Expand: b.Pseudo.Expand},
		Command:        backend.CommandOptions{Run: b.Command.Run, Dir: t.commandFolder(), Timeout: b.Command.Timeout, Batch: b.Command.Batch, Calls: b.Command.Calls},
		OpenAI:         backend.OpenAIOptions{Service: s, LLMOptions: m, MaxTokens: b.OpenAI.MaxTokens, Effort: b.OpenAI.Effort, CacheKey: b.OpenAI.CacheKey},
		Anthropic:      backend.AnthropicOptions{Service: s, LLMOptions: m, Cache: b.Anthropic.Cache},
		Gemini:         backend.GeminiOptions{Service: s, LLMOptions: m},
		Ollama:         backend.OllamaOptions{Service: s, LLMOptions: m},
		DeepL:          backend.DeepLOptions{Service: s, MTOptions: mt, Model: b.DeepL.Model, Formality: b.DeepL.Formality, Glossary: b.DeepL.Glossary},
		Google:         backend.GoogleOptions{Service: s, MTOptions: mt, API: b.Google.API, Project: b.Google.Project, Location: b.Google.Location, Model: b.Google.Model, Glossary: b.Google.Glossary},
		Azure:          backend.AzureOptions{Service: s, MTOptions: mt, API: b.Azure.API, Region: b.Azure.Region, Model: b.Azure.Model},
		Amazon:         backend.AmazonOptions{Service: s, MTOptions: mt, Region: b.Amazon.Region, KeyID: secret(b.Amazon.KeyIDEnv), Token: secret(b.Amazon.TokenEnv), Terminology: b.Amazon.Terminology},
		Yandex:         backend.YandexOptions{Service: s, MTOptions: mt, Folder: b.Yandex.Folder, Model: b.Yandex.Model},
		LibreTranslate: backend.LibreTranslateOptions{Service: s, MTOptions: mt},
		ModernMT:       backend.ModernMTOptions{Service: s, MTOptions: mt, Glossaries: b.ModernMT.Glossaries},
	}, nil
}

// maxPrompt is the greatest length of instructions, in bytes.
const maxPrompt = 1 << 20

// prompts reads the instructions that a user has put in place of the program's.
func (t *translation) prompts(engine string, c *ModelConfig) (out backend.Prompts, err error) {
	read := func(key, name string) string {
		if name == "" || err != nil {
			return ""
		}
		data, failed := bounded(name, maxPrompt)
		if failed == nil {
			failed = backend.CheckPrompt(string(data))
		}
		if failed != nil {
			err = fmt.Errorf("%s: backends.%s.%s: read %s: %w; `targman config prompt` prints one to begin with",
				t.cfg.origins["backends."+engine+"."+key].place, engine, key, name, fsys.Cause(failed))
		}
		return string(data)
	}
	out = backend.Prompts{Translate: read("prompt", c.Prompt), Repair: read("repair_prompt", c.RepairPrompt)}
	return out, err
}

// commandFolder is where the program of the command engine is looked for and
// runs: beside the configuration file that names it, else here.
func (t *translation) commandFolder() string {
	if t.cfg.origins["backends.command.run"].layer != "file" {
		return ""
	}
	return filepath.Dir(t.cfg.File)
}
