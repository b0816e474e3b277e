package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// alertCalled is how many organisations an alert names for calling.
const alertCalled = 3

// alert says, some days before a meeting, that no authority or no NGO has a seat. Out of
// working hours it waits for them, unless the meeting would be over by then.
func (g *group) alert(w flows.Due) {
	l, lacks := programme.LackOf(g.tx, w.Ref)
	if !lacks {
		return
	}
	if at := g.p.AtWork(g.At); at.After(g.At) && at.Before(l.Event.Start.At) {
		g.Do(flows.Schedule{Key: w.Key, At: at, Expires: l.Event.Start.At, Kind: w.Kind, Ref: w.Ref})
		return
	}
	g.say(g.alertScreen(l))
}

func (g *group) alertScreen(l programme.Lack) flows.Screen {
	e := l.Event
	who := text.T("нито община, нито НПО", "neither an authority nor an NGO")
	switch {
	case !l.NGOs:
		who = text.T("нито една община или институция", "no authority")
	case !l.Authorities:
		who = text.T("нито една НПО", "no NGO")
	}
	lines := []text.Phrase{
		text.T("⚠️ <b>%s</b>: още няма записана %s.", "⚠️ <b>%s</b>: so far %s is registered.").With(e.Title, who),
		g.when(e),
	}
	seats := func(label text.Phrase, pool programme.Pool) {
		if n := l.Seats[pool]; n[1] > 0 {
			lines = append(lines, text.T("%s: %d от %d места", "%s: %d of %d seats").With(label, n[0], n[1]))
		}
	}
	seats(text.T("НПО", "NGOs"), programme.PoolNGO)
	seats(text.T("Общини и институции", "Municipalities and institutions"), programme.PoolAuthority)
	lines = append(lines, text.T("Обадете им се или ги подсетете сега, докато има време.", "Call or remind them now, while there is time."))
	s := flows.Screen{Buttons: [][]flows.Tap{{seeTap(text.T("Картата на срещата", "The meeting’s card"), seeEvent, e.Code), seeTap(text.T("Подсети", "Remind"), seeRemind, "")}}}
	for _, o := range g.toInvite(l) {
		s.Buttons = append(s.Buttons, []flows.Tap{tap(text.T("%s", "%s").With(text.Clip(o.Name, 40)), verbOpen, refOf(o.ID))})
	}
	s.Text = text.Join("\n", lines...)
	return s
}

// toInvite are organisations of the meeting's municipality of the kind that is missing.
func (g *group) toInvite(l programme.Lack) (found []programme.Organisation) {
	for _, o := range g.tx.Organisations.All() {
		missing := l.NGOs && o.Kind == programme.NGO || l.Authorities && o.Kind != programme.NGO
		if missing && o.Standing == programme.InForce && o.Municipality == l.Event.Municipality && len(found) < alertCalled {
			found = append(found, o)
		}
	}
	return found
}
