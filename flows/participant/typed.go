package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// typedName names the notice that a coordinator has typed answers of an organisation.
const typedName = "typed"

// typedDue tells who speaks for an organisation that a coordinator has typed answers of
// its survey, from paper or on the phone.
func (c *chat) typedDue(w flows.Due) {
	id, ok := organisationOf(w.Ref)
	if _, known := c.tx.People.Get(w.Person); !ok || !known || !c.tx.Chats.Reachable(w.Person) {
		return
	}
	c.beside(w.Person, func(other *chat) {
		f, mine := other.surveyFilling(id)
		if !mine {
			return
		}
		r, _ := other.tx.Responses.Get(programme.ResponseKey{Survey: other.p.Survey.Name, Organisation: id})
		line := text.T("Координатор въведе отговори от проучването за %s: на хартия или по телефона.", "A coordinator has typed answers of the survey for %s: from paper or the phone.").With(text.Quote(other.organisationName(id)))
		if r.Respondent != "" {
			line = text.Join(" ", line, text.T("Отговорил е: %s.", "They were given by: %s.").With(r.Respondent))
		}
		if !r.Sent.IsZero() {
			line = text.Join(" ", line, text.T("Проучването е изпратено.", "The survey is sent."))
		}
		other.Say(flows.Screen{
			Text:    text.Join("\n", line, text.T("Можете да ги прегледате и промените. Въведените от координатор са отбелязани.", "You can look them over and change them. Those that a coordinator typed are marked.")),
			Buttons: [][]flows.Tap{{{Label: text.T("Към проучването", "To the survey"), Data: flows.OpenButton(f.Form().Name, f.Subject())}}, flows.MenuRow()},
			Name:    typedName, Beside: true,
		})
	})
}
