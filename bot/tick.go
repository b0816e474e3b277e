package bot

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"time"

	"github.com/robfig/cron/v3"

	"partnerbot/flows"
)

// dueAtOnce is how many due rows one transaction takes.
const dueAtOnce = 200

// tickEachMinute lets cron tick, and nothing else: whatever has a time is a row
// of the due list, so that a missed or doubled tick does no harm.
func (b *Bot) tickEachMinute(ctx context.Context) error {
	failed := make(chan error, 1)
	// In this order: with Recover outside, a job that fell over would never run
	// again (robfig/cron v3.0.1, SkipIfStillRunning).
	c := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(cron.DiscardLogger)))
	if _, err := c.AddFunc("* * * * *", func() {
		if err := b.Tick(ctx); err != nil {
			select {
			case failed <- err:
			default:
			}
		}
	}); err != nil {
		return err
	}
	c.Start()
	defer func() { <-c.Stop().Done() }()
	if err := b.Tick(ctx); err != nil {
		return err
	}
	for {
		select {
		case err := <-failed:
			return err
		case <-b.caughtUp.rung:
			err := b.Tick(ctx)
			b.caughtUp.answered()
			if err != nil {
				return err
			}
		case <-b.dueNow.rung:
			err := b.Tick(ctx)
			b.dueNow.answered()
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// Tick brings what is due by the programme's clock. Before Telegram's queue has
// been emptied, and while Telegram cannot be reached, only what does not concern
// people.
func (b *Bot) Tick(ctx context.Context) error {
	b.ticks.Lock()
	defer b.ticks.Unlock()
	b.idle.add(1)
	defer b.idle.add(-1)
	for {
		rows, err := b.store.Due(b.o.Clock.Now(), !b.polled.caughtUp(), dueAtOnce)
		if err != nil || len(rows) == 0 {
			return err
		}
		var batch flows.Batch
		for _, r := range rows {
			u := b.own(flows.Due{Key: r.Key, Kind: r.Kind, Ref: r.Ref, Person: r.Person, Expired: r.Expired})
			u.Due = r.Key
			batch.Updates = append(batch.Updates, u)
		}
		if _, err := b.apply(ctx, batch); err != nil {
			return err
		}
	}
}

// own is something that the program itself brings.
func (b *Bot) own(what flows.What) flows.Update {
	u := flows.Update{Input: flows.Input{What: what}}
	u.Raw, _ = json.Marshal(what) // for the quarantine
	_, _ = rand.Read(u.Input.Seed[:])
	return u
}
