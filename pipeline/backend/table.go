package backend

// Options hold the settings of every engine.
type Options struct {
	Pseudo         PseudoOptions
	Command        CommandOptions
	OpenAI         OpenAIOptions
	Anthropic      AnthropicOptions
	Gemini         GeminiOptions
	Ollama         OllamaOptions
	DeepL          DeepLOptions
	Google         GoogleOptions
	Azure          AzureOptions
	Amazon         AmazonOptions
	Yandex         YandexOptions
	LibreTranslate LibreTranslateOptions
	ModernMT       ModernMTOptions
}

// EngineKind is an engine that can be made. An error of New is one of
// configuration.
type EngineKind struct {
	Name string
	New  func(o Options) (Engine, error)
}

// Engines are the engines that can be configured.
func Engines() []EngineKind {
	return []EngineKind{
		{"pseudo", func(o Options) (Engine, error) { return NewPseudo(o.Pseudo), nil }},
		{"command", func(o Options) (Engine, error) { return NewCommand(o.Command) }},
		{"openai", func(o Options) (Engine, error) { return NewOpenAI(o.OpenAI) }},
		{"anthropic", func(o Options) (Engine, error) { return NewAnthropic(o.Anthropic) }},
		{"gemini", func(o Options) (Engine, error) { return NewGemini(o.Gemini) }},
		{"ollama", func(o Options) (Engine, error) { return NewOllama(o.Ollama) }},
		{"deepl", func(o Options) (Engine, error) { return NewDeepL(o.DeepL) }},
		{"google", func(o Options) (Engine, error) { return NewGoogle(o.Google) }},
		{"azure", func(o Options) (Engine, error) { return NewAzure(o.Azure) }},
		{"amazon", func(o Options) (Engine, error) { return NewAmazon(o.Amazon) }},
		{"yandex", func(o Options) (Engine, error) { return NewYandex(o.Yandex) }},
		{"libretranslate", func(o Options) (Engine, error) { return NewLibreTranslate(o.LibreTranslate) }},
		{"modernmt", func(o Options) (Engine, error) { return NewModernMT(o.ModernMT) }},
	}
}
