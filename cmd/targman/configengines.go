package main

import "time"

// ServiceConfig is what every engine over HTTP has in its block.
type ServiceConfig struct {
	URL           string        `mapstructure:"url" about:"address of the service; empty is the vendor's own" example:"https://api.example.org"`
	KeyEnv        string        `mapstructure:"key_env" about:"environment variable that holds the key" example:"MY_KEY"`
	KeyFile       string        `mapstructure:"key_file" about:"file that holds the key and that nobody else may read (mode 0600)" example:"secrets/key"`
	KeyCredential string        `mapstructure:"key_credential" about:"name of the systemd credential that holds the key" example:"deepl"`
	Timeout       time.Duration `mapstructure:"timeout" about:"longest wait for one answer" example:"3m"`
	Calls         int           `mapstructure:"calls" about:"calls under way at once" example:"2"`
	AllowHTTP     bool          `mapstructure:"allow_http" about:"allow plain http to another machine" example:"false"`
}

// ModelConfig is what every engine has in its block that asks a large language
// model.
type ModelConfig struct {
	Model        string  `mapstructure:"model" about:"model to ask for" example:"gemma-3-27b-it"`
	Batch        int     `mapstructure:"batch" about:"segments in one call: 1, 2, 4, 8 or 16" example:"8"`
	Temperature  float64 `mapstructure:"temperature" about:"0 to 2; -1 sends none, for models that take none" example:"0.2"`
	Reasoning    int     `mapstructure:"reasoning" about:"tokens that the model may think for before it answers; -1 says nothing of it" example:"0"`
	Context      int     `mapstructure:"context" about:"tokens that prompt and answer may have together; 0 is not known" example:"8192"`
	Schema       string  `mapstructure:"schema" about:"how JSON is asked for: schema, object or none" example:"schema"`
	Prompt       string  `mapstructure:"prompt" about:"file with instructions of your own for translations; 'targman config prompt' prints the program's" example:"prompts/translate.txt"`
	RepairPrompt string  `mapstructure:"repair_prompt" about:"the same for putting translations of other engines right" example:"prompts/repair.txt"`
	BatchMode    bool    `mapstructure:"batch_mode" about:"hand calls in as batches, which are answered within a day for less: openai and anthropic" example:"false"`

	BatchWait  time.Duration `mapstructure:"batch_wait" about:"how long a run waits for batches; 0 leaves them to the next run" example:"30m"`
	BatchPrice float64       `mapstructure:"batch_price" about:"part of the price that such calls cost" example:"0.5"`
}

// MachineConfig is what every engine has in its block that translates text by
// text.
type MachineConfig struct {
	Batch      int      `mapstructure:"batch" about:"segments in one call; 0 is the service's limit" example:"50"`
	Characters int      `mapstructure:"characters" about:"characters in one call; 0 is the service's limit" example:"5000"`
	Tags       string   `mapstructure:"tags" about:"how inline codes travel: none, html, xml, or empty for what suits the service" example:"html"`
	Codes      []string `mapstructure:"codes" about:"the service's own codes of languages" example:"[hy=hye_Armn]"`
	PerSecond  float64  `mapstructure:"per_second" about:"calls a second that the key allows; 0 is not known" example:"20"`
	PerMinute  int      `mapstructure:"per_minute" about:"characters a minute that the key allows; 0 is not known" example:"33000"`
}

// OpenAIConfig is for any server with the OpenAI chat interface.
type OpenAIConfig struct {
	ServiceConfig `mapstructure:",squash"`
	ModelConfig   `mapstructure:",squash"`
	MaxTokens     string `mapstructure:"max_tokens" about:"name of the field that bounds the answer: max_tokens or max_completion_tokens" example:"max_tokens"`
	Effort        string `mapstructure:"reasoning_effort" about:"sent as it is to models that know it" example:"minimal"`
	CacheKey      string `mapstructure:"prompt_cache_key" about:"sent as it is to services that know it" example:"news-hy"`
}

// AnthropicConfig is for the Messages API.
type AnthropicConfig struct {
	ServiceConfig `mapstructure:",squash"`
	ModelConfig   `mapstructure:",squash"`
	Cache         string `mapstructure:"cache" about:"how long the service keeps the instructions: 5m, 1h or off" example:"5m"`
}

// GeminiConfig is for the Gemini API, OllamaConfig for an Ollama server.
type (
	GeminiConfig struct {
		ServiceConfig `mapstructure:",squash"`
		ModelConfig   `mapstructure:",squash"`
	}
	OllamaConfig struct {
		ServiceConfig `mapstructure:",squash"`
		ModelConfig   `mapstructure:",squash"`
	}
)

// DeepLConfig is for the DeepL API.
type DeepLConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	Model         string `mapstructure:"model" about:"latency_optimized, quality_optimized or prefer_quality_optimized; empty leaves it to the service" example:"quality_optimized"`
	Formality     string `mapstructure:"formality" about:"default, prefer_more or prefer_less; empty sends none" example:"prefer_more"`
	Glossary      string `mapstructure:"glossary" about:"id of a glossary at the service" example:"def3a26b-3e84-45b3-84ae-0c0aaf3525f7"`
}

// GoogleConfig is for Cloud Translation.
type GoogleConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	API           string `mapstructure:"api" about:"v3 with a service account, or v2 with an API key" example:"v3"`
	Project       string `mapstructure:"project" about:"id of the Google Cloud project; empty takes the service account's" example:"my-project"`
	Location      string `mapstructure:"location" about:"global or a region" example:"us-central1"`
	Model         string `mapstructure:"model" about:"nmt or translation-llm" example:"nmt"`
	Glossary      string `mapstructure:"glossary" about:"id of a glossary in the project and region" example:"names"`
}

// AzureConfig is for Azure Translator.
type AzureConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	API           string `mapstructure:"api" about:"version of the interface: 2026-06-06 or 3.0" example:"\"3.0\""`
	Region        string `mapstructure:"region" about:"region of the resource; a global one has none" example:"westeurope"`
	Model         string `mapstructure:"model" about:"name of a deployment; empty is the general model" example:"my-model"`
}

// AmazonConfig is for Amazon Translate.
type AmazonConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	Region        string `mapstructure:"region" about:"region of the service" example:"eu-central-1"`
	KeyIDEnv      string `mapstructure:"key_id_env" about:"environment variable that holds the access key's id" example:"AWS_ACCESS_KEY_ID"`
	TokenEnv      string `mapstructure:"token_env" about:"environment variable that holds a session's token" example:"AWS_SESSION_TOKEN"`
	Terminology   string `mapstructure:"terminology" about:"name of a custom terminology at the service" example:"names"`
}

// YandexConfig is for Yandex Translate.
type YandexConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	Folder        string `mapstructure:"folder" about:"id of the cloud folder; a service account's key needs none" example:"b1gexample"`
	Model         string `mapstructure:"model" about:"id of a model of your own" example:"my-model"`
}

// LibreTranslateConfig is for servers of that shape.
type LibreTranslateConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
}

// ModernMTConfig is for ModernMT.
type ModernMTConfig struct {
	ServiceConfig `mapstructure:",squash"`
	MachineConfig `mapstructure:",squash"`
	Glossaries    []string `mapstructure:"glossaries" about:"ids of glossaries at the service" example:"[abc123]"`
}

// services are the blocks of all engines over HTTP.
func (b *BackendsConfig) services() map[string]*ServiceConfig {
	return map[string]*ServiceConfig{
		"openai": &b.OpenAI.ServiceConfig, "anthropic": &b.Anthropic.ServiceConfig, "gemini": &b.Gemini.ServiceConfig,
		"ollama": &b.Ollama.ServiceConfig, "deepl": &b.DeepL.ServiceConfig, "google": &b.Google.ServiceConfig,
		"azure": &b.Azure.ServiceConfig, "amazon": &b.Amazon.ServiceConfig, "yandex": &b.Yandex.ServiceConfig,
		"libretranslate": &b.LibreTranslate.ServiceConfig, "modernmt": &b.ModernMT.ServiceConfig,
	}
}

// models are those that ask large language models.
func (b *BackendsConfig) models() map[string]*ModelConfig {
	return map[string]*ModelConfig{"openai": &b.OpenAI.ModelConfig, "anthropic": &b.Anthropic.ModelConfig,
		"gemini": &b.Gemini.ModelConfig, "ollama": &b.Ollama.ModelConfig}
}

// machines are those that translate text by text.
func (b *BackendsConfig) machines() map[string]*MachineConfig {
	return map[string]*MachineConfig{
		"deepl": &b.DeepL.MachineConfig, "google": &b.Google.MachineConfig, "azure": &b.Azure.MachineConfig,
		"amazon": &b.Amazon.MachineConfig, "yandex": &b.Yandex.MachineConfig,
		"libretranslate": &b.LibreTranslate.MachineConfig, "modernmt": &b.ModernMT.MachineConfig,
	}
}
