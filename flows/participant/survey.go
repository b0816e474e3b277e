package participant

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// filling is what all records of this package share: people's names, the
// register, files.
type filling struct {
	c  *chat
	of string // the form's name, where the configuration can change it: its old words are kept
}

func (f filling) Who(id flows.PersonID) string {
	p, _ := f.c.tx.People.Get(id)
	return p.Name
}

func (f filling) Find(query string) []flows.Option {
	var out []flows.Option
	for _, m := range programme.SearchOrganisations(f.c.organisationsBut(programme.Proposed, programme.Refused), query, shownAtOnce) {
		out = append(out, flows.Option{
			Ref:  strconv.FormatUint(uint64(m.ID), 10),
			Name: m.Organisation.Name,
			Sure: programme.NameKey(m.Organisation.Name) == programme.NameKey(query),
		})
	}
	return out
}

func (f filling) Option(ref string) (string, bool) {
	id, err := strconv.ParseUint(ref, 10, 64)
	if err != nil {
		return "", false
	}
	o, ok := f.c.tx.Organisations.Get(programme.OrganisationID(id))
	return o.Name, ok
}

// Label is how a choice of the form was put that it no longer has.
func (f filling) Label(question, choice string) (text.Pair, bool) {
	w, _ := f.c.tx.Wordings.Get(programme.WordingKey{Form: f.of, Question: question})
	label, ok := w.Choices[choice]
	return label, ok
}

// maxFetch is the largest file that a bot may fetch (Bot API, getFile).
const maxFetch = 20 << 20

func (f filling) Keep(a flows.Attachment) (flows.FileID, flows.Work, bool) {
	if a.Size > maxFetch {
		return 0, flows.Work{}, false
	}
	id := f.c.tx.NewFile()
	f.c.tx.Files.Put(id, programme.File{
		Kind: a.Kind, Name: a.Name, MIME: a.MIME, Size: a.Size, Remote: a.Remote, Unique: a.Unique,
		By: f.c.Person, At: f.c.At,
	})
	return id, flows.Work{Kind: FetchJob, Ref: id.String()}, true
}

// surveyFilling is an organisation's response to the survey, filled in by any
// of its representatives.
type surveyFilling struct {
	filling
	key          programme.ResponseKey
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
		filling: filling{c, c.p.Survey.Name}, key: programme.AnswersOf(c.p.Survey.Name, o, c.Person, m), organisation: o, waits: standing == programme.Proposed,
	}
	f.response, _ = c.tx.Responses.Get(f.key)
	return f, true
}

func (f *surveyFilling) Form() *flows.Form                { return &f.c.p.Survey }
func (f *surveyFilling) Subject() string                  { return subjectOf(f.key.Organisation) }
func (f *surveyFilling) Heading() text.Localised          { return text.Pair{BG: f.organisation.Name} }
func (f *surveyFilling) Answers() map[string]flows.Answer { return f.response.Answers }
func (f *surveyFilling) Proposal(*flows.Question) string  { return "" }
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
	if closes := f.c.p.Survey.Closes; !closes.IsZero() {
		lines = append(lines, text.T("До края на %s, можете да ги променяте от менюто.", "Until the end of %s you can change them from the menu.").
			With(f.c.p.Survey.LastDay(f.c.At)))
	}
	t.Tell(text.Join("\n", lines...))
	f.c.menu()
}
