package programme_test

import (
	"path/filepath"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// noon is the time of the tests.
var noon = time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC)

// small is a programme whose second question depends on the first.
var small = &programme.Programme{
	Location:       time.UTC,
	Municipalities: []programme.MunicipalityName{{Code: "ruse", Name: text.Pair{BG: "Русе"}}, {Code: "byala", Name: text.Pair{BG: "Бяла"}}},
	Survey: flows.Form{Name: "survey", Questions: []flows.Question{
		{Code: "projects", Kind: flows.One, Text: text.Pair{BG: "Имате ли проекти?"}, Choices: []flows.Choice{{Code: "yes"}, {Code: "no"}}},
		{Code: "which", Kind: flows.ShortText, Text: text.Pair{BG: "Кои?"}, When: []flows.Condition{{Question: "projects", Is: []string{"yes"}}}},
		{Code: "wish", Kind: flows.LongText, Text: text.Pair{BG: "Какво Ви трябва?"}},
	}},
}

// records runs a test in one transaction of a real database.
func records(t *testing.T, f func(*programme.Tx)) {
	t.Helper()
	store, err := storage.Open(filepath.Join(t.TempDir(), "test.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if !t.Failed() { // else the transaction may still be open
			_ = store.Close()
		}
	}()
	if err := store.Update(noon, func(tx *programme.Tx) error { f(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func put(tx *programme.Tx, o programme.Organisation) programme.OrganisationID {
	o.ID = tx.NewOrganisation()
	tx.Organisations.Put(o.ID, o)
	return o.ID
}

func member(tx *programme.Tx, id flows.PersonID, of programme.OrganisationID, standing programme.Standing) programme.MembershipKey {
	key := programme.MembershipKey{Person: id, Organisation: of}
	tx.People.Put(id, programme.Person{Name: "Ана", Consent: programme.Consent{Version: "1"}, Joined: noon})
	tx.Memberships.Put(key, programme.Membership{Since: noon, Standing: standing})
	return key
}

func said(by flows.PersonID, minute int, v flows.Value) flows.Answer {
	return flows.Answer{Value: v, By: by, At: noon.Add(time.Duration(minute) * time.Minute), Version: 1}
}

func choice(code string) flows.Value { return flows.Value{Choices: []string{code}} }
func words(s string) flows.Value     { return flows.Value{Text: s} }
