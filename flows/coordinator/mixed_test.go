package coordinator_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// meeting is a meeting that has just begun, with so many people there who are not in
// Telegram: each of an organisation with a long name, every second an authority.
func (o *office) meeting(code string, people int) programme.Event {
	o.t.Helper()
	e := programme.Event{Plan: programme.Plan{
		Code: code, Kind: programme.Meeting, Title: text.Pair{BG: "Работна среща в Русе"}, Municipality: "ruse", Seats: 100, AuthoritySeats: 100,
		Start: programme.NewMoment(2027, 2, 4, 10, 0, time.UTC), End: programme.NewMoment(2027, 2, 4, 16, 0, time.UTC),
	}, CheckIn: "ABC234"}
	o.now = e.Start.At
	o.records(func(tx *programme.Tx) {
		tx.Events.Put(code, e)
	})
	for i := range people {
		kind := programme.NGO
		if i%2 == 1 {
			kind = programme.Municipality
		}
		o.comes(code, o.organisation(programme.Organisation{Name: fmt.Sprintf("Сдружение %d „%s“", i, strings.Repeat("Дълго име & ", 12)), Kind: kind, Municipality: "ruse"}), i)
	}
	return e
}

// comes notes somebody at the door.
func (o *office) comes(code string, id programme.OrganisationID, i int) {
	o.t.Helper()
	o.records(func(tx *programme.Tx) {
		turn := &flows.Turn{Input: flows.Input{Person: 9, At: o.now}, Session: &flows.Session{}}
		if _, ok := programme.ComeIn(tx, turn, small, code, id, fmt.Sprintf("Човек %d %s", i, strings.Repeat("Дългоименов", 8))); !ok {
			o.t.Fatal("not in")
		}
	})
}

// tapOf is what the button with the label carries, of the rows.
func tapOf(t *testing.T, rows []flows.Row, label string) string {
	t.Helper()
	for _, r := range rows {
		buttons := [][]flows.Button(nil)
		if r.Say != nil {
			buttons = r.Say.Buttons
		} else {
			buttons = r.Edit.Buttons
		}
		for _, b := range slices.Concat(buttons...) {
			if b.Text == label {
				return b.Data
			}
		}
	}
	t.Fatalf("no button %q: %s", label, words(rows))
	return ""
}

func (o *office) mixed(code string) (out []programme.Group) {
	o.t.Helper()
	o.records(func(tx *programme.Tx) { out = programme.GroupsOf(tx, code) })
	return out
}

// A hundred people with long names fit the messages, page by page; everybody stands on
// one of them.
func TestManyInGroups(t *testing.T) {
	o := newOffice(t)
	o.meeting("m1", 100)
	rows := o.inGroup(flows.Command{Name: "groups"})
	for range 13 { // down to as few groups as there can be
		rows = o.press(tapOf(t, rows, "Обнови"))
		if !strings.Contains(words(rows), "Предложение: 5 групи") {
			rows = o.press(tapOf(t, rows, "− Група"))
		}
	}
	if got := words(rows); !strings.Contains(got, "Предложение: 5 групи") || strings.Contains(fmt.Sprint(rows[0].Edit.Buttons), "− Група") {
		t.Fatalf("the fewest: %s", got)
	}
	o.press(tapOf(t, rows, "Обяви групите"))
	groups := o.mixed("m1")
	if len(groups) != 5 || !strings.Contains(o.toast, "Обявено") {
		t.Fatalf("%d groups, %q", len(groups), o.toast)
	}
	all := ""
	for page := range 5 {
		all += words(o.press("g:groups:m1:" + strconv.Itoa(page)))
	}
	if got := strings.Count(all, "• Сдружение"); got != 100 {
		t.Errorf("%d people on the pages", got)
	}
	o.press("g:mixed:m1:1")
	// All in one group: what does not fit is counted.
	for _, g := range groups[1:] {
		for _, id := range g.Members {
			o.press("g:shifted:" + id.String() + ":1")
		}
	}
	if got := words(o.press("g:mixed:m1:1")); !strings.Contains(got, "и още 70 души") {
		t.Errorf("card: %s", got)
	}
	if got := words(o.press("g:groups:m1:0")); !strings.Contains(got, "Няма НПО в Група 2, Група 3, Група 4, Група 5. Ако преместите някого") {
		t.Errorf("groups: %s", got)
	}
}

// What was shown is what is announced: not a proposal that somebody's coming has
// changed, not over groups that a colleague has announced, and never over ideas.
func TestAnnounceWhatWasShown(t *testing.T) {
	o := newOffice(t)
	o.meeting("m1", 6)
	rows := o.inGroup(flows.Command{Name: "groups"})
	shown := tapOf(t, rows, "Обяви групите")
	o.comes("m1", o.organisation(programme.Organisation{Name: "Община Бяла", Kind: programme.Municipality}), 6)
	rows = o.press(shown)
	if len(o.mixed("m1")) > 0 || !strings.Contains(o.toast, "някой дойде") {
		t.Errorf("announced unseen: %q", o.toast)
	}
	shown = tapOf(t, rows, "Обяви групите")
	two := tapOf(t, o.press(tapOf(t, rows, "+ Група")), "Обяви групите")
	o.press(shown)
	if got := o.mixed("m1"); len(got) != 1 {
		t.Fatalf("%d groups", len(got))
	}
	if o.press(two); len(o.mixed("m1")) != 1 || !strings.Contains(o.toast, "Междувременно групите бяха обявени") {
		t.Errorf("announced over a colleague’s: %q", o.toast)
	}
	rows = o.press(tapOf(t, o.press(tapOf(t, o.press("g:groups:m1:0"), "Разпредели наново")), "+ Група"))
	replace := tapOf(t, rows, "Замени обявените групи")
	o.records(func(tx *programme.Tx) {
		g := programme.GroupsOf(tx, "m1")[0]
		r, _ := tx.Registrations.Get(g.Members[0])
		programme.BeginIdea(tx, 0, r.Organisation, g.ID)
	})
	if o.press(replace); len(o.mixed("m1")) != 1 || !strings.Contains(o.toast, "вече пише идея") {
		t.Errorf("announced over an idea: %q", o.toast)
	}
	if got := words(o.press("g:groups:m1:0")); strings.Contains(got, "Разпредели наново") || !strings.Contains(got, "Идея 1, още без заглавие") {
		t.Errorf("groups: %s", got)
	}
}

// A person without Telegram is moved, and asked to write on paper, with a word for who
// has to tell them.
func TestMoveWithoutTelegram(t *testing.T) {
	o := newOffice(t)
	o.meeting("m1", 4)
	o.press(tapOf(t, o.press(tapOf(t, o.inGroup(flows.Command{Name: "groups"}), "+ Група")), "Обяви групите"))
	groups := o.mixed("m1")
	id := groups[0].Members[0]
	if got := words(o.press("g:shift:" + id.String())); !strings.Contains(got, "Сега е в Група 1") {
		t.Errorf("asked: %s", got)
	}
	o.press("g:shifted:" + id.String() + ":0")
	if got := words(o.press("g:groups:m1:0")); !strings.Contains(got, "Без група: 1 човек") {
		t.Errorf("in none: %s", got)
	}
	if got := words(o.press("g:mixed:m1:0")); !strings.Contains(got, "(без бота)") {
		t.Errorf("card of who sits in none: %s", got)
	}
	o.press("g:shifted:" + id.String() + ":2")
	if got := o.mixed("m1")[1]; !got.Has(id) || !strings.Contains(o.toast, "не е в бота") {
		t.Errorf("moved: %+v, %q", got, o.toast)
	}
	if o.press("g:shifted:" + id.String() + ":2"); !strings.Contains(o.toast, "Нищо не се промени") {
		t.Errorf("moved again: %q", o.toast)
	}
	o.press("g:scribe:" + id.String())
	if got := o.mixed("m1")[1]; got.Scribe != id || !strings.Contains(o.toast, "на хартия") {
		t.Errorf("scribe %d, %q", got.Scribe, o.toast)
	}
	// Who goes home writes no more.
	o.press("g:undo:" + id.String() + ":0")
	if got := o.mixed("m1")[1]; got.Has(id) || got.Scribe != 0 {
		t.Errorf("after going: %+v", got)
	}
	if o.press("g:scribe:" + id.String()); !strings.Contains(o.toast, "не е в тази група") {
		t.Errorf("scribe after going: %q", o.toast)
	}
}

// What a group has written on paper is entered as the group's: of all its members, once,
// and of no group that nobody sits in any more.
func TestGroupOnPaper(t *testing.T) {
	o := newWorkshop(t).office
	o.meeting("m1", 4)
	o.press(tapOf(t, o.press(tapOf(t, o.inGroup(flows.Command{Name: "groups"}), "+ Група")), "Обяви групите"))
	first, second := o.mixed("m1")[0], o.mixed("m1")[1]
	paper := tapOf(t, o.press("g:mixed:m1:1"), "Въведи идеята от хартия")
	o.press(paper)
	if got := words(o.press(paper)); !strings.Contains(got, "Идея 1, още без заглавие") {
		t.Errorf("card: %s", got)
	}
	o.records(func(tx *programme.Tx) {
		ideas := programme.Ideas(tx)
		if len(ideas) != 1 {
			t.Fatalf("%d ideas", len(ideas))
		}
		if i := ideas[0]; i.Group != first.ID || i.By != 0 || i.Typist == 0 || !slices.Equal(i.Authors, programme.AuthorsIn(tx, first, 0)) {
			t.Errorf("entered: %+v", i)
		}
	})
	for _, id := range second.Members {
		o.press("g:shifted:" + id.String() + ":0")
	}
	for _, gone := range []string{second.ID.String(), "zz"} {
		if o.press("g:fillgroup:" + gone); !strings.Contains(o.toast, "вече я няма") {
			t.Errorf("of a group that is gone: %q", o.toast)
		}
	}
}
