package participant

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// addingForm is the name of the form in which somebody describes an organisation
// that is not in the register. Its answers lie with the person until they are
// sent: before that there is nothing for others to find.
const addingForm = "new"

// addingFilling is a new organisation as a record of the engine. Its form depends
// on the answers: where there is one of nearly the same name, or with the same
// EIK, it asks whether it is that one, and then nothing else.
type addingFilling struct {
	filling
	adding   programme.Adding
	form     flows.Form
	same     programme.OrganisationID // it is one that exists
	proposed programme.OrganisationID // once sent
}

// addingSubject names what is being described, so that a button of an earlier
// one does not speak for this.
func addingSubject(a *programme.Adding) string { return strconv.FormatInt(a.Begun.Unix(), 36) }

// addingFilling opens what the person is describing.
func (c *chat) addingFilling(subject string) (flows.Filling, bool) {
	p, ok := c.person()
	if !ok || p.Adding == nil || addingSubject(p.Adding) != subject {
		return nil, false
	}
	f := &addingFilling{filling: c.filling(""), adding: *p.Adding}
	f.arrange()
	return f, true
}

// beginAdding makes room for a new organisation, unless one is begun already.
func (c *chat) beginAdding() {
	if p, ok := c.person(); ok && p.Adding == nil {
		p.Adding = &programme.Adding{Begun: c.At}
		c.tx.People.Put(c.Person, p)
	}
}

// openAdding goes on with the new organisation.
func (c *chat) openAdding() {
	p, _ := c.person()
	if f, ok := c.addingFilling(addingSubject(p.Adding)); ok {
		flows.Open(c.Turn, f)
	}
}

// addedBefore answers a button of a new organisation that was sent or dropped.
func (c *chat) addedBefore() {
	c.Toast(text.T("Тази нова организация вече е изпратена или отказана.", "This new organisation has been sent or dropped already."))
	c.unpress()
	if c.Session.Form == "" && c.At.Sub(c.Session.At) > time.Minute { // not pressed twice
		c.menu()
	}
}

func (f *addingFilling) Form() *flows.Form                { return &f.form }
func (f *addingFilling) Subject() string                  { return addingSubject(&f.adding) }
func (f *addingFilling) Answers() map[string]flows.Answer { return f.adding.Answers }
func (f *addingFilling) Sent() time.Time                  { return time.Time{} }

// Heading is the name, once there is one.
func (f *addingFilling) Heading() text.Localised {
	if name := f.text("name"); name != "" {
		return text.Pair{BG: name}
	}
	return addingTitle
}

// Proposal is the person's own name for whom to turn to.
func (f *addingFilling) Proposal(q *flows.Question) string {
	if q.Code != "contact" {
		return ""
	}
	p, _ := f.c.person()
	return p.Name
}

func (f *addingFilling) Put(question string, a flows.Answer) {
	answers := f.adding.Answers
	if answers == nil {
		answers = make(map[string]flows.Answer)
	}
	if !answers[question].Value.Same(a.Value) {
		switch question { // asked anew about another name or EIK
		case "name":
			delete(answers, sameByName)
		case "eik":
			delete(answers, sameByEIK)
		}
	}
	answers[question] = a
	f.adding.Answers = answers
	if p, ok := f.c.person(); ok && p.Adding != nil {
		p.Adding = &f.adding
		f.c.tx.People.Put(f.c.Person, p)
	}
	f.arrange()
}

// Send makes the organisation, or, where it is one that exists, only proposes to
// speak for it.
func (f *addingFilling) Send() {
	c := f.c
	p, ok := c.person()
	if !ok || p.Adding == nil {
		return
	}
	p.Adding = nil
	c.tx.People.Put(c.Person, p)
	if f.proposed = f.same; f.proposed == 0 {
		f.proposed = f.create()
	}
	c.propose(f.proposed)
}

// create makes the organisation as it was described.
func (f *addingFilling) create() programme.OrganisationID {
	c := f.c
	id := c.tx.NewOrganisation()
	town := ""
	if v := f.adding.Answers["municipality"].Value; len(v.Choices) > 0 {
		if town = v.Choices[0]; town == otherTown {
			town = v.Text
		}
	}
	kind := programme.NGO
	if v := f.adding.Answers["kind"].Value; len(v.Choices) > 0 {
		kind = programme.OrganisationKind(v.Choices[0])
	}
	c.tx.Organisations.Put(id, programme.Organisation{
		ID: id, Name: f.text("name"), Kind: kind, Municipality: town, EIK: f.text("eik"), Contact: programme.Contact{Name: f.text("contact")},
		Added: c.At, Standing: programme.Proposed, ProposedBy: c.Person,
	})
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "organisation proposed", Ref: subjectOf(id)})
	return id
}

func (f *addingFilling) Finish(t *flows.Turn) {
	o, _ := f.c.tx.Organisations.Get(f.proposed)
	m, _ := f.c.tx.Memberships.Get(f.c.membership(f.proposed))
	if programme.StandingOf(o, m) == programme.Refused {
		t.Tell(f.c.refusal(o))
	} else {
		f.c.announce(f.proposed)
	}
	f.c.menu()
}

// text is what was answered in words, or "".
func (f *addingFilling) text(question string) string {
	if a := f.adding.Answers[question]; a.Counts() {
		return a.Value.Text
	}
	return ""
}

// sameAs is the organisation that was said to be the one, or 0.
func (f *addingFilling) sameAs(question string) programme.OrganisationID {
	a := f.adding.Answers[question]
	if !a.Counts() || len(a.Value.Choices) != 1 {
		return 0
	}
	id, ok := organisationOf(strings.TrimPrefix(a.Value.Choices[0], sameChoice))
	if o, exists := f.c.tx.Organisations.Get(id); !ok || !exists || o.Standing == programme.Refused {
		return 0
	}
	return id
}

// arrange makes the form that the answers so far call for.
func (f *addingFilling) arrange() {
	f.form = flows.Form{Name: addingForm, Title: addingTitle, Intro: addingIntro}
	f.same = 0
	ask := func(q flows.Question) { f.form.Questions = append(f.form.Questions, q) }
	one := func(code string, alike []programme.Match) bool {
		if len(alike) == 0 {
			return false
		}
		ask(f.c.sameQuestion(code, alike))
		f.same = f.sameAs(code)
		return f.same != 0
	}
	for _, q := range f.c.addingQuestions() {
		ask(q)
		if q.Code == "name" && one(sameByName, f.alike()) || q.Code == "eik" && one(sameByEIK, f.sameEIK()) {
			f.form.Brief = true // nothing is left to look over
			return
		}
	}
}

// alike are the organisations of nearly the same name.
func (f *addingFilling) alike() []programme.Match {
	name := f.text("name")
	if name == "" {
		return nil
	}
	return programme.AlikeOrganisations(f.c.visible(), name, 3)
}

// sameEIK is the organisation with the same EIK.
func (f *addingFilling) sameEIK() []programme.Match {
	eik := f.text("eik")
	if eik == "" {
		return nil
	}
	for id, o := range f.c.visible() {
		if o.EIK == eik {
			return []programme.Match{{ID: id, Organisation: o}}
		}
	}
	return nil
}
