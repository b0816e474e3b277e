package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

func (s *Settings) readEvents(top *table, want wants) {
	r := eventReader{settings: s, want: want, codes: map[string]bool{}}
	for i, t := range top.sections("event", "[[event]]") {
		s.Programme.Events = append(s.Programme.Events, r.event(t, i+1))
	}
}

// eventReader reads the events in their order.
type eventReader struct {
	settings *Settings
	want     wants
	codes    map[string]bool
}

func (r *eventReader) event(t *table, number int) programme.Plan {
	defer t.done()
	p := &r.settings.Programme
	t.label = "[[event]] № " + strconv.Itoa(number)
	e := programme.Plan{Code: t.code("code", flows.MaxChoiceCode, questionCode, r.codes)}
	if e.Code != "" {
		t.label = "[[event]] " + e.Code
	}
	e.Kind = t.eventKind()
	e.Title = t.needPair("title", programme.TitleLimit)
	e.Municipality = r.settings.municipality(t, "municipality", t.need("municipality", `"…"`))
	e.Place = t.needPair("place", programme.PlaceLimit)
	e.Address = t.pair("address", programme.PlaceLimit)
	e.Map = r.point(t)
	r.times(t, &e)
	e.Agenda = t.pair("agenda", programme.AgendaLimit)
	e.Bring = t.pair("bring", programme.BringLimit)
	e.Materials = r.materials(t)
	r.seats(t, &e)
	for _, n := range t.strings("towns") {
		if code := r.settings.municipality(t, "towns", n); code != "" && !slices.Contains(e.Towns, code) {
			e.Towns = append(e.Towns, code)
		}
	}
	if n := t.get("contact"); n != nil && n.kind != unstable.Table {
		t.wrong(n, text.T("„contact“ трябва да е { … }, а е %s.", "“contact” must be { … }, but is %s.").With(kindOf(n)),
			text.T("Напишете го като раздела [contact]: contact = { name = { bg = \"…\", en = \"…\" }, phone = \"…\" }", "Write it like the section [contact]: contact = { name = { bg = \"…\", en = \"…\" }, phone = \"…\" }"))
	} else if n != nil {
		e.Contact = readContact(t.inner("contact", n))
	}
	if e.Start.At.After(endOfDay(p.Ends)) || !e.Start.IsZero() && e.Start.At.Before(p.Starts) {
		r.settings.warn(t, t.n.fields["start"], time.Time{}, text.T("събитието е извън програмата.", "the event is outside the programme."),
			text.T("Проверете годината в „start“, или „starts“ и „ends“ в [programme].", "Check the year in “start”, or “starts” and “ends” in [programme]."))
	}
	return e
}

func (t *table) eventKind() programme.EventKind {
	n := t.need("kind", `"training"`)
	s, ok := t.string("kind", n)
	known := []string{string(programme.Training), string(programme.Meeting)}
	if !ok || slices.Contains(known, s) {
		return programme.EventKind(s)
	}
	t.wrong(n, text.T("няма вид събитие „%s“.", "there is no kind of event “%s”.").With(s),
		text.T("Видовете са training (обучение) и meeting (работна среща).", "The kinds are training and meeting."))
	return ""
}

// municipality is the code of one of the programme's.
func (s *Settings) municipality(t *table, key string, n *node) string {
	code, ok := t.string(key, n)
	if !ok {
		return ""
	}
	if _, ok := s.Programme.MunicipalityName(code); ok {
		return code
	}
	var known []string
	for _, m := range s.Programme.Municipalities {
		known = append(known, m.Code)
	}
	mend := text.T("Добавете я под ред [[municipality]].", "Add it below a line [[municipality]].")
	if near := nearest(code, known); near != "" {
		mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
	} else if len(known) > 0 {
		mend = text.T("Общините са: %s.", "The municipalities are: %s.").With(strings.Join(known, ", "))
	}
	t.wrong(n, text.T("няма община с код „%s“.", "there is no municipality with the code “%s”.").With(code), mend)
	return ""
}

func (r *eventReader) point(t *table) *programme.Point {
	n := t.get("map")
	s, ok := t.string("map", n)
	if !ok {
		return nil
	}
	example := text.T("Отворете карта в интернет, задръжте върху мястото и препишете двете числа: map = \"43.8487, 25.9540\"",
		"Open a map on the web, press long on the place and copy the two numbers: map = \"43.8487, 25.9540\"")
	p, isPoint := programme.ReadPoint(s)
	switch {
	case isPoint:
	case p != programme.Point{}:
		t.wrong(n, text.T("„map“ не е точка на картата: първото число е до 90, второто до 180.", "“map” is not a point on the map: the first number goes up to 90, the second up to 180."), example)
		return nil
	default:
		t.wrong(n, text.T("„map“ не е точка на картата.", "“map” is not a point on the map."), example)
		return nil
	}
	if r.settings.Programme.Location.String() == "Europe/Sofia" && !p.InBulgaria() {
		r.settings.warn(t, n, time.Time{}, text.T("точката на картата („map“) не е в България.", "the point on the map (“map”) is not in Bulgaria."),
			text.T("Проверете дали двете числа не са разменени: първо е северната ширина, около 43.", "Check whether the two numbers are swapped: first comes the latitude, about 43."))
	}
	return &p
}

// times reads when the event takes place and when one can register.
func (r *eventReader) times(t *table, e *programme.Plan) {
	zone := r.settings.Programme.Location
	start, end := t.need("start", "2027-03-18T09:30:00"), t.need("end", "2027-03-18T17:00:00")
	e.Start, e.End = t.moment("start", start, zone), t.moment("end", end, zone)
	e.Opens, e.Closes = t.instant("opens", zone, false), t.instant("closes", zone, true)
	if e.Start.IsZero() || e.End.IsZero() {
		return
	}
	switch {
	case !e.End.At.After(e.Start.At):
		t.wrong(end, text.T("събитието свършва, преди да е започнало.", "the event ends before it starts."),
			text.T("Поправете „start“ или „end“.", "Mend “start” or “end”."))
	case e.End.At.Sub(e.Start.At) > 24*time.Hour:
		t.wrong(end, text.T("събитието трае повече от денонощие.", "the event lasts longer than a day and a night."),
			text.T("Всеки ден е отделно събитие: на поредни дни хората се записват за всички наведнъж.", "Each day is an event of its own: for days in a row people register in one go."))
	}
	if !e.Opens.IsZero() && !e.Opens.Before(e.Start.At) {
		t.wrong(t.n.fields["opens"], text.T("записването започва („opens“) след началото на събитието.", "registration opens (“opens”) after the event has begun."),
			text.T("Посочете по-ранна дата или махнете реда: без него записването е отворено веднага.", "Name an earlier date, or take the line out: without it registration is open at once."))
	}
	if e.Closes.IsZero() {
		return
	}
	// A last day that is the event's own ends with its beginning.
	if !e.Closes.Before(e.Start.At) && e.Closes.Equal(endOfDay(e.Start.At.In(zone))) {
		e.Closes = time.Time{}
		return
	}
	switch {
	case e.Closes.After(e.Start.At):
		t.wrong(t.n.fields["closes"], text.T("записването свършва („closes“) след началото на събитието.", "registration closes (“closes”) after the event has begun."),
			text.T("Посочете по-ранна дата или махнете реда: без него записването свършва с началото.", "Name an earlier date, or take the line out: without it registration closes with the beginning."))
	case !e.Closes.After(e.Opens):
		t.wrong(t.n.fields["closes"], text.T("записването свършва, преди да е започнало.", "registration closes before it opens."),
			text.T("Поправете „opens“ или „closes“.", "Mend “opens” or “closes”."))
	}
}

// seats reads for how many people there is room and how they are shared out.
func (r *eventReader) seats(t *table, e *programme.Plan) {
	e.Seats, e.AuthoritySeats = t.count("seats", 0, programme.MostSeats), t.count("authority_seats", 0, programme.MostSeats)
	e.PerOrganisation = t.count("per_organisation", 1, programme.MostEach)
	e.SecondFrom = t.instant("second_from", r.settings.Programme.Location, false)
	if e.Seats+e.AuthoritySeats == 0 && !t.wrongBelow("seats", "authority_seats") {
		t.wrong(t.n, text.T("няма нито едно място.", "there is not one seat."),
			text.T("Напишете колко места има за граждански организации (seats = 35), за общини и институции (authority_seats = 10) или и двете.",
				"Write how many seats there are for civic organisations (seats = 35), for authorities (authority_seats = 10), or both."))
	}
	if e.PerOrganisation == 1 {
		e.PerOrganisation = 0
	}
	together := text.T("С per_organisation = 2 и second_from = 2027-03-11 от тази дата всяка организация може да има две места.",
		"With per_organisation = 2 and second_from = 2027-03-11 each organisation may have two seats from that date on.")
	switch second := t.n.fields["second_from"]; {
	case e.PerOrganisation > 1 && !t.has("second_from"):
		t.wrong(t.n.fields["per_organisation"], text.T("липсва датата, от която организация може да има повече от едно място („second_from“).",
			"the date from which an organisation may have more than one seat is missing (“second_from”)."), together)
	case e.PerOrganisation == 0 && !e.SecondFrom.IsZero():
		t.wrong(second, text.T("„second_from“ няма смисъл без „per_organisation“.", "“second_from” has no meaning without “per_organisation”."), together)
	case !e.SecondFrom.IsZero() && !e.Start.IsZero() && !e.SecondFrom.Before(e.Start.At):
		t.wrong(second, text.T("„second_from“ е след началото на събитието.", "“second_from” is after the event has begun."), together)
	}
}

// wrongBelow reports whether one of the keys is there and not a number above zero,
// which has been said already or says it all.
func (t *table) wrongBelow(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return t.has(key) && t.n.fields[key].scalar != "0" })
}
