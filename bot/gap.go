package bot

import (
	"context"
	"time"

	"partnerbot/flows"
)

// How long Telegram keeps what people do while nobody asks for it
// (tdlib/telegram-bot-api).
const (
	keepsMessages = 24 * time.Hour
	keepsPresses  = 150 * time.Second
)

// contact knows since when Telegram has not been reached. Times are those of the
// programme's clock, which runs on while nothing can be reached; what has passed
// when a failure is noticed is measured on the real one, so that a clock moved by
// hand is not taken for an absence. It is the wall's: the one that only runs
// forward stops while a laptop sleeps, and so no time here has its reading
// (Round, see package time).
type contact struct {
	clock *Clock
	last  time.Time // real: when a poll was answered
	from  time.Time // since when none was; zero while polling goes well, and for a new database
	to    time.Time // when one was again; zero before
}

// lost notes that a poll failed.
func (c *contact) lost() {
	c.to = time.Time{}
	if c.from.IsZero() && !c.last.IsZero() {
		c.from = c.clock.Now().Add(-time.Since(c.last)).Round(0)
	}
}

// made notes that a poll was answered.
func (c *contact) made() {
	c.last = time.Now().Round(0)
	if !c.from.IsZero() && c.to.IsZero() {
		c.to = c.clock.Now().Round(0)
	}
}

// over returns how long nothing was reached, and begins anew; false where that
// was too short for anything to be lost.
func (c *contact) over() (flows.Away, bool) {
	away := flows.Away{From: c.from.UTC(), To: c.to.UTC()}
	c.from, c.to = time.Time{}, time.Time{}
	return away, !away.From.IsZero() && away.To.Sub(away.From) > keepsPresses
}

// fetchedAll notes that everything that waited at Telegram has been applied, and
// brings what had to wait for that. An absence is told in the transaction that
// keeps the time of this poll: so it is told once, whenever the program ends.
func (b *Bot) fetchedAll(ctx context.Context, c *contact) error {
	batch := flows.Batch{Polled: true}
	if away, long := c.over(); long {
		batch.Updates = []flows.Update{b.own(away)}
		b.tellGap(away.To.Sub(away.From))
	}
	if _, err := b.apply(context.WithoutCancel(ctx), batch); err != nil {
		return err
	}
	b.polled.note(true, true)
	b.caughtUp.ring()
	b.newWork.ring()
	b.polled.note(true, false)
	return nil
}

// tellGap says in the log what an absence has lost.
func (b *Bot) tellGap(gap time.Duration) {
	if gap > keepsMessages {
		b.log.Warn("the bot was away for more than a day: what people wrote before the last 24 hours is lost", "away", gap.Round(time.Minute).String())
		return
	}
	b.log.Info("the bot was away: buttons pressed meanwhile are lost, people can press them again", "away", gap.Round(time.Second).String())
}
