package bot

import (
	"time"

	"golang.org/x/time/rate"

	"partnerbot/flows"
)

// Pace is how fast messages go that nobody is waiting for. Telegram's own
// figures: about 30 a second, 1 a second in a chat, 20 a minute in a group (Bots
// FAQ). The zero value stays a little below.
type Pace struct {
	Overall float64       // messages a second; 0: 25
	Chat    time.Duration // between two in one chat; 0: a second
	Group   int           // messages a minute in the group, answers included; 0: 20
}

// pacing is the state of the pace. It is guarded by the sender's lock.
type pacing struct {
	gap   time.Duration // between two paced messages, overall
	chat  time.Duration
	group *rate.Limiter
	total *rate.Limiter // of all messages: what Telegram takes

	next  time.Time      // no paced message before: the overall pace
	busy  bool           // another one was waiting when the last left: whatever is late is made up for
	calm  time.Time      // no paced message before: Telegram said „too many“
	all   time.Time      // nothing before: a second chat was told so meanwhile
	first flows.PersonID // which chat was told first
}

func newPacing(p Pace) pacing {
	if p.Overall == 0 {
		p.Overall = 25
	}
	if p.Chat == 0 {
		p.Chat = time.Second
	}
	if p.Group == 0 {
		p.Group = 20
	}
	return pacing{
		total: rate.NewLimiter(rate.Limit(p.Overall*spare), int(max(1, p.Overall*spare/2))),
		gap:   time.Duration(float64(time.Second) / p.Overall), chat: p.Chat,
		group: rate.NewLimiter(rate.Every(time.Minute/time.Duration(p.Group)), p.Group),
	}
}

// spare is how much more than the overall pace Telegram takes: 30 a second where the pace
// is 25. Answers have that; where they need more, paced messages give way.
const spare = 30.0 / 25

// free is when the next paced message may leave, to whomever.
func (p *pacing) free(now time.Time) time.Time {
	return latest(p.next, p.calm, p.all, freeAt(p.total, now))
}

// madeUp is how many messages that were late, because the machine was busy, may leave
// at once. With the default pace no second then has more than Telegram's 30.
const madeUp = 5

// left notes that a paced message leaves; more: another one waits. A clock that wakes
// the sender a little late each time must not make the whole slower than it is meant to
// be: while messages wait, the next may leave a gap after this one's turn, not after it
// has left.
func (p *pacing) left(now time.Time, more bool) {
	from := now
	if p.busy {
		from = latest(p.next, now.Add(-(madeUp-1)*p.gap))
	}
	p.next, p.busy = latest(p.next, from).Add(p.gap), more
}

// groupFree is when the group can take one more. Answers are not held up by
// it, but they count.
func (p *pacing) groupFree(now time.Time) time.Time { return freeAt(p.group, now) }

// freeAt is when the limiter has room for one more.
func freeAt(l *rate.Limiter, now time.Time) time.Time {
	missing := 1 - l.TokensAt(now)
	if missing <= 0 {
		return now
	}
	return now.Add(time.Duration(missing/float64(l.Limit())*float64(time.Second)) + time.Millisecond)
}

// tooMany notes that Telegram asked for patience: paced messages wait, and when
// a second chat is told so within that time, everything does.
func (p *pacing) tooMany(to flows.PersonID, until, now time.Time) {
	if now.Before(p.calm) && p.first != to {
		p.all = latest(p.all, until)
	}
	if until.After(p.calm) {
		p.calm, p.first = until, to
	}
}

func latest(first time.Time, rest ...time.Time) time.Time {
	for _, t := range rest {
		if t.After(first) {
			first = t
		}
	}
	return first
}
