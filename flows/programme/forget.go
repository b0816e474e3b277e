package programme

import (
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Forgotten says what was erased of a person, and what stays.
type Forgotten struct {
	Erased
	Person        Person   // the zero one: somebody who is not registered
	Organisations []string // names of those they spoke for
	Answers       int      // answers they gave, which stay without their name
	Registered    int      // registrations for which they answer or that name them
	Seats         int      // of these for events to come, for which they answer: passed on
	Certificates  int      // that bear their name
	Ideas         int      // in which they wrote, which stay without their name
	Coordinator   bool     // acts of theirs in the group are on record
	Spoken        []Spoken // messages in the coordinators' group and in their private chats that speak of them

	Chat text.Phrase // how long the chat's number stays all the same; empty: it goes at once
}

// ToForget says what would be erased of the person. False: nothing is held of them
// beside the chat.
func ToForget(tx *Tx, id flows.PersonID) (Forgotten, bool) {
	p, known := tx.People.Get(id)
	if !known {
		return Forgotten{}, false
	}
	f := Visitor(tx, id)
	f.Person, f.Answers, f.Seats = p, answersBy(tx, id), len(SeatsOf(tx, id))
	for _, r := range tx.Registrations.All() {
		if r.By == id || comesAs(tx, r, id) {
			f.Registered++
		}
	}
	for _, c := range tx.Certificates.All() {
		if c.By == id || p.Traces().InContact(c.Name) {
			f.Certificates++
		}
	}
	for _, i := range tx.Ideas.All() {
		if i.wroteIn(id) {
			f.Ideas++
		}
	}
	for _, m := range tx.Memberships.OfPerson(id) {
		if o, ok := tx.Organisations.Get(m.Organisation); ok {
			f.Organisations = append(f.Organisations, o.Name)
		}
	}
	for _, file := range tx.Files.All() {
		if file.By == id {
			f.Files++
		}
	}
	return f, true
}

// Visitor says what would be erased of somebody who is not registered.
func Visitor(tx *Tx, id flows.PersonID) Forgotten {
	return Forgotten{Erased: Erased{Threads: len(ThreadsOf(tx, id))}, Coordinator: HasActed(tx, id), Spoken: tx.Chats.Spoken(id)}
}

// HasActed reports whether the records say that the person did something as a
// coordinator.
func HasActed(tx *Tx, id flows.PersonID) bool {
	for _, o := range tx.Organisations.All() {
		if o.Decided.By == id {
			return true
		}
	}
	for _, m := range tx.Memberships.All() {
		if m.Decided.By == id {
			return true
		}
	}
	for _, c := range tx.Calls.All() {
		if c.By == id {
			return true
		}
	}
	for _, th := range tx.Threads.All() {
		if th.ClosedBy == id && th.Person != id || slices.ContainsFunc(th.Messages, func(m ThreadMessage) bool { return m.Answer && m.By == id }) {
			return true
		}
	}
	return false
}

// Forget erases everything of the person, as Chats.Erase has it, passes on the seats
// for which they answer, and audits it. False: nothing is held of them beside the chat. The caller empties the session,
// takes the messages back, lets the chat go and sends the receipt, which is the last
// message before it does.
func Forget(tx *Tx, t *flows.Turn, p *Programme, id flows.PersonID) (Forgotten, bool) {
	f, known := ToForget(tx, id)
	if !known {
		return Forgotten{}, false
	}
	// Before: rows of the due list that are theirs go with them.
	vanish(tx, t, p, id)
	handOver(tx, t, p, id, SeatsOf(tx, id), true)
	unname(tx, t, p, id)
	f.Erased = erase(tx, id, t.Person)
	return f, true
}

// ForgetVisitor erases everything of somebody who is not registered, likewise.
func ForgetVisitor(tx *Tx, id flows.PersonID) Forgotten {
	f := Visitor(tx, id)
	f.Erased = erase(tx, id, id)
	return f
}

func erase(tx *Tx, id, by flows.PersonID) Erased {
	erased := tx.Chats.Erase(id)
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "forgotten", Ref: id.String()})
	return erased
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
	return "card/member/" + refOf(k.Person) + "/" + refOf(k.Organisation)
}

// MemberNote names the message below it that says that they could not be told.
func MemberNote(k MembershipKey) string { return MemberCard(k) + "/note" }

// OrganisationCard names the card of an organisation, which names its people.
func OrganisationCard(id OrganisationID) string {
	return "card/organisation/" + refOf(id)
}

// Traces are the person's names and phone numbers, also those they had before.
func (p Person) Traces() text.Traces {
	var tr text.Traces
	add := func(now string, a flows.Answer, add func(string)) {
		add(now)
		add(a.Value.Text)
		for _, past := range a.History {
			add(past.Value.Text)
		}
	}
	add(p.Name, p.Answers["name"], tr.AddName)
	add(p.Phone, p.Answers["phone"], tr.AddPhone)
	return tr
}

// IsContact reports whether the contact is this person, whatever they were called
// before, and however the name and the number are written.
func (p Person) IsContact(c Contact) bool {
	tr := p.Traces()
	return tr.InContact(c.Name) || tr.InContact(c.Phone) || tr.BlotOut(c.Email) != c.Email
}

// ContactsOf are the people whom an organisation names as its contact.
func ContactsOf(tx *Tx, o Organisation) []flows.PersonID {
	if o.Contact == (Contact{}) {
		return nil
	}
	var ids []flows.PersonID
	for id, p := range tx.People.All() {
		if p.IsContact(o.Contact) {
			ids = append(ids, id)
		}
	}
	return ids
}

// TakeBack replaces the words of the messages that speak of them.
func (f Forgotten) TakeBack(tx *Tx, t *flows.Turn) { TakeBack(tx, t, f.Spoken) }

// TakeBack replaces the words of messages that speak of somebody who is erased.
func TakeBack(tx *Tx, t *flows.Turn, spoken []Spoken) {
	for _, s := range spoken {
		lang := text.Bulgarian // the group's
		if s.To != flows.Group {
			lang = tx.Chats.Language(s.To)
		}
		words := text.T("<i>Изтрито по молба на човека.</i>", "<i>Erased at the person’s request.</i>")
		switch {
		case s.Others && s.To != flows.Group:
			words = text.T("<i>Тук пишеше и за човек, който вече е изтрит. Останалото е в менюто.</i>", "<i>Somebody stood here, too, who is erased by now. The rest is in the menu.</i>")
		case s.Others:
			words = text.T("<i>Тук пишеше и за човек, който вече е изтрит. Вижте останалото наново с командата: /organisation, /events, /questions, /idea или /forget.</i>",
				"<i>Somebody stood here, too, who is erased by now. See the rest anew with the command: /organisation, /events, /questions, /idea or /forget.</i>")
		}
		t.Do(flows.Edit{To: s.To, Message: s.Message, HTML: words.HTML(lang), Paced: true})
	}
}

// What lists what goes, before it is erased and in the receipt.
func (f Forgotten) What() text.Phrase {
	lines := []text.Phrase{text.T("• името и телефона Ви", "• your name and phone number")}
	if !f.registered() {
		lines[0] = text.T("• докъде сме стигнали в този разговор", "• where we are in this conversation")
	}
	if len(f.Organisations) > 0 {
		lines = append(lines, text.T("• това, че представлявате %s", "• that you speak for %s").With(text.Organisations(len(f.Organisations))))
	}
	if f.Person.Adding != nil {
		lines = append(lines, text.T("• записаното за нова организация, което не сте изпратили", "• what you described of a new organisation and have not sent"))
	}
	if f.Threads > 0 {
		lines = append(lines, text.T("• %s към координаторите", "• %s to the coordinators").With(text.Questions(f.Threads)))
	}
	if f.Files > 0 {
		lines = append(lines, text.T("• %s, които сте изпратили", "• %s that you sent").With(text.Count(f.Files, "файл", "файла", "file", "files")))
	}
	if f.Registered > 0 {
		lines = append(lines, text.T("• името Ви до %s за събития", "• your name beside %s for events").With(text.Registrations(f.Registered)))
	}
	if f.Certificates > 0 {
		lines = append(lines, text.T("• името Ви в нашия списък с %s", "• your name in our list of %s").With(text.Count(f.Certificates, "удостоверение", "удостоверения", "certificate", "certificates")))
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
	if f.Ideas > 0 {
		lines = append(lines, text.T("• написаното от Вас в %s, без името Ви", "• what you wrote in %s, without your name").With(text.Count(f.Ideas, "идея за проект", "идеи за проекти", "idea for a project", "ideas for projects")))
	}
	if f.Answers+f.Ideas > 0 {
		lines = append(lines, text.T("• в Telegram при Ваши колеги: името Ви до тези отговори, ако вече са го видели там", "• in Telegram, with your colleagues: your name beside those answers, where they have seen it already"))
	}
	if f.Seats > 0 {
		lines = append(lines, text.T("• мястото на организацията за %s: поема го колега, а ако няма такъв, отива при следващия", "• the organisation’s seat at %s: a colleague takes it over, or, where there is none, the next in line").
			With(text.Count(f.Seats, "предстоящо събитие", "предстоящи събития", "event to come", "events to come")))
	}
	if f.Registered > f.Seats {
		lines = append(lines, text.T("• на кои събития е била организацията, без името Ви", "• at which events the organisation was, without your name"))
	}
	if f.Coordinator {
		lines = append(lines, text.T("• това, което сте решили и отговорили като координатор: при нас под вътрешен номер, а в Telegram – с името, което са видели другите",
			"• what you have decided and answered as a coordinator: with us under an internal number, in Telegram with the name that others have seen"))
	}
	if !f.Chat.Empty() {
		lines = append(lines, text.T("• до %s: номерът на този разговор в Telegram, защото имаше грешни покани или търсения",
			"• for up to %s: this conversation’s number at Telegram, because there were wrong invitations or searches").With(f.Chat))
	}
	lines = append(lines,
		text.T("• до 7 дни: резервните копия на данните, докато бъдат заменени с нови", "• for up to 7 days: the backup copies, until new ones take their place"),
		text.T("• в Telegram: този разговор (можете да го изтриете от телефона си)", "• in Telegram: this conversation (you can delete it on your phone)"))
	if f.registered() || f.Threads > 0 {
		lines = append(lines,
			text.T("• при координаторите: снимките, гласовите съобщения и файловете, които вече са получили, и това, което сами са написали за Вас. Думите на бота за Вас се изтриват и там",
				"• with the coordinators: photos, voice messages and files that they have received already, and what they have written about you themselves. The bot’s words about you are erased there, too"))
	}
	return text.Join("\n", lines...)
}

func (f Forgotten) registered() bool { return f.Person.Consent.Version != "" }

// Receipt is the last message to who was forgotten.
func (f Forgotten) Receipt() text.Phrase {
	done := text.T("Готово. Изтрихме:\n%s\n\nОстават:\n%s", "Done. We have erased:\n%s\n\nWhat stays:\n%s").With(f.What(), f.Stays())
	if !f.registered() {
		return done
	}
	return text.Join("\n\n", done, text.T("Благодарим Ви. Ако пак решите да участвате, отворете поканата на организацията си или напишете /start.",
		"Thank you. If you decide to take part again, open your organisation’s invitation or write /start."))
}
