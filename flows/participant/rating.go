package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// late is how long after the start of a training the self-rating before it is still
// taken: many do it in the hall.
const late = time.Hour

// ratingFilling is what somebody says before or after an event.
type ratingFilling struct {
	filling
	form         flows.Form
	event        programme.Event
	registration programme.Registration
}

// beforeFilling opens the self-rating before a training: of who comes themselves.
func (c *chat) beforeFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	form := c.p.FormBefore(e)
	if !ok || r.Seat != programme.Confirmed || r.Attendee != "" || programme.Responsible(c.tx, r) != c.Person || len(form.Questions) == 0 ||
		!e.Cancelled.IsZero() || !c.At.Before(e.Start.At.Add(late)) {
		return nil, false
	}
	return &ratingFilling{c.filling(form.Name), form, e, r}, true
}

// afterFilling opens the feedback of who was there.
func (c *chat) afterFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	form := c.p.FormAfter(e, r.Attendee == "")
	if !ok || !r.OnDoorList() || r.Presence != programme.Present || programme.Responsible(c.tx, r) != c.Person || len(form.Questions) == 0 ||
		e.State(c.At) != programme.EventOver {
		return nil, false
	}
	return &ratingFilling{c.filling(form.Name), form, e, r}, true
}

func (f *ratingFilling) before() bool { return f.form.Name == programme.BeforeForm }

func (f *ratingFilling) Form() *flows.Form       { return &f.form }
func (f *ratingFilling) Subject() string         { return f.registration.ID.String() }
func (f *ratingFilling) Heading() text.Localised { return f.event.Title }

func (f *ratingFilling) Answers() map[string]flows.Answer {
	if f.before() {
		return f.registration.Before
	}
	return f.registration.After
}

func (f *ratingFilling) Sent() time.Time {
	if f.before() {
		return f.registration.BeforeSent
	}
	return f.registration.AfterSent
}

func (f *ratingFilling) Put(question string, a flows.Answer) {
	f.change(func(r *programme.Registration) {
		of := &r.After
		if f.before() {
			of = &r.Before
		}
		if *of == nil {
			*of = make(map[string]flows.Answer)
		}
		(*of)[question] = a
	})
}

func (f *ratingFilling) Send() {
	f.change(func(r *programme.Registration) {
		at := &r.AfterSent
		if f.before() {
			at = &r.BeforeSent
		}
		if at.IsZero() {
			*at = f.c.At
		}
	})
}

// change stores what was said. Before trainings on days that follow each other it is
// said once for all of them: nothing lies between.
func (f *ratingFilling) change(with func(*programme.Registration)) {
	with(&f.registration)
	f.c.tx.Registrations.Put(f.registration.ID, f.registration)
	if !f.before() {
		return
	}
	for _, e := range programme.Together(f.c.tx, f.c.p, f.event) {
		for _, r := range programme.LiveOf(f.c.tx, e.Code, f.registration.Organisation) {
			if r.ID != f.registration.ID && r.Seat == programme.Confirmed && r.By == f.registration.By && r.Attendee == "" {
				with(&r)
				f.c.tx.Registrations.Put(r.ID, r)
			}
		}
	}
}

func (f *ratingFilling) Finish(*flows.Turn) {
	thanks := text.T("✅ Благодарим Ви! Мнението Ви е записано.", "✅ Thank you! Your opinion is recorded.")
	if f.before() {
		thanks = text.T("✅ Благодаря, записах отговорите. Ще се видим на обучението!", "✅ Thank you, the answers are recorded. See you at the training!")
	} else if words := f.form.Thanks; !words.Empty() {
		thanks = text.T("✅ %s", "✅ %s").With(words)
	}
	f.c.showEvent(f.event, thanks)
}
