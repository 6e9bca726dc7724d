package main

import (
	"encoding/json"
	"strings"
)

// Names is one name or a list of them.
type Names []string

// String is the names as a flag takes them.
func (n Names) String() string { return strings.Join(n, ",") }

// MarshalJSON writes one name as a word.
func (n Names) MarshalJSON() ([]byte, error) { return json.Marshal(n.String()) }

// RouteConfig sends some segments to other engines. A condition that is left
// out is met by all.
type RouteConfig struct {
	Targets []string `mapstructure:"targets" json:"targets,omitempty" about:"languages" example:"[hy]"`
	Kinds   []string `mapstructure:"kinds" json:"kinds,omitempty" about:"kinds of block" example:"[heading, caption]"`
	Paths   []string `mapstructure:"paths" json:"paths,omitempty" about:"globs over the article's path below the input, without extension" example:"[\"sport/**\"]"`
	Backend Names    `mapstructure:"backend" json:"backend" about:"engine, or several in order" example:"[openai, deepl]"`
}

// MoneyConfig says what engines cost and how much may be spent.
type MoneyConfig struct {
	Currency string        `mapstructure:"currency" about:"currency of all prices and caps" example:"EUR"`
	Prices   []PriceConfig `mapstructure:"prices" about:"what a million of each unit costs, by engine"`
	Caps     []CapConfig   `mapstructure:"caps" about:"how much may be spent in a run, a day and a month"`
}

// PriceConfig is the price of an engine, or of one model of it.
type PriceConfig struct {
	Engine      string  `mapstructure:"engine" json:"engine" about:"engine" example:"deepl"`
	Model       string  `mapstructure:"model" json:"model,omitempty" about:"model; empty is every model" example:"gpt-5-mini"`
	Date        string  `mapstructure:"date" json:"date" about:"when the price was looked up, in quotes" example:"\"2026-11-01\""`
	Characters  float64 `mapstructure:"characters" json:"characters,omitempty" about:"price of a million characters" example:"25.0"`
	Input       float64 `mapstructure:"input" json:"input,omitempty" about:"price of a million input tokens" example:"0.25"`
	Output      float64 `mapstructure:"output" json:"output,omitempty" about:"price of a million output tokens" example:"2.0"`
	Cached      float64 `mapstructure:"cached" json:"cached,omitempty" about:"price of a million input tokens that came from a cache; 0 is that of input" example:"0.025"`
	CacheWrites float64 `mapstructure:"cache_writes" json:"cache_writes,omitempty" about:"price of a million input tokens put into a cache; 0 is that of input" example:"0.3125"`
	Call        float64 `mapstructure:"call" json:"call,omitempty" about:"price of a million calls" example:"0"`
}

// CapConfig bounds what is spent; 0 is no bound.
type CapConfig struct {
	Engine string  `mapstructure:"engine" json:"engine,omitempty" about:"engine; empty is all of them together" example:"deepl"`
	Run    float64 `mapstructure:"run" json:"run,omitempty" about:"in one run" example:"5"`
	Day    float64 `mapstructure:"day" json:"day,omitempty" about:"in one day, UTC" example:"20"`
	Month  float64 `mapstructure:"month" json:"month,omitempty" about:"in one month, UTC" example:"100"`
}
