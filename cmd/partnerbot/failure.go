package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"

	"partnerbot/flows/text"
	"partnerbot/storage"
)

// failure is an error for the person at the terminal, in their language: what
// went wrong and how to mend it.
type failure struct {
	text.Phrase
	cause error // may be nil; for logs and errors.Is
}

// fail says in words what went wrong and how to mend it; the cause follows in
// brackets, for whoever is asked for help.
func fail(words text.Phrase, cause error) error { return &failure{words, cause} }

// noRoom is the failure of writing what to a full disk, nil where the disk is not
// full.
func noRoom(what any, err error) error {
	if !storage.Full(err) {
		return nil
	}
	return fail(text.T("Дискът е пълен и няма място за %s.\nОсвободете място и опитайте пак. Записаното досега не е загубено.",
		"The disk is full: there is no room for %s.\nFree some space and try again. Nothing that was recorded is lost.").With(what), err)
}

// Error is the failure in English, for logs.
func (f *failure) Error() string {
	if f.cause == nil {
		return f.Plain(text.English)
	}
	return f.Plain(text.English) + ": " + f.cause.Error()
}

func (f *failure) Unwrap() error { return f.cause }

// printError shows an error that ends a command. The token is taken out,
// whatever room the error comes from.
func printError(w io.Writer, err error, lang text.Language) {
	w = redacting{w}
	var (
		said  *failure
		wrong *mistakes
	)
	switch {
	case errors.As(err, &wrong):
		wrong.print(w, lang)
	case errors.As(err, &said):
		fmt.Fprintln(w, fill(said.Plain(lang)))
		if said.cause != nil {
			fmt.Fprintln(w, fill(text.T("(подробности: %s)", "(details: %s)").With(said.cause.Error()).Plain(lang)))
		}
	default:
		fmt.Fprintln(w, text.T("Грешка: %s", "Error: %s").With(err.Error()).Plain(lang))
	}
}

// logError is printError for other programs: in English, as the log for them.
func logError(log *slog.Logger, err error) {
	var (
		said  *failure
		wrong *mistakes
	)
	switch {
	case errors.As(err, &wrong):
		for _, one := range wrong.list {
			log.Error(one.phrase(wrong.file).Plain(text.English))
		}
	case errors.As(err, &said) && said.cause != nil:
		log.Error(said.Plain(text.English), "error", said.cause)
	case said != nil:
		log.Error(said.Plain(text.English))
	default:
		log.Error(text.T("Грешка: %s", "Error: %s").With(err.Error()).Plain(text.English))
	}
}

// secret is a text that must not be seen anywhere: it prints as a word that
// stands for it.
type secret string

const hidden = "(token)"

func (s secret) reveal() string { return string(s) }

// String implements fmt.Stringer.
func (secret) String() string { return hidden }

// GoString implements fmt.GoStringer.
func (secret) GoString() string { return hidden }

// LogValue implements slog.LogValuer.
func (secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText keeps it out of JSON and whatever else asks for text.
func (secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
