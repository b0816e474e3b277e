package coordinator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// hall is a training of tomorrow with somebody registered; the name is that of who comes.
func (o *office) hall(code string) (programme.Event, programme.Registration) {
	o.t.Helper()
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Municipality: "ruse"})
	key := o.member(2001, "Мария Иванова", id, programme.InForce)
	e := programme.Event{Plan: programme.Plan{
		Code: code, Kind: programme.Training, Title: text.Pair{BG: "Обучение за проекти"}, Municipality: "ruse", Seats: 2,
		Start: programme.NewMoment(2027, 2, 4, 10, 0, time.UTC), End: programme.NewMoment(2027, 2, 4, 16, 0, time.UTC),
	}, CheckIn: "ABC234"}
	var r programme.Registration
	o.records(func(tx *programme.Tx) {
		tx.Events.Put(code, e)
		turn := &flows.Turn{Input: flows.Input{Person: key.Person, At: o.now}, Session: &flows.Session{}}
		r, _ = programme.Register(tx, turn, small, code, programme.Wish{Organisation: id, By: key.Person})
	})
	return e, r
}

func (o *office) registration(id programme.RegistrationID) (r programme.Registration) {
	o.t.Helper()
	o.records(func(tx *programme.Tx) { r, _ = tx.Registrations.Get(id) })
	return r
}

// The card, the list and each number agree; a mark is made once, by day, and undone.
func TestEventCardAndMarks(t *testing.T) {
	o := newOffice(t)
	e, r := o.hall("t1")
	if got := words(o.inGroup(flows.Command{Name: "events"})); !strings.Contains(got, "Обучение за проекти") || !strings.Contains(got, "записани: 1 от 2 места") {
		t.Errorf("/events: %s", got)
	}
	if got := words(o.press("g:event:t1")); !strings.Contains(got, "Записани НПО: 1 от 2 места") {
		t.Errorf("card: %s", got)
	}
	here, undo := "g:here:"+r.ID.String()+":0", "g:undo:"+r.ID.String()+":0"
	o.press(here)
	if o.registration(r.ID).Presence != programme.Unknown || !strings.Contains(o.toast, "от деня на събитието") {
		t.Errorf("marked the day before: %q", o.toast)
	}
	o.now = e.Start.At
	if got := words(o.press(here)); !strings.Contains(got, "1. Сдружение „Дунав“ – Мария Иванова ✔ тук") || !strings.Contains(got, "Присъстват: 1 от 1") {
		t.Errorf("marked: %s", got)
	}
	if o.press(here); !strings.Contains(o.toast, "Вече е отбелязано") {
		t.Errorf("marked twice: %q", o.toast)
	}
	if got := words(o.press(undo)); strings.Contains(got, "✔ тук") || o.registration(r.ID).Presence != programme.Unknown {
		t.Errorf("undone: %s", got)
	}
	o.press("g:away:" + r.ID.String() + ":0")
	if o.registration(r.ID).Presence != programme.Absent {
		t.Error("not absent")
	}
}

// Numbers of the printed list are read as people write them; what is amiss is said.
func TestHere(t *testing.T) {
	o := newOffice(t)
	e, r := o.hall("t1")
	if got := words(o.inGroup(flows.Command{Name: "here", Argument: "1"})); !strings.Contains(got, "Няма събитие от последните дни") {
		t.Errorf("the day before: %s", got)
	}
	o.now = e.End.At.Add(time.Hour)
	got := words(o.inGroup(flows.Command{Name: "here", Argument: "№1, 7 – 9; абв 9-7 1"}))
	for _, want := range []string{"отбелязани сега: 1", "1. Сдружение „Дунав“ – Мария Иванова", "Няма такъв номер в списъка: 7, 8, 9. Последният е 1.", "абв, 9-7", "Присъстват: 1 от 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if got := o.registration(r.ID); got.Presence != programme.Present || got.Marked.How != programme.MarkedByLine {
		t.Errorf("marked as %+v", got.Marked)
	}
	if got := words(o.inGroup(flows.Command{Name: "here", Argument: "1"})); !strings.Contains(got, "Вече бяха отбелязани: 1.") {
		t.Errorf("again: %s", got)
	}
	if got := words(o.inGroup(flows.Command{Name: "here"})); !strings.Contains(got, "Напишете и номерата") {
		t.Errorf("without numbers: %s", got)
	}
}

// Who comes without being on the list is noted in three steps, and can be taken back.
func TestWalkIn(t *testing.T) {
	o := newOffice(t)
	e, _ := o.hall("t1")
	id := o.organisation(programme.Organisation{Name: "Народно читалище „Просвета 1927“", Kind: programme.NGO, Municipality: "byala"})
	o.now = e.Start.At
	rows := o.press("g:walkin:t1")
	o.deliver(rows, flows.Sent)
	question := o.message
	rows = o.apply(flows.Update{ID: o.next(), Chat: groupChat, User: stefka, Input: flows.Input{
		Name: "Стефка Колева", Message: 78, Role: flows.RoleAdministrator, ReplyTo: question, ToBot: true, What: flows.Text{Text: "просвета, Иван Петров"},
	}})
	if got := words(rows); !strings.Contains(got, "коя организация дойде") || !strings.Contains(got, "Човек: Иван Петров") {
		t.Fatalf("after the name: %s", got)
	}
	came := "g:came:t1:" + ref(uint64(id))
	if rows[0].Say.Buttons[0][0].Data != came {
		t.Errorf("button %+v", rows[0].Say.Buttons)
	}
	got := words(o.inGroup(flows.Press{Data: came, Text: words(rows)}))
	if !strings.Contains(got, "2. Народно читалище „Просвета 1927“ – Иван Петров (без записване) ✔ тук") {
		t.Errorf("came: %s", got)
	}
	if got := words(o.press("g:door:t1:0")); !strings.Contains(got, "Дошли без записване: 1") {
		t.Errorf("list: %s", got)
	}
}

// A long list has pages; a mark leaves the page where it is, and each message fits.
func TestLongDoorList(t *testing.T) {
	o := newOffice(t)
	e, _ := o.hall("t1")
	o.records(func(tx *programme.Tx) {
		e.Seats = 50
		tx.Events.Put("t1", e)
	})
	long := strings.Repeat("Национална асоциация за развитие ", 4)
	for i := range 42 {
		id := o.organisation(programme.Organisation{Name: fmt.Sprintf("%s%02d", long, i), Kind: programme.NGO, Municipality: "ruse"})
		o.records(func(tx *programme.Tx) {
			turn := &flows.Turn{Input: flows.Input{At: o.now}, Session: &flows.Session{}}
			programme.Register(tx, turn, small, "t1", programme.Wish{Organisation: id, Attendee: "Екатерина Хаджидимитрова-Владигерова"})
		})
	}
	o.now = e.Start.At
	rows := o.press("g:door:t1:2")
	if got := words(rows); !strings.Contains(got, "страница 3 от 5") || !strings.Contains(got, "21. ") || strings.Contains(got, "31. ") {
		t.Fatalf("the third page: %s", got)
	}
	if got := words(o.press(rows[0].Edit.Buttons[0][0].Data)); !strings.Contains(got, "страница 3 от 5") || !strings.Contains(got, "Присъстват: 1 от 43") {
		t.Errorf("marked there: %s", got)
	}
	if got := words(o.inGroup(flows.Command{Name: "here", Argument: "1-43"})); !strings.Contains(got, "отбелязани сега: 42") {
		t.Errorf("all at once: %s", got)
	}
}

// A list whose number Telegram has not told yet is known by its first button.
func TestRepliesByButton(t *testing.T) {
	o := newOffice(t)
	e, r := o.hall("t1")
	o.now = e.Start.At
	for _, data := range []string{"g:door:t1:0", "g:here:" + r.ID.String() + ":0", "g:undo:" + r.ID.String() + ":0"} {
		rows := o.apply(flows.Update{ID: o.next(), Chat: groupChat, User: stefka, Input: flows.Input{
			Name: "Стефка Колева", Message: 78, Role: flows.RoleAdministrator, ReplyTo: 9999, ToBot: true, ReplyData: data, What: flows.Text{Text: "мария"},
		}})
		if got := words(rows); !strings.Contains(got, "Мария Иванова") {
			t.Errorf("%s: %s", data, got)
		}
	}
}

// The signed sheet can be sent in reply to the sheet, in private, by an administrator
// only.
func TestSigned(t *testing.T) {
	o := newOffice(t)
	e, _ := o.hall("t1")
	send := func(role flows.Role, remote string) (taken bool, said int) {
		o.records(func(tx *programme.Tx) {
			turn := &flows.Turn{Input: flows.Input{Person: 1, Private: true, At: o.now, Role: role, What: flows.Attachment{Kind: flows.Photo, Remote: remote}}, Session: &flows.Session{}}
			taken = o.desk.Signed(tx, turn, "t1")
			said = len(turn.Effects)
		})
		return taken, said
	}
	if taken, _ := send(flows.RoleNone, "a"); taken {
		t.Error("taken from anybody")
	}
	if taken, said := send(flows.RoleUnknown, "a"); !taken || said != 1 {
		t.Error("not explained")
	}
	for range 2 {
		if taken, _ := send(flows.RoleAdministrator, "a"); !taken {
			t.Error("not taken")
		}
	}
	o.records(func(tx *programme.Tx) { e, _ = tx.Events.Get("t1") })
	if len(e.Sheets) != 1 {
		t.Errorf("kept %+v", e.Sheets)
	}
}

// After the event the group hears how many were there; the rest can be noted as absent
// at once.
func TestEnded(t *testing.T) {
	o := newOffice(t)
	e, r := o.hall("t1")
	due := func() []flows.Row {
		return o.apply(flows.Update{Input: flows.Input{What: flows.Due{Kind: programme.EndedDue, Ref: "t1"}}})
	}
	if rows := due(); len(rows) > 0 {
		t.Errorf("told before the end: %s", words(rows))
	}
	o.now = e.End.At.Add(time.Hour)
	if got := words(due()); !strings.Contains(got, "Неотбелязани: 1") {
		t.Errorf("told: %s", got)
	}
	o.press("g:rest:t1")
	if o.registration(r.ID).Presence != programme.Absent || !strings.Contains(o.toast, "Отбелязани като отсъстващи: 1") {
		t.Errorf("rest: %q", o.toast)
	}
}
