package programme

import (
	"time"

	"partnerbot/flows/text"
)

// InvitationText is what a coordinator can paste into Viber or an e-mail. The
// survey is for NGOs; the others are invited for what comes after it.
func InvitationText(p *Programme, o Organisation, link string, lang text.Language) string {
	minutes := time.Duration(len(p.Survey.Questions)) * 25 * time.Second
	first := text.T("Първата стъпка е кратко проучване за нуждите на организацията, %s. Попълва се в Telegram, може и на части.",
		"The first step is a short survey of the organisation’s needs, %s. It is filled in in Telegram, in parts if you like.").With(text.Span(minutes))
	without := text.T("Ако нямате Telegram, обадете се на %s, тел. %s. Ще попълним отговорите заедно.",
		"If you do not have Telegram, call %s, phone %s. We will fill in the answers together.")
	if o.Kind != NGO {
		first = text.T("Ще Ви пишем в Telegram за работните срещи и за всичко, което предстои.",
			"We will write to you in Telegram about the working meetings and all that lies ahead.")
		without = text.T("Ако нямате Telegram, обадете се на %s, тел. %s.", "If you do not have Telegram, call %s, phone %s.")
	}
	return text.T(`Здравейте!

Каним %s да участва в проект %s на %s.
%s

Отворете тази връзка от телефона си и натиснете „Старт“:
%s

Връзката е само за Вашата организация. Можете да я дадете на колега.
%s`,
		`Hello!

We invite %s to take part in the project %s of %s.
%s

Open this link on your phone and press “Start”:
%s

The link is for your organisation only. You may give it to a colleague.
%s`).
		With(o.Name, text.Quote(p.Name.In(lang)), p.Club, first, link, without.With(p.Contact.Name, p.Contact.Phone)).Plain(lang)
}
