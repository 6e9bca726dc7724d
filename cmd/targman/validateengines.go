package main

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// service checks the block of an engine over HTTP.
func (v *validation) service(name string) {
	b, at := v.l.Backends, "backends."+name+"."
	c, ok := b.services()[name]
	if !ok {
		return
	}
	u, err := url.Parse(c.URL)
	v.check(at+"url", c.URL == "" && vendorHas(name) || err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil,
		"%q is no address of a server; for example http://127.0.0.1:8080/v1", redact(c.URL))
	v.between(at+"calls", float64(c.Calls), 1, 64)
	v.wait(at+"timeout", c.Timeout)
	if m, ok := b.models()[name]; ok {
		v.model(name, at, m)
	}
	if m, ok := b.machines()[name]; ok {
		v.machine(name, at, m)
	}
	v.own(name, b)
}

// vendorHas says that the service has an address of its own.
func vendorHas(name string) bool { return name != "openai" && name != "libretranslate" }

func (v *validation) model(name, at string, m *ModelConfig) {
	v.check(at+"model", m.Model != "", "name a model")
	v.check(at+"batch", slices.Contains([]int{1, 2, 4, 8, 16}, m.Batch), "%d is none of 1, 2, 4, 8, 16", m.Batch)
	v.check(at+"temperature", m.Temperature == -1 || m.Temperature >= 0 && m.Temperature <= 2, "%v is out of range; take a value from 0 to 2, or -1", m.Temperature)
	v.between(at+"reasoning", float64(m.Reasoning), -1, 100_000)
	v.between(at+"context", float64(m.Context), 0, 10_000_000)
	v.oneOf(at+"schema", m.Schema, []string{"schema", "object", "none"})
	v.check(at+"batch_mode", !m.BatchMode || name == "openai" || name == "anthropic", "the engine takes no batches; set it to false")
	v.check(at+"batch_wait", m.BatchWait >= 0 && m.BatchWait <= 48*time.Hour, "%s is out of range; take a duration from 0s to 48h", m.BatchWait)
	v.check(at+"batch_price", m.BatchPrice > 0 && m.BatchPrice <= 1, "%v is out of range; take a part of the price, such as 0.5", m.BatchPrice)
}

func (v *validation) machine(name, at string, m *MachineConfig) {
	v.between(at+"batch", float64(m.Batch), 0, 10_000)
	v.between(at+"characters", float64(m.Characters), 0, 1_000_000)
	v.between(at+"per_second", m.PerSecond, 0, 10_000)
	v.between(at+"per_minute", float64(m.PerMinute), 0, 1_000_000_000)
	tags := []string{"", "none", "html"}
	switch name {
	case "deepl":
		tags = append(tags, "xml", "auto")
	case "modernmt":
		tags = append(tags, "xml")
	}
	v.oneOf(at+"tags", m.Tags, tags)
	for _, c := range m.Codes {
		tag, code, ok := strings.Cut(c, "=")
		v.check(at+"codes", ok && tag != "" && code != "", "%q is no pair of codes; write our tag and the service's, for example [hy=hye_Armn]", c)
	}
}

// own checks what one engine alone has.
func (v *validation) own(name string, b BackendsConfig) {
	switch name {
	case "openai":
		v.oneOf("backends.openai.max_tokens", b.OpenAI.MaxTokens, []string{"max_tokens", "max_completion_tokens"})
	case "anthropic":
		v.oneOf("backends.anthropic.cache", b.Anthropic.Cache, []string{"5m", "1h", "off"})
	case "ollama":
		v.check("backends.ollama.context", b.Ollama.Context > 0, "give the number of tokens; the server's own default is small, and it cuts what is longer without a word")
	case "deepl":
		v.oneOf("backends.deepl.formality", b.DeepL.Formality, []string{"", "default", "prefer_more", "prefer_less"})
		v.oneOf("backends.deepl.model", b.DeepL.Model, []string{"", "latency_optimized", "quality_optimized", "prefer_quality_optimized"})
	case "google":
		v.oneOf("backends.google.api", b.Google.API, []string{"v3", "v2"})
		v.oneOf("backends.google.model", b.Google.Model, []string{"", "nmt", "translation-llm"})
	case "azure":
		v.oneOf("backends.azure.api", b.Azure.API, []string{"2026-06-06", "3.0"})
	case "amazon":
		v.check("backends.amazon.region", b.Amazon.Region != "", "name a region, for example eu-central-1")
	}
}
