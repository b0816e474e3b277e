package coordinator_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// morning is ten o'clock where the programme is.
var morning = time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC)

var small = &programme.Programme{
	Name: text.Pair{BG: "Партньорства"}, Location: time.UTC, Targets: programme.Targets{Surveyed: 35},
	Contact:        programme.ContactPerson{Name: text.Pair{BG: "Мария"}, Phone: "082 000 000"},
	Municipalities: []programme.MunicipalityName{{Code: "ruse", Name: text.Pair{BG: "Русе"}}, {Code: "byala", Name: text.Pair{BG: "Бяла"}}},
	Survey:         flows.Form{Name: "survey", Questions: []flows.Question{{Code: "a", Kind: flows.ShortText, Text: text.Pair{BG: "А?"}}}},
}

// Telegram's numbers of the group and of its people.
const (
	groupChat = -100
	stefka    = 1001 // an administrator who has opened the private chat
)

// office is the coordinators' conversation on a real database, without Telegram:
// what it wants to send is taken from the outbox and said to have been sent.
type office struct {
	t       *testing.T
	store   *storage.Store
	desk    *coordinator.Conversation
	now     time.Time
	update  int64
	message int         // number of the last message that was sent
	said    []flows.Row // what was sent, all
	toast   string      // of the last press
}

func newOffice(t *testing.T) *office {
	t.Helper()
	store, err := storage.Open(filepath.Join(t.TempDir(), "test.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, store: store, desk: coordinator.New(small), now: morning, message: 500}
	t.Cleanup(func() {
		for _, wrong := range store.Check() {
			t.Errorf("the database after the test: %v", wrong)
		}
		_ = store.Close()
	})
	if err := store.SetGroup(groupChat); err != nil {
		t.Fatal(err)
	}
	if err := store.SetIdentity(1, "testbot"); err != nil {
		t.Fatal(err)
	}
	o.private(stefka, flows.Text{Text: "здравей"})
	return o
}

// talk is the assembly of the program as far as it matters here.
func (o *office) talk(tx *programme.Tx, t *flows.Turn) {
	if w, ok := t.What.(flows.Due); ok {
		t.Person = w.Person
	}
	switch w, pressed := t.What.(flows.Press); {
	case !t.Private:
		o.desk.Handle(tx, t)
	case pressed:
		o.desk.Pressed(tx, t, w)
	}
}

// apply applies an update, and returns what it has the bot send.
func (o *office) apply(u flows.Update) []flows.Row {
	o.t.Helper()
	out, err := o.store.Apply(flows.Batch{Now: o.now, Updates: []flows.Update{u}}, o.talk)
	if err != nil {
		o.t.Fatal(err)
	}
	o.toast = ""
	for _, a := range out.Acknowledge {
		o.toast = a.Toast.Text
	}
	for _, r := range out.Rows {
		o.fits(r)
	}
	o.said = append(o.said, out.Rows...)
	return out.Rows
}

// deliver says of rows what became of them; it returns what follows from that.
func (o *office) deliver(rows []flows.Row, result flows.Result) []flows.Row {
	o.t.Helper()
	b := flows.Batch{Now: o.now}
	for _, r := range rows {
		o.message++
		b.Outcomes = append(b.Outcomes, flows.Outcome{Row: r.ID, To: r.To(), Result: result, Message: o.message, At: o.now})
	}
	out, err := o.store.Apply(b, o.talk)
	if err != nil {
		o.t.Fatal(err)
	}
	return out.Rows
}

// fits holds a row to Telegram's limits.
func (o *office) fits(r flows.Row) {
	o.t.Helper()
	var html string
	var buttons [][]flows.Button
	if r.Say != nil {
		html, buttons = r.Say.HTML, r.Say.Buttons
	} else {
		html, buttons = r.Edit.HTML, r.Edit.Buttons
	}
	if text.Length(html) > 4096 {
		o.t.Errorf("a message of %d letters", text.Length(html))
	}
	for _, b := range slices.Concat(buttons...) {
		if len(b.Data) > 64 || (b.Data == "") == (b.URL == "") {
			o.t.Errorf("button %+v", b)
		}
	}
}

func (o *office) next() int64 { o.update++; return o.update }

func (o *office) private(user int64, w flows.What) []flows.Row {
	return o.apply(flows.Update{ID: o.next(), Chat: user, User: user, Input: flows.Input{Private: true, Name: "Стефка Колева", What: w}})
}

// inGroup is something that an administrator does in the group.
func (o *office) inGroup(w flows.What) []flows.Row {
	o.t.Helper()
	return o.apply(flows.Update{ID: o.next(), Chat: groupChat, User: stefka, Callback: "c", Input: flows.Input{
		Name: "Стефка Колева", Message: 77, Role: flows.RoleAdministrator, What: w, Seed: [16]byte{byte(o.update)},
	}})
}

func (o *office) press(data string) []flows.Row {
	o.t.Helper()
	return o.inGroup(flows.Press{Data: data})
}

// records changes or reads the records.
func (o *office) records(f func(*programme.Tx)) {
	o.t.Helper()
	if err := o.store.Update(o.now, func(tx *programme.Tx) error { f(tx); return nil }); err != nil {
		o.t.Fatal(err)
	}
}

// everything is what the desk could change, and whether a job waits.
func (o *office) everything() (out string) {
	o.t.Helper()
	o.records(func(tx *programme.Tx) {
		for id, org := range tx.Organisations.All() {
			out += fmt.Sprint(id, org)
		}
		for k, m := range tx.Memberships.All() {
			out += fmt.Sprint(k, m)
		}
		for code, inv := range tx.Invitations.All() {
			out += fmt.Sprint(code, inv)
		}
		for id, p := range tx.People.All() {
			out += fmt.Sprint(id, p.Name, p.Phone)
		}
		for id := range tx.Files.All() {
			out += fmt.Sprint(id)
		}
		for key, d := range tx.Drafts.All() {
			out += fmt.Sprint(key, d)
		}
		for code, e := range tx.Events.All() {
			out += fmt.Sprint(code, e)
		}
		for key, r := range tx.Responses.All() {
			out += fmt.Sprint(key, r)
		}
		for id, r := range tx.Registrations.All() {
			out += fmt.Sprint(id, r)
		}
	})
	return out
}

// organisation adds one of the register.
func (o *office) organisation(org programme.Organisation) programme.OrganisationID {
	o.t.Helper()
	o.records(func(tx *programme.Tx) {
		org.ID = tx.NewOrganisation()
		org.Added = o.now
		if org.Standing == programme.InForce {
			org.Invitation = fmt.Sprintf("CODE%012d", org.ID)
			tx.Invitations.Put(org.Invitation, programme.Invitation{Organisation: org.ID, Created: o.now})
		}
		tx.Organisations.Put(org.ID, org)
	})
	return org.ID
}

// member adds somebody who has opened the chat and speaks, or wants to, for an
// organisation. The user is Telegram's number.
func (o *office) member(user int64, name string, of programme.OrganisationID, standing programme.Standing) programme.MembershipKey {
	o.t.Helper()
	var key programme.MembershipKey
	if _, err := o.store.Apply(flows.Batch{Now: o.now, Updates: []flows.Update{{ID: o.next(), Chat: user, User: user, Input: flows.Input{Private: true, What: flows.Text{}}}}},
		func(tx *programme.Tx, t *flows.Turn) {
			key = programme.MembershipKey{Person: t.Person, Organisation: of}
			tx.People.Put(t.Person, programme.Person{Name: name, Phone: "+359888123456", Consent: programme.Consent{Version: "1"}, Joined: o.now})
			tx.Memberships.Put(key, programme.Membership{Since: o.now, Standing: standing})
		}); err != nil {
		o.t.Fatal(err)
	}
	return key
}

func ref(n uint64) string { return strconv.FormatUint(n, 36) }

// on is a button of a card that speaks of a membership.
func on(verb string, key programme.MembershipKey) string {
	return "g:" + verb + ":" + ref(uint64(key.Person)) + ":" + ref(uint64(key.Organisation))
}

// to are the rows for somebody.
func to(rows []flows.Row, who flows.PersonID) []flows.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r flows.Row) bool { return r.To() != who })
}

// words are the plain texts of the rows.
func words(rows []flows.Row) string {
	var out []string
	for _, r := range rows {
		if r.Say != nil {
			out = append(out, text.StripTags(r.Say.HTML))
		} else {
			out = append(out, text.StripTags(r.Edit.HTML))
		}
	}
	return strings.Join(out, "\n")
}
