package bot

import (
	"errors"
	"math/rand/v2"
	"strings"
	"time"

	"partnerbot/flows"
)

// maxAttempts is how often a message goes out whose answer was lost; the store
// counts likewise.
const maxAttempts = 3

// restartTime is how long after a failure of Telegram's server its refusals may
// concern messages that did go out, and what it then asks for at most
// (tdlib/telegram-bot-api: a server that is being restarted answers 429 with 5
// seconds to requests that it dropped).
const (
	restartTime  = 30 * time.Second
	restartAfter = 5 * time.Second
)

// meaning is what Telegram's answer, or its absence, means for a row.
type meaning int

const (
	arrived      meaning = iota // sent, or nothing was left to change
	nothing                     // nothing to send: an edit of a message that is not there
	tooMany                     // not sent: Telegram asks for patience
	moved                       // not sent: the group has another number
	away                        // not sent: the person or group cannot be written to
	refused                     // not sent, and never will be as it is
	unsent                      // the request never left
	unknown                     // the request left and its answer was lost
	unknownToken                // the token is not valid
)

// judge says what became of the request for a row. Codes and texts are those of
// tdlib/telegram-bot-api; the texts are compared by parts and in lower case, as
// their wording changes. shaken: Telegram's server failed just before.
func judge(err error, once, shaken bool) meaning {
	if err == nil {
		return arrived
	}
	var f *failure
	if !errors.As(err, &f) {
		return refused // not a matter of Telegram: a file that cannot be read
	}
	words := strings.ToLower(f.description)
	switch {
	case f.unauthorized():
		return unknownToken
	case f.code == 429:
		if once && shaken && f.retryAfter <= restartAfter {
			return unknown
		}
		return tooMany
	case f.migrateTo != 0:
		return moved
	case f.code == 403, f.code == 400 && unwritable(words):
		return away
	case f.code == 400 && strings.Contains(words, "message is not modified"):
		return arrived
	case f.uneditable():
		return nothing
	case f.code >= 400 && f.code < 500 && f.description != "":
		return refused
	case !f.written:
		return unsent
	}
	return unknown
}

// unwritable reports whether Telegram's words, in lower case, say that nothing
// can be written to the chat. Most refusals of a group whose members may not
// write come as 400 (tdlib/td, MessageContent.cpp).
func unwritable(words string) bool {
	for _, said := range []string{"chat not found", "not enough rights to send", "have no write access", "chat_write_forbidden"} {
		if strings.Contains(words, said) {
			return true
		}
	}
	return false
}

// unauthorized reports whether the token is not valid (any more).
func (f *failure) unauthorized() bool {
	return f.code == 401 && f.description != "" || f.code == 404 && strings.EqualFold(f.description, "not found")
}

// uneditable reports whether the message cannot be edited, now or ever.
func (f *failure) uneditable() bool {
	words := strings.ToLower(f.description)
	return f.code == 400 && (strings.Contains(words, "message to edit not found") || strings.Contains(words, "message can't be edited") ||
		strings.Contains(words, "message_id_invalid"))
}

// misread reports whether Telegram does not understand the markup of a text.
func (f *failure) misread() bool {
	return f.code == 400 && strings.Contains(strings.ToLower(f.description), "can't parse entities")
}

// backoff is the pause before try n: 1, 2, 4 … 60 seconds, each up to a fifth
// longer so that not all come back at once.
func backoff(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d + time.Duration(rand.Int64N(int64(d)/5+1))
}

// report hands an outcome to the ledger.
func (s *sender) report(o flows.Outcome) {
	s.b.idle.add(1) // until it is committed
	s.mu.Lock()
	s.outcomes = append(s.outcomes, o)
	s.mu.Unlock()
	select {
	case s.reported <- struct{}{}:
	default:
	}
}

// takeOutcomes gives the ledger what has come.
func (s *sender) takeOutcomes() []flows.Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.outcomes
	s.outcomes = nil
	return taken
}
