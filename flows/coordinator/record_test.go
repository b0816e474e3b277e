package coordinator_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// written are the audit lines, without when.
func (o *office) written() (lines []programme.AuditLine) {
	o.t.Helper()
	path := o.t.TempDir() + "/copy.db"
	if err := o.store.BackupTo(path); err != nil {
		o.t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.View(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("audit")).ForEach(func(_, v []byte) error {
			var l programme.AuditLine
			err := json.Unmarshal(v, &l)
			lines = append(lines, programme.AuditLine{By: l.By, What: l.What, Ref: l.Ref, Before: l.Before, After: l.After})
			return err
		})
	}); err != nil {
		o.t.Fatal(err)
	}
	return lines
}

// What becomes of an organisation and its invitation is written down whichever
// way it comes, with what was before and after.
func TestOrganisationsAreWrittenDown(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Standing: programme.Proposed})
	key := o.member(2001, "Мария Иванова", id, programme.Proposed)
	invitation := func() (code string) {
		o.records(func(tx *programme.Tx) {
			org, _ := tx.Organisations.Get(id)
			code = org.Invitation
		})
		return code
	}
	o.press(on("no", key))
	o.press(on("again", key))
	first := invitation()
	o.press("g:renewed:" + ref(uint64(id)) + ":" + first)
	o.press("g:renewed:" + ref(uint64(id)) + ":" + first) // again: nothing happens
	second := invitation()
	member := ref(uint64(key.Person)) + "/" + ref(uint64(id))
	const admin = flows.PersonID(1)
	want := []programme.AuditLine{
		{By: admin, What: "membership decided", Ref: member, Before: "proposed", After: "refused"},
		{By: admin, What: "organisation decided", Ref: ref(uint64(id)), Before: "proposed", After: "refused"},
		{By: admin, What: "membership decided", Ref: member, Before: "refused", After: "in force"},
		{By: admin, What: "organisation decided", Ref: ref(uint64(id)), Before: "refused", After: "in force"},
		{By: admin, What: "invitation issued", Ref: ref(uint64(id)), After: first},
		{By: admin, What: "invitation issued", Ref: ref(uint64(id)), Before: first, After: second},
	}
	if got := o.written(); !slices.Equal(got, want) || first == second {
		t.Errorf("written down:\n%+v\nwant\n%+v", got, want)
	}
	lonely := o.organisation(programme.Organisation{Name: "Без човек", Kind: programme.NGO, Standing: programme.Proposed})
	o.press("g:orgyes:" + ref(uint64(lonely)))
	got := o.written()[len(want):]
	if len(got) != 2 || got[0].What != "organisation decided" || got[0].Before != "proposed" || got[1].What != "invitation issued" || got[1].After == "" {
		t.Errorf("by itself: %+v", got)
	}
}

// Who made the group the coordinators' is written down.
func TestWhoClaimedTheGroup(t *testing.T) {
	for user, want := range map[int64]flows.PersonID{stefka: 1, 5005: 2, 0: 0} {
		o := newOffice(t)
		if err := o.store.SetGroup(0); err != nil {
			t.Fatal(err)
		}
		code, err := o.store.Claim("CODE")
		if err != nil {
			t.Fatal(err)
		}
		said := words(o.apply(flows.Update{ID: o.next(), User: user, Stranger: &flows.Stranger{Chat: -200, Claim: code}}))
		if !strings.Contains(said, "групата на координаторите") {
			t.Errorf("%d: the group reads %q", user, said)
		}
		if got := o.written(); len(got) != 1 || got[0].What != "group claimed" || got[0].By != want {
			t.Errorf("%d: %+v", user, got)
		}
	}
}
