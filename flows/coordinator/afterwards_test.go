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
	if said := w.stands[flows.Group][card]; strings.Contains(said, "тказано") || !strings.Contains(said, "Покана от") {
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

// What is said of the survey on approval is true of who is approved: of answers
// that are theirs, of those of a colleague, and of none.
func TestApprovedAndTheSurvey(t *testing.T) {
	said := func(by flows.PersonID, v string) map[string]flows.Answer {
		return map[string]flows.Answer{"a": {Value: flows.Value{Text: v}, By: by, At: morning, Version: 1}}
	}
	for _, c := range []struct {
		name        string
		own, apart  string // answers; empty: none
		sent, sentA bool
		want        string
	}{
		{"nothing yet", "", "", false, false, "Сега Ви чака кратко проучване."},
		{"begun by others", "да", "", false, false, "Колегите Ви вече са започнали проучването."},
		{"sent by others", "да", "", true, false, "Колегите Ви вече са изпратили проучването."},
		{"begun by themselves", "", "да", false, false, "Отговорите Ви са запазени."},
		{"sent by themselves", "", "да", false, true, "Отговорите на проучването вече се броят."},
		{"gave way", "да", "не", false, false, "засега остават неговите отговори."},
		{"gave way to what was sent", "да", "не", true, true, "засега остават неговите отговори."},
		{"to be sent again", "да", "не", false, true, "прегледайте отговорите от менюто и ги изпратете."},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO})
			key, colleague := o.member(2001, "Мария Иванова", id, programme.Proposed), o.member(2002, "Петър Колев", id, programme.InForce)
			o.records(func(tx *programme.Tx) {
				put := func(applicant, by flows.PersonID, v string, sent bool) {
					if v == "" {
						return
					}
					r := programme.Response{Begun: o.now, Answers: said(by, v)}
					if sent {
						r.Sent, r.SentBy = o.now, by
					}
					tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id, Applicant: applicant}, r)
				}
				put(0, colleague.Person, c.own, c.sent)
				put(key.Person, key.Person, c.apart, c.sentA)
			})
			if told := words(to(o.press(on("yes", key)), key.Person)); !strings.Contains(told, c.want) {
				t.Errorf("told %q, want %q", told, c.want)
			}
		})
	}
}

// Who had proposed the organisation answered for it directly: that is theirs, too.
func TestApprovedWhoHadProposed(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Standing: programme.Proposed})
	key := o.member(2001, "Мария Иванова", id, programme.Proposed)
	o.records(func(tx *programme.Tx) {
		org, _ := tx.Organisations.Get(id)
		org.ProposedBy = key.Person
		tx.Organisations.Put(id, org)
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{
			Begun: o.now, Answers: map[string]flows.Answer{"a": {Value: flows.Value{Text: "да"}, By: key.Person, At: o.now, Version: 1}},
		})
	})
	if told := words(to(o.press(on("yes", key)), key.Person)); !strings.Contains(told, "Отговорите Ви са запазени.") {
		t.Errorf("told %q", told)
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
