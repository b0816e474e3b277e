package bot

import (
	"context"
	"time"

	"partnerbot/flows"
)

// The ledger is the one goroutine that writes: everything that happened goes
// through it, so that order comes free and one commit serves many.

// request is a batch on its way to the ledger.
type request struct {
	batch flows.Batch
	done  chan result
}

type result struct {
	applied flows.Applied
	err     error
}

// lingering is how long outcomes of sent messages wait for something to share
// their commit with.
const lingering = 3 * time.Millisecond

// apply hands a batch to the ledger and waits for the commit. Whatever follows
// from it is on its way then.
func (b *Bot) apply(ctx context.Context, batch flows.Batch) (flows.Applied, error) {
	b.idle.add(1)
	defer b.idle.add(-1)
	r := &request{batch: batch, done: make(chan result, 1)}
	select {
	case b.requests <- r:
	case <-ctx.Done():
		return flows.Applied{}, ctx.Err()
	}
	res := <-r.done // the ledger answers each request it took
	return res.applied, res.err
}

// keepLedger applies what comes until ctx ends; its error is one of the store.
func (b *Bot) keepLedger(ctx context.Context) error {
	for {
		var r *request
		select {
		case r = <-b.requests:
		case <-b.sender.reported:
			select { // a batch that is about to come shares the commit
			case r = <-b.requests:
			case <-time.After(lingering):
			}
		case <-ctx.Done():
			return b.lastOutcomes()
		}
		if err := b.write(r); err != nil {
			return err
		}
	}
}

// write applies a request, if there is one, together with the outcomes that
// have come. A batch that fails is applied one update at a time.
func (b *Bot) write(r *request) error {
	outcomes := b.sender.takeOutcomes()
	defer b.idle.add(-len(outcomes))
	batch := flows.Batch{}
	if r != nil {
		batch = r.batch
	}
	batch.Now, batch.Outcomes = b.o.Clock.Now(), outcomes
	applied, err := b.store.Apply(batch, b.o.Conversation)
	if err == nil {
		b.sender.committed(outcomes)
		b.follow(applied)
		if r != nil {
			r.done <- result{applied: applied}
		}
		return nil
	}
	if len(batch.Updates) > 0 {
		applied, err = b.oneByOne(batch, err)
	}
	if r != nil {
		r.done <- result{applied: applied, err: err}
	}
	return err
}

// oneByOne applies the updates of a batch that failed each in a transaction of
// its own; one that still fails is put aside, so that the rest goes on.
func (b *Bot) oneByOne(batch flows.Batch, why error) (flows.Applied, error) {
	b.log.Warn("a batch failed; applying its updates one by one", "updates", len(batch.Updates), "error", firstLine(why))
	all := flows.Applied{}
	for i := range batch.Updates {
		single := flows.Batch{Now: batch.Now, Updates: batch.Updates[i : i+1]}
		if i == 0 {
			single.Outcomes = batch.Outcomes
		}
		applied, err := b.store.Apply(single, b.o.Conversation)
		if err != nil {
			if len(single.Outcomes) > 0 {
				outcomes, err := b.store.Apply(flows.Batch{Now: batch.Now, Outcomes: single.Outcomes}, b.o.Conversation)
				if err != nil {
					return all, err
				}
				b.follow(outcomes)
			}
			u := batch.Updates[i]
			b.log.Error("an update could not be applied and was put aside", "update", u.ID, "due", u.Due, "job", u.Job, "error", err)
			if applied, err = b.store.Quarantine(u, err.Error(), batch.Now, b.o.Conversation); err != nil {
				return all, err
			}
		}
		b.follow(applied)
		all.Fresh += applied.Fresh
	}
	rest := flows.Batch{Now: batch.Now, Offset: batch.Offset, Polled: batch.Polled}
	_, err := b.store.Apply(rest, b.o.Conversation)
	return all, err
}

// follow sets on its way what a commit left to be done.
func (b *Bot) follow(a flows.Applied) {
	b.sender.drop(a.Dropped)
	for _, ack := range a.Acknowledge {
		b.sender.acknowledge(ack)
	}
	b.sender.add(a.Rows)
	if a.Jobs {
		b.idle.add(1) // until the worker has looked
		select {
		case b.newWork <- struct{}{}:
		default:
			b.idle.add(-1)
		}
	}
}

// lastOutcomes writes down what became of the last requests.
func (b *Bot) lastOutcomes() error {
	outcomes := b.sender.takeOutcomes()
	defer b.idle.add(-len(outcomes))
	if len(outcomes) == 0 {
		return nil
	}
	_, err := b.store.Apply(flows.Batch{Now: b.o.Clock.Now(), Outcomes: outcomes}, b.o.Conversation)
	return err
}

func firstLine(err error) string {
	s := err.Error()
	for i := range s {
		if s[i] == '\n' {
			return s[:i]
		}
	}
	return s
}
