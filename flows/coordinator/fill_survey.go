package coordinator

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// paperForm is the survey as a coordinator fills it in for an organisation that answers
// on paper or by phone; its subject is the organisation. It has no draft: what is typed
// is the organisation's at once, so that whoever answers in Telegram at the same time
// sees it, and the engine's rules about two at one answer hold.
const paperForm = "paper"

// whoAnswers is the question that comes before those of the survey.
const whoAnswers = "who_answers"

// paperFilling is the response of such an organisation.
type paperFilling struct {
	programme.Backing
	g            *group
	key          programme.ResponseKey
	response     programme.Response
	organisation programme.Organisation
	form         flows.Form
}

// paper opens it; false: there is no such NGO.
func (g *group) paper(subject string) (flows.Filling, bool) {
	id := organisationOf(subject)
	o, ok := g.tx.Organisations.Get(id)
	if !ok || o.Kind != programme.NGO || o.Standing != programme.InForce {
		return nil, false
	}
	form := *programme.SurveyForm(g.tx, g.p)
	form.Name, form.Intro = paperForm, text.Pair{}
	form.Questions = append([]flows.Question{{
		Code: whoAnswers, Kind: flows.ShortText, Name: true, MaxLength: 100, Skip: true, Check: hasLetters,
		Text: text.Pair{BG: "Кой отговаря, на хартия или по телефона?", EN: "Who answers, on paper or by phone?"},
		Hint: text.Pair{
			BG: "Име и фамилия. Който не иска името му да се пази, се пропуска. После имената се сменят или махат оттук.",
			EN: "First and last name. Skip it where somebody does not want to be named. It can be changed or taken out here later.",
		},
	}}, form.Questions...)
	f := &paperFilling{
		Backing: programme.Backing{Tx: g.tx, Turn: g.Turn, Of: g.p.Survey.Name}, g: g, organisation: o, form: form,
		key: programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: id},
	}
	f.response, _ = g.tx.Responses.Get(f.key)
	return f, true
}

// hasLetters takes a name: it has letters.
func hasLetters(typed string) (string, text.Phrase) {
	if !text.HasWords(typed) {
		return "", text.T("Тук ми трябва име с букви.", "A name in letters is needed here.")
	}
	return typed, text.Phrase{}
}

func (f *paperFilling) Form() *flows.Form       { return &f.form }
func (f *paperFilling) Subject() string         { return refOf(f.organisation.ID) }
func (f *paperFilling) Heading() text.Localised { return text.Pair{BG: f.organisation.Name} }
func (f *paperFilling) Sent() time.Time         { return f.response.Sent }

// Answers are those of the response, and who answers.
func (f *paperFilling) Answers() map[string]flows.Answer {
	out := map[string]flows.Answer{}
	for code, a := range f.response.Answers {
		out[code] = a
	}
	switch r := f.response; {
	case r.Respondent != "":
		out[whoAnswers] = flows.Answer{Value: flows.Value{Text: r.Respondent}, Typist: r.Typist, At: r.Begun, Version: 1}
	case r.Unnamed:
		out[whoAnswers] = flows.Answer{Value: flows.Value{None: flows.SkippedIt}, Typist: r.Typist, At: r.Begun, Version: 1}
	}
	return out
}

// Who implements flows.Filling: what nobody in Telegram answered is the respondent's.
func (f *paperFilling) Who(id flows.PersonID) string {
	if id == 0 {
		return f.response.Respondent
	}
	return f.Backing.Who(id)
}

func (f *paperFilling) Put(question string, a flows.Answer) {
	r := &f.response
	if r.Begun.IsZero() {
		r.Begun = f.g.At
	}
	r.Typist = f.g.Person
	if question == whoAnswers {
		r.Respondent, r.Unnamed = a.Value.Text, a.Value.None != ""
		f.Tx.Responses.Put(f.key, *r)
		return
	}
	if r.Answers == nil {
		r.Answers = map[string]flows.Answer{}
	}
	r.Answers[question] = programme.TypedFor(a, f.g.Person, programme.RespondentNamed(f.Tx, f.organisation.ID, r.Respondent))
	if !r.Sent.IsZero() {
		r.Resent = f.g.At // changed after sending: counts at once
		programme.TellTyped(f.Tx, f.Turn, f.g.p, f.organisation.ID)
	}
	f.Tx.Responses.Put(f.key, *r)
}

func (f *paperFilling) Send() {
	r := &f.response
	if r.Sent.IsZero() {
		r.Sent, r.SentBy = f.g.At, programme.RespondentNamed(f.Tx, f.organisation.ID, r.Respondent)
	}
	r.Resent, r.Typist = f.g.At, f.g.Person
	f.Tx.Responses.Put(f.key, *r)
	f.g.audit("survey sent", refOf(f.organisation.ID), "", "typed")
	programme.TellTyped(f.Tx, f.Turn, f.g.p, f.organisation.ID)
}

// Keep remembers a file as the organisation's.
func (f *paperFilling) Keep(a flows.Attachment) (flows.FileID, flows.Work, bool) {
	id, work, ok := f.Backing.Keep(a)
	if ok {
		file, _ := f.Tx.Files.Get(id)
		file.By = 0
		f.Tx.Files.Put(id, file)
	}
	return id, work, ok
}

func (f *paperFilling) Finish(t *flows.Turn) {
	said := text.T("✅ Готово! Отговорите на %s са изпратени и се броят.", "✅ Done! The answers of %s are sent, and count.").With(text.Quote(f.organisation.Name))
	if len(programme.RepresentativesOf(f.Tx, f.organisation.ID)) > 0 {
		said = text.Join("\n", said, text.T("Представителите ѝ в Telegram ще научат, че са въведени от координатор.", "Its representatives in Telegram will learn that a coordinator typed them."))
	}
	t.Tell(text.Join("\n", said, text.T("Вижте проучването в групата с /survey", "See the survey in the group with /survey")))
}

// fillSurvey opens the survey of the organisation in the private chat of who asked.
func (g *group) fillSurvey(refs []string) {
	if o, ok := g.organisationIn(refs); ok && g.privately(deskRef(deskPaper, refs[0])) {
		g.openPaper(o)
		g.toast(saidOpened)
	}
}

// paperAsked opens it to who has opened the chat for it.
func (g *group) paperSurveyAsked(ref string) {
	if o, ok := g.tx.Organisations.Get(organisationOf(ref)); ok {
		g.openPaper(o)
	}
}

func (g *group) openPaper(o programme.Organisation) {
	if o.Kind != programme.NGO || o.Standing != programme.InForce {
		return
	}
	g.audit("survey from paper", refOf(o.ID), "", "")
	programme.OpenDesk(g.tx, g.Turn, programme.DraftKey{Person: g.Person, Form: paperForm, Subject: refOf(o.ID)})
}

// askUnname asks before the name of who answered on paper or by phone is erased: they
// are not in Telegram and cannot do it themselves.
func (g *group) askUnname(refs []string) {
	if o, ok := g.organisationIn(refs); ok {
		g.say(flows.Screen{
			ReplyTo: g.Message,
			Text:    text.T("Да изтрия ли името на човека, който отговори на проучването за %s на хартия или по телефона? Отговорите остават на организацията.", "Shall I erase the name of who answered the survey for %s on paper or by phone? The answers stay the organisation’s.").With(text.Quote(o.Name)),
			Buttons: [][]flows.Tap{{tap(text.T("Да, изтрий името", "Yes, erase the name"), verbUnnamed, refs[0]), tap(text.T("Не", "No"), verbLeaveSo)}},
		})
	}
}

// unname erases it.
func (g *group) unname(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	key := programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: o.ID}
	r, _ := g.tx.Responses.Get(key)
	if r.Respondent == "" {
		g.toast(text.T("Името вече е изтрито.", "The name is erased already."))
		return
	}
	r.Respondent, r.Unnamed = "", true
	g.tx.Responses.Put(key, r)
	g.audit("respondent unnamed", refs[0], "", "")
	g.change(flows.Screen{Text: g.doneBy(text.T("✔ Изтрих името на отговорилия за %s.", "✔ The name of who answered for %s is erased.").With(text.Quote(o.Name)))})
}
