package coordinator_test

import (
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// The card of the organisation that stands open shows what was decided on its
// person's card.
func TestDecisionShowsOnTheOrganisationsCard(t *testing.T) {
	w := newWall(t)
	id := w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Standing: programme.Proposed})
	key := w.member(2001, "Мария Иванова", id, programme.Proposed)
	w.shows(w.press("g:show:" + ref(uint64(id))))
	card := w.message
	if said := w.stands[flows.Group][card]; !strings.Contains(said, "чака одобрение") {
		t.Fatalf("the card reads %q", said)
	}
	w.shows(w.press(on("no", key)))
	if said := w.stands[flows.Group][card]; !strings.Contains(said, "отказано") {
		t.Errorf("refused: the card reads %q", said)
	}
	w.shows(w.press(on("again", key)))
	if said := w.stands[flows.Group][card]; strings.Contains(said, "тказано") || !strings.Contains(said, "Покана:") {
		t.Errorf("approved: the card reads %q", said)
	}
}

// A press on an older copy of a card leaves the newest alone, which says who decided.
func TestOlderCopyKeepsWhoDecided(t *testing.T) {
	w := newWall(t)
	key := w.member(2001, "Мария Иванова", w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.Proposed)
	w.shows(w.press(on("member", key)))
	older := w.message
	w.shows(w.press(on("member", key)))
	newest := w.message
	w.shows(w.pressOn(newest, on("yes", key)))
	late := func(user int64, name string) {
		w.shows(w.apply(flows.Update{ID: w.next(), Chat: groupChat, User: user, Callback: "c", Input: flows.Input{
			Name: name, Message: older, Role: flows.RoleAdministrator, What: flows.Press{Data: on("no", key)},
		}}))
		if !strings.Contains(w.toast, "одобрих") && !strings.Contains(w.toast, "одобрено") {
			t.Errorf("%s is told %q", name, w.toast)
		}
		if said := w.stands[flows.Group][newest]; !strings.Contains(said, "Одобри: Стефка Колева") {
			t.Errorf("%s pressed the older copy: the newest reads %q", name, said)
		}
	}
	late(1099, "Иван Петров")
	if said := w.stands[flows.Group][older]; !strings.Contains(said, "Одобрено: ") {
		t.Errorf("the older copy reads %q", said)
	}
	late(stefka, "Стефка Колева")
	if said := w.stands[flows.Group][older]; !strings.Contains(said, "Одобри: Стефка Колева") {
		t.Errorf("who decided has pressed again: the copy reads %q", said)
	}
}

// After a kill the number of the card that was pressed may not be known: a second
// press leaves the name of who decided where it is.
func TestSecondPressKeepsWhoDecided(t *testing.T) {
	w := newWall(t)
	key := w.member(2001, "Мария Иванова", w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.Proposed)
	w.press(on("member", key)) // sent; what became of it is not known
	for range 2 {
		w.shows(w.pressOn(77, on("yes", key)))
	}
	if said := w.stands[flows.Group][77]; !strings.Contains(said, "Одобри: Стефка Колева") {
		t.Errorf("the card reads %q", said)
	}
}

// An answer that does not arrive has a closed question wait again, and its card be
// closed again.
func TestAnswerThatFailsOpensTheQuestion(t *testing.T) {
	for result, open := range map[flows.Result]bool{flows.Sent: false, flows.InDoubt: false, flows.Refused: true, flows.Unreachable: true} {
		w := newWall(t)
		key := w.member(2001, "Мария Иванова", w.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.InForce)
		w.records(func(tx *programme.Tx) {
			id := tx.NewThread()
			tx.Threads.Put(id, programme.Thread{ID: id, Person: key.Person, Opened: w.now, Messages: []programme.ThreadMessage{{At: w.now, By: key.Person, Text: "Кога?"}}})
		})
		w.shows(w.press("g:question:1"))
		card := w.message
		answer := to(w.apply(flows.Update{ID: w.next(), Chat: groupChat, User: stefka, Input: flows.Input{
			Name: "Стефка Колева", Message: 600, ReplyTo: card, ToBot: true, Role: flows.RoleMember, What: flows.Text{Text: "Утре"},
		}}), key.Person)
		w.shows(w.pressOn(card, "g:close:1"))
		if result == flows.InDoubt {
			w.deliver(answer, result)
			w.deliver(answer, result)
		}
		rows := w.deliver(answer, result)
		said, again := words(rows), false
		for _, r := range rows {
			again = again || r.Edit != nil && r.Edit.Message == card && len(r.Edit.Buttons) == 1 && r.Edit.Buttons[0][0].Data == "g:close:1"
		}
		w.records(func(tx *programme.Tx) {
			th, _ := tx.Threads.Get(1)
			if th.Closed.IsZero() != open || th.Answered == open {
				t.Errorf("%s: the question is %+v", result, th)
			}
		})
		if strings.Contains(said, "Въпросът пак е отворен.") != open || again != open {
			t.Errorf("%s: the group reads %q, the button is back: %v", result, said, again)
		}
	}
}
