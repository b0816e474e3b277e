package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const (
	verbForget = "forget" // asks
	verbSurely = "surely" // does it
	verbSpare  = "spare"  // does not
)

// peopleFound is how many people a search shows at most.
const peopleFound = 6

// forget finds somebody who has asked to be forgotten by letter or has lost the
// phone.
func (g *group) forget(query string) {
	if strings.TrimSpace(query) == "" {
		g.tell(text.T("Напишете и кого: /forget част от името или от телефона.", "Write whom, too: /forget a part of the name, or of the phone number."))
		return
	}
	found := findPeople(g.tx, query)
	if len(found) == 0 {
		g.tell(text.T("Не намирам такъв човек. Опитайте с друга част от името или от телефона.", "I find nobody like that. Try another part of the name or of the phone number."))
		return
	}
	lines := []text.Phrase{text.T("Кого да забравя? Преди да изтрия, ще попитам още веднъж.", "Whom shall I forget? I will ask once more before erasing.")}
	var rows [][]flows.Tap
	shown := found[:min(len(found), peopleFound)]
	for i, id := range shown {
		f, _ := programme.ToForget(g.tx, id)
		lines = append(lines, text.T("%d. <b>%s</b>%s", "%d. <b>%s</b>%s").With(i+1, text.Clip(f.Person.Name, longestName), ofOrganisations(f.Organisations)))
		rows = append(rows, []flows.Tap{tap(text.T("Забрави %d. %s", "Forget %d. %s").With(i+1, text.Clip(f.Person.Name, 20)), verbForget, refOf(id))})
	}
	if left := len(found) - len(shown); left > 0 {
		lines = append(lines, text.T("И още %s. Ако човекът не е тук, напишете по-голяма част от името или от телефона.",
			"And %s more. If the person is not here, write more of the name or of the phone number.").With(text.People(left)))
	}
	g.say(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Among: shown})
}

// findPeople returns the people with that part of a name or of a phone number.
func findPeople(tx *programme.Tx, query string) []flows.PersonID {
	phone, isPhone := text.PhonePart(query)
	key := text.Latin(query)
	var found []flows.PersonID
	for id, p := range tx.People.All() {
		if isPhone && strings.Contains(p.Phone, phone) || key != "" && strings.Contains(text.Latin(p.Name), key) {
			found = append(found, id)
		}
	}
	return found
}

// askForget says what would be erased, and asks once more.
func (g *group) askForget(refs []string) {
	f, ok := programme.ToForget(g.tx, personOf(refs[0]))
	if !ok {
		g.toast(text.T("За този човек вече не пазим нищо.", "Nothing is held of this person any more."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	g.change(flows.Screen{
		Text: text.T("Да изтрия ли всичко за <b>%s</b>%s? Това не може да се върне.", "Shall I erase everything about <b>%s</b>%s? This cannot be undone.").
			With(f.Person.Name, ofOrganisations(f.Organisations)),
		Buttons: [][]flows.Tap{
			{tap(text.T("Да, изтрий", "Yes, erase"), verbSurely, refs[0])},
			{tap(text.T("Не", "No"), verbSpare, refs[0])},
		},
		Of: personOf(refs[0]),
	})
}

func ofOrganisations(names []string) text.Phrase {
	if len(names) == 0 {
		return text.Raw("")
	}
	return text.T(" (%s)", " (%s)").With(strings.Join(names, ", "))
}

// surely erases the person and tells them, where they can be reached.
func (g *group) surely(refs []string) {
	id := personOf(refs[0])
	for _, m := range g.tx.Memberships.OfPerson(id) {
		g.c.Withdrawn(g.tx, g.Turn, m)
	}
	reachable := g.tx.Chats.Reachable(id)
	f, ok := programme.Forget(g.tx, g.Turn, g.p, id)
	if !ok {
		g.toast(text.T("За този човек вече не пазим нищо.", "Nothing is held of this person any more."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	f.TakeBack(g.tx, g.Turn)
	g.tx.Chats.EmptySession(id)
	g.tx.Chats.Forget(id)
	g.change(flows.Screen{Text: text.T("Изтрито по молба на човека. Решение на %s.", "Erased at the person’s request. Decided by %s.").With(g.Name)})
	if reachable {
		g.notify(id, flows.Screen{Text: f.Receipt(), Keyboard: &flows.Keyboard{Remove: true}})
	}
}

// spare leaves the person as they are.
func (g *group) spare([]string) {
	g.change(flows.Screen{Text: text.T("Нищо не е изтрито.", "Nothing was erased.")})
}
