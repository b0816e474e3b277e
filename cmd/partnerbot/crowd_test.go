package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// crowd are people who answer as soon as they are asked, without Telegram: what
// they do is applied in this process, and what is said to them counts as sent
// with the next batch.
type crowd struct {
	tb       testing.TB
	store    *storage.Store
	talk     programme.Conversation
	form     *flows.Form
	people   map[flows.PersonID]*walker
	outcomes []flows.Outcome
	now      time.Time
	update   int64
	message  int
	took     time.Duration // in storage and the conversation
}

// walker is one of them: a respondent with what they do next.
type walker struct {
	*respondent
	number  int // from 0
	next    simulator.Button
	message int // that they answer
	begun   bool
}

func (w *walker) user() int64 { return 10_000 + int64(w.number) }

// newCrowd opens the database at the path and registers as many NGOs.
func newCrowd(tb testing.TB, path string, organisations int) *crowd {
	tb.Helper()
	p := exampleProgramme(tb)
	talk, _ := conversation(p)
	c := &crowd{tb: tb, talk: talk, form: &p.Survey, people: map[flows.PersonID]*walker{}, now: worldStart, message: 1000}
	c.open(path)
	err := c.store.Update(c.now, func(tx *programme.Tx) error {
		programme.KeepWordings(tx, p.Survey)
		for i := range organisations {
			code := invitationOf(i)
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{
				Name: fmt.Sprintf("Народно читалище „Пример %d“", i+1), Kind: programme.NGO, Municipality: "ruse", Invitation: code, Added: c.now,
				Contact: programme.Contact{Name: "Лице за връзка", Phone: "+359888000000", Email: "office@primer.bg"},
			})
			tx.Invitations.Put(code, programme.Invitation{Organisation: id, Created: c.now})
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func (c *crowd) open(path string) {
	c.tb.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		c.tb.Fatal(err)
	}
	c.store = store
}

// invite makes the people from number on who are invited to the organisations
// in turn. Their numbers must follow each other from 0.
func (c *crowd) invite(from, n, organisations int) []*walker {
	var list []*walker
	for i := from; i < from+n; i++ {
		w := &walker{respondent: newMind(c.form, invitationOf(i%organisations), i), number: i}
		c.people[flows.PersonID(i+1)] = w
		list = append(list, w)
	}
	return list
}

// step applies the next act of each in one transaction.
func (c *crowd) step(list []*walker) {
	b := flows.Batch{Now: c.now, Outcomes: c.outcomes, Polled: true, Updates: make([]flows.Update, 0, len(list))}
	c.now = c.now.Add(10 * time.Millisecond)
	for _, w := range list {
		c.update++
		u := flows.Update{ID: c.update, Chat: w.user(), User: w.user(), Input: flows.Input{
			Update: c.update, Private: true, Name: fmt.Sprint("Участник ", w.number+1), Language: "bg", Message: w.message, Sent: c.now,
		}}
		switch typed, types := w.types(w.next); {
		case !w.begun:
			w.begun = true
			u.Input.What = flows.Command{Name: "start", Argument: w.code}
		case types:
			c.message++
			u.Input.Message, u.Input.What = c.message, flows.Text{Text: typed}
		default:
			u.Callback, u.Input.What = "c", flows.Press{Data: w.next.Data}
			w.done[w.message] = w.next.Data
		}
		b.Updates = append(b.Updates, u)
	}
	b.Offset = c.update + 1
	began := time.Now()
	a, err := c.store.Apply(b, c.talk)
	c.took += time.Since(began)
	if err != nil {
		c.tb.Fatal(err)
	}
	if a.Fresh != len(list) {
		c.tb.Fatalf("%d of %d updates were applied", a.Fresh, len(list))
	}
	c.outcomes = c.outcomes[:0]
	for _, r := range a.Rows {
		c.deliver(r)
	}
}

// deliver shows a row to whom it is for; they make up their mind.
func (c *crowd) deliver(r flows.Row) {
	o := flows.Outcome{Row: r.ID, To: r.To(), Result: flows.Sent, At: c.now}
	var buttons [][]flows.Button
	m := simulator.Message{}
	if r.Say != nil {
		c.message++
		o.Message, m.ID, m.Text, buttons = c.message, c.message, text.StripTags(r.Say.HTML), r.Say.Buttons
	} else {
		m.ID, buttons = r.Edit.Message, r.Edit.Buttons
	}
	c.outcomes = append(c.outcomes, o)
	for _, row := range buttons {
		var shown []simulator.Button
		for _, b := range row {
			shown = append(shown, simulator.Button{Text: b.Text, Data: b.Data})
		}
		m.Buttons = append(m.Buttons, shown)
	}
	w := c.people[r.To()]
	if b, ok := w.choose(m); ok && w.done[m.ID] != b.Data {
		w.next, w.message = b, m.ID
	}
}

// inBatches lets everybody act once, so many in a transaction.
func (c *crowd) inBatches(list []*walker, size int) {
	for len(list) > 0 {
		n := min(size, len(list))
		c.step(list[:n])
		list = list[n:]
	}
}

// until lets everybody act until done says that they have come far enough.
func (c *crowd) until(list []*walker, done func(*walker) bool) {
	c.tb.Helper()
	for round := 0; len(list) > 0; round++ {
		if round > 100 {
			c.tb.Fatalf("%d people go in circles, the first one at %+v", len(list), list[0].next)
		}
		c.inBatches(list, 500)
		var left []*walker
		for _, w := range list {
			if !done(w) {
				left = append(left, w)
			}
		}
		list = left
	}
}

// asked reports whether the survey has asked them something.
func asked(w *walker) bool { return len(w.given) > 0 }

func answered(w *walker) bool { return w.next.Data == finished }

// town is a database in which all have joined: the first of them have been asked
// the survey's first question, those of the other organisations have answered it.
type town struct {
	path  string
	crowd *crowd
	first []*walker
}

func newTown(tb testing.TB, people, organisations, first int) *town {
	tb.Helper()
	t := &town{path: filepath.Join(tb.TempDir(), "town.db")}
	c := newCrowd(tb, filepath.Join(tb.TempDir(), "making.db"), organisations)
	t.crowd = c
	all := c.invite(0, people, organisations)
	c.until(all[:min(people, organisations)], asked)
	t.first = all[:first]
	c.until(all[first:min(people, organisations)], answered)
	if people > organisations {
		c.until(all[organisations:], func(w *walker) bool { return asked(w) || answered(w) })
	}
	c.step(nil) // what was said last has been sent
	if err := c.store.BackupTo(t.path); err != nil {
		tb.Fatal(err)
	}
	if err := c.store.Close(); err != nil {
		tb.Fatal(err)
	}
	return t
}

// open is the town anew, as it was made, with its first people.
func (t *town) open(tb testing.TB) (*crowd, []*walker) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "partnerbot.db")
	copyFile(tb, t.path, path)
	c := &crowd{
		tb: tb, talk: t.crowd.talk, form: t.crowd.form, people: map[flows.PersonID]*walker{},
		now: t.crowd.now, update: t.crowd.update, message: t.crowd.message,
	}
	c.open(path)
	var list []*walker
	for _, w := range t.first {
		again := &walker{respondent: newMind(c.form, w.code, w.number), number: w.number, next: w.next, message: w.message, begun: true}
		for code, v := range w.given {
			again.given[code] = v
		}
		c.people[flows.PersonID(w.number+1)] = again
		list = append(list, again)
	}
	return c, list
}

func copyFile(tb testing.TB, from, to string) {
	tb.Helper()
	src, err := os.Open(from)
	if err != nil {
		tb.Fatal(err)
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := io.Copy(dst, src); err != nil {
		tb.Fatal(err)
	}
	if err := dst.Close(); err != nil {
		tb.Fatal(err)
	}
}
