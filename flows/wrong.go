package flows

import (
	"time"

	"partnerbot/flows/text"
)

// wrong explains what is expected: with an example, then in other words, then
// with the offer of a person. The state stays as it is.
func wrong(t *Turn, f Filling, q *Question, r reading, parts []Part) {
	s := t.Session
	s.Tries++
	s.Missed = 0
	if len(parts) > 0 {
		s.Missed = parts[len(parts)-1].Message
	}
	var why text.Phrase
	switch {
	case r.long:
		why, s.Tries = r.why, 0
	case s.Tries == 1 && !r.why.Empty():
		why = r.why
	case s.Tries == 1:
		why = firstExplanation(q)
	case s.Tries == 2 && q.Check != nil && !r.why.Empty():
		why = r.why // it says it all
	case s.Tries == 2:
		why = text.Join(" ", r.why, secondExplanation(q))
	default:
		why = text.Join(" ", r.why, text.T("Май не се разбираме, и вината не е Ваша. Натиснете „Питай човек“ и ще Ви помогнем. Или опитайте пак.",
			"We seem to misunderstand each other, and it is not your fault. Press “Ask a person”, and we will help you. Or try again."))
	}
	rows := questionButtons(t, f, q, f.Answers()[q.Code])
	s.Pending = nil
	switch prev, ok := f.Form().Question(s.Before); {
	case r.long:
		s.Pending, s.Asked = &Pending{Why: pendingLong, Question: q.Code, Parts: parts}, t.Batch
	case ok && grows(prev, nil) && len(parts) > 0 && stillWriting(t, f.Answers()[prev.Code]):
		s.Pending = &Pending{Why: pendingAdd, Question: q.Code, Parts: parts}
		rows = append([][]Tap{{button(f, q.Code, text.T("Добави към предишния отговор", "Add to the answer before"), verbBefore)}}, rows...)
	}
	t.Say(Screen{Text: text.Join("\n\n", why, questionText(t, f, q)), Buttons: rows, Name: questionName(f, q.Code)})
}

// stillWriting reports whether somebody may still be at the long text before:
// it was written not long ago.
func stillWriting(t *Turn, a Answer) bool {
	return a.By == t.Person && (a.Value.Text != "" || len(a.Value.Items) > 0) && t.At.Sub(a.At) < time.Hour
}

// firstExplanation says what is amiss and what is awaited.
func firstExplanation(q *Question) text.Phrase {
	lead := text.Phrase{}
	switch q.Kind {
	case One, Municipality:
		lead = text.T("Не намерих такъв отговор.", "I found no such answer.")
	case Several:
		lead = text.T("Не намерих такива отговори.", "I did not find such answers.")
	case Phone:
		lead = text.T("Това не прилича на телефон.", "This does not look like a phone number.")
	case Email:
		lead = text.T("Това не прилича на имейл.", "This does not look like an e-mail address.")
	case Organisation:
		lead = text.T("Не намерих такава организация.", "I found no such organisation.")
	}
	return text.Join(" ", lead, awaited(q))
}

// awaited says what an answer to the question looks like.
func awaited(q *Question) text.Phrase {
	switch q.Kind {
	case One, Municipality:
		return text.T("Натиснете един от бутоните или напишете думите от него.", "Press one of the buttons, or write the words on it.")
	case Several:
		return text.T("Натиснете бутоните един по един или напишете думите от тях със запетая между тях.",
			"Press the buttons one by one, or write their words with commas between them.")
	case Scale:
		return text.T("Тук ми трябва едно число, например %s.", "One number is needed here, for example %s.").With(text.Number(*q.Max - 1))
	case NumberKind:
		return text.T("Тук ми трябва число с цифри, например %s.", "A number in digits is needed here, for example %s.").With(text.Number(example(q, 12)))
	case Money:
		return text.T("Тук ми трябва сума в евро, например %s.", "An amount in euro is needed here, for example %s.").With(text.Number(example(q, 2500)))
	case Date:
		return text.T("Тук ми трябва дата, например %s.", "A date is needed here, for example %s.").With(exampleDay(q))
	case Phone:
		return text.T("Напишете номера например така: 0888 123 456.", "Write the number for example like this: 0888 123 456.")
	case Email:
		return text.T("Имейлът изглежда така: ime@primer.bg.", "An address looks like this: name@example.org.")
	case List:
		return text.T("Напишете ги едно по едно, всяко в отделно съобщение.", "Write them one by one, each in a message of its own.")
	case Organisations:
		return text.T("Напишете името на всяка организация в отделно съобщение.", "Write the name of each organisation in a message of its own.")
	case FileAnswer:
		return text.T("Тук ми трябва снимка или файл. Натиснете кламера долу и изберете.",
			"A photo or a file is needed here. Press the paper clip below and choose one.")
	case Organisation:
		return text.T("Напишете само една-две думи от името.", "Write just one or two words of the name.")
	}
	if q.Name {
		return text.T("Тук ми трябва име и фамилия, например: Мария Иванова.", "A first name and a family name are needed here, for example: Maria Ivanova.")
	}
	return text.T("Тук ми трябва отговор с думи, например едно изречение.", "An answer in words is needed here, for example one sentence.")
}

// example is a number that the question takes, the usual one where it can be.
func example(q *Question, usual float64) float64 {
	switch {
	case q.Min != nil && usual < *q.Min:
		return *q.Min
	case q.Max != nil && usual > *q.Max:
		return *q.Max
	}
	return usual
}

// exampleDay is a date that the question takes, as one writes it.
func exampleDay(q *Question) string {
	day := time.Date(2026, 4, 16, 0, 0, 0, 0, time.UTC)
	switch {
	case !within(q, day) && !q.To.IsZero():
		day = q.To
	case !within(q, day):
		day = q.From
	}
	return day.Format("2.1.2006")
}

func secondExplanation(q *Question) text.Phrase {
	switch q.Kind {
	case One, Municipality, Several:
		return text.T("Най-лесно е с бутоните под въпроса. Ако не ги виждате, плъзнете екрана най-долу.",
			"The buttons below the question are the easiest way. If you do not see them, scroll to the bottom.")
	case Scale:
		return text.T("Напишете само цифра от %s до %s, без други думи.", "Write only a digit from %s to %s, without other words.").
			With(text.Number(*q.Min), text.Number(*q.Max))
	case NumberKind, Money:
		return text.T("Напишете само цифрите, без думи. Ако не знаете точно, напишете приблизително число.",
			"Write only the digits, without words. If you do not know exactly, give an approximate number.")
	case Date:
		return text.T("Напишете ден, месец и година с точки между тях. Ако не помните деня, напишете първия на месеца: 01.03.2019.",
			"Write day, month and year with dots between them. If you do not remember the day, write the first of the month: 01.03.2019.")
	case Phone:
		return text.T("Напишете само цифрите на номера, или натиснете бутона „Изпрати моя номер“.",
			"Write only the digits of the number, or press the button “Send my number”.")
	case Email:
		return text.T("В имейла трябва да има знак @ и точка след него, без празни места.",
			"The address has to have an @ and a dot after it, and no spaces.")
	case List, Organisations:
		return text.T("Когато сте готови с всички, натиснете „Готово“.", "When you are done with all of them, press “Done”.")
	case FileAnswer:
		return text.T("Можете да снимате с телефона и да изпратите снимката тук.", "You can take a photo with the phone and send it here.")
	case Organisation:
		return text.T("Опитайте с друга дума от името, без кавички и без „Сдружение“ или „Фондация“.",
			"Try another word of the name, without quotation marks and without “Association” or “Foundation”.")
	}
	if q.Name {
		return text.T("Напишете само име и фамилия, без други думи.", "Write only your first and last name, without other words.")
	}
	return text.T("Напишете отговора като обикновено съобщение.", "Write the answer as an ordinary message.")
}
