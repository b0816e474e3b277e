package programme_test

import (
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

var (
	first  = programme.Decision{By: 91, At: noon}
	second = programme.Decision{By: 92, At: noon.Add(time.Second)}
)

// Whatever two coordinators press one after the other: the first decision
// stands, and the second one learns what it was.
func TestTheFirstDecisionCounts(t *testing.T) {
	approve := func(tx *programme.Tx, k programme.MembershipKey, d programme.Decision) programme.Verdict {
		return programme.Approve(tx, small, k, d, "CODE")
	}
	for _, c := range []struct {
		name    string
		decide  func(*programme.Tx, programme.MembershipKey, programme.Decision) programme.Verdict
		against func(*programme.Tx, programme.MembershipKey, programme.Decision) programme.Verdict
		want    programme.Standing
	}{
		{"approved twice", approve, approve, programme.InForce},
		{"approved, then refused", approve, programme.Refuse, programme.InForce},
		{"refused, then approved", programme.Refuse, approve, programme.Refused},
		{"refused twice", programme.Refuse, programme.Refuse, programme.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			records(t, func(tx *programme.Tx) {
				key := member(tx, 1, put(tx, programme.Organisation{Name: "А"}), programme.Proposed)
				want := programme.Verdict{Changed: true, Standing: c.want, Decided: first}
				if v := c.decide(tx, key, first); v != want {
					t.Errorf("the first: %+v, want %+v", v, want)
				}
				want.Changed = false
				if v := c.against(tx, key, second); v != want {
					t.Errorf("the second: %+v, want %+v", v, want)
				}
				if m, _ := tx.Memberships.Get(key); m.Standing != c.want || m.Decided != first {
					t.Errorf("stored: %+v", m)
				}
			})
		})
	}
}

func TestRefusedCanBeApprovedLater(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		id := put(tx, programme.Organisation{Name: "А", Standing: programme.Proposed, ProposedBy: 1})
		key := member(tx, 1, id, programme.Proposed)
		if v := programme.Reconsider(tx, small, key, first, "CODE"); v.Changed {
			t.Error("nobody had refused yet")
		}
		programme.Refuse(tx, key, first)
		if o, _ := tx.Organisations.Get(id); o.Standing != programme.Refused || o.Decided != first {
			t.Errorf("the organisation after the refusal: %+v", o)
		}
		if v := programme.Reconsider(tx, small, key, second, "CODE"); !v.Changed || v.Standing != programme.InForce {
			t.Errorf("%+v", v)
		}
		o, _ := tx.Organisations.Get(id)
		inv, ok := tx.Invitations.Get("CODE")
		if o.Standing != programme.InForce || o.Decided != second || o.Invitation != "CODE" || !ok || inv.Organisation != id {
			t.Errorf("the organisation after all: %+v, its invitation %+v", o, inv)
		}
		if v := programme.Reconsider(tx, small, key, first, "CODE"); v.Changed || v.Decided != second {
			t.Errorf("once more: %+v", v)
		}
	})
}

// A proposed organisation is refused with the last one who waits for it.
func TestRefusingOneOfTwo(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		id := put(tx, programme.Organisation{Name: "А", Standing: programme.Proposed, ProposedBy: 1})
		one, two := member(tx, 1, id, programme.Proposed), member(tx, 2, id, programme.Proposed)
		programme.Refuse(tx, one, first)
		if o, _ := tx.Organisations.Get(id); o.Standing != programme.Proposed {
			t.Error("refused while somebody still waits for it")
		}
		programme.Refuse(tx, two, first)
		if o, _ := tx.Organisations.Get(id); o.Standing != programme.Refused {
			t.Error("not refused with the last one")
		}
	})
}

// Who proposed an organisation is not approved with a colleague, or with the
// organisation: what they have answered counts only when they are.
func TestProposerWaits(t *testing.T) {
	for name, approve := range map[string]func(tx *programme.Tx, id programme.OrganisationID){
		"a colleague is approved": func(tx *programme.Tx, id programme.OrganisationID) {
			programme.Approve(tx, small, programme.MembershipKey{Person: 2, Organisation: id}, first, "CODE")
		},
		"the organisation is taken in": func(tx *programme.Tx, id programme.OrganisationID) {
			programme.ApproveOrganisation(tx, small, id, programme.Proposed, first, "CODE")
		},
	} {
		for _, refused := range []bool{true, false} {
			records(t, func(tx *programme.Tx) {
				id := put(tx, programme.Organisation{Name: "А", Kind: programme.NGO, Standing: programme.Proposed, ProposedBy: 1})
				one := member(tx, 1, id, programme.Proposed)
				member(tx, 2, id, programme.Proposed)
				stage := func() programme.Stage { return programme.Count(tx, small)[0].Stage }
				o, _ := tx.Organisations.Get(id)
				m, _ := tx.Memberships.Get(one)
				tx.Responses.Put(programme.AnswersOf(small.Survey.Name, o, 1, m), programme.Response{Begun: tx.Now, Sent: tx.Now, SentBy: 1})
				approve(tx, id)
				if got := stage(); got == programme.Sent {
					t.Errorf("%s: the answers of who proposed it count", name)
				}
				o, _ = tx.Organisations.Get(id)
				if r, _ := tx.Responses.Get(programme.AnswersOf(small.Survey.Name, o, 1, m)); r.Sent.IsZero() {
					t.Errorf("%s: who proposed it does not find their answers again", name)
				}
				if refused {
					programme.Refuse(tx, one, first)
				} else {
					programme.Approve(tx, small, one, first, "CODE")
				}
				if got := stage(); (got == programme.Sent) == refused {
					t.Errorf("%s, then who proposed it is refused %v: the stage is %v", name, refused, got)
				}
			})
		}
	}
}

func TestDecidingOnNobody(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		key := programme.MembershipKey{Person: 1, Organisation: put(tx, programme.Organisation{Name: "А"})}
		gone := programme.Verdict{Gone: true}
		if v := programme.Approve(tx, small, key, first, "CODE"); v != gone {
			t.Errorf("%+v", v)
		}
		if v := programme.Refuse(tx, key, first); v != gone {
			t.Errorf("%+v", v)
		}
		if programme.Part(tx, &flows.Turn{}, small, key) {
			t.Error("somebody was parted who was not there")
		}
		if v := programme.ApproveOrganisation(tx, small, 77, programme.Proposed, first, "CODE"); v != gone {
			t.Errorf("%+v", v)
		}
		if v := programme.RefuseOrganisation(tx, key.Organisation, first); v.Changed || v.Standing != programme.InForce {
			t.Errorf("an organisation of the register was refused: %+v", v)
		}
	})
}

func TestPart(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		key := member(tx, 1, put(tx, programme.Organisation{Name: "А"}), programme.Proposed)
		own := programme.ResponseKey{Survey: "survey", Organisation: key.Organisation}
		apart := programme.ResponseKey{Survey: "survey", Organisation: key.Organisation, Applicant: 1}
		tx.Responses.Put(own, programme.Response{Begun: noon})
		tx.Responses.Put(apart, programme.Response{Begun: noon})
		if !programme.Part(tx, &flows.Turn{}, small, key) || programme.Part(tx, &flows.Turn{}, small, key) {
			t.Error("parting counts once")
		}
		_, member := tx.Memberships.Get(key)
		_, waits := tx.Responses.Get(apart)
		_, stays := tx.Responses.Get(own)
		if member || waits || !stays {
			t.Errorf("member %v, apart %v, own %v", member, waits, stays)
		}
	})
}

func TestInvite(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		id := put(tx, programme.Organisation{Name: "А", Invitation: "OLD"})
		tx.Invitations.Put("OLD", programme.Invitation{Organisation: id, Created: noon})
		if !programme.Invite(tx, id, "OLD", "NEW") {
			t.Fatal("refused")
		}
		if programme.Invite(tx, id, "OLD", "THIRD") {
			t.Error("the same press again issues another one")
		}
		old, _ := tx.Invitations.Get("OLD")
		fresh, _ := tx.Invitations.Get("NEW")
		o, _ := tx.Organisations.Get(id)
		if old.Ended != noon || !fresh.Ended.IsZero() || fresh.Organisation != id || o.Invitation != "NEW" {
			t.Errorf("old %+v, new %+v, organisation %+v", old, fresh, o)
		}
		if waits := put(tx, programme.Organisation{Name: "Б", Standing: programme.Proposed}); programme.Invite(tx, waits, "", "FOURTH") {
			t.Error("an organisation that waits for approval invites")
		}
	})
}

func TestWaiting(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		known := put(tx, programme.Organisation{Name: "А"})
		fresh := put(tx, programme.Organisation{Name: "Б", Standing: programme.Proposed, Added: noon.Add(-time.Hour)})
		left := put(tx, programme.Organisation{Name: "В", Standing: programme.Proposed, Added: noon.Add(-2 * time.Hour)})
		a, b := member(tx, 1, known, programme.Proposed), member(tx, 2, fresh, programme.Proposed)
		tx.Memberships.Put(b, programme.Membership{Since: noon.Add(-time.Hour), Standing: programme.Proposed})
		member(tx, 3, known, programme.InForce)
		member(tx, 4, known, programme.Refused)
		member(tx, 5, known, programme.Proposed)
		tx.People.Put(5, programme.Person{Consent: programme.Consent{Version: "1"}}) // still joining
		want := []programme.MembershipKey{{Organisation: left}, b, a}
		if got := programme.WaitingForApproval(tx); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// What the Club puts into its register was meant to take part.
func TestTheRegisterApproves(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		id := put(tx, programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Standing: programme.Proposed})
		rows := []programme.RegisterRow{{Line: 2, Name: "СД „Дунав“"}}
		code := func() string { return "CODE" }
		r := programme.ImportRegister(tx, rows, small, code)
		o, _ := tx.Organisations.Get(id)
		if o.Standing != programme.InForce || o.Decided.At != noon || o.Invitation != "CODE" || len(r.New) != 0 || len(r.Changed) != 1 {
			t.Errorf("%+v, report %+v", o, r)
		}
		if r := programme.ImportRegister(tx, rows, small, code); len(r.Unchanged) != 1 {
			t.Errorf("the same again: %+v", r)
		}
	})
}
