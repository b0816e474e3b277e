package storage

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"partnerbot/flows"
)

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

func (t *tx) setState(r flows.Row, s flows.RowState) {
	r.State = s
	t.putRow(r)
}

// dropRow removes a row, and the made file that it would have brought. Of somebody
// who has not given their consent even the bytes go, with the night.
func (t *tx) dropRow(r flows.Row) {
	t.delete(outbox, rowKey(r.To(), r.ID))
	if r.Say != nil && r.Say.File != nil && r.Say.File.ID != 0 {
		t.dropFile(r.Say.File.ID)
	}
	if mentionIn(r).any(func(id flows.PersonID) bool { return !t.has(people, personKey(id)) }) {
		t.put(meta, keyTonight, be(1))
	}
}

// withdraw removes a row that the sender may know of.
func (t *tx) withdraw(r flows.Row, out *flows.Applied) {
	t.dropRow(r)
	recall(r, out)
}

// recall has the sender let go of a row.
func recall(r flows.Row, out *flows.Applied) {
	out.Rows = slices.DeleteFunc(out.Rows, func(n flows.Row) bool { return n.ID == r.ID })
	out.Dropped = append(out.Dropped, r.ID)
}

// takeBack withdraws what has not left. What became of a row whose answer was lost
// was told before.
func (t *tx) takeBack(w flows.Withdraw, out *flows.Applied) {
	for _, r := range t.rowsOf(w.To) {
		if r.Key != w.Key {
			continue
		}
		switch r.State {
		case flows.Waiting, flows.Parked:
			if !w.Doubtful {
				t.withdraw(r, out)
				t.became(r, flows.Withdrawn)
			}
		case flows.Unconfirmed:
			if w.Doubtful {
				t.dropRow(r)
			}
		case flows.InFlight, flows.Dead:
		}
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
// What goes to who has blocked the bot is not kept; what is sent once is parked.
func (t *tx) say(say flows.Say, out *flows.Applied) {
	row := flows.Row{Key: say.Key, Say: &say, Created: t.now}
	known, reachable := t.standing(say.To)
	if !known {
		if say.To == flows.Group {
			t.became(row, flows.Unreachable) // there is none yet
		}
		return
	}
	if say.Key != "" && !t.claim(say) {
		return
	}
	switch {
	case reachable:
	case row.Once():
		row.State = flows.Parked
		t.became(row, flows.Unreachable)
	default:
		t.became(row, flows.Unreachable)
		return
	}
	if say.Name != "" {
		t.setName(say.To, say.Name, 0, false)
	}
	t.add(row, out)
}

// claim takes the message's key; false where it was taken.
func (t *tx) claim(say flows.Say) bool {
	if t.in(outKeys).Get([]byte(say.Key)) != nil {
		return false
	}
	until := say.Expires
	if until.IsZero() {
		until = t.now
	}
	t.put(outKeys, []byte(say.Key), be(seconds(until.Add(keysOutlive))))
	return true
}

// edit puts a change into the outbox. Changes of the same message that still
// wait are overtaken, though not those of an earlier one of that name; one that
// only takes buttons away keeps the words of the one before. A change of the same
// batch is replaced where it stands, so that an answered question shows its answer
// before the next one comes.
func (t *tx) edit(edit flows.Edit, out *flows.Applied) {
	if _, reachable := t.standing(edit.To); !reachable {
		return
	}
	if edit.Message == 0 {
		// The name may soon mean a newer message: this one is meant. While its
		// number is not known, the name has to do.
		edit.Message, _ = t.newest(edit.To, edit.Name)
	}
	var overtaken []flows.Row
	for _, r := range t.rowsOf(edit.To) {
		old := r.Edit
		switch {
		case r.Say != nil && edit.Message == 0 && r.Say.Name == edit.Name:
			overtaken = nil // what waits before it changes an older message of that name
		case old == nil || r.State != flows.Waiting || old.Message != edit.Message || edit.Message == 0 && old.Name != edit.Name:
		default:
			overtaken = append(overtaken, r)
		}
	}
	for _, r := range overtaken {
		if edit.HTML == "" {
			edit.HTML = r.Edit.HTML
		}
		edit.Needed = edit.Needed || r.Edit.Needed
	}
	for i, r := range overtaken {
		fresh := slices.IndexFunc(out.Rows, func(n flows.Row) bool { return n.ID == r.ID })
		if i == len(overtaken)-1 && fresh >= 0 && edit.Message != 0 {
			r.Edit = &edit
			t.putRow(r)
			out.Rows[fresh] = r
			return
		}
		t.withdraw(r, out)
	}
	t.add(flows.Row{Edit: &edit, Created: t.now}, out)
}

func (t *tx) add(r flows.Row, out *flows.Applied) {
	r.ID = t.next(outbox)
	t.putRow(r)
	if r.State == flows.Waiting {
		out.Rows = append(out.Rows, r)
	}
}

// Recover is called once, before anything is sent: Once rows that were in
// flight become unconfirmed. It returns what waits, in order.
func (s *Store) Recover() ([]flows.Row, error) {
	var waiting, flying []flows.Row
	err := s.update(time.Time{}, func(t *tx) {
		for r := range t.rows() {
			switch r.State {
			case flows.Waiting:
				waiting = append(waiting, r)
			case flows.InFlight:
				flying = append(flying, r)
			}
		}
		for _, r := range flying {
			t.unconfirmed(r)
			t.becomes(r, flows.InDoubt)
			t.forgetIfDone(r.To(), &flows.Applied{})
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(waiting, func(a, b flows.Row) int { return cmp.Compare(a.ID, b.ID) })
	return waiting, nil
}

// becomes is became where no conversation is at hand: it learns of it with the next
// tick.
func (t *tx) becomes(r flows.Row, result flows.Result) {
	if r.Say.Report == "" {
		return
	}
	t.schedule(flows.Schedule{
		Key: flows.ReportDue + "/" + r.Say.Report, At: r.Created, Kind: flows.ReportDue, Ref: string(result) + "/" + r.Say.Report, Person: r.To(),
	}, &flows.Applied{})
}

// rows goes through the whole outbox, which must not be changed meanwhile.
func (t *tx) rows() iter.Seq[flows.Row] {
	return func(yield func(flows.Row) bool) {
		c := t.in(outbox).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			r, ok := t.row(flows.PersonID(number(k[:8])), number(k[8:]))
			if ok && !yield(r) {
				return
			}
		}
	}
}

// Row reads a row of the outbox.
func (s *Store) Row(to flows.PersonID, id uint64) (r flows.Row, ok bool, err error) {
	err = s.view(func(t *tx) { r, ok = t.row(to, id) })
	return r, ok, err
}

// sweepOutbox removes dead rows of a month ago, and parked ones that have expired;
// it reports whether rows went.
func (t *tx) sweepOutbox() bool {
	var dead []flows.Row
	for r := range t.rows() {
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
