package programme_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var withMatrix = func() *programme.Programme {
	p := *small
	p.Matrix = programme.Matrix{
		Form: flows.Form{Name: "idea", Questions: []flows.Question{
			{Code: "title", Kind: flows.ShortText, Text: text.Pair{BG: "Заглавие"}},
			{Code: "partners", Kind: flows.Organisations, Text: text.Pair{BG: "Партньори"}},
		}},
		Roles: map[string]string{programme.RoleTitle: "title", programme.RolePartners: "partners"},
	}
	return &p
}()

// history plays random acts on ideas, and keeps book of what became of them.
type history struct {
	t      *rapid.T
	tx     *programme.Tx
	people map[programme.OrganisationID][]flows.PersonID
	ideas  []programme.IdeaID
	states map[programme.IdeaID]programme.IdeaState
	days   map[string]map[programme.IdeaID]bool
	words  map[string]map[programme.IdeaID]bool
}

const coordinatorWho = flows.PersonID(900)

// turn is one of the person.
func (h *history) turn(who flows.PersonID) *flows.Turn {
	h.tx.Now = h.tx.Now.Add(time.Minute)
	return &flows.Turn{Input: flows.Input{Person: who, Private: who != coordinatorWho, At: h.tx.Now}, Session: &flows.Session{}}
}

// concerned are those who speak for an author or a partner of the idea, by the book.
func (h *history) concerned(i programme.Idea) map[flows.PersonID]bool {
	out := map[flows.PersonID]bool{}
	of := slices.Clone(i.Authors)
	for _, p := range i.Partners {
		of = append(of, p.Organisation)
	}
	for _, id := range of {
		for _, who := range h.people[id] {
			out[who] = true
		}
	}
	return out
}

// told holds that a step tells everybody concerned but who took it, once, by day; and
// the coordinators, where participants took it.
func (h *history) told(i programme.Idea, t *flows.Turn) {
	want := h.concerned(i)
	delete(want, t.Person)
	got, group := map[flows.PersonID]bool{}, 0
	for _, e := range t.Effects {
		s, ok := e.(flows.Schedule)
		switch {
		case !ok:
		case s.Kind == programme.IdeaStepDue:
			group++
		case s.Kind == programme.IdeaDue:
			if ref := fmt.Sprintf("%s/%d", i.ID, len(i.Steps)-1); s.Ref != ref || got[s.Person] || !strings.HasSuffix(s.Key, ref+"/"+s.Person.String()) {
				h.t.Fatalf("row %+v for step %s", s, ref)
			}
			if withMatrix.Quiet(s.At) {
				h.t.Fatalf("told at %s", s.At)
			}
			got[s.Person] = true
		}
	}
	if !maps.Equal(got, want) {
		h.t.Fatalf("told %v, not %v", got, want)
	}
	if heard := t.Person != coordinatorWho && len(i.Versions) > 0; heard != (group == 1) {
		h.t.Fatalf("the coordinators are told %d times of what %d did", group, t.Person)
	}
}

// act does something random with one of the ideas.
func (h *history) act() {
	i, _ := h.tx.Ideas.Get(rapid.SampledFrom(h.ideas).Draw(h.t, "idea"))
	who := rapid.SampledFrom([]flows.PersonID{11, 12, 21, coordinatorWho}).Draw(h.t, "who")
	t := h.turn(who)
	before, steps := h.states[i.ID], len(i.Steps)
	date := fmt.Sprintf("2027-03-%02d", rapid.IntRange(1, 3).Draw(h.t, "day"))
	var now programme.Idea
	var done bool
	switch rapid.IntRange(0, 5).Draw(h.t, "act") {
	case 0:
		if now, done = i.Present(h.tx, t, withMatrix, date); done {
			h.note(h.days, date, i.ID)
		}
	case 1:
		if now, done = i.SayWord(h.tx, t, withMatrix, date, "Добре."); done {
			h.note(h.words, date, i.ID)
		}
	case 2:
		_, _ = i.Sign(h.tx, t, programme.OrganisationID(rapid.IntRange(1, 4).Draw(h.t, "of")))
		return
	default:
		all := []programme.IdeaState{programme.IdeaDraft, programme.IdeaSubmitted, programme.IdeaApproved, programme.IdeaReturned, programme.IdeaWithdrawn}
		to := rapid.SampledFrom(all).Draw(h.t, "to")
		if on := slices.DeleteFunc(all, func(s programme.IdeaState) bool { return !i.MayGo(s) }); len(on) > 0 && rapid.IntRange(0, 3).Draw(h.t, "goes on") > 0 {
			to = on[0]
		}
		now, done = i.Step(h.tx, t, withMatrix, to, "")
	}
	if !done {
		if kept, _ := h.tx.Ideas.Get(i.ID); len(kept.Steps) != steps || kept.State != before || len(t.Effects) > 0 {
			h.t.Fatalf("what was refused changed something: %+v", kept)
		}
		return
	}
	h.states[i.ID] = now.State
	h.told(now, t)
}

func (h *history) note(in map[string]map[programme.IdeaID]bool, date string, id programme.IdeaID) {
	if in[date] == nil {
		in[date] = map[programme.IdeaID]bool{}
	}
	in[date][id] = true
}

// counts holds every number against the book.
func (h *history) counts() {
	counted := programme.CountedIdeas(h.tx)
	n := 0
	for _, s := range h.states {
		if s != programme.IdeaDraft && s != programme.IdeaWithdrawn {
			n++
		}
	}
	if len(counted) != n {
		h.t.Fatalf("%d ideas count, by the book %d", len(counted), n)
	}
	at := map[string]int{}
	for _, i := range counted {
		if s := h.states[i.ID]; s == programme.IdeaDraft || s == programme.IdeaWithdrawn {
			h.t.Fatalf("idea %d counts, and is %s", i.ID, s)
		}
		for date, ideas := range h.days {
			if ideas[i.ID] {
				at[date]++
			}
		}
	}
	for _, d := range programme.CouncilDays(h.tx) {
		words := 0
		for _, i := range d.Ideas {
			if h.words[d.Date][i.ID] {
				words++
			}
		}
		if len(d.Ideas) != at[d.Date] || d.Words != words {
			h.t.Fatalf("sitting %s: %d ideas and %d words, by the book %d and %d", d.Date, len(d.Ideas), d.Words, at[d.Date], words)
		}
		delete(at, d.Date)
	}
	if len(at) > 0 {
		h.t.Fatalf("no sittings: %v", at)
	}
}

// Whatever is done with ideas: each step tells each author and partner once, what is
// refused changes nothing, and drafts and withdrawn ideas stand in no count.
func TestIdeasOverRandomHistories(t *testing.T) {
	t.Parallel()
	records(t, func(tx *programme.Tx) {
		started := tx.Now
		people := map[programme.OrganisationID][]flows.PersonID{}
		for n, kind := range []programme.OrganisationKind{programme.NGO, programme.NGO, programme.Municipality, programme.Institution} {
			id := put(tx, programme.Organisation{Name: fmt.Sprint("Организация ", n), Kind: kind})
			for _, who := range [][]flows.PersonID{{11, 12}, {21, 11}, {31}, nil}[n] {
				member(tx, who, id, programme.InForce)
				people[id] = append(people[id], who)
			}
		}
		rapid.Check(t, func(rt *rapid.T) {
			tx.Now = started.Add(time.Duration(rapid.IntRange(0, 23).Draw(rt, "hours")) * time.Hour)
			h := &history{t: rt, tx: tx, people: people, states: map[programme.IdeaID]programme.IdeaState{},
				days: map[string]map[programme.IdeaID]bool{}, words: map[string]map[programme.IdeaID]bool{}}
			for _, i := range programme.Ideas(tx) { // of the history before
				tx.Ideas.Delete(i.ID)
			}
			for range 2 {
				i := programme.BeginIdea(tx, 11, programme.OrganisationID(rapid.IntRange(1, 2).Draw(rt, "author")), 0)
				var items []flows.Item
				for n := range rapid.IntRange(0, 4).Draw(rt, "partners") {
					items = append(items, flows.Item{Number: n + 1, Ref: fmt.Sprint(n + 1)})
				}
				i.Answers = map[string]flows.Answer{"partners": {Value: flows.Value{Items: items}, By: 11, At: tx.Now, Version: 1}}
				tx.Ideas.Put(i.ID, i)
				h.ideas, h.states[i.ID] = append(h.ideas, i.ID), i.State
			}
			for range rapid.IntRange(1, 60).Draw(rt, "acts") {
				h.act()
				h.counts()
			}
		})
	})
}
