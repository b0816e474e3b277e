package participant

import (
	"unicode/utf8"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var (
	addingTitle = text.Pair{BG: "Нова организация", EN: "A new organisation"}
	addingIntro = text.Pair{
		BG: "Няколко въпроса за организацията. После координатор от Клуба ще я потвърди.",
		EN: "A few questions about the organisation. A coordinator of the Club will then confirm it.",
	}
)

// Lengths of an organisation's name, in characters.
const (
	shortestName = 3
	longestName  = 200
)

const (
	sameByName = "same" // the question whether it is one that exists
	sameByEIK  = "same_eik"
	sameChoice = "o"     // before the number of the organisation that it is
	otherTown  = "other" // the choice of a municipality outside the programme
)

// addingQuestions ask what is kept of a new organisation.
func (c *chat) addingQuestions() []flows.Question {
	towns := []flows.Choice{}
	for _, m := range c.p.Municipalities {
		towns = append(towns, flows.Choice{Code: m.Code, Label: m.Name})
	}
	towns = append(towns, flows.Choice{Code: otherTown, Label: text.Pair{BG: "Друга", EN: "Another"}, Free: true})
	return []flows.Question{
		{
			Code: "name", Kind: flows.ShortText, MaxLength: longestName, Check: organisationName,
			Text: text.Pair{BG: "Как се казва организацията?", EN: "What is the organisation’s name?"},
			Hint: text.Pair{BG: "Пълното име, както е по регистрация, например: Сдружение „Примерно име“.",
				EN: "Its full name as registered, for example: Сдружение „Примерно име“."},
		},
		{
			Code: "kind", Kind: flows.One,
			Text: text.Pair{BG: "Каква е тя?", EN: "What is it?"},
			Hint: text.Pair{BG: "НПО са сдруженията, фондациите, читалищата и групите без регистрация.",
				EN: "NGOs are associations, foundations, chitalishta and groups without registration."},
			Choices: []flows.Choice{
				{Code: string(programme.NGO), Label: text.Pair{BG: "НПО", EN: "NGO"}},
				{Code: string(programme.Municipality), Label: text.Pair{BG: "Община", EN: "Municipality"}},
				{Code: string(programme.Institution), Label: text.Pair{BG: "Институция", EN: "Institution"}},
			},
		},
		{
			Code: "municipality", Kind: flows.Municipality, Choices: towns,
			Text: text.Pair{BG: "В коя община е?", EN: "In which municipality is it?"},
		},
		{
			Code: "eik", Kind: flows.ShortText, MaxLength: 40, Skip: true, Check: checkedEIK,
			Text: text.Pair{BG: "Какъв е нейният ЕИК?", EN: "What is its EIK (registration number)?"},
			Hint: text.Pair{BG: "9 или 13 цифри. Ако няма или не го знаете, натиснете „Пропусни“.",
				EN: "9 or 13 digits. If there is none, or you do not know it, press “Skip”."},
		},
		{
			Code: "contact", Kind: flows.ShortText, MaxLength: 100, Skip: true, Check: named,
			Text: text.Pair{BG: "С кого да се свързваме, когато трябва?", EN: "Whom shall we turn to when needed?"},
			Hint: text.Pair{BG: "Ако посочите колега, нека е съгласен. Виждат го само координаторите.",
				EN: "If you name a colleague, make sure they agree. Only the coordinators see it."},
		},
	}
}

// sameQuestion asks whether the organisation is one of those that exist: of
// nearly the same name, or with the same EIK.
func (c *chat) sameQuestion(code string, alike []programme.Match) flows.Question {
	name := func(o programme.Organisation, l text.Language) string { return o.Name + c.where(o).Plain(l) }
	q := flows.Question{Code: code, Kind: flows.One, Text: text.Pair{
		BG: "В списъка има подобни имена. Някоя от тях ли е?", EN: "There are similar names in our list. Is it one of them?",
	}}
	yes, no := text.Pair{}, text.Pair{BG: "Никоя от тези", EN: "None of these"}
	if len(alike) == 1 {
		is := text.T("В списъка има %s%s. Това ли е?", "In our list there is %s%s. Is that it?")
		if code == sameByEIK {
			is = text.T("С този ЕИК в списъка е %s%s. Това ли е?", "In our list %s%s has this EIK. Is that it?")
		}
		is = is.With(text.Quote(alike[0].Organisation.Name), c.where(alike[0].Organisation))
		q.Text = text.Pair{BG: is.Plain(text.Bulgarian), EN: is.Plain(text.English)}
		yes, no = text.Pair{BG: "Да", EN: "Yes"}, text.Pair{BG: "Не", EN: "No"}
	}
	for _, m := range alike {
		label := yes
		if label.Empty() {
			label = text.Pair{BG: name(m.Organisation, text.Bulgarian), EN: name(m.Organisation, text.English)}
		}
		q.Choices = append(q.Choices, flows.Choice{Code: sameChoice + subjectOf(m.ID), Label: label})
	}
	q.Choices = append(q.Choices, flows.Choice{Code: "none", Label: no})
	return q
}

func organisationName(typed string) (string, text.Phrase) {
	if utf8.RuneCountInString(programme.NameKey(typed)) < shortestName {
		return "", text.T("Името трябва да има поне %d букви.", "The name needs at least %d letters.").With(shortestName)
	}
	return typed, text.Phrase{}
}

// checkedEIK says which rule of its digits an EIK breaks.
func checkedEIK(typed string) (string, text.Phrase) {
	digits, err := text.ReadEIK(typed)
	if err != nil {
		return "", text.Join(" ", text.EIKMistake(err), text.T("Проверете го, или натиснете „Пропусни“ и продължете без него.",
			"Please check it, or press “Skip” and go on without it."))
	}
	return digits, text.Phrase{}
}
