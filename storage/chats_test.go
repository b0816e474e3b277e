package storage

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// forgets is a conversation that has the chat forgotten, with effects.
func forgets(effects ...flows.Effect) programme.Conversation {
	return func(tx *programme.Tx, t *flows.Turn) {
		tx.Chats.Forget(t.Person)
		t.Session.Place = "somewhere"
		t.Effects = effects
	}
}

func (w *world) known(who flows.PersonID) bool {
	w.t.Helper()
	_, ok, err := w.Chat(who)
	if err != nil {
		w.t.Fatal(err)
	}
	return ok
}

// traces counts what the database holds of chats.
func (w *world) traces() int {
	return w.count(chats) + w.count(telegram) + w.count(sessions) + w.count(names) + w.count(numbers) + w.count(outbox) + w.count(due)
}

func TestLanguageAndReach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, code := range []string{"en-GB", "de", ""} {
		u := w.update(int64(5+i), flows.Text{})
		u.Input.Language = code
		w.apply(flows.Batch{Updates: []flows.Update{u}}, func(tx *programme.Tx, turn *flows.Turn) {
			if want := text.FromTelegram(code); turn.Lang != want || tx.Chats.Language(turn.Person) != want {
				t.Errorf("%q is taken for %v", code, turn.Lang)
			}
			if turn.Person == 1 {
				tx.Chats.SetLanguage(turn.Person, text.Bulgarian)
			}
			tx.Chats.SetLanguage(99, text.English) // nobody
		})
	}
	u := w.update(5, flows.Blocked{})
	u.Input.Language = "en"
	w.apply(flows.Batch{Updates: []flows.Update{u}}, func(tx *programme.Tx, turn *flows.Turn) {
		if tx.Chats.Reachable(turn.Person) || tx.Chats.Reachable(99) {
			t.Error("who blocked the bot, or is not known, counts as reachable")
		}
	})
	w.records(func(tx *programme.Tx) {
		if tx.Chats.Language(99) != text.Bulgarian || !tx.Chats.Reachable(2) {
			t.Error("Bulgarian is the language of who is not known; person 2 can be reached")
		}
	})
	w.does(8, flows.Blocked{}) // somebody who was never here
	if w.count(chats) != 3 {
		t.Errorf("%d chats", w.count(chats))
	}
}

// A chat is forgotten when its last message has left, and all that the database
// knows of it. Who comes back is somebody new.
func TestForget(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.does(5, flows.Text{}, flows.Say{To: 1, HTML: "въпрос", Name: "q"}, flows.Schedule{Key: "later", At: w.now.Add(time.Hour), Person: 1})
	w.outcome(flows.Outcome{Row: 1, To: 1, Result: flows.Sent, Message: 7})
	w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Press{})}},
		forgets(flows.Edit{To: 1, Message: 7, HTML: "не"}, flows.Say{To: 1, HTML: "довиждане"}))
	for _, r := range w.restart() {
		if !w.known(1) {
			t.Fatal("forgotten before the last word")
		}
		w.outcome(result(r, flows.Sent))
	}
	if n := w.traces(); n != 0 {
		t.Errorf("%d traces are left: %v", n, w.everything())
	}
	if who := w.joins(5); who != 2 {
		t.Errorf("who comes back is person %d", who)
	}
	// With nothing to say it is forgotten at once.
	w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, forgets())
	if w.known(2) {
		t.Error("the chat stays")
	}
	// A due row may have somebody forgotten.
	who := w.joins(5)
	w.effects(flows.Schedule{Key: "v", At: w.now})
	w.apply(flows.Batch{Updates: []flows.Update{{Due: "v", Input: flows.Input{What: flows.Due{}}}}}, func(tx *programme.Tx, turn *flows.Turn) {
		turn.Person = who
		tx.Chats.Forget(who)
		tx.Chats.Forget(99)
	})
	if n := w.traces(); n != 0 {
		t.Errorf("%d traces are left: %v", n, w.everything())
	}
}

// In the batch that forgets somebody nothing is said to them any more, and they
// may come back.
func TestForgetWithinTheBatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	var came []flows.PersonID
	a := w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{}), w.update(6, flows.Text{}), w.update(5, flows.Text{})}},
		func(tx *programme.Tx, turn *flows.Turn) {
			came = append(came, turn.Person)
			switch turn.Person {
			case 1:
				tx.Chats.Forget(1)
			case 2:
				turn.Do(flows.Say{To: 1, HTML: "чакаме Ви"})
			}
		})
	if diff := cmp.Diff([]flows.PersonID{1, 2, 3}, came); diff != "" || len(a.Rows) != 0 {
		t.Errorf("came %v, handed out %v", came, a.Rows)
	}
}

// Who writes again before that stays, also when they had blocked the bot
// meanwhile.
func TestForgetTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, forgets(once(1, "k")))
	r := w.depart(w.restart()[0])
	w.does(5, flows.Blocked{})
	if !w.known(1) {
		t.Fatal("forgotten with a request under way")
	}
	w.does(5, flows.Text{})
	w.outcome(result(r, flows.Sent))
	if !w.known(1) {
		t.Error("forgotten, although they wrote again")
	}
}

// To who blocked the bot nothing leaves any more.
func TestForgetBlocked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, forgets(flows.Say{To: 1, HTML: "довиждане"}, once(1, "k")))
	w.does(5, flows.Blocked{})
	if n := w.traces(); n != 0 {
		t.Errorf("%d traces are left: %v", n, w.everything())
	}
}

// What never leaves does not keep a chat that is to be forgotten.
func TestForgetWithRowsThatStay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(w *world, r flows.Row)
	}{
		{"refused", func(w *world, r flows.Row) { w.outcome(result(r, flows.Refused)) }},
		{"unreachable", func(w *world, r flows.Row) { w.outcome(result(r, flows.Unreachable)) }},
		{"unconfirmed", func(w *world, r flows.Row) { w.outcome(result(w.depart(r), flows.InDoubt)) }},
		{"expired", func(w *world, r flows.Row) {
			w.now = r.Say.Expires
			if _, ok, err := w.Depart(1, r.ID, w.now, nil); ok || err != nil {
				w.t.Error(ok, err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.joins(5)
			w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, forgets(once(1, "k")))
			c.end(w, w.restart()[0])
			if n := w.traces(); n != 0 {
				t.Errorf("%d traces are left: %v", n, w.everything())
			}
		})
	}
}

func (w *world) group() int64 {
	w.t.Helper()
	n, ok, err := w.Chat(flows.Group)
	if err != nil || ok != (n != 0) {
		w.t.Errorf("group %d, %v, %v", n, ok, err)
	}
	return n
}

// The configured group counts, until Telegram gives it another number; that one
// is kept until the configuration names another.
func TestSetGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	set := func(configured, want int64) {
		t.Helper()
		if err := w.SetGroup(configured); err != nil {
			t.Fatal(err)
		}
		if got := w.group(); got != want {
			t.Errorf("configured %d, the group is %d, want %d", configured, got, want)
		}
		w.restart()
	}
	set(0, 0)
	set(-5, -5)
	w.apply(flows.Batch{Updates: []flows.Update{{Migrated: &flows.Migration{From: -5, To: -1005}}}}, nil)
	set(-5, -1005)
	r := w.waiting(flows.Say{To: flows.Group, Name: "card", HTML: "карта"})
	w.outcome(result(r, flows.Sent))
	set(-1005, -1005) // the operator writes down the new number: the messages are the same
	if n, _ := w.newest(flows.Group, "card"); n == 0 {
		t.Error("the message is forgotten")
	}
	set(-6, -6)
	if n, tried := w.newest(flows.Group, "card"); n != 0 || tried {
		t.Error("a message of another group is known")
	}
	set(0, 0)
}

// The three signals of Telegram, in any number: in the old group, in the new
// one, and as the answer to a request.
func TestMigration(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.SetGroup(-5); err != nil {
		t.Fatal(err)
	}
	say := func(name string) flows.Row { return w.waiting(flows.Say{To: flows.Group, Name: name, HTML: name}) }
	w.outcome(result(say("card/1"), flows.Sent))
	waits := say("card/2")
	edits := w.effects(
		flows.Edit{To: flows.Group, Name: "card/1", HTML: "needed", Needed: true},
		flows.Edit{To: flows.Group, Message: 9, HTML: "pressed"},
		flows.Edit{To: flows.Group, Name: "card/2", HTML: "by name"},
	).Rows
	old := flows.Update{ID: 50, Migrated: &flows.Migration{From: -5, To: -1005}}
	fresh := flows.Update{ID: 51, Migrated: &flows.Migration{From: -5, To: -1005}}
	answer := flows.Update{Migrated: &flows.Migration{From: -5, To: -1005}}
	foreign := flows.Update{ID: 52, Migrated: &flows.Migration{From: -77, To: -1077}}

	a := w.apply(flows.Batch{Updates: []flows.Update{foreign, answer}}, nil)
	if w.group() != -1005 {
		t.Fatalf("the group is %d", w.group())
	}
	if diff := cmp.Diff([]uint64{edits[0].ID, edits[1].ID}, a.Dropped); diff != "" {
		t.Errorf("dropped:\n%s", diff)
	}
	if len(a.Rows) != 1 || a.Rows[0].Edit.HTML != "needed" || a.Rows[0].Edit.Message != 0 || a.Rows[0].ID <= edits[2].ID {
		t.Errorf("handed out: %+v", a.Rows)
	}
	if n, _ := w.newest(flows.Group, "card/1"); n != 0 || w.count(numbers) != 0 {
		t.Errorf("a message of the old group is %d, %d numbers are known", n, w.count(numbers))
	}
	w.outcome(result(waits, flows.Sent))
	before := w.everything()
	for _, signal := range []flows.Update{old, fresh, answer, answer} {
		if a := w.apply(flows.Batch{Updates: []flows.Update{signal}}, nil); len(a.Rows)+len(a.Dropped) != 0 {
			t.Errorf("a later signal has effects: %+v", a)
		}
	}
	after := w.everything()
	for _, k := range []string{`meta "batch"`, `seen "` + `\x00\x00\x00\x00\x00\x00\x002"`, `seen "` + `\x00\x00\x00\x00\x00\x00\x003"`} {
		delete(before, k)
		delete(after, k)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("later signals change something:\n%s", diff)
	}
}

// Without a group nothing migrates, least of all to nowhere.
func TestNoGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.apply(flows.Batch{Updates: []flows.Update{{Migrated: &flows.Migration{To: -1005}}}}, nil)
	if w.group() != 0 {
		t.Errorf("the group is %d", w.group())
	}
}
