package participant

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of ideas: "i:list", "i:show:7", "i:sign:7:a". A button says everything
// itself, so that it can be pressed a month later.
const ideaButton = "i"

const (
	ideaList   = "list"   // page, from 0; or nothing
	ideaAll    = "all"    // the same, of the approved ideas of everybody
	ideaBegin  = "begin"  // organisation, or nothing
	ideaShow   = "show"   // idea: its card
	ideaText   = "text"   // idea, in full
	ideaWatch  = "watch"  // idea, as it grows
	ideaLook   = "look"   // the same again, in the message that was pressed
	ideaDiff   = "diff"   // idea: what differs from the version before
	ideaFiles  = "files"  // idea
	ideaAlike  = "alike"  // idea: those that are like it
	ideaSend   = "send"   // idea:versions, although there are such
	ideaJoin   = "join"   // idea, or idea:organisation
	ideaLet    = "let"    // idea:organisation
	ideaDeny   = "deny"   // idea:organisation
	ideaOff    = "off"    // idea: withdraws it, after its reason
	ideaBack   = "back"   // idea: a draft again
	ideaSign   = "sign"   // idea:organisation
	ideaSigned = "signed" // idea:organisation, where it cannot be taken back
	ideaUnsign = "unsign" // idea:organisation, after its reason
	ideaLater  = "later"  // idea: no signature now
)

// placeIdeas is the place of a session at any screen of ideas; Consider holds the rest
// of the button that shows the screen again.
const placeIdeas = "idea"

// ideasName names the screens of ideas.
const ideasName = "ideas"

// ideaTap is a button of ideas. Not inlined: it has many callers (see
// text.Phrase).
//
//go:noinline
func ideaTap(label text.Phrase, verb string, refs ...string) flows.Tap {
	return flows.Tap{Label: label, Data: strings.Join(append([]string{ideaButton, verb}, refs...), ":")}
}

var (
	labelIdeas     = text.T("Идеи", "Ideas")
	labelBeginIdea = text.T("Започни идея", "Begin an idea")
	labelAllIdeas  = text.T("Одобрени идеи", "Approved ideas")
)

// takesPart reports whether ideas concern the person: they speak for an organisation,
// and the programme has a matrix.
func (c *chat) takesPart() bool {
	return len(c.p.Matrix.Form.Questions) > 0 && c.hasAgreed() && c.hasJoined() && len(c.represents()) > 0
}

// pressIdea answers the buttons of ideas.
func (c *chat) pressIdea(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	subject, rest, _ := strings.Cut(ref, ":")
	if !c.takesPart() {
		c.menu()
		return
	}
	switch verb {
	case ideaList, ideaAll:
		c.showIdeas(verb + ":" + ref)
		return
	case ideaBegin:
		c.beginIdea(subject)
		return
	}
	id, _ := programme.ParseIdeaID(subject)
	i, ok := c.tx.Ideas.Get(id)
	of, _ := organisationOf(rest)
	if !ok {
		c.noIdea()
		return
	}
	switch verb {
	case ideaJoin:
		c.askToJoin(i, of)
		return
	case ideaSign, ideaSigned:
		c.sign(i, of, verb == ideaSigned)
		return
	}
	if !i.MaySee(c.tx, c.Person) {
		c.noIdea()
		return
	}
	switch verb {
	case ideaShow, ideaText, ideaWatch, ideaDiff, ideaAlike:
		c.showIdeas(verb + ":" + subject)
	case ideaLook:
		c.lookAgain(i)
	case ideaFiles:
		c.ideaFiles(i)
	case ideaSend:
		c.sendAnyway(i, rest)
	case ideaLet, ideaDeny:
		c.decideJoin(i, of, verb == ideaLet)
	case ideaOff, ideaUnsign:
		c.askReason(verb, i, of)
	case ideaBack:
		c.draftAgain(i)
	case ideaLater:
		c.signLater(i)
	default:
		c.noIdea()
	}
}

// noIdea answers a button of what is there no more, or not for this person.
func (c *chat) noIdea() {
	c.note(text.T("Този бутон вече не важи. Ето Вашите идеи.", "This button is no longer valid. These are your ideas."))
	c.unpress()
	c.showIdeas(ideaList)
}

// showIdeas shows a screen of ideas and makes it the place; lead, which may be left
// out, says what has just been done.
func (c *chat) showIdeas(which string, lead ...text.Phrase) {
	s, ok := c.ideaScreen(which)
	if !ok {
		which = ideaList
		s, _ = c.ideaScreen(which)
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeIdeas, which
	s.Text = text.Join("\n\n", append(lead, s.Text)...)
	c.Say(s)
}

// showIdea shows the card of the idea.
func (c *chat) showIdea(i programme.Idea, lead ...text.Phrase) {
	c.showIdeas(ideaShow+":"+i.ID.String(), lead...)
}

// ideaScreen is the screen that a button shows; false where it shows none any more.
func (c *chat) ideaScreen(which string) (flows.Screen, bool) {
	verb, ref, _ := strings.Cut(which, ":")
	page, _ := strconv.Atoi(ref)
	switch verb {
	case ideaList:
		return c.ownIdeasScreen(page), true
	case ideaAll:
		return c.allIdeasScreen(page), true
	case ideaBegin:
		return c.beginScreen(), true
	}
	subject, rest, _ := strings.Cut(ref, ":")
	id, _ := programme.ParseIdeaID(subject)
	i, ok := c.tx.Ideas.Get(id)
	if verb == ideaJoin {
		return c.joinScreen(i), len(c.mayJoin(i)) > 1
	}
	if !ok || !i.MaySee(c.tx, c.Person) {
		return flows.Screen{}, false
	}
	switch verb {
	case ideaShow:
		return c.ideaCard(i), true
	case ideaText:
		return c.ideaInFull(i), true
	case ideaWatch:
		return c.ideaGrowing(i), true
	case ideaDiff:
		return c.ideaChanges(i), len(i.Versions) > 1
	case ideaAlike:
		return c.alikeScreen(i), i.Writable()
	case ideaSign:
		of, _ := organisationOf(rest)
		return c.signScreen(i, of), c.maySign(i, of)
	}
	return flows.Screen{}, false
}

// ideasWhere are the ideas for which is says so, by their numbers.
func (c *chat) ideasWhere(is func(programme.Idea) bool) []programme.Idea {
	var out []programme.Idea
	for _, i := range c.tx.Ideas.All() {
		if is(i) {
			out = append(out, i)
		}
	}
	return out
}

// ideaPart is a part of a list of ideas, with its heading.
type ideaPart struct {
	heading text.Phrase
	ideas   []programme.Idea
}

// ideasOnPage is how many ideas stand in one message.
const ideasOnPage = 8

// ownIdeasScreen lists what the person has to do with.
func (c *chat) ownIdeasScreen(page int) flows.Screen {
	own := func(i programme.Idea) bool { return i.MayWrite(c.tx, c.Person) }
	parts := []ideaPart{
		{text.T("Ваши", "Yours"), c.ideasWhere(func(i programme.Idea) bool { return own(i) && i.State != programme.IdeaWithdrawn })},
		{text.T("Чакат подпис от Вас", "Wait for your signature"), c.ideasWhere(func(i programme.Idea) bool { return !own(i) && len(i.ToSign(c.tx, c.Person)) > 0 })},
		{text.T("Партньори сте", "You are partners"), c.ideasWhere(func(i programme.Idea) bool {
			return !own(i) && i.Counts() && len(i.ToSign(c.tx, c.Person)) == 0 && len(i.PartnersOf(c.tx, c.Person)) > 0
		})},
		{text.T("Оттеглени", "Withdrawn"), c.ideasWhere(func(i programme.Idea) bool { return own(i) && i.State == programme.IdeaWithdrawn && len(i.Answers) > 0 })},
	}
	lead := text.T("Още нямате идея. Започнете с две думи за какво е – останалото може и после, и заедно с колеги.",
		"You have no idea yet. Begin with a few words; the rest can follow later, together with colleagues.")
	rows := [][]flows.Tap{{ideaTap(labelBeginIdea, ideaBegin)}}
	if n := len(c.approvedIdeas()); n > 0 {
		rows = append(rows, []flows.Tap{ideaTap(text.T("Одобрени идеи: %d", "Approved ideas: %d").With(n), ideaAll)})
	}
	return c.ideasScreen(text.T("Идеи за съвместни проекти", "Ideas for joint projects"), lead, ideaList, page, parts, rows)
}

func (c *chat) approvedIdeas() []programme.Idea { return c.ideasWhere(programme.Idea.Approved) }

// allIdeasScreen lists the approved ideas of everybody.
func (c *chat) allIdeasScreen(page int) flows.Screen {
	lead := text.T("Засега няма одобрена идея.", "No idea is approved yet.")
	return c.ideasScreen(labelAllIdeas, lead, ideaAll, page, []ideaPart{{ideas: c.approvedIdeas()}}, [][]flows.Tap{{ideaTap(labelIdeas, ideaList)}})
}

// ideasScreen lists ideas, each with its own number, a page at a time; none is said
// where there is not one.
func (c *chat) ideasScreen(title, none text.Phrase, verb string, page int, parts []ideaPart, rows [][]flows.Tap) flows.Screen {
	all := 0
	for _, part := range parts {
		all += len(part.ideas)
	}
	last := max(0, (all-1)/ideasOnPage)
	page = min(max(0, page), last)
	lines := []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(title)}
	if all == 0 {
		lines = append(lines, none)
	}
	var taps [][]flows.Tap
	n := 0
	for _, part := range parts {
		heading := part.heading
		for _, i := range part.ideas {
			if n++; (n-1)/ideasOnPage != page {
				continue
			}
			line := text.T("%d. <b>%s</b>\n%s", "%d. <b>%s</b>\n%s").With(int(i.ID), text.Clip(c.titleOf(i), 100), c.ideaLine(i))
			if !heading.Empty() {
				line, heading = text.T("<i>%s</i>\n%s", "<i>%s</i>\n%s").With(heading, line), text.Phrase{}
			}
			lines = append(lines, line)
			taps = append(taps, []flows.Tap{ideaTap(numbered(int(i.ID)-1, c.titleOf(i)), ideaShow, i.ID.String())})
		}
	}
	var turn []flows.Tap
	if page > 0 {
		turn = append(turn, ideaTap(text.T("‹ Предишни", "‹ Previous"), verb, strconv.Itoa(page-1)))
	}
	if page < last {
		turn = append(turn, ideaTap(text.T("Следващи ›", "Next ›"), verb, strconv.Itoa(page+1)))
	}
	rows = slices.Concat(taps, [][]flows.Tap{turn}, rows, [][]flows.Tap{flows.MenuRow()})
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows, Name: ideasName}
}

// ideasLine says in the menu what waits for the person; no row where ideas do not
// concern them.
func (c *chat) ideasLine() (line text.Phrase, row []flows.Tap) {
	if !c.takesPart() {
		return text.Phrase{}, nil
	}
	var drafts, returned, sign int
	for _, i := range c.tx.Ideas.All() {
		switch own := i.MayWrite(c.tx, c.Person); {
		case own && i.State == programme.IdeaDraft:
			drafts++
		case own && i.State == programme.IdeaReturned:
			returned++
		case len(i.ToSign(c.tx, c.Person)) > 0:
			sign++
		}
	}
	var parts []text.Phrase
	add := func(n int, p text.Localised) {
		if n > 0 {
			parts = append(parts, text.T("%s", "%s").With(p))
		}
	}
	add(drafts, text.Count(drafts, "чернова", "чернови", "draft", "drafts"))
	add(returned, text.Count(returned, "върната за промени", "върнати за промени", "returned for changes", "returned for changes"))
	add(sign, text.Count(sign, "чака подписа Ви", "чакат подписа Ви", "waits for your signature", "wait for your signature"))
	if len(parts) > 0 {
		line = text.T("<b>Идеи</b>\n%s", "<b>Ideas</b>\n%s").With(text.Join(", ", parts...))
	}
	return line, []flows.Tap{ideaTap(labelIdeas, ideaList)}
}
