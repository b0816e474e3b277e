package programme_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// told are the reminders of now, as "event/step".
func (c *calendar) told() string {
	var out []string
	for _, r := range programme.Reminders(c.Tx, c.p, c.person) {
		out = append(out, r.Event.Code+"/"+r.Step)
	}
	return strings.Join(out, " ")
}

// What is due in the course of a day is told with the first of it; the reminder of an
// event's own day comes at its time, and takes with it what there is then.
func TestRemindersOfADay(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		c.event("a", "2027-03-18 09:30", 9)
		c.event("b", "2027-03-19 15:00", 9)
		c.event("c", "2027-03-25 17:00", 9)
		for _, code := range []string{"a", "b", "c"} {
			c.mine(code)
		}
		for _, step := range []struct{ at, want string }{
			{"2027-03-10 12:00", ""},
			{"2027-03-11 09:30", "a/days7"},
			{"2027-03-12 08:30", "b/days7"},
			{"2027-03-17 09:30", "a/days1"},
			{"2027-03-18 08:30", "a/hours2 b/days1 c/days7"},
			{"2027-03-19 08:30", ""}, // b is today: its reminder comes two hours before
			{"2027-03-19 13:00", "b/hours2"},
		} {
			c.at(step.at)
			if got := c.told(); got != step.want {
				t.Errorf("%s: got %q, want %q", step.at, got, step.want)
			}
			programme.Told(c.Tx, programme.Reminders(c.Tx, c.p, c.person))
			if again := c.told(); again != "" {
				t.Errorf("%s: told twice: %s", step.at, again)
			}
		}
	})
}

// Steps whose time was over before somebody had the seat are not made up for, and
// those that were missed, because the program did not run, are told once.
func TestRemindersMissed(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		c.event("a", "2027-03-18 09:30", 9)
		c.event("b", "2027-03-18 15:00", 9)
		c.mine("a")
		c.at("2027-03-16 12:00")
		c.mine("b")
		c.at("2027-03-17 21:00")
		if got := c.told(); got != "a/days7 a/days1 b/days1" {
			t.Errorf("got %q", got)
		}
	})
}

// A person gets one message a day that they have not asked for, the day of an event
// apart; what has no room waits for the next day, or for that of the event.
func TestOneADay(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		c.event("a", "2027-03-18 09:30", 9)
		c.event("b", "2027-03-12 12:00", 9)
		c.mine("a")
		c.mine("b")
		c.at("2027-03-11 09:30")
		c.Unasked.Put(c.person, programme.Unasked{Day: "2027-03-11", What: "nudge"})
		all := programme.Reminders(c.Tx, c.p, c.person) // a in a week, and b tomorrow
		if programme.OneADay(c.Tx, c.p, c.person, all) {
			t.Error("a second message on one day")
		}
		c.at("2027-03-11 09:30")
		if !programme.Defer(c.Tx, c.turn, c.p, c.person, all[0]) || c.due()["r/b/7/days1/0/0"] != "" {
			t.Errorf("b is tomorrow and has its own reminder then: %v", c.due())
		}
		if !programme.Defer(c.Tx, c.turn, c.p, c.person, all[len(all)-1]) || c.due()["r/a/7/days7/0/0"] != "2027-03-12 09:30" {
			t.Errorf("a waits for tomorrow: %v", c.due())
		}
		c.at("2027-03-12 10:00")
		c.Unasked.Put(c.person, programme.Unasked{Day: "2027-03-12", What: "nudge"})
		if !programme.OneADay(c.Tx, c.p, c.person, programme.Reminders(c.Tx, c.p, c.person)) {
			t.Error("the day of an event is apart")
		}
	})
}

// „Напомни утре“ comes at this hour or, where the event would have begun by then, in
// the morning, never at night, and only while there is time.
func TestPutOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ start, now, want string }{
		{"2027-03-18 09:30", "2027-03-11 10:15", "2027-03-12 10:15"},
		{"2027-03-18 09:30", "2027-03-17 12:00", "2027-03-18 08:30"},
		{"2027-03-18 09:30", "2027-03-16 21:30", "2027-03-17 08:30"},
		{"2027-03-18 09:30", "2027-03-17 02:00", "2027-03-18 08:30"},
		{"2027-03-18 08:30", "2027-03-17 12:00", ""},
		{"2027-03-18 09:30", "2027-03-18 08:45", ""},
		{"2027-03-29 09:30", "2027-03-27 12:00", "2027-03-28 12:00"}, // the clock goes forward
		{"2027-11-02 09:30", "2027-10-30 12:00", "2027-10-31 12:00"}, // and back
	} {
		withCalendar(t, func(k *calendar) {
			e := k.event("a", c.start, 9)
			r := k.mine("a")
			k.at(c.now)
			at, ok := programme.PutOff(k.Tx, k.turn, k.p, k.person, e)
			got := ""
			if ok {
				got = at.In(k.p.Location).Format("2006-01-02 15:04")
			}
			if got != c.want || ok != programme.CanPutOff(k.p, e, k.Now) {
				t.Errorf("%s at %s: got %q, want %q", c.start, c.now, got, c.want)
			}
			if ok && (k.due()["r/a/7/again/0/1"] != c.want || k.get(r).Put != 1) {
				t.Errorf("due: %v", k.due())
			}
		})
	}
}

// The second reminder that nobody answers leads to the call list, after a while and
// while there is time; an answer does not.
func TestSilent(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		e := c.event("a", "2027-03-18 09:30", 9)
		r := c.mine("a")
		ask := func(at string) {
			c.at(at)
			programme.Asked(c.Tx, c.turn, c.p, c.person, "a", e.Revision, programme.AboutReminder, flows.Sent)
		}
		ask("2027-03-11 09:30")
		if due := c.due(); len(due) > 0 {
			t.Errorf("after the first: %v", due)
		}
		ask("2027-03-17 09:30")
		if got := c.due()["silent/"+r.ID.String()]; got != "2027-03-17 12:30" {
			t.Errorf("after the second: %s", got)
		}
		programme.Silent(c.Tx, r.ID)
		if list := programme.CallList(c.Tx); len(list) != 1 || list[0].About != programme.AboutReminder {
			t.Errorf("call list: %+v", list)
		}
		if !programme.Comes(c.Tx, c.turn, r.ID) || len(programme.CallList(c.Tx)) != 0 {
			t.Error("who has said yes need not be called")
		}
		ask("2027-03-18 08:30")
		if got := c.get(r); got.Asked != 2 {
			t.Errorf("asked %d times, the last was no question", got.Asked)
		}
	})
}

// What became of a reminder decides whether somebody has to be called.
func TestAskedResults(t *testing.T) {
	t.Parallel()
	for result, want := range map[flows.Result]programme.CallWhy{
		flows.Unreachable: programme.CallUnreachable, flows.Refused: programme.CallUnreachable,
		flows.InDoubt: programme.CallUnconfirmed, flows.Skipped: programme.CallUnconfirmed,
	} {
		withCalendar(t, func(c *calendar) {
			e := c.event("a", "2027-03-18 09:30", 9)
			r := c.mine("a")
			hear := func(result flows.Result) {
				programme.Asked(c.Tx, c.turn, c.p, c.person, "a", e.Revision, programme.AboutReminder, result)
			}
			hear(result)
			if _, ok := c.Calls.Get(programme.CallKey{Registration: r.ID, Why: want}); !ok {
				t.Errorf("%s: nobody is to be called", result)
			}
			hear(flows.Sent)
			if list := programme.CallList(c.Tx); len(list) != 0 {
				t.Errorf("%s: it has arrived after all, and still: %+v", result, list)
			}
			c.at("2027-03-02 10:00")
			hear(result)
			programme.Called(c.Tx, c.turn, c.p, r.ID, programme.SaidNoAnswer)
			if list := programme.CallList(c.Tx); len(list) != 1 || list[0].Tried != c.Now {
				t.Errorf("%s: after no answer: %+v", result, list)
			}
			programme.Called(c.Tx, c.turn, c.p, r.ID, programme.SaidNo)
			if got := c.get(r); got.Seat != programme.Cancelled || len(programme.CallList(c.Tx)) != 0 {
				t.Errorf("%s: after a no: %s", result, got.Seat)
			}
		})
	}
}

// everybodyReachable is for records without chats.
type everybodyReachable struct{ programme.Chats }

func (everybodyReachable) Reachable(flows.PersonID) bool { return true }

// A moved event has new reminders and asks anew; its notices come by day, but at once
// where that would be too late.
func TestMove(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, to, notice string }{
		{"2027-03-10 12:00", "2027-03-25 10:00", "2027-03-10 12:00"},
		{"2027-03-10 23:00", "2027-03-25 10:00", "2027-03-11 08:30"},
		{"2027-03-17 23:00", "2027-03-25 10:00", "2027-03-17 23:00"}, // in the morning they would have left for the old time
		{"2027-03-10 23:00", "2027-03-11 08:00", "2027-03-10 23:00"}, // … for the new one
		{"2027-03-18 01:00", "2027-03-25 10:00", "2027-03-18 01:00"}, // it is that day
		{"2027-03-10 12:00", "2027-03-28 04:30", "2027-03-10 12:00"}, // the clock goes forward at three
		{"2027-03-10 12:00", "2027-10-31 03:30", "2027-03-10 12:00"},
	} {
		withCalendar(t, func(k *calendar) {
			k.Chats = everybodyReachable{k.Chats}
			e := k.event("a", "2027-03-18 09:30", 9)
			r := k.mine("a")
			programme.Comes(k.Tx, k.turn, r.ID)
			k.at(c.now)
			start, err := time.ParseInLocation("2006-01-02 15:04", c.to, k.p.Location)
			if err != nil {
				t.Fatal(err)
			}
			moved, why := programme.Move(k.Tx, k.turn, k.p, "a", moment(k.p, start), moment(k.p, start.Add(6*time.Hour)))
			if why != programme.MoveGranted || moved.Revision != 1 || moved.Sequence != 1 || moved.Was != e.Start {
				t.Errorf("%s: %d, %+v", c.to, why, moved)
			}
			due := k.due()
			if got := due["moved/a/7"]; got != c.notice {
				t.Errorf("%s at %s: told at %q, want %q", c.to, c.now, got, c.notice)
			}
			for key := range due {
				if strings.HasPrefix(key, "r/a/7/") && !strings.Contains(key, "/1/") {
					t.Errorf("an old reminder is left: %s", key)
				}
			}
			if k.get(r).Coming(moved) {
				t.Error("a yes of the old time counts")
			}
		})
	}
}

// The limits of registration stay whole days before the event, at the same time of the
// day, whatever the clock does; what has closed opens again, and what would never open
// does.
func TestMoveLimits(t *testing.T) {
	t.Parallel()
	const form = "2006-01-02 15:04"
	for _, c := range []struct{ now, to, opens, closes, second string }{
		{"2027-03-10 12:00", "2027-03-25 13:30", "2027-03-01 00:00", "2027-03-25 00:00", "2027-03-21 00:00"},
		{"2027-03-10 12:00", "2027-03-30 08:00", "2027-03-01 00:00", "2027-03-30 00:00", "2027-03-26 00:00"}, // the clock has changed
		{"2027-03-10 12:00", "2027-03-18 15:00", "2027-03-01 00:00", "2027-03-18 00:00", "2027-03-14 00:00"}, // later that day
		{"2027-03-18 07:00", "2027-04-15 09:30", "2027-03-01 00:00", "2027-04-15 00:00", "2027-03-14 00:00"}, // it had closed; second seats were open
		{"2027-02-10 12:00", "2027-02-28 23:00", "2027-02-11 00:00", "2027-02-28 00:00", "2027-02-24 00:00"}, // before it was to open
	} {
		withCalendar(t, func(k *calendar) {
			e := k.event("a", "2027-03-18 09:30", 9)
			moment := func(at string) time.Time {
				when, err := time.ParseInLocation(form, at, k.p.Location)
				if err != nil {
					t.Fatal(err)
				}
				return when.UTC()
			}
			e.Opens, e.Closes, e.SecondFrom = moment("2027-03-01 00:00"), moment("2027-03-18 00:00"), moment("2027-03-14 00:00")
			k.Events.Put("a", e)
			k.at(c.now)
			to := moment(c.to).In(k.p.Location)
			start := programme.NewMoment(to.Year(), to.Month(), to.Day(), to.Hour(), to.Minute(), k.p.Location)
			end := programme.Moment{At: start.At.Add(6 * time.Hour)}
			if _, why := programme.Move(k.Tx, k.turn, k.p, "a", start, end); why != programme.MoveGranted {
				t.Fatalf("%s: %d", c.to, why)
			}
			moved, _ := k.Events.Get("a")
			local := func(at time.Time) string { return at.In(k.p.Location).Format(form) }
			if got := []string{local(moved.Opens), local(moved.Closes), local(moved.SecondFrom)}; !slices.Equal(got, []string{c.opens, c.closes, c.second}) {
				t.Errorf("to %s at %s: opens, closes, second seats %q, want %s", c.to, c.now, got, []string{c.opens, c.closes, c.second})
			}
		})
	}
}

func TestMoveRefused(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		e := c.event("a", "2027-03-18 09:30", 9)
		hour := func(n int) programme.Moment { return moment(c.p, e.Start.At.Add(time.Duration(n)*time.Hour)) }
		refuses := func(want programme.MoveRefusal, start, end programme.Moment) {
			t.Helper()
			if _, why := programme.Move(c.Tx, c.turn, c.p, "a", start, end); why != want {
				t.Errorf("got %d, want %d", why, want)
			}
		}
		refuses(programme.MoveSame, hour(0), hour(6))
		refuses(programme.MovePast, hour(-24*30), hour(6))
		refuses(programme.MoveBackwards, hour(8), hour(7))
		c.at("2027-03-18 09:30")
		refuses(programme.MoveOver, hour(24), hour(30))
		if after, _ := c.Events.Get("a"); after.Revision != 0 {
			t.Error("it was moved all the same")
		}
	})
}

// Who is called off is told, who cannot be is to be called; what was offered is over.
func TestCallOff(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		c.event("a", "2027-03-18 09:30", 1)
		r := c.mine("a")
		other := put(c.Tx, programme.Organisation{Name: "Мост", Kind: programme.NGO, Municipality: "ruse"})
		waits := c.register("a", programme.Wish{Organisation: other})
		c.at("2027-03-10 12:00")
		if _, ok := programme.CallOff(c.Tx, c.turn, c.p, "a", "авария"); !ok {
			t.Fatal("it is not called off")
		}
		list := programme.CallList(c.Tx)
		if len(list) != 2 || list[0].About != programme.AboutOff {
			t.Fatalf("call list: %+v", list) // neither has a chat
		}
		if due := c.due(); len(due) != 0 {
			t.Errorf("due: %v", due)
		}
		for _, id := range []programme.RegistrationID{r.ID, waits.ID} {
			programme.Called(c.Tx, c.turn, c.p, id, programme.SaidYes)
		}
		if len(programme.CallList(c.Tx)) != 0 || c.get(r).Seat != programme.Confirmed {
			t.Error("they know now, and nothing else changes")
		}
		if _, ok := programme.CallOff(c.Tx, c.turn, c.p, "a", ""); ok {
			t.Error("called off twice")
		}
	})
}

// Nobody loses a seat when there are fewer; when there are more, who waits is offered
// one, in their order.
func TestResize(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(c *calendar) {
		c.event("a", "2027-03-18 09:30", 2)
		var all []programme.Registration
		for range 4 {
			id := put(c.Tx, programme.Organisation{Name: "Мост", Kind: programme.NGO, Municipality: "ruse"})
			all = append(all, c.register("a", programme.Wish{Organisation: id}))
		}
		size := func(n int) programme.Line {
			t.Helper()
			e, ok := programme.Resize(c.Tx, c.turn, c.p, "a", programme.PoolNGO, n)
			if !ok {
				t.Fatalf("no %d seats", n)
			}
			return programme.LineOf(c.Tx, e, programme.PoolNGO)
		}
		if l := size(1); len(l.Held) != 2 || l.Free() != 0 || len(l.Waiting) != 2 {
			t.Errorf("one seat: %d held, %d free", len(l.Held), l.Free())
		}
		programme.GiveUp(c.Tx, c.turn, c.p, all[0].ID, programme.GaveUp)
		if e, _ := c.Events.Get("a"); len(programme.LineOf(c.Tx, e, programme.PoolNGO).Held) != 1 {
			t.Error("a seat that is there no more was passed on")
		}
		if l := size(2); len(l.Held) != 2 || c.get(all[2]).Seat != programme.Offered || c.get(all[3]).Seat != programme.Waiting {
			t.Errorf("two seats: %d held, %s, %s", len(l.Held), c.get(all[2]).Seat, c.get(all[3]).Seat)
		}
	})
}
