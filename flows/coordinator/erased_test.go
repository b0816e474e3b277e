package coordinator_test

import (
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// wall is what stands in the chats, as Telegram would show it.
type wall struct {
	*office
	stands map[flows.PersonID]map[int]string // plain words, by chat and message
}

func newWall(t *testing.T) *wall {
	return &wall{newOffice(t), map[flows.PersonID]map[int]string{}}
}

// shows sends the rows, and whatever follows from them.
func (w *wall) shows(rows []flows.Row) {
	w.t.Helper()
	for len(rows) > 0 {
		r := rows[0]
		o := flows.Outcome{Row: r.ID, To: r.To(), Result: flows.Sent, At: w.now}
		if w.stands[r.To()] == nil {
			w.stands[r.To()] = map[int]string{}
		}
		if r.Say != nil {
			w.message++
			o.Message = w.message
			w.stands[r.To()][o.Message] = text.StripTags(r.Say.HTML)
		} else if r.Edit.HTML != "" {
			n := r.Edit.Message
			if n == 0 {
				n, _, _ = w.store.Newest(r.To(), r.Edit.Name)
			}
			w.stands[r.To()][n] = text.StripTags(r.Edit.HTML)
		}
		out, err := w.store.Apply(flows.Batch{Now: w.now, Outcomes: []flows.Outcome{o}}, w.talk)
		if err != nil {
			w.t.Fatal(err)
		}
		rows = append(rows[1:], out.Rows...)
	}
}

// pressOn presses a button under the message.
func (w *wall) pressOn(message int, data string) []flows.Row {
	w.t.Helper()
	return w.apply(flows.Update{ID: w.next(), Chat: groupChat, User: stefka, Callback: "c", Input: flows.Input{
		Name: "Стефка Колева", Message: message, Role: flows.RoleAdministrator, What: flows.Press{Data: data},
	}})
}

// with counts the messages of all chats that have the words, but for those of the
// person's own.
func (w *wall) with(words string, but flows.PersonID) (n int) {
	for chat, messages := range w.stands {
		for _, m := range messages {
			if chat != but && strings.Contains(m, words) {
				n++
			}
		}
	}
	return n
}

// spokenOf has the person stand in every kind of message, in several copies.
func (w *wall) spokenOf(key programme.MembershipKey) {
	w.t.Helper()
	w.records(func(tx *programme.Tx) {
		id := tx.NewThread()
		tx.Threads.Put(id, programme.Thread{ID: id, Person: key.Person, Organisation: key.Organisation, Opened: w.now,
			Messages: []programme.ThreadMessage{{At: w.now, By: key.Person, Text: "Пише Мария Иванова"}}})
	})
	for range 2 {
		w.shows(w.press("g:show:" + ref(uint64(key.Organisation))))
		w.shows(w.press(on("member", key)))
		w.shows(w.press(on("part", key)))
		w.shows(w.press("g:question:1"))
		w.shows(w.inGroup(flows.Command{Name: "questions"}))
		w.shows(w.inGroup(flows.Command{Name: "forget", Argument: "иван"}))
		w.shows(w.press("g:phones:" + ref(uint64(key.Organisation))))
	}
}

// Whoever is erased is gone from every message that the bot can still change, also
// from older copies, lists, and what administrators were sent in private.
func TestErasedFromEveryMessage(t *testing.T) {
	w := newWall(t)
	id := w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Contact: programme.Contact{Name: "г-жа Мария Иванова", Phone: "+359888123456"}})
	key := w.member(2001, "Мария Иванова", id, programme.InForce)
	other := w.member(2002, "Иван Петров", id, programme.InForce)
	w.spokenOf(key)
	if n := w.with("Мария Иванова", key.Person); n < 14 {
		t.Fatalf("only %d messages name the person", n)
	}
	w.shows(w.inGroup(flows.Command{Name: "forget", Argument: "мария"}))
	list := w.message
	w.shows(w.pressOn(list, "g:forget:"+ref(uint64(key.Person))))
	w.shows(w.pressOn(list, "g:surely:"+ref(uint64(key.Person))))
	for _, left := range []string{"Мария", "+359888123456, "} {
		if n := w.with(left, key.Person); n > 0 {
			t.Errorf("%d messages still have %q: %v", n, left, w.stands)
		}
	}
	if said := w.stands[flows.Group][list]; !strings.Contains(said, "Решение на Стефка Колева") {
		t.Errorf("the list reads %q", said)
	}
	if w.with("Иван Петров: +359888123456", 0) != 2 {
		t.Error("the colleague's number went, too")
	}
	if w.with("Тук пишеше и за човек", other.Person) == 0 {
		t.Error("nothing says that a message is out of date")
	}
}

// What could not be changed while the bot was out of the group is changed when it
// is back.
func TestErasedWhileOutOfTheGroup(t *testing.T) {
	w := newWall(t)
	key := w.member(2001, "Мария Иванова", w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.InForce)
	w.spokenOf(key)
	w.shows(w.apply(flows.Update{ID: w.next(), Chat: groupChat, User: stefka, Input: flows.Input{What: flows.GroupChanged{}}}))
	_, err := w.store.Apply(flows.Batch{Now: w.now, Updates: []flows.Update{{ID: w.next(), Chat: 2001, User: 2001, Input: flows.Input{Private: true, What: flows.Text{}}}}},
		func(tx *programme.Tx, turn *flows.Turn) {
			f, _ := programme.Forget(tx, &flows.Turn{Input: flows.Input{At: tx.Now, Person: key.Person}}, small, key.Person)
			f.TakeBack(tx, turn)
			tx.Chats.Forget(key.Person)
		})
	if err != nil {
		t.Fatal(err)
	}
	if w.with("Мария", key.Person) == 0 {
		t.Fatal("the bot changed messages in a group that it is not in")
	}
	w.shows(w.apply(flows.Update{ID: w.next(), Chat: groupChat, User: stefka, Input: flows.Input{What: flows.GroupChanged{Present: true}}}))
	for _, m := range w.stands[flows.Group] {
		if strings.Contains(m, "Мария") {
			t.Errorf("the group still reads %q", m)
		}
	}
}
