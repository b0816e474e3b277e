package main

import (
	"time"

	"partnerbot/flows/text"
)

// usualDigest is when the coordinators' morning digest comes where the configuration
// does not say; between the other two it has to lie, so that it is one of the morning
// and no change of the clock falls on it.
const (
	usualDigest    = 8*time.Hour + 45*time.Minute
	earliestDigest = 6 * time.Hour
	latestDigest   = 11 * time.Hour
)

// readDigest is the local time of day of the morning digest, after midnight; 0 for none.
func readDigest(t *table) time.Duration {
	defer t.done()
	const key = "digest"
	n := t.get(key)
	if n == nil {
		return usualDigest
	}
	s, ok := t.string(key, n)
	if !ok || s == "" {
		return 0
	}
	clock, err := time.Parse("15:04", s)
	at := time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute
	if err != nil || at < earliestDigest || at > latestDigest {
		t.wrong(n, text.T("„%s“ трябва да е час между 06:00 и 11:00.", "“%s” must be a time of day between 06:00 and 11:00.").With(key),
			text.T("Напишете например %s = \"08:45\", или %s = \"\", за да няма.", "Write for example %s = \"08:45\", or %s = \"\" for none.").With(key, key))
		return 0
	}
	return at
}
