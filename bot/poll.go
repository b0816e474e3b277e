package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

// allowed are the kinds of update that are asked for. The list is always sent:
// without one Telegram keeps the previous setting.
const allowed = `["message","edited_message","callback_query","my_chat_member"]`

// batchLimit is how many updates one poll brings at most (Bot API, getUpdates).
const batchLimit = 100

// conflictPatience is how long a second poller may be the echo of the last run.
const conflictPatience = 2 * time.Minute

// pollState is what the rest may know of polling.
type pollState struct {
	mu      sync.Mutex
	emptied bool // since Telegram could last not be reached, a poll has brought all that was waiting
}

// caughtUp reports whether what people did has been fetched, so that what is
// due may follow: the „Да“ that waits at Telegram comes before the deadline that
// has passed here.
func (p *pollState) caughtUp() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.emptied
}

// note keeps whether everything has been fetched; it reports whether that is
// new.
func (p *pollState) note(emptied bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.emptied
	p.emptied = emptied
	return emptied && !before
}

// poll fetches updates and has them applied, until ctx ends. The offset moves
// with the commit, so the next poll confirms only what is on the disk.
func (b *Bot) poll(ctx context.Context) error {
	offset, err := b.store.Offset()
	if err != nil {
		return err
	}
	b.tellGap()
	var trouble trouble
	for ctx.Err() == nil {
		// Until everything has been fetched a poll comes back at once, to say so.
		wait := pollTimeout
		if !b.polled.caughtUp() {
			wait = 0
		}
		raws, err := b.getUpdates(ctx, offset, wait)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			b.polled.note(false)
			wait, err := b.pollFailed(ctx, err, &trouble)
			if err != nil {
				return err
			}
			pause(ctx, wait)
			continue
		}
		if trouble.tries > 0 {
			b.log.Info("Telegram answers again", "tries", trouble.tries)
			trouble.tries, trouble.conflict = 0, time.Time{}
		}
		if offset, err = b.received(ctx, raws, offset); err != nil {
			return err
		}
		// A batch of one says nothing: Telegram gives no more where the same
		// offset is asked for twice within half a second.
		if emptied := len(raws) == 0 || 1 < len(raws) && len(raws) < batchLimit; emptied && b.polled.note(true) {
			b.caughtUp.ring()
			b.newWork.ring()
		}
	}
	return nil
}

// received has a poll's updates applied, and returns the next offset.
func (b *Bot) received(ctx context.Context, raws []json.RawMessage, offset int64) (int64, error) {
	group, _, err := b.store.Chat(flows.Group) // it may have moved
	if err != nil {
		return offset, err
	}
	d := decoder{username: b.username, group: group, role: b.roles.of}
	batch := flows.Batch{Polled: true, Updates: make([]flows.Update, 0, len(raws))}
	for _, raw := range raws {
		u := d.decode(raw)
		if u.ID == 0 {
			b.log.Error("Telegram sent an update without a number; it is passed over")
			continue
		}
		batch.Updates = append(batch.Updates, u)
		// Ids may begin anew after a quiet week (Bot API, Update), so the offset
		// follows what came, up or down.
		batch.Offset = u.ID + 1
		offset = batch.Offset
	}
	_, err = b.apply(context.WithoutCancel(ctx), batch)
	return offset, err
}

func (b *Bot) getUpdates(ctx context.Context, offset int64, wait time.Duration) ([]json.RawMessage, error) {
	p := tgbotapi.Params{
		"limit": strconv.Itoa(batchLimit), "timeout": strconv.Itoa(int(wait.Seconds())), "allowed_updates": allowed,
	}
	if offset > 0 {
		p["offset"] = strconv.FormatInt(offset, 10)
	}
	result, err := b.client.call(ctx, pollPatience, "getUpdates", p)
	if err != nil {
		return nil, err
	}
	var raws []json.RawMessage
	if err := json.Unmarshal(result, &raws); err != nil {
		return nil, &failure{method: "getUpdates", written: true, cause: err}
	}
	return raws, nil
}

// trouble is how long polling has been failing.
type trouble struct {
	tries    int
	conflict time.Time // since when another program polls
}

// pollFailed says in the log what is wrong, louder when a second program polls
// with the same token for long, and returns how long to wait: never under a
// second, since Telegram throttles a repeated offset (tdlib/telegram-bot-api).
// The error is ErrUnauthorized.
func (b *Bot) pollFailed(ctx context.Context, err error, t *trouble) (time.Duration, error) {
	f := &failure{}
	errors.As(err, &f)
	t.tries++
	wait := max(backoff(t.tries), f.retryAfter+time.Second)
	if f.code != 409 {
		t.conflict = time.Time{}
	}
	switch {
	case f.unauthorized():
		return 0, ErrUnauthorized
	case f.code != 409:
		b.log.Warn("Telegram cannot be polled; trying again", "tries", t.tries, "pause", wait.Round(time.Second).String(), "error", err)
	case strings.Contains(strings.ToLower(f.description), "webhook"):
		b.log.Warn("a webhook is set for this bot; taking it away")
		b.removeWebhook(ctx)
	case t.conflict.IsZero():
		t.conflict = time.Now()
		b.log.Warn("another program polls with this token, perhaps the last run of this one; trying again")
	case time.Since(t.conflict) > conflictPatience:
		b.log.Error("another program has been polling with this token for minutes: stop it, or messages are answered by turns")
	}
	return wait, nil
}

// tellGap says what a long absence has lost: Telegram keeps updates for 24
// hours, presses for 150 seconds (tdlib/telegram-bot-api).
func (b *Bot) tellGap() {
	last, err := b.store.LastPoll()
	if err != nil || last.IsZero() {
		return
	}
	away := b.o.Clock.Now().Sub(last)
	switch {
	case away > 24*time.Hour:
		b.log.Warn("the bot was away for more than a day: what people wrote before the last 24 hours is lost", "away", away.Round(time.Minute).String())
	case away > 150*time.Second:
		b.log.Info("the bot was away: buttons pressed meanwhile are lost, people can press them again", "away", away.Round(time.Second).String())
	}
}

// pause waits for d or the end of ctx.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
