package participant

import (
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// needsForm asks what whoever comes needs: food, access, travel. The questions are
// the configuration's.
const needsForm = "needs"

// needsFilling is the needs of one registration. For the other days of one event,
// with the same attendee, they are noted as well.
type needsFilling struct {
	filling
	form         flows.Form
	event        programme.Event
	registration programme.Registration
}

func (c *chat) needsFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	if !ok || !r.Holds() || len(c.p.Needs.Questions) == 0 || !c.At.Before(e.Start.At) || !e.Cancelled.IsZero() {
		return nil, false
	}
	f := &needsFilling{filling: c.filling(needsForm), form: c.p.Needs, event: e, registration: r}
	f.form.Name = needsForm
	if f.form.Title.Empty() {
		f.form.Title = text.Pair{BG: "Храна, достъп, пътуване", EN: "Food, access, travel"}
	}
	// Asked in a row after registering; looked over as a whole later.
	p := flows.ProgressOf(&f.form, r.Needs)
	f.form.Brief = p.Done < p.All
	return f, true
}

// typedAtNeeds understands who gives up the seat while asked what they need: „Няма да
// дойда“ is nothing to eat.
func (c *chat) typedAtNeeds(f flows.Filling, typed string) bool {
	needs, ours := f.(*needsFilling)
	s := toReminder(typed)
	if !ours || c.ReplyTo != 0 {
		return false
	}
	ref := needs.registration.ID.String()
	switch {
	case s.verb == remindNo && !s.plain:
		c.press(flows.Press{Data: eventTap(text.Phrase{}, eventGiveUp, ref).Data})
	case s.verb == remindInstead:
		c.press(flows.Press{Data: flows.OpenButton(insteadForm, ref)})
	default:
		return false
	}
	return true
}

func (f *needsFilling) Form() *flows.Form { return &f.form }
func (f *needsFilling) Subject() string   { return f.registration.ID.String() }
func (f *needsFilling) Heading() text.Localised {
	return text.Pair{BG: f.heading(text.Bulgarian), EN: f.heading(text.English)}
}
func (f *needsFilling) Answers() map[string]flows.Answer { return f.registration.Needs }

// heading says whose needs they are, where they are a colleague's.
func (f *needsFilling) heading(l text.Language) string {
	if f.registration.Attendee == "" {
		return f.form.Title.In(l)
	}
	return f.form.Title.In(l) + " · " + f.registration.Attendee
}

// Sent is when they registered: whatever is answered counts at once.
func (f *needsFilling) Sent() time.Time { return f.registration.At }

func (f *needsFilling) Put(question string, a flows.Answer) {
	f.registration.Needs = f.c.putNeed(f.registration, question, a).Needs
	for _, r := range f.alike() {
		f.c.putNeed(r, question, a)
	}
}

func (c *chat) putNeed(r programme.Registration, question string, a flows.Answer) programme.Registration {
	if r.Needs == nil {
		r.Needs = make(map[string]flows.Answer)
	}
	r.Needs[question] = a
	c.tx.Registrations.Put(r.ID, r)
	return r
}

// rememberNeeds takes over what was answered for the same days before, by who gave up
// a seat and has one again: nobody is asked twice.
func (c *chat) rememberNeeds(of []programme.Registration) {
	for _, r := range of {
		e, _ := c.tx.Events.Get(r.Event)
		var codes []string
		for _, day := range programme.Together(c.tx, c.p, e) {
			codes = append(codes, day.Code)
		}
		var answers map[string]flows.Answer
		for _, other := range c.tx.Registrations.OfPerson(c.Person) {
			if other.ID != r.ID && other.Attendee == r.Attendee && slices.Contains(codes, other.Event) && len(other.Needs) > 0 {
				answers = other.Needs
			}
		}
		if len(r.Needs) == 0 && answers != nil {
			r.Needs = answers
			c.tx.Registrations.Put(r.ID, r)
		}
	}
}

// alike are the seats of the same person on the other days.
func (f *needsFilling) alike() []programme.Registration {
	var out []programme.Registration
	for _, e := range programme.Together(f.c.tx, f.c.p, f.event) {
		for _, r := range programme.LiveOf(f.c.tx, e.Code, f.registration.Organisation) {
			if r.ID != f.registration.ID && r.By == f.registration.By && r.Attendee == f.registration.Attendee {
				out = append(out, r)
			}
		}
	}
	return out
}

func (f *needsFilling) Send() {}

func (f *needsFilling) Finish(*flows.Turn) {
	r, ok := f.c.tx.Registrations.Get(f.registration.ID)
	if !ok {
		f.c.upcoming()
		return
	}
	lead := text.T("✅ Благодаря, записах всичко.", "✅ Thank you, all of it is noted.")
	if !f.form.Thanks.Empty() {
		lead = text.T("✅ %s", "✅ %s").With(f.form.Thanks)
	}
	if more := f.alike(); len(more) > 0 {
		f.c.showSeats(append([]programme.Registration{r}, more...), lead)
		return
	}
	f.c.showSeat(f.event, r, lead)
}
