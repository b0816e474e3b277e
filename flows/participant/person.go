package participant

import (
	"time"
	"unicode"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// personForm is the name of the form with which joining ends.
const personForm = "person"

// personSubject names the one record of the form: the person's own.
const personSubject = "me"

// personal asks what is kept of the person, after their consent.
var personal = flows.Form{
	Name:  personForm,
	Title: text.Pair{BG: "За Вас", EN: "About you"},
	Brief: true,
	Questions: []flows.Question{
		{
			Code: "name", Kind: flows.ShortText, Name: true, MaxLength: 100, Check: named,
			Text: text.Pair{BG: "Как се казвате?", EN: "What is your name?"},
			Hint: text.Pair{BG: "Име и фамилия, както да Ви пишем в списъците. Може да натиснете бутона или да напишете друго.",
				EN: "First and last name, as it should stand in our lists. Press the button, or write another."},
		},
		{
			Code: "phone", Kind: flows.Phone, Skip: true,
			Text: text.Pair{BG: "На кой телефон можем да Ви намерим?", EN: "At which phone number can we reach you?"},
			Hint: text.Pair{BG: "Само ако се наложи да Ви се обадим. Виждат го само координаторите. Може да пропуснете.",
				EN: "Only in case we have to call you. Only the coordinators see it. You may skip this."},
		},
	},
}

// named wants a name to have letters.
func named(typed string) (string, text.Phrase) {
	letters := 0
	for _, r := range typed {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 2 {
		return "", text.T("Тук ми трябва име с букви.", "A name in letters is needed here.")
	}
	return typed, text.Phrase{}
}

// menuWhileNaming takes the words of the menu for what they are while the person's
// own data are asked: „Проучване“ would pass for a name.
func (c *chat) menuWhileNaming(f flows.Filling, typed string) bool {
	switch {
	case f.Form().Name != personForm || flows.WordOf(typed) != flows.NoWord:
		return false
	case c.menuWord(typed):
		return true
	case flows.SurveyWord(typed):
		c.toMenu()
		return true
	}
	return false
}

// personFilling is the person's own data as a record of the engine.
type personFilling struct {
	filling
	person  programme.Person
	joining bool // this answer ends the way in
}

func (c *chat) personFilling() (flows.Filling, bool) {
	p, ok := c.person()
	if !ok {
		return nil, false
	}
	return &personFilling{filling: c.filling(""), person: p}, true
}

func (f *personFilling) Form() *flows.Form                { return &personal }
func (f *personFilling) Subject() string                  { return personSubject }
func (f *personFilling) Heading() text.Localised          { return personal.Title }
func (f *personFilling) Answers() map[string]flows.Answer { return f.person.Answers }
func (f *personFilling) Sent() time.Time                  { return f.person.Joined }

// Proposal is the name that Telegram shows: offered, and kept only when chosen.
func (f *personFilling) Proposal(q *flows.Question) string {
	if q.Code == "name" {
		return text.Clip(text.Clean(f.c.Name), 100)
	}
	return ""
}

func (f *personFilling) Put(question string, a flows.Answer) {
	if f.person.Answers == nil {
		f.person.Answers = make(map[string]flows.Answer)
	}
	f.person.Answers[question] = a
	switch question {
	case "name":
		f.person.Name = a.Value.Text
	case "phone":
		f.person.Phone = a.Value.Text
	}
	f.c.tx.People.Put(f.c.Person, f.person)
}

func (f *personFilling) Send() {
	if f.person.Joined.IsZero() {
		f.joining = true
		f.person.Joined = f.c.At
		f.c.tx.People.Put(f.c.Person, f.person)
		f.c.tx.Audit(programme.AuditLine{At: f.c.At, By: f.c.Person, What: "joined"})
	}
}

func (f *personFilling) Finish(t *flows.Turn) {
	if !f.joining {
		f.c.myData()
		return
	}
	t.Tell(text.T("Готово, %s! Записах Ви.", "Done, %s! You are registered.").With(f.person.Name))
	f.c.arrived()
}
