package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// listener is a conversation that notes what it was asked.
type listener struct{ heard []string }

func (l *listener) talk(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Text:
		l.heard = append(l.heard, what.Text)
	case flows.Due:
		l.heard = append(l.heard, "due "+what.Key)
	case flows.Finished:
		l.heard = append(l.heard, "finished "+what.Kind)
	}
}

func (l *listener) wants(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, l.heard); diff != "" {
		t.Errorf("the conversation heard (-want +got):\n%s", diff)
	}
	l.heard = nil
}

// texts are updates with these numbers, each saying its number.
func texts(ids ...int64) (list []flows.Update) {
	for _, id := range ids {
		list = append(list, flows.Update{
			ID: id, Chat: 5, User: 5, Input: flows.Input{Private: true, What: flows.Text{Text: fmt.Sprint(id)}},
		})
	}
	return list
}

// An id that was seen is skipped, whatever its size: Telegram may begin to
// number anew, lower.
func TestSeen(t *testing.T) {
	t.Parallel()
	w, l := newWorld(t), &listener{}
	apply := func(ids ...int64) flows.Applied {
		t.Helper()
		return w.apply(flows.Batch{Updates: texts(ids...), Offset: ids[len(ids)-1] + 1}, l.talk)
	}
	if a := apply(900, 901, 901); a.Fresh != 2 {
		t.Errorf("%d were fresh", a.Fresh)
	}
	l.wants(t, "900", "901")
	apply(901, 902)
	l.wants(t, "902")
	apply(17, 18, 902)
	l.wants(t, "17", "18")
	apply(19)
	l.wants(t, "19")
	if offset, err := w.Offset(); offset != 20 || err != nil {
		t.Errorf("offset %d, %v", offset, err)
	}
	w.restart()
	apply(900, 18, 20)
	l.wants(t, "20")
}

// A batch that fails leaves nothing: no record, no row, no id seen, no offset,
// and the numbers that it took are given again.
func TestRollback(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(tx *programme.Tx){
		"panic": func(*programme.Tx) { panic("unexpected") },
		"error": func(tx *programme.Tx) {
			tx.Wordings.Put(programme.WordingKey{}, programme.Wording{})
			tx.Invitations.Put("", programme.Invitation{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.effects(flows.Schedule{Key: "k", At: w.now}, flows.Work{Kind: "w"})
			before := w.everything()
			changes := func(tx *programme.Tx, turn *flows.Turn) {
				id := tx.NewOrganisation()
				tx.Organisations.Put(id, programme.Organisation{Name: "А"})
				tx.Audit(programme.AuditLine{What: "x"})
				turn.Session.Place = "q1"
				turn.Effects = []flows.Effect{flows.Say{To: turn.Person, HTML: "да", Name: "n", Key: "key"}, flows.Work{Kind: "v"}}
				if turn.Person == 2 {
					spoil(tx)
				}
			}
			b := flows.Batch{
				Now: w.now, Offset: 100, Polled: true,
				Updates: []flows.Update{w.update(5, flows.Text{}), {Due: "k"}, {Job: 1}, w.update(6, flows.Text{})},
			}
			if _, err := w.Apply(b, changes); err == nil {
				t.Fatal("no error")
			} else if name == "panic" && !strings.Contains(err.Error(), "unexpected") {
				t.Errorf("the error does not say why: %v", err)
			}
			if diff := cmp.Diff(before, w.everything()); diff != "" {
				t.Errorf("something stays of the batch:\n%s", diff)
			}
			spoil = func(*programme.Tx) {}
			a := w.apply(b, changes)
			if a.Fresh != 4 || a.Rows[0].ID != 1 {
				t.Errorf("the second time: %+v", a)
			}
			w.records(func(tx *programme.Tx) {
				if id := tx.NewOrganisation(); id != 5 {
					t.Errorf("the next number is %d", id)
				}
			})
		})
	}
}

// everything is the whole database in words.
func (w *world) everything() map[string]string {
	w.t.Helper()
	all := map[string]string{}
	if err := w.view(func(t *tx) {
		for b := range bucketCount {
			all[bucketNames[b]] = fmt.Sprint("sequence ", t.in(b).Sequence())
			c := t.in(b).Cursor()
			for k, v := c.First(); k != nil; k, v = c.Next() {
				all[fmt.Sprintf("%s %q", bucketNames[b], k)] = string(v)
			}
		}
	}); err != nil {
		w.t.Fatal(err)
	}
	return all
}

// A session is there at the next input, and goes when it is empty. Neither the
// group nor what the program brings has one.
func TestSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	place := func(u flows.Update, to string) (from string) {
		t.Helper()
		w.apply(flows.Batch{Updates: []flows.Update{u}}, func(_ *programme.Tx, turn *flows.Turn) {
			from, *turn.Session = turn.Session.Place, flows.Session{Place: to}
		})
		return from
	}
	text := flows.Text{Text: "."}
	for _, c := range [][2]string{{"", "q1"}, {"q1", "q2"}, {"q2", ""}} {
		if from := place(w.update(5, text), c[1]); from != c[0] {
			t.Errorf("session at %q, want %q", from, c[0])
		}
		w.restart()
	}
	if n := w.count(sessions); n != 0 {
		t.Errorf("%d empty sessions are kept", n)
	}
	place(w.update(5, text), "q3")
	group := w.update(5, text)
	group.Chat, group.Input.Private = -100, false
	if from := place(group, "elsewhere"); from != "" {
		t.Errorf("the group has the session %q", from)
	}
	if from := place(flows.Update{Input: flows.Input{What: flows.Started{}}}, "elsewhere"); from != "" {
		t.Errorf("the program has the session %q", from)
	}
	if from := place(w.update(5, text), ""); from != "q3" {
		t.Errorf("the session is %q", from)
	}
}

// What a conversation knows of the input comes from here.
func TestTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var got flows.Turn
	talk := func(_ *programme.Tx, turn *flows.Turn) { got = *turn }
	u := w.update(5, flows.Text{Text: "hi"})
	u.Input.Language = "en"
	w.apply(flows.Batch{Updates: []flows.Update{u}}, talk)
	if got.Person != 1 || got.Lang != text.English || !got.At.Equal(w.now) || got.Update != u.ID {
		t.Errorf("%+v", got.Input)
	}
	first := got.Batch
	w.apply(flows.Batch{Updates: texts(800)}, talk)
	if got.Person != 1 || got.Batch != first+1 {
		t.Errorf("the next batch is %d after %d", got.Batch, first)
	}
	w.restart()
	w.apply(flows.Batch{Updates: texts(801, 802)}, talk)
	if got.Batch <= first+1 {
		t.Errorf("the batch after a restart is %d", got.Batch)
	}
	// Who acts in the group has a number, too; an anonymous administrator has none.
	for user, who := range map[int64]flows.PersonID{5: 1, 6: 2, 0: flows.Group} {
		u := w.update(user, flows.Text{})
		u.Chat, u.Input.Private = -100, false
		w.apply(flows.Batch{Updates: []flows.Update{u}}, talk)
		if got.Person != who {
			t.Errorf("user %d in the group is %d, want %d", user, got.Person, who)
		}
	}
	// A job is done for a person, and told in their language.
	w.effectsOf(1, flows.Work{Kind: "w"})
	w.apply(flows.Batch{Updates: []flows.Update{{Job: 1, Input: flows.Input{Person: 1, What: flows.Finished{}}}}}, talk)
	if got.Person != 1 || got.Lang != text.English || got.Private {
		t.Errorf("the job's input is %+v in %v", got.Input, got.Lang)
	}
	// Messages are those of the person that the conversation names.
	w.does(5, flows.Text{}, flows.Say{To: 1, Name: "n"})
	w.outcome(flows.Outcome{Row: 1, To: 1, Result: flows.Sent, Message: 77})
	w.effects(flows.Schedule{Key: "k", At: w.now})
	w.apply(flows.Batch{Updates: []flows.Update{{Due: "k", Input: flows.Input{What: flows.Due{}}}}}, func(_ *programme.Tx, turn *flows.Turn) {
		turn.Person = 1
		if n, _ := turn.Messages.Newest("n"); n != 77 {
			t.Errorf("the message is %d", n)
		}
	})
}

func (w *world) effectsOf(user int64, list ...flows.Effect) flows.Applied {
	w.t.Helper()
	return w.does(user, flows.Text{}, list...)
}

// Every press is acknowledged, once, also one that nobody answers.
func TestAcknowledge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	press := func(effects ...flows.Effect) flows.Applied {
		u := w.update(5, flows.Press{Data: "x"})
		u.Callback = "c"
		return w.apply(flows.Batch{Updates: []flows.Update{u, u}}, answering(effects...))
	}
	a := press()
	if diff := cmp.Diff([]flows.Acknowledgement{{Callback: "c"}}, a.Acknowledge); diff != "" {
		t.Error(diff)
	}
	a = press(flows.Toast{Text: "първо"}, flows.Toast{Text: "последно", Alert: true})
	if diff := cmp.Diff([]flows.Acknowledgement{{Callback: "c", Toast: flows.Toast{Text: "последно", Alert: true}}}, a.Acknowledge); diff != "" {
		t.Error(diff)
	}
}

// Outcomes come before updates: a quick reply may come with the outcome of the
// message it replies to. The offset comes last.
func TestOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.does(5, flows.Text{}, flows.Say{To: 1, HTML: "въпрос", Name: "q"})
	w.apply(flows.Batch{
		Outcomes: []flows.Outcome{{Row: 1, To: 1, Result: flows.Sent, Message: 40}},
		Updates:  []flows.Update{w.update(5, flows.Text{})},
		Offset:   77, Polled: true,
	}, func(_ *programme.Tx, turn *flows.Turn) {
		if n, tried := turn.Messages.Newest("q"); n != 40 || !tried || turn.Messages.Name(40) != "q" {
			t.Errorf("the question is message %d, %v", n, tried)
		}
	})
	if offset, err := w.Offset(); offset != 77 || err != nil {
		t.Errorf("offset %d, %v", offset, err)
	}
	if at, err := w.LastPoll(); !at.Equal(w.now) || err != nil {
		t.Errorf("last poll %s, %v", at, err)
	}
	w.now = w.now.Add(time.Hour)
	w.apply(flows.Batch{}, nil) // neither a poll nor an offset
	if offset, _ := w.Offset(); offset != 77 {
		t.Errorf("offset %d", offset)
	}
	if at, _ := w.LastPoll(); !at.Equal(start) {
		t.Errorf("last poll %s", at)
	}
}

// A due row and a job are applied while they are there, and are gone then.
func TestDueAndJobOnlyWhilePresent(t *testing.T) {
	t.Parallel()
	w, l := newWorld(t), &listener{}
	w.effects(flows.Schedule{Key: "k", At: w.now.Add(time.Hour)}, flows.Work{Kind: "w"})
	tick := func() {
		t.Helper()
		w.apply(flows.Batch{Updates: []flows.Update{
			{Due: "k", Input: flows.Input{What: flows.Due{Key: "k"}}},
			{Job: 1, Input: flows.Input{What: flows.Finished{Kind: "w"}}},
		}}, l.talk)
	}
	tick()
	l.wants(t, "finished w") // the row is not due yet
	w.now = w.now.Add(time.Hour)
	w.effects(flows.Schedule{Key: "k", At: w.now.Add(time.Minute)}) // moved after it was read
	tick()
	l.wants(t)
	w.now = w.now.Add(time.Minute)
	tick()
	l.wants(t, "due k")
	tick()
	l.wants(t)
	w.effects(flows.Schedule{Key: "k", At: w.now})
	w.effects(flows.Cancel{Key: "k"})
	tick()
	l.wants(t)
}

// What is broken or nothing for us does not reach the conversation.
func TestBrokenAndIgnored(t *testing.T) {
	t.Parallel()
	w, l := newWorld(t), &listener{}
	b := flows.Batch{Updates: append([]flows.Update{
		{ID: 1, Broken: "message.date is a word", Raw: json.RawMessage(`{"update_id":1,"message":{"date":"x"}}`)},
		{ID: 2, Ignore: true},
	}, texts(3)...)}
	if a := w.apply(b, l.talk); a.Fresh != 3 {
		t.Errorf("%d were fresh", a.Fresh)
	}
	w.apply(b, l.talk)
	l.wants(t, "3")
	want := []quarantined{{Update: 1, Reason: "message.date is a word", At: w.now}} // of nobody known: not as it came
	if diff := cmp.Diff(want, w.putAside()); diff != "" {
		t.Errorf("put aside (-want +got):\n%s", diff)
	}
}

// Where it can be seen whose the broken update is, they are told; a press is
// acknowledged wherever it comes from.
func TestBrokenIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	broken, elsewhere := w.update(5, flows.Other{}), w.update(6, flows.Press{})
	broken.Broken, broken.Callback = "unreadable", "one"
	elsewhere.Ignore, elsewhere.Callback = true, "two"
	a := w.apply(flows.Batch{Updates: []flows.Update{broken, elsewhere}}, func(_ *programme.Tx, turn *flows.Turn) {
		if f, ok := turn.What.(flows.Failed); !ok || f.Update != broken.ID {
			t.Errorf("asked about %+v", turn.What)
		}
		turn.Do(flows.Say{To: turn.Person, HTML: "sorry"})
	})
	if len(a.Rows) != 1 || a.Rows[0].To() != 1 || a.Rows[0].Say.HTML != "sorry" {
		t.Errorf("handed out: %+v", a.Rows)
	}
	if diff := cmp.Diff([]flows.Acknowledgement{{Callback: "one"}, {Callback: "two"}}, a.Acknowledge); diff != "" {
		t.Errorf("acknowledged (-want +got):\n%s", diff)
	}
	if all := w.putAside(); len(all) != 1 || all[0].Person != 1 {
		t.Errorf("put aside: %+v", all)
	}
}

// A conversation may look at where others stand, and write to them from there.
func TestSessionsOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for user := range int64(3) {
		w.apply(flows.Batch{Updates: []flows.Update{w.update(5+user, flows.Text{})}}, func(_ *programme.Tx, turn *flows.Turn) {
			turn.Session.Place = fmt.Sprint("q", turn.Person)
			turn.Do(flows.Say{To: turn.Person, Name: turn.Session.Place})
		})
	}
	w.outcome(flows.Outcome{Row: 2, To: 2, Result: flows.Sent, Message: 42})
	w.apply(flows.Batch{Updates: []flows.Update{{Input: flows.Input{What: flows.Started{}}}}}, func(tx *programme.Tx, _ *flows.Turn) {
		var places []string
		for id, s := range tx.Sessions.All() {
			places = append(places, fmt.Sprint(id, s.Place))
		}
		if diff := cmp.Diff([]string{"1q1", "2q2", "3q3"}, places); diff != "" {
			t.Errorf("sessions (-want +got):\n%s", diff)
		}
		if n, _ := tx.Sessions.Messages(2).Newest("q2"); n != 42 || tx.Sessions.Messages(1).Name(42) != "" {
			t.Errorf("the message of person 2 is %d", n)
		}
		tx.Sessions.Put(1, flows.Session{})
		tx.Sessions.Put(2, flows.Session{Place: "else"})
	})
	if n := w.count(sessions); n != 2 {
		t.Errorf("%d sessions are kept", n)
	}
	w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, func(_ *programme.Tx, turn *flows.Turn) {
		if turn.Session.Place != "else" {
			t.Errorf("person 2 stands at %q", turn.Session.Place)
		}
	})
}

// putAside lists what was put aside.
func (w *world) putAside() (all []quarantined) {
	w.t.Helper()
	if err := w.view(func(t *tx) {
		each(t, quarantine, func(_ []byte, q quarantined) { all = append(all, q) })
	}); err != nil {
		w.t.Fatal(err)
	}
	return all
}

// An update that cannot be applied is put aside with its raw text, counts as
// seen, and the person is told; also one whom nobody knew, who is then
// forgotten again.
func TestQuarantine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	sorry := func(_ *programme.Tx, turn *flows.Turn) {
		if f, ok := turn.What.(flows.Failed); ok {
			turn.Session.Back = "sorry"
			turn.Do(flows.Say{To: turn.Person, HTML: fmt.Sprint("sorry ", f.Update)})
			return
		}
		t.Errorf("asked about %T", turn.What)
	}
	u := w.update(5, flows.Press{})
	u.Callback, u.Raw = "c", json.RawMessage(`{"n":1}`)
	a, err := w.Quarantine(u, "fell over", w.now, sorry)
	if err != nil || len(a.Rows) != 1 || a.Rows[0].To() != 1 || a.Rows[0].Say.HTML != fmt.Sprint("sorry ", u.ID) || len(a.Acknowledge) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = w.Quarantine(u, "again", w.now, sorry)
	if err != nil || len(a.Rows) != 0 {
		t.Errorf("the second time: %+v, %v", a, err)
	}
	want := []quarantined{{Update: u.ID, Reason: "fell over", Person: 1, At: w.now}}
	if diff := cmp.Diff(want, w.putAside()); diff != "" {
		t.Errorf("put aside (-want +got):\n%s", diff)
	}
	l := &listener{}
	w.apply(flows.Batch{Updates: []flows.Update{u}}, l.talk)
	l.wants(t)

	a, err = w.Quarantine(w.update(6, flows.Text{}), "fell over", w.now, sorry)
	if err != nil || len(a.Rows) != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	if _, known, _ := w.Chat(a.Rows[0].To()); !known {
		t.Error("there is no chat to tell it in")
	}
	w.clean()
	w.outcome(flows.Outcome{Row: a.Rows[0].ID, To: a.Rows[0].To(), Result: flows.Sent, Message: 3})
	if _, known, _ := w.Chat(a.Rows[0].To()); known {
		t.Error("somebody is kept whose only message failed")
	}
}

// Nobody is told of a due row, a job, what happens in the group, or a goodbye;
// and where telling fails as well, the update is put aside all the same.
func TestQuarantineSilently(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.effects(flows.Schedule{Key: "k", At: w.now}, flows.Work{Kind: "w"})
	group := w.update(5, flows.Text{})
	group.Chat, group.Input.Private = -100, false
	falls := w.update(5, flows.Press{})
	falls.Callback = "c"
	asked := 0
	for _, u := range []flows.Update{{Due: "k"}, {Job: 1}, group, w.update(7, flows.Blocked{}), falls} {
		a, err := w.Quarantine(u, "why", w.now, func(_ *programme.Tx, turn *flows.Turn) {
			asked++
			turn.Do(flows.Say{To: turn.Person})
			panic(errors.New("again"))
		})
		if err != nil || len(a.Rows) > 0 {
			t.Errorf("%+v: %+v, %v", u, a, err)
		}
		if u.Callback != "" && len(a.Acknowledge) != 1 {
			t.Error("the press is not acknowledged")
		}
	}
	if asked != 1 {
		t.Errorf("the conversation was asked %d times", asked)
	}
	if n := len(w.putAside()); n != 5 {
		t.Errorf("%d were put aside", n)
	}
	if due, _ := w.Due(w.now, false, 9); len(due) > 0 {
		t.Error("the due row stays")
	}
	if jobs, _ := w.Jobs(); len(jobs) > 0 {
		t.Error("the job stays")
	}
}
