package participant

import (
	"regexp"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Codes of invitations cannot be guessed; who tries one after the other is slowed
// down all the same, and the coordinators are told.
const (
	freeGuesses  = 5                // wrong codes in a row until the bot waits
	firstPause   = 15 * time.Minute // twice as long after each further one
	longestPause = 16 * time.Hour
	seriesEnds   = 24 * time.Hour // after the last wrong one
)

// tryCode looks up a code that somebody opened, typed or pressed; why says what
// is amiss with it. Codes are upper case; people who type them need not know.
// While the bot waits it looks at no code, or the answer would tell.
func (c *chat) tryCode(code string) (inv programme.Invitation, why text.Phrase) {
	s := c.Session
	if c.At.Sub(s.Guessed) >= seriesEnds {
		s.Guesses, s.Guessed = 0, time.Time{}
	}
	if left := s.Guessed.Add(guessPause(s.Guesses)).Sub(c.At); left > 0 {
		return inv, text.T("Имаше няколко грешни покани подред. Ще погледна следващата след %s.",
			"There were several wrong invitations in a row. I will look at the next one in %s.").With(text.Span(left))
	}
	known, o := false, programme.Organisation{}
	if len(code) <= 64 {
		if inv, known = c.tx.Invitations.Get(strings.ToUpper(code)); known {
			o, known = c.tx.Organisations.Get(inv.Organisation)
		}
	}
	switch {
	case !known:
		return inv, c.guessed()
	case o.Standing == programme.Refused:
		return inv, text.T("Тази покана вече не важи.", "This invitation is no longer valid.")
	case !inv.Ended.IsZero():
		return inv, text.T("Тази покана е сменена. Поискайте новата от този, който Ви я изпрати.",
			"This invitation has been replaced. Ask whoever sent it to you for the new one.")
	}
	return inv, text.Phrase{}
}

// guessPause is how long the bot waits after so many wrong codes in a row.
func guessPause(guesses int) time.Duration {
	if guesses < freeGuesses {
		return 0
	}
	pause := firstPause
	for n := freeGuesses; n < guesses && pause < longestPause; n++ {
		pause *= 2
	}
	return pause
}

// guessed counts a wrong code. The coordinators hear of a series once.
func (c *chat) guessed() text.Phrase {
	s := c.Session
	s.Guesses++
	s.Guessed = c.At
	if s.Guesses == freeGuesses {
		c.desk.Guessing(c.tx, c.Turn)
	}
	if pause := guessPause(s.Guesses); pause > 0 {
		return text.T("Тази покана не я намирам, а преди нея имаше и други грешни. За всеки случай ще погледна следващата след %s.",
			"I cannot find this invitation, and there were other wrong ones before. To be safe, I will look at the next one in %s.").With(text.Span(pause))
	}
	return text.T("Тази покана не я намирам. Може би връзката не се е копирала цялата.",
		"I cannot find this invitation. Perhaps the link was not copied completely.")
}

var (
	codeLink = regexp.MustCompile(`[?&]start=([A-Za-z0-9_-]{1,64})`)
	codeWord = regexp.MustCompile(`^[A-Z0-9]{16}$`)
)

// typedCode finds the invitation in what somebody typed or pasted: the link, or
// the code alone.
func (c *chat) typedCode() (string, bool) {
	w, ok := c.What.(flows.Text)
	if !ok {
		return "", false
	}
	if m := codeLink.FindStringSubmatch(w.Text); m != nil {
		return m[1], true
	}
	word := strings.TrimSpace(w.Text)
	if strings.ContainsAny(word, "0123456789") {
		word = strings.ToUpper(word)
	}
	return word, codeWord.MatchString(word)
}
