package participant

import (
	"slices"
	"strings"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Words in which events and seats are spoken of.

// eventName is the kind and the title: „Обучение „Междусекторни партньорства““. A
// title that says itself what it is stands alone.
func eventName(e programme.Event) text.Phrase {
	key := text.Fold(e.Title.In(text.Bulgarian))
	if strings.Contains(key, "обучени") || strings.Contains(key, "среща") || strings.Contains(key, "семинар") {
		return text.T("%s", "%s").With(e.Title)
	}
	name := text.Pair{BG: text.Quote(e.Title.In(text.Bulgarian)).In(text.Bulgarian), EN: text.Quote(e.Title.In(text.English)).In(text.English)}
	if e.Kind == programme.Training {
		return text.T("Обучение %s", "Training %s").With(name)
	}
	return text.T("Работна среща %s", "Working meeting %s").With(name)
}

// eventLabel is when and in which municipality it is, for a button: titles of days in
// a row begin alike.
func (c *chat) eventLabel(n int, e programme.Event) text.Phrase {
	return text.T("%d. %s, %s", "%d. %s, %s").With(n, text.ShortDay(e.Start.In(c.p)), c.p.Town(e.Municipality))
}

// when is from when to when the event lasts.
func (c *chat) when(e programme.Event) text.Phrase {
	from, to := e.Start.In(c.p), e.End.In(c.p)
	if from.Format(time.DateOnly) == to.Format(time.DateOnly) {
		return text.T("%s, %s–%s ч.", "%s, %s–%s").With(text.Day(from, c.local()), from.Format("15:04"), to.Format("15:04"))
	}
	return text.T("%s – %s", "%s – %s").With(text.DayTime(from, c.local()), text.DayTime(to, c.local()))
}

// whenWhere says when and where it is, in two lines.
func (c *chat) whenWhere(e programme.Event) text.Phrase {
	return text.Join("\n", c.when(e), e.Where(c.p))
}

// at is a moment as people say it, or its hour alone when it is today.
func (c *chat) at(t time.Time) text.Localised {
	local := t.In(c.p.Location)
	if local.Format(time.DateOnly) == c.local().Format(time.DateOnly) {
		clock := local.Format("15:04")
		return text.Pair{BG: "днес в " + clock + " ч.", EN: "today at " + clock}
	}
	on, clock := text.OnDay(local, c.local()), local.Format("15:04")
	return text.Pair{BG: on.In(text.Bulgarian) + ", " + clock + " ч.", EN: on.In(text.English) + ", " + clock}
}

// attendee is who comes in the registration's seat, for who reads.
func (c *chat) attendee(r programme.Registration) text.Phrase {
	switch by, _ := c.tx.People.Get(r.By); {
	case r.Attendee == programme.ErasedName:
		return text.T("колега, който още не е посочен", "a colleague who is not named yet")
	case r.Attendee != "":
		return text.Raw(r.Attendee)
	case r.By == c.Person:
		return text.T("Вие", "you")
	case by.Name != "":
		return text.Raw(by.Name)
	}
	return text.T("Ваш колега", "a colleague")
}

// whoComes is „идва Мария Иванова“, „идвате Вие“.
func (c *chat) whoComes(r programme.Registration) text.Phrase {
	if r.Attendee == "" && r.By == c.Person {
		return text.T("идвате Вие", "you come")
	}
	return text.T("идва %s", "%s comes").With(c.attendee(r))
}

// organisationName is the name behind the number.
func (c *chat) organisationName(id programme.OrganisationID) string {
	o, _ := c.tx.Organisations.Get(id)
	return o.Name
}

// seatLine says how a registration stands. The organisation is named where the person
// has several.
func (c *chat) seatLine(e programme.Event, r programme.Registration) text.Phrase {
	var line text.Phrase
	switch r.Seat {
	case programme.Confirmed:
		line = text.T("<b>Запазено място:</b> %s", "<b>Seat kept:</b> %s").With(c.whoComes(r))
		if e.State(c.At) == programme.EventOver {
			line = text.T("Имахте място: %s", "You had a seat: %s").With(c.attendee(r))
			if r.Presence == programme.Present {
				line = text.T("Присъствие: %s", "Was there: %s").With(c.attendee(r))
				if r.Attendee == "" && r.By == c.Person {
					line = text.T("Вие присъствахте.", "You were there.")
				}
			}
		}
	case programme.Waiting:
		o, _ := c.tx.Organisations.Get(r.Organisation)
		line = text.T("<b>Чакате за място:</b> номер %d в списъка", "<b>You wait for a seat:</b> number %d in line").
			With(programme.LineOf(c.tx, e, programme.PoolOf(o)).Position(r.ID))
	case programme.Offered:
		line = text.T("<b>Освободи се място за Вас.</b> Пазя го до %s", "<b>A seat has become free for you.</b> It is held until %s").With(untilAt{c.at(r.Offer.Until)})
	case programme.WalkIn:
		line = text.T("Бяхте там: %s", "You were there: %s").With(c.attendee(r))
	}
	if !line.Empty() && len(c.represents()) > 1 {
		line = text.T("%s (%s)", "%s (%s)").With(line, c.organisationName(r.Organisation))
	}
	return line
}

// closing is when registration ends: „в края на сряда, 17 март“ where that is at
// midnight.
func (c *chat) closing(e programme.Event) text.Localised {
	local := e.Closes.In(c.p.Location)
	if local.Hour() != 0 || local.Minute() != 0 {
		return c.at(e.Closes)
	}
	day := text.Day(local.Add(-time.Minute), c.local())
	return text.Pair{BG: "в края на " + day.In(text.Bulgarian), EN: "at the end of " + day.In(text.English)}
}

// opening is when registration begins: without the hour where that is midnight.
func (c *chat) opening(e programme.Event) text.Localised {
	local := e.Opens.In(c.p.Location)
	if local.Hour() != 0 || local.Minute() != 0 {
		return c.at(e.Opens)
	}
	return text.OnDay(local, c.local())
}

// untilAt is a moment after „до“: „до четвъртък, 16 април“, not „до в четвъртък“.
type untilAt struct{ at text.Localised }

func (u untilAt) In(l text.Language) string {
	s := u.at.In(l)
	for _, on := range []string{"във ", "в ", "on ", "at "} {
		s = strings.TrimPrefix(s, on)
	}
	return s
}

// freeLine says how many seats are left for the person's organisations.
func (c *chat) freeLine(e programme.Event) text.Phrase {
	var pools []programme.Pool
	for _, o := range c.mine() {
		if pool := programme.PoolOf(o); e.For(o) && !slices.Contains(pools, pool) {
			pools = append(pools, pool)
		}
	}
	var lines []text.Phrase
	for _, pool := range pools {
		l := programme.LineOf(c.tx, e, pool)
		line := text.T("Свободни места: %d от %d.", "Free seats: %d of %d.").With(l.Free(), l.Seats)
		switch {
		case l.Free() == 0 && len(l.Waiting) > 0:
			line = text.T("Местата са заети. В списъка на чакащите: %s.", "All seats are taken. On the waiting list: %s.").With(text.Organisations(len(l.Waiting)))
		case l.Free() == 0:
			line = text.T("Местата са заети. Може да се запишете за чакащите.", "All seats are taken. You can join the waiting list.")
		}
		if len(pools) > 1 && pool == programme.PoolNGO {
			line = text.T("За НПО: %s", "NGOs: %s").With(line)
		} else if len(pools) > 1 {
			line = text.T("За общини и институции: %s", "Authorities: %s").With(line)
		}
		lines = append(lines, line)
	}
	return text.Join("\n", lines...)
}

// stateLine says whether one can register, where it is not just open.
func (c *chat) stateLine(e programme.Event) text.Phrase {
	switch e.State(c.At) {
	case programme.EventNotOpen:
		return text.T("Записването се отваря %s.", "Registration opens %s.").With(c.opening(e))
	case programme.EventClosed:
		return text.T("Записването приключи %s.", "Registration closed %s.").With(c.closing(e))
	case programme.EventOn:
		return text.T("Започна %s.", "It began %s.").With(c.at(e.Start.At))
	case programme.EventOver:
		return text.T("Проведе се.", "It is over.")
	case programme.EventCalledOff:
		if e.Why == "" {
			return text.T("❌ Отменено.", "❌ Called off.")
		}
		return text.T("❌ Отменено: %s", "❌ Called off: %s").With(e.Why)
	}
	return text.Phrase{}
}
