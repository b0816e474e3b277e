package programme_test

import (
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestAnswersOf(t *testing.T) {
	const who, other = 7, 8
	proposed := programme.Membership{Standing: programme.Proposed}
	for name, c := range map[string]struct {
		o     programme.Organisation
		m     programme.Membership
		apart bool
	}{
		"a member":                         {programme.Organisation{}, programme.Membership{}, false},
		"waits for one of the register":    {programme.Organisation{}, proposed, true},
		"has proposed it":                  {programme.Organisation{Standing: programme.Proposed, ProposedBy: who}, proposed, false},
		"somebody else has proposed it":    {programme.Organisation{Standing: programme.Proposed, ProposedBy: other}, proposed, true},
		"waits on, approved for another":   {programme.Organisation{ProposedBy: other}, proposed, true},
		"has proposed it, and it is known": {programme.Organisation{ProposedBy: who}, proposed, true}, // else the answers would count
	} {
		c.o.ID = 3
		key := programme.AnswersOf("survey", c.o, who, c.m)
		if key.Organisation != 3 || key.Survey != "survey" || (key.Applicant == who) != c.apart || key.Applicant != 0 && !c.apart {
			t.Errorf("%s: %+v", name, key)
		}
	}
}

func TestStandingOf(t *testing.T) {
	for _, c := range []struct{ o, m, want programme.Standing }{
		{programme.InForce, programme.InForce, programme.InForce},
		{programme.InForce, programme.Proposed, programme.Proposed},
		{programme.Proposed, programme.InForce, programme.Proposed},
		{programme.Refused, programme.Proposed, programme.Refused},
		{programme.Proposed, programme.Refused, programme.Refused},
	} {
		if got := programme.StandingOf(programme.Organisation{Standing: c.o}, programme.Membership{Standing: c.m}); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.m, c.o, got, c.want)
		}
	}
}

// What stays and what goes when somebody leaves.
func TestLeave(t *testing.T) {
	answer := programme.Response{Begun: noon}
	for name, c := range map[string]struct {
		o             programme.Organisation
		m             programme.Standing
		colleague     bool
		gone          bool // the organisation
		own, foreign  bool // the organisation's response, and what a colleague answered apart, are still there
		stillProposer bool
	}{
		"a member":                       {o: programme.Organisation{}, own: true},
		"who waits":                      {o: programme.Organisation{}, m: programme.Proposed, colleague: true, own: true, foreign: true},
		"the only one who proposed it":   {o: programme.Organisation{Standing: programme.Proposed, ProposedBy: 1}, m: programme.Proposed, gone: true},
		"who proposed it, not alone":     {o: programme.Organisation{Standing: programme.Proposed, ProposedBy: 1}, m: programme.Proposed, colleague: true, own: true, foreign: true},
		"a colleague of who proposed it": {o: programme.Organisation{Standing: programme.Proposed, ProposedBy: 2}, m: programme.Proposed, colleague: true, own: true, foreign: true, stillProposer: true},
	} {
		t.Run(name, func(t *testing.T) {
			records(t, func(tx *programme.Tx) {
				key := member(tx, 1, put(tx, c.o), c.m)
				own := programme.ResponseKey{Survey: "survey", Organisation: key.Organisation}
				mine, theirs := own, own
				mine.Applicant, theirs.Applicant = 1, 2
				tx.Responses.Put(own, answer)
				if c.m == programme.Proposed {
					tx.Responses.Put(mine, answer)
				}
				if c.colleague {
					member(tx, 2, key.Organisation, programme.Proposed)
					tx.Responses.Put(theirs, answer)
				}
				programme.Leave(tx, &flows.Turn{}, small, key)
				o, exists := tx.Organisations.Get(key.Organisation)
				_, member := tx.Memberships.Get(key)
				_, apart := tx.Responses.Get(mine)
				_, kept := tx.Responses.Get(own)
				_, foreign := tx.Responses.Get(theirs)
				if exists == c.gone || member || apart || kept != c.own || foreign != c.foreign || (o.ProposedBy != 0) != c.stillProposer {
					t.Errorf("organisation %v %+v, member %v, apart %v, own %v, foreign %v", exists, o, member, apart, kept, foreign)
				}
			})
		})
	}
}
