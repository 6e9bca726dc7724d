package backend

import (
	"fmt"
	"log/slog"
)

// Secret is a key. However it is printed, it does not show; Reveal is for the
// one place that sends it. Nobody can hide it inside an unexported field of
// another struct, which fmt prints letter by letter: keep it out of such.
type Secret string

const hiddenSecret = "[secret]"

// Format hides the secret from every verb of fmt, the wrong ones too.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenSecret)) }

func (s Secret) String() string { return hiddenSecret }

// LogValue hides the secret from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hiddenSecret) }

// MarshalText hides the secret from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hiddenSecret), nil }

// Reveal is the key itself.
func (s Secret) Reveal() string { return string(s) }
