package backend

// Options hold the settings of every engine.
type Options struct {
	Pseudo  PseudoOptions
	Command CommandOptions
	OpenAI  OpenAIOptions
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
	}
}
