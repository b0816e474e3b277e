package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// filling is what all records of this package share.
type filling struct {
	programme.Backing
	c *chat
}

// filling backs a record of the form; of is its name where the configuration can
// change it, else empty.
func (c *chat) filling(of string) filling {
	return filling{programme.Backing{Tx: c.tx, Turn: c.Turn, Of: of}, c}
}

// surveyFilling is an organisation's response to the survey, filled in by any
// of its representatives.
type surveyFilling struct {
	filling
	key          programme.ResponseKey
	form         *flows.Form // with the date in force
	response     programme.Response
	organisation programme.Organisation
	waits        bool // a coordinator has not decided yet: it will count then
}

// surveyFilling opens the response of an organisation that the person speaks
// for. The survey is for NGOs.
func (c *chat) surveyFilling(id programme.OrganisationID) (flows.Filling, bool) {
	o, ok := c.tx.Organisations.Get(id)
	if !ok || o.Kind != programme.NGO {
		return nil, false
	}
	m, speaks := c.tx.Memberships.Get(c.membership(id))
	standing := programme.StandingOf(o, m)
	if !speaks || standing == programme.Refused {
		return nil, false
	}
	f := &surveyFilling{
		filling: c.filling(c.p.Survey.Name), form: programme.SurveyForm(c.tx, c.p), key: programme.AnswersOf(c.p.Survey.Name, o, c.Person, m), organisation: o, waits: standing == programme.Proposed,
	}
	f.response, _ = c.tx.Responses.Get(f.key)
	return f, true
}

func (f *surveyFilling) Form() *flows.Form                { return f.form }
func (f *surveyFilling) Subject() string                  { return subjectOf(f.key.Organisation) }
func (f *surveyFilling) Heading() text.Localised          { return text.Pair{BG: f.organisation.Name} }
func (f *surveyFilling) Answers() map[string]flows.Answer { return f.response.Answers }
func (f *surveyFilling) Sent() time.Time                  { return f.response.Sent }

func (f *surveyFilling) Put(question string, a flows.Answer) {
	if f.response.Begun.IsZero() {
		f.response.Begun = f.c.At
	}
	if f.response.Answers == nil {
		f.response.Answers = make(map[string]flows.Answer)
	}
	f.response.Answers[question] = a
	if !f.response.Sent.IsZero() {
		f.response.Resent = f.c.At // changed after sending: counts at once
	}
	f.c.tx.Responses.Put(f.key, f.response)
}

func (f *surveyFilling) Send() {
	if f.response.Sent.IsZero() {
		f.response.Sent, f.response.SentBy = f.c.At, f.c.Person
	}
	f.response.Resent = f.c.At
	f.c.tx.Responses.Put(f.key, f.response)
	f.c.tx.Audit(programme.AuditLine{At: f.c.At, By: f.c.Person, What: "survey sent", Ref: subjectOf(f.key.Organisation)})
}

func (f *surveyFilling) Finish(t *flows.Turn) {
	thanks := f.c.p.Survey.Thanks
	lines := []text.Phrase{text.T("✅ Готово! Отговорите на %s са изпратени.", "✅ Done! The answers of %s are sent.").With(text.Quote(f.organisation.Name))}
	if f.waits {
		lines = append(lines, text.T("Ще се броят, щом координатор потвърди, че представлявате организацията.",
			"They will count as soon as a coordinator confirms that you represent the organisation."))
	}
	if !thanks.Empty() {
		lines = append(lines, text.T("%s", "%s").With(thanks))
	}
	if !f.form.Closes.IsZero() {
		lines = append(lines, text.T("До %s, можете да ги променяте от менюто.", "Until %s you can change them from the menu.").
			With(f.form.Until(f.c.At)))
	}
	t.Tell(text.Join("\n", lines...))
	f.c.menu()
}
