package programme_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// seated is a programme with a ladder of reminders and the rules of offers.
var seated = &programme.Programme{
	Location: time.UTC, Survey: small.Survey, Municipalities: small.Municipalities,
	Seating:   programme.Seating{Answer: 24 * time.Hour, AnswerNear: 4 * time.Hour, Near: 72 * time.Hour},
	Reminders: []programme.Step{{Code: "days7", Days: 7}, {Code: "hours2", Before: 2 * time.Hour}},
}

// hall is a training with few seats, and a database whose due list can be read.
type hall struct {
	*testing.T
	store *storage.Store
	last  int64
}

func newHall(t *testing.T, seats int) *hall {
	t.Helper()
	store, err := storage.Open(filepath.Join(t.TempDir(), "hall.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := &hall{T: t, store: store}
	t.Cleanup(func() {
		for _, wrong := range store.Check() {
			t.Errorf("the database after the test: %v", wrong)
		}
		_ = store.Close()
	})
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		for _, name := range []string{"Дунав", "Лом", "Вит"} {
			put(tx, programme.Organisation{Name: name, Kind: programme.NGO})
		}
		start := noon.AddDate(0, 0, 14)
		tx.Events.Put("training", programme.Event{Plan: programme.Plan{
			Kind: programme.Training, Title: text.Pair{BG: "Обучение"}, Seats: seats, SecondFrom: noon, PerOrganisation: 2,
			Start: programme.Moment{At: start}, End: programme.Moment{At: start.Add(4 * time.Hour)},
		}})
	})
	return h
}

// does is a turn of the person with that number; who is new gets the next one.
func (h *hall) does(who int64, f programme.Conversation) {
	h.Helper()
	h.last++
	if _, err := h.store.Apply(flows.Batch{Now: noon, Updates: []flows.Update{{
		ID: h.last, Chat: who, User: who, Input: flows.Input{Update: h.last, Private: true, What: flows.Text{}},
	}}}, f); err != nil {
		h.Fatal(err)
	}
}

// joins has somebody speak for organisations.
func (h *hall) joins(who flows.PersonID, name string, of ...programme.OrganisationID) {
	h.Helper()
	h.does(int64(who), func(tx *programme.Tx, t *flows.Turn) {
		if t.Person != who {
			h.Fatalf("%s is number %d, want %d", name, t.Person, who)
		}
		tx.People.Put(who, programme.Person{Name: name, Consent: programme.Consent{Version: "1"}, Joined: noon})
		for _, o := range of {
			tx.Memberships.Put(programme.MembershipKey{Person: who, Organisation: o}, programme.Membership{Since: noon})
		}
	})
}

func (h *hall) registers(who flows.PersonID, of programme.OrganisationID, attendee string) (id programme.RegistrationID) {
	h.Helper()
	h.does(int64(who), func(tx *programme.Tx, t *flows.Turn) {
		r, refused := programme.Register(tx, t, seated, "training", programme.Wish{Organisation: of, By: who, Attendee: attendee})
		if refused != programme.Granted {
			h.Fatalf("%d cannot register: %d", who, refused)
		}
		r.Needs = map[string]flows.Answer{"food": said(who, 0, words("без месо"))}
		tx.Registrations.Put(r.ID, r)
		id = r.ID
	})
	return id
}

func (h *hall) leaves(who flows.PersonID, of programme.OrganisationID) {
	h.does(int64(who), func(tx *programme.Tx, t *flows.Turn) {
		programme.Leave(tx, t, seated, programme.MembershipKey{Person: who, Organisation: of})
	})
}

func (h *hall) erased(who flows.PersonID) {
	h.does(int64(who), func(tx *programme.Tx, t *flows.Turn) {
		programme.Forget(tx, t, seated, who)
		tx.Chats.Forget(who)
	})
}

func (h *hall) registration(id programme.RegistrationID) (r programme.Registration, called []programme.CallWhy) {
	h.Helper()
	if err := h.store.View(func(tx *programme.Tx) error {
		r, _ = tx.Registrations.Get(id)
		for key := range tx.Calls.All() {
			if key.Registration == id {
				called = append(called, key.Why)
			}
		}
		return nil
	}); err != nil {
		h.Fatal(err)
	}
	return r, called
}

// rows are those of the due list, as „kind person“.
func (h *hall) rows() []string {
	h.Helper()
	all, err := h.store.Upcoming(time.Time{}, 100)
	if err != nil {
		h.Fatal(err)
	}
	var out []string
	for _, r := range all {
		out = append(out, r.Kind+" "+r.Person.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Who leaves, and what becomes of the seat.
func TestHandOver(t *testing.T) {
	for name, c := range map[string]struct {
		attendee, colleague string // the colleague speaks for the organisation, too
		comesElse           bool   // … and has a seat of their own there
		erased              bool

		seat   programme.Seat
		by     flows.PersonID
		comes  string
		needs  bool
		called []programme.CallWhy
		rows   string
	}{
		"to a colleague": {
			colleague: "Боян Дянков", seat: programme.Confirmed, by: 2, rows: "handed 2, remind 2",
		},
		"to a colleague, although another comes": {
			attendee: "Вера Илиева", colleague: "Боян Дянков", seat: programme.Confirmed, by: 2, comes: "Вера Илиева", needs: true, rows: "handed 2, remind 2",
		},
		"to who comes": {
			attendee: "Боян Дянков", colleague: "Боян Дянков", seat: programme.Confirmed, by: 2, needs: true, rows: "handed 2, remind 2",
		},
		"nobody is left": {
			seat: programme.Confirmed, by: 1, needs: true, called: []programme.CallWhy{programme.CallUnreachable}, rows: "remind 1",
		},
		"the only colleague has a seat already": {
			colleague: "Боян Дянков", comesElse: true, seat: programme.Confirmed, by: 1, needs: true, called: []programme.CallWhy{programme.CallUnreachable}, rows: "remind 1, remind 2",
		},
		"erased, to a colleague": {
			erased: true, colleague: "Боян Дянков", seat: programme.Confirmed, by: 2, rows: "handed 2, remind 2",
		},
		"erased, and another comes": {
			erased: true, attendee: "Вера Илиева", seat: programme.Confirmed, comes: "Вера Илиева", needs: true, called: []programme.CallWhy{programme.CallUnreachable},
		},
		"erased, and nobody is left": {
			erased: true, seat: programme.Cancelled,
		},
		"erased under their own name, and nobody is left": {
			erased: true, attendee: "г-жа Колева", seat: programme.Cancelled, comes: programme.ErasedName,
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, 2)
			h.joins(1, "Ана Колева", 1)
			if c.colleague != "" {
				h.joins(2, c.colleague, 1)
			}
			id := h.registers(1, 1, c.attendee)
			if c.comesElse {
				h.registers(2, 1, "")
			}
			if c.erased {
				h.erased(1)
			} else {
				h.leaves(1, 1)
			}
			r, called := h.registration(id)
			if r.Seat != c.seat || r.By != c.by || r.Attendee != c.comes || len(r.Needs) > 0 != c.needs || !slices.Equal(called, c.called) {
				t.Errorf("the seat is %+v, called %v", r, called)
			}
			if rows := strings.Join(h.rows(), ", "); rows != c.rows {
				t.Errorf("the due list has %q, want %q", rows, c.rows)
			}
		})
	}
}

// Who has come over from another organisation takes a colleague's seat: the one that they
// had there is that organisation's.
func TestHandOverToWhoCameOver(t *testing.T) {
	h := newHall(t, 2)
	h.joins(1, "Ана Колева", 1)
	h.joins(2, "Боян Дянков", 2)
	id, left := h.registers(1, 1, ""), h.registers(2, 2, "")
	h.leaves(2, 2)
	h.joins(2, "Боян Дянков", 1)
	h.erased(1)
	if r, _ := h.registration(id); r.Seat != programme.Confirmed || r.By != 2 {
		t.Errorf("the seat is %+v", r)
	}
	if r, called := h.registration(left); r.Seat != programme.Confirmed || !slices.Equal(called, []programme.CallWhy{programme.CallUnreachable}) {
		t.Errorf("the seat that was left is %+v, called %v", r, called)
	}
}

// A seat that is freed so goes to the next in line; an offer that is passed on is
// told to who answers for it now, and one that nobody can answer still passes on.
func TestHandOverOfOffers(t *testing.T) {
	h := newHall(t, 1)
	h.joins(1, "Ана Колева", 1)
	h.joins(2, "Боян Дянков", 2)
	h.joins(3, "Вера Илиева", 2)
	h.registers(1, 1, "")
	next := h.registers(2, 2, "Галя Пенева")
	h.erased(1)
	if r, _ := h.registration(next); r.Seat != programme.Offered {
		t.Fatalf("the next in line is %+v", r)
	}
	if rows := strings.Join(h.rows(), ", "); rows != "lapse 2, offer 2" {
		t.Errorf("the due list has %q", rows)
	}
	h.leaves(2, 2)
	if rows := strings.Join(h.rows(), ", "); rows != "lapse 3, offer 3" {
		t.Errorf("handed over: the due list has %q", rows)
	}
	h.erased(3)
	if rows := strings.Join(h.rows(), ", "); rows != "lapse 0, offer 0" {
		t.Errorf("nobody answers: the due list has %q", rows)
	}
}

// Of somebody whom a colleague has registered the name goes, and the colleague is
// asked who comes.
func TestErasedWhoWasToCome(t *testing.T) {
	h := newHall(t, 1)
	h.joins(1, "Ана Колева", 1)
	h.joins(2, "Боян Дянков", 2)
	id := h.registers(1, 1, "Боян Дянков")
	h.erased(2)
	if r, _ := h.registration(id); r.Seat != programme.Confirmed || r.By != 1 || r.Attendee != programme.ErasedName || len(r.Needs) > 0 {
		t.Errorf("the seat is %+v", r)
	}
	if rows := strings.Join(h.rows(), ", "); rows != "handed 1, remind 1" {
		t.Errorf("the due list has %q", rows)
	}
}

// What is over stays as it was.
func TestHandOverAfterwards(t *testing.T) {
	h := newHall(t, 1)
	h.joins(1, "Ана Колева", 1)
	h.joins(2, "Боян Дянков", 1)
	id := h.registers(1, 1, "")
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		e, _ := tx.Events.Get("training")
		e.Start.At, e.End.At = noon.Add(-2*time.Hour), noon.Add(-time.Hour)
		tx.Events.Put(e.Code, e)
	})
	h.leaves(1, 1)
	if r, called := h.registration(id); r.By != 1 || r.Seat != programme.Confirmed || len(called) > 0 {
		t.Errorf("the seat is %+v, called %v", r, called)
	}
}

// The first of one's seats is freed and goes to the second, before that is passed on
// itself.
func TestErasedWithTwoSeats(t *testing.T) {
	h := newHall(t, 1)
	h.joins(1, "Ана Колева", 1)
	h.registers(1, 1, "")
	second := h.registers(1, 1, "Галя Пенева")
	h.erased(1)
	if r, _ := h.registration(second); r.Seat != programme.Offered || r.By != 0 {
		t.Errorf("the second is %+v", r)
	}
	if rows := strings.Join(h.rows(), ", "); rows != "lapse 0, offer 0" {
		t.Errorf("the due list has %q", rows)
	}
}

// A colleague who answers for a seat from now on has put nothing off and was not asked.
func TestHandOverAsksAnew(t *testing.T) {
	h := newHall(t, 1)
	h.joins(1, "Ана Колева", 1)
	h.joins(2, "Боян Дянков", 1)
	id := h.registers(1, 1, "")
	h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
		e, _ := tx.Events.Get("training")
		if _, ok := programme.PutOff(tx, turn, seated, 1, e); !ok {
			t.Fatal("not put off")
		}
		r, _ := tx.Registrations.Get(id)
		r.Asked, r.AskedFor = 2, 2
		tx.Registrations.Put(id, r)
	})
	h.leaves(1, 1)
	if r, _ := h.registration(id); r.By != 2 || r.AskedFor != 0 || r.Put != 0 || !r.Later.At.IsZero() {
		t.Errorf("the seat is %+v", r)
	}
	if rows := strings.Join(h.rows(), ", "); rows != "handed 2, remind 2" {
		t.Errorf("the due list has %q", rows)
	}
}
