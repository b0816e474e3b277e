package programme_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// town is a few organisations and people of every sort.
func town(rt *rapid.T, tx *programme.Tx) {
	kinds := []programme.OrganisationKind{programme.NGO, programme.Municipality, programme.Institution}
	standings := []programme.Standing{programme.InForce, programme.InForce, programme.Proposed}
	var all []programme.OrganisationID
	for range 5 {
		all = append(all, put(tx, programme.Organisation{
			Name: "Организация", Kind: rapid.SampledFrom(kinds).Draw(rt, "kind"), Municipality: rapid.SampledFrom([]string{"ruse", "byala"}).Draw(rt, "town"),
			Standing: rapid.SampledFrom(standings).Draw(rt, "standing"),
		}))
	}
	for id := flows.PersonID(1); id <= 7; id++ {
		for range rapid.IntRange(0, 2).Draw(rt, "organisations") {
			member(tx, id, rapid.SampledFrom(all).Draw(rt, "of"), rapid.SampledFrom(standings).Draw(rt, "standing"))
		}
		if person, ok := tx.People.Get(id); ok {
			person.Quiet = rapid.Bool().Draw(rt, "quiet")
			if rapid.IntRange(0, 4).Draw(rt, "old") == 0 {
				person.Consent.Version = "0"
			}
			tx.People.Put(id, person)
		}
	}
	for _, id := range all {
		if rapid.Bool().Draw(rt, "sent") {
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{Begun: noon, Sent: noon})
		}
	}
	for range 6 {
		id := tx.NewRegistration()
		tx.Registrations.Put(id, programme.Registration{
			Event: rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "event"), Organisation: rapid.SampledFrom(all).Draw(rt, "seat of"),
			By:       flows.PersonID(rapid.IntRange(0, 7).Draw(rt, "by")),
			Seat:     rapid.SampledFrom([]programme.Seat{programme.Confirmed, programme.Waiting, programme.Cancelled}).Draw(rt, "seat"),
			Presence: rapid.SampledFrom([]programme.Presence{programme.Unknown, programme.Present, programme.Absent}).Draw(rt, "presence"),
		})
	}
}

// clause is one condition or several.
func clause(rt *rapid.T) (c programme.Clause) {
	for range rapid.IntRange(1, 3).Draw(rt, "conditions") {
		switch rapid.IntRange(0, 7).Draw(rt, "condition") {
		case 0:
			c.Kinds = append(c.Kinds, rapid.SampledFrom(programme.Kinds).Draw(rt, "kind"))
		case 1:
			c.Towns = append(c.Towns, rapid.SampledFrom([]string{"ruse", "byala"}).Draw(rt, "town"))
		case 2:
			c.Registered = []string{"a"}
		case 3:
			c.Waiting = []string{"a", "b"}
		case 4:
			c.Absent = []string{"b"}
		case 5:
			c.Unsent = true
		case 6:
			c.Own = append(c.Own, programme.OrganisationID(rapid.IntRange(1, 5).Draw(rt, "own")))
		case 7:
			if c.Empty() {
				return programme.Clause{All: true}
			}
		}
	}
	return c
}

func of(clauses ...programme.Clause) programme.Segment { return programme.Segment{Any: clauses} }

// TestSegmentLaws: „или“ means whoever either means, „и“ at most those whom each part means, nobody twice; one
// person is looked at as all are together, and who wants nothing unasked is written to only about their events.
func TestSegmentLaws(t *testing.T) {
	p := *small
	p.Consent.Version = "1"
	rapid.Check(t, func(rt *rapid.T) {
		records(t, func(tx *programme.Tx) {
			town(rt, tx)
			a, b := clause(rt), clause(rt)
			people := func(s programme.Segment) []flows.PersonID { return s.Audience(tx, &p).People }
			either, first, second := people(of(a, b)), people(of(a)), people(of(b))
			var union []flows.PersonID
			for id := flows.PersonID(1); id <= 7; id++ {
				if slices.Contains(first, id) || slices.Contains(second, id) {
					union = append(union, id)
				}
			}
			if !slices.Equal(either, union) {
				rt.Fatalf("%+v or %+v: %v, want %v", a, b, either, union)
			}
			if again := people(of(b, a, a)); !slices.Equal(either, again) {
				rt.Fatalf("in another order: %v, want %v", again, either)
			}
			narrow := a
			narrow.Towns = append(slices.Clone(a.Towns), "ruse")
			if len(a.Towns) == 0 && !a.All {
				for _, id := range people(of(narrow)) {
					if !slices.Contains(first, id) {
						rt.Fatalf("%+v means %d, and %+v does not", narrow, id, a)
					}
				}
			}
			found := of(a).Audience(tx, &p)
			for id := flows.PersonID(1); id <= 7; id++ {
				if covered := of(a).Covers(tx, &p, id); covered != slices.Contains(first, id) {
					rt.Fatalf("%+v: %d alone is %v", a, id, covered)
				}
				if person, _ := tx.People.Get(id); person.Quiet && !a.Concerns() && slices.Contains(first, id) {
					rt.Fatalf("%+v writes to %d, who wants nothing", a, id)
				}
			}
			for _, id := range found.Unreached {
				if slices.Contains(found.Organisations, id) {
					rt.Fatalf("organisation %d is reached and not", id)
				}
			}
			if n := people(programme.Segment{}); len(n) != 0 || len(people(of(programme.Clause{}))) != 0 {
				rt.Fatal("nothing chosen means somebody")
			}
		})
	})
}

// Of an organisation that is merged into another, own lists name the other one.
func TestSegmentFollowsMerge(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		from, into := put(tx, programme.Organisation{Name: "Утро", Kind: programme.NGO}), put(tx, programme.Organisation{Name: "Фондация „Утро“", Kind: programme.NGO})
		tx.Broadcasts.Put(1, programme.Broadcast{Segment: of(programme.Clause{Own: []programme.OrganisationID{from}}, programme.Clause{Own: []programme.OrganisationID{from, into}})})
		turn := &flows.Turn{Input: flows.Input{At: noon}, Session: &flows.Session{}}
		if _, why := programme.MergeOrganisations(tx, turn, small, from, into, false); why != programme.MergeGranted {
			t.Fatalf("not merged: %v", why)
		}
		b, _ := tx.Broadcasts.Get(1)
		for _, c := range b.Segment.Any {
			if !slices.Equal(c.Own, []programme.OrganisationID{into}) {
				t.Errorf("a list names %v", c.Own)
			}
		}
	})
}

// What a segment means, in words.
func TestSegmentWords(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		var own []programme.OrganisationID
		for _, name := range []string{"Сдружение „Дунав“", "Фондация „Утро“", "Читалище", "Клуб „Младост“", "Съюз"} {
			own = append(own, put(tx, programme.Organisation{Name: name, Kind: programme.NGO}))
		}
		tx.Events.Put("a", programme.Event{Plan: programme.Plan{Title: text.Pair{BG: "Партньорства"}, Start: programme.Moment{At: noon}}})
		for _, c := range []struct {
			s    programme.Segment
			want string
		}{
			{programme.Segment{}, "никой"},
			{of(programme.Clause{All: true}), "всички участници"},
			{of(programme.Clause{Kinds: []programme.OrganisationKind{programme.NGO}, Towns: []string{"ruse"}, Unsent: true}, programme.Clause{Registered: []string{"a"}}),
				"НПО от община Русе, без изпратено проучване, или участници, записани за „Партньорства“ (3 февруари)"},
			{of(programme.Clause{Kinds: []programme.OrganisationKind{programme.Institution, programme.Municipality}, Towns: []string{"ruse", "byala"}}),
				"общини и институции от общините Русе и Бяла"},
			{of(programme.Clause{Absent: []string{"a"}}), "участници, отсъствали от „Партньорства“ (3 февруари)"},
			{of(programme.Clause{Own: own}), "представителите на Сдружение „Дунав“, Фондация „Утро“, Читалище и още 2"},
			{of(programme.Clause{Own: own[:1]}), "представителите на Сдружение „Дунав“"},
		} {
			if got := c.s.Words(tx, small).Plain(text.Bulgarian); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		}
	})
}
