package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// season is a programme in one process, without Telegram: people who press whatever
// buttons stand in their chats, coordinators who move events, a clock that jumps from
// one due row to the next, requests that are lost and a program that is started anew.
// What is to be sent is "sent" at once, in order, and each message is looked at.
type season struct {
	t       *rapid.T
	p       *programme.Programme
	talk    programme.Conversation
	words   programme.Words
	path    string
	store   *storage.Store
	now     time.Time
	update  int64
	message int
	chats   map[int64]*chatOf
	told    map[string]bool // keys of what is sent once, that may have arrived
	unasked map[string]int  // by person and day: what came unasked, but for reminders of that day
	asleep  bool
	trace   []string
}

// chatOf is a private chat as its owner sees it.
type chatOf struct {
	user    int64
	id      flows.PersonID
	blocked bool
	away    bool // has been, once
	order   []int
	shown   map[int][][]flows.Button
}

const (
	seasonGroup = int64(-100)
	seasonAdmin = int64(100)
)

// newSeason begins ten days before two trainings on days in a row and a meeting, which
// are of few seats.
func newSeason(t *rapid.T, p *programme.Programme, dir string, n int) *season {
	own := *p
	s := &season{
		t: t, p: &own, path: filepath.Join(dir, fmt.Sprint(n, ".db")), message: 1000, chats: map[int64]*chatOf{}, told: map[string]bool{},
		unasked: map[string]int{},
	}
	first := rapid.SampledFrom([]time.Time{
		time.Date(2026, 2, 18, 9, 30, 0, 0, p.Location), time.Date(2026, 3, 28, 10, 0, 0, 0, p.Location), time.Date(2026, 10, 24, 14, 0, 0, 0, p.Location),
	}).Draw(t, "first day")
	s.now = first.AddDate(0, 0, -10).UTC()
	for _, days := range []int{-8, -7, -1} { // two of them are days of reminders
		day := first.AddDate(0, 0, days)
		own.Nudges = append(own.Nudges, time.Date(day.Year(), day.Month(), day.Day(), 11, 0, 0, 0, p.Location).UTC())
	}
	own.Survey.Closes = time.Time{}
	s.talk, s.words = conversation(&own)
	s.open()
	if err := s.store.SetGroup(seasonGroup); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Update(s.now, func(tx *programme.Tx) error {
		for i := range 3 {
			start := first.AddDate(0, 0, i)
			kind := programme.Training
			if i == 2 {
				kind = programme.Meeting
			}
			tx.Events.Put(fmt.Sprint("event", i), programme.Event{Added: s.now, CheckIn: "CODE", Plan: programme.Plan{
				Kind: kind, Title: text.Pair{BG: fmt.Sprint("Събитие ", i+1)}, Municipality: "ruse", Seats: 2, AuthoritySeats: 1, PerOrganisation: 2, SecondFrom: s.now.AddDate(0, 0, 2),
				Start: programme.NewMoment(start.Year(), start.Month(), start.Day(), start.Hour(), start.Minute(), p.Location),
				End:   programme.NewMoment(start.Year(), start.Month(), start.Day(), start.Hour()+4, start.Minute(), p.Location),
			}})
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		s.joins(int64(101+i), i)
	}
	s.acts("start", func(_ *programme.Tx, t *flows.Turn) { programme.PutNudges(t, s.p) })
	return s
}

func (s *season) open() {
	store, err := storage.Open(s.path, storage.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.store = store
	rows, err := store.Recover()
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(rows)
}

// joins has a new person speak for an organisation; the first two speak for the same.
func (s *season) joins(user int64, n int) {
	c := &chatOf{user: user, shown: map[int][][]flows.Button{}}
	s.chats[user] = c
	s.apply(s.from(user, flows.Text{Text: "x"}), func(tx *programme.Tx, t *flows.Turn) {
		c.id = t.Person
		o := programme.OrganisationID(max(1, n))
		if _, there := tx.Organisations.Get(o); !there {
			kind := programme.NGO
			if n == 5 {
				kind = programme.Municipality
			}
			tx.Organisations.Put(tx.NewOrganisation(), programme.Organisation{Name: fmt.Sprint("Сдружение ", n), Kind: kind, Municipality: "ruse", Added: s.now})
		}
		tx.People.Put(t.Person, programme.Person{
			Name: "Ана " + string('А'+rune(n)) + "ева", Consent: programme.Consent{Version: s.p.Consent.Version, At: s.now}, Joined: s.now,
		})
		tx.Memberships.Put(programme.MembershipKey{Person: t.Person, Organisation: o}, programme.Membership{Since: s.now})
	})
}

func (s *season) from(user int64, what flows.What) flows.Update {
	s.update++
	s.message++
	return flows.Update{ID: s.update, Chat: user, User: user, Callback: "c", Input: flows.Input{
		Update: s.update, Private: true, Name: "Ана", Language: "bg", Message: s.message, Sent: s.now, What: what,
	}}
}

// apply applies an update, twice as Telegram may bring it, and sends what follows. Now
// and then the program falls over first.
func (s *season) apply(u flows.Update, talk programme.Conversation) {
	if talk == nil {
		talk = s.talk
	}
	if rapid.IntRange(0, 9).Draw(s.t, "falls over") == 0 {
		fallen := func(tx *programme.Tx, t *flows.Turn) { talk(tx, t); panic("fell over") }
		if _, err := s.store.Apply(flows.Batch{Now: s.now, Updates: []flows.Update{u}}, fallen); err == nil && u.Due == "" {
			s.t.Fatal("falling over went unnoticed")
		}
	}
	a, err := s.store.Apply(flows.Batch{Now: s.now, Polled: true, Updates: []flows.Update{u, u}}, talk)
	if err != nil {
		s.t.Fatalf("%+v: %v\n%s", u, err, strings.Join(s.trace, "\n"))
	}
	s.send(a.Rows)
}

// send sends rows in their order. Some requests are lost, some after they have arrived;
// now and then the program ends before it knows.
func (s *season) send(rows []flows.Row) {
	for len(rows) > 0 {
		r := rows[0]
		rows = rows[1:]
		if now, ok, err := s.store.Row(r.To(), r.ID); err != nil {
			s.t.Fatal(err)
		} else if !ok || now.State != flows.Waiting {
			continue
		}
		if r.Once() {
			var ok bool
			var err error
			if r, ok, err = s.store.Depart(r.To(), r.ID, s.now, s.words); err != nil {
				s.t.Fatal(err)
			} else if !ok {
				continue
			}
		}
		o := flows.Outcome{Row: r.ID, To: r.To(), Result: flows.Sent, At: s.now}
		c := s.chatOf(r.To())
		fate := rapid.IntRange(0, 19).Draw(s.t, "fate")
		switch {
		case c != nil && c.blocked:
			o.Result, o.Error = flows.Unreachable, "blocked"
		case fate == 0:
			o.Result, o.Error = flows.InDoubt, "lost"
			s.looks(r)
		case fate == 1 && r.Once():
			s.looks(r) // it has arrived, and the program ends before it knows
			s.crash()
			return // Recover hands out what still waits
		default:
			s.looks(r)
			s.shows(c, r, &o)
		}
		a, err := s.store.Apply(flows.Batch{Now: s.now, Outcomes: []flows.Outcome{o}}, s.talk)
		if err != nil {
			s.t.Fatal(err)
		}
		if o.Result == flows.InDoubt {
			if again, ok, _ := s.store.Row(r.To(), r.ID); ok && again.State == flows.Waiting {
				rows = append([]flows.Row{again}, rows...)
			}
		}
		rows = append(rows, a.Rows...)
	}
}

// shows puts a message into the chat.
func (s *season) shows(c *chatOf, r flows.Row, o *flows.Outcome) {
	if r.Say != nil {
		s.message++
		o.Message = s.message
	}
	if c == nil {
		return
	}
	if r.Say != nil {
		c.order = append(c.order, s.message)
		c.shown[s.message] = r.Say.Buttons
		return
	}
	n := r.Edit.Message
	if n == 0 {
		n, _, _ = s.store.Newest(r.To(), r.Edit.Name)
	}
	c.shown[n] = r.Edit.Buttons
}

func (s *season) chatOf(id flows.PersonID) *chatOf {
	for _, c := range s.chats {
		if c.id == id {
			return c
		}
	}
	return nil
}

func (s *season) crash() {
	if err := s.store.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.open()
}

// view reads the records.
func (s *season) view(f func(tx *programme.Tx)) {
	if err := s.store.View(func(tx *programme.Tx) error { tx.Now = s.now; f(tx); return nil }); err != nil {
		s.t.Fatal(err)
	}
}

// pass lets time pass until then, as far as anything is due; a bot that was off comes
// late.
func (s *season) pass(until time.Time) {
	if s.asleep {
		s.now, s.asleep = until, false
	}
	for range 1000 {
		rows, err := s.store.Upcoming(time.Time{}, 1)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(rows) == 0 || rows[0].At.After(until) {
			if until.After(s.now) {
				s.now = until
			}
			return
		}
		r := rows[0]
		if r.At.After(s.now) {
			s.now = r.At
		}
		s.trace = append(s.trace, fmt.Sprintf("%s due %s", s.now.In(s.p.Location).Format("Mon 02.01 15:04"), r.Key))
		expired := !r.Expires.IsZero() && !s.now.Before(r.Expires)
		s.apply(flows.Update{Due: r.Key, Input: flows.Input{What: flows.Due{Key: r.Key, Kind: r.Kind, Ref: r.Ref, Person: r.Person, Expired: expired}}}, nil)
	}
	s.t.Fatalf("something is due again and again:\n%s", strings.Join(s.trace[len(s.trace)-10:], "\n"))
}

// someone draws a person; an erased one among them has a new number.
func (s *season) someone() *chatOf {
	users := make([]int64, 0, len(s.chats))
	for u := range s.chats {
		users = append(users, u)
	}
	slices.Sort(users)
	return s.chats[rapid.SampledFrom(users).Draw(s.t, "who")]
}

// does is what a person does in their chat.
func (s *season) does(c *chatOf, what flows.What, message int) {
	u := s.from(c.user, what)
	if message != 0 {
		u.Input.Message = message
	}
	s.trace = append(s.trace, fmt.Sprintf("%s %d: %#v", s.now.In(s.p.Location).Format("Mon 02.01 15:04"), c.id, what))
	s.apply(u, nil)
}

// acts is something that a coordinator does, without the dialogue.
func (s *season) acts(what string, f programme.Conversation) {
	s.trace = append(s.trace, s.now.In(s.p.Location).Format("Mon 02.01 15:04")+" coordinators: "+what)
	s.apply(s.from(seasonAdmin, flows.Text{Text: "x"}), f)
}

func (s *season) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s: %s\n%s", s.now.In(s.p.Location).Format("Mon 02.01 15:04"), fmt.Sprintf(format, args...), strings.Join(s.trace, "\n"))
}
