package glossary

import (
	"encoding/json"
	"fmt"
)

// MarshalJSON writes what the glossary says, for Stored to read: its concepts
// by id. Files, lines and comments are left out.
func (g *Glossary) MarshalJSON() ([]byte, error) { return json.Marshal(g.concepts) }

// Stored reads a glossary that was written as JSON. Problems between concepts
// are passed over, as in ParseEach.
func Stored(data []byte) (*Glossary, error) {
	var concepts []*Concept
	if err := json.Unmarshal(data, &concepts); err != nil {
		return nil, fmt.Errorf("read stored glossary: %w", err)
	}
	for _, c := range concepts {
		if c == nil || len(c.Spellings) == 0 {
			return nil, fmt.Errorf("read stored glossary: found a concept without a spelling, expected one at least")
		}
	}
	return assemble(concepts, func(Problem) {}), nil
}
