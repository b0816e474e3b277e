package programme_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// meeting is a working meeting of tomorrow that has begun, with so many people of
// Telegram there: each of an organisation of their own, every third an authority. Their
// numbers are 100, 101 and so on, in the order of their seats.
func meeting(t *testing.T, tx *programme.Tx, code string, people int) (programme.Event, []programme.Registration) {
	t.Helper()
	e := tomorrow(tx, code, programme.Meeting, 50, 50)
	var out []programme.Registration
	for i := range people {
		kind := programme.NGO
		if i%3 == 2 {
			kind = programme.Municipality
		}
		org := put(tx, programme.Organisation{Name: fmt.Sprintf("%s %d", code, i), Kind: kind})
		who := flows.PersonID(100 + i)
		member(tx, who, org, programme.InForce)
		out = append(out, takeSeat(t, tx, code, org, who, ""))
	}
	tx.Now = e.Start.At
	for i, r := range out {
		out[i], _ = programme.Attend(tx, turnOf(9), small, r.ID, programme.Present, programme.MarkedByButton)
	}
	return e, out
}

// news are what members of groups are told by the turn: "who news", sorted.
func news(turn *flows.Turn) (out []string) {
	for _, effect := range turn.Effects {
		if s, ok := effect.(flows.Schedule); ok && s.Kind == programme.GroupDue {
			_, what, _ := programme.GroupNewsOf(s.Ref)
			out = append(out, fmt.Sprintf("%d %s", s.Person, what))
		}
	}
	slices.Sort(out)
	return out
}

func announce(t *testing.T, tx *programme.Tx, e programme.Event, n, shuffle int) ([]programme.Group, *flows.Turn) {
	t.Helper()
	turn := turnOf(9)
	groups, ok := programme.AnnounceGroups(tx, turn, small, e, n, shuffle)
	if !ok || len(groups) != n {
		t.Fatalf("announced %d groups: %v", len(groups), ok)
	}
	return groups, turn
}

// Everybody who is there learns their group; the same shuffle gives the same groups,
// another one others.
func TestAnnounce(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, seats := meeting(t, tx, "m", 12)
		absent := seats[11]
		programme.Attend(tx, turnOf(9), small, absent.ID, programme.Absent, programme.MarkedByButton)
		before := programme.Roster(tx, "m")
		groups, turn := announce(t, tx, e, 3, 1)
		if got := news(turn); len(got) != 11 || slices.ContainsFunc(got, func(s string) bool { return !strings.HasSuffix(s, " seat") }) {
			t.Errorf("told %v", got)
		}
		again, _ := announce(t, tx, e, 3, 1)
		other, _ := announce(t, tx, e, 3, 2)
		same := func(a, b []programme.Group) bool {
			return slices.EqualFunc(a, b, func(a, b programme.Group) bool { return slices.Equal(a.Members, b.Members) && a.Number == b.Number })
		}
		if !same(groups, again) || same(groups, other) || len(programme.GroupsOf(tx, "m")) != 3 {
			t.Error("the shuffle does not decide")
		}
		if programme.Roster(tx, "m") != before {
			t.Error("the roster is another one")
		}
		programme.Attend(tx, turnOf(9), small, absent.ID, programme.Present, programme.MarkedByButton)
		if programme.Roster(tx, "m") == before {
			t.Error("the roster is the same")
		}
		tx.Now = e.End.At.Add(9 * time.Hour) // what is put right afterwards waits for the morning
		_, turn = announce(t, tx, e, 3, 2)
		for _, effect := range turn.Effects {
			if s := effect.(flows.Schedule); small.Quiet(s.At) || !s.At.After(tx.Now) {
				t.Errorf("told at %v", s.At)
			}
		}
		tx.Now = e.Start.At
		programme.BeginIdea(tx, 100, seats[0].Organisation, programme.GroupsOf(tx, "m")[0].ID)
		if _, ok := programme.AnnounceGroups(tx, turnOf(9), small, e, 2, 1); ok {
			t.Error("groups that write were replaced")
		}
	})
}

// Who comes late joins the smallest group, and is a member by whatever way they were
// noted; who was not there after all leaves it.
func TestLateArrival(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, seats := meeting(t, tx, "m", 5)
		late := seats[4]
		programme.Attend(tx, turnOf(9), small, late.ID, programme.Unknown, programme.MarkedByButton)
		groups, _ := announce(t, tx, e, 2, 1)
		programme.SetScribe(tx, turnOf(9), small, groups[1].ID, groups[1].Members[0])
		turn := turnOf(104)
		programme.Attend(tx, turn, small, late.ID, programme.Present, programme.MarkedByCode)
		g, ok := programme.GroupWith(tx, late.ID)
		if !ok || len(g.Members) != 3 || len(news(turn)) != 3 || !slices.Contains(news(turn), "104 seat") {
			t.Errorf("%+v, told %v", g, news(turn))
		}
		// Without Telegram, at the door.
		town := put(tx, programme.Organisation{Name: "Община", Kind: programme.Municipality})
		r, _ := programme.ComeIn(tx, turnOf(9), small, "m", town, "Кмет")
		if _, ok := programme.GroupWith(tx, r.ID); !ok {
			t.Error("who came in sits nowhere")
		}
		turn = turnOf(9)
		programme.Attend(tx, turn, small, late.ID, programme.Absent, programme.MarkedByButton)
		if _, ok := programme.GroupWith(tx, late.ID); ok || !slices.Contains(news(turn), "104 out") {
			t.Errorf("still sits; told %v", news(turn))
		}
		// Marks that are made after the end seat nobody.
		tx.Now = e.End.At
		programme.Attend(tx, turnOf(9), small, late.ID, programme.Present, programme.MarkedByLine)
		if _, ok := programme.GroupWith(tx, late.ID); ok || len(programme.Unseated(tx, "m")) != 1 {
			t.Error("seated after the end")
		}
	})
}

// A scribe who leaves in the middle is missed: the others are asked, while there is
// something to write.
func TestScribe(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, seats := meeting(t, tx, "m", 3)
		groups, _ := announce(t, tx, e, 1, 1)
		g := groups[0]
		write := func(i int) []string {
			turn := turnOf(9)
			programme.SetScribe(tx, turn, small, g.ID, seats[i].ID)
			return news(turn)
		}
		if got := write(0); !slices.Equal(got, []string{"100 pen", "101 show", "102 show"}) {
			t.Errorf("chosen: %v", got)
		}
		turn := turnOf(9)
		programme.Attend(tx, turn, small, seats[0].ID, programme.Absent, programme.MarkedByButton)
		if got := news(turn); !slices.Equal(got, []string{"100 out", "101 ask", "102 ask"}) {
			t.Errorf("left the hall: %v", got)
		}
		if got := write(2); !slices.Equal(got, []string{"101 show", "102 pen"}) {
			t.Errorf("chosen after nobody: %v", got)
		}
		if got := write(1); !slices.Equal(got, []string{"101 pen", "102 relieved"}) {
			t.Errorf("chosen in place of another: %v", got)
		}
		turn = turnOf(101)
		programme.SetScribe(tx, turn, small, g.ID, 0)
		if got := news(turn); !slices.Equal(got, []string{"102 ask"}) {
			t.Errorf("gave it up: %v", got)
		}
		write(1)
		turn = turnOf(102)
		programme.GiveUp(tx, turn, small, seats[2].ID, programme.GaveUp)
		if g, _ := tx.Groups.Get(g.ID); len(g.Members) != 1 || !slices.Equal(news(turn), []string{"101 show"}) {
			t.Errorf("gave the seat up: %+v, told %v", g, news(turn))
		}
	})
}

// Who no longer speaks for their organisation writes down no more.
func TestScribeLeaves(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, seats := meeting(t, tx, "m", 3)
		groups, _ := announce(t, tx, e, 1, 1)
		g := groups[0]
		write := func(i int) { programme.SetScribe(tx, turnOf(9), small, g.ID, seats[i].ID) }
		write(1)
		turn := turnOf(101)
		programme.Leave(tx, turn, small, programme.MembershipKey{Person: 101, Organisation: seats[1].Organisation})
		if got := news(turn); !slices.Equal(got, []string{"100 ask", "102 ask"}) {
			t.Errorf("left the organisation: %v", got)
		}
		write(2)
		tx.Now = e.ThanksExpire().Add(time.Hour)
		turn = turnOf(9)
		programme.SetScribe(tx, turn, small, g.ID, 0)
		if got := news(turn); slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, " ask") }) {
			t.Errorf("long after: %v", got)
		}
	})
}

// The draft follows who sits in the group: who comes shares it, who is moved away takes
// only what they have no hand in with them.
func TestMoveTo(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, _ := meeting(t, tx, "m", 6)
		groups, _ := announce(t, tx, e, 2, 1)
		a := groups[0].Members
		begins, _ := tx.Registrations.Get(a[0])
		programme.SetScribe(tx, turnOf(9), small, groups[0].ID, a[0])
		groups[0].Scribe = a[0]
		idea := programme.BeginGroupIdea(tx, turnOf(begins.By), small, groups[0])
		authors := func() []programme.OrganisationID {
			i, _ := tx.Ideas.Get(idea.ID)
			return i.Authors
		}
		comes, _ := tx.Registrations.Get(groups[1].Members[0])
		turn := turnOf(9)
		if !programme.MoveTo(tx, turn, small, e, comes.ID, 1) || !slices.Contains(authors(), comes.Organisation) || !slices.Contains(news(turn), fmt.Sprintf("%d seat", comes.By)) {
			t.Errorf("authors %v, told %v", authors(), news(turn))
		}
		if programme.MoveTo(tx, turnOf(9), small, e, comes.ID, 1) || programme.MoveTo(tx, turnOf(9), small, e, comes.ID, 7) {
			t.Error("moved to where they are, or to no group")
		}
		programme.MoveTo(tx, turnOf(9), small, e, comes.ID, 0)
		programme.MoveTo(tx, turnOf(9), small, e, begins.ID, 2)
		if got := authors(); slices.Contains(got, comes.Organisation) || !slices.Contains(got, begins.Organisation) {
			t.Errorf("authors in the end: %v", got)
		}
		if got := programme.Unseated(tx, "m"); len(got) != 1 || got[0].ID != comes.ID {
			t.Errorf("unseated %v", got)
		}
		if g, _ := programme.GroupWith(tx, begins.ID); g.Number != 2 {
			t.Errorf("sits in %d", g.Number)
		}
	})
}

// Who speaks for two organisations and has come for both sits once.
func TestSitsOnce(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e, _ := meeting(t, tx, "m", 2)
		second := put(tx, programme.Organisation{Name: "Втора", Kind: programme.NGO})
		member(tx, 100, second, programme.InForce)
		r, _ := programme.ComeIn(tx, turnOf(9), small, "m", second, "")
		r.By, r.Attendee = 100, ""
		tx.Registrations.Put(r.ID, r)
		if got := programme.Gathered(tx, "m"); len(got) != 2 {
			t.Errorf("%d sit", len(got))
		}
		groups, turn := announce(t, tx, e, 2, 1)
		if len(groups[0].Members)+len(groups[1].Members) != 2 || len(news(turn)) != 2 {
			t.Errorf("groups %+v, told %v", groups, news(turn))
		}
	})
}

// Whatever is done during a meeting, everybody who is there sits in one group at most,
// who was not taken out sits in one, a scribe sits in their group, and the draft is of
// those who sit there.
func TestGroupsHold(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			n++
			code, now := fmt.Sprintf("m%d", n), tx.Now
			e, seats := meeting(t, tx, code, rapid.IntRange(1, 14).Draw(rt, "people"))
			announce(t, tx, e, rapid.IntRange(1, len(seats)).Draw(rt, "groups"), 1)
			out := map[programme.RegistrationID]bool{}
			for range rapid.IntRange(0, 25).Draw(rt, "steps") {
				r := rapid.SampledFrom(seats).Draw(rt, "who")
				groups := programme.GroupsOf(tx, code)
				switch rapid.IntRange(0, 4).Draw(rt, "does") {
				case 0:
					programme.Attend(tx, turnOf(9), small, r.ID, programme.Absent, programme.MarkedByButton)
				case 1:
					if _, ok := programme.Attend(tx, turnOf(9), small, r.ID, programme.Present, programme.MarkedByCode); ok {
						out[r.ID] = false
					}
				case 2:
					to := rapid.IntRange(0, len(groups)).Draw(rt, "to")
					if programme.MoveTo(tx, turnOf(9), small, e, r.ID, to) {
						out[r.ID] = to == 0
					}
				case 3:
					if g, ok := programme.GroupWith(tx, r.ID); ok {
						programme.SetScribe(tx, turnOf(r.By), small, g.ID, r.ID)
					}
				case 4:
					if g, ok := programme.GroupWith(tx, r.ID); ok && g.Scribe == r.ID {
						programme.BeginGroupIdea(tx, turnOf(r.By), small, g)
					}
				}
			}
			sits := map[programme.RegistrationID]int{}
			for _, g := range programme.GroupsOf(tx, code) {
				if g.Scribe != 0 && !g.Has(g.Scribe) {
					rt.Fatalf("the scribe of %+v does not sit there", g)
				}
				idea, begun := programme.IdeaOf(tx, g)
				for _, id := range g.Members {
					sits[id]++
					if r, _ := tx.Registrations.Get(id); begun && !slices.Contains(idea.Authors, r.Organisation) {
						rt.Fatalf("organisation %d sits in %+v and has no part in %+v", r.Organisation, g, idea)
					}
				}
			}
			for _, r := range seats {
				now, _ := tx.Registrations.Get(r.ID)
				want := 1
				if now.Presence != programme.Present || out[r.ID] {
					want = 0
				}
				if sits[r.ID] != want {
					rt.Fatalf("%d (%s, taken out %v) sits in %d groups", r.ID, now.Presence, out[r.ID], sits[r.ID])
				}
			}
			for _, r := range seats { // the next meeting has other people
				tx.People.Delete(r.By)
			}
			tx.Now = now
		})
	})
}
