package bot

import (
	"context"

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
	c := cron.New(cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(cron.DiscardLogger)))
	if _, err := c.AddFunc("* * * * *", func() {
		if err := b.Tick(ctx); err != nil && ctx.Err() == nil {
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
	if err := b.Tick(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return nil
	}
}

// Tick brings what is due by the programme's clock. Before Telegram's queue has
// been emptied, and while Telegram cannot be reached, only what does not concern
// people.
func (b *Bot) Tick(ctx context.Context) error {
	b.ticks.Lock()
	defer b.ticks.Unlock()
	for ctx.Err() == nil {
		rows, err := b.store.Due(b.o.Clock.Now(), !b.polled.caughtUp(), dueAtOnce)
		if err != nil || len(rows) == 0 {
			return err
		}
		var batch flows.Batch
		for _, r := range rows {
			batch.Updates = append(batch.Updates, flows.Update{
				Due: r.Key, Input: flows.Input{What: flows.Due{Key: r.Key, Kind: r.Kind, Ref: r.Ref, Expired: r.Expired}},
			})
		}
		if _, err := b.apply(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}
