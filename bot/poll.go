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
	idle     *idleness
	mu       sync.Mutex
	emptied  bool // since Telegram could last not be reached, a poll has brought all that was waiting
	fetching bool // Telegram is being asked, or answers, and not everything has been fetched yet
}

// caughtUp reports whether what people did has been fetched, so that what is
// due may follow: the „Да“ that waits at Telegram comes before the deadline that
// has passed here.
func (p *pollState) caughtUp() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.emptied
}

// note keeps whether everything has been fetched, and whether the rest is on its
// way: that counts as being under way, see Settle.
func (p *pollState) note(emptied, fetching bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.emptied = emptied
	if fetching != p.fetching {
		p.fetching = fetching
		p.idle.add(map[bool]int{true: 1, false: -1}[fetching])
	}
}

// poll fetches updates and has them applied, until ctx ends. The offset moves
// with the commit, so the next poll confirms only what is on the disk.
func (b *Bot) poll(ctx context.Context) error {
	offset, err := b.store.Offset()
	if err != nil {
		return err
	}
	contact := contact{clock: b.o.Clock}
	if contact.from, err = b.store.LastPoll(); err != nil {
		return err
	}
	b.polled.note(false, true)
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
			contact.lost()
			b.polled.note(false, false)
			wait, err := b.pollFailed(ctx, err, &trouble)
			if err != nil {
				return err
			}
			pause(ctx, wait)
			continue
		}
		contact.made()
		if trouble.tries > 0 {
			b.log.Info("Telegram answers again", "tries", trouble.tries)
			trouble.tries = 0
		}
		if offset, err = b.received(ctx, raws, offset); err != nil {
			return err
		}
		if b.polled.caughtUp() {
			continue
		}
		// A batch of one says nothing: Telegram gives no more where the same
		// offset is asked for twice within half a second.
		if emptied := len(raws) == 0 || 1 < len(raws) && len(raws) < batchLimit; !emptied {
			b.polled.note(false, true)
		} else if err := b.fetchedAll(ctx, &contact); err != nil {
			return err
		}
	}
	if !b.polled.caughtUp() {
		return nil
	}
	// Telegram was there until now: what follows is the absence.
	_, err = b.apply(context.WithoutCancel(ctx), flows.Batch{Polled: true})
	return err
}

// received has a poll's updates applied, and returns the next offset.
func (b *Bot) received(ctx context.Context, raws []json.RawMessage, offset int64) (int64, error) {
	group, _, err := b.store.Chat(flows.Group) // it may have moved
	if err != nil {
		return offset, err
	}
	d := decoder{username: b.username, group: group, role: b.roles.of}
	// While something is still waiting at Telegram, the absence is not over.
	batch := flows.Batch{Polled: b.polled.caughtUp(), Updates: make([]flows.Update, 0, len(raws))}
	for _, raw := range raws {
		u := d.decode(raw)
		if u.ID == 0 {
			b.log.Error("Telegram sent an update without a number; it is passed over")
			continue
		}
		if u.Broken != "" {
			b.log.Error("an update cannot be read and is put aside", "update", u.ID, "error", u.Broken)
		}
		if m := u.Migrated; m != nil && m.From == d.group {
			d.group = m.To // what follows in the batch comes from there
		}
		batch.Updates = append(batch.Updates, u)
		// Ids may begin anew after a quiet week (Bot API, Update), so the offset
		// follows what came, up or down.
		batch.Offset = u.ID + 1
		offset = batch.Offset
	}
	b.sender.crossed(ctx, batch.Updates)
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
	conflict time.Time // since when another program polls, by turns with this one
	latest   time.Time // when it was last noticed
}

// contested notes that another program polls, and returns for how long it has.
// Between two such answers this one's polls succeed, whenever a message comes.
func (t *trouble) contested(now time.Time) time.Duration {
	if now.Sub(t.latest) > conflictPatience {
		t.conflict = now
	}
	t.latest = now
	return now.Sub(t.conflict)
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
	switch {
	case f.unauthorized():
		return 0, ErrUnauthorized
	case f.code != 409:
		b.log.Warn("Telegram cannot be polled; trying again", "tries", t.tries, "pause", wait.Round(time.Second).String(), "error", err)
	case strings.Contains(strings.ToLower(f.description), "webhook"):
		b.log.Warn("a webhook is set for this bot; taking it away")
		b.removeWebhook(ctx)
	case t.contested(time.Now()) > conflictPatience:
		b.log.Error("another program has been polling with this token for minutes: stop it, or messages are answered by turns")
	default:
		b.log.Warn("another program polls with this token, perhaps the last run of this one; trying again", "pause", wait.Round(time.Second).String())
	}
	return wait, nil
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
