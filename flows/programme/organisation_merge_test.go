package programme_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// tally is what has to be the same after two organisations were put
// together, with the one for the other.
type tally struct {
	organisations, sent, joined int
	present                     map[string]map[programme.OrganisationID]bool
	live                        int
	speaks                      map[programme.MembershipKey]bool
	authors                     map[programme.IdeaID]map[programme.OrganisationID]bool
	registrations               int
}

func tallyOf(tx *programme.Tx, p *programme.Programme, from, into programme.OrganisationID) tally {
	now := func(id programme.OrganisationID) programme.OrganisationID {
		if id == from {
			return into
		}
		return id
	}
	n := tally{present: map[string]map[programme.OrganisationID]bool{}, speaks: map[programme.MembershipKey]bool{}, authors: map[programme.IdeaID]map[programme.OrganisationID]bool{}}
	sent, joined, all := map[programme.OrganisationID]bool{}, map[programme.OrganisationID]bool{}, map[programme.OrganisationID]bool{}
	for _, s := range programme.Count(tx, p) {
		id := now(s.ID)
		all[id] = true
		sent[id] = sent[id] || s.Stage == programme.Sent
		joined[id] = joined[id] || s.Joined
	}
	count := func(m map[programme.OrganisationID]bool) (n int) {
		for _, yes := range m {
			if yes {
				n++
			}
		}
		return n
	}
	n.organisations, n.sent, n.joined = count(all), count(sent), count(joined)
	for _, e := range programme.Events(tx) {
		n.present[e.Code] = map[programme.OrganisationID]bool{}
		ngos, _ := programme.PresentAt(tx, e.Code)
		for _, o := range ngos {
			n.present[e.Code][now(o.ID)] = true
		}
		for _, r := range tx.Registrations.OfEvent(e.Code) {
			n.registrations++
			if r.Live() {
				n.live++
			}
		}
	}
	for key, m := range tx.Memberships.All() {
		if o, _ := tx.Organisations.Get(key.Organisation); programme.StandingOf(o, m) == programme.InForce {
			n.speaks[programme.MembershipKey{Person: key.Person, Organisation: now(key.Organisation)}] = true
		}
	}
	for id, i := range tx.Ideas.All() {
		n.authors[id] = map[programme.OrganisationID]bool{}
		for _, a := range i.Authors {
			n.authors[id][now(a)] = true
		}
	}
	return n
}

// Whatever two organisations have, put together they count as one and for the same as
// both did; nothing names the one that is gone, and the database's own rules hold.
func TestMergeOrganisations(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dice := dice(rapid.SliceOfN(rapid.IntRange(0, 59), 150, 150).Draw(rt, "dice"))
		h := newHall(t, 3)
		for i := range flows.PersonID(mergePeople) {
			h.joins(i+1, fmt.Sprintf("Човек %d", i+1))
		}
		var wrong []string
		h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
			invent(tx, &dice)
			wrong = mergeAndCompare(tx, turn, dice.of(2) == 0)
		})
		for _, w := range wrong {
			rt.Error(w)
		}
		for _, w := range h.store.Check() {
			rt.Errorf("the database: %v", w)
		}
	})
}

const mergePeople = 5

// dice are numbers that were drawn beforehand.
type dice []int

func (d *dice) of(n int) int {
	if len(*d) == 0 {
		return 0
	}
	v := (*d)[0] % n
	*d = (*d)[1:]
	return v
}

// invent fills the records: the first organisation may wait for approval.
func invent(tx *programme.Tx, d *dice) {
	begun := noon.Add(-24 * time.Hour)
	tx.Events.Put("past", programme.Event{Plan: programme.Plan{Kind: programme.Training, Title: text.Pair{BG: "Минало"}, Start: programme.Moment{At: begun}, End: programme.Moment{At: begun.Add(time.Hour)}}})
	proposed := d.of(2) == 1
	if proposed {
		o, _ := tx.Organisations.Get(1)
		o.Standing, o.ProposedBy = programme.Proposed, 1
		tx.Organisations.Put(1, o)
	}
	for _, of := range []programme.OrganisationID{1, 2, 3} {
		tx.Invitations.Put(fmt.Sprintf("CODE%d", of), programme.Invitation{Organisation: of})
		for i := range flows.PersonID(mergePeople) {
			key := programme.MembershipKey{Person: i + 1, Organisation: of}
			m := programme.Membership{Since: noon}
			switch d.of(5) {
			case 0, 1:
				if proposed && of == 1 {
					m.Standing = programme.Proposed
				}
			case 2:
				m.Standing = programme.Proposed
				tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: of, Applicant: key.Person}, response(d, of, 10))
			case 3:
				m.Standing = programme.Refused
			case 4:
				continue
			}
			tx.Memberships.Put(key, m)
		}
		if d.of(2) == 1 {
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: of}, response(d, of, 0))
		}
		tx.Outreach.Put(programme.OutreachKey{Organisation: of, Why: programme.OutreachJoin}, programme.Outreach{At: noon.Add(time.Duration(of) * time.Hour)})
	}
	training, _ := tx.Events.Get("training")
	for range d.of(7) {
		r := programme.Registration{ID: tx.NewRegistration(), Event: "training", Organisation: programme.OrganisationID(d.of(3) + 1), By: flows.PersonID(d.of(mergePeople + 1)), Seat: programme.Waiting, At: noon}
		if programme.LineOf(tx, training, programme.PoolNGO).Free() > 0 {
			r.Seat = programme.Confirmed
		}
		if d.of(3) == 0 {
			r.Event, r.Seat, r.Presence = "past", programme.Confirmed, programme.Present
		}
		tx.Registrations.Put(r.ID, r)
	}
	for range d.of(4) {
		i := programme.BeginIdea(tx, 1, programme.OrganisationID(d.of(3)+1), 0)
		for _, of := range []programme.OrganisationID{1, 2, 3} {
			switch is := d.of(4); {
			case slices.Contains(i.Authors, of):
			case is == 0:
				i.Partners = append(i.Partners, programme.Partner{Organisation: of})
			case is == 1:
				i.Authors = append(i.Authors, of)
			case is == 2:
				i.Joining = append(i.Joining, programme.Joining{Organisation: of})
			}
		}
		item := []flows.Item{{Number: 1, Ref: "1"}, {Number: 2, Ref: "2"}}
		i.Answers = map[string]flows.Answer{"partners": {Value: flows.Value{Items: item}, Version: 1, History: []flows.Past{{Value: flows.Value{Ref: "1"}}}}}
		i.Versions = []programme.IdeaVersion{{Values: map[string]flows.Value{"partners": {Items: slices.Clone(item)}}}}
		tx.Ideas.Put(i.ID, i)
	}
	tx.Threads.Put(tx.NewThread(), programme.Thread{Person: 1, Organisation: 1})
}

// mergeAndCompare puts the first into the second, and says what is not as it should be.
func mergeAndCompare(tx *programme.Tx, turn *flows.Turn, keepFrom bool) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	p := seated
	before, mayBeSent := tallyOf(tx, p, 1, 2), false
	for key, r := range tx.Responses.All() {
		mayBeSent = mayBeSent || !r.Sent.IsZero() && key.Organisation != 3
	}
	own, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: 1})
	other, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: 2})
	first, _ := tx.Organisations.Get(1)
	plan, refused := programme.MergeOrganisations(tx, turn, p, 1, 2, keepFrom)
	if refused != programme.MergeGranted {
		return []string{fmt.Sprintf("refused: %d", refused)}
	}
	after := tallyOf(tx, p, 1, 2)
	before.live -= len(plan.Twice)
	if after.sent < before.sent || after.sent > before.sent && !mayBeSent {
		say("%d had sent the survey, %d have now", before.sent, after.sent)
	}
	after.sent, before.sent = 0, 0
	if got, want := asText(after), asText(before); got != want {
		say("counted before:\n%s\nafter:\n%s", want, got)
	}
	if plan.Chooses() && first.Standing == programme.InForce {
		winner, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: 2})
		chosen := other
		if keepFrom {
			chosen = own
		}
		if a, b := winner.Answers["projects"], chosen.Answers["projects"]; a.At != b.At || winner.Sent != chosen.Sent {
			say("the answers that were chosen do not count: %+v, want %+v", a, b)
		}
		if len(winner.Answers["projects"].History) == 0 {
			say("the answers that were not chosen are lost")
		}
	}
	for _, dangling := range named(tx, 1) {
		say("still names the one that is gone: %s", dangling)
	}
	for _, th := range tx.Threads.All() {
		if th.Organisation != 2 {
			say("the question is of organisation %d", th.Organisation)
		}
	}
	if call, _ := tx.Outreach.Get(programme.OutreachKey{Organisation: 2, Why: programme.OutreachJoin}); !call.At.Equal(noon.Add(2 * time.Hour)) {
		say("of two calls the one of %s counts", call.At)
	}
	for _, i := range programme.Ideas(tx) {
		once := map[programme.OrganisationID]int{}
		for _, a := range i.Authors {
			once[a]++
		}
		for _, partner := range i.Partners {
			once[partner.Organisation]++
		}
		for id, n := range once {
			if n != 1 {
				say("idea %d has organisation %d %d times", i.ID, id, n)
			}
		}
	}
	if _, refused := programme.MergeOrganisations(tx, turn, p, 1, 2, false); refused != programme.MergeGone {
		say("a second time: %d", refused)
	}
	if o, _ := programme.OrganisationNow(tx, 1); o.ID != 2 {
		say("the old number leads to %d", o.ID)
	}
	return wrong
}

// response is a survey's, sent or not.
func response(d *dice, of programme.OrganisationID, minute int) programme.Response {
	r := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(1, minute+int(of), choice("yes"))}}
	if d.of(2) == 1 {
		r.Answers["wish"] = said(2, minute+int(of), words(fmt.Sprint("зала ", of)))
	}
	if d.of(2) == 1 {
		r.Sent, r.SentBy = noon.Add(time.Duration(of)*time.Minute), 1
	}
	return r
}

func asText(n tally) string {
	data, _ := json.Marshal([]any{n.organisations, n.sent, n.joined, n.present, n.live, n.authors, n.registrations})
	var speaks []string
	for key := range n.speaks {
		speaks = append(speaks, fmt.Sprint(key))
	}
	slices.Sort(speaks)
	return string(data) + strings.Join(speaks, " ")
}

// named are the records that name the organisation.
func named(tx *programme.Tx, id programme.OrganisationID) (out []string) {
	for code, inv := range tx.Invitations.All() {
		if inv.Organisation == id {
			out = append(out, "invitation "+code)
		}
	}
	for key := range tx.Memberships.All() {
		if key.Organisation == id {
			out = append(out, fmt.Sprint("membership ", key))
		}
	}
	for key := range tx.Responses.All() {
		if key.Organisation == id {
			out = append(out, fmt.Sprint("response ", key))
		}
	}
	for _, r := range tx.Registrations.All() {
		if r.Organisation == id {
			out = append(out, "registration "+r.ID.String())
		}
	}
	for key := range tx.Outreach.All() {
		if key.Organisation == id {
			out = append(out, fmt.Sprint("outreach ", key))
		}
	}
	for _, th := range tx.Threads.All() {
		if th.Organisation == id {
			out = append(out, "thread")
		}
	}
	for _, i := range tx.Ideas.All() {
		data, _ := json.Marshal(i)
		if slices.Contains(i.Authors, id) || strings.Contains(string(data), fmt.Sprintf(`"organisation":%d,`, id)) || strings.Contains(string(data), fmt.Sprintf(`"ref":"%d"`, id)) {
			out = append(out, string(data))
		}
	}
	return out
}
