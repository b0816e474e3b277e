package coordinator

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// eventsFound is how many events /event shows to choose from.
const eventsFound = 8

// event finds an event by a part of its title, its municipality, its day, its code or its
// number in the list, and shows its card; „ново“ begins a new one.
func (g *group) event(query string) {
	query = strings.TrimSpace(text.Clip(query, longestQuery))
	if query == "" {
		g.say(g.eventPage(-1))
		return
	}
	switch text.Latin(query) {
	case text.Latin("ново"), text.Latin("нова"), text.Latin("нов"), text.Latin("ново събитие"), text.Latin("new"):
		if g.mayAct() {
			g.newEvent(nil)
		}
		return
	}
	found := g.findEvents(query)
	switch len(found) {
	case 0:
		g.say(flows.Screen{
			Text:    text.T("Не намирам събитие, което прилича на %s. Опитайте с друга дума от заглавието, с община или с дата.", "I find no event like %s. Try another word of the title, a municipality, or a date.").With(text.Quote(query)),
			Buttons: [][]flows.Tap{{tap(text.T("Всички събития", "All events"), verbEvents, "-1")}},
		})
		return
	case 1:
		g.say(g.eventScreen(found[0]))
		return
	}
	lines := []text.Phrase{text.T("Кое от тези?", "Which of these?")}
	if len(found) > eventsFound {
		lines = []text.Phrase{text.T("Намирам %d събития. Ето първите %d; другите са в /events.", "I find %d events. Here are the first %d; the others are in /events.").With(len(found), eventsFound)}
		found = found[:eventsFound]
	}
	var rows [][]flows.Tap
	for i, e := range found {
		lines = append(lines, text.T("%d. <b>%s</b>\n%s", "%d. <b>%s</b>\n%s").With(i+1, e.Named(g.p), text.DayTime(e.Start.In(g.p), g.local(g.At))))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s, %s", "%d. %s, %s").With(i+1, text.ShortDay(e.Start.In(g.p)), g.p.Town(e.Municipality)), verbEvent, e.Code)})
	}
	g.say(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows})
}

// findEvents are the events that the words may mean: by what is sure first.
func (g *group) findEvents(query string) []programme.Event {
	all := programme.Events(g.tx)
	key := text.Latin(query)
	that := func(is func(programme.Event) bool) []programme.Event {
		return slices.DeleteFunc(slices.Clone(all), func(e programme.Event) bool { return !is(e) })
	}
	if found := that(func(e programme.Event) bool { return strings.EqualFold(e.Code, query) }); len(found) > 0 {
		return found
	}
	if n, err := strconv.Atoi(query); err == nil && n >= 1 && n <= len(all) {
		return all[n-1 : n] // of /events
	}
	if day, ok := text.ReadDate(query, g.local(g.At)); ok {
		layout := time.DateOnly
		if !day.Sure { // without its year
			layout = "01-02"
		}
		if found := that(func(e programme.Event) bool { return e.Start.In(g.p).Format(layout) == day.Value.Format(layout) }); len(found) > 0 {
			return found
		}
	}
	return that(func(e programme.Event) bool {
		town := g.p.Town(e.Municipality)
		for _, words := range []string{e.Title.BG, e.Title.EN, town.In(text.Bulgarian), town.In(text.English), e.KindWords().In(text.Bulgarian)} {
			if key != "" && strings.Contains(text.Latin(words), key) { // of a smiley nothing is left
				return true
			}
		}
		return false
	})
}
