package participant

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons at the door and after an event: "d:verb:registration".
const doorButton = "d"

const (
	doorIn          = "in"      // this seat is here, too
	doorInstead     = "instead" // the person comes in this seat, which a colleague has
	doorCertificate = "cert"
	doorAgain       = "again" // the certificate once more
)

func doorTap(label text.Phrase, verb string, id programme.RegistrationID) flows.Tap {
	return flows.Tap{Label: label, Data: doorButton + ":" + verb + ":" + id.String()}
}

// checkInName names what is said at the door.
const checkInName = "checkin"

// pressDoor answers the buttons at the door and after an event.
func (c *chat) pressDoor(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	r, e, ok := c.seat(ref)
	if !ok || !c.hasAgreed() {
		c.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		c.unpress()
		c.menu()
		return
	}
	switch verb {
	case doorIn:
		c.unpress()
		c.checkInSeat(e, r)
	case doorInstead:
		c.unpress()
		c.comeInstead(e, r)
	case doorCertificate:
		c.certificate(e, r)
	case doorAgain:
		c.unpress()
		c.beginCertificate(r.Certificate)
	default:
		c.noEvent()
	}
}

// openedDoor answers the link of an event's door: "in-<event>-<code>". False: it is
// none.
func (c *chat) openedDoor(link string) bool {
	rest, ok := strings.CutPrefix(link, programme.CheckInCode)
	if !ok {
		return false
	}
	at := strings.LastIndex(rest, "-")
	if left := c.Session.Guessed.Add(guessPause(c.Session.Guesses)).Sub(c.At); left > 0 {
		c.note(text.T("Имаше няколко грешни кода подред. Опитайте пак след %s, или кажете на координатора на вратата.",
			"There were several wrong codes in a row. Try again in %s, or tell the coordinator at the door.").With(text.Span(left)))
		return true
	}
	e, there := c.tx.Events.Get(rest[:max(0, at)])
	if !there || !strings.EqualFold(e.CheckIn, rest[at+1:]) {
		c.guessed()
		c.note(text.T("Този код за вратата не го намирам. Опитайте пак, или кажете на координатора на вратата.",
			"I cannot find this code of a door. Try again, or tell the coordinator at the door."))
		return true
	}
	c.checkIn(e)
	return true
}

// alikeLetters are Cyrillic letters that look like those of a code, digits that are
// taken for letters, and what people write around a code.
var alikeLetters = strings.NewReplacer("А", "A", "В", "B", "С", "C", "Е", "E", "Н", "H", "К", "K", "М", "M", "О", "O", "Р", "P", "Т", "T", "Х", "X", "У", "Y", "Ѕ", "S", "І", "I",
	"0", "O", "1", "I", "8", "B", " ", "", "-", "", "„", "", "“", "", ".", "")

// typedCheckIn takes the code of an event's door that was typed; in whatever alphabet,
// and whatever form is open: it is nothing else.
func (c *chat) typedCheckIn(typed string) bool {
	if utf8.RuneCountInString(typed) > 24 {
		return false
	}
	if words := strings.Fields(typed); len(words) > 1 && says(words[0], "код", "кодът", "кода", "code") {
		typed = words[len(words)-1] // „кодът е K7MQ2X“
	}
	code := alikeLetters.Replace(strings.ToUpper(strings.TrimSpace(typed)))
	if len(code) != programme.CheckInLength { // also where letters are left that no code has
		return false
	}
	for _, e := range c.tx.Events.All() {
		if e.CheckIn != "" && code == alikeLetters.Replace(e.CheckIn) {
			c.checkIn(e)
			return true
		}
	}
	return false
}

// checkIn notes that the person is at the event whose code they have.
func (c *chat) checkIn(e programme.Event) {
	switch {
	case !c.hasAgreed() || !c.hasJoined():
		c.note(text.T("Кажете на координатора на вратата, че сте дошли: ще Ви отбележи. След като се запишете тук, ще можете и сам.",
			"Tell the coordinator at the door that you have come: they will note it. Once you are registered here, you can do it yourself."))
		c.menu()
		return
	case !e.Cancelled.IsZero():
		c.sayAtDoor(c.stateLine(e), nil)
		return
	case c.At.Before(e.CheckInFrom()):
		c.sayAtDoor(text.T("%s е %s. Отбелязването започва %s.", "%s is %s. You can check in from %s.").
			With(eventName(e), text.OnDay(e.Start.In(c.p), c.local()), c.at(e.CheckInFrom())), nil)
		return
	case !e.CheckInOpen(c.At):
		c.sayAtDoor(text.T("%s приключи %s. Ако сте били там и не сте отбелязани, кажете на координаторите.",
			"%s ended %s. If you were there and are not noted, tell the coordinators.").With(eventName(e), c.at(e.End.At)), nil)
		return
	}
	own, others := c.seatsAtDoor(e)
	switch {
	case len(own) > 0:
		c.checkInSeat(e, own[0])
	case len(others) > 0:
		c.askInstead(e, others)
	default:
		c.sayAtDoor(text.T("<b>%s</b>\nНямате запазено място. Кажете на координатора на вратата: ще Ви отбележи, ако може да останете.",
			"<b>%s</b>\nYou have no seat. Tell the coordinator at the door: they will note you, if you can stay.").With(eventName(e)), nil)
	}
}

// seatsAtDoor are the seats in which the person themselves comes, the unmarked first,
// and the others of their organisations.
func (c *chat) seatsAtDoor(e programme.Event) (own, others []programme.Registration) {
	person, _ := c.person()
	for _, r := range c.mySeats(e) {
		switch {
		case !r.OnDoorList():
		case r.By == c.Person && r.Attendee == "", r.Attendee != "" && programme.NameKey(r.Attendee) == programme.NameKey(person.Name):
			own = append(own, r)
		default:
			others = append(others, r)
		}
	}
	slices.SortStableFunc(own, func(a, b programme.Registration) int {
		return presentRank(a) - presentRank(b)
	})
	return own, others
}

func presentRank(r programme.Registration) int {
	if r.Presence == programme.Present {
		return 1
	}
	return 0
}

// checkInSeat notes that who has the seat is there, and asks of colleagues who may have
// come along.
func (c *chat) checkInSeat(e programme.Event, r programme.Registration) {
	if !e.CheckInOpen(c.At) {
		c.checkIn(e)
		return
	}
	said := text.T("✅ Отбелязах, че сте тук. Приятна и полезна работа!", "✅ I have noted that you are here. Have a good and useful time!")
	mine := r.By == c.Person && r.Attendee == ""
	if !mine {
		said = text.T("✅ Отбелязах: %s е тук.", "✅ Noted: %s is here.").With(c.attendee(r))
	}
	if _, changed := programme.Attend(c.tx, c.Turn, c.p, r.ID, programme.Present, programme.MarkedByCode); !changed {
		said = text.T("Вече е отбелязано. Всичко е наред.", "It is noted already. All is well.")
	}
	var rows [][]flows.Tap
	own, others := c.seatsAtDoor(e)
	for _, also := range append(own, others...) {
		if also.ID != r.ID && also.Presence != programme.Present {
			rows = append(rows, []flows.Tap{doorTap(text.T("%s също е тук", "%s is here, too").With(clipped(c.attendee(also), 18)), doorIn, also.ID)})
		}
	}
	c.sayAtDoor(text.T("%s\n<b>%s</b>", "%s\n<b>%s</b>").With(said, eventName(e)), append(rows, []flows.Tap{eventTap(text.T("Към събитието", "To the event"), eventShow, e.Code)}))
}

// askInstead asks who has no seat of their own whether they have come in a colleague's.
func (c *chat) askInstead(e programme.Event, others []programme.Registration) {
	var rows [][]flows.Tap
	for _, r := range others {
		if r.Presence != programme.Present {
			rows = append(rows, []flows.Tap{doorTap(text.T("Аз съм вместо %s", "I come instead of %s").With(clipped(c.attendee(r), 14)), doorInstead, r.ID)},
				[]flows.Tap{doorTap(text.T("%s е тук", "%s is here").With(clipped(c.attendee(r), 22)), doorIn, r.ID)})
		}
	}
	said := text.T("<b>%s</b>\nНа Ваше име няма място. Мястото на организацията е за: %s.", "<b>%s</b>\nThere is no seat on your name. Your organisation’s seat is for: %s.").
		With(eventName(e), c.attendee(others[0]))
	if len(rows) == 0 {
		said = text.Join("\n", said, text.T("Вече е отбелязано. Ако сте дошли и Вие, кажете на координатора на вратата.", "It is noted already. If you have come, too, tell the coordinator at the door."))
	}
	c.sayAtDoor(said, rows)
}

// comeInstead notes that the person has come in a seat that a colleague had.
func (c *chat) comeInstead(e programme.Event, r programme.Registration) {
	switch {
	case !e.CheckInOpen(c.At) || !r.OnDoorList() || r.Presence == programme.Present:
	case c.At.Before(e.Start.At):
		r, _ = programme.Replace(c.tx, c.Turn, c.p, r.ID, c.Person, "")
	default: // it has begun: whose seat it was need not hear of it
		r.By, r.Attendee, r.Needs, r.Before, r.BeforeSent = c.Person, "", nil, nil, time.Time{} // those were the other's
		c.tx.Registrations.Put(r.ID, r)
		c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "attendee", Ref: r.Event + "/" + r.ID.String()})
	}
	c.checkInSeat(e, r)
}

// sayAtDoor says something beside whatever is open.
func (c *chat) sayAtDoor(said text.Phrase, rows [][]flows.Tap) {
	s := flows.Screen{Text: said, Buttons: rows, Beside: true}
	if len(rows) > 0 {
		s.Name = checkInName
	}
	c.Say(s)
}

// clipped is a phrase for a button.
func clipped(p text.Phrase, n int) text.Pair {
	return text.Pair{BG: text.Clip(p.Plain(text.Bulgarian), n), EN: text.Clip(p.Plain(text.English), n)}
}
