package storage

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Apply answers a batch in one transaction: outcomes of messages first, then
// each update in order, then the offset. An update that was seen, and a due row
// or job that is gone, is skipped. If the conversation fails or falls over,
// nothing of the batch is kept and the error is returned; an error that wraps
// ErrCommit is fatal.
func (s *Store) Apply(b flows.Batch, talk programme.Conversation) (flows.Applied, error) {
	var out flows.Applied
	err := s.update(b.Now, func(t *tx) {
		records := t.records()
		if b.Polled { // first: who asks for it in this batch shall see it
			t.put(meta, keyLastPoll, be(seconds(b.Now)))
		}
		for _, o := range b.Outcomes {
			t.outcome(o, &out)
		}
		t.report(records, talk, &out)
		for i := range b.Updates {
			if t.err == nil {
				t.apply(&b.Updates[i], records, talk, &out)
			}
		}
		if b.Offset != 0 {
			t.put(meta, keyOffset, be(uint64(b.Offset)))
		}
	})
	if err != nil {
		return flows.Applied{}, err
	}
	return out, nil
}

// apply answers one update.
func (t *tx) apply(u *flows.Update, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	if !t.fresh(u) {
		return
	}
	out.Fresh++
	switch {
	case u.Broken != "":
		t.aside(u, u.Broken, nil, talk, out)
		return
	case u.Migrated != nil:
		if t.migrate(*u.Migrated, out) {
			t.put(meta, keyGreeted, be(1))
			out.Group = true
			t.tell(flows.GroupChanged{Present: true, Migrated: true}, records, talk, out)
		}
		return
	case u.Stranger != nil:
		if t.stranger(*u.Stranger, out) {
			who := flows.Group // an anonymous administrator
			if u.User != 0 {
				who, _ = t.resolve(u.User, u.Input.Language, true, true)
			}
			t.tellOf(who, flows.GroupChanged{Present: true, Administrator: u.Stranger.Administrator, Claimed: true, Returned: true}, records, talk, out)
		}
		return
	case u.Ignore:
		t.effects(u, &flows.Turn{}, out) // a press is acknowledged wherever it comes from
		return
	}
	if g, ok := u.Input.What.(flows.GroupChanged); ok {
		u.Input.What = t.groupChanged(g, out)
	} else if _, usable := t.group(); u.Chat != 0 && !u.Input.Private && !usable {
		// Who is heard there can write there, as far as can be known.
		t.tell(t.groupChanged(flows.GroupChanged{Present: true}, out), records, talk, out)
	}
	turn := t.turn(u)
	if u.Chat != 0 && !t.arrive(u, turn, out) {
		return
	}
	t.answer(u, turn, records, talk, out)
}

// turn is the update as conversations see it, without what has to be looked up.
func (t *tx) turn(u *flows.Update) *flows.Turn {
	turn := &flows.Turn{Input: u.Input, Session: &flows.Session{}}
	turn.At, turn.Batch, turn.Bot = t.now, t.batch, t.username()
	turn.Lang = chatBook{t}.Language(turn.Person)
	turn.Messages = namesIn{t, turn, u.Chat != 0 && !u.Input.Private}
	return turn
}

// answer lets the conversation answer, and writes down what it says.
func (t *tx) answer(u *flows.Update, turn *flows.Turn, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	private := turn.Private && turn.Person != flows.Group
	if private {
		t.getJSON(sessions, personKey(turn.Person), turn.Session)
	}
	talk(records, turn)
	if private {
		t.putSession(turn.Person, turn.Session)
	}
	t.effects(u, turn, out)
	t.report(records, talk, out)                        // rows that this input has dropped
	for _, id := range append(t.leaving, turn.Person) { // also who was erased by somebody else and gets no receipt
		t.forgetIfDone(id, out)
	}
	for _, id := range t.erased {
		if c, stays := t.chat(id); stays && !c.Forget { // else it is compacted when the chat has gone
			t.compactLater(out)
		}
	}
	t.leaving, t.erased = nil, nil
}

// report tells the conversation what became of messages whose sender wants to
// know it.
func (t *tx) report(records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	for len(t.reports) > 0 {
		next := t.reports[0]
		t.reports = t.reports[1:]
		t.tell(next, records, talk, out)
	}
}

// tell lets the conversation answer something that happened to the program
// itself, within the transaction that it happened in.
func (t *tx) tell(what flows.What, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	t.tellOf(flows.Group, what, records, talk, out)
}

// tellOf is tell for what somebody had asked for.
func (t *tx) tellOf(who flows.PersonID, what flows.What, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	if talk == nil {
		return
	}
	turn := &flows.Turn{
		Input: flows.Input{At: t.now, Batch: t.batch, Bot: t.username(), Person: who, What: what}, Lang: text.Bulgarian, Session: &flows.Session{},
	}
	turn.Messages = namesIn{t, turn, true}
	talk(records, turn)
	t.effects(&flows.Update{}, turn, out)
}

// fresh reports whether the update has not been applied, and notes that it is.
func (t *tx) fresh(u *flows.Update) bool {
	if u.ID != 0 {
		key := be(uint64(u.ID))
		if t.in(seen).Get(key) != nil {
			return false
		}
		t.put(seen, key, be(seconds(t.now)))
	}
	if u.Due != "" && !t.takeDue(u.Due) {
		return false
	}
	if u.Job != 0 {
		if t.in(jobs).Get(be(u.Job)) == nil {
			return false
		}
		t.delete(jobs, be(u.Job))
	}
	return true
}

// arrive finds out who sent the update, and that they can be reached. False:
// there is nobody to answer.
func (t *tx) arrive(u *flows.Update, turn *flows.Turn, out *flows.Applied) bool {
	_, blocked := u.Input.What.(flows.Blocked)
	if !u.Input.Private {
		if u.User != 0 { // not so of an anonymous administrator
			turn.Person, _ = t.resolve(u.User, u.Input.Language, true, true)
		}
		return true
	}
	who, known := t.resolve(u.User, u.Input.Language, !blocked, false)
	turn.Person = who
	if !known {
		return false
	}
	c, _ := t.chat(who)
	if c.Unopened {
		c.Unopened = false
		t.putChat(who, c)
	}
	turn.Lang = c.Language
	if blocked {
		t.unreachable(who, t.now, 0, out)
		return true
	}
	away := !c.Unreachable.IsZero()
	if away || c.Forget {
		c.Unreachable, c.Forget = time.Time{}, false
		t.putChat(who, c)
	}
	if away {
		t.unpark(who, out)
	}
	if p, pressed := u.Input.What.(flows.Press); pressed {
		t.proven(who, u.Input.Message, p.Data)
	}
	return true
}

func (t *tx) putSession(id flows.PersonID, s *flows.Session) {
	if *s == (flows.Session{}) {
		t.delete(sessions, personKey(id))
		return
	}
	t.putJSON(sessions, personKey(id), s)
}

// effects writes down what the answer makes happen. What goes to the
// coordinators' group is not kept while the bot is not in it: on return it is
// shown what is open then.
func (t *tx) effects(u *flows.Update, turn *flows.Turn, out *flows.Applied) {
	var toast flows.Toast
	t.sendAgain(out)
	for _, e := range turn.Effects {
		switch e := e.(type) {
		case flows.Say:
			t.say(e, out)
		case flows.Edit:
			t.edit(e, out)
		case flows.Toast:
			toast = e
		case flows.Schedule:
			t.schedule(e, out)
		case flows.Cancel:
			t.cancel(e.Key)
		case flows.Withdraw:
			t.takeBack(e, out)
		case flows.Work:
			t.putJSON(jobs, be(t.next(jobs)), flows.Job{Work: e, Person: turn.Person, Created: t.now})
			out.Jobs = true
		}
	}
	if u.Callback != "" {
		out.Acknowledge = append(out.Acknowledge, flows.Acknowledgement{Callback: u.Callback, Toast: toast})
	}
}
