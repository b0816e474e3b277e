package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// history is a database and a sender that together go through whatever can
// happen: updates, due rows, outcomes in any order, blocked people, crashes.
type history struct {
	w       *world
	t       *rapid.T
	lines   map[flows.PersonID][]flows.Row // what waits in the sender, as bot has it
	flying  []flows.Row                    // requests under way, answers and Once rows
	unsure  map[string]bool                // Once messages that may have arrived
	arrived map[string]bool                // Telegram said so
	said    int
	message int
}

// take follows what a commit left to be done, as the bot does: rows that were
// dropped go first.
func (h *history) take(a flows.Applied) {
	for to := range h.lines {
		h.lines[to] = slices.DeleteFunc(h.lines[to], func(r flows.Row) bool { return slices.Contains(a.Dropped, r.ID) })
	}
	for _, r := range a.Rows {
		h.hand(r)
	}
}

// hand puts a row into the sender. It must not wait there already, and a Once
// message that may have arrived must not wait anywhere.
func (h *history) hand(r flows.Row) {
	for _, other := range append(slices.Clone(h.lines[r.To()]), h.flying...) {
		if other.ID == r.ID {
			h.t.Fatalf("row %d is handed out twice", r.ID)
		}
	}
	if r.Once() && (h.unsure[r.Key] || h.arrived[r.Key]) {
		h.t.Fatalf("%s is handed out, and may have arrived", r.Key)
	}
	if r.State != flows.Waiting {
		h.t.Fatalf("row %d is handed out while %s", r.ID, r.State)
	}
	h.lines[r.To()] = append(h.lines[r.To()], r)
}

func (h *history) apply(b flows.Batch, talk programme.Conversation) {
	b.Now = h.w.now
	a, err := h.w.Apply(b, talk)
	if err != nil {
		h.t.Fatal(err)
	}
	h.take(a)
}

// effects draws what a conversation answers to somebody.
func (h *history) effects(of flows.PersonID) (list []flows.Effect) {
	for range rapid.IntRange(0, 3).Draw(h.t, "effects") {
		to := of
		if rapid.IntRange(0, 3).Draw(h.t, "to another") == 0 {
			to = flows.PersonID(rapid.IntRange(0, 3).Draw(h.t, "to"))
		}
		h.said++
		key := fmt.Sprint("k", h.said)
		switch rapid.IntRange(0, 6).Draw(h.t, "effect") {
		case 0, 1:
			list = append(list, flows.Say{To: to, HTML: key, Name: fmt.Sprint("n", h.said%3)})
		case 2, 3:
			list = append(list, flows.Say{
				To: to, HTML: key, Key: key, Promise: flows.Once, Name: fmt.Sprint("n", h.said%3), About: "x",
				Expires: h.w.now.Add(24 * time.Hour), Buttons: [][]flows.Button{{{Text: "Да", Data: key}}},
			})
		case 4:
			list = append(list, flows.Edit{To: to, Name: fmt.Sprint("n", h.said%3), HTML: key, Needed: h.said%2 == 0})
		case 5:
			list = append(list, flows.Schedule{Key: fmt.Sprint("due", h.said%4), At: h.w.now.Add(time.Duration(h.said%3) * time.Hour)})
		case 6:
			list = append(list, flows.Work{Kind: "w"})
		}
	}
	return list
}

// talk answers with drawn effects; now and then it has the chat forgotten, or
// falls over.
func (h *history) talk(tx *programme.Tx, turn *flows.Turn) {
	switch rapid.IntRange(0, 19).Draw(h.t, "mood") {
	case 0:
		panic("bad mood")
	case 1:
		if turn.Private {
			tx.Chats.Forget(turn.Person)
		}
	}
	turn.Session.Tries++
	turn.Effects = h.effects(turn.Person)
}

// Update is somebody who does something. A batch that falls over is put aside,
// as the bot does.
func (h *history) Update(*rapid.T) {
	what := rapid.SampledFrom([]flows.What{
		flows.Text{Text: "x"}, flows.Text{Text: "x"}, flows.Text{Text: "x"}, flows.Blocked{}, flows.Unblocked{},
		flows.Press{Data: fmt.Sprint("k", rapid.IntRange(1, h.said+1).Draw(h.t, "button"))},
	}).Draw(h.t, "what")
	u := h.w.update(int64(rapid.IntRange(101, 102).Draw(h.t, "user")), what)
	u.Input.Message = 1_000_000 + int(u.ID) // none that is known
	if _, pressed := what.(flows.Press); !pressed && rapid.IntRange(0, 9).Draw(h.t, "in the group") == 0 {
		u.Chat, u.Input.Private = -5, false
	}
	a, err := h.w.Apply(flows.Batch{Now: h.w.now, Updates: []flows.Update{u, u}}, h.talk)
	if err != nil {
		a, err = h.w.Quarantine(u, err.Error(), h.w.now, h.talk)
		if err != nil {
			h.t.Fatal(err)
		}
	}
	h.take(a)
}

// Tick brings what is due, and ends jobs.
func (h *history) Tick(*rapid.T) {
	h.w.now = h.w.now.Add(time.Duration(rapid.IntRange(0, 200).Draw(h.t, "minutes")) * time.Minute)
	due, err := h.w.Due(h.w.now, false, 10)
	if err != nil {
		h.t.Fatal(err)
	}
	jobs, err := h.w.Jobs()
	if err != nil {
		h.t.Fatal(err)
	}
	var b flows.Batch
	for _, r := range due {
		b.Updates = append(b.Updates, flows.Update{Due: r.Key, Input: flows.Input{What: flows.Due{}}})
	}
	for _, j := range jobs {
		b.Updates = append(b.Updates, flows.Update{Job: j.ID, Input: flows.Input{Person: j.Person, What: flows.Finished{}}})
	}
	effects := h.effects(1)
	h.apply(b, answering(effects...))
}

// Send lets the first row of a chat leave, as the sender does.
func (h *history) Send(*rapid.T) {
	to := flows.PersonID(rapid.IntRange(0, 3).Draw(h.t, "chat"))
	flying := slices.ContainsFunc(h.flying, func(r flows.Row) bool { return r.To() == to })
	if len(h.lines[to]) == 0 || flying {
		return
	}
	r := h.lines[to][0]
	h.lines[to] = h.lines[to][1:]
	if r.Once() {
		var ok bool
		var err error
		if r, ok, err = h.w.Depart(to, r.ID, h.w.now, nil); err != nil {
			h.t.Fatal(err)
		}
		if !ok {
			return
		}
		if h.unsure[r.Key] || h.arrived[r.Key] {
			h.t.Fatalf("%s leaves again, and may have arrived", r.Key)
		}
	}
	h.flying = append(h.flying, r)
}

// Answered is what becomes of a request that is under way.
func (h *history) Answered(*rapid.T) {
	if len(h.flying) == 0 {
		return
	}
	i := rapid.IntRange(0, len(h.flying)-1).Draw(h.t, "request")
	r := h.flying[i]
	h.flying = slices.Delete(h.flying, i, i+1)
	o := flows.Outcome{Row: r.ID, To: r.To(), At: h.w.now, Error: "x"}
	o.Result = rapid.SampledFrom([]flows.Result{
		flows.Sent, flows.Sent, flows.Skipped, flows.InDoubt, flows.Unreachable, flows.Refused, flows.Unsent,
	}).Draw(h.t, "result")
	switch {
	case o.Result == flows.Sent:
		h.message++
		o.Message = h.message
		h.arrived[r.Key] = true
	case o.Result == flows.InDoubt && r.Once():
		h.unsure[r.Key] = true
	case o.Result == flows.InDoubt || o.Result == flows.Unsent:
		// It goes again, unless it was dropped meanwhile or this was the last time.
		h.apply(flows.Batch{Outcomes: []flows.Outcome{o}}, nil)
		if now, ok, err := h.w.Row(r.To(), r.ID); err != nil {
			h.t.Fatal(err)
		} else if ok && now.State == flows.Waiting {
			h.lines[r.To()] = append([]flows.Row{now}, h.lines[r.To()]...)
		}
		return
	}
	h.apply(flows.Batch{Outcomes: []flows.Outcome{o}}, nil)
}

// Crash ends the program at this moment: requests under way may have arrived.
func (h *history) Crash(*rapid.T) {
	for _, r := range h.flying {
		if r.Once() {
			h.unsure[r.Key] = true
		}
	}
	h.flying, h.lines = nil, map[flows.PersonID][]flows.Row{}
	if err := h.w.Close(); err != nil {
		h.t.Fatal(err)
	}
	s, err := Open(h.w.path, Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	h.w.Store, s.db.NoSync = s, true
	rows, err := s.Recover()
	if err != nil {
		h.t.Fatal(err)
	}
	for _, r := range rows {
		h.hand(r)
	}
}

// Sweep is the nightly one.
func (h *history) Sweep(*rapid.T) {
	if _, err := h.w.Store.Sweep(h.w.now); err != nil {
		h.t.Fatal(err)
	}
}

// Check holds the database against its rules, and the sender against the
// database: what waits there is here, and the other way round; what is sent once
// and under way is marked so.
func (h *history) Check(*rapid.T) {
	for _, wrong := range h.w.Store.Check() {
		h.t.Errorf("database: %v", wrong)
	}
	lines := map[uint64]bool{}
	for _, rows := range h.lines {
		for _, r := range rows {
			lines[r.ID] = true
		}
	}
	flying := map[uint64]bool{}
	for _, r := range h.flying {
		flying[r.ID] = true
		if now, ok := h.w.row(r); r.Once() && (!ok || now.State != flows.InFlight) {
			h.t.Errorf("%s is under way, and in the database %q", r.Key, now.State)
		}
	}
	if err := h.w.view(func(t *tx) {
		for r := range t.rows() {
			if r.State == flows.Waiting && !lines[r.ID] && !flying[r.ID] {
				h.t.Errorf("row %d waits, and nobody will send it", r.ID)
			}
			delete(lines, r.ID)
		}
	}); err != nil {
		h.t.Fatal(err)
	}
	for id := range lines {
		h.t.Errorf("the sender has row %d, and the database has not", id)
	}
}

// Whatever happens in whatever order: what is sent once is never sent again
// after it may have arrived, what waits is with the sender once, and the
// database is in order after each step.
func TestHistories(t *testing.T) {
	t.Parallel()
	n := 0
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		w := &world{t: t, path: filepath.Join(dir, fmt.Sprint(n, ".db")), now: start}
		w.Store = mustOpen(t, w.path)
		w.db.NoSync = true // nobody pulls the plug
		h := &history{w: w, t: rt, lines: map[flows.PersonID][]flows.Row{}, unsure: map[string]bool{}, arrived: map[string]bool{}}
		defer func() {
			_ = h.w.Close()
			_ = os.Remove(w.path)
		}()
		if err := w.SetGroup(-5); err != nil {
			rt.Fatal(err)
		}
		rt.Repeat(map[string]func(*rapid.T){
			"update": h.Update, "tick": h.Tick, "send": h.Send, "send another": h.Send, "answered": h.Answered,
			"crash": h.Crash, "sweep": h.Sweep, "": h.Check,
		})
	})
}
