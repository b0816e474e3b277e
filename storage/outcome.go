package storage

import (
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
)

// maxAttempts is how often a message goes out whose answer was lost.
const maxAttempts = 3

// outcome writes down what became of a row.
func (t *tx) outcome(o flows.Outcome, out *flows.Applied) {
	r, ok := t.row(o.To, o.Row)
	if !ok {
		return // overtaken or forgotten while it was under way
	}
	if o.Result != flows.Unsent && o.Result != flows.Unreachable && (o.Result != flows.InDoubt || r.Once() || r.Attempts+1 >= maxAttempts) {
		t.became(r, o.Result)
	}
	switch o.Result {
	case flows.Sent:
		t.sent(r, o.Message)
	case flows.Skipped:
		t.dropRow(r)
	case flows.Unsent:
		if r.State == flows.InFlight {
			t.setState(r, flows.Waiting)
		}
	case flows.InDoubt:
		t.inDoubt(r, o)
	case flows.Refused:
		r.Error = o.Error
		t.setState(r, flows.Dead)
	case flows.Unreachable:
		t.unreachable(o.To, o.At, o.Row, out)
	}
	t.forgetIfDone(o.To, out)
}

// became has who wants to know told what became of the row.
func (t *tx) became(r flows.Row, result flows.Result) {
	if r.Say != nil && r.Say.Report != "" {
		t.reports = append(t.reports, flows.Delivered{Report: r.Say.Report, Result: result})
	}
}

func (t *tx) sent(r flows.Row, message int) {
	t.dropRow(r)
	t.spoke(r, message)
	var name string
	if r.Say != nil {
		name = r.Say.Name
	} else {
		name = r.Edit.Name // with a number: sent anew, because the old one could not be edited
	}
	if name != "" && message != 0 {
		t.setName(r.To(), name, message, true)
	}
}

func (t *tx) inDoubt(r flows.Row, o flows.Outcome) {
	r.Attempts++
	switch {
	case r.Once():
		t.unconfirmed(r)
		return
	case r.Attempts >= maxAttempts:
		r.State, r.Error = flows.Dead, "no answer to "+strconv.Itoa(r.Attempts)+" requests: "+o.Error
	}
	t.tried(r)
	t.putRow(r)
}

// unconfirmed notes that nobody knows whether the row arrived.
func (t *tx) unconfirmed(r flows.Row) {
	t.tried(r)
	t.setState(r, flows.Unconfirmed)
}

// tried notes that the row's message may stand in the chat.
func (t *tx) tried(r flows.Row) {
	if r.Say == nil || r.Say.Name == "" {
		return
	}
	if n, _ := t.newest(r.To(), r.Say.Name); n == 0 {
		t.setName(r.To(), r.Say.Name, 0, true)
	}
}

// unreachable notes that the person blocked the bot, or that it is out of the
// coordinators' group: what answered them goes,
// what must reach them once is parked. A request that is under way may still
// arrive, so its row waits for its own outcome; refused is the row of which
// Telegram said so, 0 where it said so by an update.
func (t *tx) unreachable(to flows.PersonID, at time.Time, refused uint64, out *flows.Applied) {
	if _, usable := t.group(); to == flows.Group && usable {
		t.put(meta, keyGroupOff, be(seconds(at)))
		out.Group = true
	}
	if c, ok := t.chat(to); ok && c.Unreachable.IsZero() {
		c.Unreachable = at
		t.putChat(to, c)
	}
	for _, r := range t.rowsOf(to) {
		switch {
		case r.State == flows.Dead, r.State == flows.Unconfirmed, r.State == flows.Parked,
			r.State == flows.InFlight && r.ID != refused:
		case r.Once():
			t.setState(r, flows.Parked)
			recall(r, out)
			t.became(r, flows.Unreachable)
		default:
			t.withdraw(r, out)
			t.became(r, flows.Unreachable)
		}
	}
}

// unpark has what was parked wait again: the chat can be written to.
func (t *tx) unpark(to flows.PersonID, out *flows.Applied) {
	for _, r := range t.rowsOf(to) {
		if r.State == flows.Parked {
			r.State = flows.Waiting
			t.putRow(r)
			out.Rows = append(out.Rows, r)
		}
	}
}

// proven takes away the unconfirmed row of a message that was pressed: it
// arrived. A message whose name is known is another one.
func (t *tx) proven(to flows.PersonID, message int, data string) {
	if t.nameOf(to, message) != "" {
		return
	}
	for _, r := range t.rowsOf(to) {
		if r.State != flows.Unconfirmed || !hasButton(r.Say, data) {
			continue
		}
		t.became(r, flows.Sent)
		t.sent(r, message)
		return
	}
}

func hasButton(say *flows.Say, data string) bool {
	return slices.ContainsFunc(say.Buttons, func(row []flows.Button) bool {
		return slices.ContainsFunc(row, func(b flows.Button) bool { return b.Data == data })
	})
}
