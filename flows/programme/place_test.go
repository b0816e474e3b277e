package programme_test

import (
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Who is registered learns a new place: by day, but on the day itself at once; a yes
// stands, and so do the reminders.
func TestPlaceIsTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, told string }{
		{"2027-03-10 12:00", "2027-03-10 12:00"},
		{"2027-03-10 23:00", "2027-03-11 08:30"},
		{"2027-03-17 23:00", "2027-03-18 08:30"},
		{"2027-03-18 06:30", "2027-03-18 06:30"},
	} {
		withCalendar(t, func(k *calendar) {
			k.Chats = everybodyReachable{k.Chats}
			e := k.event("a", "2027-03-18 11:30", 9)
			r := k.mine("a")
			programme.Comes(k.Tx, k.turn, r.ID)
			k.at(c.now)
			to := e.Plan
			to.Place = text.Pair{BG: "Зала Б"}
			after, why := programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
			if why != programme.MoveGranted || after.Placed.Revision != 1 || after.Placed.Was.Place != e.Place || after.Revision != 0 || after.Sequence != 1 {
				t.Errorf("%s: %d, %+v", c.now, why, after)
			}
			due := k.due()
			if len(due) != 1 || due["placed/a/7"] != c.told {
				t.Errorf("%s: due %v, want the news at %s", c.now, due, c.told)
			}
			if !k.get(r).Coming(after) {
				t.Error("the yes is lost")
			}
			row := func(ref string) flows.DueRow {
				return flows.DueRow{Schedule: flows.Schedule{Key: "placed/a/7", At: k.Now, Kind: programme.PlacedDue, Ref: ref, Person: 7}}
			}
			if f := programme.Forecast(k.Tx, k.p, []flows.DueRow{row("a/1")}, k.Now.AddDate(0, 0, 2)); len(f) != 1 || f[0].Event != "a" || len(f[0].People) != 1 {
				t.Errorf("forecast: %+v", f)
			}
			if f := programme.Forecast(k.Tx, k.p, []flows.DueRow{row("a/0")}, k.Now.AddDate(0, 0, 2)); len(f) != 0 {
				t.Errorf("forecast of an older change: %+v", f)
			}
		})
	}
}

// One message tells the new time and the new place, whichever is changed first while
// the news of the place have not gone out.
func TestPlaceIsToldWithTheTime(t *testing.T) {
	t.Parallel()
	for _, together := range []bool{true, false} {
		withCalendar(t, func(k *calendar) {
			k.Chats = everybodyReachable{k.Chats}
			e := k.event("a", "2027-03-18 11:30", 9)
			k.mine("a")
			k.at("2027-03-10 23:00")
			to := e.Plan
			to.Place = text.Pair{BG: "Зала Б"}
			if !together {
				programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
			}
			to.Start, to.End = moment(k.p, e.Start.At.AddDate(0, 0, 7)), moment(k.p, e.End.At.AddDate(0, 0, 7))
			after, _ := programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
			if after.Revision != 1 || after.Placed.With != 1 || after.Placed.Revision != 1 {
				t.Errorf("together %v: %+v", together, after.Placed)
			}
			due := k.due()
			if due["moved/a/7"] != "2027-03-11 08:30" || due["placed/a/7"] != "" {
				t.Errorf("together %v: due %v", together, due)
			}
		})
	}
}

// Who cannot be told is called, even if they have said that they come; who is called
// about the time hears the place, too.
func TestPlaceIsCalledAbout(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(k *calendar) { // nobody has a chat here
		e := k.event("a", "2027-03-18 11:30", 9)
		r := k.mine("a")
		programme.Comes(k.Tx, k.turn, r.ID)
		to := e.Plan
		to.Municipality = "byala"
		programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
		about := func(want string) {
			t.Helper()
			list := programme.CallList(k.Tx)
			if len(list) != 1 || list[0].About != want {
				t.Fatalf("call list %+v, want about %s", list, want)
			}
		}
		about(programme.AboutPlace)
		programme.ToldPlace(k.Tx, 7, "a", 0, flows.Sent) // of an older change
		about(programme.AboutPlace)
		to.Start, to.End = moment(k.p, e.Start.At.AddDate(0, 0, 7)), moment(k.p, e.End.At.AddDate(0, 0, 7))
		programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
		about(programme.AboutMoved)
		to.Municipality = "ruse"
		programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
		about(programme.AboutMoved)
		programme.Called(k.Tx, k.turn, k.p, r.ID, programme.SaidYes)
		if list := programme.CallList(k.Tx); len(list) != 0 {
			t.Errorf("still to be called: %+v", list)
		}
	})
	withCalendar(t, func(k *calendar) {
		k.Chats = everybodyReachable{k.Chats}
		e := k.event("a", "2027-03-18 11:30", 9)
		k.mine("a")
		to := e.Plan
		to.Address = text.Pair{BG: "ул. „Дунав“ 1"}
		programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
		programme.ToldPlace(k.Tx, 7, "a", 1, flows.InDoubt)
		if list := programme.CallList(k.Tx); len(list) != 1 || list[0].About != programme.AboutPlace {
			t.Fatalf("not confirmed: %+v", list)
		}
		programme.ToldPlace(k.Tx, 7, "a", 1, flows.Sent)
		if list := programme.CallList(k.Tx); len(list) != 0 {
			t.Errorf("it has arrived: %+v", list)
		}
	})
}

// What people are not told of changes without a word, the limits of a moved event stay
// where they were set, and an event that has begun stays as it is.
func TestChangeEvent(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(k *calendar) {
		k.Chats = everybodyReachable{k.Chats}
		e := k.event("a", "2027-03-18 11:30", 9)
		k.mine("a")
		k.at("2027-03-10 12:00")
		to := e.Plan
		to.Title, to.Bring, to.Seats, to.PerOrganisation, to.SecondFrom = text.Pair{BG: "Друго"}, text.Pair{BG: "тетрадка"}, 1, 2, k.Now
		after, why := programme.ChangeEvent(k.Tx, k.turn, k.p, "a", to)
		if why != programme.MoveGranted || after.Title != to.Title || after.Bring != to.Bring || after.Seats != 1 || after.EachMay(k.Now) != 2 {
			t.Errorf("%d, %+v", why, after)
		}
		if due := k.due(); len(due) != 0 {
			t.Errorf("due: %v", due)
		}
		for _, silent := range []func(*programme.Plan){
			func(e *programme.Plan) { e.Place.EN = "Hall B" },
			func(e *programme.Plan) { e.Map = &programme.Point{Latitude: 43.8, Longitude: 25.9} },
			func(e *programme.Plan) { e.Map = nil },
		} {
			next := after.Plan
			silent(&next)
			if after, _ = programme.ChangeEvent(k.Tx, k.turn, k.p, "a", next); after.Place != next.Place || after.Map != next.Map || after.Placed.Revision != 0 || len(k.due()) != 0 {
				t.Errorf("%+v, due %v", after.Plan, k.due())
			}
		}
		moved := after.Plan
		moved.Start, moved.End = moment(k.p, e.Start.At.AddDate(0, 0, 7)), moment(k.p, e.End.At.AddDate(0, 0, 7))
		moved.Closes = e.Start.At.AddDate(0, 0, 2)
		if after, _ = programme.ChangeEvent(k.Tx, k.turn, k.p, "a", moved); !after.Closes.Equal(moved.Closes) {
			t.Errorf("closes %s, want %s", after.Closes, moved.Closes)
		}
		moved.Start, moved.End = moment(k.p, e.Start.At), moment(k.p, e.End.At)
		if after, _ = programme.ChangeEvent(k.Tx, k.turn, k.p, "a", moved); !after.Closes.Equal(moved.Closes.AddDate(0, 0, -7)) {
			t.Errorf("closes %s: it was moved, and the limit with it", after.Closes)
		}
		past := after.Plan
		past.Start.At = k.Now.AddDate(0, 0, -1)
		if _, why := programme.ChangeEvent(k.Tx, k.turn, k.p, "a", past); why != programme.MovePast {
			t.Errorf("into the past: %d", why)
		}
		k.at("2027-03-18 11:30")
		past = after.Plan
		past.Title = text.Pair{BG: "Трето"}
		if same, why := programme.ChangeEvent(k.Tx, k.turn, k.p, "a", past); why != programme.MoveOver || same.Title == past.Title {
			t.Errorf("it has begun: %d", why)
		}
	})
}

// Codes of events that are added are readable, fit buttons, are never used twice, and no
// configuration can have them.
func TestAddEvent(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(k *calendar) {
		seen := map[string]bool{}
		for _, town := range []string{"ruse", "ruse", "dve_mogili_dolni", "dve_mogili_gorni"} {
			for _, kind := range []programme.EventKind{programme.Training, programme.Meeting} {
				e := programme.AddEvent(k.Tx, k.turn, programme.Plan{Kind: kind, Municipality: town, Seats: 3, Start: moment(k.p, k.Now.AddDate(0, 1, 0)), End: moment(k.p, k.Now.AddDate(0, 1, 0).Add(3600e9))}, "K7MQ2X")
				if seen[e.Code] || len(e.Code) > flows.MaxChoiceCode || !e.Own {
					t.Errorf("%q for %s in %s", e.Code, kind, town)
				}
				seen[e.Code] = true
			}
		}
		if !seen["meet-ruse"] || !seen["train-ruse-2"] || k.due()["ended/meet-ruse"] == "" {
			t.Errorf("codes %v, due %v", seen, k.due())
		}
	})
}

func TestPoints(t *testing.T) {
	for link, want := range map[string]string{
		"https://www.google.com/maps/place/X/@43.46,25.73,17z/data=!3m1!4b1!3d43.46012!4d25.73345": "43.46012, 25.73345",
		"https://www.google.com/maps/@43.8487,25.954,15z":                                          "43.84870, 25.95400",
		"https://maps.google.com/?q=43.8487,25.954":                                                "43.84870, 25.95400",
		"https://www.google.com/maps/search/?api=1&query=43.8487%2C25.954":                         "43.84870, 25.95400",
		"https://www.openstreetmap.org/?mlat=43.8487&mlon=25.954#map=17/43.1/25.1":                 "43.84870, 25.95400",
		"https://www.openstreetmap.org/#map=17/43.8487/25.954":                                     "43.84870, 25.95400",
		"https://maps.app.goo.gl/abc":                                                              "",
		"https://www.google.com/maps/@98.1,25.954,15z":                                             "",
	} {
		p, ok := programme.PointInLink(link)
		if ok != (want != "") || ok && p.String() != want {
			t.Errorf("%s: %s, %v", link, p, ok)
		}
		if again, read := programme.ReadPoint(p.String()); ok && (!read || again != p) {
			t.Errorf("%s is not read again: %s", p, again)
		}
	}
}

// The town is said once.
func TestNamed(t *testing.T) {
	for title, want := range map[string]string{
		"Работна среща в Русе": "Работна среща в Русе", "Среща „Русе“": "Среща „Русе“", "Русенски дни": "Русенски дни, Русе", "Как се пише проект": "Как се пише проект, Русе",
	} {
		if got := (programme.Plan{Title: text.Pair{BG: title}, Municipality: "ruse"}).Named(small).Plain(text.Bulgarian); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMaterials(t *testing.T) {
	t.Parallel()
	withCalendar(t, func(k *calendar) {
		k.event("a", "2027-03-18 11:30", 9)
		for _, code := range []string{"x", "y", "z"} {
			if _, ok := programme.AddMaterial(k.Tx, k.turn, "a", programme.Material{URL: "https://example.org/" + code}, code); !ok {
				t.Fatalf("%s is not added", code)
			}
		}
		e, ok := programme.AddMaterial(k.Tx, k.turn, "a", programme.Material{}, "y")
		if ok || len(e.Materials) != 3 {
			t.Error("a code twice")
		}
		order := func(want string) {
			t.Helper()
			e, _ = k.Events.Get("a")
			got := ""
			for _, m := range e.Materials {
				got += m.Code
			}
			if got != want {
				t.Errorf("order %s, want %s", got, want)
			}
		}
		programme.RaiseMaterial(k.Tx, k.turn, e, e.MaterialAt("z"))
		order("xzy")
		programme.RaiseMaterial(k.Tx, k.turn, e, e.MaterialAt("x"))
		order("xzy")
		programme.DropMaterial(k.Tx, k.turn, e, e.MaterialAt("x"))
		order("zy")
		for i := range programme.MostMaterials {
			_, ok = programme.AddMaterial(k.Tx, k.turn, "a", programme.Material{}, string(rune('a'+i)))
		}
		if ok {
			t.Error("more than fit")
		}
	})
}
