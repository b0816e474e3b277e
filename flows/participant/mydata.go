package participant

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of „Моите данни“ carry "me:verb".
const dataButton = "me"

const (
	dataFile   = "file"
	dataForget = "forget"
	dataSurely = "surely"
	dataKeep   = "keep"
	dataQuiet  = "quiet"
	dataLoud   = "loud"
)

// DataJob is the kind of the job that makes a file of everything that is held of
// a person. Its Ref is the number of the file, which the worker fills; its Result is
// the size in bytes.
const DataJob = "my data"

const dataName = "mydata"

func dataTap(label text.Phrase, verb string) flows.Tap {
	data := dataButton
	if verb != "" {
		data += ":" + verb
	}
	return flows.Tap{Label: label, Data: data}
}

// DataTap is the button that opens „Моите данни“.
func (c *chat) dataTap() flows.Tap { return dataTap(text.T("Моите данни", "My data"), "") }

// myData shows what is held of the person, and what they can do about it.
func (c *chat) myData() {
	person, known := c.person()
	if !known {
		c.nothingHeld()
		return
	}
	c.leaveForm()
	c.Session.Place = ""
	if n, _ := c.Messages.Newest(dataName); n != 0 && n != c.Message {
		c.Do(flows.Edit{To: c.Person, Message: n})
	}
	c.Say(flows.Screen{Text: c.dataLines(person), Buttons: c.dataButtons(person), Name: dataName})
}

func (c *chat) dataLines(person programme.Person) text.Phrase {
	name, phone := person.Name, person.Phone
	if name == "" { // not asked yet, or not answered
		name = text.T("още не е дадено", "not given yet").Plain(c.Lang)
	}
	if phone == "" {
		phone = text.T("не е даден", "not given").Plain(c.Lang)
	}
	lines := []text.Phrase{
		text.T("<b>Моите данни</b>", "<b>My data</b>"),
		text.T("Име: <b>%s</b>", "Name: <b>%s</b>").With(name),
		text.T("Телефон: <b>%s</b>", "Phone: <b>%s</b>").With(phone),
	}
	for _, m := range c.tx.Memberships.OfPerson(c.Person) {
		o, _ := c.tx.Organisations.Get(m.Organisation)
		lines = append(lines, text.T("Представлявате: <b>%s</b>%s", "You speak for: <b>%s</b>%s").With(o.Name, c.standing(m)))
	}
	if adding := person.Adding; adding != nil {
		name := text.Raw(adding.Answers["name"].Value.Text)
		if name.Empty() {
			name = text.T("още без име", "no name yet")
		}
		lines = append(lines, text.T("Нова организация, започната и неизпратена: <b>%s</b>", "A new organisation, begun and not sent: <b>%s</b>").With(name))
	}
	lines = append(lines, text.T("Съгласие: дадено %s (текст %s)", "Consent: given %s (text %s)").
		With(text.OnDay(person.Consent.At.In(c.p.Location), c.local()), person.Consent.Version))
	count := func(n int, label text.Phrase) {
		if n > 0 {
			lines = append(lines, label)
		}
	}
	f, _ := programme.ToForget(c.tx, c.Person)
	count(f.Answers, text.T("Отговори, които сте дали: %d", "Answers that you gave: %d").With(f.Answers))
	count(f.Files, text.T("Изпратени файлове: %d", "Files that you sent: %d").With(f.Files))
	count(f.Registered, text.T("Записвания за събития: %d", "Registrations for events: %d").With(f.Registered))
	count(f.Threads, text.T("Въпроси към координаторите: %d", "Questions to the coordinators: %d").With(f.Threads))
	lines = append(lines, text.T("Език и номер на разговора в Telegram – за да мога да Ви пиша.", "The language, and the conversation’s number at Telegram, so that I can write to you."))
	if person.Quiet {
		lines = append(lines, text.T("Напомнянията са спрени.", "Reminders are stopped."))
	}
	return text.Join("\n", lines...)
}

// standing says how a membership stands, where there is something to say.
func (c *chat) standing(k programme.MembershipKey) text.Phrase {
	m, _ := c.tx.Memberships.Get(k)
	switch m.Standing {
	case programme.Proposed:
		return text.T(" (чака координатор)", " (waits for a coordinator)")
	case programme.Refused:
		return text.T(" (не е одобрено)", " (not approved)")
	}
	return text.Raw("")
}

func (c *chat) dataButtons(person programme.Person) [][]flows.Tap {
	reminders := dataTap(text.T("Спри напомнянията", "Stop reminders"), dataQuiet)
	if person.Quiet {
		reminders = dataTap(text.T("Искам напомняния", "Send me reminders"), dataLoud)
	}
	return [][]flows.Tap{
		{
			{Label: text.T("Смени името", "Change the name"), Data: flows.ChangeButton(personForm, personSubject, "name")},
			{Label: text.T("Смени телефона", "Change the phone"), Data: flows.ChangeButton(personForm, personSubject, "phone")},
		},
		{organisationsTap()},
		{dataTap(text.T("Всичко във файл", "Everything in a file"), dataFile)},
		{reminders},
		{dataTap(labelForgetMe, dataForget)},
		flows.MenuRow(),
	}
}

// pressData answers the buttons of „Моите данни“.
func (c *chat) pressData(verb string) {
	person, known := c.person()
	if !known {
		c.pressUnregistered(verb)
		return
	}
	switch verb {
	case dataFile:
		c.makeDataFile()
	case dataQuiet, dataLoud:
		person.Quiet = verb == dataQuiet
		c.tx.People.Put(c.Person, person)
		c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "reminders", After: verb})
		c.note(quietToast(person.Quiet))
		c.Change(dataName, flows.Screen{Text: c.dataLines(person), Buttons: c.dataButtons(person)}, true)
	case dataForget:
		c.askForget()
	case dataSurely:
		c.forget()
	case dataKeep:
		c.keepMe()
	default:
		c.myData()
	}
}

func (c *chat) makeDataFile() {
	name := text.T("moite-danni-%s.json", "my-data-%s.json").With(c.local().Format(time.DateOnly)).Plain(c.Lang)
	programme.MakeFile(c.tx, c.Turn, DataJob, name, "application/json")
	c.Tell(text.T("Правя файла. Ще го получите тук до минута.", "I am making the file. You will receive it here within a minute."))
}

// dataMade sends the file, unless the person was erased meanwhile.
func (c *chat) dataMade(w flows.Finished) {
	id, file, ok := programme.FileOfJob(c.tx, w.Ref)
	if !ok {
		return
	}
	lang := c.tx.Chats.Language(c.Person)
	var size int64
	if w.Error != "" || json.Unmarshal(w.Result, &size) != nil || !c.tx.Chats.Reachable(c.Person) {
		c.tx.Files.Delete(id)
		c.SayTo(c.Person, lang, flows.Screen{
			Text: text.T("Файлът с данните Ви не стана: при нас нещо се обърка. Моля, опитайте пак от „Моите данни“.",
				"The file with your data failed: something went wrong on our side. Please try again from “My data”."),
			Buttons: [][]flows.Tap{{c.dataTap()}, flows.MenuRow()},
		}, false)
		return
	}
	caption := text.T("Всичко, което пазим за Вас, в един файл. Отваря се с всяка програма за текст.", "Everything that we hold about you, in one file. Any text program opens it.")
	c.Do(flows.Say{To: c.Person, HTML: caption.HTML(lang), File: programme.FileMade(c.tx, id, file, size)})
}

func quietToast(quiet bool) text.Phrase {
	if quiet {
		return text.T("Спирам напомнянията. Ще Ви пиша само за събития, за които сте се записали.", "Reminders are stopped. I will write to you only about events you registered for.")
	}
	return text.T("Напомнянията са включени.", "Reminders are on.")
}

// typedAtData takes a button of „Моите данни“ that was typed.
func (c *chat) typedAtData(typed string) bool {
	person, known := c.person()
	if !known || c.Session.Live != dataName {
		return false
	}
	for _, t := range slices.Concat(c.dataButtons(person)...) {
		if !says(typed, t.Label.Plain(c.Lang)) {
			continue
		}
		if p, ok := flows.ParsePress(t.Data); ok {
			c.pressForm(p)
			return true
		}
		if verb, ours := strings.CutPrefix(t.Data, dataButton+":"); ours {
			c.pressData(verb)
			return true
		}
	}
	return false
}

// isData reports whether somebody typed „моите данни“.
func isData(typed string) bool {
	key := text.Latin(strings.TrimSpace(typed))
	return key == text.Latin("моите данни") || key == text.Latin("my data")
}
