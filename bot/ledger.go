package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"partnerbot/flows"
)

// The ledger is the one goroutine that writes: everything that happened goes
// through it, so that order comes free and one commit serves many.

// request is a batch on its way to the ledger.
type request struct {
	batch flows.Batch
	done  chan error
}

// lingering is how long outcomes of sent messages wait for something to share
// their commit with.
const lingering = 3 * time.Millisecond

// errClosed says that the ledger takes nothing any more.
var errClosed = errors.New("the ledger is closed")

// apply hands a batch to the ledger and waits for the commit. Whatever follows
// from it is on its way then. What was handed over is applied even if ctx ends.
func (b *Bot) apply(ctx context.Context, batch flows.Batch) (flows.Applied, error) {
	b.idle.add(1)
	defer b.idle.add(-1)
	r := &request{batch: batch, done: make(chan error, 1)}
	select {
	case b.requests <- r:
		return flows.Applied{}, <-r.done // the ledger answers each request it took
	case <-ctx.Done():
		return flows.Applied{}, ctx.Err()
	case <-b.closed:
		return flows.Applied{}, errClosed
	}
}

// keepLedger applies what comes until ctx ends; its error is one of the store.
func (b *Bot) keepLedger(ctx context.Context) error {
	defer close(b.closed)
	linger := time.NewTimer(lingering)
	linger.Stop()
	for {
		var r *request
		select {
		case r = <-b.requests:
		case <-b.sender.reported:
			linger.Reset(lingering)
			select { // a batch that is about to come shares the commit
			case r = <-b.requests:
				linger.Stop()
			case <-linger.C:
			}
		case <-ctx.Done():
			return b.write(nil)
		}
		if err := b.write(r); err != nil {
			return err
		}
	}
}

// write applies a request, if there is one, together with the outcomes that
// have come: always before the updates, since a quick reply may come before the
// outcome of the message it replies to. A batch that fails is applied one update
// at a time.
func (b *Bot) write(r *request) error {
	var batch flows.Batch
	if r != nil {
		batch = r.batch
	}
	outcomes := b.sender.takeOutcomes()
	defer b.idle.add(-len(outcomes))
	batch.Outcomes = append(outcomes, batch.Outcomes...)
	if r == nil && len(batch.Outcomes) == 0 {
		return nil // they went with an earlier batch
	}
	batch.Now = b.o.Clock.Now()
	err := b.commit(batch)
	if err != nil && len(batch.Updates) > 0 {
		err = b.oneByOne(batch, err)
	}
	if r != nil {
		r.done <- err
	}
	return err
}

// commit applies a batch and sets on its way what it leaves to be done.
func (b *Bot) commit(batch flows.Batch) error {
	applied, err := b.store.Apply(batch, b.o.Conversation)
	if err != nil {
		return err
	}
	b.sender.committed(batch.Outcomes)
	b.follow(applied)
	return nil
}

// oneByOne applies the updates of a batch that failed each in a transaction of
// its own; one that still fails is put aside, so that the rest goes on. An error
// is one of the store.
func (b *Bot) oneByOne(batch flows.Batch, why error) error {
	if len(batch.Updates) > 1 {
		b.log.Warn("a batch failed; its updates are applied one by one", "updates", len(batch.Updates), "error", firstLine(why))
	}
	if err := b.commit(flows.Batch{Now: batch.Now, Outcomes: batch.Outcomes}); err != nil {
		return err
	}
	for i, u := range batch.Updates {
		err := b.commit(flows.Batch{Now: batch.Now, Updates: batch.Updates[i : i+1]})
		if err == nil {
			continue
		}
		applied, broken := b.store.Quarantine(u, err.Error(), batch.Now, b.o.Conversation)
		if broken != nil {
			return broken
		}
		b.log.Error("an update could not be applied and was put aside", "update", u.ID, "due", u.Due, "job", u.Job, "error", firstLine(err))
		b.follow(applied)
	}
	if batch.Offset == 0 && !batch.Polled {
		return nil
	}
	return b.commit(flows.Batch{Now: batch.Now, Offset: batch.Offset, Polled: batch.Polled})
}

// follow sets on its way what a commit left to be done.
func (b *Bot) follow(a flows.Applied) {
	for _, ack := range a.Acknowledge {
		b.sender.acknowledge(ack)
	}
	b.sender.drop(a.Dropped)
	b.sender.add(a.Rows)
	if a.Jobs {
		b.newWork.ring()
	}
	if a.Due {
		b.dueNow.ring()
	}
	if a.Group || a.Strangers {
		b.group.ring()
	}
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
