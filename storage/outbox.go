package storage

import (
	"bytes"
	"sort"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// maxAttempts is how often a message goes out whose answer was lost.
const maxAttempts = 3

// keysOutlive is how long the key of a Once message counts after it expired: a
// late tick or a replayed update adds nothing.
const keysOutlive = 60 * 24 * time.Hour

func rowKey(to flows.PersonID, id uint64) []byte { return append(personKey(to), be(id)...) }

func (t *tx) row(to flows.PersonID, id uint64) (flows.Row, bool) {
	var r flows.Row
	ok := t.getJSON(outbox, rowKey(to, id), &r)
	r.ID = id
	return r, ok
}

func (t *tx) putRow(r flows.Row) { t.putJSON(outbox, rowKey(r.To(), r.ID), r) }

// dropRow takes a row away, and with it the file that was made for it. Of
// somebody who has not given their consent even the bytes go, with the night.
func (t *tx) dropRow(r flows.Row) {
	t.delete(outbox, rowKey(r.To(), r.ID))
	if r.Say != nil && r.Say.File != nil && r.Say.File.ID != 0 {
		t.delete(files, be(uint64(r.Say.File.ID)))
		t.deleteUnder(chunks, be(uint64(r.Say.File.ID)))
	}
	if of := r.Of(); of != 0 && !t.has(people, personKey(of)) {
		t.put(meta, keyTonight, be(1))
	}
}

// rowsOf lists a chat's rows in order.
func (t *tx) rowsOf(to flows.PersonID) []flows.Row {
	var rows []flows.Row
	for _, k := range t.under(outbox, personKey(to)) {
		if r, ok := t.row(to, number(k[8:])); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// say puts a message into the outbox, unless its key says that it was there.
func (t *tx) say(say flows.Say, out *flows.Applied) {
	if say.Key != "" {
		if t.in(outKeys).Get([]byte(say.Key)) != nil {
			return
		}
		until := say.Expires
		if until.IsZero() {
			until = t.now
		}
		t.put(outKeys, []byte(say.Key), be(seconds(until.Add(keysOutlive))))
	}
	if say.Name != "" {
		t.setName(say.To, say.Name, 0, false)
	}
	t.add(flows.Row{Key: say.Key, Say: &say, Created: t.now}, out)
}

// edit puts a change into the outbox. Changes of the same message that still
// wait are overtaken; one that only takes buttons away keeps the words of the
// one before.
func (t *tx) edit(edit flows.Edit, out *flows.Applied) {
	if edit.Message == 0 {
		// The name may soon mean a newer message: this one is meant. While its
		// number is not known, the name has to do.
		edit.Message, _ = t.newest(edit.To, edit.Name)
	}
	for _, r := range t.rowsOf(edit.To) {
		old := r.Edit
		if old == nil || old.Message != edit.Message || edit.Message == 0 && old.Name != edit.Name {
			continue
		}
		if edit.HTML == "" {
			edit.HTML = old.HTML
		}
		edit.Needed = edit.Needed || old.Needed
		t.dropRow(r)
		out.Dropped = append(out.Dropped, r.ID)
	}
	t.add(flows.Row{Edit: &edit, Created: t.now}, out)
}

func (t *tx) add(r flows.Row, out *flows.Applied) {
	r.ID = t.next(outbox)
	t.putRow(r)
	out.Rows = append(out.Rows, r)
}

// outcome writes down what became of a row.
func (t *tx) outcome(o flows.Outcome, out *flows.Applied) {
	r, ok := t.row(o.To, o.Row)
	if !ok {
		return // overtaken or forgotten while it was under way
	}
	if r.Say != nil && r.Say.Report != "" && (o.Result != flows.InDoubt || r.Attempts+1 >= maxAttempts) && o.Result != flows.Unsent {
		t.reports = append(t.reports, flows.Delivered{Report: r.Say.Report, Result: o.Result})
	}
	switch o.Result {
	case flows.Sent:
		t.sent(r, o.Message)
	case flows.Skipped:
		t.dropRow(r)
	case flows.Unsent:
		r.State = flows.Waiting
		t.putRow(r)
	case flows.InDoubt:
		t.inDoubt(r, o)
	case flows.Refused:
		r.State, r.Error = flows.Dead, o.Error
		t.putRow(r)
	case flows.Unreachable:
		if !r.Once() {
			t.dropRow(r)
		}
		t.unreachable(o.To, o.At, out)
	}
	t.forgetIfDone(o.To, out)
}

func (t *tx) sent(r flows.Row, message int) {
	t.dropRow(r)
	name := ""
	switch {
	case r.Say != nil:
		name = r.Say.Name
	default:
		name = r.Edit.Name // with a number: sent anew, because the old one could not be edited
	}
	if name != "" && message != 0 {
		t.setName(r.To(), name, message, true)
	}
}

func (t *tx) inDoubt(r flows.Row, o flows.Outcome) {
	if r.Say != nil && r.Say.Name != "" {
		if n, _ := t.newest(o.To, r.Say.Name); n == 0 {
			t.setName(o.To, r.Say.Name, 0, true)
		}
	}
	r.Attempts++
	switch {
	case r.Once():
		r.State = flows.Unconfirmed
	case r.Attempts >= maxAttempts:
		r.State, r.Error = flows.Dead, "no answer to "+strconv.Itoa(r.Attempts)+" requests: "+o.Error
	}
	t.putRow(r)
}

// unreachable notes that the person blocked the bot: what answered them goes,
// what must reach them once is parked.
func (t *tx) unreachable(to flows.PersonID, at time.Time, out *flows.Applied) {
	if to == flows.Group {
		t.groupAway(out)
		return
	}
	if c, ok := t.chat(to); ok && c.Unreachable.IsZero() {
		c.Unreachable = at
		t.putChat(to, c)
	}
	for _, r := range t.rowsOf(to) {
		switch {
		case r.State == flows.Dead || r.State == flows.Unconfirmed:
			continue
		case r.Once():
			r.State = flows.Parked
			t.putRow(r)
		default:
			t.dropRow(r)
			if r.Say != nil && r.Say.Report != "" {
				t.reports = append(t.reports, flows.Delivered{Report: r.Say.Report, Result: flows.Unreachable})
			}
		}
		out.Dropped = append(out.Dropped, r.ID)
	}
}

// reachable notes that the person is back: what was parked waits again.
func (t *tx) reachable(to flows.PersonID, c chatRow, out *flows.Applied) {
	c.Unreachable = time.Time{}
	t.putChat(to, c)
	for _, r := range t.rowsOf(to) {
		if r.State == flows.Parked {
			r.State = flows.Waiting
			t.putRow(r)
			out.Rows = append(out.Rows, r)
		}
	}
}

// proven takes away the unconfirmed row of a message that was pressed: it
// arrived.
func (t *tx) proven(to flows.PersonID, message int) {
	name := namesIn{t, to}.Name(message)
	for _, r := range t.rowsOf(to) {
		if r.State == flows.Unconfirmed && r.Say != nil && (name != "" && r.Say.Name == name || r.Say.Name != "" && name == "" && r.Say.Promise == flows.Once) {
			t.dropRow(r)
			t.setName(to, r.Say.Name, message, true)
			return
		}
	}
}

// Recover is called once, before anything is sent: Once rows that were in
// flight become unconfirmed. It returns what waits, in order.
func (s *Store) Recover() ([]flows.Row, error) {
	var waiting []flows.Row
	err := s.update(time.Time{}, func(t *tx) {
		var flying []flows.Row
		c := t.in(outbox).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			r, _ := t.row(flows.PersonID(number(k[:8])), number(k[8:]))
			switch r.State {
			case flows.Waiting:
				waiting = append(waiting, r)
			case flows.InFlight:
				flying = append(flying, r)
			}
		}
		for _, r := range flying {
			r.State = flows.Unconfirmed
			t.putRow(r)
		}
	})
	sort.Slice(waiting, func(i, j int) bool { return waiting[i].ID < waiting[j].ID })
	return waiting, err
}

// Depart marks a Once row as in flight, with the words that are true now. It
// looks again first: gone, expired, person unreachable, nothing left to say.
func (s *Store) Depart(to flows.PersonID, id uint64, now time.Time, words programme.Words) (flows.Row, bool, error) {
	var row flows.Row
	ok := false
	err := s.update(now, func(t *tx) {
		r, there := t.row(to, id)
		c, known := t.chat(to)
		switch {
		case !there || r.State != flows.Waiting || !r.Once():
			return
		case !r.Say.Expires.IsZero() && !t.now.Before(r.Say.Expires), !known:
			t.dropRow(r)
			return
		case !c.Unreachable.IsZero():
			r.State = flows.Parked
			t.putRow(r)
			return
		}
		if words != nil && r.Say.About != "" {
			html, buttons, worth := words(t.records(), *r.Say, c.Language)
			if !worth {
				t.dropRow(r)
				return
			}
			r.Say.HTML, r.Say.Buttons = html, buttons
		}
		r.State = flows.InFlight
		t.putRow(r)
		row, ok = r, true
	})
	return row, ok && err == nil, err
}

// Row reads a row of the outbox.
func (s *Store) Row(to flows.PersonID, id uint64) (r flows.Row, ok bool, err error) {
	err = s.view(func(t *tx) { r, ok = t.row(to, id) })
	return r, ok, err
}

// sweepOutbox removes keys that no longer count and dead rows of a month ago; it
// reports whether rows went.
func (t *tx) sweepOutbox() bool {
	c := t.in(outKeys).Cursor()
	var old [][]byte
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if number(v) < seconds(t.now) {
			old = append(old, bytes.Clone(k))
		}
	}
	for _, k := range old {
		t.delete(outKeys, k)
	}
	var dead []flows.Row
	c = t.in(outbox).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		r, _ := t.row(flows.PersonID(number(k[:8])), number(k[8:]))
		expired := r.State == flows.Parked && !r.Say.Expires.IsZero() && r.Say.Expires.Before(t.now)
		if r.State == flows.Dead && r.Created.Before(t.now.AddDate(0, 0, -30)) || expired {
			dead = append(dead, r)
		}
	}
	for _, r := range dead {
		t.dropRow(r)
	}
	return len(dead) > 0
}
