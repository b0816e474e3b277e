package storage

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// seating is a database in which people register for two events with few seats,
// give up, are offered seats, leave, are erased and come back, while the clock goes
// and the program falls over and is started again.
type seating struct {
	w      *world
	t      *rapid.T
	p      *programme.Programme
	users  map[int64]programme.OrganisationID // for whom they speak, while they do
	ids    map[int64]flows.PersonID
	seen   map[programme.RegistrationID]programme.Registration // before the step
	allow  map[string]int                                      // seats that a shortened event had promised, by event and pool
	asleep bool                                                // the bot is off, and ticks when it is on again
}

const halls = 2 // events

// Organisations: 1 to 4 are NGOs, 5 and 6 authorities. Whom each user speaks for at
// first: some have colleagues, one has nobody yet.
var speaks = []programme.OrganisationID{1, 1, 2, 3, 3, 4, 5, 6}

func newSeating(w *world, t *rapid.T) *seating {
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	s := &seating{w: w, t: t, users: map[int64]programme.OrganisationID{}, ids: map[int64]flows.PersonID{}, allow: map[string]int{}, p: &programme.Programme{
		Location:  sofia,
		Seating:   programme.Seating{Answer: 24 * time.Hour, AnswerNear: 4 * time.Hour, Near: 72 * time.Hour},
		Reminders: []programme.Step{{Code: "days7", Days: 7}, {Code: "days1", Days: 1}, {Code: "hours2", Before: 2 * time.Hour}},
	}}
	// Nine days before the events, in whose time the clock may change.
	first := rapid.SampledFrom([]time.Time{
		time.Date(2026, 2, 3, 9, 30, 0, 0, sofia), time.Date(2026, 3, 29, 10, 0, 0, 0, sofia), time.Date(2026, 10, 25, 14, 0, 0, 0, sofia),
	}).Draw(t, "first event")
	w.now = first.AddDate(0, 0, -9).UTC()
	w.records(func(tx *programme.Tx) {
		for i := range 6 {
			kind := programme.NGO
			if i >= 4 {
				kind = programme.Municipality
			}
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{Name: fmt.Sprint("o", i), Kind: kind, Added: w.now})
		}
		for i := range halls {
			start := first.AddDate(0, 0, i)
			code := fmt.Sprint("event", i)
			tx.Events.Put(code, programme.Event{Plan: programme.Plan{
				Kind: programme.Training, Seats: 1 + i, AuthoritySeats: i, PerOrganisation: 2, SecondFrom: w.now.AddDate(0, 0, 3),
				Start: programme.NewMoment(start.Year(), start.Month(), start.Day(), start.Hour(), start.Minute(), sofia),
				End:   programme.Moment{At: start.Add(4 * time.Hour).UTC()},
			}, Added: w.now})
		}
	})
	for i := range speaks {
		s.joins(int64(101 + i))
	}
	return s
}

// joins has somebody speak for their organisation, for the first time or again.
func (s *seating) joins(user int64) {
	o := speaks[user-101]
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		tx.People.Put(t.Person, programme.Person{Name: fmt.Sprintf("Ана %c", 'А'+rune(user-101)), Consent: programme.Consent{Version: "1"}, Joined: s.w.now})
		tx.Memberships.Put(programme.MembershipKey{Person: t.Person, Organisation: o}, programme.Membership{Since: s.w.now})
		s.ids[user] = t.Person
	})
	s.users[user] = o
}

// turn is something that a user does. Now and then the program falls over in the
// middle of it: nothing has happened then, and Telegram brings it again.
func (s *seating) turn(user int64, f programme.Conversation) {
	u := s.w.update(user, flows.Text{Text: "x"})
	if rapid.IntRange(0, 7).Draw(s.t, "falls over") == 0 {
		fallen := func(tx *programme.Tx, t *flows.Turn) { f(tx, t); panic("fell over") }
		if _, err := s.w.Apply(flows.Batch{Now: s.w.now, Updates: []flows.Update{u}}, fallen); err == nil {
			s.t.Fatal("falling over went unnoticed")
		}
	}
	a, err := s.w.Apply(flows.Batch{Now: s.w.now, Updates: []flows.Update{u, u}}, f)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range a.Rows { // receipts: the chat goes when they have left
		s.w.outcome(flows.Outcome{Row: r.ID, To: r.To(), Result: flows.Sent, Message: int(r.ID), At: s.w.now})
	}
}

func (s *seating) anybody() (user int64, ok bool) {
	if len(s.users) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(slices.Sorted(maps.Keys(s.users))).Draw(s.t, "who"), true
}

func (s *seating) registrations() map[programme.RegistrationID]programme.Registration {
	all := map[programme.RegistrationID]programme.Registration{}
	if err := s.w.View(func(tx *programme.Tx) error {
		all = maps.Collect(tx.Registrations.All())
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// one draws a registration with that seat, of whoever answers for it.
func (s *seating) one(is func(programme.Registration) bool) (user int64, id programme.RegistrationID, ok bool) {
	var of []programme.RegistrationID
	for id, r := range s.registrations() {
		if is(r) && s.user(r.By) != 0 {
			of = append(of, id)
		}
	}
	if len(of) == 0 {
		return 0, 0, false
	}
	slices.Sort(of)
	id = rapid.SampledFrom(of).Draw(s.t, "registration")
	return s.user(s.registrations()[id].By), id, true
}

func (s *seating) user(id flows.PersonID) int64 {
	for user, of := range s.ids {
		if of == id && id != 0 {
			return user
		}
	}
	return 0
}

// Register is the wish for a seat, of one or of both people of an organisation in
// the same moment.
func (s *seating) Register(*rapid.T) {
	user, ok := s.anybody()
	if !ok {
		return
	}
	event := fmt.Sprint("event", rapid.IntRange(0, halls-1).Draw(s.t, "event"))
	attendee := rapid.SampledFrom([]string{"", "", "Борис Ц", "Ана А", "Ана Б"}).Draw(s.t, "who comes")
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		e, _ := tx.Events.Get(event)
		o, _ := tx.Organisations.Get(s.users[user])
		line := programme.LineOf(tx, e, programme.PoolOf(o))
		r, refused := programme.Register(tx, t, s.p, event, programme.Wish{Organisation: o.ID, By: t.Person, Attendee: attendee})
		switch free := len(line.Held) < line.Seats && len(line.Waiting) == 0; {
		case refused != programme.Granted:
		case free != (r.Seat == programme.Confirmed), !free && r.Seat != programme.Waiting:
			s.t.Errorf("%+v with %d of %d held, %d waiting", r, len(line.Held), line.Seats, len(line.Waiting))
		case len(programme.LiveOf(tx, event, o.ID)) > e.EachMay(tx.Now):
			s.t.Errorf("organisation %d has more seats than it may", o.ID)
		}
	})
}

// GiveUp ends a registration, whatever it is by now.
func (s *seating) GiveUp(*rapid.T) {
	user, id, ok := s.one(func(programme.Registration) bool { return true })
	if !ok {
		return
	}
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		was, _ := tx.Registrations.Get(id)
		e, _ := tx.Events.Get(was.Event)
		if _, done := programme.GiveUp(tx, t, s.p, id, programme.GaveUp); done != (was.Live() && tx.Now.Before(e.End.At)) {
			s.t.Errorf("gave up %+v: %v", was, done)
		}
	})
}

// Accept takes a seat that is offered, or tries to take one that is not (any more).
func (s *seating) Accept(*rapid.T) {
	user, id, ok := s.one(func(r programme.Registration) bool { return !r.Offer.At.IsZero() })
	if !ok {
		return
	}
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		was, _ := tx.Registrations.Get(id)
		e, _ := tx.Events.Get(was.Event)
		if _, done := programme.Accept(tx, t, s.p, id); done != (was.Seat == programme.Offered && e.ToCome(tx.Now)) {
			s.t.Errorf("accepted %+v: %v", was, done)
		}
	})
}

// Leave ends that somebody speaks for their organisation; Erase everything of them.
func (s *seating) Leave(*rapid.T) {
	if user, ok := s.anybody(); ok {
		s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
			programme.Leave(tx, t, s.p, programme.MembershipKey{Person: t.Person, Organisation: s.users[user]})
		})
		delete(s.users, user)
	}
}

func (s *seating) Erase(*rapid.T) {
	user := int64(rapid.IntRange(101, 100+len(speaks)).Draw(s.t, "who"))
	if s.ids[user] == 0 {
		return
	}
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		programme.Forget(tx, t, s.p, t.Person)
		tx.Chats.Forget(t.Person)
	})
	delete(s.users, user)
	delete(s.ids, user)
}

// Return has somebody speak for their organisation again.
func (s *seating) Return(*rapid.T) {
	user := int64(rapid.IntRange(101, 100+len(speaks)).Draw(s.t, "who"))
	if s.users[user] == 0 {
		s.joins(user)
	}
}

// Resize changes the number of seats: what was promised stays promised.
func (s *seating) Resize(*rapid.T) {
	user, ok := s.anybody()
	if !ok {
		return
	}
	event, seats := fmt.Sprint("event", rapid.IntRange(0, halls-1).Draw(s.t, "event")), rapid.IntRange(1, 4).Draw(s.t, "seats")
	s.turn(user, func(tx *programme.Tx, t *flows.Turn) {
		e, _ := tx.Events.Get(event)
		e.Seats = seats
		tx.Events.Put(event, e)
		s.allow[event] = len(programme.LineOf(tx, e, programme.PoolNGO).Held)
		programme.Refill(tx, t, s.p, e)
	})
}

// Sleep has the bot off until the next time it ticks.
func (s *seating) Sleep(*rapid.T) { s.asleep = true }

// Tick lets time pass, minute by minute as far as anything is due; a bot that was off
// comes late.
func (s *seating) Tick(*rapid.T) {
	s.pass(s.w.now.Add(time.Duration(rapid.IntRange(0, 36*60).Draw(s.t, "minutes")) * time.Minute))
}

// Near lets time pass until it is too late to offer a seat by message.
func (s *seating) Near(*rapid.T) {
	before := time.Duration(rapid.IntRange(1, 240).Draw(s.t, "minutes")) * time.Minute
	var at time.Time
	if err := s.w.View(func(tx *programme.Tx) error {
		e, _ := tx.Events.Get("event0")
		at = e.Start.At.Add(-before)
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	if at.After(s.w.now) {
		s.pass(at)
	}
}

func (s *seating) pass(until time.Time) {
	if s.asleep {
		s.w.now, s.asleep = until, false
	}
	for {
		rows, err := s.w.Upcoming(time.Time{}, 1)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(rows) == 0 || rows[0].At.After(until) {
			break
		}
		if rows[0].At.After(s.w.now) {
			s.w.now = rows[0].At
		}
		s.due(rows[0])
	}
	s.w.now = until
}

// due brings a row as the bot does; the conversations look again.
func (s *seating) due(row flows.DueRow) {
	u := flows.Update{Due: row.Key, Input: flows.Input{What: flows.Due{Key: row.Key, Kind: row.Kind, Ref: row.Ref, Person: row.Person}}}
	if _, err := s.w.Apply(flows.Batch{Now: s.w.now, Updates: []flows.Update{u, u}}, func(tx *programme.Tx, t *flows.Turn) {
		id, _ := programme.ParseRegistrationID(row.Ref)
		r, there := tx.Registrations.Get(id)
		switch row.Kind {
		case programme.LapseDue:
			if !there || r.Seat != programme.Offered || s.w.now.Before(r.Offer.Until) {
				s.t.Errorf("an offer passes on that is none: %+v", r)
			}
			programme.Lapse(tx, t, s.p, id)
		case programme.OfferDue:
			if !there || r.Seat != programme.Offered {
				s.t.Errorf("an offer is told that is none: %+v", r)
			}
			if !s.w.now.Before(r.Offer.Until) {
				programme.OfferAgain(tx, t, s.p, id)
			}
		}
	}); err != nil {
		s.t.Fatal(err)
	}
}

// Crash ends the program, and starts it again.
func (s *seating) Crash(*rapid.T) {
	if err := s.w.Close(); err != nil {
		s.t.Fatal(err)
	}
	store, err := Open(s.w.path, Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.w.Store, store.db.NoSync = store, true
}

// Check holds everything against a recount.
func (s *seating) Check(*rapid.T) {
	for _, wrong := range s.w.Store.Check() {
		s.t.Errorf("database: %v", wrong)
	}
	rows, err := s.w.Upcoming(time.Time{}, 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	due := map[string]flows.DueRow{}
	for _, r := range rows {
		due[r.Key] = r
	}
	if err := s.w.View(func(tx *programme.Tx) error {
		tx.Now = s.w.now
		for _, e := range programme.Events(tx) {
			for _, pool := range []programme.Pool{programme.PoolNGO, programme.PoolAuthority} {
				s.line(tx, e, pool)
			}
			s.reminders(tx, e, due)
		}
		for id, r := range tx.Registrations.All() {
			s.registration(tx, id, r, due)
		}
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	s.seen = s.registrations()
}

// line: never more seats than there are, and none that stays free while somebody
// waits, unless it is too late to offer it.
func (s *seating) line(tx *programme.Tx, e programme.Event, pool programme.Pool) {
	l := programme.LineOf(tx, e, pool)
	held := len(l.Held)
	if pool == programme.PoolNGO {
		s.allow[e.Code] = min(s.allow[e.Code], held)
	}
	if most := max(l.Seats, s.allow[e.Code]); held > most {
		s.t.Errorf("%s: %d seats are promised, of %d", e.Code, held, most)
	}
	if !e.ToCome(tx.Now) || len(l.Waiting) == 0 || held >= l.Seats {
		return
	}
	if _, inTime := s.p.Seating.Offer(s.p, e, tx.Now); inTime {
		s.t.Errorf("%s at %s: %d wait, and %d of %d seats are held", e.Code, tx.Now, len(l.Waiting), held, l.Seats)
	}
	if _, called := tx.Calls.Get(programme.CallKey{Registration: l.Waiting[0].ID, Why: programme.CallSeat}); !called {
		s.t.Errorf("%s: a seat is free, and nobody calls the first who waits", e.Code)
	}
}

// night is when people are left alone, in words of its own: the rule that the program
// keeps is what is looked at here.
func (s *seating) night(at time.Time) bool {
	clock := at.In(s.p.Location).Format("15:04")
	return clock < "08:30" || clock >= "20:00"
}

// registration: what was cancelled stays so, who waits is not overtaken, offers lie
// in the day and pass on by themselves, and nobody answers for a seat who is gone.
func (s *seating) registration(tx *programme.Tx, id programme.RegistrationID, r programme.Registration, due map[string]flows.DueRow) {
	before, known := s.seen[id]
	if known && before.Seat == programme.Cancelled && r.Seat != programme.Cancelled {
		s.t.Errorf("%+v had been cancelled", r)
	}
	_, lapses := due[programme.LapseDue+"/"+id.String()]
	_, told := due[programme.OfferDue+"/"+id.String()]
	if r.Seat != programme.Offered {
		if lapses || told {
			s.t.Errorf("%+v has rows of an offer", r)
		}
		return
	}
	e, _ := tx.Events.Get(r.Event)
	switch o := r.Offer; {
	case !e.ToCome(tx.Now): // a bot that was off until it had begun
	case s.night(o.At) || s.night(o.Until) || o.Until.Sub(o.At) < time.Hour || !o.Until.Before(e.Start.At):
		s.t.Errorf("offered from %s to %s, for %s", o.At, o.Until, e.Start.At)
	case !lapses || told != o.At.After(tx.Now) && !told:
		s.t.Errorf("the offer of %+v does not pass on, or is not told", r)
	case due[programme.LapseDue+"/"+id.String()].Person != r.By:
		s.t.Errorf("the offer of %+v hangs on somebody else", r)
	}
	if known && before.Seat == programme.Waiting {
		mine, _ := tx.Organisations.Get(r.Organisation)
		for _, w := range programme.LineOf(tx, e, programme.PoolOf(mine)).Waiting {
			if w.ID < id {
				s.t.Errorf("%d was offered a seat before %d", id, w.ID)
			}
		}
	}
}

// reminders: a row for each step to come and each person who answers for a seat, and
// none for anybody else.
func (s *seating) reminders(tx *programme.Tx, e programme.Event, due map[string]flows.DueRow) {
	want := map[string]bool{}
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		for _, step := range s.p.Reminders {
			if at, ok := step.When(s.p, e); r.By != 0 && r.Seat == programme.Confirmed && ok {
				key := programme.ReminderKey(e, r.By, step.Code, 0)
				want[key] = true
				if row, there := due[key]; at.After(tx.Now) && (!there || !row.At.Equal(at) || row.Person != r.By || s.night(at)) {
					s.t.Errorf("the reminder %s of %+v is %+v", step.Code, r, row)
				}
			}
		}
	}
	for key, row := range due {
		if row.Kind == programme.RemindDue && row.Ref[:len(e.Code)] == e.Code && !want[key] {
			s.t.Errorf("%s reminds somebody who has no seat", key)
		}
	}
}

// Whatever people do in whatever order, and whenever the program falls over: no seat
// is promised twice, nobody is overtaken, and every number is a recount.
func TestSeatHistories(t *testing.T) {
	t.Parallel()
	n := 0
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		w := &world{t: t, path: filepath.Join(dir, fmt.Sprint(n, ".db")), now: start}
		w.Store = mustOpen(t, w.path)
		w.db.NoSync = true // nobody pulls the plug
		s := newSeating(w, rt)
		defer func() {
			_ = s.w.Close()
			_ = os.Remove(w.path)
		}()
		rt.Repeat(map[string]func(*rapid.T){
			"register": s.Register, "register more": s.Register, "register again": s.Register, "give up": s.GiveUp, "accept": s.Accept,
			"leave": s.Leave, "erase": s.Erase, "return": s.Return, "resize": s.Resize, "tick": s.Tick, "near": s.Near, "sleep": s.Sleep, "crash": s.Crash, "": s.Check,
		})
	})
}
