package programme_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// mailing is a broadcast on a real database, with a sender whose messages arrive or not
// as the dice have it.
type mailing struct {
	t      *rapid.T
	path   string
	store  *storage.Store
	p      *programme.Programme
	now    time.Time
	id     programme.BroadcastID
	update int64
	sent   int         // number of the last message
	rows   []flows.Row // that the sender knows of
	flying []flows.Row // that have departed

	arrived map[flows.PersonID]int    // how often it truly reached them
	allowed map[flows.PersonID]int    // how often it may: once, and at each word of a coordinator
	days    map[flows.PersonID]string // when it last left to them
	gone    map[flows.PersonID]bool   // erased
	said    map[flows.PersonID]bool   // a coordinator has said that they have it
}

const mailed = 8 // people

func newMailing(t *rapid.T, dir string) *mailing {
	p := *small
	zone, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	p.Location, p.Consent.Version = zone, "1"
	m := &mailing{t: t, p: &p, path: filepath.Join(dir, fmt.Sprint(time.Now().UnixNano(), ".db")), now: noon,
		arrived: map[flows.PersonID]int{}, allowed: map[flows.PersonID]int{}, days: map[flows.PersonID]string{}, gone: map[flows.PersonID]bool{}, said: map[flows.PersonID]bool{}}
	m.open()
	for i := range mailed {
		m.does(i, flows.Text{Text: "/start"}, func(tx *programme.Tx, turn *flows.Turn) {
			member(tx, turn.Person, put(tx, programme.Organisation{Name: "Сдружение", Kind: programme.NGO, Municipality: "ruse"}), programme.InForce)
			m.allowed[turn.Person] = 1
		})
	}
	m.by(func(tx *programme.Tx, turn *flows.Turn) {
		m.id = tx.NewBroadcast()
		b := programme.Broadcast{ID: m.id, Text: text.Pair{BG: "Здравейте"}, Segment: programme.Segment{Any: []programme.Clause{{All: true}}}}
		programme.ScheduleBroadcast(tx, turn, m.p, b, turn.At)
	})
	return m
}

func (m *mailing) open() {
	store, err := storage.Open(m.path, storage.Options{})
	if err != nil {
		m.t.Fatal(err)
	}
	m.store = store
}

// talk is what the coordinators' conversation does with it.
func (m *mailing) talk(tx *programme.Tx, t *flows.Turn) {
	switch w := t.What.(type) {
	case flows.Due:
		if late, ok := w.Late(); ok {
			m.hears(tx, t, late)
		} else if w.Kind == programme.BroadcastDue {
			programme.BroadcastIsDue(tx, t, m.p, w)
		}
	case flows.Delivered:
		m.hears(tx, t, w)
	}
}

func (m *mailing) hears(tx *programme.Tx, t *flows.Turn, w flows.Delivered) {
	programme.BroadcastTold(tx, t, m.p, w.Report[len(programme.AboutBroadcast)+1:], w.Result)
}

func (m *mailing) apply(b flows.Batch, talk programme.Conversation) {
	b.Now = m.now
	out, err := m.store.Apply(b, talk)
	if err != nil {
		m.t.Fatal(err)
	}
	m.rows = append(m.rows, out.Rows...)
	m.rows = slices.DeleteFunc(m.rows, func(r flows.Row) bool { return slices.Contains(out.Dropped, r.ID) })
}

// does is what somebody does in their chat; then may be nil.
func (m *mailing) does(i int, what flows.What, then programme.Conversation) {
	m.update++
	m.apply(flows.Batch{Updates: []flows.Update{{
		ID: m.update, Chat: int64(100 + i), User: int64(100 + i), Input: flows.Input{Private: true, Language: "bg", What: what},
	}}}, func(tx *programme.Tx, t *flows.Turn) {
		if _, told := t.What.(flows.Delivered); told || then == nil {
			m.talk(tx, t)
			return
		}
		then(tx, t)
	})
}

// by is what a coordinator does, or a job.
func (m *mailing) by(then programme.Conversation) {
	first := true
	m.apply(flows.Batch{Updates: []flows.Update{{Input: flows.Input{What: flows.Started{}}}}}, func(tx *programme.Tx, t *flows.Turn) {
		if first {
			first = false
			then(tx, t)
			return
		}
		m.talk(tx, t)
	})
}

// tick brings what is due, and has the job done that is set.
func (m *mailing) tick() {
	for range 200 {
		rows, err := m.store.Due(m.now, false, 50)
		if err != nil {
			m.t.Fatal(err)
		}
		var b flows.Batch
		if len(rows) == 0 {
			if jobs, err := m.store.Jobs(); err != nil || len(jobs) == 0 {
				return
			}
		}
		for _, r := range rows {
			b.Updates = append(b.Updates, flows.Update{Due: r.Key, Input: flows.Input{What: flows.Due{Key: r.Key, Kind: r.Kind, Ref: r.Ref, Person: r.Person, Expired: r.Expired}}})
		}
		m.apply(b, m.talk)
		jobs, err := m.store.Jobs()
		if err != nil {
			m.t.Fatal(err)
		}
		for _, j := range jobs {
			m.apply(flows.Batch{Updates: []flows.Update{{Job: j.ID, Input: flows.Input{What: flows.Finished{Kind: j.Work.Kind}}}}}, func(tx *programme.Tx, t *flows.Turn) {
				if _, ended := t.What.(flows.Finished); !ended || j.Work.Kind != programme.BroadcastJob {
					m.talk(tx, t)
					return
				}
				b, _ := tx.Broadcasts.Get(m.id)
				programme.BroadcastReckoned(tx, t, m.p, m.id, b.Segment.Audience(tx, m.p).People, false)
			})
		}
		if len(rows)+len(jobs) == 0 {
			return
		}
	}
	m.t.Fatal("what is due does not come to an end")
}

// leave lets a row depart; it must be day, and the broadcast must go.
func (m *mailing) leave() {
	if len(m.rows) == 0 {
		return
	}
	i := rapid.IntRange(0, len(m.rows)-1).Draw(m.t, "row")
	r := m.rows[i]
	m.rows = slices.Delete(m.rows, i, i+1)
	r, ok, err := m.store.Depart(r.To(), r.ID, m.now, func(tx *programme.Tx, say flows.Say, lang text.Language) (string, [][]flows.Button, bool) {
		_, ref, _ := strings.Cut(say.About, "/")
		b, ok := programme.BroadcastLeaves(tx, m.p, ref)
		if !ok {
			return "", nil, false
		}
		return b.Screen(m.p, lang).Text.HTML(lang), nil, true
	})
	if err != nil {
		m.t.Fatal(err)
	}
	if !ok {
		return
	}
	if m.p.Quiet(m.now) {
		m.t.Fatalf("it leaves at %s", m.now.In(m.p.Location))
	}
	if s := m.broadcast().State; s == programme.BroadcastStopped {
		m.t.Fatal("it leaves although it was stopped")
	}
	day := m.now.In(m.p.Location).Format(time.DateOnly)
	if m.days[r.To()] == day {
		m.t.Fatalf("a second message to %d on %s", r.To(), day)
	}
	m.days[r.To()] = day
	m.flying = append(m.flying, r)
}

// ends is what becomes of a request.
func (m *mailing) ends() {
	if len(m.flying) == 0 {
		return
	}
	r := m.flying[0]
	m.flying = m.flying[1:]
	result := rapid.SampledFrom([]flows.Result{flows.Sent, flows.Sent, flows.Sent, flows.Refused, flows.InDoubt, flows.Unsent, flows.Unreachable}).Draw(m.t, "result")
	m.sent++
	switch {
	case result == flows.Sent, result == flows.InDoubt && rapid.Bool().Draw(m.t, "arrived"):
		m.arrives(r.To())
	case result == flows.Unsent:
		m.days[r.To()] = "" // it did not leave
		m.rows = append(m.rows, r)
	case result != flows.InDoubt:
		m.days[r.To()] = ""
	}
	m.apply(flows.Batch{Outcomes: []flows.Outcome{{Row: r.ID, To: r.To(), Result: result, Message: m.sent, At: m.now}}}, m.talk)
}

func (m *mailing) arrives(id flows.PersonID) {
	if m.arrived[id]++; m.arrived[id] > m.allowed[id] {
		m.t.Fatalf("%d got it %d times", id, m.arrived[id])
	}
}

// kill is the end of the program in the middle; requests under way arrive or not.
func (m *mailing) kill() {
	for _, r := range m.flying {
		if rapid.Bool().Draw(m.t, "arrived") {
			m.arrives(r.To())
		}
	}
	m.flying = nil
	if err := m.store.Close(); err != nil {
		m.t.Fatal(err)
	}
	m.open()
	rows, err := m.store.Recover()
	if err != nil {
		m.t.Fatal(err)
	}
	m.rows = rows
}

func (m *mailing) broadcast() (b programme.Broadcast) {
	if err := m.store.View(func(tx *programme.Tx) error { b, _ = tx.Broadcasts.Get(m.id); return nil }); err != nil {
		m.t.Fatal(err)
	}
	return b
}

// decides is a coordinator's press.
func (m *mailing) decides(what string) {
	m.by(func(tx *programme.Tx, t *flows.Turn) {
		b, _ := tx.Broadcasts.Get(m.id)
		unsure := b.Unconfirmed(tx)
		stuck := tx.Outbox.Stuck()
		unsure = slices.DeleteFunc(unsure, func(id flows.PersonID) bool { // sent again already, one by one
			return !slices.ContainsFunc(stuck, func(r flows.Row) bool { return r.To() == id && r.State == flows.Unconfirmed })
		})
		switch {
		case what == "stop" && b.State == programme.BroadcastSending:
			programme.StopBroadcast(tx, t, b)
		case what == "resume" && b.CanResume(tx) > 0:
			programme.ResumeBroadcast(tx, t, m.p, b)
		case what == "arrived" && len(unsure) > 0:
			programme.ArrivedBroadcast(tx, t, b, unsure[:1])
			m.said[unsure[0]] = true
		case what == "resend one":
			for _, r := range tx.Outbox.Stuck() {
				if b.State == programme.BroadcastStopped || r.State != flows.Unconfirmed && r.State != flows.Dead {
					continue
				}
				m.allowed[r.To()]++
				m.days[r.To()] = ""
				tx.Outbox.Resend(r.To(), r.ID)
				return
			}
		case what == "resend" && len(unsure) > 0 && b.CanResend(tx):
			for _, id := range unsure {
				m.allowed[id]++
				m.days[id] = ""
			}
			if _, n := programme.ResendBroadcast(tx, t, m.p, b, unsure); n != len(unsure) {
				m.t.Fatalf("sent again to %d of %d", n, len(unsure))
			}
		}
	})
}

// erase erases somebody.
func (m *mailing) erase(i int) {
	m.does(i, flows.Text{Text: "изтрий"}, func(tx *programme.Tx, t *flows.Turn) {
		for _, key := range tx.Memberships.OfPerson(t.Person) {
			programme.Leave(tx, t, m.p, key)
		}
		tx.Chats.Erase(t.Person)
		m.gone[t.Person] = true
		m.rows = slices.DeleteFunc(m.rows, func(r flows.Row) bool { return r.To() == t.Person })
	})
}

// outcome says what became of the message to somebody, which must be under way.
func (m *mailing) outcome(id flows.PersonID, result flows.Result) {
	i := slices.IndexFunc(m.flying, func(r flows.Row) bool { return r.To() == id })
	if i < 0 {
		m.t.Fatalf("nothing is under way to %d", id)
	}
	r := m.flying[i]
	m.flying = slices.Delete(m.flying, i, i+1)
	if result == flows.Unsent {
		m.rows, m.days[id] = append(m.rows, r), ""
	}
	m.sent++
	m.apply(flows.Batch{Outcomes: []flows.Outcome{{Row: r.ID, To: id, Result: result, Message: m.sent, At: m.now}}}, m.talk)
}

// state is how far it is with somebody.
func (m *mailing) state(id flows.PersonID) (s programme.RecipientState) {
	if err := m.store.View(func(tx *programme.Tx) error {
		r, _ := tx.Recipients.Get(programme.RecipientKey{Broadcast: m.id, Person: id})
		s = r.State
		return nil
	}); err != nil {
		m.t.Fatal(err)
	}
	return s
}

// What seldom happens by chance.
func TestBroadcastTurns(t *testing.T) {
	t.Parallel()
	for name, turn := range map[string]func(*mailing){
		"the network fails when it was stopped": func(m *mailing) {
			m.leave()
			who := m.flying[0].To()
			m.decides("stop")
			m.outcome(who, flows.Unsent)
			m.leave() // looks again, and stays
			m.tick()
			if s := m.state(who); s != programme.RecipientUnsent {
				m.t.Errorf("it is %q", s)
			}
		},
		"somebody is back on a day on which they got something": func(m *mailing) {
			for len(m.rows) > 0 {
				m.leave()
			}
			m.outcome(1, flows.Unreachable)
			m.now = m.now.Add(24 * time.Hour)
			m.by(func(tx *programme.Tx, _ *flows.Turn) {
				tx.Unasked.Put(1, programme.Unasked{Day: m.now.In(m.p.Location).Format(time.DateOnly), What: "nudge"})
			})
			m.does(0, flows.Text{Text: "тук съм"}, nil)
			m.leave()
			m.tick()
			if s := m.state(1); s != programme.RecipientLater || len(m.flying) != mailed-1 {
				m.t.Errorf("it is %q", s)
			}
			m.now = m.now.Add(24 * time.Hour)
			m.tick()
			m.leave()
			m.outcome(1, flows.Sent)
			if s := m.state(1); s != programme.RecipientSent {
				m.t.Errorf("on the next day it is %q", s)
			}
		},
		"somebody is back on the same day, and got something meanwhile": func(m *mailing) {
			for len(m.rows) > 0 {
				m.leave()
			}
			m.outcome(1, flows.Unreachable)
			m.by(func(tx *programme.Tx, _ *flows.Turn) {
				if _, taken := tx.Unasked.Get(1); taken {
					m.t.Error("their day was not given back")
				}
				tx.Unasked.Put(1, programme.Unasked{Day: m.now.In(m.p.Location).Format(time.DateOnly), What: programme.AboutBroadcast}) // another one
			})
			m.does(0, flows.Text{Text: "тук съм"}, nil)
			m.leave()
			m.tick()
			if s := m.state(1); s != programme.RecipientLater {
				m.t.Errorf("it is %q", s)
			}
		},
		"an old word of a message that was put into the outbox anew": func(m *mailing) {
			for len(m.rows) > 0 {
				m.leave()
			}
			m.outcome(1, flows.Unreachable)
			m.now = m.now.Add(12 * time.Hour) // night
			m.does(0, flows.Text{Text: "тук съм"}, nil)
			m.leave() // nothing is said at night, which is heard of with the next tick
			m.now = m.now.Add(12 * time.Hour)
			m.decides("stop")
			m.decides("resume")
			m.tick()
			if s := m.state(1); s != programme.RecipientQueued || len(m.rows) != 1 {
				m.t.Errorf("it is %q, and %d rows wait", s, len(m.rows))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			rapid.Check(t, func(rt *rapid.T) {
				m := newMailing(rt, dir)
				defer func() { _ = m.store.Close() }()
				m.tick()
				turn(m)
				for _, err := range m.store.Check() {
					rt.Errorf("the database: %v", err)
				}
			})
		})
	}
}

// A broadcast that did not begin when it was to goes by itself on the same day only: in
// the evening the coordinators are asked, not people written to the morning after.
func TestBroadcastLate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		m := newMailing(rt, dir)
		defer func() { _ = m.store.Close() }()
		late := time.Duration(rapid.IntRange(0, 72).Draw(rt, "half hours")) * 30 * time.Minute
		set := m.now
		m.now = m.now.Add(late)
		m.tick()
		want := programme.BroadcastMissed
		if m.now.In(m.p.Location).Day() == set.In(m.p.Location).Day() && !m.p.Quiet(m.now) {
			want = programme.BroadcastSending
		}
		if b := m.broadcast(); b.State != want {
			rt.Errorf("%s late it is %q", late, b.State)
		}
	})
}

// Whoever stops it while the recipients are still being reckoned can change it and send it.
func TestBroadcastStoppedEarly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		m := newMailing(rt, dir)
		defer func() { _ = m.store.Close() }()
		m.by(func(tx *programme.Tx, turn *flows.Turn) {
			b, _ := programme.BroadcastIsDue(tx, turn, m.p, flows.Due{Kind: programme.BroadcastDue, Ref: m.id.String()})
			programme.StopBroadcast(tx, turn, b)
		})
		m.tick()
		if b := m.broadcast(); b.State != programme.BroadcastDraft || len(m.rows) > 0 {
			rt.Fatalf("it is %q, and %d rows wait", b.State, len(m.rows))
		}
		m.by(func(tx *programme.Tx, turn *flows.Turn) {
			b, _ := tx.Broadcasts.Get(m.id)
			programme.ScheduleBroadcast(tx, turn, m.p, b, turn.At)
		})
		m.tick()
		if len(m.rows) != mailed {
			rt.Errorf("%d rows wait", len(m.rows))
		}
	})
}

// TestBroadcastOnce: whatever happens, a broadcast goes to nobody twice by itself, never
// at night, to nobody once it was stopped, at most one a day to each; it comes to an end,
// and what the records say of each is true.
func TestBroadcastOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		m := newMailing(rt, dir)
		acts := map[string]func(*rapid.T){
			"tick":       func(*rapid.T) { m.tick() },
			"leave":      func(*rapid.T) { m.leave() },
			"leave 2":    func(*rapid.T) { m.leave() },
			"ends":       func(*rapid.T) { m.ends() },
			"ends 2":     func(*rapid.T) { m.ends() },
			"kill":       func(*rapid.T) { m.kill() },
			"stop":       func(*rapid.T) { m.decides("stop") },
			"resume":     func(*rapid.T) { m.decides("resume") },
			"resend":     func(*rapid.T) { m.decides("resend") },
			"resend one": func(*rapid.T) { m.decides("resend one") },
			"arrived":    func(*rapid.T) { m.decides("arrived") },
			"blocks":     func(rt *rapid.T) { m.does(rapid.IntRange(0, mailed-1).Draw(rt, "who"), flows.Blocked{}, nil) },
			"returns":    func(rt *rapid.T) { m.does(rapid.IntRange(0, mailed-1).Draw(rt, "who"), flows.Text{Text: "?"}, nil) },
			"erase":      func(rt *rapid.T) { m.erase(rapid.IntRange(0, mailed-1).Draw(rt, "who")) },
			"time": func(rt *rapid.T) {
				m.now = m.now.Add(time.Duration(rapid.SampledFrom([]int{1, 10, 180, 600}).Draw(rt, "minutes")) * time.Minute)
			},
			"other": func(rt *rapid.T) { // something else unasked
				who := flows.PersonID(rapid.IntRange(1, mailed).Draw(rt, "who"))
				m.by(func(tx *programme.Tx, _ *flows.Turn) {
					day := m.now.In(m.p.Location).Format(time.DateOnly)
					if last, _ := tx.Unasked.Get(who); last.Day != day && !m.gone[who] {
						tx.Unasked.Put(who, programme.Unasked{Day: day, What: "reminder"})
						m.days[who] = day
					}
				})
			},
		}
		rt.Repeat(acts)
		m.drain()
		m.compare()
		if err := m.store.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}

// drain lets everything come to its end.
func (m *mailing) drain() {
	for range 9 * 4 {
		m.tick()
		for len(m.rows)+len(m.flying) > 0 {
			m.leave()
			m.ends()
		}
		m.now = m.now.Add(6 * time.Hour)
	}
	m.tick()
}

// compare holds the records against what happened.
func (m *mailing) compare() {
	for _, err := range m.store.Check() {
		m.t.Errorf("the database: %v", err)
	}
	if err := m.store.View(func(tx *programme.Tx) error {
		b, _ := tx.Broadcasts.Get(m.id)
		n := programme.ProgressOf(tx, m.id)
		if b.Active() || n.Ahead() > 0 {
			m.t.Errorf("after all that it is still %q, %v", b.State, n)
		}
		for key, r := range tx.Recipients.All() {
			times := m.arrived[key.Person]
			if r.State == programme.RecipientSent && times == 0 && !m.said[key.Person] {
				m.t.Errorf("%d is said to have it", key.Person)
			}
			if times > 0 && (r.State == programme.RecipientUnsent || r.State == programme.RecipientBlocked) && m.allowed[key.Person] == 1 {
				m.t.Errorf("%d has it, and the records say %q", key.Person, r.State)
			}
		}
		return nil
	}); err != nil {
		m.t.Fatal(err)
	}
}
