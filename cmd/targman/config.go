package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"targman/pipeline/read"
)

// Config is the configuration. The mapstructure tag is a setting's key; about
// says what it is for and example shows a value, both for error messages and
// for `config show`.
type Config struct {
	Source   string         `mapstructure:"source" about:"language of the articles, a BCP 47 tag" example:"en"`
	Targets  []string       `mapstructure:"targets" about:"languages to translate into" example:"[hy]"`
	Input    []string       `mapstructure:"input" about:"files, folders, globs and addresses of pages and feeds to translate" example:"[articles, \"https://example.org/feed\"]"`
	Out      string         `mapstructure:"out" about:"folder for the outputs" example:"out"`
	Glossary []string       `mapstructure:"glossary" about:"files and folders of agreed names" example:"[glossary]"`
	Locales  []string       `mapstructure:"locales" about:"folders with more interface strings" example:"[locales]"`
	Memory   MemoryConfig   `mapstructure:"memory"`
	Backend  Names          `mapstructure:"backend" about:"engine for what the memory has not got, or several, of which the next is asked for what the one before cannot give" example:"[deepl, openai]"`
	Routes   []RouteConfig  `mapstructure:"routes" about:"other engines for some languages, kinds of block or articles; the first that fits counts"`
	Backends BackendsConfig `mapstructure:"backends"`
	Money    MoneyConfig    `mapstructure:"money"`
	Output   OutputConfig   `mapstructure:"output"`
	Read     ReadConfig     `mapstructure:"read"`
	Fetch    FetchConfig    `mapstructure:"fetch"`
	Split    SplitConfig    `mapstructure:"split"`
	Analysis AnalysisConfig `mapstructure:"analysis"`
	FailOn   string         `mapstructure:"fail_on" about:"findings at or above this end the run with 3: style, warn, error or never" example:"error"`
	Workers  int            `mapstructure:"workers" about:"articles in work at once; 0 takes one for each processor" example:"0"`
	MaxTime  time.Duration  `mapstructure:"max_time" about:"a run asks nothing new after so long and ends as after an interruption; 0 is never" example:"2h"`
	Report   ReportConfig   `mapstructure:"report"`
	Hooks    HooksConfig    `mapstructure:"hooks"`
	Log      LogConfig      `mapstructure:"log"`
	Lang     string         `mapstructure:"lang" about:"language of the program's messages; empty takes the environment's" example:"hy"`
}

// MemoryConfig says where translations are kept.
type MemoryConfig struct {
	File      string          `mapstructure:"file" about:"the translation memory, made on first use" example:"state/memory.db"`
	Import    []string        `mapstructure:"import" about:"TMX files of people's translations, brought in before a run when they have changed" example:"[\"tm/*.tmx\"]"`
	Reserve   Size            `mapstructure:"reserve" about:"room that is held on the disk beside the memory, at least, so that what was paid for is kept when the disk is full" example:"8MB"`
	Network   bool            `mapstructure:"network" about:"let the memory lie on a network file system, where one machine alone may use it" example:"false"`
	Fuzzy     FuzzyConfig     `mapstructure:"fuzzy"`
	Penalties []PenaltyConfig `mapstructure:"penalties" about:"points off the score of translations that are trusted less"`
}

// PenaltyConfig takes points off the score of translations from elsewhere; all
// that it names must fit, and the points of several add up.
type PenaltyConfig struct {
	By      string `mapstructure:"by" about:"pattern for the person or file that made the translation" example:"old*.tmx"`
	Engine  string `mapstructure:"engine" about:"pattern for the engine, or for engine/model" example:"openai/gpt-*"`
	Machine bool   `mapstructure:"machine" about:"only translations that no person wrote or approved" example:"true"`
	Days    int    `mapstructure:"days" about:"only translations older than so many days" example:"730"`
	Points  int    `mapstructure:"points" about:"what is taken off, in percent" example:"10"`
}

// FuzzyConfig says what becomes of translations of similar texts.
type FuzzyConfig struct {
	Min  int `mapstructure:"min" about:"score from which on the translation of a similar text is suggested, in percent; 0 looks for none" example:"70"`
	Use  int `mapstructure:"use" about:"score from which on the best suggestion becomes the text of a segment; 0 is never" example:"90"`
	Show int `mapstructure:"show" about:"suggestions that a segment has at most" example:"3"`
}

// BackendsConfig has a block for each engine.
type BackendsConfig struct {
	Pseudo         PseudoConfig         `mapstructure:"pseudo"`
	Command        CommandConfig        `mapstructure:"command"`
	OpenAI         OpenAIConfig         `mapstructure:"openai"`
	Anthropic      AnthropicConfig      `mapstructure:"anthropic"`
	Gemini         GeminiConfig         `mapstructure:"gemini"`
	Ollama         OllamaConfig         `mapstructure:"ollama"`
	DeepL          DeepLConfig          `mapstructure:"deepl"`
	Google         GoogleConfig         `mapstructure:"google"`
	Azure          AzureConfig          `mapstructure:"azure"`
	Amazon         AmazonConfig         `mapstructure:"amazon"`
	Yandex         YandexConfig         `mapstructure:"yandex"`
	LibreTranslate LibreTranslateConfig `mapstructure:"libretranslate"`
	ModernMT       ModernMTConfig       `mapstructure:"modernmt"`
}

// PseudoConfig is for trying layouts.
type PseudoConfig struct {
	Expand float64 `mapstructure:"expand" about:"length of the pseudo translation, source = 1" example:"1.3"`
}

// CommandConfig plugs any program in.
type CommandConfig struct {
	Run     []string      `mapstructure:"run" about:"program and arguments; JSON lines in, JSON lines out" example:"[./translate.py, --fast]"`
	Timeout time.Duration `mapstructure:"timeout" about:"longest wait for the answers to a batch" example:"60s"`
	Batch   int           `mapstructure:"batch" about:"segments in one batch" example:"50"`
	Calls   int           `mapstructure:"calls" about:"copies of the program at work at once" example:"1"`
}

// OutputConfig says what is written.
type OutputConfig struct {
	Formats []string `mapstructure:"formats" about:"document, tsv, jsonl, tmx, xlf (XLIFF 2.1), xlf12, xlf20, xlf22, bilingual" example:"[document, bilingual]"`
}

// ReadConfig steers the reading of articles.
type ReadConfig struct {
	MaxSize     Size            `mapstructure:"max_size" about:"largest article" example:"20MB"`
	MaxSegments int             `mapstructure:"max_segments" about:"most segments of an article; it may have 120 bytes of text and 3 names for each" example:"20000"`
	Charset     string          `mapstructure:"charset" about:"character set of every article; empty detects it" example:"windows-1252"`
	HTML        string          `mapstructure:"html" about:"what to translate of a page: article or document" example:"article"`
	Furniture   FurnitureConfig `mapstructure:"furniture"`
}

// FurnitureConfig says what belongs to the page and not to the article.
type FurnitureConfig struct {
	Shipped []RuleConfig `mapstructure:"shipped" about:"rules that come with the program"`
	Own     []RuleConfig `mapstructure:"own" about:"rules of this project, tried first"`
}

// RuleConfig is one furniture rule.
type RuleConfig struct {
	ID      string   `mapstructure:"id" json:"id,omitempty" about:"short name" example:"player-sizes"`
	Reason  string   `mapstructure:"reason" json:"reason,omitempty" about:"words for a person" example:"size labels of the player"`
	Site    string   `mapstructure:"site" json:"site,omitempty" about:"glob over the article's address; empty is every site" example:"*.example.org"`
	Lines   []string `mapstructure:"lines" json:"lines,omitempty" about:"blocks that are exactly this" example:"[XS, SM]"`
	Pattern string   `mapstructure:"pattern" json:"pattern,omitempty" about:"regular expression (RE2) that a whole block matches" example:"'\\d+ comments'"`
	Where   string   `mapstructure:"where" json:"where,omitempty" about:"anywhere, start or end of the article" example:"end"`
	Within  int      `mapstructure:"within" json:"within,omitempty" about:"how many blocks start and end mean" example:"10"`
}

func (r RuleConfig) spec() read.RuleSpec {
	return read.RuleSpec{ID: r.ID, Reason: r.Reason, Site: r.Site, Lines: r.Lines, Pattern: r.Pattern,
		Where: read.Where(r.Where), Within: r.Within}
}

// SplitConfig adds to the sentence rules of the source language.
type SplitConfig struct {
	Abbreviations []string `mapstructure:"abbreviations" about:"words whose full stop ends no sentence" example:"[Sgt., Capt.]"`
	Exceptions    []string `mapstructure:"exceptions" about:"texts after which no sentence ends" example:"[\"Yahoo!\"]"`
}

// AnalysisConfig says how an analysis is billed.
type AnalysisConfig struct {
	Rates []string `mapstructure:"rates" about:"percent of a word that the classes of an analysis count for in weighted words; a class that is not named counts whole" example:"[\"repetitions=10\", \"95-99=30\"]"`
}

// Size is a number of bytes, written "20MB".
type Size int64

// UnmarshalText reads a number with an optional unit.
func (s *Size) UnmarshalText(text []byte) error {
	n, err := humanize.ParseBytes(strings.TrimSpace(string(text)))
	if err != nil || n > 1<<40 {
		return fmt.Errorf("%q is not a size; write a number with a unit, such as 20MB", text)
	}
	*s = Size(n)
	return nil
}

// String is the size in the largest unit that shows it exactly.
func (s Size) String() string {
	for _, u := range []struct {
		bytes Size
		name  string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if s != 0 && s%u.bytes == 0 {
			return fmt.Sprintf("%d%s", s/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%dB", int64(s))
}
