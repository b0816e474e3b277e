package programme

import (
	"slices"
	"time"

	"partnerbot/flows"
)

// A broadcast goes like this. A row of the due list begins it (BroadcastDue), a job reckons
// its recipients beside the loop, and from then on Proceed puts some of them into the
// outbox at a time: when most of those have left, the next. So replies of participants
// never wait behind it, and stopping it takes little back. Whoever cannot be written to
// today waits for the morning.

// BroadcastDue is the kind of the rows with which a broadcast begins or goes on; Ref is
// the broadcast. BroadcastJob reckons its recipients; its result is their numbers.
const (
	BroadcastDue = "broadcast"
	BroadcastJob = "recipients"
)

// How many recipients are looked at in one transaction, and how many rows are left in the
// outbox when the next are: at 25 a second those last for two.
const (
	broadcastAtOnce = 100
	broadcastLow    = 50
)

// broadcastWatch is after what time it is looked whether a broadcast still goes on: of a
// message to somebody who is erased meanwhile nothing is heard.
const broadcastWatch = time.Minute

// broadcastLate is how late a broadcast may begin: what was to be said yesterday may be
// wrong today.
const broadcastLate = 12 * time.Hour

func broadcastRow(id BroadcastID, at time.Time) flows.Schedule {
	return flows.Schedule{Key: BroadcastDue + "/" + id.String(), At: at, Kind: BroadcastDue, Ref: id.String()}
}

// ScheduleBroadcast has the broadcast go at that time, or as soon as people may be
// written to. There must be no other one.
func ScheduleBroadcast(tx *Tx, t *flows.Turn, p *Programme, b Broadcast, at time.Time) Broadcast {
	b.State, b.Goes = BroadcastScheduled, p.ByDay(later(at, tx.Now))
	tx.Broadcasts.Put(b.ID, b)
	row := broadcastRow(b.ID, b.Goes)
	row.Expires = b.Goes.Add(broadcastLate)
	t.Do(row)
	return b
}

// BroadcastIsDue brings a row of it: it begins, or goes on. It reports whether something
// happened that is to be shown.
func BroadcastIsDue(tx *Tx, t *flows.Turn, p *Programme, w flows.Due) (Broadcast, bool) {
	id, _ := ParseBroadcastID(w.Ref)
	b, ok := tx.Broadcasts.Get(id)
	switch {
	case !ok:
		return b, false
	case b.State != BroadcastScheduled:
		return b.Proceed(tx, t, p), true
	case w.Expired, p.Quiet(tx.Now): // it is never set for the night, so that by the morning it would be a day late
		b.State = BroadcastMissed
	default:
		b.State, b.Begun, b.Ended = BroadcastSending, tx.Now, time.Time{}
		t.Do(flows.Work{Kind: BroadcastJob, Ref: id.String()})
	}
	tx.Broadcasts.Put(id, b)
	return b, true
}

// BroadcastReckoned takes the recipients that the job has found, and begins. A job that
// failed leaves it to the coordinators.
func BroadcastReckoned(tx *Tx, t *flows.Turn, p *Programme, id BroadcastID, people []flows.PersonID, failed bool) (Broadcast, bool) {
	b, ok := tx.Broadcasts.Get(id)
	if !ok || b.State != BroadcastSending || b.Meant > 0 {
		return b, false
	}
	if failed {
		b.State, b.Begun = BroadcastMissed, time.Time{}
		tx.Broadcasts.Put(id, b)
		return b, true
	}
	for _, person := range people {
		if _, known := tx.People.Get(person); known {
			b.Meant++
			b.become(tx, person, RecipientWaiting, "")
		}
	}
	return b.Proceed(tx, t, p), true
}

// become writes down how far the broadcast is with somebody who was not erased.
func (b Broadcast) become(tx *Tx, person flows.PersonID, s RecipientState, why string) {
	key := RecipientKey{b.ID, person}
	r, _ := tx.Recipients.Get(key)
	r.State, r.Why = s, why
	tx.Recipients.Put(key, r)
}

// Proceed puts the next recipients into the outbox, and sees to it that the broadcast is
// looked at again. It returns the broadcast as it stands now.
func (b Broadcast) Proceed(tx *Tx, t *flows.Turn, p *Programme) Broadcast {
	if b.State != BroadcastSending && b.State != BroadcastDone {
		return b
	}
	night := p.Quiet(tx.Now)
	if !night {
		b.turnDay(tx, p.dayOf(tx.Now))
	}
	switch {
	case !tx.Now.Before(b.Expires()):
		b.giveUp(tx, UnsentExpired)
	case night:
	case tx.Recipients.Count(b.ID, RecipientQueued) >= broadcastLow:
		return b // it is looked at again when they have left, see broadcastWatch
	default:
		for _, person := range tx.Recipients.In(b.ID, RecipientWaiting, broadcastAtOnce) {
			b.queue(tx, t, p, person)
		}
	}
	n := ProgressOf(tx, b.ID)
	morning := broadcastRow(b.ID, earlier(p.morningAfter(tx.Now), b.Expires()))
	if night {
		morning.At = earlier(p.ByDay(tx.Now), b.Expires())
	}
	switch {
	case n.Ahead() == 0:
		t.Do(flows.Cancel{Key: morning.Key})
		if b.State == BroadcastSending {
			b.State, b.Ended = BroadcastDone, tx.Now
			if len(tx.Recipients.In(b.ID, RecipientUnsent, 1)) > 0 && b.stopped(tx) {
				b.State = BroadcastStopped
			}
		}
	case n[RecipientQueued] == 0 && (night || n[RecipientWaiting] == 0):
		t.Do(morning)
	case !night && n[RecipientWaiting] > 0 && n[RecipientQueued] < broadcastLow:
		t.Do(broadcastRow(b.ID, tx.Now))
	default:
		t.Do(broadcastRow(b.ID, tx.Now.Add(broadcastWatch)))
	}
	tx.Broadcasts.Put(b.ID, b)
	return b
}

// turnDay: on another day, who waited for it waits for their turn.
func (b *Broadcast) turnDay(tx *Tx, today string) {
	if b.Day == today {
		return
	}
	b.Day = today
	tx.Broadcasts.Put(b.ID, *b)
	for _, person := range tx.Recipients.In(b.ID, RecipientLater, 0) {
		b.become(tx, person, RecipientWaiting, "")
	}
}

// stopped reports whether somebody did not get it because it was stopped.
func (b Broadcast) stopped(tx *Tx) bool {
	return slices.ContainsFunc(tx.Recipients.In(b.ID, RecipientUnsent, 0), func(person flows.PersonID) bool {
		r, _ := tx.Recipients.Get(RecipientKey{b.ID, person})
		return r.Why == UnsentStopped
	})
}

// queue puts the message to somebody into the outbox, if it may go to them today.
func (b Broadcast) queue(tx *Tx, t *flows.Turn, p *Programme, person flows.PersonID) {
	key := RecipientKey{b.ID, person}
	r, _ := tx.Recipients.Get(key)
	today := p.dayOf(tx.Now)
	switch {
	case !b.Segment.Covers(tx, p, person):
		b.become(tx, person, RecipientUnsent, UnsentOthers)
		return
	case !freeToday(tx, p, person):
		b.become(tx, person, RecipientLater, "")
		return
	}
	r.State, r.Why, r.Day, r.Rows = RecipientQueued, "", today, r.Rows+1
	tx.Recipients.Put(key, r)
	tx.Unasked.Put(person, Unasked{Day: today, What: AboutBroadcast})
	t.Do(flows.Say{
		To: person, Promise: flows.Once, Paced: true, Key: broadcastKey(key, r), Expires: b.Expires(),
		About: BroadcastReport(key, r), Report: BroadcastReport(key, r), File: b.File,
	})
}

// freeToday reports whether somebody may get a broadcast today: they got nothing else
// unasked, and nothing that comes before it is due.
func freeToday(tx *Tx, p *Programme, person flows.PersonID) bool {
	last, _ := tx.Unasked.Get(person)
	return last.Day != p.dayOf(tx.Now) && len(Reminders(tx, p, person)) == 0
}

// WaitsForAnotherDay reports whether somebody would not get it today.
func (b Broadcast) WaitsForAnotherDay(tx *Tx, p *Programme, person flows.PersonID) bool {
	return !b.Goes.After(tx.Now) && !p.Quiet(tx.Now) && !freeToday(tx, p, person)
}

// broadcastAhead is to whom it goes with the next row of it, of those who can be written
// to.
func broadcastAhead(tx *Tx, p *Programme, id BroadcastID) (people []flows.PersonID) {
	b, _ := tx.Broadcasts.Get(id)
	switch b.State {
	case BroadcastScheduled:
		people = b.Segment.Audience(tx, p).People
	case BroadcastSending, BroadcastDone:
		people = append(tx.Recipients.In(id, RecipientWaiting, 0), tx.Recipients.In(id, RecipientLater, 0)...)
	case BroadcastDraft, BroadcastStopped, BroadcastMissed:
	}
	return slices.DeleteFunc(people, func(id flows.PersonID) bool { return !tx.Chats.Reachable(id) })
}

// BroadcastLeaves looks once more when a message of the broadcast is about to leave, by
// what follows the kind in what it is about: whether it was not overtaken by another one
// to the same person, it still goes, it is not night, and the person is meant. Who comes
// back to the bot must be free on that day: theirs was given back, and something else may
// have taken it. What leaves is on its way from now on, so that nobody has it sent again
// meanwhile.
func BroadcastLeaves(tx *Tx, p *Programme, ref string) (Broadcast, bool) {
	key, rows, read := readBroadcastReport(ref)
	b, there := tx.Broadcasts.Get(key.Broadcast)
	r, ok := tx.Recipients.Get(key)
	if !read || !there || !ok || r.Rows != rows || !b.mayLeave(tx, p, key.Person, r) {
		return b, false
	}
	if r.State == RecipientQueued {
		return b, true
	}
	if r.State == RecipientBlocked {
		r.Day = p.dayOf(tx.Now)
		tx.Unasked.Put(key.Person, Unasked{Day: r.Day, What: AboutBroadcast})
	}
	r.State, r.Why = RecipientQueued, ""
	tx.Recipients.Put(key, r)
	return b, true
}

func (b Broadcast) mayLeave(tx *Tx, p *Programme, person flows.PersonID, r Recipient) bool {
	switch {
	case b.State != BroadcastSending && b.State != BroadcastDone,
		!r.mayBeOut(),
		!tx.Now.Before(b.Expires()), p.Quiet(tx.Now), !b.Segment.Covers(tx, p, person):
		return false
	}
	return r.Day == p.dayOf(tx.Now) && r.State != RecipientBlocked || freeToday(tx, p, person)
}

// BroadcastTold hears what became of a message, by what follows the kind in its report,
// and goes on. False: that changes nothing.
func BroadcastTold(tx *Tx, t *flows.Turn, p *Programme, ref string, result flows.Result) (Broadcast, bool) {
	key, rows, read := readBroadcastReport(ref)
	b, ok := tx.Broadcasts.Get(key.Broadcast)
	r, there := tx.Recipients.Get(key)
	if !read || !ok || !there || r.Rows != rows || !b.hears(tx, p, key, r, result) {
		return b, false
	}
	return b.Proceed(tx, t, p), true
}

// mayBeOut reports whether a message to them is in the outbox, or has been put there
// again: of what is unconfirmed or refused a coordinator can decide so (Outbox.Resend).
func (r Recipient) mayBeOut() bool {
	switch r.State {
	case RecipientQueued, RecipientBlocked, RecipientUnconfirmed, RecipientFailed:
		return true
	case RecipientWaiting, RecipientLater, RecipientSent, RecipientUnsent:
	}
	return false
}

// hears writes it down. What is heard of somebody for whom nothing is in the outbox is
// late, and changes nothing.
func (b Broadcast) hears(tx *Tx, p *Programme, key RecipientKey, r Recipient, result flows.Result) bool {
	today := p.dayOf(tx.Now)
	switch {
	case !r.mayBeOut():
		return false
	case result == flows.Sent:
		if last, _ := tx.Unasked.Get(key.Person); r.State != RecipientUnconfirmed && last.Day != today { // they came back
			tx.Unasked.Put(key.Person, Unasked{Day: today, What: AboutBroadcast})
		}
		b.become(tx, key.Person, RecipientSent, "")
	case result == flows.Unreachable:
		b.giveDayBack(tx, key.Person, r)
		b.become(tx, key.Person, RecipientBlocked, "")
	case result == flows.Refused:
		b.become(tx, key.Person, RecipientFailed, "")
	case result == flows.InDoubt:
		b.become(tx, key.Person, RecipientUnconfirmed, "")
	case result == flows.Skipped:
		b.giveDayBack(tx, key.Person, r)
		b.become(tx, key.Person, RecipientUnsent, UnsentExpired)
	case result == flows.Withdrawn:
		b.giveDayBack(tx, key.Person, r)
		b.takenBack(tx, p, key.Person, r)
	default:
		return false
	}
	return true
}

// takenBack is what becomes of somebody whose message did not leave.
func (b Broadcast) takenBack(tx *Tx, p *Programme, person flows.PersonID, r Recipient) {
	switch {
	case b.State == BroadcastStopped && r.State != RecipientQueued: // keeps saying why
		return
	case b.State == BroadcastStopped:
		b.become(tx, person, RecipientUnsent, UnsentStopped)
	case !b.Segment.Covers(tx, p, person):
		b.become(tx, person, RecipientUnsent, UnsentOthers)
	default:
		b.become(tx, person, RecipientLater, "")
	}
}

// giveDayBack: the message has not reached them, so that something else may.
func (b Broadcast) giveDayBack(tx *Tx, person flows.PersonID, r Recipient) {
	if last, _ := tx.Unasked.Get(person); last.Day == r.Day && last.What == AboutBroadcast {
		tx.Unasked.Delete(person)
	}
}

// giveUp: it goes to nobody any more who waits for their turn.
func (b Broadcast) giveUp(tx *Tx, why string) {
	for _, s := range []RecipientState{RecipientWaiting, RecipientLater} {
		for _, person := range tx.Recipients.In(b.ID, s, 0) {
			b.become(tx, person, RecipientUnsent, why)
		}
	}
}
