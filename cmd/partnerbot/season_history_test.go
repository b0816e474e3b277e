package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// looks holds a message that leaves against the rules.
func (s *season) looks(r flows.Row) {
	if r.Say == nil {
		return
	}
	say := r.Say
	for _, b := range slices.Concat(say.Buttons...) {
		if len(b.Data) > 64 || b.Data == "" == (b.URL == "") {
			s.fail("the button %+v", b)
		}
	}
	if n := text.Length(text.StripTags(say.HTML)); n > 4096 || n == 0 && say.File == nil && say.Venue == nil {
		s.fail("a message of %d letters: %+v", n, say)
	}
	if say.To == flows.Group {
		return
	}
	night := s.night()
	if say.Promise == flows.Once {
		if s.told[say.Key] {
			s.fail("%s is sent again", say.Key)
		}
		s.told[say.Key] = true
		if night {
			s.fail("%s is sent at night", say.Key)
		}
	}
	if strings.HasPrefix(say.Key, "n/") {
		s.onceADay(say)
	}
	codes, reminds := strings.CutPrefix(say.Name, "reminder/")
	if !reminds {
		if night && say.Paced && !strings.HasPrefix(say.Key, "moved/") && !strings.HasPrefix(say.Key, "calledoff/") {
			s.fail("at night %d is told %q", say.To, text.StripTags(say.HTML))
		}
		return
	}
	s.reminded(say, strings.Split(codes, "+"))
}

// night is when people are left alone, in words of its own: the rule that the program
// keeps is what is looked at here.
func (s *season) night() bool {
	clock := s.now.In(s.p.Location).Format("15:04")
	return clock < "08:30" || clock >= "20:00"
}

// reminded: only of seats that the person answers for, with buttons only for what was
// not answered, and once a day, but for the day itself.
func (s *season) reminded(say *flows.Say, codes []string) {
	asks := map[programme.RegistrationID]bool{}
	for _, b := range slices.Concat(say.Buttons...) {
		if ref, ok := strings.CutPrefix(b.Data, "r:yes:"); ok {
			id, _ := programme.ParseRegistrationID(ref)
			asks[id] = true
		}
	}
	other := false
	s.view(func(tx *programme.Tx) {
		said := 0
		for _, code := range codes {
			e, _ := tx.Events.Get(code)
			other = other || e.Day(s.p) != s.now.In(s.p.Location).Format(time.DateOnly)
			for _, r := range programme.ConfirmedOf(tx, code, say.To) {
				if e.ToCome(s.now) && strings.Contains(say.HTML, e.Title.BG) {
					said++
				}
				if (e.ToCome(s.now) && !r.Coming(e)) != asks[r.ID] {
					s.fail("a reminder to %d asks %v of %+v", say.To, asks[r.ID], r)
				}
				delete(asks, r.ID)
			}
		}
		if said == 0 || len(asks) > 0 {
			s.fail("a reminder to %d of %v, which asks of %v: %q", say.To, codes, asks, text.StripTags(say.HTML))
		}
	})
	if other && say.Promise == flows.Once {
		s.onceADay(say)
	}
}

// onceADay counts what somebody gets without having asked for it. On their return people
// get what is still to be said of each event.
func (s *season) onceADay(say *flows.Say) {
	if c := s.chatOf(say.To); c != nil && c.away {
		return
	}
	day := say.To.String() + " on " + s.now.In(s.p.Location).Format(time.DateOnly)
	if s.unasked[day]++; s.unasked[day] > 1 {
		s.fail("%s is written to twice: %s", day, say.Key)
	}
}

// What people do: press a button of a recent message, or of any; type something; look
// what is ahead.
func (s *season) Press(*rapid.T) { s.press(2) }

// PressOld presses any button that stands anywhere.
func (s *season) PressOld(*rapid.T) { s.press(1000) }

func (s *season) press(newest int) {
	c := s.someone()
	var all []struct {
		message int
		button  flows.Button
	}
	for i := len(c.order) - 1; i >= 0 && newest > 0; i-- {
		if len(c.shown[c.order[i]]) > 0 {
			newest--
		}
		for _, b := range slices.Concat(c.shown[c.order[i]]...) {
			// What leads elsewhere has its own tests.
			if b.URL == "" && (strings.HasPrefix(b.Data, "e:") || strings.HasPrefix(b.Data, "r:") || strings.HasPrefix(b.Data, "q:") || b.Data == "menu") {
				all = append(all, struct {
					message int
					button  flows.Button
				}{c.order[i], b})
			}
		}
	}
	if len(all) == 0 || c.blocked {
		return
	}
	what := rapid.SampledFrom(all).Draw(s.t, "button")
	s.does(c, flows.Press{Data: what.button.Data}, what.message)
}

// Register presses the button that registers, of any event: old cards have it.
func (s *season) Register(*rapid.T) {
	c := s.someone()
	if c.blocked {
		return
	}
	verb := rapid.SampledFrom([]string{"e:me:", "e:both:", "e:me:"}).Draw(s.t, "which")
	s.does(c, flows.Press{Data: verb + fmt.Sprint("event", rapid.IntRange(0, 2).Draw(s.t, "event"))}, 0)
}

func (s *season) Type(*rapid.T) {
	c := s.someone()
	if c.blocked {
		return
	}
	words := []string{"да", "не", "не мога", "идвам", "напомни утре", "какво предстои", "1", "2", "меню", "вземам го", "Петя Иванова", "пропусни", "запиши ме", "за двата дни", "откажи", "назад"}
	s.does(c, flows.Text{Text: rapid.SampledFrom(words).Draw(s.t, "words")}, 0)
}

func (s *season) Block(*rapid.T) {
	c := s.someone()
	c.blocked, c.away = !c.blocked, true
	if c.blocked {
		s.does(c, flows.Blocked{}, 0)
	} else {
		s.does(c, flows.Unblocked{}, 0)
	}
}

// Leave ends that somebody speaks for their organisation, Erase everything of them.
func (s *season) Leave(*rapid.T) {
	c := s.someone()
	s.trace = append(s.trace, fmt.Sprint(c.id, " leaves"))
	s.apply(s.from(c.user, flows.Text{Text: "x"}), func(tx *programme.Tx, t *flows.Turn) {
		for _, key := range tx.Memberships.OfPerson(t.Person) {
			programme.Leave(tx, t, s.p, key)
		}
	})
}

func (s *season) Erase(*rapid.T) {
	c := s.someone()
	if len(s.chats) < 4 || c.blocked {
		return
	}
	s.trace = append(s.trace, fmt.Sprint(c.id, " is erased"))
	delete(s.chats, c.user)
	s.apply(s.from(c.user, flows.Text{Text: "x"}), func(tx *programme.Tx, t *flows.Turn) {
		programme.Forget(tx, t, s.p, t.Person)
		*t.Session = flows.Session{}
		tx.Chats.Forget(t.Person)
	})
}

// Move puts an event on another day or hour, CallOff calls it off, Resize changes its
// seats.
func (s *season) Move(*rapid.T) {
	code := fmt.Sprint("event", rapid.IntRange(0, 2).Draw(s.t, "event"))
	by := rapid.IntRange(-3*24, 5*24).Draw(s.t, "hours")
	s.acts(fmt.Sprintf("move %s by %d hours", code, by), func(tx *programme.Tx, t *flows.Turn) {
		e, _ := tx.Events.Get(code)
		at := func(m programme.Moment) programme.Moment {
			local := m.At.In(s.p.Location).Add(time.Duration(by) * time.Hour)
			return programme.NewMoment(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), s.p.Location)
		}
		programme.Move(tx, t, s.p, code, at(e.Start), at(e.End))
	})
}

func (s *season) CallOff(*rapid.T) {
	if rapid.IntRange(0, 4).Draw(s.t, "really") != 0 {
		return
	}
	code := fmt.Sprint("event", rapid.IntRange(0, 2).Draw(s.t, "event"))
	s.acts("call off "+code, func(tx *programme.Tx, t *flows.Turn) { programme.CallOff(tx, t, s.p, code, "буря") })
}

func (s *season) Resize(*rapid.T) {
	code, seats := fmt.Sprint("event", rapid.IntRange(0, 2).Draw(s.t, "event")), rapid.IntRange(2, 4).Draw(s.t, "seats")
	s.acts(fmt.Sprintf("%s has %d seats", code, seats), func(tx *programme.Tx, t *flows.Turn) {
		programme.Resize(tx, t, s.p, code, programme.PoolNGO, seats)
	})
}

func (s *season) Tick(*rapid.T) {
	s.pass(s.now.Add(time.Duration(rapid.IntRange(1, 30*60).Draw(s.t, "minutes")) * time.Minute))
}

// Wait lets days pass: until the next due row of an event, or until it begins.
func (s *season) Wait(*rapid.T) {
	rows, err := s.store.Upcoming(s.now, 50)
	if err != nil {
		s.t.Fatal(err)
	}
	rows = slices.DeleteFunc(rows, func(r flows.DueRow) bool { return r.Kind == "visitor" || r.At.After(s.now.AddDate(0, 0, 12)) })
	if len(rows) > 0 {
		s.pass(rapid.SampledFrom(rows).Draw(s.t, "row").At)
	}
}

func (s *season) Sleep(*rapid.T) { s.asleep = true }

// ClockBack sets the clock of the machine back.
func (s *season) ClockBack(*rapid.T) {
	s.now = s.now.Add(-time.Duration(rapid.IntRange(1, 48*60).Draw(s.t, "minutes back")) * time.Minute)
	s.trace = append(s.trace, "clock back to "+s.now.String())
}

func (s *season) Crash(*rapid.T) { s.crash() }

// Check holds the records against a recount.
func (s *season) Check(*rapid.T) {
	for _, wrong := range s.store.Check() {
		s.fail("database: %v", wrong)
	}
	s.view(func(tx *programme.Tx) {
		for _, e := range programme.Events(tx) {
			for _, pool := range []programme.Pool{programme.PoolNGO, programme.PoolAuthority} {
				l := programme.LineOf(tx, e, pool)
				if len(l.Held) > 4 || pool == programme.PoolAuthority && len(l.Held) > l.Seats {
					s.fail("%s: %d seats are promised", e.Code, len(l.Held))
				}
				if !e.ToCome(s.now) || len(l.Waiting) == 0 || len(l.Held) >= l.Seats {
					continue
				}
				if _, called := tx.Calls.Get(programme.CallKey{Registration: l.Waiting[0].ID, Why: programme.CallSeat}); !called {
					s.fail("%s: a seat is free, and %+v neither has it nor is called", e.Code, l.Waiting[0])
				}
			}
		}
	})
}

// Whatever people press, type and stop, whatever coordinators move, and whenever the
// program ends: what is sent once is not sent twice, nobody hears anything at night, and
// who has said yes is not asked again.
func TestSeasons(t *testing.T) {
	t.Parallel()
	p := exampleProgramme(t)
	p.Events = nil
	n := 0
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		s := newSeason(rt, p, dir, n)
		defer func() {
			_ = s.store.Close()
			_ = os.Remove(s.path)
		}()
		rt.Repeat(map[string]func(*rapid.T){
			"register": s.Register, "register more": s.Register, "press": s.Press, "press more": s.Press, "press again": s.Press, "press old": s.PressOld, "type": s.Type,
			"block": s.Block, "leave": s.Leave, "erase": s.Erase, "move": s.Move, "call off": s.CallOff, "resize": s.Resize,
			"tick": s.Tick, "wait": s.Wait, "wait more": s.Wait, "wait again": s.Wait, "clock back": s.ClockBack, "sleep": s.Sleep, "crash": s.Crash, "": s.Check,
		})
	})
}
