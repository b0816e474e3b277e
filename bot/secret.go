package bot

import "log/slog"

// Secret is a word that must not be seen: it prints as something else.
type Secret string

const hidden = "(token)"

// String implements fmt.Stringer.
func (Secret) String() string { return hidden }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return hidden }

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText keeps it out of JSON.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
