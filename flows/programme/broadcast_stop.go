package programme

import (
	"time"

	"partnerbot/flows"
)

// StopBroadcast stops it at once: what waits in the outbox is taken back, what is under
// way is heard of when it ends. Whoever has stopped the bot does not get it on coming
// back either. One that has not begun, or whose recipients are still being reckoned, is a
// draft again.
func StopBroadcast(tx *Tx, t *flows.Turn, b Broadcast) Broadcast {
	if b.State == BroadcastScheduled || b.State == BroadcastMissed || b.State == BroadcastSending && b.Meant == 0 {
		b.State, b.Goes, b.Begun = BroadcastDraft, time.Time{}, time.Time{}
		tx.Broadcasts.Put(b.ID, b)
		t.Do(flows.Cancel{Key: broadcastRow(b.ID, time.Time{}).Key})
		return b
	}
	b.State, b.Ended = BroadcastStopped, tx.Now
	b.giveUp(tx, UnsentStopped)
	for _, s := range []RecipientState{RecipientQueued, RecipientBlocked} {
		for _, person := range tx.Recipients.In(b.ID, s, 0) {
			b.withdraw(tx, t, person, false)
		}
	}
	t.Do(flows.Cancel{Key: broadcastRow(b.ID, time.Time{}).Key})
	tx.Broadcasts.Put(b.ID, b)
	return b
}

func (b Broadcast) withdraw(tx *Tx, t *flows.Turn, person flows.PersonID, doubtful bool) {
	key := RecipientKey{b.ID, person}
	r, _ := tx.Recipients.Get(key)
	t.Do(flows.Withdraw{To: person, Key: broadcastKey(key, r), Doubtful: doubtful})
}

// CanResume is to how many a broadcast can still go that was stopped: to those who do not
// have it because of that, and those who have stopped the bot.
func (b Broadcast) CanResume(tx *Tx) int {
	if b.State != BroadcastStopped || !tx.Now.Before(b.Expires()) {
		return 0
	}
	return len(b.left(tx))
}

func (b Broadcast) left(tx *Tx) (people []flows.PersonID) {
	for _, person := range tx.Recipients.In(b.ID, RecipientUnsent, 0) {
		if r, _ := tx.Recipients.Get(RecipientKey{b.ID, person}); r.Why == UnsentStopped {
			people = append(people, person)
		}
	}
	return append(people, tx.Recipients.In(b.ID, RecipientBlocked, 0)...)
}

// ResumeBroadcast lets it go on. There must be no other one.
func ResumeBroadcast(tx *Tx, t *flows.Turn, p *Programme, b Broadcast) Broadcast {
	return b.again(tx, t, p, b.left(tx))
}

// again has it go to people who do not have it.
func (b Broadcast) again(tx *Tx, t *flows.Turn, p *Programme, people []flows.PersonID) Broadcast {
	for _, person := range people {
		b.withdraw(tx, t, person, false) // what waits for who has stopped the bot gives way
		b.become(tx, person, RecipientWaiting, "")
	}
	b.State, b.Ended = BroadcastSending, time.Time{}
	return b.Proceed(tx, t, p)
}

// Unconfirmed are those of whom nobody knows whether they have it.
func (b Broadcast) Unconfirmed(tx *Tx) []flows.PersonID {
	return tx.Recipients.In(b.ID, RecipientUnconfirmed, 0)
}

// CanResend reports whether it can go once more to those of whom nobody knows.
func (b Broadcast) CanResend(tx *Tx) bool { return tx.Now.Before(b.Expires()) }

// ResendBroadcast has it go once more to those of them who are still unconfirmed: a
// coordinator says so, and takes it upon themselves that they may have it twice. There
// must be no other broadcast. It returns to how many.
func ResendBroadcast(tx *Tx, t *flows.Turn, p *Programme, b Broadcast, people []flows.PersonID) (Broadcast, int) {
	people = b.stillUnconfirmed(tx, t, people)
	if len(people) == 0 {
		return b, 0
	}
	for _, person := range people {
		r, _ := tx.Recipients.Get(RecipientKey{b.ID, person})
		b.giveDayBack(tx, person, r)
	}
	return b.again(tx, t, p, people), len(people)
}

// ArrivedBroadcast notes that they have it: a coordinator has asked them. It returns how
// many.
func ArrivedBroadcast(tx *Tx, t *flows.Turn, b Broadcast, people []flows.PersonID) int {
	people = b.stillUnconfirmed(tx, t, people)
	for _, person := range people {
		b.become(tx, person, RecipientSent, "")
	}
	return len(people)
}

// stillUnconfirmed are those of the people who are, with their rows taken off the outbox.
// Whose row a coordinator has sent again meanwhile (Outbox.Resend) has it on its way.
func (b Broadcast) stillUnconfirmed(tx *Tx, t *flows.Turn, people []flows.PersonID) (still []flows.PersonID) {
	waits := map[string]bool{}
	for _, row := range tx.Outbox.Stuck() {
		if row.State == flows.Unconfirmed {
			waits[row.Key] = true
		}
	}
	for _, person := range people {
		key := RecipientKey{b.ID, person}
		if r, ok := tx.Recipients.Get(key); ok && r.State == RecipientUnconfirmed && waits[broadcastKey(key, r)] {
			b.withdraw(tx, t, person, true)
			still = append(still, person)
		}
	}
	return still
}
