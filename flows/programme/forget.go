package programme

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Forgotten says what was erased of a person, and what stays.
type Forgotten struct {
	Erased
	Person        Person
	Organisations []string // names of those they spoke for
	Answers       int      // answers they gave, which stay without their name
	Cards         []string // names of messages in the coordinators' group that speak of them
	Stale         []string // names of those that speak of them among others
}

// ToForget says what would be erased of the person. False: nothing is held of them
// beside the chat.
func ToForget(tx *Tx, id flows.PersonID) (Forgotten, bool) {
	p, known := tx.People.Get(id)
	if !known {
		return Forgotten{}, false
	}
	f := Forgotten{Person: p, Answers: answersBy(tx, id), Cards: cardsOf(tx, id)}
	for _, m := range tx.Memberships.OfPerson(id) {
		if o, ok := tx.Organisations.Get(m.Organisation); ok {
			f.Organisations = append(f.Organisations, o.Name)
		}
		f.Stale = append(f.Stale, OrganisationCard(m.Organisation))
	}
	for _, th := range tx.Threads.All() {
		if th.Person == id {
			f.Threads++
		}
	}
	for _, file := range tx.Files.All() {
		if file.By == id {
			f.Files++
		}
	}
	return f, true
}

// Forget erases everything of the person, as Chats.Erase has it, and audits it.
// False: nothing is held of them beside the chat. The caller empties the session,
// takes the cards back and sends the receipt, which is the last message before the
// chat goes.
func Forget(tx *Tx, id, by flows.PersonID) (Forgotten, bool) {
	f, known := ToForget(tx, id)
	if !known {
		return Forgotten{}, false
	}
	f.Erased = tx.Chats.Erase(id)
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "forgotten", Ref: id.String()})
	return f, true
}

// answersBy counts the answers of organisations that the person gave.
func answersBy(tx *Tx, id flows.PersonID) int {
	n := 0
	for key, r := range tx.Responses.All() {
		if key.Applicant != 0 {
			continue
		}
		for _, a := range r.Answers {
			if a.Counts() && a.By == id {
				n++
			}
		}
	}
	return n
}

// ThreadCard names the nth message of a thread in the coordinators' group.
func ThreadCard(id ThreadID, n int) string {
	return "thread/" + strconv.FormatUint(uint64(id), 10) + "/" + strconv.Itoa(n)
}

// MemberCard names the card on which a membership is decided.
func MemberCard(k MembershipKey) string {
	return "card/member/" + strconv.FormatUint(uint64(k.Person), 36) + "/" + strconv.FormatUint(uint64(k.Organisation), 36)
}

// MemberNote names the message below it that says that they could not be told.
func MemberNote(k MembershipKey) string { return MemberCard(k) + "/note" }

// OrganisationCard names the card of an organisation, which names its people.
func OrganisationCard(id OrganisationID) string {
	return "card/organisation/" + strconv.FormatUint(uint64(id), 36)
}

func cardsOf(tx *Tx, id flows.PersonID) []string {
	var names []string
	for thread, th := range tx.Threads.All() {
		for n := 1; th.Person == id && n <= th.Sent; n++ {
			names = append(names, ThreadCard(thread, n))
		}
	}
	for _, m := range tx.Memberships.OfPerson(id) {
		names = append(names, MemberCard(m), MemberNote(m))
	}
	return names
}

// TakeBack replaces the words of the cards in the coordinators' group.
func (f Forgotten) TakeBack(t *flows.Turn) {
	gone := text.T("<i>Изтрито по молба на човека.</i>", "<i>Erased at the person’s request.</i>").HTML(text.Bulgarian)
	for _, name := range f.Cards {
		t.Do(flows.Edit{To: flows.Group, Name: name, HTML: gone, Paced: true})
	}
	stale := text.T("<i>Тази карта е остаряла. Вижте организацията наново с /organisation.</i>",
		"<i>This card is out of date. See the organisation anew with /organisation.</i>").HTML(text.Bulgarian)
	for _, name := range f.Stale {
		t.Do(flows.Edit{To: flows.Group, Name: name, HTML: stale, Paced: true})
	}
}

// What lists what goes, before it is erased and in the receipt.
func (f Forgotten) What() text.Phrase {
	lines := []text.Phrase{text.T("• името и телефона Ви", "• your name and phone number")}
	if len(f.Organisations) > 0 {
		lines = append(lines, text.T("• това, че представлявате %s", "• that you speak for %s").With(text.Organisations(len(f.Organisations))))
	}
	if f.Threads > 0 {
		lines = append(lines, text.T("• %s към координаторите", "• %s to the coordinators").With(text.Questions(f.Threads)))
	}
	if f.Files > 0 {
		lines = append(lines, text.T("• %s, които сте изпратили", "• %s that you sent").With(text.Count(f.Files, "файл", "файла", "file", "files")))
	}
	if n := f.Messages + f.Updates; n > 0 {
		lines = append(lines, text.T("• %s, които чакаха", "• %s that waited").With(text.Count(n, "съобщение", "съобщения", "message", "messages")))
	}
	return text.Join("\n", lines...)
}

// Stays lists what is kept, and where something may still be seen.
func (f Forgotten) Stays() text.Phrase {
	lines := []text.Phrase{}
	if f.Answers > 0 {
		lines = append(lines, text.T("• отговорите на организацията в проучването (%s), без името Ви", "• the organisation’s answers in the survey (%s), without your name").With(text.Answers(f.Answers)))
	}
	return text.Join("\n", append(lines,
		text.T("• до 7 дни: резервните копия на данните, докато бъдат заменени с нови", "• for up to 7 days: the backup copies, until new ones take their place"),
		text.T("• в Telegram: този разговор (можете да го изтриете от телефона си) и снимки или гласови съобщения, които вече са в групата на координаторите",
			"• in Telegram: this conversation (you can delete it on your phone), and photos or voice messages that are in the coordinators’ group already"))...)
}

// Receipt is the last message to who was forgotten.
func (f Forgotten) Receipt() text.Phrase {
	return text.T("Готово. Изтрихме:\n%s\n\nОстават:\n%s\n\nБлагодарим Ви. Ако пак решите да участвате, отворете поканата на организацията си или напишете /start.",
		"Done. We have erased:\n%s\n\nWhat stays:\n%s\n\nThank you. If you decide to take part again, open your organisation’s invitation or write /start.").With(f.What(), f.Stays())
}
