package backend

import "log/slog"

// Secret is a key. However it is printed, it does not show; Reveal is for the
// one place that sends it.
type Secret string

const hiddenSecret = "[secret]"

func (s Secret) String() string { return hiddenSecret }

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return hiddenSecret }

// LogValue hides the secret from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hiddenSecret) }

// MarshalText hides the secret from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hiddenSecret), nil }

// Reveal is the key itself.
func (s Secret) Reveal() string { return string(s) }
