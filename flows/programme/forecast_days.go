package programme

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// ForecastMost is for how many days ahead a forecast is made at most.
const ForecastMost = 60

// ForecastRows is how many due rows a forecast reads: far more than a programme has.
const ForecastRows = 100_000

// ForecastUntil is the local midnight at which so many days are over, today among them.
func ForecastUntil(p *Programme, now time.Time, days int) time.Time {
	local := now.In(p.Location)
	return time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, p.Location)
}

// PlannedDay is what will be sent on one local day.
type PlannedDay struct {
	Day     time.Time // the time of the first, in the programme's zone
	People  int       // how many get something, each counted once
	Planned []Planned // in their order, never none
}

// PlannedDays divides a forecast into days.
func PlannedDays(p *Programme, planned []Planned) (days []PlannedDay) {
	for len(planned) > 0 {
		day := p.dayOf(planned[0].At)
		people, n := map[flows.PersonID]bool{}, 0
		for ; n < len(planned) && p.dayOf(planned[n].At) == day; n++ {
			for _, id := range planned[n].People {
				people[id] = true
			}
		}
		days = append(days, PlannedDay{Day: planned[0].At.In(p.Location), People: len(people), Planned: planned[:n]})
		planned = planned[n:]
	}
	return days
}

// Words say what it is that is sent.
func (one Planned) Words(tx *Tx, p *Programme) text.Phrase {
	e, _ := tx.Events.Get(one.Event)
	title := e.Title.Quoted()
	switch one.Kind {
	case RoundDue:
		if one.Event == "" {
			return text.T("подсещане за проучването, поискано от координатор", "nudge about the survey, asked for by a coordinator")
		}
		return text.T("подсещане, поискано от координатор: %s", "nudge asked for by a coordinator: %s").With(title)
	case NudgeDue:
		return text.T("подсещане за проучването", "nudge about the survey")
	case TermDue:
		return text.T("новият срок на проучването", "the survey’s new time")
	case MergedDue:
		return text.T("вест за обединена организация", "news of an organisation that was merged")
	case TypedDue:
		return text.T("въведени от координатор отговори", "answers that a coordinator typed")
	case BroadcastDue:
		return text.T("съобщение от координаторите", "a message from the coordinators")
	case OfferDue:
		return text.T("предложено място: %s", "offered seat: %s").With(title)
	case SeatDue, HandedDue:
		return text.T("промяна в записването: %s", "a change of a registration: %s").With(title)
	case AfterDue:
		return text.T("благодарност или съжаление след събитието: %s", "thanks or regret after the event: %s").With(title)
	case MovedDue:
		return text.T("преместено е: %s", "moved: %s").With(title)
	case PlacedDue:
		return text.T("ново място: %s", "a new place: %s").With(title)
	case OffDue:
		return text.T("отменено е: %s", "called off: %s").With(title)
	}
	return text.T("напомняне: %s, %s", "reminder: %s, %s").With(title, text.Day(e.Start.In(p), tx.Now.In(p.Location)))
}
