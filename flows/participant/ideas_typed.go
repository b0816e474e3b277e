package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// asksForIdeas reports whether somebody asks for the ideas where no form is open.
func asksForIdeas(typed string) bool {
	return says(typed, "идеи", "идеите", "идея", "моите идеи", "нашите идеи", "идеите ми", "ideas", "my ideas", "our ideas")
}

// typedAtIdeas does what was typed at a screen of ideas, or asks for one. False for
// anything else.
func (c *chat) typedAtIdeas(typed string) bool {
	if !c.takesPart() {
		return false
	}
	if c.Session.Place == placeIdeas {
		switch meant := c.ideaButtonsOf(typed); {
		case len(meant) == 1:
			c.press(flows.Press{Data: meant[0]})
			return true
		case len(meant) > 1:
			c.Tell(text.T("Моля, изберете с бутон: така няма да объркаме нещо.", "Please choose with a button, so that nothing gets mixed up."))
			c.showIdeas(c.Session.Consider)
			return true
		}
	}
	switch {
	case asksForIdeas(typed):
		c.showIdeas(ideaList)
	case says(typed, "започни идея", "нова идея", "имам идея", "искам да напиша идея", "започвам идея", "begin an idea", "new idea", "i have an idea"):
		c.beginIdea("")
	case says(typed, "одобрени идеи", "одобрените идеи", "всички идеи", "approved ideas", "all ideas"):
		c.showIdeas(ideaAll)
	case says(typed, ideaWords[ideaSign]...) || says(typed, labelSign.Plain(text.Bulgarian), labelSign.Plain(text.English)):
		return c.typedSign()
	default:
		return c.typedIdea(typed)
	}
	return true
}

// typedSign signs what waits for the person, or lists it where that is not one idea;
// false where nothing waits.
func (c *chat) typedSign() bool {
	i, of, only := c.onlyToSign()
	switch {
	case only:
		c.sign(i, of, false)
	case of != 0:
		c.showIdeas(ideaList)
	}
	return of != 0
}

// typedIdea opens the idea that was named, by its number or its title.
func (c *chat) typedIdea(typed string) bool {
	n, numbered := 0.0, false
	for _, lead := range []string{"идея", "идея №", "№", "idea", "idea #"} {
		if rest, ok := strings.CutPrefix(text.Fold(typed), lead+" "); ok && !numbered {
			n, numbered = text.OnlyNumber(strings.TrimLeft(rest, "№# "))
		}
	}
	if list := strings.HasPrefix(c.Session.Consider, ideaList) || strings.HasPrefix(c.Session.Consider, ideaAll); list && c.Session.Place == placeIdeas && !numbered {
		n, numbered = text.OnlyNumber(typed)
	}
	if numbered && n == float64(int(n)) && n > 0 {
		i, ok := c.tx.Ideas.Get(programme.IdeaID(n))
		if !ok || !i.MaySee(c.tx, c.Person) {
			c.Tell(text.T("Идея с такъв номер не намирам сред тези, които виждате.", "I find no idea with that number among those that you can see."))
			c.showIdeas(ideaList)
			return true
		}
		c.showIdea(i)
		return true
	}
	named := c.ideasWhere(func(i programme.Idea) bool {
		title := c.p.Matrix.TitleOf(i)
		return title != "" && programme.NameKey(title) == programme.NameKey(typed) && i.MaySee(c.tx, c.Person)
	})
	if len(named) != 1 {
		return false
	}
	c.showIdea(named[0])
	return true
}

// ideaWords are ways in which people say what buttons say, by the button's verb.
var ideaWords = map[string][]string{
	ideaSign:   {"подписвам", "подпис", "подпиши", "ще подпиша", "да подпиша", "подписвам я", "sign", "i sign"},
	ideaSigned: {"да", "yes"},
	ideaUnsign: {"оттеглям подписа", "оттегли подписа си", "withdraw the signature"},
	ideaLater:  {"после", "по-късно", "друг път", "later"},
	ideaText:   {"прочети", "прочети я", "текстът", "текст", "read", "text"},
	ideaWatch:  {"как върви", "докъде е", "докъде сме", "how does it go"},
	ideaLook:   {"обнови", "пак"},
	ideaOff:    {"оттегли", "оттеглям", "оттеглям я", "withdraw"},
	ideaJoin:   {"искаме да участваме", "да участваме", "участваме", "искам да участвам", "join"},
	ideaBegin:  {"започни", "нова", "begin"},
	ideaSend:   {"изпрати", "изпрати нашата", "изпращам", "send"},
	ideaFiles:  {"файлове", "файловете", "снимки", "files"},
	ideaShow:   {"назад", "back"},
	ideaList:   {"назад", "към идеите"},
}

// writeWords are those for the button that opens the matrix.
var writeWords = []string{"пиши", "пиша", "продължи", "продължавам", "продължи писането", "поемам", "промени", "напиши", "write", "go on", "continue"}

// ideaButtonsOf are the buttons of the present screen that the words may mean: the one
// that says just so, or those of which people say it.
func (c *chat) ideaButtonsOf(typed string) []string {
	s, ok := c.ideaScreen(c.Session.Consider)
	if !ok {
		return nil
	}
	var meant []string
	for _, row := range s.Buttons {
		for _, tap := range row {
			label := tap.Label.Plain(c.Lang)
			number, name, listed := strings.Cut(label, ". ")
			if says(typed, tap.Label.Plain(text.Bulgarian), tap.Label.Plain(text.English)) || listed && says(typed, number, name) {
				return []string{tap.Data}
			}
			verb, rest, _ := strings.Cut(tap.Data, ":")
			words := writeWords
			if verb == ideaButton {
				verb, _, _ = strings.Cut(rest, ":")
				words = ideaWords[verb]
			} else if !strings.HasPrefix(tap.Data, openIdea) {
				continue
			}
			if says(typed, words...) {
				meant = append(meant, tap.Data)
			}
		}
	}
	return meant
}

// openIdea is how the data of buttons begin that open the matrix.
var openIdea = strings.SplitAfter(flows.OpenButton(ideaForm, "|"), ideaForm)[0]

// typedAtIdeaNotice takes the answer to a notice about an idea that asks something:
// one that is replied to, or where no form is open the one that stands beside.
func (c *chat) typedAtIdeaNotice(typed string, open bool) bool {
	name := c.Messages.Name(c.ReplyTo)
	if c.ReplyTo == 0 && !open {
		if name = c.Session.Beside; name == "" {
			name = c.Session.Live
		}
	}
	if !c.takesPart() {
		return false
	}
	yes, answered := readAnswer(typed, labelSign, labelSignLater)
	switch ref, join := strings.CutPrefix(name, joinNotice); {
	case join:
		subject, of, _ := strings.Cut(ref, "/")
		yes, answered = readAnswer(typed, labelLet, labelDeny)
		if says(typed, "приемам", "приемаме", "приеми", "accept") {
			yes, answered = true, true
		}
		if !answered {
			return false
		}
		verb := map[bool]string{true: ideaLet, false: ideaDeny}[yes]
		c.pressIdea(strings.Join([]string{verb, subject, of}, ":"))
	case name == signNoticeName:
		answered = answered || says(typed, slices.Concat(ideaWords[ideaSign], ideaWords[ideaLater])...)
		yes = yes || says(typed, ideaWords[ideaSign]...)
		i, of, ok := c.onlyToSign()
		switch {
		case !answered:
			return false
		case !ok && of == 0:
			c.Tell(text.T("Вече няма идея, която да чака подпис от Вас.", "There is no idea any more that waits for your signature."))
			flows.Retire(c.Turn, signNoticeName)
			c.showIdeas(ideaList)
		case !ok:
			c.showIdeas(ideaList)
		case yes:
			c.sign(i, of, false)
		default:
			c.signLater(i)
		}
	default:
		return false
	}
	return true
}

// onlyToSign is the one signature that waits for the person; where several do, typed
// words do not say which is meant.
func (c *chat) onlyToSign() (i programme.Idea, of programme.OrganisationID, ok bool) {
	n := 0
	for _, each := range c.tx.Ideas.All() {
		for _, p := range each.ToSign(c.tx, c.Person) {
			i, of, n = each, p.Organisation, n+1
		}
	}
	return i, of, n == 1
}
