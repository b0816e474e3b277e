package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbSee shows a card or a list as a message of its own, where the one with the button
// is to stay: what, which.
const verbSee = "see"

// How verbSee names what it shows.
const (
	seeStats   = "stats"
	seeCalls   = "calls"
	seeHealth  = "health"
	seeAsked   = "asked" // the open questions
	seeIdeas   = "ideas" // those that wait for a decision
	seeEvent   = "event" // the event follows
	seeRemind  = "remind"
	seeWaiting = "waiting"
)

// see shows what the button names.
func (g *group) see(refs []string) {
	switch refs[0] {
	case seeStats:
		g.say(g.statsCard())
	case seeCalls:
		g.say(g.callsPage(0))
	case seeRemind:
		if g.mayAct() {
			g.say(g.remindPage())
		}
	case seeHealth:
		g.say(g.healthCard())
	case seeAsked:
		g.say(g.questionPage(0))
	case seeIdeas:
		g.say(g.ideaPage(string(programme.IdeaSubmitted), allIdeas, 0))
	case seeEvent:
		if e, ok := g.eventIn(refs[1:]); ok {
			g.say(g.eventScreen(e))
		}
	case seeWaiting:
		title, lines, shown := g.lines(listWaiting)
		s, _ := linesScreen(title, lines, shown, 0, func(label text.Phrase, page int) flows.Tap {
			return tap(label, verbList, listWaiting, strconv.Itoa(page))
		})
		g.say(s)
	default:
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
	}
}

// seeTap is such a button.
func seeTap(label text.Phrase, what, which string) flows.Tap { return tap(label, verbSee, what, which) }

// digest says in the morning what changed, what is missing and what waits, if there is
// something to say; the next one is due on the next working day.
func (g *group) digest(w flows.Due) {
	last, _ := g.tx.Digests.Get(programme.DigestLast)
	if w.Ref == g.p.DigestRef() {
		programme.PutDigest(g.Turn, g.p)
	}
	if !g.p.TakesDigest(w.Ref, last, g.At) || !g.tx.Chats.Reachable(flows.Group) {
		return
	}
	b := programme.BriefingOf(g.tx, g.p)
	if !b.Worth() {
		return
	}
	g.tx.Digests.Put(programme.DigestLast, programme.Digest{Day: g.local(g.At).Format(time.DateOnly), Numbers: b.Now, Waits: b.Waits()})
	g.say(g.digestScreen(b))
}

// How much of a kind the digest names; the rest is behind the button.
const (
	digestEvents    = 3
	digestQuestions = 3
)

// digestScreen is a briefing as the group reads it.
func (g *group) digestScreen(b programme.Briefing) flows.Screen {
	s := flows.Screen{}
	lines := []text.Phrase{text.T("<b>Добро утро!</b> %s", "<b>Good morning!</b> %s").With(text.Day(g.local(g.At), g.local(g.At)))}
	for _, e := range b.Today[:min(len(b.Today), digestEvents)] {
		lines = append(lines, text.T("<b>Днес</b> в %s: %s – %s", "<b>Today</b> at %s: %s – %s").With(e.Start.In(g.p).Format("15:04"), text.Raw(text.Clip(e.Title.In(language), 60)), g.inShort(e)))
		s.Buttons = append(s.Buttons, []flows.Tap{seeTap(text.T("%s, %s", "%s, %s").With(e.Start.In(g.p).Format("15:04"), g.p.Town(e.Municipality)), seeEvent, e.Code)})
	}
	if left := len(b.Today) - digestEvents; left > 0 {
		lines = append(lines, text.T("И още днес: %d. Всички са в /events.", "And more today: %d. All are in /events.").With(left))
	}
	if news := g.newsOf(b); len(news) > 0 {
		title := text.T("<b>Ново</b>", "<b>New</b>")
		if since, err := time.ParseInLocation(time.DateOnly, b.Since, g.p.Location); err == nil {
			title = text.T("<b>Ново</b> от последния преглед (%s)", "<b>New</b> since the last digest (%s)").With(text.Day(since, g.local(g.At)))
		}
		lines = append(lines, text.T("%s: %s.", "%s: %s.").With(title, text.Join(", ", news...)))
	}
	lines = append(lines, g.gapsOf(b))
	stats := []flows.Tap{seeTap(text.T("Докъде сме", "Where we stand"), seeStats, "")}
	if b.Now.Calls > 0 {
		lines = append(lines, text.T("<b>За обаждане</b>: %s.", "<b>To be called</b>: %s.").With(talks(b.Now.Calls)))
		stats = append(stats, seeTap(text.T("За обаждане", "To be called"), seeCalls, ""))
	}
	s.Buttons = append(s.Buttons, stats)
	var decide []flows.Tap
	if b.Approval > 0 {
		lines = append(lines, text.T("<b>Чакат одобрение</b>: %s.", "<b>Waiting for approval</b>: %s.").With(requests(b.Approval)))
		decide = append(decide, seeTap(text.T("Чакат одобрение", "Waiting for approval"), seeWaiting, ""))
	}
	if b.Ideas > 0 {
		lines = append(lines, text.T("<b>Чакат решение</b>: %s.", "<b>Waiting for a decision</b>: %s.").With(ideasWords(b.Ideas)))
		decide = append(decide, seeTap(text.T("Идеи за решение", "Ideas to decide on"), seeIdeas, ""))
	}
	s.Buttons = append(s.Buttons, decide)
	lines = g.oldQuestions(b, lines, &s)
	if len(b.Troubles) > 0 {
		lines = append(lines, text.T("⚠️ <b>С бота не всичко е наред</b>: %s.", "⚠️ <b>Not all is well with the bot</b>: %s.").With(troublesInShort(b.Troubles)))
		s.Buttons = append(s.Buttons, []flows.Tap{seeTap(text.T("Как е ботът", "How the bot is"), seeHealth, "")})
	}
	s.Text = text.Join("\n", lines...)
	return s
}

// newsOf are the numbers that have changed, with by how much.
func (g *group) newsOf(b programme.Briefing) (news []text.Phrase) {
	add := func(now, before int, words func(int) text.Localised) {
		switch d := now - before; {
		case d > 0:
			news = append(news, text.T("+%s", "+%s").With(words(d)))
		case d < 0:
			news = append(news, text.T("−%s", "−%s").With(words(-d)))
		}
	}
	count := func(bgOne, bgMany, enOne, enMany string) func(int) text.Localised {
		return func(n int) text.Localised { return text.Count(n, bgOne, bgMany, enOne, enMany) }
	}
	n, was := b.Now, b.Before
	add(n.Joined, was.Joined, count("присъединила се организация", "присъединили се организации", "organisation joined", "organisations joined"))
	add(n.Sent, was.Sent, count("изпратено проучване", "изпратени проучвания", "survey sent", "surveys sent"))
	add(n.Registered, was.Registered, text.Registrations)
	add(n.Held, was.Held, count("проведена среща", "проведени срещи", "meeting held", "meetings held"))
	add(n.Submitted, was.Submitted, count("изпратена идея", "изпратени идеи", "idea sent", "ideas sent"))
	add(n.Approved, was.Approved, count("одобрена идея", "одобрени идеи", "idea approved", "ideas approved"))
	return news
}

// gapsOf says how far the targets are.
func (g *group) gapsOf(b programme.Briefing) text.Phrase {
	var parts []text.Phrase
	add := func(label text.Phrase, n, target int) {
		if target > 0 {
			parts = append(parts, text.T("%s %d от %d", "%s %d of %d").With(label, n, target))
		}
	}
	target := g.p.Targets
	add(text.T("проучване", "survey"), b.Now.Sent, target.Surveyed)
	for _, t := range programme.IndicatorsOf(g.tx).Trainings {
		if !g.At.Before(t.End.At) {
			add(text.T("обучени на %s", "trained on %s").With(text.ShortDay(t.Start.In(g.p))), len(t.Organisations), target.Trained)
		}
	}
	add(text.T("срещи", "meetings"), b.Now.Held, target.Meetings)
	if len(g.p.Matrix.Form.Questions) > 0 {
		add(text.T("одобрени идеи", "ideas approved"), b.Now.Approved, target.Ideas)
	}
	if len(parts) == 0 {
		return text.Phrase{}
	}
	return text.T("<b>До целите</b>: %s.", "<b>Towards the targets</b>: %s.").With(text.Join(", ", parts...))
}

// oldQuestions are the questions that wait for more than a day, with who waits.
func (g *group) oldQuestions(b programme.Briefing, lines []text.Phrase, s *flows.Screen) []text.Phrase {
	if len(b.Old) == 0 {
		return lines
	}
	lines = append(lines, text.T("<b>Чакат отговор повече от ден</b>: %s.", "<b>Waiting for an answer for more than a day</b>: %s.").With(text.Questions(len(b.Old))))
	var row []flows.Tap
	for _, th := range b.Old[:min(len(b.Old), digestQuestions)] {
		lines = append(lines, text.T("• № %s · %s · %s", "• No. %s · %s · %s").With(th.ID.String(), text.Ago(g.At.Sub(th.Since())), g.asker(th)))
		s.Among = append(s.Among, th.Person)
		row = append(row, tap(text.T("Въпрос № %s", "Question No. %s").With(th.ID.String()), "question", th.ID.String()))
	}
	s.Buttons = append(s.Buttons, row)
	if len(b.Old) > digestQuestions {
		s.Buttons = append(s.Buttons, []flows.Tap{seeTap(text.T("Всички въпроси", "All questions"), seeAsked, "")})
	}
	return lines
}

// troublesInShort names what is wrong; what to do stands on the card.
func troublesInShort(all []programme.Trouble) text.Phrase {
	said := map[programme.Trouble]text.Phrase{
		programme.TroubleUnconfirmed: text.T("има непотвърдени съобщения", "messages are unconfirmed"),
		programme.TroubleRefused:     text.T("има отказани съобщения", "messages were refused"),
		programme.TroubleAside:       text.T("има неща, оставени настрана", "things were put aside"),
		programme.TroubleCopy:        text.T("няма скорошно копие на данните", "there is no recent copy of the data"),
	}
	var parts []text.Phrase
	for _, t := range all {
		parts = append(parts, said[t])
	}
	return text.Join(", ", parts...)
}
