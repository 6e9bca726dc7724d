package backend

// Usage is what one call or more came to, in the units that services bill by.
// Zero is unknown or none; an engine fills in what the service tells, and the
// client counts the rest.
type Usage struct {
	// Requests are HTTP requests.
	Requests int `json:"requests,omitempty"`
	// Characters are billed code points of the source.
	Characters int `json:"characters,omitempty"`
	// Input and Output are tokens, all of them: Cached are those of Input that
	// came from the service's cache, CacheWrites those that it put there, and
	// Reasoning those of Output that were not part of the answer.
	Input       int `json:"input_tokens,omitempty"`
	Output      int `json:"output_tokens,omitempty"`
	Cached      int `json:"cached_tokens,omitempty"`
	CacheWrites int `json:"cache_write_tokens,omitempty"`
	Reasoning   int `json:"reasoning_tokens,omitempty"`
	// Estimated says that the service did not tell and the figures are ours.
	Estimated bool `json:"estimated,omitempty"`
}

// Plus adds two usages up.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Requests: u.Requests + v.Requests, Characters: u.Characters + v.Characters,
		Input: u.Input + v.Input, Output: u.Output + v.Output,
		Cached: u.Cached + v.Cached, CacheWrites: u.CacheWrites + v.CacheWrites,
		Reasoning: u.Reasoning + v.Reasoning, Estimated: u.Estimated || v.Estimated,
	}
}

// told says that a service told what a call came to.
func (u Usage) told() bool { return u.Characters > 0 || u.Input > 0 || u.Output > 0 }
